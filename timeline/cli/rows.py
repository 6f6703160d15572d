"""What is printed like an event, and is none as its file stands today. Knows no question."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Self

from timeline.records.columns import Cell
from timeline.records.entry import Entry

if TYPE_CHECKING:
    from timeline.model.register import Register

SqlValue = str | int | float | bytes | None


def located(e: Entry, register: "Register") -> Entry:
    """An event whose places have the countries that the register knows, where its file says none."""
    unpack = partial(_with_countries, e.unpack, register)
    return Entry(e.id, e.path, e.date, unpack, certain=e.certain, as_stated=e.as_stated)


def _with_countries(unpack: Callable[[], bytes], register: "Register") -> bytes:
    from timeline.model.event import replace  # start-up: few tables show countries
    from timeline.records.record import read

    event = read(unpack())
    known = [p if p.country else replace(p, country=next(register.countries(p.name), None)) for p in event.places]
    return replace(event, places=tuple(known)).json()


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
        """The values: numbers as they are, bytes in hex."""
        return [v.hex() if isinstance(v, bytes) else v for v in self.values]

    def json(self) -> bytes:
        """The values by the names of their columns: bytes in hex; what is no number in RFC 8259 as text."""
        import json  # start-up: tables need none

        values = (str(v) if v in (float("inf"), float("-inf")) else v for v in self.values)
        named = dict(zip(self.names, values, strict=True))
        return json.dumps(named, ensure_ascii=False, default=bytes.hex).encode()
