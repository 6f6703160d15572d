"""JSON Lines: one event a line, every field in its expanded form. Lossless but for what is confidential."""

from collections.abc import Iterator, Sequence

from msgspec.json import encode

from timeline.formats import View, chosen
from timeline.records.entry import Entry


def write(entries: Sequence[Entry], view: View) -> Iterator[str]:
    """One line an event, as soon as it is known; `--columns` keeps those keys alone."""
    for entry in entries:
        record = encode(chosen(entry, view.columns)) if view.columns else entry.json()
        yield record.decode() + "\n"
