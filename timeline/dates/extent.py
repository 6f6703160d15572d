"""A date as calendars and logs know dates: the days from one to another, or the moments, and nothing in between.

Knows EDTF and zones; must not know whose date it is, nor how a program writes it.
"""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal, NamedTuple

from timeline.dates.edtf import parse
from timeline.dates.value import Edtf
from timeline.dates.zones import in_zone

Holding = Literal["exact", "possible", "open"]


class Extent(NamedTuple):
    """From when until when."""

    first: date
    """A day; or a moment, in UTC, or by clocks of no known zone."""
    last: date
    """The last day, or the moment at which it ends."""
    held: Holding
    """Whether that is all the date says; or all that it may mean; or only the days of the one end that is known."""


def extent(text: str, zone: str | None) -> Extent | None:
    """From when until when an EDTF date is; None: it has no day of the years 1 to 9999 that another one follows.

    Args:
        text: the date.
        zone: that of times without an offset; None: nobody can tell.

    Raises:
        DateError: it is no EDTF.
    """
    read = parse(text)
    held = _holding(read)
    try:
        if held == "exact" and "T" in text:
            first, last = _moments(text, zone)
        else:
            first, last = map(date.fromordinal, _days(read))
    except (ValueError, OverflowError):
        return None
    return Extent(first, last, held) if first.timetuple()[:3] < date.max.timetuple()[:3] else None


def _days(read: Edtf) -> tuple[int, int]:
    """The first and the last day; of one without a start or an end those of the other."""
    if read.earliest is None or read.latest is None:
        known = read.singles[0 if read.earliest is not None else -1]
        return known.first, known.last
    return read.earliest, read.latest


def _holding(read: Edtf) -> Holding:
    """How much of a date days or moments can hold."""
    if read.earliest is None or read.latest is None:
        return "open"
    is_plain = read.kind in {"date", "datetime", "interval"} and not read.qualified
    is_fine = is_plain and all(single.first == single.last for single in read.singles)
    return "exact" if is_fine and len({(s.precision, bool(s.offset)) for s in read.singles}) == 1 else "possible"


def _moments(text: str, zone: str | None) -> tuple[date, date]:
    parts = in_zone(text, "UTC", zone, offsets=True).split("/")
    moments = [moment.astimezone(UTC) if moment.tzinfo else moment for moment in map(datetime.fromisoformat, parts)]
    return moments[0], moments[-1]


def written(day: date) -> str:
    """A day or a moment as EDTF: to the second, and without an offset where clocks stood at one that has seconds."""
    if isinstance(day, datetime) and day.tzinfo:
        with suppress(OverflowError):
            day = day.astimezone(UTC).astimezone(day.tzinfo)  # of an hour that clocks skipped, the one that they showed
    text = (day.replace(microsecond=0) if isinstance(day, datetime) else day).isoformat().replace("+00:00", "Z")
    return text if len(text) <= len("2024-11-17T20:20:00+02:00") else text[: len("2024-11-17T20:20:00")]


def after(begins: date, length: Any) -> date | None:
    """When it ends; days are those of the calendar, hours are exact (RFC 5545, 3.3.6)."""
    if not isinstance(length, timedelta) or (length.seconds and not isinstance(begins, datetime)):
        return None
    try:
        if not isinstance(begins, datetime) or not begins.tzinfo:
            return begins + length
        there = (begins + timedelta(length.days)).astimezone(UTC) + timedelta(seconds=length.seconds)
        return there.astimezone(begins.tzinfo)
    except OverflowError:
        return None
