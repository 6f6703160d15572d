"""What is printed like an event, and is none as its file stands today. Knows no question."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Self, get_args

from timeline.cli.session import Display
from timeline.cli.shared_flags import RowFormat
from timeline.errors import UsageError
from timeline.records.columns import Cell
from timeline.records.entry import Entry
from timeline.text.lists import joined

if TYPE_CHECKING:
    from timeline.model.register import Register

SqlValue = str | int | float | bytes | tuple[str, ...] | None


def shown(
    rows: "Sequence[Row]",
    names: tuple[str, ...],
    form: str,
    *,
    heads: tuple[str, ...] = (),
    raw: bool = False,
    wrap: bool = False,
) -> Callable[[Display], Iterator[str]]:
    """Rows in a format, for how they are shown.

    Args:
        rows: the rows.
        names: of their columns.
        form: the name of the format.
        heads: what the columns are called for people, where that is another word.
        raw: cells as they are, for a program.
        wrap: all of long cells.

    Raises:
        UsageError: there is no such format, or it holds events only, or has no cells that could be raw, or wrapped.
    """
    from timeline import formats  # start-up: Tab reads signatures only

    format_ = formats.named(form)
    if form not in (those := get_args(RowFormat)):
        raise UsageError(f"-f {form} holds events, and none is printed here", f"write one of {joined(those, 'or')}")
    formats.must_have_cells(format_, raw=raw, wrap=wrap)
    view = formats.View(() if form in {"json", "jsonl"} else names, raw=raw, wrap=wrap, heads=heads or names)
    return lambda display: format_.write(rows, view._replace(width=display.width, color=display.color))


def located(e: Entry, register: "Register") -> Entry:
    """An event whose places have the countries that the register knows, where its file says none."""
    unpack = partial(_with_countries, e.unpack, register)
    return Entry(e.id, e.path, e.date, unpack, **e.standing)


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
        return cls(e.id, e.path, e.date, e.unpack, **e.standing)

    def cells(self, columns: Sequence[str]) -> list[Cell]:
        """What these columns say of it."""
        return [f"{c}†" if name == "status" else c for name, c in zip(columns, super().cells(columns), strict=True)]


class Row(Entry):
    """What is no event, but has columns: values and their names."""

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
