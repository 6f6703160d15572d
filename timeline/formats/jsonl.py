"""JSON Lines: one event a line, every field in its expanded form. Lossless but for what is confidential."""

from collections.abc import Iterator, Sequence

from timeline.formats import About, Carried, View, as_json
from timeline.records.entry import Entry

ABOUT = About("one JSON object a line, every field", people=False, escapes="json")


def write(entries: Sequence[Entry], view: View) -> Iterator[str]:
    """One line an event, as soon as it is known; `--columns` keeps those keys alone."""
    return (record.decode() + "\n" for record in as_json(entries, view))


def export(entries: Sequence[Entry], _carried: Carried) -> Iterator[str]:
    """The same, of all events."""
    return write(entries, View())
