"""What git holds of a folder: commits, files, contents. Reads with plumbing that runs no program a repository may name.

Knows revisions, paths and blobs; must not know what an event is.
"""

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from timeline.store.git.bare import BareFolder
from timeline.store.git.failures import (
    BareError,
    GitError,
    NoRepositoryError,
    NotInstalledError,
    ObjectsMissingError,
    ShallowError,
    UnknownRevisionError,
)
from timeline.store.git.program import run


def holds(root: str, path: str, data: bytes) -> bool:
    """Whether the newest commit surely has this very content at this path, so that the file may go."""
    try:
        return run(root, "cat-file", "blob", f"HEAD:./{path}") == data
    except GitError:
        return False


def has(root: str, what: str) -> bool:
    """Whether commits know something by this name (gitrevisions), whether or not it is here.

    Raises:
        GitError: why git cannot tell.
    """
    try:
        run(root, "rev-parse", "--verify", what)
    except UnknownRevisionError:
        return False
    return True


def newest(root: str, aside: str) -> tuple[str, int] | None:
    """Give the id and the time (seconds since 1970) of the newest commit that changed this folder; None without one.

    What changed nothing but the folder `aside` in it does not count.

    Raises:
        GitError: why git cannot tell, but for want of a repository or of commits.
    """
    try:
        asked = ("--max-count=1", "--format=%H %P%n%ct", "HEAD", "--", ".", f":(exclude){aside}")
        found = run(root, "rev-list", *asked, magic=True).split(b"\n")
    except (NoRepositoryError, UnknownRevisionError):
        return None
    if not found[1:]:
        return None
    (id_, *parents), time = found[1].split(), found[2]  # the first line is git's own
    must_reach_back(root, parents)
    return id_.decode(), int(time) if time.isdigit() else 0  # as git itself reads what is no time


def must_reach_back(root: str, parents: Sequence[bytes]) -> None:
    """See that a commit without parents is the first, and not merely the first that a shallow clone has.

    Raises:
        ShallowError: what changed in it may have been so for long.
    """
    if not parents and is_shallow(root):
        day = run(root, "rev-list", "--max-parents=0", "--max-count=1", "--format=%cs", "HEAD").split()[-1].decode()
        raise ShallowError(f"history here starts on {day} (shallow clone)")


def is_shallow(root: str) -> bool:
    """Tell whether the history here is cut off: what was before is not in this clone.

    Raises:
        GitError: why git cannot tell.
    """
    return run(root, "rev-parse", "--is-shallow-repository").strip() == b"true"


