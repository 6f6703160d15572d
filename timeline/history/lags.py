"""How long it took: when each event happened, when the first of its sources was published, when it was recorded.

Knows commits, and days; must not know how days are printed. A day of a confidential source does not count.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from timeline.dates import edtf
from timeline.dates.instants import day_of
from timeline.eventfile.paths import event_id, is_event
from timeline.history.log import Log
from timeline.provenance.as_of import latest
from timeline.records.entry import Entry
from timeline.records.record import Record


class Lag(NamedTuple):
    """One event, and when what became of it: days as in `date.toordinal`, and one second; None: not known."""

    event: Record
    happened: int | None
    """The first day on which it may have happened."""
    published: int | None
    """The last day on which the first of its dated sources may have been published."""
    recorded: int | None
    """The second in which it first was in a commit, since 1970."""
    before: bool
    """It may have been recorded before that: history begins there, and only here."""

    @property
    def until_published(self) -> int | None:
        """Days from when it happened until it was published."""
        return None if self.happened is None or self.published is None else self.published - self.happened

    @property
    def until_recorded(self) -> int | None:
        """Days from when it was published until it was recorded, in UTC."""
        if self.published is None or self.recorded is None:
            return None
        return day_of(self.recorded) - self.published


def lags(log: Log, entries: Iterable[Entry]) -> Iterator[Lag]:
    """The days of some events, in their order."""
    first: dict[str, tuple[int, bool]] = {}
    for commit in log.commits:
        for row in commit.changes:
            if is_event(row.path) and row.new and not any(row.old):
                id_ = log.lives.now(commit.id, event_id(row.path))
                first[id_] = min(first.get(id_, (commit.recorded, commit.begins)), (commit.recorded, commit.begins))
    for entry in entries:
        event = entry.event
        days = [int(day) for source in event.sources if (day := latest(source)) is not None and day < edtf.EVER]
        recorded, before = first.get(entry.id, (None, False))
        yield Lag(event, edtf.parse(event.date).earliest, min(days, default=None), recorded, before)
