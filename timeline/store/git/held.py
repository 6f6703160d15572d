"""What git holds of single objects, and what it held of files that nobody may change: asked by who proves something.

Knows ids, paths and commits; must not know what an edition is.
"""

import os
import re
from collections.abc import Iterable
from typing import NamedTuple

from timeline.store.git.failures import GitError, UnknownRevisionError
from timeline.store.git.program import run
from timeline.store.git.repository import must_reach_back, not_here


class PastContent(NamedTuple):
    """A content that a file had in some commit."""

    blob: str
    commit: str
    day: str
    """Of the commit, as its committer's clock had it."""


def missing(root: str, ids: Iterable[str]) -> set[str]:
    """Of the ids of contents and commits, those of which git holds none.

    Raises:
        ShallowError: the history here is cut off, so that they may be elsewhere.
        ObjectsMissingError: the repository holds only a part by design.
        GitError: why git cannot tell.
    """
    wanted = [*dict.fromkeys(ids)]
    said = run(root, "cat-file", "--batch-check", given="".join(f"{id_}\n" for id_ in wanted).encode()).decode()
    kinds = [row.split()[1] for row in said.splitlines()]
    gone = {id_ for id_, kind in zip(wanted, kinds, strict=True) if kind not in {"blob", "commit"}}
    if gone:
        must_reach_back(root, ())
        try:
            run(root, "config", "--get-regexp", r"^(extensions\.partialclone|remote\..*\.promisor)$")
        except GitError:  # as git says that nothing of it is configured
            return gone
        raise not_here(len(gone))
    return gone


_CHANGED = re.compile(rb"\x01([0-9a-f]+) ([0-9-]*)|:\d+ \d+ [0-9a-f]+ ([0-9a-f]+) [A-Z]\d*\0([^\0]+)")
"""A commit, or a row of `log --raw -z`: modes and ids before and after, and the path."""


def versions(root: str, place: str) -> dict[str, list[PastContent]]:
    """Every content that the files of a folder had in some commit up to the newest, by path, the newest first.

    Also what only one side of a merge had. Without commits there are none.

    Raises:
        GitError: why git cannot tell; it lies in no repository.
    """
    options = (
        "--raw",
        "-z",
        "-m",
        "--full-history",
        "--no-abbrev",
        "--no-renames",
        "--relative",
        "--format=%x01%H %cs",
    )
    try:
        said = run(root, "log", *options, "HEAD", "--", place)
    except UnknownRevisionError:
        return {}
    found: dict[str, list[PastContent]] = {}
    commit = day = ""
    for id_, when, blob, path in _CHANGED.findall(said):
        if id_:
            commit, day = id_.decode(), when.decode()
        elif blob.strip(b"0"):
            found.setdefault(os.fsdecode(path), []).append(PastContent(blob.decode(), commit, day))
    return found


def top(root: str) -> tuple[str, str]:
    """The work tree that a folder lies in, and where in it the folder lies, with a slash at its end; empty at its root.

    Raises:
        GitError: why git cannot tell; it lies in none.
    """
    within = os.fsdecode(run(root, "rev-parse", "--show-prefix").rstrip(b"\n"))
    return os.path.normpath(os.path.join(os.path.realpath(root), *[os.pardir] * within.count("/"))), within
