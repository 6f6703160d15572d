"""Times of one zone in another. Knows the zones of the system's tz database; must not know events, nor a clock."""

from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - of the clock of any zone

_NO_ZONE = (ValueError, LookupError, OSError)
"""What the standard library raises for a name that is none, according to what the name looks like."""


@lru_cache(maxsize=1024)
def zone(name: str) -> "ZoneInfo | None":
    """The zone of an IANA name; None: there is none."""
    from zoneinfo import ZoneInfo  # start-up: only a time needs zones

    try:
        return ZoneInfo(name)
    except _NO_ZONE:
        return None


def is_zone(name: str) -> bool:
    """Whether it is the IANA name of a zone."""
    return zone(name) is not None


def unix(local: int, name: str | None, *, late: bool = False) -> int:
    """Unix seconds of what the clocks of a zone show, given as seconds since they showed 1970.

    Of an hour that they showed twice, the first, or the `late` one. Beyond the years 1 to 9999, before the zone's first
    standard time, and where there is no such zone, clocks are taken to show UTC.
    """
    there = zone(name) if name else None
    if there is None:
        return local
    try:
        clock = (_EPOCH + timedelta(seconds=local)).replace(tzinfo=there)
    except OverflowError:
        return local
    return local - _east(clock) if not late else max(local - _east(clock), local - _east(clock.replace(fold=1)))


def _east(clock: datetime) -> int:
    """Seconds by which a clock is ahead of UTC; none where it shows the sun's time, to the second (RFC 9636: LMT)."""
    shift = clock.utcoffset()
    seconds = round(shift.total_seconds()) if shift else 0
    return 0 if seconds % 60 or clock.tzname() == "LMT" else seconds


def in_zone(date: str, zone: str, own: str | None = None) -> str:
    """A date with every time in it, of an interval both ends, moved into a zone, and without an offset.

    `own` is the zone of times without an offset. As written where one cannot be moved.
    """
    from zoneinfo import ZoneInfo  # start-up, as above

    def moved(text: str) -> str:
        time = datetime.fromisoformat(text)
        time = time if time.tzinfo else time.replace(tzinfo=ZoneInfo(own or ""))
        there = time.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        return there.isoformat(timespec="seconds" if text[16:17] == ":" else "minutes")

    try:
        return "/".join(moved(part) if "T" in part else part for part in date.split("/"))
    except (*_NO_ZONE, OverflowError):  # no such zone, no time that is one, or beyond the years 1 to 9999
        return date
