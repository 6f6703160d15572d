"""An event as rows of a spreadsheet, the sheets `events` and `sources`, and what an edited cell of them means.

Columns follow from the table of fields. The elements of a list stand in one cell, apart by semicolons, each in the
short form that flags have; one that holds more, or that would not read back, is a value of TOML on one line. What is
computed stands behind, and is never read. Confidential sources, notes for the desk and what imports keep of themselves
are in no cell. Knows no file of a spreadsheet and no chronology.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import cache
from typing import Any, Literal, cast

from timeline.errors import KeyPath, UsageError
from timeline.eventfile import reader, writer
from timeline.model import flag_values
from timeline.model.date_values import is_date
from timeline.model.event import Event, Field, Source, replace, table
from timeline.model.imported import IMPORT
from timeline.records import figures, source_lines
from timeline.records.entry import Entry
from timeline.records.record import Record
from timeline.text.folding import fold
from timeline.text.lists import joined
from timeline.toml.parser import parse_toml

SheetCell = str | int | float | None
ID, REV, EVENT = "id", "rev", "event"
"""The columns of the event's ID and of the state of its file; in the sheet of sources the first has another name."""
COMPUTED = {"earliest": "date", "latest": "date", "sourcing": "sources", "class": "sources"}
"""Columns that nobody edits, each with the one to edit instead; of those of figures it is `figures`."""
FIGURE, OWN = "figures.", "x."
"""How the names of columns begin that are a number of one figure, and a field of the user's own."""
BETWEEN = " ; "
LONGEST = 32_767
"""Signs of a cell of a workbook, counted in UTF-16."""
LARGEST_LIST = 100_000
"""Signs of a cell with several values."""

FIELDS = {name: row for name, row in table(Event).items() if not (row.private or row.vouches) and name != "x"}
OF_SOURCES = {name: row for name, row in table(Source).items() if name != "confidential"}
"""The columns of the sheet of sources, behind event and rev; the ID of a source is its name inside the event."""
_GONE = str.maketrans(dict.fromkeys("\0\ufffe\uffff", "\ufffd"))
"""Signs that no spreadsheet can hold."""
_ESCAPED = {9: "\\t"} | {sign: f"\\u{sign:04x}" for sign in _GONE}
"""The same, and tabs, as a key of TOML has them."""


def rows(
    entries: Sequence[Entry], of: Literal["events", "sources"], rev: Callable[[Entry], str], *, full: bool
) -> Iterator[list[SheetCell]]:
    """A whole sheet, the names of its columns first.

    Args:
        entries: the events.
        of: a row an event, or a row a source.
        rev: tells which state of its file an event is.
        full: whether columns have a place in which none of them says anything.
    """
    name = ID if of == "events" else EVENT
    told: Callable[[Any, str], SheetCell] = cell if of == "events" else source_cell
    names = columns(entry.event for entry in entries) if of == "events" else [*OF_SOURCES]
    if not full and entries:
        silent = dict.fromkeys(names)
        for entry in entries:
            for one in _each(entry, of):
                silent = {column: None for column in silent if told(one, column) is None}
        names = [column for column in names if column not in silent]
    yield [name, REV, *names]
    for entry in entries:
        for one in _each(entry, of):
            cells = (told(one, column) for column in names)
            yield [entry.id, rev(entry), *(plain_text(c) if isinstance(c, str) else c for c in cells)]


def _each(entry: Entry, of: str) -> Iterable[Any]:
    return [entry.event] if of == "events" else sources(entry.event)


def is_computed(column: str) -> bool:
    """Whether nobody edits a column."""
    return column in COMPUTED or column.startswith(FIGURE)


def columns(events: Iterable[Record]) -> list[str]:
    """All columns in which these events may say something, but those of their IDs and files."""
    own: dict[str, None] = {}
    counts: dict[str, str] = {}
    for event in events:
        own |= dict.fromkeys(name for name, _ in own_fields(event))
        counts = {fold(figure.what): plain_text(" ".join(figure.what.split())) for figure in event.figures} | counts
    return [*FIELDS, *own, *COMPUTED, *(FIGURE + name for name in counts.values() if name)]


