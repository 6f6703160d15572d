"""Rows and columns that somebody hands in, as a format reads them: cells as they are, each row with its place.

Knows nothing of events, nor of what a column means, unless the format itself says that.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

InputCell = str | int | float | bool | date | datetime | time | timedelta | tuple[str, ...] | None
"""A text, a number, true or false; a day, a day with its hour, an hour, a length of time, where a file has these apart
from text; several texts, where it has a list; nothing."""


class InputRow(NamedTuple):
    """One row: what it says in each column, or why it is no event."""

    cells: Mapping[str, Any]
    """Each column with its cell (`InputCell`); of records, an event as JSON has it."""
    place: str
    """Where it stands, for who mends it: `incidents.csv:12`, `incidents.json:12 (row 3)`."""
    refused: str = ""
    """Why it cannot be an event, where the format knows that: "no DTSTART". Empty: it may be one."""


class InputTable(NamedTuple):
    """All rows of one input."""

    columns: tuple[str, ...]
    """The names of all columns, in their order."""
    rows: Sequence[InputRow]
    meaning: Mapping[str, str | tuple[str, ...]] = {}
    """What the format says that its columns mean: each FIELD, as in `timeline import --map FIELD=COLUMN`, with its
    column, or its columns. Dates are EDTF then. Empty: only a person, or a guess, can say it."""
    notes: Sequence[str] = ()
    """What is said once of the whole, with counts: "2 of 14 VEVENTs repeat: only the first time is taken"."""
    is_of_records: bool = False
    """Whether each row is an event as JSON has it, and needs no mapping."""
    is_typed: bool = False
    """Whether the file tells texts from numbers and days, so that no program that opens it takes one for another."""
    sources: "InputTable | None" = None
    """Of a workbook that `timeline export` made, the rows of its sheet `sources`."""


def meant(rows: Sequence[InputRow], fields: Mapping[str, str], notes: Sequence[str] = ()) -> InputTable:
    """The rows of a format that knows what they mean; its IDs are keys where no two rows have the same.

    Args:
        rows: with titles, dates, and what else they have.
        fields: each column with its FIELD, in order; any other column is the user's own.
        notes: what is said once.
    """
    used = {"title", "date"}.union(*(row.cells for row in rows))
    ids = [row.cells["id"] for row in rows if "id" in row.cells and not row.refused]
    known = {**fields, "id": fields["id"] if len({*ids}) == len(ids) else "x.id"}
    known |= {column: f"x.{column}" for column in sorted(used - known.keys())}
    meaning = {field: column for column, field in known.items() if column in used}
    return InputTable(tuple(meaning.values()), rows, meaning, notes)
