"""JSON: an array of events, every field in its expanded form. Lossless but for what is confidential."""

from collections.abc import Iterator, Sequence

from msgspec.json import format as indented

from timeline.formats import About, Carried, View, as_json
from timeline.records.entry import Entry

ABOUT = About("one array, every field", people=False, escapes="json")


def write(entries: Sequence[Entry], view: View) -> Iterator[str]:
    """One array, indented for people; `--columns` keeps those keys alone."""
    yield "["
    for n, record in enumerate(as_json(entries, view)):
        yield "," * bool(n) + "\n" + indented(record, indent=2).decode()
    yield "\n]\n" if entries else "]\n"


def export(entries: Sequence[Entry], _carried: Carried) -> Iterator[str]:
    """The same, of all events."""
    return write(entries, View())
