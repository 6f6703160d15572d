"""Events with their times as they are shown: all in one zone, or each so that it can be told from those beside it.

Knows which zone a time is of; must not know questions, nor who prints the times.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from timeline.dates import edtf
from timeline.dates.zones import in_zone
from timeline.model.event import Source, replace
from timeline.query.tree import And, Or, Query, Range, Term, Window
from timeline.records.entry import Entry
from timeline.records.record import Record, read
from timeline.text.lists import counted


class Clocks(NamedTuple):
    """By which clocks times are shown."""

    zone: str | None
    """All by those of this zone; None: each by its own."""
    own: str | None
    """The zone of the chronology."""
    people: bool
    """Whether people read it: they are told the zone once. Else every time that is moved has its offset."""

    def shown(self, entries: Sequence[Entry]) -> list[Entry]:
        """The events with their times so; those that have none are as they were."""
        if self.zone:
            move: Callable[[Record], Record] = self._in_zone
        elif self.people and not self._alike(entries):
            move = self._with_offset
        else:
            return list(entries)
        return [self._moved(entry, move) if self.zone or "T" in entry.date else entry for entry in entries]

    def _moved(self, e: Entry, move: Callable[[Record], Record]) -> Entry:
        date = move(e.event).date if "T" in e.date else e.date
        return Entry(e.id, e.path, date, partial(_read, e, move), **e.standing)

    def _alike(self, entries: Iterable[Entry]) -> bool:
        """Whether all times are of the zone of the chronology, or of none, and say so by having no offset."""
        timed = [entry for entry in entries if "T" in entry.date]
        return all(_offsets(entry.date) == {""} and entry.event.timezone in {None, self.own} for entry in timed)

    def _in_zone(self, event: Record) -> Record:
        """Of the time zone of an event nothing is said but what is true of the times that are shown."""
        assert self.zone
        own = event.timezone or self.own
        date = in_zone(event.date, self.zone, own, offsets=not self.people)
        days = edtf.parse(date)
        earliest, latest = (None if day is None else edtf.iso_day(day) for day in (days.earliest, days.latest))
        sources = tuple(self.source(source, own) for source in event.sources)
        timezone = event.timezone
        if timezone and date != event.date:
            timezone = None if self.people else self.zone
        return replace(event, date=date, earliest=earliest, latest=latest, sources=sources, timezone=timezone)

    def source(self, source: Source, own: str | None) -> Source:
        """A source with the time of its publication so; `own` is the zone of times without an offset."""
        if not self.zone or "T" not in (source.published or ""):
            return source
        return replace(source, published=in_zone(source.published or "", self.zone, own, offsets=not self.people))

    def _with_offset(self, event: Record) -> Record:
        own = event.timezone or self.own
        parts = event.date.split("/")
        moved = (in_zone(part, own, own, offsets=True) if own and "" in _offsets(part) else part for part in parts)
        return replace(event, date="/".join(moved))

    def of_all(self, entries: Sequence[Entry]) -> str | None:
        """The zone of all times that are shown, where it is one and there are any."""
        if self.zone or not any("T" in entry.date for entry in entries):
            return self.zone
        return self.own if self._alike(entries) else None

    def said(self, entries: Sequence[Entry], shown: Sequence[Entry], query: Query) -> Iterator[str]:
        """What is to be said of times that are shown in one zone: which, and what that changes.

        Args:
            entries: the events that answer.
            shown: the same with their times so.
            query: what was asked.
        """
        if zone := self.of_all(entries):
            strange = sum(map(self._is_strange, entries))
            said = f"Times in {zone}" + f"; {counted(strange, 'event')} of no known zone as written" * bool(strange)
            timed = sum("T" in entry.date for entry in entries)
            yield said + "; days without a time as written" * (bool(self.zone) and 0 < timed < len(entries))
        asked = [*_days(query)] if self.zone else []
        if moved := sum(_is_elsewhere(one.date, other.date, asked) for one, other in zip(entries, shown, strict=True)):
            yield f"{counted(moved, 'event')} shown on a day outside those asked for, in which its own clocks had it"

    def _is_strange(self, entry: Entry) -> bool:
        return "T" in entry.date and not self.own and not entry.event.timezone and "" in _offsets(entry.date)


def _days(query: Query) -> Iterator[list[Range]]:
    """The days that an event must lie in, any of some at a time."""
    if isinstance(query, Term) and query.field == "date":
        yield [Range(*value[:2]) for value in query.values if isinstance(value, Range | Window)]
    elif isinstance(query, And | Or):
        for part in query.parts:
            yield from _days(part)


def _is_elsewhere(date: str, shown: str, asked: Sequence[Sequence[Range]]) -> bool:
    """Whether a date lies in days that were asked for, and not as it is shown."""
    if date == shown:
        return False
    own, there = edtf.parse(date), edtf.parse(shown)
    return any(
        any(own.match(*days) != "no" for days in some) and all(there.match(*days) == "no" for days in some)
        for some in asked
    )


def _read(e: Entry, move: Callable[[Record], Record]) -> bytes:
    return move(read(e.unpack())).json()


def _offsets(date: str) -> set[str]:
    """The offsets of the times in a date or a part of one, nothing where there is none."""
    return {single.offset for single in edtf.parse(date).singles if single.clock} if "T" in date else set()
