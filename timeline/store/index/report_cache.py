"""What was worked out of single files, kept in the index until their content changes.

Knows files by path and blob id; must not know what it keeps, nor what that depends on beside the file (the `stamp`).
"""

import sqlite3
import zlib
from collections.abc import Mapping
from contextlib import suppress
from typing import TypeVar

from msgspec import DecodeError, msgpack

from timeline.store.index.database import Index, OutdatedError

T = TypeVar("T")
_KEY = "reports"


def kept(at: Index, stamp: bytes, blobs: Mapping[str, str], of: type[T]) -> dict[str, T]:
    """Give what is kept of the files whose content is as it was, by path.

    Args:
        at: the index.
        stamp: all that what is kept depends on, but the files.
        blobs: the blob id of each file.
        of: the type of what is kept.
    """
    data = at.meta(_KEY) or b""
    if data[:4] != _sum(stamp):
        return {}
    try:
        rows = msgpack.decode(zlib.decompress(data[4:]), type=dict[str, tuple[str, of]])  # type: ignore[valid-type]  # it is a type at run time
    except (zlib.error, DecodeError):
        return {}
    return {path: value for path, (blob, value) in rows.items() if blobs.get(path) == blob}


def keep(at: Index, stamp: bytes, blobs: Mapping[str, str], values: Mapping[str, T]) -> None:
    """Keep these values by path, and no others; none of a file that has no blob id. What cannot be kept is lost.

    Args:
        at: the index.
        stamp: all that they depend on, but the files.
        blobs: the blob id of each file.
        values: what to keep.
    """
    rows = {path: (blobs[path], value) for path, value in values.items() if blobs.get(path)}
    with suppress(OutdatedError, OSError, sqlite3.Error), at.writing():
        at.note(_KEY, _sum(stamp) + zlib.compress(msgpack.encode(rows), 1))


def _sum(stamp: bytes) -> bytes:
    return zlib.crc32(stamp).to_bytes(4)
