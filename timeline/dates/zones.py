"""Times of one zone in another. Knows the zones of the system's tz database; must not know events, nor a clock."""

from datetime import datetime
from functools import lru_cache

_NO_ZONE = (ValueError, LookupError, OSError)
"""What the standard library raises for a name that is none, according to what the name looks like."""


@lru_cache(maxsize=1024)
def is_zone(name: str) -> bool:
    """Whether it is the IANA name of a zone."""
    from zoneinfo import ZoneInfo  # start-up: only a time needs zones

    try:
        ZoneInfo(name)
    except _NO_ZONE:
        return False
    return True


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
