"""A picture that somebody's Markdown file shows, in a file beside or below it.

Knows where it may lie and that it may replace nothing but a picture of ours, which is known by its first line. Must not
know what it shows.
"""

import os
from collections.abc import Callable, Iterator

from timeline.errors import UsageError
from timeline.store.files.folder import read
from timeline.store.files.writer import UnwritableError, must_be_as_seen, write_output

ENDING = ".svg"
_STRANGE = frozenset('\\:*?"<>|')
"""What no name of a file holds on some system."""
_WHERE = f"a path from the page down, as in pictures/x{ENDING}: no .., no hidden folder, no link"


def place(markdown: str, path: str) -> str:
    """Give the path at which a picture lies, by how a Markdown file names it.

    Raises:
        UsageError: it does not stay below that file, a link is on the way, or it is no name of a picture.
    """
    parts = path.split("/")
    if not path.lower().endswith(ENDING) or not path.isprintable() or not _STRANGE.isdisjoint(path):
        raise UsageError(f"{path} is no file for a picture", _WHERE)
    if any(part[:1] in {"", "."} for part in parts):
        raise UsageError(f"{path} does not stay below the page", _WHERE)
    for here in _down(os.path.dirname(markdown), parts):
        if os.path.islink(here):
            raise UsageError(f"{here} is a link; it is not written through", _WHERE)
    return os.path.join(os.path.dirname(markdown), *parts)


def _down(folder: str, parts: list[str]) -> Iterator[str]:
    """Every folder on the way, and the file."""
    for part in parts:
        folder = os.path.join(folder, part)
        yield folder


def held(path: str, mark: str) -> bytes | None:
    """Tell what a picture of ours holds as it lies there; None where there is none yet.

    Args:
        path: as `place` gives it.
        mark: the first line of every picture of ours.

    Raises:
        UsageError: it is somebody else's.
        DataError: it cannot be read, or is no regular file.
    """
    if not os.path.lexists(path):
        return None
    data = read("", path)
    if data.partition(b"\n")[0].rstrip() != mark.encode():
        raise UsageError(f"{path} is no picture of ours, and is not replaced", "name another file, or move it away")
    return data


def put_picture(path: str, data: bytes, seen: bytes | None, tell: Callable[[str], None]) -> None:
    """Write a picture, whole or not at all, and the folder that it lies in.

    Args:
        path: as `place` gives it.
        data: what it is to hold.
        seen: what it held; None: it was not there.
        tell: told that another process writes there.

    Raises:
        DataError: it cannot be written, or was changed meanwhile.
    """
    if folder := os.path.dirname(path):
        try:
            os.makedirs(folder, exist_ok=True)
        except OSError as error:
            raise UnwritableError(path, error, "no file was made") from error
    must_be_as_seen("", path, seen)
    write_output(path, data, seen, tell)
