"""How many events there are in each period: the rows of a histogram, with the periods in which there are none.

Knows headings and what stands under them (records/groups.py); must not know how a row is drawn.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from itertools import repeat
from typing import NamedTuple

from timeline.dates import edtf, periods
from timeline.dates.calendar import EVER, PERIODS, plain_day
from timeline.dates.instants import EPOCH
from timeline.pictures.axis import first_view
from timeline.pictures.spans import TimeSpan
from timeline.records.groups import Dated, HeadingCount, tallied

BARS = 40
"""So many periods in a row, or fewer, make a picture that is taken in at a glance."""
_FOLDED = 3
"""More empty periods in a row than these are told in one line."""
_LOOKED_AT = 2000
"""So many dates, or events, tell well enough where the bulk of more of them lie."""


class Bar(NamedTuple):
    """A row of a histogram: how many events stand under a heading."""

    heading: str
    events: int
    possible: int
    """Those of them of which that is not sure."""
    first: int | None = None
    """The first day of the period; None of what is undated, or is no period."""
    last: int | None = None

    @property
    def sure(self) -> int:
        """How many surely stand there."""
        return self.events - self.possible


class Gap(NamedTuple):
    """Periods in a row in which no event stands."""

    first: str
    """What the first of them is called."""
    last: str
    periods: int
    crossed: bool
    """Whether events that stand elsewhere may have been in them, or have gone on."""


Stretch = tuple[int, int]
"""A first and a last day."""


def reaches(dates: Iterable[Dated], by: str) -> list[Stretch]:
    """Find when events may have been that do not lie in one such period: stretches in order, none of which overlap."""
    made: list[Stretch] = []
    for first, last in sorted(days for dated in dates for days in _reach(dated, by)):
        if made and first <= made[-1][1]:
            made[-1] = made[-1][0], max(made[-1][1], last)
        else:
            made.append((first, last))
    return made


def _reach(dated: Dated, by: str) -> Iterator[Stretch]:
    """The days on which an event may have been; nothing where it has a day, which one period holds."""
    date, before = dated.date, -EVER if dated.reported else EVER
    day = plain_day(date[:10]) if date[10:11] in {"", "T"} and "/" not in date else None
    if day is None:
        yield from ((min(member.start_min, before), member.end_max) for member in edtf.parse(date).members)
    elif dated.reported or (by == "hour" and "T" not in date):
        number = day.toordinal()
        yield min(number, before), number


def rows(tallies: Sequence[HeadingCount], by: str, dates: Sequence[Dated]) -> Iterator[Bar | Gap]:
    """Give what stands under each heading, and what lies between those of one such period.

    Args:
        tallies: as `tallied` has them, in order.
        by: one of PERIODS.
        dates: of the events, which tell in which gaps some may have been.
    """
    following, reached = None, cache(partial(reaches, dates, by))
    for tally in tallies:
        first, last = periods.days(tally.key)
        if first is not None and last is not None:
            number = periods.serial(tally.key, by)
            if following is not None and following < number:
                yield from _between(following, number - 1, by, reached)
            following = max(number if following is None else following, number + periods.is_of(tally.key, by))
        yield Bar(tally.heading, tally.events, tally.possible, first, last)


def _between(low: int, high: int, by: str, reached: Callable[[], Sequence[Stretch]]) -> Iterator[Bar | Gap]:
    """The empty periods from one number to another."""
    first, last = periods.of_serial(low, by), periods.of_serial(high, by)
    if high - low < _FOLDED:
        for number in range(low, high + 1):
            begins, ends, heading = periods.of_serial(number, by)
            yield Bar(heading, 0, 0, begins, ends)
    else:
        stretches = reached()
        before = bisect_right(stretches, (last[1], EVER))
        yield Gap(first[2], last[2], high - low + 1, before > 0 and stretches[before - 1][1] >= first[0])


def finest(dates: Sequence[Dated]) -> str:
    """Find the shortest period by which the bulk of events make few bars, and most dates are known so exactly."""
    found = PERIODS[-1]
    some = sorted(dates)[:: len(dates) // _LOOKED_AT + 1]
    for by in reversed(PERIODS[:-1]):
        if not _fits(tallied(some, by), by):
            break
        found = by
    return found


def _fits(tallies: Sequence[HeadingCount], by: str) -> bool:
    own = [tally for tally in tallies if periods.is_of(tally.key, by)]
    known = sum(tally.events for tally in tallies if tally.key[0] > -EVER)
    if not own or 2 * sum(tally.events for tally in own) < known:
        return False
    share = max(known / _LOOKED_AT, 1)
    bulk = [one for count in own for one in repeat(spans_of(count), round(count.events / share) or 1)]
    window = first_view(bulk)
    assert window  # each has a day
    near = [periods.serial(count.key, by) for count in own if window.shows(*spans_of(count))]
    return near[-1] - near[0] < BARS and sum(1 for _ in rows(tallies, by, ())) <= 2 * BARS


def spans_of(count: HeadingCount) -> tuple[TimeSpan, ...]:
    """The time that a heading stands for, as an axis has it; nothing where it is undated."""
    first, last = periods.days(count.key)
    if first is None or last is None:
        return ()
    begins, ends = float(first - EPOCH), float(last + 1 - EPOCH)
    if clock := count.key[2]:
        begins += int(clock[:2]) / 24
        ends = begins + 1 / 24
    return (TimeSpan("=", begins, begins, ends, ends),)
