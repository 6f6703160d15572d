"""What git holds. The only module that runs git; reads with plumbing that runs no program a repository may name.

Knows nothing of events.
"""

import os
import shlex
import subprocess
from collections.abc import Callable, Iterable, Mapping
from time import monotonic
from typing import NamedTuple

SAFE = (
    "--no-pager",
    "--literal-pathspecs",
    "--no-replace-objects",
    *("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "safe.bareRepository=explicit"),
)
"""Options under which no configuration of a repository can start a program (measured with git 2.39)."""
log: Callable[[str], None] | None = None
"""Whom to tell of each command that was run."""


def _run(folder: str, *arguments: str, given: bytes = b"", index: str | None = None) -> bytes | None:
    """The output of one git command run in `folder`; None where git, a repository or the thing asked for is missing.

    `given` is what it reads; `index` an index other than the repository's own.
    """
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    environment |= {
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "LC_ALL": "C.UTF-8",
    }
    if index is not None:
        environment["GIT_INDEX_FILE"] = index
    started = monotonic()
    try:
        done = subprocess.run(
            ["git", *SAFE, "-C", folder, *arguments], input=given, capture_output=True, check=False, env=environment
        )
    except OSError:
        return None
    if log:
        log(f"git {shlex.join(arguments)} ({monotonic() - started:.3f} s)")
    return done.stdout if done.returncode == 0 else None


def holds(root: str, path: str, data: bytes) -> bool:
    """Whether the newest commit has this very content at this path, so that the file may go."""
    listed = _run(root, "ls-tree", "-z", "HEAD", "--", path)
    return listed is not None and listed != b"" and _run(root, "cat-file", "blob", listed.split()[2].decode()) == data


class Commit(NamedTuple):
    """The commit in which the files of a folder stand."""

    id: str
    time: int
    """When it was made, in seconds since 1970."""
    clean: bool
    """Whether the files are what it holds, none more and none less."""


def commit(root: str, files: Mapping[str, str], read: Callable[[str], bytes]) -> Commit | None:
    """The newest commit that changed this folder, and whether these files are as the newest of all holds them.

    `files` are all the TOML files that count, each with its blob id (SHA-1) as far as that is known. They are compared
    here, since `git status` would run filters and monitors of the repository. None where there is no commit with this
    folder, or no git.
    """
    newest = _run(root, "rev-list", "--max-count=1", "--timestamp", "HEAD", "--", ".")
    listed = _run(root, "ls-tree", "-r", "-z", "HEAD")
    if not newest or listed is None:
        return None
    time, id_ = newest.split()
    held = {}
    for row in listed.split(b"\0")[:-1]:
        kind, _, path = row.partition(b"\t")
        name = os.fsdecode(path)
        counts = name.endswith(".toml") and not name.startswith("copies/")
        if counts and not any(part[0] in "._" for part in name.split("/")):
            held[name] = kind.split()[2].decode()
    same = files.keys() == held.keys()
    clean = same and all(blob == files[name] or _is(blob, read(name)) for name, blob in held.items())
    return Commit(id_.decode(), int(time), clean)


def _is(blob: str, data: bytes) -> bool:
    """Whether a content is that of a blob, in either of git's hashes; a checkout may have given it CR LF."""
    import hashlib  # noqa: PLC0415 - start-up: only a page with a colophon asks

    make = hashlib.sha1 if len(blob) == 40 else hashlib.sha256

    def id_of(content: bytes) -> str:
        return make(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()

    return blob == id_of(data) or (b"\r\n" in data and blob == id_of(data.replace(b"\r\n", b"\n")))


class Staged(NamedTuple):
    """One entry of the index."""

    mode: str
    id: str
    stage: int
    """0, or which side of a merge it is."""


def index(root: str) -> dict[str, Staged] | None:
    """What would be committed of a folder, by path within it; None where git has no index for it.

    In a hook that is the index that the hook was given, if it is one of the same repository.
    """
    listed = _run(root, "ls-files", "-s", "-z", index=_index_of_hook(root))
    if listed is None:
        return None
    entries = {}
    for row in listed.split(b"\0")[:-1]:
        mode, id_, rest = row.split(b" ", 2)
        stage, _, path = rest.partition(b"\t")
        entries[os.fsdecode(path)] = Staged(mode.decode(), id_.decode(), int(stage))
    return entries


def _index_of_hook(root: str) -> str | None:
    """The index that git hands to a hook (githooks, GIT_INDEX_FILE), relative to where the hook is run."""
    given = os.environ.get("GIT_INDEX_FILE")
    if not given:
        return None
    theirs = os.environ.get("GIT_DIR") or (_run(".", "rev-parse", "--absolute-git-dir") or b"").decode().strip()
    ours = (_run(root, "rev-parse", "--absolute-git-dir") or b"").decode().strip()
    return os.path.abspath(given) if ours and os.path.realpath(theirs) == os.path.realpath(ours) else None


def blobs(root: str, ids: Iterable[str], largest: int | None) -> dict[str, bytes]:
    """The contents with these ids; those that are larger, or are not there, are left out."""
    wanted = "".join(f"{id_}\n" for id_ in dict.fromkeys(ids)).encode()
    sizes = (_run(root, "cat-file", "--batch-check", given=wanted) or b"").decode().splitlines()
    rows = [row.split() for row in sizes if row.count(" ") == 2]
    small = [id_ for id_, kind, size in rows if kind == "blob" and (largest is None or int(size) <= largest)]
    data = _run(root, "cat-file", "--batch", given="".join(f"{id_}\n" for id_ in small).encode()) or b""
    found, at = {}, 0
    for id_ in small:
        head = data.index(b"\n", at)
        size = int(data[at:head].split()[2])
        found[id_] = data[head + 1 : head + 1 + size]
        at = head + size + 2
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
