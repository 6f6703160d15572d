"""What git holds. The only module that runs git; reads with plumbing that runs no program a repository may name.

Knows revisions, paths and blobs; must not know what an event is.
"""

import os
import shlex
from collections.abc import Callable, Iterable
from time import monotonic
from typing import NamedTuple

SAFE = (
    "--no-pager",
    "--literal-pathspecs",
    "--no-replace-objects",
    *("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "safe.bareRepository=explicit"),
)
"""Options under which no configuration of a repository can start a program (measured with git 2.39)."""


def _silent(_: str) -> None:
    """Report nothing."""


log: Callable[[str], None] = _silent
"""Is told of every git command, and how long it took."""


def _run(folder: str, *arguments: str, given: bytes = b"", index: str | None = None) -> bytes | None:
    """The output of one git command run in `folder`; None where git, a repository or the thing asked for is missing.

    `given` is what it reads; `index` an index other than the repository's own.
    """
    import subprocess  # start-up: most commands ask git nothing

    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    environment |= {
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "LC_ALL": "C.UTF-8",
    }
    if index is not None:
        environment["GIT_INDEX_FILE"] = index
    began = monotonic()
    try:
        done = subprocess.run(
            ["git", *SAFE, "-C", folder, *arguments], input=given, capture_output=True, check=False, env=environment
        )
    except OSError as error:
        log(f"git cannot be run: {error.strerror}")
        return None
    log(f"git {shlex.join(arguments)} ({monotonic() - began:.3f} s)")
    return done.stdout if done.returncode == 0 else None


def holds(root: str, path: str, data: bytes) -> bool:
    """Whether the newest commit has this very content at this path, so that the file may go."""
    listed = _run(root, "ls-tree", "-z", "HEAD", "--", path)
    return listed is not None and listed != b"" and _run(root, "cat-file", "blob", listed.split()[2].decode()) == data


def newest(root: str) -> tuple[str, int] | None:
    """Give the id and the time (seconds since 1970) of the newest commit that changed this folder; None without one."""
    found = _run(root, "rev-list", "--max-count=1", "--timestamp", "HEAD", "--", ".")
    if not found:
        return None
    time, id_ = found.split()
    return id_.decode(), int(time)


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


def index(root: str) -> dict[str, GitFile] | None:
    """What would be committed of a folder, by path within it; None where git has no index for it.

    In a hook that is the index that the hook was given, if it is one of the same repository.
    """
    return _entries(_run(root, "ls-files", "-s", "-z", index=_index_of_hook(root)))


def tree(root: str, revision: str) -> dict[str, GitFile] | None:
    """What a commit holds of a folder, by path within it; None where there is no such commit."""
    return _entries(_run(root, "ls-tree", "-r", "-z", "--end-of-options", revision))


def _entries(listed: bytes | None) -> dict[str, GitFile] | None:
    """The rows of `ls-files -s` (MODE ID STAGE) or `ls-tree` (MODE KIND ID), each with a tab and the path behind it."""
    if listed is None:
        return None
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
    theirs = os.environ.get("GIT_DIR") or (_run(".", "rev-parse", "--absolute-git-dir") or b"").decode().strip()
    ours = (_run(root, "rev-parse", "--absolute-git-dir") or b"").decode().strip()
    return os.path.abspath(given) if ours and os.path.realpath(theirs) == os.path.realpath(ours) else None


def sizes(root: str, ids: Iterable[str]) -> dict[str, int]:
    """Give the sizes in bytes of the contents with these ids; what is none, or is not there, is left out."""
    wanted = "".join(f"{id_}\n" for id_ in dict.fromkeys(ids)).encode()
    rows = (_run(root, "cat-file", "--batch-check", given=wanted) or b"").decode().splitlines()
    return {
        id_: int(size) for id_, kind, size in (row.split() for row in rows if row.count(" ") == 2) if kind == "blob"
    }


def blobs(root: str, ids: Iterable[str]) -> dict[str, bytes]:
    """Give the contents with these ids; what is none, or is not there, is left out."""
    known = sizes(root, ids)
    data = _run(root, "cat-file", "--batch", given="".join(f"{id_}\n" for id_ in known).encode()) or b""
    found, at = {}, 0
    for id_, size in known.items():
        start = data.index(b"\n", at) + 1
        found[id_] = data[start : start + size]
        at = start + size + 1
    return found


def prefix(root: str) -> str | None:
    """Where a folder lies in its repository, with a slash at its end; empty at its root; None where there is none."""
    found = _run(root, "rev-parse", "--show-prefix")
    return None if found is None else os.fsdecode(found.rstrip(b"\n"))


def first_with(root: str, path: str, text: bytes) -> str | None:
    """The day (of its committer) of the first commit in which a file has this text; None where none has."""
    listed = _run(root, "rev-list", "--reverse", "--format=%cs", "HEAD", "--", path) or b""
    words = listed.decode().split()
    for id_, day in zip(words[1::3], words[2::3], strict=True):
        content = _run(root, "cat-file", "blob", f"{id_}:./{path}")
        if content and text in content:
            return day
    return None
