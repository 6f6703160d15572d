"""What a date is once read: the single dates written in it, their bounds, and how it is ordered and matched.

Knows what EDTF can say (Library of Congress, 4 February 2019) and writes it in canonical form; must not know how it is
read (see `edtf`), nor any clock.
"""

from typing import Literal, NamedTuple

from timeline.dates.calendar import EVER

Edge = Literal["known", "open", "unknown"]
"""What is known of a start or end: `open` is `..` (none, or going on), `unknown` is nothing, or the year XXXX."""
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
    """One date or date-time as written. `first` and `last` are its bounds; both None where the year is XXXX."""

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
    first: int | None
    last: int | None
    instant: int | None = None
    """Seconds in UTC (without an offset: as written) since the start of day number 0; None without a time."""

    def __str__(self) -> str:
        """The date in canonical form: a qualifier stands behind the parts that share the first, or before its part."""
        parts = [part for part in (self.year, self.month, self.day) if part]
        alike = next((i for i, mark in enumerate(self.marks) if mark != self.marks[0]), len(parts))
        parts[alike - 1] += SIGNS[self.marks[0]]
        parts[alike:] = (SIGNS[mark] + part for mark, part in zip(self.marks[alike:], parts[alike:], strict=True))
        return "-".join(parts) + (f"T{self.clock}{self.offset}" if self.clock else "")


class Member(NamedTuple):
    """One member with its four bounds, inclusive day numbers; None where `starts` or `ends` says open or unknown.

    A date that is no interval is one day, or one moment, somewhere between its bounds: start and end have the same two.
    """

    start_min: int | None
    start_max: int | None
    end_min: int | None
    end_max: int | None
    starts: Edge
    ends: Edge
    start: SingleDate | None
    """As written; None where it is open or unknown."""
    end: SingleDate | None
    """As written; the same as `start` when the member is a single date."""

    @property
    def limits(self) -> tuple[int, int, int, int]:
        """The four bounds with EVER for None, such that two comparisons with a window decide (see `Edtf.match`)."""
        return (
            -EVER if self.start_min is None else self.start_min,
            (-EVER if self.starts == "open" else EVER) if self.start_max is None else self.start_max,
            (EVER if self.ends == "open" else -EVER) if self.end_min is None else self.end_min,
            EVER if self.end_max is None else self.end_max,
        )

    @property
    def qualified(self) -> bool:
        """Whether any part of it is uncertain or approximate."""
        return any(single is not None and any(single.marks) for single in (self.start, self.end))


class Edtf(NamedTuple):
    """A date as kept in files, with its bounds. Make one with `parse`."""

    text: str
    kind: DateKind
    precision: Precision
    """Of the first date written in it."""
    members: tuple[Member, ...]
    """One, but for sets."""

    @property
    def singles(self) -> list[SingleDate]:
        """Every single date written in it, in order."""
        each = [(s.start,) if s.start is s.end else (s.start, s.end) for s in self.members]
        return [single for pair in each for single in pair if single]

    @property
    def earliest(self) -> int | None:
        """The first day it can be; None when open or unknown."""
        first = min(span.limits[0] for span in self.members)
        return None if first == -EVER else first

    @property
    def latest(self) -> int | None:
        """The last day it can be; None when open or unknown."""
        last = max(span.limits[3] for span in self.members)
        return None if last == EVER else last

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
    def sort_key(self) -> tuple[int, int, int]:
        """Earliest day; untimed before timed, these by instant; wider first: without a start, without an end, by days.

        A member without a known start stands at its known end; a date without any known day, before all.
        """
        days = (span.end.first if span.start_min is None and span.end else span.start_min for span in self.members)
        first, last, instant = self.earliest, self.latest, self.instant
        width = -EVER if first is None else 1 - EVER if last is None else first - last
        return min((d for d in days if d is not None), default=-EVER), -EVER if instant is None else instant, width

    def match(self, since: int | None, until: int | None) -> Match:
        """Whether it lies in a window of days, both inclusive, None for no limit.

        Possible: a member overlaps the window. Certain: an interval surely overlaps it; any other date surely lies in
        it; of a one-of set all members, of an all-of set one. A qualified date is never certain. A range in an all-of
        set goes as an interval.
        """
        if since is None and until is None:
            return "certain"
        low, high = -EVER if since is None else since, EVER if until is None else until
        possible, sure = False, []
        for span in self.members:
            start_min, start_max, end_min, end_max = span.limits
            possible |= start_min <= high and end_max >= low
            sure.append(start_max <= high and end_min >= low and not span.qualified)
        if any(sure) if self.kind == "all-of" else all(sure):
            return "certain"
        return "possible" if possible else "no"

    def canonical(self) -> str:
        """The same date in its one canonical spelling: qualifiers at the fewest places, offsets as `+hh:mm` or `Z`."""
        if self.kind in {"date", "datetime"}:
            return str(self.members[0].start)
        if self.kind == "interval":
            span = self.members[0]
            return f"{span.start or '..' * (span.starts == 'open')}/{span.end or '..' * (span.ends == 'open')}"
        each = (str(s.start) if s.start == s.end else f"{s.start or ''}..{s.end or ''}" for s in self.members)
        return ("[{}]" if self.kind == "one-of" else "{{{}}}").format(",".join(each))


def within(start: SingleDate | None, end: SingleDate | None) -> Member:
    """Bounds of one day somewhere from `start` to `end`; None is `..`."""
    (first, _, starts), (_, last, ends) = _bounds(start, "open"), _bounds(end, "open")
    return Member(first, last, first, last, starts, ends, start, end)


def _bounds(single: SingleDate | None, otherwise: Edge) -> tuple[int | None, int | None, Edge]:
    if single is None:
        return None, None, otherwise
    return single.first, single.last, "unknown" if single.first is None else "known"


def lasting(start: SingleDate | None, end: SingleDate | None, starts: Edge, ends: Edge) -> Member:
    """Bounds of what goes on from `start` to `end`; `starts` and `ends` tell what it means where one is None."""
    start_min, start_max, starts = _bounds(start, starts)
    end_min, end_max, ends = _bounds(end, ends)
    if start_min is not None and end_max is not None and end_max < start_min:
        # Two times, in order by their instants: eastwards over the date line the local day goes back.
        start_min, start_max, end_min, end_max = end_min, end_max, start_min, start_max
    if starts == "unknown":  # it starts at the latest when it ends
        start_max = end_max
    elif start_max is not None and end_max is not None:
        start_max = min(start_max, end_max)
    if ends == "unknown":  # it ends at the earliest when it starts
        end_min = start_min
    elif end_min is not None and start_min is not None:
        end_min = max(end_min, start_min)
    return Member(start_min, start_max, end_min, end_max, starts, ends, start, end)


def backwards(start: SingleDate, end: SingleDate) -> bool:
    """Whether the end surely lies before the start: by instants where both have an offset or neither has one."""
    if start.instant is not None and end.instant is not None and bool(start.offset) == bool(end.offset):
        return end.instant < start.instant
    return start.first is not None and end.last is not None and end.last < start.first
