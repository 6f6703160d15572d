"""Who took part regularly, and is in none of the later events though the chronology goes on.

Knows days only. Where it is not known on which day an event was, nobody is held to have been there on one, and whoever
may have been in a later event is not missed. What became of them it must not know.
"""

from collections import Counter, defaultdict
from itertools import pairwise
from math import inf
from typing import NamedTuple

from timeline.records.identities import Key

_OFTEN = 5
"""On fewer days nobody takes part regularly; and of fewer events that came later nothing is said."""
_LONG = 30
"""Days that they took part for, and that they are silent for, at least."""
_TIMES_LONGER = 5
"""By how much the silence is longer than the usual gap."""
RULE = (
    f"Who took part on {_OFTEN} days or more within {_LONG} days or more, and then in nothing for {_LONG} days or more:"
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


class _Taking:
    """On which days somebody took part."""

    __slots__ = ("days", "events", "until")

    def __init__(self) -> None:
        self.events = 0
        self.days: set[int] = set()
        self.until = -inf
        """The last day on which anything may have been in which they were."""


class Presence:
    """On which days everybody took part."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._all: Counter[int] = Counter()
        self._taking: defaultdict[Key, _Taking] = defaultdict(_Taking)

    def look(self, who: set[Key], day: int | None, until: float) -> None:
        """Take one event.

        Args:
            who: all who took part.
            day: when it surely was; None: that is not known.
            until: the last day on which it can have been.
        """
        if day is not None:
            self._all[day] += 1
        for key in who:
            taking = self._taking[key]
            taking.events += 1
            if day is not None:
                taking.days.add(day)
            taking.until = max(taking.until, until)

    @property
    def absences(self) -> list[Absence]:
        """Whoever is missed."""
        end = self._end
        often = ((who, taking) for who, taking in self._taking.items() if len(taking.days) >= _OFTEN)
        return [*filter(None, (_absence(who, taking, end) for who, taking in often))]

    @property
    def _end(self) -> float:
        """The last day up to which the chronology surely goes on: some events are on it, or after."""
        later = 0
        for day in sorted(self._all, reverse=True):
            later += self._all[day]
            if later >= _OFTEN:
                return day
        return -inf


def _absence(who: Key, taking: _Taking, end: float) -> Absence | None:
    """What is to be said of somebody."""
    days = sorted(taking.days)
    silent = end - taking.until
    active = days[-1] - days[0]
    usual = active / (len(days) - 1)
    longest = max(after - before for before, after in pairwise(days))
    if active < _LONG or silent < max(_LONG, _TIMES_LONGER * usual, longest + 1):
        return None
    return Absence(who, taking.events, days[0], days[-1], round(usual), int(silent))
