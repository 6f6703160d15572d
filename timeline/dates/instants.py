"""The first and the last second that a date can be: Unix seconds, in a zone.

A time with an offset is an instant. Any other time is local time of the zone, and days, months and years begin and end
at its midnights. Knows EDTF and zones; must not know whose zone it is.
"""

from timeline.dates import value
from timeline.dates.calendar import EVER
from timeline.dates.value import DateKind, Edtf, Member, SingleDate
from timeline.dates.zones import unix

_DAY = 86_400
_ANYWHERE = 26 * 3600
"""Seconds by which two clocks on Earth can differ."""
EPOCH = 719_163
"""The day number of 1 January 1970."""


def seconds(date: Edtf, zone: str | None) -> tuple[int | None, int | None]:
    """The first and the last second it can be; None where open or unknown. Without a zone, local time is UTC."""
    span = date.members[0]
    if span.start and span.start is span.end and len(date.members) == 1:  # as most are
        first, last = _of(span.start, zone)
        return value.limited(first), value.limited(last)
    moved = in_seconds(date, zone)
    return moved.earliest, moved.latest


def in_seconds(date: Edtf, zone: str | None) -> Edtf:
    """The same date with its bounds in seconds: whatever compares days compares instants then."""
    return date._replace(members=tuple(_moved(span, date.kind, zone) for span in date.members))


def _moved(span: Member, kind: DateKind, zone: str | None) -> Member:
    start, end = (
        single and single._replace(first=first, last=last)
        for single in (span.start, span.end)
        for first, last in [_of(single, zone) if single else (0, 0)]
    )
    if kind == "interval" or (kind == "all-of" and span.start is not span.end):
        return value.lasting(start, end, unlimited=span.unlimited)
    return value.within(start, end)


def surely_before(one: Edtf, other: Edtf, zone: str | None = None) -> bool:
    """Whether a date certainly lies before another, which is of a zone: in seconds where both have times, else in days.

    A time of which neither offset nor zone is known may be of one as far from the other as any on Earth.
    """
    if one.instant is None or other.instant is None:
        return one.latest is not None and other.earliest is not None and one.latest < other.earliest
    times = [single for date in (one, *([] if zone else [other])) for single in date.singles if single.clock]
    is_known = all(single.offset for single in times)
    last, first = seconds(one, None)[1], seconds(other, zone)[0]
    return last is not None and first is not None and last + (0 if is_known else _ANYWHERE) < first


def day_of(second: int) -> int:
    """The number of the day in UTC that holds a Unix second."""
    return second // _DAY + EPOCH


def length(first: int, last: int, end: str) -> str:
    """How long a stretch lasts, such as "1 h 15 min", from its first to its last second; its end is a time in EDTF."""
    seconds_known = end.partition("T")[2].count(":", 0, len("20:20:")) == 2
    minutes, second = divmod(last - first - (0 if seconds_known else 59), 60)
    parts = {"d": minutes // 1440, "h": minutes // 60 % 24, "min": minutes % 60, "s": second}
    return " ".join(f"{number} {unit}" for unit, number in parts.items() if number) or "0 min"


def _of(single: SingleDate, zone: str | None) -> tuple[int, int]:
    """The first and the last second of a single date; ±EVER where it has no limit."""
    if single.instant is None:
        first, after = ((day - EPOCH) * _DAY for day in (single.first, single.last + 1))
        return (
            -EVER if single.first == -EVER else unix(first, zone),
            EVER if single.last == EVER else unix(after, zone) - 1,
        )
    first = single.instant - EPOCH * _DAY
    last = first + (0 if len(single.clock) > len("20:20") else 59)
    return (first, last) if single.offset else (unix(first, zone), unix(last, zone, late=True))
