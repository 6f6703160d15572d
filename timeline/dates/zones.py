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


def zone_names() -> set[str]:
    """The names of all zones."""
    from zoneinfo import available_timezones  # start-up: only a wrong name needs the right ones

    return available_timezones()


def in_zone(date: str, zone: str, own: str | None = None) -> str:
    """A date of which every time is moved into a zone, and says no offset; as written where one cannot be moved.

    Args:
        date: EDTF; of an interval both ends are moved.
        zone: an IANA name, such as Europe/Kyiv.
        own: the IANA name of the zone of times without an offset; None: not known.
    """
    try:
        return "/".join(_moved(part, zone, own) if "T" in part else part for part in date.split("/"))
    except (*_NO_ZONE, OverflowError):  # no such zone, no time that is one, or beyond the years 1 to 9999
        return date


def _moved(text: str, zone: str, own: str | None) -> str:
    from zoneinfo import ZoneInfo  # start-up, as above

    time = datetime.fromisoformat(text)
    if time.tzinfo is None:
        time = time.replace(tzinfo=ZoneInfo(own or ""))
    there = time.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return there.isoformat(timespec="seconds" if text[16:17] == ":" else "minutes")
