"""The axis of time: from when to when a picture goes, where a position stands on it, and the ticks of the calendar.

Positions are days since the beginning of 1970 (spans.py). The page's script has the same rules (page/page.js), and one
golden holds both. Knows the proleptic Gregorian calendar without limits; must not know events.
"""

from collections.abc import Iterator, Sequence
from math import ceil, floor, inf, log10
from typing import NamedTuple

from timeline.dates.calendar import MONTHS, civil, day_number
from timeline.dates.instants import EPOCH
from timeline.pictures.look import LOOK
from timeline.pictures.spans import TimeSpan
from timeline.text.lists import counted

_MANY = 40
"""Of so many, what is far from the bulk of them is told by a nearer fence."""
_NEAR, _FAR = 3, 20
"""How many times the time of the bulk an event of many, or of few, may lie away from it and still be in the first
view."""
_MARGIN = 0.03
"""The part of an axis that is empty at either end."""
_CLOCK = (1, 5, 15, 30, 60, 300, 900, 1800, 3600, 10_800, 21_600, 43_200)
"""Seconds between two ticks, of those that are less than a day apart."""
_DAY, _HOUR, _MINUTE = 86_400, 3600, 60
_WEEK = 7
_SHORTEST = 10 * _MINUTE / _DAY
"""The shortest times, in days, that a first view goes, of days and of times."""
_MONTH, _YEAR = 30.436875, 365.2425
"""Days that they have on average."""
_BY_CLOCK, _BY_YEAR = 3, 400 * _YEAR
"""Days of a time that is told by the clock if it is shorter, and by years alone if it is longer."""
_LARGE = ((1e9, " billion"), (1e6, " million"))
_MONDAY = 4
"""The number of the first Monday of 1970, less one."""


class AxisWindow(NamedTuple):
    """From when to when a picture goes."""

    first: float
    last: float

    def scale(self, width: float) -> float:
        """Give the pixels of a day, where it is so many pixels wide."""
        return width / (self.last - self.first)

    def place(self, at: float, width: float) -> float:
        """Give the pixels at which a position stands."""
        return (at - self.first) * self.scale(width)

    def shows(self, span: TimeSpan) -> bool:
        """Tell whether anything of a stretch is in it; of one without a known end, what is known of it."""
        places = span.places
        first = span.start_max if span.start_max == -inf else places[0]
        last = span.end_min if span.end_min == inf else places[-1]
        return first < self.last and last > self.first


class Tick(NamedTuple):
    """A tick of the calendar: where, and what stands at it."""

    at: float
    name: str


def first_view(dates: Sequence[Sequence[TimeSpan]]) -> AxisWindow | None:
    """Find the time in which the bulk of some dates lie: none lie far from it but a few. None where no day is known.

    Bulk are all but a tenth at either end, of few dates all but a quarter; far is what lies away from them by several
    times as long as they go.
    """
    ends = [(places[0], places[-1]) for spans in dates if (places := [at for span in spans for at in span.places])]
    if not ends:
        return None
    starts = sorted(first for first, _ in ends)
    left = len(starts) // (10 if len(starts) >= _MANY else 4)
    low, high = starts[left], starts[-1 - left]
    room = (_NEAR if len(starts) >= _MANY else _FAR) * max(high - low, 1.0) if left else inf
    near = [
        (max(first, low - room), min(last, high + room)) for first, last in ends if low - room <= first <= high + room
    ]
    first, last = min(first for first, _ in near), max(last for _, last in near)
    by_day = first == floor(first) and last == floor(last)
    lasts = max(last - first, _WEEK if by_day else _SHORTEST)
    middle = (first + last) / 2
    half = lasts * (0.5 + _MARGIN)
    return AxisWindow(middle - half, middle + half)


def outside(dates: Sequence[Sequence[TimeSpan]], window: AxisWindow) -> list[int]:
    """Find the dates, by their places, of which nothing is to be seen in a window, though a day is known."""
    return [n for n, spans in enumerate(dates) if spans and not any(window.shows(span) for span in spans)]


def ticks(window: AxisWindow, width: float) -> list[Tick]:
    """Find the ticks of the calendar, as near to one another as their names allow, for so many pixels."""
    least = LOOK.between_ticks / window.scale(width)
    step = next((step for step in _CLOCK if step >= least * _DAY), 0)
    if step:
        return list(_by_clock(window, step))
    if least <= 7:
        return list(_by_day(window, next(step for step in (1, 2, 7) if step >= least)))
    months = next((n for n in (1, 3, 6) if n * _MONTH >= least), 0)
    return list(_by_month(window, months) if months else _by_year(window, least / _YEAR))


