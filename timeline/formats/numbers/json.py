"""JSON: the numbers as one object. Lists are bounded, and tell how long they would be (`total`)."""

from collections.abc import Iterator, Sequence

from msgspec import json

from timeline.formats import About, View
from timeline.records.numbers import InNumbers

ABOUT = About("one object", people=False, escapes="json")


def write(found: Sequence[InNumbers], _view: View) -> Iterator[str]:
    """An object each, indented for people."""
    for numbers in found:
        yield json.format(json.encode(numbers), indent=2).decode() + "\n"
