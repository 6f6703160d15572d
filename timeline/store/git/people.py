"""Who works here, and what somebody has made of a file, as git has it.

Knows names, commits and paths; must not know what a file says, nor which change of it counts.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from timeline.store.git.failures import GitError, ShallowError, UnknownRevisionError
from timeline.store.git.program import run
from timeline.store.git.repository import is_shallow


class CommittedWork(NamedTuple):
    """What one commit made of a file; no bytes where it was not there."""

    before: list[bytes]
    """What each of its parents has."""
    after: bytes


def user(root: str) -> str:
    """The name that git gives to whoever commits here (user.name); nothing where it has none."""
    try:
        return run(root, "config", "--get", "user.name").decode(errors="replace").strip()
    except GitError:
        return ""


def changes(root: str, paths: Sequence[str], is_meant: Callable[[str], bool]) -> Iterator[CommittedWork]:
    """What somebody has made of a file, commit by commit.

    Args:
        root: a folder of the repository.
        paths: that of the file, from there, and those that it had before.
        is_meant: tells of the name of an author, as written or as .mailmap has it, whether it is that of this person.

    Raises:
        GitError: why git cannot tell.
    """
    if is_shallow(root):
        raise ShallowError("who has written it cannot be told: the history here is cut off (shallow clone)")
    try:
        told = run(
            root, "rev-list", "--full-history", "--format=%H %P%n%an%n%aN", "HEAD", "--", *(f"./{p}" for p in paths)
        )
    except UnknownRevisionError:  # nothing is committed yet
        return
    lines = told.decode(errors="replace").split("\n")
    for commits, *names in zip(lines[1::4], lines[2::4], lines[3::4], strict=False):  # the first of four says "commit"
        if any(map(is_meant, names)):
            after, *before = (content(root, paths, commit) for commit in commits.split())
            yield CommittedWork(before, after)


def content(root: str, paths: Sequence[str], commit: str = "HEAD") -> bytes:
    """What a commit has of a file under the first of some paths that is there; nothing where none is.

    Raises:
        GitError: why git cannot tell.
    """
    for path in paths:
        try:
            return run(root, "cat-file", "blob", f"{commit}:./{path}")
        except UnknownRevisionError:
            continue
    return b""
