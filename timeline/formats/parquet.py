"""Parquet, for data analysts: a row an event, in one schema that follows from the table of fields.

Keeps every field: lists of tables as lists of structs, your own fields and the values of variants as JSON text, and
what is computed beside them. A list that is absent is empty, a value that is absent null; so the schema is the same
whatever the events hold. Cannot hold notes for the desk, reviews, confidential sources, and comments; of numbers in
figures only as many digits as a double has; and days outside the years 1 to 9999 only in `earliest_day` and
`latest_day`.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from io import BytesIO
from operator import attrgetter
from typing import Any, NamedTuple

from msgspec.json import encode
from msgspec.structs import astuple

from timeline.dates.calendar import plain_day
from timeline.dates.instants import EPOCH
from timeline.errors import DataError
from timeline.formats import About, Carried, library
from timeline.model.event import Event, Field, table
from timeline.records.columns import COLUMNS
from timeline.records.entry import Entry
from timeline.records.record import Record
from timeline.records.source_words import origins

ABOUT = About("columns for DuckDB, Polars, Spark, pandas", people=False, escapes="", binary=True)
ROWS = 10_000
"""In a group: what is in memory at a time, and what a reader can pass over."""


class _Column(NamedTuple):
    """A column of the file, or a part of a struct in it."""

    name: str
    type: Any
    cell: Callable[[Any], Any]
    """What it holds, of an event, or of a table in one."""
    nullable: bool = True


def schema() -> Any:
    """The declared schema (pyarrow.Schema).

    Raises:
        UsageError: the library is not installed.
    """
    arrow = _library()
    return arrow.schema([arrow.field(c.name, c.type, c.nullable) for c in _columns(arrow)])


def export(entries: Sequence[Entry], _carried: Carried) -> Iterator[bytes]:
    """The file, a group of rows at a time.

    Raises:
        UsageError: the library is not installed.
        DataError: a number has more than 64 bits.
    """
    return _pieces(entries, _library())


def _library() -> Any:
    with library("parquet"):
        import pyarrow.parquet  # type: ignore[import-untyped]  # start-up: a tenth of a second
    return pyarrow


def _pieces(entries: Sequence[Entry], arrow: Any) -> Iterator[bytes]:
    columns, file = _columns(arrow), BytesIO()
    declared = schema()
    with arrow.parquet.ParquetWriter(arrow.PythonFile(file, "w"), declared, compression="zstd") as writer:
        for start in range(0, len(entries), ROWS):
            rows = [_row(entry, columns) for entry in entries[start : start + ROWS]]
            held = zip(zip(*rows, strict=True), columns, strict=True)
            writer.write_table(arrow.table([arrow.array(cells, column.type) for cells, column in held], declared))
            yield file.getvalue()
            file.seek(0)
            file.truncate()
    yield file.getvalue()


def _row(entry: Entry, columns: Sequence[_Column]) -> list[Any]:
    event = entry.event
    try:
        return [column.cell(event) for column in columns]
    except OverflowError as error:
        hint = f"leave it out: timeline export -id:{entry.id}"
        raise DataError(f"{entry.path}: a number is too large for the 64 bits of Parquet", hint) from error


def _columns(arrow: Any) -> list[_Column]:
    """All columns, in order."""
    text, number, day = arrow.string(), arrow.int64(), arrow.date32()
    texts = _list_of(text, arrow)
    return [
        _Column("id", text, attrgetter("id"), nullable=False),
        *(_field(row, arrow) for row in table(Event).values() if not (row.private or row.vouches)),
        _Column("earliest_day", number, partial(_since_1970, "earliest")),
        _Column("latest_day", number, partial(_since_1970, "latest")),
        _Column("earliest", day, lambda event: plain_day(event.earliest or "")),
        _Column("latest", day, lambda event: plain_day(event.latest or "")),
        _Column("first_second", number, attrgetter("first_second")),
        _Column("last_second", number, attrgetter("last_second")),
        _Column("sourcing", text, attrgetter("provenance.label"), nullable=False),
        _Column("flags", texts, attrgetter("provenance.flags"), nullable=False),
        _Column("origins", texts, origins, nullable=False),
        _Column("origins_min", number, attrgetter("provenance.min"), nullable=False),
        _Column("origins_max", number, attrgetter("provenance.max"), nullable=False),
    ]


def _field(row: Field, arrow: Any) -> _Column:
    """The column of a key of an event, or the part of a struct that is one of a table in it."""
    held = attrgetter(row.name)
    if row.struct:
        parts = [_field(part, arrow) for part in table(row.struct).values()]
        struct = arrow.struct([arrow.field(part.name, part.type, part.nullable) for part in parts])
        changed = [(n, part.cell) for n, part in enumerate(parts) if not isinstance(part.cell, attrgetter)]
        return _Column(row.name, _list_of(struct, arrow), lambda of: _elements(held(of), changed), nullable=False)
    kind, made = _KINDS[row.kinds]
    is_list = kind == "list_"
    return _Column(
        row.name,
        _list_of(arrow.string(), arrow) if is_list else getattr(arrow, kind)(),
        (lambda of: made(held(of))) if made else held,
        nullable=not (is_list or row.required) and row.default in (None, {}),
    )


def _list_of(kind: Any, arrow: Any) -> Any:
    return arrow.list_(arrow.field("element", kind, nullable=False))


def _elements(held: Sequence[Any], changed: Sequence[tuple[int, Callable[[Any], Any]]]) -> list[tuple[Any, ...]]:
    """The tables of a list, but confidential sources, as their values."""
    rows = []
    for one in held:
        if not getattr(one, "confidential", False):
            values = [*astuple(one)]
            for n, cell in changed:
                values[n] = cell(one)
            rows.append(tuple(values))
    return rows


def _texts(held: str | tuple[str, ...] | None) -> Sequence[str]:
    return (held,) if isinstance(held, str) else held or ()


def _whole(held: int | None) -> int | None:
    if held is not None and not -(2**63) <= held < 2**63:
        raise OverflowError
    return held


def _double(held: float | None) -> float | None:
    return None if held is None else float(held)


def _as_json(held: Any) -> str:
    return encode(held).decode()


_KINDS: dict[tuple[Any, ...], tuple[str, Callable[[Any], Any] | None]] = {
    (str,): ("string", None),
    (bool,): ("bool_", None),
    (float,): ("float64", None),
    (tuple,): ("list_", None),
    (str, tuple): ("list_", _texts),
    (int,): ("int64", _whole),
    (int, float): ("float64", _double),
    (Any,): ("string", _as_json),
    (dict,): ("string", lambda own: _as_json(own) if own else None),
}
"""What a value of some type becomes: the type of the column, and how the value is made where it is not as it stands."""


def _since_1970(bound: str, event: Record) -> Any:
    """The number of a day; most need no calendar of ours."""
    day = plain_day(getattr(event, bound) or "")
    return day.toordinal() - EPOCH if day else COLUMNS[f"{bound}_day"].cell(event)
