"""Dates as instants."""

import pytest
from hypothesis import given, settings

from edtf_strategies import edtf_texts
from timeline.dates.calendar import EVER
from timeline.dates.edtf import parse
from timeline.dates.instants import in_seconds, seconds

KYIV, NEW_YORK, BEIRUT = "Europe/Kyiv", "America/New_York", "Asia/Beirut"


def test_instants_decide_and_of_two_with_the_same_start_the_wider_comes_first() -> None:
    wanted = [
        "XXXX-12-25",
        "[..2023-11]",
        "2023-11-01",
        "2024-01-01T00:30+02:00",
        "2024/..",
        "2024",
        "2024-01",
        "[2024-01-01..2024-01-03]",
        "2024-01-01",
        "2024-01-01T00:00",
        "2024-01-01T00:00:00",
        "2024-01-01T00:30",
        "/2024-01-02",
        "2024-01-02",
        "2024-01-01T22:20-05:00",
    ]
    assert sorted(sorted(wanted), key=lambda text: in_seconds(parse(text), None).rank) == wanted
    assert all(abs(part) <= EVER for part in in_seconds(parse("Y99999999999/.."), None).rank)


@pytest.mark.parametrize(
    ("date", "zone", "first", "last"),
    [
        ("1970-01-01", None, 0, 86_399),
        ("1970-01-01T00:00", None, 0, 59),
        ("1970-01-01T00:00:00", None, 0, 0),
        ("1970-01-01T02:00+02:00", NEW_YORK, 0, 59),  # an offset is nearer than the zone
        ("1970-01-01T00:00Z/1970-01-01T00:01Z", KYIV, 0, 119),
        ("2024-11-17", KYIV, 1731794400, 1731880799),
        ("2024-03-31", KYIV, 1711836000, 1711918799),  # of 23 hours
        ("2024-10-27", KYIV, 1729976400, 1730066399),  # of 25
        ("2024-10-27T03:30", KYIV, 1729989000, 1729992659),  # the clocks showed it twice
        ("2024-03-31T03:30", KYIV, 1711848600, 1711848659),  # and this never: as if they had not been changed
        ("2022-03-27", BEIRUT, 1648332000, 1648414799),  # begins at one o'clock
        ("2022-03-26", BEIRUT, 1648245600, 1648331999),
        ("1870-01-01", KYIV, -3155673600, -3155587201),  # before there was standard time
        ("1914-01-01", KYIV, -1767225600, -1767139201),  # it was ahead by 2:02:04
        ("-0043-03-15", KYIV, -63517824000, -63517737601),
        ("Y12345", KYIV, 327403382400, 327434918399),
        ("2024-11-17", "Europe/Nowhere", 1731801600, 1731887999),
        ("2024-11-17/..", None, 1731801600, None),
        ("/2024-11-17", None, None, 1731887999),
        ("../2024-11-17", None, None, 1731887999),
        ("[2024-11-17,2024-11-19..]", None, 1731801600, None),
        ("{..2024-11-17,2024-11-19}", None, None, 1732060799),
        ("XXXX-12-25", None, None, None),
    ],
)
def test_the_first_and_the_last_second(date: str, zone: str | None, first: int | None, last: int | None) -> None:
    assert seconds(parse(date), zone) == (first, last)


@settings(max_examples=100)
@given(edtf_texts())
def test_in_utc_without_times_seconds_compare_as_days_do(text: str) -> None:
    date = parse(text)
    moved = in_seconds(date, None)
    assert (moved.earliest is None, moved.latest is None) == (date.earliest is None, date.latest is None)
    for one, other in zip(date.members, moved.members, strict=True):
        assert [abs(bound) == EVER for bound in one[:4]] == [abs(bound) == EVER for bound in other[:4]]
        if not any(single.clock for single in date.singles):
            days = [bound if abs(bound) == EVER else bound // 86_400 + 719_163 for bound in other[:4]]
            assert days == [*one[:4]]


@pytest.mark.parametrize(
    ("date", "since", "until", "answer"),
    [
        ("1970-01-01T00:10Z/1970-01-01T01:05Z", 1800, None, "certain"),  # it went on then
        ("1970-01-01T00:10Z/1970-01-01T01:05Z", 3930, None, "possible"),  # within its last minute
        ("1970-01-01T00:10Z/1970-01-01T01:05Z", 3960, None, "no"),
        ("1970-01-01T00:10Z", 600, 659, "certain"),
        ("1970-01-01T00:10Z", 630, None, "possible"),
        ("1970-01-01", 1800, 3600, "possible"),
        ("1970-01-01T00:10Z/..", 1800, 3600, "certain"),
        ("{1969-12-31..1970-01-02}", 1800, 3600, "certain"),
        ("[1969-12-31..1970-01-02]", 1800, 3600, "possible"),
        ("[1970-01-01,1970-01-03]", 100_000, 120_000, "no"),
    ],
)
def test_windows_of_instants(date: str, since: int | None, until: int | None, answer: str) -> None:
    assert in_seconds(parse(date), None).match(since, until) == answer
