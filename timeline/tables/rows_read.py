"""From rows and what their columns mean to events: each row becomes one, or is refused with the reason.

Knows how a row is known again in the next revision of its data. Knows no chronology: who writes, and what is there
already, is the desk's.
"""

import json
import shlex
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import NamedTuple

from timeline.errors import DataError
from timeline.model.event import Event
from timeline.model.register import Register
from timeline.tables.cells import NOTHING, Said, as_text, readers
from timeline.tables.input_table import InputRow, InputTable
from timeline.tables.mapping import ColumnMapping
from timeline.tables.row_event import RowError, RowEvents
from timeline.text.lists import abridged, counted, joined

_DIGITS = 16
_NAMED = 4
_ID_WORDS = ("id", "key", "uid", "uuid", "guid", "no", "number", "ref", "code")


class ReadRow(NamedTuple):
    """A row as an event, or why it is none."""

    row: InputRow
    event: Event | None
    key: str = ""
    """By which the row is known in the next revision of its data: the cell of its key column, else a digest."""
    refused: str = ""
    """Why it is no event, and what to do about it."""


class ReadTable(NamedTuple):
    """All rows, and what is said once of them."""

    rows: Sequence[ReadRow]
    notes: Sequence[str]
    """With counts: "Found Dead: every time is 12:00, so none is taken (238 rows)"."""
    has_keys: bool
    """Whether a column holds keys: without one a revised row is one gone and one added."""


def events(
    table: InputTable,
    mapping: ColumnMapping,
    register: Register,
    timezone: str | None,
    tell: Callable[[int, int], None] = lambda *_: None,
) -> ReadTable:
    """Read all rows.

    Args:
        table: the rows.
        mapping: what their columns mean.
        register: tells outlets from people.
        timezone: of the chronology, for times that have none of their own.
        tell: told how many of how many are read.

    Raises:
        DataError: the rows cannot be read as they stand: the order of days and months is not settled by its column, or
            a column of keys repeats; with the evidence, and what to say.
        UsageError: nobody says which column is the title, or the date.
    """
    made = RowEvents(table, mapping, register, timezone)
    said = readers(mapping, table.columns, "key", as_is=bool(table.meaning))
    is_sure = bool(said) and not table.meaning
    if is_sure:
        _must_not_repeat(table, said[0])
    used = sorted(table.columns if mapping.rest else mapping.used(table.columns))
    before = Counter[str]()
    rows = []
    for n, row in enumerate(table.rows, 1):
        tell(n, len(table.rows))
        key = said[0].one(row.cells) if said else ""
        if not is_sure:
            key = numbered(key or _digest(row, used), before)
        event, because = None, row.refused or ("" if key else f"no key: {said[0].column} says nothing")
        if not because:
            try:
                event = made.event(row.cells)
            except RowError as error:
                because = str(error)
        rows.append(ReadRow(row, event, key, because))
    return ReadTable(rows, [*table.notes, *made.notes()], bool(said))


def _digest(row: InputRow, columns: Sequence[str]) -> str:
    """A digest of the cells that mean something."""
    cells = {column: text for column in columns if (text := as_text(row.cells.get(column)).strip())}
    text = json.dumps(cells, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def numbered(key: str, before: Counter[str]) -> str:
    """A key, with a number where it was there before: programs write it twice, and rows that say the same have one."""
    before[key] += 1
    return key if before[key] == 1 else f"{key}#{before[key]}"


def _must_not_repeat(table: InputTable, said: Said) -> None:
    """See that no key is that of two rows.

    Raises:
        DataError: one is; with the rows, and another column that would do.
    """
    places: defaultdict[str, list[str]] = defaultdict(list)
    for row in table.rows:
        if not row.refused and (key := said.one(row.cells)):
            places[key].append(row.place)
    twice = {key: there for key, there in places.items() if len(there) > 1}
    if not twice:
        return
    rows = sum(map(len, twice.values()))
    others = [column for column in table.columns if _is_key(table, column)]
    others.sort(key=lambda column: not set(column.casefold().split()).intersection(_ID_WORDS))
    better = f"; {others[0]} does not" if others else ""
    hint = f"--map key={shlex.quote(others[0])}" if others else "several columns may be one key: --map key='{A} {B}'"
    named = abridged([f"{key} in {joined(there[:_NAMED])}" for key, there in twice.items()], _NAMED)
    raise DataError(f"{said.column} repeats in {counted(rows, 'row')} ({named}){better}", hint)


def _is_key(table: InputTable, column: str) -> bool:
    """Whether all rows have a cell in a column, and each another one."""
    cells = [as_text(row.cells.get(column)).strip() for row in table.rows if not row.refused]
    return len({*cells} - NOTHING) == len(cells)
