"""The ID of each event, a line each, for other commands: `timeline show $(timeline list … -f ids)`.

Cannot hold anything else. What would end the line is shown.
"""

from collections.abc import Iterator, Sequence

from timeline.formats import About, View
from timeline.records.entry import Entry
from timeline.text.escape import terminal

ABOUT = About("the ID of each event, a line each", people=False, escapes="")


def write(entries: Sequence[Entry], _view: View) -> Iterator[str]:
    """A line an event."""
    return (terminal(entry.id) + "\n" for entry in entries)