def _by_clock(window: AxisWindow, step: int) -> Iterator[Tick]:
    before = None
    for day in range(floor(window.first), floor(window.last) + 1):
        for second in range(ceil(max(window.first - day, 0) * _DAY / step) * step, _DAY, step):
            if (at := day + second / _DAY) > window.last:
                return
            clock = f"{second // _HOUR:02}:{second // _MINUTE % 60:02}" + f":{second % _MINUTE:02}" * (step < _MINUTE)
            yield Tick(at, clock if day == before else _day(day, "dm") + f" {clock}" * (second > 0))
            before = day


def _by_day(window: AxisWindow, step: int) -> Iterator[Tick]:
    before: tuple[int, ...] = ()
    first = ceil((window.first - _MONDAY) / step) * step + _MONDAY
    for day in range(first, floor(window.last) + 1, step):
        year, month, _ = civil(day + EPOCH)
        yield Tick(day, _day(day, "d" if before == (year, month) else "dm" if before[:1] == (year,) else "dmy"))
        before = year, month


def _by_month(window: AxisWindow, step: int) -> Iterator[Tick]:
    year, month, _ = civil(floor(window.first) + EPOCH)
    number = floor((12 * year + month - 1) / step) * step
    before = None
    while (day := day_number(number // 12, number % 12 + 1, 1) - EPOCH) <= window.last:
        if day >= window.first:
            yield Tick(day, _day(day, "m" if before == number // 12 else "my"))
            before = number // 12
        number += step


def _by_year(window: AxisWindow, least: float) -> Iterator[Tick]:
    """By one, two or five years, or ten times that and so on; those before 1 AD by what they are called."""
    size = 10 ** max(floor(log10(least)), 0)
    step = next(n * size for n in (1, 2, 5, 10) if n * size >= least)
    first, last = (civil(floor(at) + EPOCH)[0] for at in window)
    for n in range(floor(first / step) - 1, floor(last / step) + 2):
        year = n if step == 1 else max(n * step, 1) if n >= 0 else n * step + 1
        day = day_number(year, 1, 1) - EPOCH
        if window.first <= day <= window.last:
            yield Tick(day, year_name(year))


def _day(day: int, parts: str) -> str:
    """`17 Nov 2024`, or some parts of it."""
    year, month, number = civil(day + EPOCH)
    words = {"d": str(number), "m": MONTHS[month - 1][:3], "y": year_name(year)}
    return " ".join(words[part] for part in parts)


def year_name(year: int) -> str:
    """An astronomical year as a tick has it: `2024`, `44 BC`, `13.8 billion BC`."""
    if 1000 <= year <= 9999:
        return str(year)
    number = 1 - year if year <= 0 else year
    large = next(((size, word) for size, word in _LARGE if number >= size), None)
    shown = f"{number / large[0]:.4g}{large[1]}" if large else f"{number:,}" if number > 9999 else str(number)
    return f"{shown} {'BC' if year <= 0 else 'AD'}"


def year_of(at: float) -> str:
    """Name the year in which a position lies."""
    return year_name(civil(floor(at) + EPOCH)[0])


def in_words(window: AxisWindow) -> str:
    """From when to when a window goes, in words: `13 Nov 2024 to 19 Nov 2024`."""
    first, last = (_moment(at, window.last - window.first) for at in window)
    return f"{first} to {last}"


def _moment(at: float, lasts: float) -> str:
    if lasts > _BY_YEAR:
        return year_of(at)
    at += 0.5 / _DAY  # the nearest second: as a fraction of a day few minutes are exact
    day = floor(at)
    minute = floor((at - day) * _DAY / _MINUTE)
    return _day(day, "dmy") + (f", {minute // 60:02}:{minute % 60:02}" if lasts < _BY_CLOCK else "")


def described(dates: Sequence[Sequence[TimeSpan]], window: AxisWindow | None) -> str:
    """Tell what a picture of some dates shows: `6 events on an axis from 13 Nov 2024 to 21 Nov 2024; 1 outside, …`."""
    number = counted(len(dates), "event")
    if window is None:
        return f"{number}, of which no day is known" if dates else number
    return "; ".join(filter(None, [f"{number} on an axis from {in_words(window)}", left_out(dates, window)]))


def left_out(dates: Sequence[Sequence[TimeSpan]], window: AxisWindow) -> str:
    """Tell how many dates a picture does not show, and why: `1 outside, in 2918`; nothing where it shows them all."""
    undated = sum(not spans for spans in dates)
    said = [_far(dates, outside(dates, window)), f"{undated:,} without a known day" * bool(undated)]
    return "; ".join(filter(None, said))


def _far(dates: Sequence[Sequence[TimeSpan]], far: Sequence[int]) -> str:
    """How many are not in the picture, and from when to when they are."""
    if not far:
        return ""
    places = [dates[n][0].places[0] for n in far]
    years = list(dict.fromkeys(map(year_of, (min(places), max(places)))))
    return f"{len(far):,} outside, {'in' if len(years) == 1 else 'from'} {' to '.join(years)}"