def own_fields(event: Event) -> Iterator[tuple[str, Any]]:
    """The user's own fields, those in tables too, by their columns; not what an import keeps of itself."""
    return _fields_within({key: value for key, value in event.x.items() if key != IMPORT}, ("x",))


def _fields_within(values: Mapping[str, Any], at: KeyPath) -> Iterator[tuple[str, Any]]:
    for key, value in values.items():
        if isinstance(value, dict) and value:
            yield from _fields_within(value, (*at, key))
        else:
            yield _own_column((*at, key)), value


def _own_column(path: KeyPath) -> str:
    """What the column of a field of the user's own is called: a tab in it is written out, since TSV holds none."""
    return writer.dotted(path).translate(_ESCAPED)


@cache
def own_path(column: str) -> KeyPath:
    """The path of the field that a column like `x.case` or `x."of mine"` holds."""
    with suppress(ValueError):
        path: list[str | int] = ["x"]
        values = parse_toml(f"{column} = 0".encode())["x"]
        while isinstance(values, dict):
            (step,) = values
            path.append(step)
            values = values[step]
        if _own_column(tuple(path)) == column:
            return tuple(path)
    return "x", column.removeprefix(OWN)


def sources(event: Event) -> list[Source]:
    """The sources of an event that have a row."""
    return [source for source in event.sources if not source.confidential]


def cell(event: Record, column: str) -> SheetCell:
    """What a column says of an event."""
    if column in FIELDS:
        return _lines(event) if column == "sources" else _cell(FIELDS[column], getattr(event, column))
    if column.startswith(OWN):
        value: Any = {"x": event.x}
        for step in own_path(column):
            value = value.get(step) if isinstance(value, dict) else None
        return None if isinstance(value, dict) and value else _own_cell(value)
    if column.startswith(FIGURE):
        return figures.cell(figures.amount(event, column.removeprefix(FIGURE)))
    if column in {"earliest", "latest"}:
        return cast("SheetCell", getattr(event, column))
    return plain_text({"sourcing": event.provenance.phrase, "class": event.provenance.label}[column])


def source_cell(source: Source, column: str) -> SheetCell:
    """What a column says of a source; nothing of what is neither true nor false by itself."""
    row, value = OF_SOURCES[column], getattr(source, column)
    return None if row.kinds == (bool,) and value == row.default else _cell(row, value)


def cut(text: str) -> str:
    """A text as a cell of a workbook holds it; where it is longer it says so, and nobody edits it there."""
    if len(text) <= LONGEST and len(text.encode("utf-16-le")) <= 2 * LONGEST:
        return text
    return f"{text[: LONGEST // 2 - 100].rstrip()} … (cut: {len(text):,} signs)"


def _lines(event: Event) -> SheetCell:
    shown = source_lines.sayable(sources(event))
    hidden = {source.id for source in event.sources if source.confidential}
    told = (replace(source, cites=tuple(id_ for id_ in source.cites if id_ not in hidden)) for source in shown)
    return BETWEEN.join(dict.fromkeys(_one(line) for line in source_lines.write([*told]))) or None


def _cell(row: Field | None, value: Any) -> SheetCell:
    if isinstance(value, tuple):
        return BETWEEN.join(_element(row, element) for element in value) or None
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return (_one(value) if row and tuple in row.kinds else plain_text(value)) or None
    return value if isinstance(value, int | float) else None


def plain_text(text: str) -> str:
    """A text with line ends of one kind, and without the signs that no spreadsheet holds."""
    return text if text.isprintable() else text.replace("\r\n", "\n").replace("\r", "\n").translate(_GONE)


def _element(row: Field | None, element: Any) -> str:
    """An element in its short form where that says all of it, else as TOML has it."""
    if isinstance(element, str):
        return _one(element)
    assert row
    short = _SHORT[row.name](element)
    for told in (getattr(element, "name", short), short):
        with suppress(UsageError):
            if flag_values.READERS[row.name](told) == element:
                return _one(told)
    values = writer.to_dict(replace(_BARE, **{row.name: (element,)}))[row.name][0]
    return writer.literal({"name": values} if isinstance(values, str) else values)


