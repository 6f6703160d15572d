"""What a page says of its events before it lists them: what time they span, how many there are, where none are on file.

Knows their dates only, and English; must not know what happened. No more is said than the dates allow: those without a
fixed beginning and end are counted, and bound nothing.
"""

import re
from collections.abc import Iterable
from itertools import pairwise
from math import ceil, inf
from typing import NamedTuple

from timeline.dates import english
from timeline.dates.edtf import civil, iso_day, parse
from timeline.text.lists import counted, joined

_FEW = 5
"""Of fewer events there is no rate, and nothing to be missed between them."""
_SHORT = 7
"""Nor of a time of fewer days."""
_NAMED = 2
"""How many stretches without events are named."""
_TIMES_LONGER = 5
"""By how much such a stretch is longer than the usual one."""
_UNITS = (("day", 1.0), ("week", 7.0), ("month", 30.44))
"""What events are counted by whose dates are known to the month, and how many days it has."""
_YEAR = (("year", 365.2425),)
"""The same of those that are known to the year."""
_LONG = 61
"""Days from which on they are counted by the month or the year."""

_LAST = 9999
"""The last year that has days in EDTF."""
_IN_YEARS = 3
"""From so many years on a length is told in them."""
_AGE = re.compile(r"\d+(?:s|(?:st|nd|rd|th) (?:century|millennium))\b")
"""A time that has an article in a sentence."""


class _Span(NamedTuple):
    """First and last day that a date can be, and the date."""

    first: int
    last: int
    date: str


def overview(dates: Iterable[str]) -> str:
    """`118 events from 29 May 2020 to 3 March 2021, about 13 a month. Nothing is on file for …`; of none nothing."""
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
    least = max(_SHORT, ceil(_TIMES_LONGER * days / len(spans)))
    if least >= _IN_YEARS * _YEAR[0][1]:
        least = ceil(ceil(least / _YEAR[0][1]) * _YEAR[0][1])
    said = f"{whole} {_period(spans)}{_rate(spans) * many}"
    if loose:
        said += f"; of {'the other one' if loose == 1 else f'{loose:,} others'} the beginning or the end is open"
    return f"{said}.{_gaps(spans, open_ended, least) if many else ''}"


def _period(spans: list[_Span]) -> str:
    """From the first of them to the last, in the words of their own dates."""
    earliest = min(spans)
    latest = max(spans, key=lambda span: (span.last, span.first, -len(span.date), span.date))
    start, end = _edge(earliest, 0), _edge(latest, -1)
    return (
        f"from {start} to {end}" if start != end else f"on {start}" if earliest.first == latest.last else f"in {start}"
    )


def _edge(span: _Span, which: int) -> str:
    """How a date begins or ends, in English."""
    if span.date[0] in "[{":  # of several dates: their first or last day
        return english.when(iso_day(span.last if which else span.first), "stated")
    shown = english.when(span.date.split("/")[which], "stated")
    return f"the {shown}" if _AGE.match(shown) else shown


def _rate(spans: list[_Span]) -> str:
    """`, about 13 a month`, by the smallest unit that makes one at least; a long time is not told by days.

    A date that is known to the year only is of no month, and would stretch the time that others are counted in.
    """
    for called, longest, units in (("month", 31, (*_UNITS, *_YEAR)), ("year", 366, _YEAR)):
        known = [span for span in spans if span.last - span.first < longest]
        if len(known) < max(_FEW, len(spans) / 2):
            continue
        days = max(span.last for span in known) - min(known).first + 1
        for unit, length in units[2 * (days >= _LONG and len(units) > 1) :]:
            if days >= 2 * length and (each := len(known) * length / days) >= 1:
                those = f" among the {len(known):,} dated to the {called}" * (len(known) < len(spans))
                return f", about {round(each):,} a {unit}{those}"
    return ""


def _gaps(spans: list[_Span], open_ended: list[tuple[float, float]], least: int) -> str:
    """The longest stretches in which none of the events can have been, if they are much longer than usual."""
    gaps, until = [], min(spans).last
    for _, span in pairwise(sorted(spans)):
        if span.first - until - 1 >= least and not any(
            first < span.first and last > until for first, last in open_ended
        ):
            gaps.append((span.first - until - 1, until + 1, span.first - 1))
        until = max(until, span.last)
    longest = sorted(sorted(gaps, reverse=True)[:_NAMED], key=lambda gap: gap[1])
    shown = [f"{_stretch(start, end)} ({_length(days)})" for days, start, end in longest]
    of = f", the longest of {len(gaps):,} gaps" if len(gaps) > _NAMED else ", and for no other time"
    return f" Nothing is on file for {joined(shown)}{of} of {_length(least)} or more." if shown else ""


def _stretch(start: int, end: int) -> str:
    """From one day to another; of ages in years."""
    years = civil(start)[0], civil(end)[0]
    if max(map(abs, years)) > _LAST:
        return " – ".join(map(english.year_words, years))
    return english.when(f"{iso_day(start)}/{iso_day(end)}", "stated")


def _length(days: int) -> str:
    """So many days, or whole years where they are many."""
    years = round(days / _YEAR[0][1])
    return counted(years, "year") if years >= _IN_YEARS else counted(days, "day")