def is_blob(id_: str, data: bytes) -> bool:
    """Tell whether a content is that of a blob, in either of git's hashes; a checkout may have given it CR LF."""
    import hashlib  # start-up: only a page with a colophon asks

    make = hashlib.sha1 if len(id_) == 40 else hashlib.sha256
    return any(
        id_ == make(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
        for content in (data, data.replace(b"\r\n", b"\n"))
    )


class GitFile(NamedTuple):
    """One file of git's index, or of a commit."""

    mode: str
    id: str
    stage: int
    """0, or which side of a merge it is."""


def index(root: str) -> dict[str, GitFile]:
    """What would be committed of a folder, by path within it; not what `git add -N` has only announced.

    In a hook that is the index that the hook was given, if it is one of the same repository.

    Raises:
        GitError: why git cannot tell.
    """
    of_hook = _index_of_hook(root)
    entries = _entries(run(root, "ls-files", "-s", "-z", index=of_hook))
    if any(is_blob(entry.id, b"") for entry in entries.values()):  # as what is only announced looks
        told = run(root, "ls-files", "-z", "--debug", index=of_hook)
        for path in [os.fsdecode(path) for path, flags in _DEBUG.findall(told) if int(flags, 16) & _ANNOUNCED]:
            entries.pop(path, None)
    return entries


_DEBUG = re.compile(rb"([^\0]+)\0(?:  \w+: .*\n)+?  size: \d+\tflags: ([0-9a-f]+)\n")
"""An entry in `ls-files -z --debug`, the one place where plumbing tells its flags; in another form, none is found."""
_ANNOUNCED = 1 << 29
"""CE_INTENT_TO_ADD of git's read-cache.h."""


def tree(root: str, revision: str) -> dict[str, GitFile]:
    """What a commit holds of a folder, by path within it.

    Raises:
        GitError: why git cannot tell; there may be no such commit.
    """
    return _entries(run(root, "ls-tree", "-r", "-z", "--end-of-options", revision))


def deleted(root: str) -> dict[str, str]:
    """What was in a folder and is no more: by path within it, the id of the content it had last.

    Of each path that some commit up to the newest held; what the newest still holds is among them.

    Raises:
        GitError: why git cannot tell.
    """
    listed = run(
        root, "log", "--raw", "-z", "--no-abbrev", "--no-renames", "--diff-filter=D", "--format=", "--relative", "HEAD"
    )
    found: dict[str, str] = {}
    for id_, path in _DELETED.findall(listed):
        found.setdefault(os.fsdecode(path), id_.decode())  # the newest commit comes first
    return found | {path: entry.id for path, entry in tree(root, "HEAD").items()}


_DELETED = re.compile(rb":\d+ \d+ ([0-9a-f]+) [0-9a-f]+ D\0([^\0]+)")
"""A row of `log --raw -z`: modes and ids before and after, and the path."""


def _entries(listed: bytes) -> dict[str, GitFile]:
    """The rows of `ls-files -s` (MODE ID STAGE) or `ls-tree` (MODE KIND ID), each with a tab and the path behind it."""
    entries = {}
    for row in listed.split(b"\0")[:-1]:
        head, _, path = row.partition(b"\t")
        mode, second, third = head.decode().split(" ")
        of_tree = not third.isdigit() or len(third) > 1
        entries[os.fsdecode(path)] = GitFile(mode, third, 0) if of_tree else GitFile(mode, second, int(third))
    return entries


def _index_of_hook(root: str) -> str | None:
    """The index that git hands to a hook (githooks, GIT_INDEX_FILE), relative to where the hook is run."""
    given = os.environ.get("GIT_INDEX_FILE")
    if not given:
        return None
    try:
        ours, theirs = (git_dir(root), os.environ.get("GIT_DIR") or git_dir("."))
    except GitError:
        return None
    return os.path.abspath(given) if os.path.realpath(theirs) == os.path.realpath(ours) else None


def git_dir(folder: str) -> str:
    """Where git keeps the repository that a folder is in: of a worktree, its own part.

    Raises:
        GitError: why git cannot tell.
    """
    return os.fsdecode(run(folder, "rev-parse", "--absolute-git-dir").rstrip(b"\n"))


def sizes(root: str, ids: Iterable[str], *, whole: bool = True) -> dict[str, int]:
    """Give the sizes in bytes of the contents with these ids; what is none is left out.

    Without `whole` what is not here is left out, too.

    Raises:
        ObjectsMissingError: the repository names it, and does not have it.
        GitError: why git cannot tell.
    """
    wanted = "".join(f"{id_}\n" for id_ in dict.fromkeys(ids)).encode()
    try:
        rows = [row.split() for row in run(root, "cat-file", "--batch-check", given=wanted).decode().splitlines()]
    except ObjectsMissingError:  # a partial clone names one that it would fetch, and ends
        here = {*run(root, "cat-file", "--batch-all-objects", "--batch-check=%(objectname)", "--unordered").split()}
        lacking = {id_ for id_ in wanted.split() if id_ not in here}
        if whole or not lacking:
            raise not_here(len(lacking)) from None
        return sizes(root, [id_.decode() for id_ in wanted.split() if id_ not in lacking])
    if whole and (missing := sum(row[1:] == ["missing"] for row in rows)):
        raise not_here(missing)
    return {row[0]: int(row[2]) for row in rows if row[1] == "blob"}


def not_here(number: int) -> ObjectsMissingError:
    """That so many contents are named here, and held elsewhere."""
    return ObjectsMissingError(f"git: {number:,} of the contents {'is' if number == 1 else 'are'} not here")


def blobs(root: str, ids: Iterable[str], *, whole: bool = True) -> dict[str, bytes]:
    """Give the contents with these ids, as in `sizes`.

    Raises:
        GitError: as in `sizes`.
    """
    return contents(root, sizes(root, ids, whole=whole))


def contents(root: str, known: Mapping[str, int]) -> dict[str, bytes]:
    """Give the contents with these ids, of which `sizes` has told the sizes.

    Raises:
        GitError: why git cannot tell.
    """
    data = run(root, "cat-file", "--batch", given="".join(f"{id_}\n" for id_ in known).encode())
    found, at = {}, 0
    for id_, size in known.items():
        start = data.index(b"\n", at) + 1
        found[id_] = data[start : start + size]
        at = start + size + 1
    return found


def prefix(root: str) -> str | None:
    """Where a folder lies in its repository, with a slash at its end; empty at its root; None where there is none.

    Raises:
        BareError: there are files, and git takes the repository for one without (core.bare): it cannot tell.
        GitError: why git cannot tell, but for want of a repository or of git itself.
    """
    try:
        inside, *found = run(root, "rev-parse", "--is-inside-work-tree", "--show-prefix").split(b"\n")
    except (NoRepositoryError, NotInstalledError):
        return None
    if inside != b"true" and not isinstance(root, BareFolder):
        raise BareError(
            "git takes this repository for one without files", "`git config core.bare false`, if it is yours"
        )
    return os.fsdecode(found[0])
