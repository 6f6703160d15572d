"""Times of one zone in another. Knows the zones of the system's tz database; must not know events, nor a clock."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from timeline.dates.value import DateError, Edtf, SingleDate

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - of the clock of any zone

_LONGEST = 100
"""Characters of the name of a zone, three times as many as any has."""
_NO_ZONE = (ValueError, LookupError, OSError)
"""What the standard library raises for a name that is none, according to what the name looks like."""


@lru_cache(maxsize=1024)
def zone(name: str) -> "ZoneInfo | None":
    """The zone of an IANA name; None: there is none."""
    from zoneinfo import ZoneInfo  # start-up: only a time needs zones

    if len(name) > _LONGEST:  # it would be looked for as a path, part by part
        return None
    try:
        return ZoneInfo(name)
    except _NO_ZONE:
        return None


def clock(second: int, name: str | None) -> str:
    """A Unix second by the clocks of a zone, or of UTC: "2024-11-18 14:02 Europe/Kyiv"."""
    there = zone(name) if name else None
    try:
        shown = datetime.fromtimestamp(second, there or UTC)
    except (ValueError, OverflowError, OSError):  # no calendar goes so far
        return f"second {second}"
    return f"{shown:%Y-%m-%d %H:%M} {name if there else 'UTC'}"


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
    first, last = (local - (_east(clock.replace(fold=fold)) or 0) for fold in (0, 1))
    return max(first, last) if late else first


def _east(clock: datetime) -> int | None:
    """Seconds by which a clock is ahead of UTC; None where it shows the sun's time (RFC 9636: LMT), to the second."""
    shift = clock.utcoffset() or timedelta()
    seconds = round(shift.total_seconds())
    return None if seconds % 60 or clock.tzname() == "LMT" else seconds


def offset(name: str, day: str, time: str) -> tuple[str, str]:
    """The offset of an IANA zone at a local time, and what must be said aloud.

    Before standard time clocks showed the sun's time, to the second, which EDTF cannot write: then there is none.

    Raises:
        DateError: a clock change skipped that hour or doubled it, or there is no such zone.
    """
    there, clocks = zone(name), _clocks(name)
    if there is None:
        raise DateError(f'"{name}" is no zone of the IANA database', "write it as Europe/Kyiv")
    try:
        when = datetime.fromisoformat(f"{day}T{time}")
        early, late = (when.replace(tzinfo=there, fold=fold) for fold in (0, 1))
        both = tuple(each.astimezone(UTC).astimezone(there).isoformat(timespec=_fine(time)) for each in (early, late))
    except (ValueError, OverflowError):  # a year before 1 or beyond 9999
        return "", f"{clocks} of that year are not known: stored without an offset"
    shift = early.isoformat()[len(day) + len("T20:20:00") :]
    if len(shift) > len("+02:00"):
        return "", f"{clocks} then stood at {shift}, which EDTF cannot write: stored without an offset"
    if early.utcoffset() == late.utcoffset():
        return shift, ""
    if early.timestamp() < late.timestamp():
        hint = "write it with the offset that was meant, before the change or after it"
        raise DateError(f"{clocks} showed {time} twice on {day}", hint, both)
    hint = "write the hour that was meant, by clocks not yet put forward or by those that were"
    raise DateError(f"{clocks} skipped {time} on {day}", hint, both)


def must_be_shown(date: Edtf, zone_: str | None, own: str | None = None) -> None:
    """See that clocks showed the times of a date, once, and had their offsets.

    Args:
        date: the date.
        zone_: the zone of times without an offset, where the event has none of its own; None: nobody can tell.
        own: the zone of the event.

    Raises:
        DateError: the clocks skipped a time or showed it twice, or did not stand at that offset then.
    """
    for single in date.singles:
        day = f"{single.year}-{single.month}-{single.day}"
        if single.offset and own:
            _must_have(single, own)
        elif single.clock and not single.offset and (here := own or zone_):
            offset(here, day, single.clock)


def _must_have(single: SingleDate, name: str) -> None:
    """See that a zone was at the offset of a time then; any will do where EDTF cannot write the one it had."""
    right = in_zone(str(single), name, offsets=True)
    if right != str(single):
        hint = f"write {right}, or name the zone that has this offset"
        raise DateError(f"{_clocks(name)} were not at {single.offset} then", hint)


def _fine(clock: str) -> str:
    return "seconds" if len(clock) > len("20:20") else "minutes"


def _clocks(name: str) -> str:
    return f"{name.rpartition('/')[2].replace('_', ' ')} clocks"


def in_zone(date: str, name: str, own: str | None = None, *, offsets: bool = False) -> str:
    """A date with every time in it, of an interval both ends, moved into a zone; as written where one cannot be.

    Args:
        date: EDTF, or another text, which stays.
        name: the zone.
        own: that of times without an offset.
        offsets: whether to write the offset; else it is left out, but of an hour that the clocks showed twice.
    """
    there, here = zone(name), zone(own or "")

    def moved(text: str) -> str:
        time = datetime.fromisoformat(text)
        time = time if time.tzinfo else time.replace(tzinfo=here)
        if there is None or time.tzinfo is None:
            raise ValueError("no zone")
        shown = time.astimezone(there)
        fine = "seconds" if text[16:17] == ":" else "minutes"
        if not offsets and shown.replace(fold=0).utcoffset() == shown.replace(fold=1).utcoffset():
            return shown.replace(tzinfo=None).isoformat(timespec=fine)
        if _east(shown) is None:
            raise ValueError("an offset that EDTF cannot write")
        return shown.isoformat(timespec=fine).replace("+00:00", "Z")

    try:
        return "/".join(moved(part) if "T" in part else part for part in date.split("/"))
    except (ValueError, OverflowError):  # no such zone, no time that is one, or beyond the years 1 to 9999
        return date
