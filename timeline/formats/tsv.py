"""TSV (IANA text/tab-separated-values): one row an event, lists joined by ` ; `, for `cut`, `awk` and `sort`.

Keeps the chosen columns as text. Cannot hold roles, chains of sources or other tables within an event, nor a tab or a
line break within a cell, which becomes a space. A cell that a spreadsheet would take for a formula gets a leading `'`,
unless cells are asked for as they are.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from timeline.formats import About, Carried, View, in_spreadsheet
from timeline.records.entry import Entry

if TYPE_CHECKING:
    from timeline.tables.input_table import InputTable

ABOUT = About("cells apart by tabs, for cut, awk and sort", people=False, escapes="spreadsheet")
LINES = True
COLUMNS = ("date", "date_basis", "title", "status", "actors", "places", "tags", "sources", "sourcing", "id")


def write(entries: Sequence[Entry], view: View) -> Iterator[str]:
    """A header and a row an event."""
    columns = view.columns or COLUMNS
    yield "\t".join(" ".join(column.split()) for column in columns) + "\n"
    for entry in entries:
        yield "\t".join(in_spreadsheet(entry, columns, view.raw, _on_one_line)) + "\n"


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def export(entries: Sequence[Entry], carried: Carried) -> Iterator[str]:
    """Every field of the events, or of their sources; their IDs and the states of their files first."""
    from timeline.tables import delimited, sheets  # start-up: most answers are lists

    return delimited.written(sheets.rows(entries, carried.rows, carried.revision, full=False), "\t")


def read(data: bytes, name: str) -> "InputTable":
    """The rows; the first line names the columns."""
    from timeline.tables import delimited  # start-up, as above

    return delimited.read(data, name, "\t")
