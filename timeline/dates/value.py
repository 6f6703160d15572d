"""What a date is once read: the single dates written in it, their bounds, and how it is ordered and matched.

Knows what EDTF can say (Library of Congress, 4 February 2019) and writes it in canonical form; must not know how it is
read (see `edtf`), nor any clock.
"""

from typing import Literal, NamedTuple

from timeline.dates.calendar import EVER, bounds

DateKind = Literal["date", "datetime", "interval", "one-of", "all-of"]
Match = Literal["certain", "possible", "no"]
Precision = Literal["time", "day", "month", "season", "year", "decade", "century", "millennium"]
"""The smallest unit written: `1985-XX-XX` is a day, a quarter `2001-34` a season, `199X` a decade, `1950S2` a year."""

SIGNS = ("", "?", "~", "%")
"""Qualifiers, by number: bit 1 is uncertain, bit 2 approximate."""
PARTS: tuple[Precision, ...] = ("year", "month", "day")
"""What the parts of a date are called, in order."""


class DateError(ValueError):
    """A text that is no date, or more than one: why, what to write instead, what it may be; of EDTF where, from 1."""

    def __init__(self, message: str, hint: str = "", readings: tuple[str, ...] = (), *, col: int = 1) -> None:
        super().__init__(message)
        self.message, self.hint, self.readings, self.col = message, hint, readings, col


class SingleDate(NamedTuple):
    """One date or date-time as written, with its bounds, inclusive day numbers: no limits (EVER) in a year XXXX."""

    precision: Precision
    year: str
    """As written, without qualifier: `2004`, `156X`, `-0043`, `Y-17E7`, `1950S2`."""
    month: str
    """Two characters, or a season's number (21-41), or nothing; so is `day`."""
    day: str
    clock: str
    """`20:20` or `20:20:30`, or nothing."""
    offset: str
    """`Z`, `+02:00`, or nothing."""
    marks: tuple[int, ...]
    """The qualifier of each part that is there, as an index of SIGNS."""
    first: int
    last: int
    instant: int | None = None
    """Seconds in UTC (without an offset: as written) since the start of day number 0; None without a time."""

    @property
    def begins(self) -> int:
        """The first day of what it is called by: 00XX is the 1st century AD, though in EDTF it begins with 1 BC."""
        return 1 if self.first < 1 <= self.last and "X" in self.year else self.first

    def __str__(self) -> str:
        """The date in canonical form: a qualifier stands behind the parts that share the first, or before its part."""
        parts = [part for part in (self.year, self.month, self.day) if part]
        alike = next((i for i, mark in enumerate(self.marks) if mark != self.marks[0]), len(parts))
        parts[alike - 1] += SIGNS[self.marks[0]]
        parts[alike:] = (SIGNS[mark] + part for mark, part in zip(self.marks[alike:], parts[alike:], strict=True))
        return "-".join(parts) + (f"T{self.clock}{self.offset}" if self.clock else "")


class Member(NamedTuple):
    """One member with its four bounds, such that two comparisons with a window decide (see `Edtf.match`).

    An open start lies before every day, at -EVER; an unknown one, as of a year XXXX, from there to the last day; and so
    does the end, the other way. A date that is no interval is one day, or one moment, somewhere between its bounds:
    start and end have the same two.
    """

    start_min: int
    start_max: int
    end_min: int
    end_max: int
    start: SingleDate | None
    """As written; None where it is open or unknown."""
    end: SingleDate | None
    """As written; the same as `start` when the member is a single date."""

    @property
    def unlimited(self) -> bool:
        """Whether it has no start, or no end."""
        return self.start_max == -EVER or self.end_min == EVER

    @property
    def qualified(self) -> bool:
        """Whether any part of it is uncertain or approximate."""
        return any(any(single.marks) for single in (self.start, self.end) if single)


