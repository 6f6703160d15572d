"""TSV (IANA text/tab-separated-values): one row an event, lists joined by ` ; `, for `cut`, `awk` and `sort`.

Keeps the chosen columns as text. Cannot hold roles, chains of sources or other tables within an event, nor a tab or a
line break within a cell, which becomes a space. A cell that a spreadsheet would take for a formula gets a leading `'`,
unless cells are asked for as they are.
"""

from collections.abc import Iterator, Sequence

from timeline.formats import About, View, texts
from timeline.records.entry import Entry
from timeline.text.escape import spreadsheet

ABOUT = About(people=False, escapes="spreadsheet")
COLUMNS = ("date", "date_basis", "title", "status", "actors", "places", "tags", "sources", "sourcing", "id")


def write(entries: Sequence[Entry], view: View) -> Iterator[str]:
    """A header and a row an event."""
    columns = view.columns or COLUMNS
    yield "\t".join(" ".join(column.split()) for column in columns) + "\n"
    for entry in entries:
        cells = (" ".join(text.split()) for text in texts(entry, columns, " ; "))
        yield "\t".join(cells if view.raw else map(spreadsheet, cells)) + "\n"
