"""CSV (RFC 4180): one row an event, lists joined by ` ; `, for spreadsheets.

Keeps the chosen columns as text. Cannot hold roles, chains of sources or other tables within an event. A cell that a
spreadsheet would take for a formula gets a leading `'`, unless cells are asked for as they are.
"""

import csv
from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from timeline.formats import About, Carried, View, in_spreadsheet
from timeline.records.entry import Entry

if TYPE_CHECKING:
    from timeline.tables.input_table import InputTable

ABOUT = About("for spreadsheets: a row an event", people=False, escapes="spreadsheet")
LINES = True
COLUMNS = ("date", "date_basis", "title", "status", "actors", "places", "tags", "sources", "sourcing", "id")


def write(entries: Sequence[Entry], view: View) -> Iterator[str]:
    """A header and a row an event."""
    columns = view.columns or COLUMNS
    handed_back: Any = SimpleNamespace(write=str)  # `writerow` returns what `write` does
    rows = csv.writer(handed_back, lineterminator="\r\n")
    yield rows.writerow(columns)
    for entry in entries:
        yield rows.writerow(in_spreadsheet(entry, columns, view.raw))


def export(entries: Sequence[Entry], carried: Carried) -> Iterator[str]:
    """Every field of the events, or of their sources; their IDs and the states of their files first."""
    from timeline.tables import delimited, sheets  # start-up: most answers are lists

    return delimited.written(sheets.rows(entries, carried.rows, carried.revision, full=False), ",")


def read(data: bytes, name: str) -> "InputTable":
    """The rows; the first line names the columns, and tells whether cells are apart by commas, semicolons or tabs."""
    from timeline.tables import delimited  # start-up, as above

    return delimited.read(data, name)
