"""Times of one zone in another."""

from zoneinfo import available_timezones

import pytest

from timeline.dates.zones import in_zone, is_zone


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Europe/Kyiv", True),
        ("UTC", True),
        ("Europe/Nowhere", False),
        ("Europe", False),
        ("", False),
        ("America/Argentina/Buenos_Aires", True),
        ("../etc/passwd", False),
        ("/etc/passwd", False),
        ("EUROPE/KIEW", False),
        ("Europe/Kyiv\0", False),
    ],
)
def test_zones(name: str, known: bool) -> None:
    assert is_zone(name) is known
    assert (name in available_timezones()) is known


@pytest.mark.parametrize(
    ("date", "zone", "own", "shown"),
    [
        ("2024-11-17T20:20+02:00", "America/New_York", None, "2024-11-17T13:20"),
        ("2024-11-17T23:30Z", "Europe/Kyiv", None, "2024-11-18T01:30"),
        ("2024-07-17T23:30Z", "Europe/Kyiv", None, "2024-07-18T02:30"),
        ("2024-11-17T20:20:30Z", "Europe/Kyiv", None, "2024-11-17T22:20:30"),
        ("2024-11-17T20:20", "America/New_York", "Europe/Kyiv", "2024-11-17T13:20"),
        ("2024-11-17T20:20Z", "UTC", "Europe/Kyiv", "2024-11-17T20:20"),  # the offset is nearer than the zone
        ("2024-11-17T20:20Z/2024-11-17T22:20Z", "Europe/Kyiv", None, "2024-11-17T22:20/2024-11-18T00:20"),
        ("2024-11-17T20:20Z/2024-11-19", "Europe/Kyiv", None, "2024-11-17T22:20/2024-11-19"),
        ("2024-11-17T20:20Z/..", "Europe/Kyiv", None, "2024-11-17T22:20/.."),
    ],
)
def test_times_are_moved(date: str, zone: str, own: str | None, shown: str) -> None:
    assert in_zone(date, zone, own) == shown


@pytest.mark.parametrize(
    ("date", "zone", "own"),
    [
        ("2024-11-17T20:20", "Europe/Kyiv", None),
        ("2024-11-17T20:20", "Europe/Kyiv", "Europe/Nowhere"),
        ("2024-11-17T20:20", "Europe/Kyiv", "Europe"),
        ("2024-11-17T20:20Z/2024-11-17T22:20", "Europe/Kyiv", None),  # both ends, or none
        ("2024-11-17T20:20Z", "Europe/Nowhere", None),
        ("2024-11-17", "Europe/Kyiv", "UTC"),
        ("[2024-11-17..]", "Europe/Kyiv", "UTC"),
        ("0001-01-01T00:00Z", "America/New_York", None),
        ("-0044-03-15T10:00Z", "Europe/Kyiv", None),
        ("The day after", "Europe/Kyiv", "UTC"),
    ],
)
def test_what_cannot_be_moved_stays_as_written(date: str, zone: str, own: str | None) -> None:
    assert in_zone(date, zone, own) == date
