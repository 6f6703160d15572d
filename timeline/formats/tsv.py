"""TSV (IANA text/tab-separated-values): one row an event, lists joined by ` ; `, for `cut`, `awk` and `sort`.

Keeps the chosen columns as text on one line: a tab or line break within a cell becomes a space.
"""

from collections.abc import Iterator, Sequence

from timeline.formats import View
from timeline.records.entry import Entry

COLUMNS = ("date", "date_basis", "title", "status", "actors", "places", "tags", "sources", "sourcing", "id")


def write(entries: Sequence[Entry], view: View) -> Iterator[str]:
    """A header and a row an event."""
    columns = view.columns or COLUMNS
    yield "\t".join(columns) + "\n"
    for entry in entries:
        cells = entry.cells(columns)
        yield "\t".join(" ".join((c if isinstance(c, str) else " ; ".join(c)).split()) for c in cells) + "\n"
