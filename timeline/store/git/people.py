"""Who works here, and whose work a file is, as git has it.

Knows names, commits and paths; must not know what an event is.
"""

from collections.abc import Iterable

from timeline.store.git.failures import GitError, ShallowError, UnknownRevisionError
from timeline.store.git.program import run
from timeline.store.git.repository import is_blob


def user(root: str) -> str:
    """The name that git gives to whoever commits here (user.name); nothing where it has none."""
    try:
        return run(root, "config", "--get", "user.name").decode(errors="replace").strip()
    except GitError:
        return ""


def authors(root: str, path: str, before: Iterable[str], data: bytes) -> set[str]:
    """Whose work a file is: the authors of all commits that changed it, and the user, where no commit has it as it is.

    Args:
        root: a folder of the repository.
        path: that of the file, from there.
        before: paths that it had before.
        data: what it holds.

    Raises:
        GitError: why git cannot tell.
    """
    if run(root, "rev-parse", "--is-shallow-repository").strip() == b"true":
        raise ShallowError("who has written it cannot be told: the history here is cut off (shallow clone)")
    paths = [f"./{one}" for one in (path, *before)]
    names = set[str]()
    try:
        told = run(root, "rev-list", "--full-history", "--format=%an%n%aN", "HEAD", "--", *paths).decode(
            errors="replace"
        )
        lines = told.split("\n")
        names = {*lines[1::3], *lines[2::3]}  # before them stands "commit", with its id
        is_committed = is_blob(run(root, "rev-parse", f"HEAD:{paths[0]}").decode().strip(), data)
    except UnknownRevisionError:  # there is no commit, or the newest does not have the file
        is_committed = False
    return names if is_committed else names | {user(root)}
