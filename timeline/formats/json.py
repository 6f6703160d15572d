"""JSON: an array of events, every field in its expanded form. Lossless but for what is confidential."""

from collections.abc import Iterator, Sequence

from msgspec.json import encode
from msgspec.json import format as indented

from timeline.formats import View, chosen
from timeline.records.entry import Entry


def write(entries: Sequence[Entry], view: View) -> Iterator[str]:
    """One array, indented for people; `--columns` keeps those keys alone."""
    yield "["
    for n, entry in enumerate(entries):
        record = encode(chosen(entry, view.columns)) if view.columns else entry.json()
        yield ("," if n else "") + "\n" + indented(record, indent=2).decode()
    yield "\n]\n" if entries else "]\n"
