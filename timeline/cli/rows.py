"""What is printed like an event, and is none as it stands today. Knows no question."""

from collections.abc import Sequence
from typing import Self

from timeline.records.columns import Cell
from timeline.records.entry import Entry

SqlValue = str | int | float | bytes | None


class Then(Entry):
    """An event as of a day that is past: what is today's in it is marked."""

    __slots__ = ()

    @classmethod
    def of(cls, e: Entry) -> Self:
        """Take the event."""
        return cls(e.id, e.path, e.date, e.unpack, certain=e.certain, as_stated=e.as_stated)

    def cells(self, columns: Sequence[str]) -> list[Cell]:
        """What these columns say of it."""
        return [f"{c}†" if name == "status" else c for name, c in zip(columns, super().cells(columns), strict=True)]


class Row(Entry):
    """What SQL finds: values, and the names of their columns."""

    __slots__ = ("names", "values")

    def __init__(self, values: Sequence[SqlValue], names: Sequence[str]) -> None:
        """Take what was found."""
        super().__init__("", "", "", bytes)
        self.values = values
        self.names = names

    def cells(self, columns: Sequence[str]) -> list[Cell]:  # noqa: ARG002 - a row has its columns already
        """The values as text."""
        return ["" if v is None else v.hex() if isinstance(v, bytes) else str(v) for v in self.values]

    def json(self) -> bytes:
        """The values by the names of their columns: bytes in hex; what is no number in RFC 8259 as text."""
        import json  # start-up: tables need none

        values = (str(v) if v in (float("inf"), float("-inf")) else v for v in self.values)
        named = dict(zip(self.names, values, strict=True))
        return json.dumps(named, ensure_ascii=False, default=bytes.hex).encode()
