"""JSON: an array of events, every field in its expanded form. Lossless but for what is confidential."""

from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec.json import format as indented

from timeline.formats import About, Carried, View, as_json
from timeline.records.entry import Entry

if TYPE_CHECKING:
    from timeline.tables.input_table import InputTable

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


def read(data: bytes, name: str) -> "InputTable":
    """Events as this program prints them, or rows: an array of objects, or the one list of them in an object.

    Raises:
        DataError: it is no JSON, or it is not clear which objects are the rows.
    """
    from timeline.tables import objects  # start-up: most answers are lists
    from timeline.tables.objects import json_values  # as above

    values = [*json_values.read(data, name)]
    is_one = len(values) == 1 and data.removeprefix(BOM_UTF8).lstrip()[:1] == b"{"
    if is_one and isinstance(held := values[0].value, dict) and not objects.is_event(held):
        return objects.of_one(values[0], name, lambda path: json_values.elements(data, name, path))
    return objects.rows(values, name)
