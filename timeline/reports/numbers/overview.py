"""What a page says of its events before it lists them: what time they span, how many there are, where none are on file.

Knows their dates only, and English; must not know what happened. No more is said than the dates allow: those without a
fixed beginning and end are counted, and bound nothing.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
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


class Bounded(NamedTuple):
    """A date, the first and the last day that it can be, where it has any, and how many events have it."""

    first: int | None
    last: int | None
    date: str
    number: int


class _Span(NamedTuple):
    """One that has both."""

    first: int
    last: int
    date: str
    number: int


class Silence(NamedTuple):
    """A stretch in which none of the events can have been."""

    days: int
    first: int
    last: int


class Course:
    """When some events were: from when until when, how often, and when none was."""

    def __init__(self, dates: Iterable[Bounded]) -> None:
        """Take the dates of the events, each once."""
        self._spans: list[_Span] = []
        self._open_ended: list[tuple[float, float]] = []
        self._loose = self._undated = 0
        for first, last, date, number in dates:
            if first is None or last is None:
                self._open_ended.append((-inf if first is None else first, inf if last is None else last))
                self._loose += number
                self._undated += number * (first is None and last is None)
            else:
                self._spans.append(_Span(first, last, date, number))
        self._fixed = sum(span.number for span in self._spans)

    @cached_property
    def bounds(self) -> tuple[int, int] | None:
        """The first and the last day that any of them can be; None: all lack a beginning or an end."""
        return (min(self._spans).first, max(span.last for span in self._spans)) if self._spans else None

    @property
    def words(self) -> str:
        """`118 events from 29 May 2020 to 3 March 2021, about 13 a month`; of none nothing."""
        loose, spans = self._loose, self._spans
        if not spans:
            return f"{counted(loose, 'event')}, without a fixed beginning or end" if loose else ""
        number = counted(self._fixed + loose, "event")
        whole = f"{number}: {self._fixed:,}" if loose else number
        said = f"{whole} {_period(spans)}{_rate(spans, self._fixed) if self.least else ''}"
        for some, what in (
            (loose - self._undated, "the beginning or the end is open"),
            (self._undated, "no day is known"),
        ):
            if some:
                others = f"{some:,} others" if some > 1 else "the other one" if loose == 1 else "another one"
                said += f"; of {others} {what}"
        return said

    @cached_property
    def least(self) -> int:
        """Days from which on a time without events is much longer than usual; 0: there are too few to tell."""
        if self.bounds is None:
            return 0
        days = self.bounds[1] - self.bounds[0] + 1
        if self._fixed < _FEW or days < _SHORT:
            return 0
        least = max(_SHORT, ceil(_TIMES_LONGER * days / self._fixed))
        if least >= _IN_YEARS * _YEAR[0][1]:
            least = ceil(ceil(least / _YEAR[0][1]) * _YEAR[0][1])
        return least

    @cached_property
    def silences(self) -> list[Silence]:
        """The stretches in which none of the events can have been that are much longer than usual, longest first."""
        if not self.least:
            return []
        found, until = [], min(self._spans).last
        for _, span in pairwise(sorted(self._spans)):
            if span.first - until - 1 >= self.least and not any(
                first < span.first and last > until for first, last in self._open_ended
            ):
                found.append(Silence(span.first - until - 1, until + 1, span.first - 1))
            until = max(until, span.last)
        return sorted(found, reverse=True)


def overview(dates: Iterable[str]) -> str:
    """`118 events from 29 May 2020 to 3 March 2021, about 13 a month. Nothing is on file for …`; of none nothing."""
    course = Course(Bounded((date := parse(text)).earliest, date.latest, text, n) for text, n in Counter(dates).items())
    return f"{course.words}.{_gaps(course)}" if course.words else ""


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


def _rate(spans: list[_Span], fixed: int) -> str:
    """`, about 13 a month`, by the smallest unit that makes one at least; a long time is not told by days.

    A date that is known to the year only is of no month, and would stretch the time that others are counted in.
    """
    for called, longest, units in (("month", 31, (*_UNITS, *_YEAR)), ("year", 366, _YEAR)):
        known = [span for span in spans if span.last - span.first < longest]
        number = sum(span.number for span in known)
        if number < max(_FEW, fixed / 2):
            continue
        days = max(span.last for span in known) - min(known).first + 1
        for unit, length in units[2 * (days >= _LONG and len(units) > 1) :]:
            if days >= 2 * length and (each := number * length / days) >= 1:
                those = f" among the {number:,} dated to the {called}" * (number < fixed)
                return f", about {round(each):,} a {unit}{those}"
    return ""


def _gaps(course: Course) -> str:
    """The longest of the silences."""
    silences = course.silences
    longest = sorted(silences[:_NAMED], key=lambda silence: silence.first)
    shown = [f"{stretch(silence.first, silence.last)} ({length(silence.days)})" for silence in longest]
    of = f", the longest of {len(silences):,} gaps" if len(silences) > _NAMED else ", and for no other time"
    return f" Nothing is on file for {joined(shown)}{of} of {length(course.least)} or more." if shown else ""


def stretch(first: int, last: int) -> str:
    """From one day to another; of ages in years."""
    years = civil(first)[0], civil(last)[0]
    if max(map(abs, years)) > _LAST:
        return " – ".join(map(english.year_words, years))
    return english.when(f"{iso_day(first)}/{iso_day(last)}", "stated")


def length(days: int) -> str:
    """So many days, or whole years where they are many."""
    years = round(days / _YEAR[0][1])
    return counted(years, "year") if years >= _IN_YEARS else counted(days, "day")
