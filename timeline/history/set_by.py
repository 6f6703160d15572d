"""Who set one field when: of each commit that changed it, what it was before and after.

Knows one field at a time, of events, or any other column; must not know how that is told.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from timeline.changes import sentences
from timeline.history.compared import Compared
from timeline.history.log import LogEntry
from timeline.history.versions import Seen
from timeline.model.event import Event, table
from timeline.provenance.names import called
from timeline.records.columns import Cell, column_named

SOURCING = "sourcing"


class FieldSet(NamedTuple):
    """What became of one field of one event in one commit."""

    entry: LogEntry
    event: Compared
    said: str
    old: Cell
    new: Cell


def column(field: str) -> Callable[[Seen], Cell]:
    """What a field, or another column, says of an event.

    Raises:
        UsageError: there is no such column.
    """
    cell = column_named(field).cell
    return lambda seen: cell(seen.record)


def set_by(entries: Iterable[LogEntry], field: str, cell: Callable[[Seen], Cell]) -> Iterator[FieldSet]:
    """Give where a field became another; an event that came has set it, one that is gone or unread is told as such."""
    for entry in entries:
        for event in entry.events:
            old, new = (cell(seen) if seen else None for seen in (event.old, event.new))
            said = _said(event, field, old, new)
            if said:
                yield FieldSet(entry, event, said, old, new)


def _said(event: Compared, field: str, old: Cell, new: Cell) -> str:
    if event.op == "removed":
        return "removed"
    if event.problems:
        return "cannot be read" if event.is_unread else f"could not be read before; now {_words(new)}"
    if event.op == "added":
        return f"added: {_words(new)}"
    if field == SOURCING:
        return "; ".join(event.resourced)
    if field in table(Event):
        those = {name for name, row in table(Event).items() if field in {name, row.group}}  # of a date its basis too
        some = [change for change in event.changes if change.key[0] in those]
        return "   ".join(piece for _, pieces in sentences.said(some, called) for piece in pieces)
    if isinstance(old, tuple) and isinstance(new, tuple) and {*old} != {*new}:
        come, gone = (
            [f"{sign} {word}" for word in some if word not in other]
            for sign, some, other in (("+", new, old), ("-", old, new))
        )
        return "   ".join((*come, *gone))
    return f"{_words(old)} → {_words(new)}" if old != new else ""


def _words(cell: Cell) -> str:
    if isinstance(cell, tuple):
        return "; ".join(cell) or "nothing"
    return "nothing" if cell in (None, "") else str(cell)