_BARE = Event(title="-", date="2024")
_SHORT: dict[str, Callable[[Any], str]] = {
    "actors": lambda actor: f"{actor.name}:{actor.role}",
    "places": lambda place: f"{place.name}@{place.lat},{place.lon}",
    "links": lambda link: f"{link.type}:{link.to}",
    "figures": lambda figure: f"{figure.what}={_amount(figure)}" + f" {figure.unit}" * bool(figure.unit),
    "variants": lambda variant: f"{variant.field}={variant.value}",
}
"""The short form of the elements of each list that is a list of tables."""


def _amount(figure: Any) -> str:
    if figure.value is not None:
        return str(figure.value)
    return "..".join("" if end is None else str(end) for end in (figure.low, figure.high))


def _one(text: str) -> str:
    """One of several values, in quotes where it would be taken for something else."""
    plain = plain_text(text).strip() == text and ";" not in text and text[:1] not in {"", "{", '"'}
    return text if plain else writer.literal(text)


def _own_cell(value: Any) -> SheetCell:
    """A field of the user's own: a text that would be taken for a number, a truth value or a list stands in quotes."""
    if isinstance(value, str):
        seen = own(value) if value == value.strip() else None
        return plain_text(value if value and (seen == value or isinstance(seen, date)) else f'"{value}"')
    if isinstance(value, bool):
        return str(value).lower()
    return value if value is None or isinstance(value, int | float) else plain_text(writer.literal(value))


def own(text: str) -> Any:
    """What a cell of the user's own means."""
    if text[:1] == "[" or text == "{}":
        with suppress(ValueError):
            return parse_toml(f"_ = {text}".encode())["_"]
    return flag_values.own(f"_={text}")[1]


def parts(text: str) -> list[Any]:
    """The values of a cell that holds several: texts, and tables that stand there as TOML.

    Raises:
        UsageError: a quote or a bracket is opened and never closed, or the cell is too long for a list.
    """
    found: list[Any] = []
    begun: list[str] = []
    if len(text) > LARGEST_LIST:
        raise UsageError(f"{len(text):,} signs are no list", f"{LARGEST_LIST:,} are the most")
    for piece in text.split(";"):
        begun.append(piece)
        whole: Any = ";".join(begun).strip()
        if whole[:1] in {'"', "{"}:
            try:
                whole = parse_toml(f"_ = {whole}".encode())["_"]
            except ValueError:
                continue
            found.append(whole)
        elif whole:
            found.append(whole)
        begun = []
    if begun:
        raise UsageError(f"{';'.join(begun).strip()[:40]} is not closed", 'a value that begins with " or { ends so')
    return found


def read(row: Field, text: str, phrase: Callable[[str], str]) -> Any:
    """What a cell of a field means, as TOML holds it.

    Args:
        row: of the field, of an event or of a source.
        text: the cell; it is not empty.
        phrase: makes EDTF of a date in words.

    Raises:
        UsageError: it is no value of this field.
    """
    if row.struct is not None:
        return _tables(row, parts(text))
    if tuple in row.kinds:
        several = parts(text)
        if not all(isinstance(one, str) for one in several):
            raise UsageError(f"{row.name} holds a table", f"write names, apart by{BETWEEN.rstrip()}")
        return several[0] if str in row.kinds and len(several) == 1 else several
    if bool in row.kinds:
        if text.lower() not in {"true", "false"}:
            raise UsageError(f'{row.name} is "{text}"', "write true or false")
        return text.lower() == "true"
    if int in row.kinds:
        number = flag_values.number(text)
        if isinstance(number, float) and not number.is_integer():
            raise UsageError(f"{row.name} is {text}", "it is a whole number")
        return int(number)
    if row.date:
        return writer.day(text if is_date(text) else phrase(text), clock=not row.required)
    return flag_values.word(row.name, text, row)


def _tables(row: Field, given: Sequence[Any]) -> Any:
    for text in given:
        if isinstance(text, str):
            flag_values.READERS[row.name](text)
    try:
        event = reader.from_dict({"title": "-", "date": "2024", row.name: given}, "", "")
    except ValueError as error:
        raise UsageError(f"{row.name}: {error}", f"a table has {joined([*table(row.struct)])}") from error
    return writer.to_dict(event)[row.name]