class Edtf(NamedTuple):
    """A date as kept in files, with its bounds. Make one with `parse`."""

    text: str
    kind: DateKind
    members: tuple[Member, ...]
    """One, but for sets."""

    @property
    def singles(self) -> list[SingleDate]:
        """Every single date written in it, in order."""
        each = [(s.start,) if s.start is s.end else (s.start, s.end) for s in self.members]
        return [single for pair in each for single in pair if single]

    @property
    def ends(self) -> list[SingleDate]:
        """Where it begins, and where it ends if it is an interval: those of which any day is known."""
        first = self.members[0]
        ends = (first.start, first.end) if self.kind == "interval" else (first.start or first.end,)
        return [single for single in ends if single and single.first > -EVER]

    @property
    def precision(self) -> Precision:
        """Of the first date written in it."""
        return self.singles[0].precision

    @property
    def earliest(self) -> int | None:
        """The first day it can be; None when open or unknown."""
        return limited(min(span.start_min for span in self.members))

    @property
    def latest(self) -> int | None:
        """The last day it can be; None when open or unknown."""
        return limited(max(span.end_max for span in self.members))

    @property
    def instant(self) -> int | None:
        """Seconds in UTC since the start of day number 0, where it begins with a time; without offset, as written."""
        start = self.members[0].start
        return start.instant if start else None

    @property
    def qualified(self) -> bool:
        """Whether any part is uncertain or approximate."""
        return any(span.qualified for span in self.members)

    @property
    def rank(self) -> tuple[int, int]:
        """What puts dates in order: the first day, and of two with the same one the wider first.

        A member without a known start stands at its known end; a date without any known day, before all.
        """
        firsts = (span.end.first if span.start_min == -EVER and span.end else span.start_min for span in self.members)
        first, last = self.earliest, self.latest
        width = -EVER if first is None else 1 - EVER if last is None else first - last
        return min((day for day in firsts if day > -EVER), default=-EVER), width

    def match(self, since: int | None, until: int | None) -> Match:
        """Whether it lies in a window of days, both inclusive, None for no limit.

        Possible: a member overlaps the window. Certain: an interval surely overlaps it; any other date surely lies in
        it; of a one-of set all members, of an all-of set one. A qualified date is never certain. A range in an all-of
        set goes as an interval.
        """
        if since is None and until is None:
            return "certain"
        low, high = bounds(since, until)
        possible, sure = False, []
        for span in self.members:
            possible |= span.start_min <= high and span.end_max >= low
            sure.append(span.start_max <= high and span.end_min >= low and not span.qualified)
        if any(sure) if self.kind == "all-of" else all(sure):
            return "certain"
        return "possible" if possible else "no"

    def canonical(self) -> str:
        """The same date in its one canonical spelling: qualifiers at the fewest places, offsets as `+hh:mm` or `Z`."""
        if self.kind in {"date", "datetime"}:
            return str(self.members[0].start)
        if self.kind == "interval":
            span = self.members[0]
            missing = ".." * span.unlimited
            return f"{span.start or missing}/{span.end or missing}"
        each = (str(s.start) if s.start == s.end else f"{s.start or ''}..{s.end or ''}" for s in self.members)
        return ("[{}]" if self.kind == "one-of" else "{{{}}}").format(",".join(each))


def limited(day: int) -> int | None:
    """The day, or None where there is no limit."""
    return None if abs(day) == EVER else day


def within(start: SingleDate | None, end: SingleDate | None) -> Member:
    """Bounds of one day somewhere from `start` to `end`; None is `..`."""
    first, last = start.first if start else -EVER, end.last if end else EVER
    return Member(first, last, first, last, start, end)


def lasting(start: SingleDate | None, end: SingleDate | None, *, unlimited: bool) -> Member:
    """Bounds of what goes on from `start` to `end`; one that is None is open, or not known."""
    start_min, start_max = (start.first, start.last) if start else (-EVER, -EVER if unlimited else EVER)
    end_min, end_max = (end.first, end.last) if end else (EVER if unlimited else -EVER, EVER)
    if end_max < start_min:
        # Two times, in order by their instants: eastwards over the date line the local day goes back.
        start_min, start_max, end_min, end_max = end_min, end_max, start_min, start_max
    return Member(start_min, min(start_max, end_max), max(start_min, end_min), end_max, start, end)


def backwards(start: SingleDate, end: SingleDate) -> bool:
    """Whether the end surely lies before the start: by instants where both have an offset or neither has one."""
    if start.instant is not None and end.instant is not None and bool(start.offset) == bool(end.offset):
        return end.instant < start.instant
    return end.last < start.first
