"""The file of each event, a line each, for other programs: `timeline list … -f paths | xargs git log --`.

Cannot hold anything else. What would end the line is shown.
"""

from collections.abc import Iterator, Sequence

from timeline.formats import About, View
from timeline.records.entry import Entry
from timeline.text.escape import terminal

ABOUT = About("the file of each event, a line each", people=False, escapes="")


def write(entries: Sequence[Entry], _view: View) -> Iterator[str]:
    """A line an event, as seen from where the user stands."""
    return (terminal(entry.path) + "\n" for entry in entries)
