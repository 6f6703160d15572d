"""JSON: an array of events, what their sources come to and who cites whom. Lossless but for what is confidential."""

from collections.abc import Iterator, Sequence
from json import dumps

from timeline.formats import About, View
from timeline.records.shown.traced import TracedEvent, plain

ABOUT = About("one object for each event", people=False, escapes="json")


def write(traces: Sequence[TracedEvent], _view: View) -> Iterator[str]:
    """One array, indented for people."""
    yield dumps([plain(t) for t in traces], ensure_ascii=False, indent=2) + "\n"
