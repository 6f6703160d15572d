"""From rows and what their columns mean to events: each row becomes one, or is refused with the reason.

A whole column settles how its dates are written, before one of them is read. Knows no chronology: who writes, and what
is there already, is the desk's.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from timeline.model.event import Event
from timeline.tables.input_table import InputRow, InputTable
from timeline.tables.mapping import ColumnMapping


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
    phrase: Callable[[str, str], Any],
    register: Any,
    settings: Mapping[str, str],
) -> ReadTable:
    """Read all rows.

    Raises:
        DataError: the rows cannot be read as they stand: the order of days and months is not settled by its column, or
            a column of keys repeats; with the evidence, and what to say.
    """
    raise NotImplementedError
