"""What git holds. The only module that runs git; reads with plumbing that runs no program a repository may name.

Knows nothing of events.
"""

import os
import subprocess
from collections.abc import Callable, Iterable
from typing import NamedTuple

SAFE = (
    "--no-pager",
    "--literal-pathspecs",
    "--no-replace-objects",
    *("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "safe.bareRepository=explicit"),
)
"""Options under which no configuration of a repository can start a program (measured with git 2.39)."""


def _run(folder: str, *arguments: str) -> bytes | None:
    """The output of one git command run in `folder`; None where git, a repository or the thing asked for is missing."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    environment |= {
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "LC_ALL": "C.UTF-8",
    }
    try:
        done = subprocess.run(
            ["git", *SAFE, "-C", folder, *arguments], capture_output=True, check=False, env=environment
        )
    except OSError:
        return None
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


def commit(root: str, files: Iterable[str], read: Callable[[str], bytes]) -> Commit | None:
    """The newest commit that changed this folder, and whether these files are as the newest of all holds them.

    `files` are all the TOML files that count. Contents are compared here, by blob id: `git status` would run filters
    and monitors of the repository. None where there is no commit with this folder, or no git.
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
        if name.endswith(".toml") and not name.startswith("copies/") and not any(p[0] in "._" for p in name.split("/")):
            held[name] = kind.split()[2].decode()
    wanted = set(files)
    clean = wanted == held.keys() and all(_is(held[name], read(name)) for name in wanted)
    return Commit(id_.decode(), int(time), clean)


def _is(blob: str, data: bytes) -> bool:
    """Whether a content is that of a blob, in either of git's hashes; a checkout may have given it CR LF."""
    import hashlib  # noqa: PLC0415 - start-up: only a page with a colophon asks

    make = hashlib.sha1 if len(blob) == 40 else hashlib.sha256

    def id_of(content: bytes) -> str:
        return make(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()

    return blob == id_of(data) or (b"\r\n" in data and blob == id_of(data.replace(b"\r\n", b"\n")))
