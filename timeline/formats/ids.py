"""The ID of each event, a line each, for other commands: `timeline show $(timeline list … -f ids)`.

Cannot hold anything else.
"""

from collections.abc import Iterator, Sequence

from timeline.formats import About, View
from timeline.records.entry import Entry

ABOUT = About(people=False, escapes="")


def write(entries: Sequence[Entry], _view: View) -> Iterator[str]:
    """A line an event."""
    return (entry.id + "\n" for entry in entries)
