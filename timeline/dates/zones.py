"""Which time zones there are: those of the IANA database. Knows no offsets and no clock changes."""

from functools import lru_cache


@lru_cache(maxsize=1024)
def is_zone(name: str) -> bool:
    """Whether the database has a zone of this name."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - start-up: few ask for a zone

    try:
        ZoneInfo(name)
    except (OSError, ValueError, LookupError):  # a folder of zones, an impossible name, no such zone
        return False
    return True


def zone_names() -> set[str]:
    """The names of all zones."""
    from zoneinfo import available_timezones  # noqa: PLC0415 - start-up: only a wrong name needs the right ones

    return available_timezones()
