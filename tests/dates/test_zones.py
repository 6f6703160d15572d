"""Times of one zone in another."""

from zoneinfo import available_timezones

import pytest

from timeline.dates.edtf import parse
from timeline.dates.value import DateError
from timeline.dates.zones import clock, in_zone, is_zone, must_be_shown, offset


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
        ("1/2/" * 99_999, False),
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
        (
            "2024-10-27T00:30Z/2024-10-27T01:30:05Z",
            "Europe/Kyiv",
            None,
            "2024-10-27T03:30+03:00/2024-10-27T03:30:05+02:00",
        ),
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


@pytest.mark.parametrize(
    ("zone", "day", "time", "shift"),
    [
        ("Europe/Kyiv", "2024-11-17", "20:20", "+02:00"),
        ("Europe/Kyiv", "2024-07-03", "14:05:30", "+03:00"),
        ("America/New_York", "2024-11-17", "13:20", "-05:00"),
        ("Asia/Kolkata", "2024-11-17", "13:20", "+05:30"),
        ("Europe/Kyiv", "1914-07-28", "12:00", ""),
        ("Europe/Kyiv", "-0043-03-15", "12:00", ""),
    ],
)
def test_offsets(zone: str, day: str, time: str, shift: str) -> None:
    found, note = offset(zone, day, time)
    assert found == shift
    assert bool(note) == (not shift)


def test_a_skipped_hour_is_refused_with_what_clocks_showed_that_were_changed_or_not() -> None:
    with pytest.raises(DateError, match="Kyiv clocks skipped 03:30 on 2024-03-31") as refused:
        offset("Europe/Kyiv", "2024-03-31", "03:30")
    assert refused.value.readings == ("2024-03-31T04:30+03:00", "2024-03-31T02:30+02:00")
    for reading in refused.value.readings:
        must_be_shown(parse(reading), None, "Europe/Kyiv")


def test_a_doubled_hour_is_refused_with_both_offsets() -> None:
    with pytest.raises(DateError, match="New York clocks showed 01:30 twice") as refused:
        offset("America/New_York", "2024-11-03", "01:30")
    assert refused.value.readings == ("2024-11-03T01:30-04:00", "2024-11-03T01:30-05:00")


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(DateError, match="no zone of the IANA database"):
        offset("Europe/Atlantis", "2024-11-17", "20:20")


@pytest.mark.parametrize(
    ("date", "name", "own"),
    [
        ("2024-10-27T03:30", None, None),  # nobody can tell
        ("2024-10-27T03:30", "Europe/Kyiv", "Asia/Tokyo"),
        ("2024-10-27T03:30+05:00", "Europe/Kyiv", None),  # it happened elsewhere
        ("2024-10-27T03:30+02:00", None, "Europe/Kyiv"),
        ("2024-10-27T03:30+03:00", None, "Europe/Kyiv"),
        ("2024-01-17T20:20:30Z", None, "Europe/London"),
        ("1914-07-27T03:30+02:00", None, "Europe/Kyiv"),  # +02:02:04
        ("-0043-03-15T10:00Z", None, "Europe/Kyiv"),
        ("2024-10-27", "Europe/Kyiv", "Europe/Kyiv"),
        ("../2024-10-27T01:30", "Europe/Kyiv", None),
    ],
)
def test_times_that_clocks_may_have_shown(date: str, name: str | None, own: str | None) -> None:
    must_be_shown(parse(date), name, own)


@pytest.mark.parametrize(
    ("date", "name", "own", "message"),
    [
        ("2024-10-27T03:30", "Europe/Kyiv", None, "Kyiv clocks showed 03:30 twice on 2024-10-27"),
        ("2024-03-30T03:30/2024-03-31T03:30", None, "Europe/Kyiv", "Kyiv clocks skipped 03:30 on 2024-03-31"),
        ("2024-07-17T20:20+02:00", None, "Europe/Kyiv", "Kyiv clocks were not at +02:00 then"),
        ("2024-07-17T20:20:30Z", None, "Europe/London", "London clocks were not at Z then"),
    ],
)
def test_times_that_clocks_never_showed(date: str, name: str | None, own: str | None, message: str) -> None:
    with pytest.raises(DateError) as refused:
        must_be_shown(parse(date), name, own)
    assert refused.value.message == message


def test_the_time_that_is_named_instead_is_one() -> None:
    with pytest.raises(DateError) as refused:
        must_be_shown(parse("2024-07-17T20:20+02:00"), None, "Europe/Kyiv")
    assert refused.value.hint == "write 2024-07-17T21:20+03:00, or name the zone that has this offset"
    must_be_shown(parse("2024-07-17T21:20+03:00"), None, "Europe/Kyiv")


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("2024-11-17T20:20", "2024-11-17T20:20+02:00"),
        ("2024-07-17T20:20Z", "2024-07-17T23:20+03:00"),
        ("1914-07-17T20:20", "1914-07-17T20:20"),  # EDTF cannot write +02:02:04
    ],
)
def test_times_with_their_offset(date: str, shown: str) -> None:
    assert in_zone(date, "Europe/Kyiv", "Europe/Kyiv", offsets=True) == shown
    assert in_zone("2024-07-17T20:20:30+01:00", "UTC", offsets=True) == "2024-07-17T19:20:30Z"


def test_a_moment_by_the_clocks_of_a_zone() -> None:
    assert clock(1731938520, None) == "2024-11-18 14:02 UTC"
    assert clock(1731938520, "Europe/Kyiv") == "2024-11-18 16:02 Europe/Kyiv"
    assert clock(1731938520, "nowhere") == "2024-11-18 14:02 UTC"
    assert clock(1 << 62, "Europe/Kyiv") == f"second {1 << 62}"
