"""What was worked out of single files, kept until they change: throw-away, like the index, and beside it.

Knows files by path, size and times, and when to distrust these; knows nothing of what it keeps.
"""

import os
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Generic, TypeVar

from msgspec import DecodeError, msgpack

from timeline.errors import DataError
from timeline.store.files import folder
from timeline.store.index import database

T = TypeVar("T")
_Rows = dict[str, tuple[int, int, int, T]]


class Kept(Generic[T]):
    """Values by path. They hold for one stamp: all that they owe to anything but their file."""

    def __init__(
        self, root: str, place: str | None, stamp: bytes, kind: type[T], plain: Callable[[T], T] = lambda value: value
    ) -> None:
        """Open what is kept of a chronology in the folder `place`; None keeps nothing.

        `kind` is the type of the values; `plain` makes of one what can be kept.
        """
        self.path = (
            os.path.join(place, f"{zlib.crc32(os.fsencode(os.path.realpath(root))):08x}.reports") if place else ""
        )
        self.stamp = zlib.crc32(stamp)
        self.plain = plain
        self._rows: _Rows[T] = {}
        if self.path:
            rows = dict[str, tuple[int, int, int, kind]]  # type: ignore[valid-type]  # it is a type at run time
            with suppress(OSError, DecodeError), open(self.path, "rb") as file:
                data = file.read()
                stamp_, check = int.from_bytes(data[:4]), int.from_bytes(data[4:8])
                if stamp_ == self.stamp and check == zlib.crc32(data[8:]):
                    self._rows = msgpack.decode(data[8:], type=rows)

    def values(self, files: Mapping[str, folder.Stat]) -> dict[str, T]:
        """What is kept of the files that are as they were."""
        rows = self._rows
        return {path: rows[path][3] for path, stat in files.items() if path in rows and rows[path][:3] == stat}

    def keep(self, files: Mapping[str, folder.Stat], values: Mapping[str, T]) -> None:
        """Keep these values from now on, and no others; none of a file so fresh that its times prove nothing."""
        if not self.path:
            return
        rows = {
            path: (*stat, self.plain(values[path]))
            for path, stat in files.items()
            if path in values and not database.fresh([stat])
        }
        if rows.keys() == self._rows.keys() and all(rows[path][:3] == self._rows[path][:3] for path in rows):
            return
        data = msgpack.encode(rows)
        head = self.stamp.to_bytes(4) + zlib.crc32(data).to_bytes(4)
        with suppress(OSError, DataError):  # what cannot be kept is worked out again
            os.makedirs(os.path.dirname(self.path), mode=0o700, exist_ok=True)
            folder.write_output(self.path, head + data)
