"""CSV (RFC 4180): one row an event, lists joined by ` ; `, for spreadsheets.

Keeps the chosen columns as text. Cannot hold roles, chains of sources or other tables within an event. A cell that a
spreadsheet would take for a formula gets a leading `'`.
"""

import csv
import io
from collections.abc import Iterator, Sequence

from timeline.formats import About, View, texts
from timeline.records.entry import Entry
from timeline.text.escape import spreadsheet

ABOUT = About(people=False, escapes="spreadsheet")
COLUMNS = ("date", "date_basis", "title", "status", "actors", "places", "tags", "sources", "sourcing", "id")


def write(entries: Sequence[Entry], view: View) -> Iterator[str]:
    """A header and a row an event."""
    columns = view.columns or COLUMNS
    line = io.StringIO()
    rows = csv.writer(line, lineterminator="\r\n")
    rows.writerow(columns)
    for entry in entries:
        yield _taken(line)
        rows.writerow(map(spreadsheet, texts(entry, columns, " ; ")))
    yield _taken(line)


def _taken(line: io.StringIO) -> str:
    text = line.getvalue()
    line.seek(0)
    line.truncate()
    return text
