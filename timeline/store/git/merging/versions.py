"""The files that git hands to whoever merges: read, written whole or not at all, and merged line by line at need.

Knows bytes and `git merge-file`; must not know what a file says. Imports next to nothing, since every file that is
merged waits for it.
"""

import os
from contextlib import suppress

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def read(path: str) -> bytes:
    """All of a version."""
    with open(path, "rb") as file:
        return file.read()


def put(path: str, data: bytes) -> None:
    """Write the result in the place of a version: whoever is killed before it is whole leaves that one there.

    What is lost when the power fails git has in its commits: nothing is made sure of, as git itself does not.
    """
    whole = f"{path}.timeline"
    with suppress(FileNotFoundError):  # one that was killed left it
        os.unlink(whole)
    with os.fdopen(os.open(whole, _NEW, 0o600), "wb") as file:
        file.write(data)
    os.replace(whole, path)


def by_lines(paths: tuple[str, str, str], size: int) -> bytes | None:
    """What git makes of three versions by their lines, with markers where it must; None where it cannot.

    Args:
        paths: of ours, of the base and of theirs.
        size: how many characters a marker has.
    """
    from timeline.store.git import program  # start-up: nearly every file can be read
    from timeline.store.git.failures import GitError

    labels = [word for side in ("ours", "base", "theirs") for word in ("-L", side)]
    words = ("merge-file", "-p", "-q", f"--marker-size={size}", *labels, "--", *paths)
    with suppress(GitError):
        done = program.run_as_user(".", *words)
        return done.out if done.code < 128 else None
    return None


def whole(ours: bytes, theirs: bytes, size: int) -> bytes:
    """Both versions, one below the other, between markers: one conflict over the whole file."""
    end = b"\r\n" if b"\r\n" in ours else b"\n"
    parts = [b"<" * size + b" ours", ours.removesuffix(b"\n").removesuffix(b"\r"), b"=" * size]
    parts += [theirs.removesuffix(b"\n").removesuffix(b"\r"), b">" * size + b" theirs", b""]
    return end.join(parts)


def shows_base() -> bool:
    """Whether the user wants to see what both sides began with, in every conflict (merge.conflictStyle)."""
    from timeline.store.git import program  # start-up: only a conflict asks
    from timeline.store.git.failures import GitError

    with suppress(GitError):
        return program.run(".", "config", "--get", "merge.conflictStyle").strip().lower() in {b"diff3", b"zdiff3"}
    return False
