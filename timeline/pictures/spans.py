"""When an event was, as far as its date tells: stretches of time with soft ends, as a picture shows them.

Positions are days since the beginning of 1970, with fractions, by the clock that the date is written in; no limit is
±infinity. Knows EDTF and what a date may rest on; must not know pixels.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import inf
from typing import Literal, NamedTuple

from timeline.dates.calendar import EVER
from timeline.dates.edtf import parse
from timeline.dates.instants import EPOCH, in_seconds
from timeline.dates.value import Member

_DAY = 86_400
_OFFSET = re.compile(r"(T\d\d:\d\d(?::\d\d)?)(?:Z|[+-]\d\d:\d\d)")
SpanKind = Literal["=", "~", "<"]
"""Surely from one to the other; somewhere in between; or then or before, as of the day of a first report."""


class TimeSpan(NamedTuple):
    """A stretch of time: it begins and ends each somewhere between two positions, which are one where that is known."""

    kind: SpanKind
    start_min: float
    start_max: float
    end_min: float
    end_max: float

    @property
    def places(self) -> list[float]:
        """The positions that are known, in order."""
        return sorted(at for at in self[1:] if abs(at) < inf)

    def written(self) -> str:
        """The span as a word of `data-span`: its kind and four positions, no limit as nothing; two if they are two."""
        a, b, c, d = ("" if abs(at) == inf else _short(at) for at in self[1:])
        return self.kind + ",".join((a, d) if (a, c) == (b, d) else (a, b, c, d))


class Clock(NamedTuple):
    """By which clock times stand on an axis."""

    as_written: bool
    """Take times as they are written; else those that have an offset are moved to UTC."""
    some_unknown: bool = False
    """Whether there are others: nobody can tell where they belong."""

    @classmethod
    def of(cls, dates: Iterable[str]) -> "Clock":
        """Find the clock that suits some dates: their own where all of their times have one offset, or none."""
        offsets = {offset for date in dates if "T" in date for offset in _offsets(date)}
        return cls(len(offsets) < 2, "" in offsets)

    @property
    def told(self) -> str:
        """By which clock times stand, in words, where it is not the one that all are written by."""
        return "" if self.as_written else "by UTC" + ", those of no known zone as written" * self.some_unknown

    def spans(self, date: str, basis: str) -> tuple[TimeSpan, ...]:
        """Give the stretches of an EDTF date; none where no day is known. Of a set each of its members is one."""
        return _spans(_OFFSET.sub(r"\1", date) if self.as_written else date, basis)


def _offsets(date: str) -> list[str]:
    return [single.offset for single in parse(date).singles if single.clock]


@lru_cache(maxsize=4096)
def _spans(text: str, basis: str) -> tuple[TimeSpan, ...]:
    date = parse(text)
    timed = "T" in text
    bounds = in_seconds(date, None) if timed else date
    made = []
    for written, member in zip(date.members, bounds.members, strict=True):
        is_single = written.start is written.end
        is_fine = is_single and written.start_min == written.start_max
        lasts = date.kind == "interval" or (date.kind == "all-of" and not is_single)
        is_sure = (is_fine or lasts) and date.kind != "one-of" and not member.qualified
        kind: SpanKind = "~" if not is_sure else "<" if basis == "reported" else "="
        a, b, c, d = _positions(member, timed=timed)
        span = TimeSpan(kind, a, b, c, d) if lasts and kind != "~" else TimeSpan(kind, a, a, d, d)
        if span.places:
            made.append(span)
    return tuple(made)


def _positions(member: Member, *, timed: bool) -> Iterator[float]:
    """Its bounds on the axis; a day, or a second, ends where the next begins."""
    for bound, after in zip(member[:4], (0, 0, 1, 1), strict=True):
        if abs(bound) == EVER:
            yield inf if bound > 0 else -inf
        else:
            yield (bound + after) / _DAY if timed else bound + after - EPOCH


def _short(at: float) -> str:
    """A position to a hundredth of a second."""
    return str(int(at)) if at == int(at) else f"{at:.7f}".rstrip("0")
