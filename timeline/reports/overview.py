"""What a page says of its events before it lists them: what time they span, how many there are, where none are on file.

Knows their dates only, and English; must not know what happened. No more is said than the dates allow: those without a
fixed beginning and end are counted, and bound nothing.
"""

from collections.abc import Iterable
from itertools import pairwise
from math import inf
from typing import NamedTuple

from timeline.dates import english
from timeline.dates.edtf import iso_day, parse
from timeline.text.lists import counted, joined

_FEW = 5
"""Of fewer events there is no rate, and nothing to be missed between them."""
_SHORT = 7
"""Nor of a time of fewer days."""
_NAMED = 2
"""How many stretches without events are named."""
_TIMES_LONGER = 5
"""By how much such a stretch is longer than the usual one."""
_UNITS = (("day", 1.0), ("week", 7.0), ("month", 30.44), ("year", 365.25))
"""What events are counted by, and how many days it has."""
_LONG = 61
"""Days from which on they are counted by the month or the year."""


class _Span(NamedTuple):
    """First and last day that a date can be, and the date."""

    first: int
    last: int
    date: str


def overview(dates: Iterable[str]) -> str:
    """`118 events, from 29 May 2020 to 3 March 2021, about 13 a month. None is on file for …`; of none nothing."""
    spans, open_ended = [], list[tuple[float, float]]()
    for text in dates:
        date = parse(text)
        if date.earliest is None or date.latest is None:
            first_day = -inf if date.earliest is None else date.earliest
            open_ended.append((first_day, inf if date.latest is None else date.latest))
        else:
            spans.append(_Span(date.earliest, date.latest, text))
    loose = len(open_ended)
    if not spans:
        return f"{counted(loose, 'event')}, without a fixed beginning or end." if loose else ""
    first, last = min(spans)[0], max(span.last for span in spans)
    number, days = counted(len(spans) + loose, "event"), last - first + 1
    whole = f"{number}: {len(spans):,}" if loose else number
    many = len(spans) >= _FEW and days >= _SHORT
    said = f"{whole} {_period(spans)}{_rate(len(spans), days) * many}"
    if loose:
        said += f"; of {'the other one' if loose == 1 else f'{loose:,} others'} the beginning or the end is open"
    return f"{said}.{_gaps(spans, open_ended, _TIMES_LONGER * days / len(spans)) if many else ''}"


def _period(spans: list[_Span]) -> str:
    """From the first of them to the last, in the words of their own dates."""
    earliest = min(spans)
    latest = max(spans, key=lambda span: (span.last, span.first, -len(span.date), span.date))
    start, end = _edge(earliest, 0), _edge(latest, -1)
    return (
        f"from {start} to {end}"
        if start != end
        else f"on {start}"
        if start[0].isdigit() and " " in start
        else f"in {start}"
    )


def _edge(span: _Span, which: int) -> str:
    """How a date begins or ends, in English."""
    if span.date[0] in "[{":  # of several dates: their first or last day
        return english.when(iso_day(span.last if which else span.first), "stated")
    return english.when(span.date.split("/")[which], "stated")


def _rate(number: int, days: int) -> str:
    """`, about 13 a month`: by the smallest unit that makes one at least; a long time is not told by days."""
    for unit, length in _UNITS[2 * (days >= _LONG) :]:
        if days >= 2 * length and (each := number * length / days) >= 1:
            return f", about {round(each):,} a {unit}"
    return ""


def _gaps(spans: list[_Span], open_ended: list[tuple[float, float]], least: float) -> str:
    """The longest stretches in which none of the events can have been, if they are much longer than usual."""
    gaps, until = [], min(spans).last
    for _, span in pairwise(sorted(spans)):
        if span.first - until - 1 >= max(_SHORT, least) and not any(
            first < span.first and last > until for first, last in open_ended
        ):
            gaps.append((span.first - until - 1, until + 1, span.first - 1))
        until = max(until, span.last)
    longest = sorted(sorted(gaps, reverse=True)[:_NAMED], key=lambda gap: gap[1])
    shown = [
        f"{english.when(f'{iso_day(start)}/{iso_day(end)}', 'stated')} ({counted(days, 'day')})"
        for days, start, end in longest
    ]
    return f" Nothing is on file for {joined(shown)}." if shown else ""
