"""Who took part regularly, and is in none of the later events though the chronology goes on.

Knows days only. Where it is not known on which day an event was, nobody is held to have been there on one, and whoever
may have been in a later event is not missed. What became of them it must not know.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from math import inf
from typing import NamedTuple

from timeline.model.event import Actor
from timeline.records.identities import Key

_OFTEN = 5
"""On fewer days nobody takes part regularly; and of fewer events that came later nothing is said."""
_LONG = 30
"""Days that they took part for, and that they are silent for, at least."""
_TIMES_LONGER = 5
"""By how much the silence is longer than the usual gap."""
RULE = (
    f"Who took part on {_OFTEN} days or more, over {_LONG} days or more, and then in nothing for {_LONG} days or more:"
    f" over {('', '', 'two', 'three', 'four', 'five')[_TIMES_LONGER]} times as long as usual between two of their days,"
    " and longer than ever before. Only days that are sure count."
)


class Absence(NamedTuple):
    """Somebody, and how long they have been in no event."""

    who: Key
    events: int
    first: int
    last: int
    usual: int
    """Days between two of their days, on average."""
    silent: int
    """Days from the last one to the end, or as far as it is sure that the chronology goes on."""


class When:
    """What is known of a date, and how many events have it."""

    __slots__ = ("day", "number", "until")

    def __init__(self, day: int | None, until: float) -> None:
        """Take the day on which such an event surely was, if there is one, and the last on which it can have been."""
        self.day = day
        self.until = until
        self.number = 0


class _Taking:
    """Who took part, and when."""

    __slots__ = ("last", "times")

    def __init__(self) -> None:
        self.times: list[When] = []
        self.last = 0
        """The number of the last event: with two roles in it nobody took part twice."""


class Presence:
    """When everybody took part."""

    def __init__(self, key: Callable[[str], Key]) -> None:
        """Take what tells who is one, by name."""
        self._key = key
        self._events = 0
        self._times: list[When] = []
        self._taking: defaultdict[Key, _Taking] = defaultdict(_Taking)
        self._by_name: dict[str, _Taking] = {}

    def look(self, actors: Iterable[Actor], when: When) -> None:
        """Take one event."""
        self._events += 1
        if not when.number:
            self._times.append(when)
        when.number += 1
        for actor in actors:
            taking = self._by_name.get(actor.name)
            if taking is None:
                taking = self._by_name[actor.name] = self._taking[self._key(actor.name)]
            if taking.last != self._events:
                taking.last = self._events
                taking.times.append(when)

    @property
    def absences(self) -> list[Absence]:
        """Whoever is missed."""
        end = self._end
        return [*filter(None, (_absence(who, taking.times, end) for who, taking in self._taking.items()))]

    @property
    def _end(self) -> float:
        """The last day up to which the chronology surely goes on: some events are on it, or after."""
        days: Counter[int] = Counter()
        for when in self._times:
            if when.day is not None:
                days[when.day] += when.number
        later = 0
        for day in sorted(days, reverse=True):
            later += days[day]
            if later >= _OFTEN:
                return day
        return -inf


def _absence(who: Key, times: Sequence[When], end: float) -> Absence | None:
    """What is to be said of somebody who took part at these times."""
    days = sorted({when.day for when in times if when.day is not None})
    if len(days) < _OFTEN:
        return None
    silent = end - max(when.until for when in times)
    active = days[-1] - days[0]
    usual = active / (len(days) - 1)
    longest = max(after - before for before, after in pairwise(days))
    if active < _LONG or silent < max(_LONG, _TIMES_LONGER * usual, longest + 1):
        return None
    return Absence(who, len(times), days[0], days[-1], round(usual), int(silent))
