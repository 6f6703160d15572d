"""JSON Lines: one event a line, every field in its expanded form. Lossless but for what is confidential."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from timeline.formats import About, Carried, View, as_json
from timeline.records.entry import Entry

if TYPE_CHECKING:
    from timeline.tables.input_table import InputTable

ABOUT = About("one JSON object a line, every field", people=False, escapes="json")


def write(entries: Sequence[Entry], view: View) -> Iterator[str]:
    """One line an event, as soon as it is known; `--columns` keeps those keys alone."""
    return (record.decode() + "\n" for record in as_json(entries, view))


def export(entries: Sequence[Entry], _carried: Carried) -> Iterator[str]:
    """The same, of all events."""
    return write(entries, View())


def read(data: bytes, name: str) -> "InputTable":
    """Events as this program prints them, or rows: one object a line. A line that is none is refused, and no other.

    Raises:
        DataError: no line can be read.
    """
    from timeline.tables import objects  # start-up: most answers are lists
    from timeline.tables.objects import json_values  # as above

    return objects.rows(json_values.read(data, name), name)
