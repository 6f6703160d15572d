"""Dates as days or moments from one to another."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings

from edtf_strategies import edtf_texts
from timeline.dates.edtf import parse
from timeline.dates.extent import extent, written

KYIV = "Europe/Kyiv"


@pytest.mark.parametrize(
    ("text", "first", "last", "held"),
    [
        ("2024-11-17", "2024-11-17", "2024-11-17", "exact"),
        ("2024-11-17/2024-11-19", "2024-11-17", "2024-11-19", "exact"),
        ("2024-11-17T20:20", "2024-11-17T18:20:00+00:00", "2024-11-17T18:20:00+00:00", "exact"),
        (
            "2024-11-17T20:20Z/2024-11-18T01:00:05+02:00",
            "2024-11-17T20:20:00+00:00",
            "2024-11-17T23:00:05+00:00",
            "exact",
        ),
        ("2024-11-17T20:20/2024-11-18T01:00+02:00", "2024-11-17", "2024-11-18", "possible"),
        ("2024-11-17T20:20/2024-11-18", "2024-11-17", "2024-11-18", "possible"),
        ("2024-11", "2024-11-01", "2024-11-30", "possible"),
        ("2024-11-17?", "2024-11-17", "2024-11-17", "possible"),
        ("2024-XX-17", "2024-01-17", "2024-12-17", "possible"),
        ("{2024-11-17,2024-11-20}", "2024-11-17", "2024-11-20", "possible"),
        ("2024-11/..", "2024-11-01", "2024-11-30", "open"),
        ("/2024-11-17", "2024-11-17", "2024-11-17", "open"),
        ("[..2023,2024]", "2024-01-01", "2024-12-31", "open"),
    ],
)
def test_from_when_until_when(text: str, first: str, last: str, held: str) -> None:
    found = extent(text, KYIV)
    assert found
    assert (found.first.isoformat(), found.last.isoformat(), found.held) == (first, last, held)


def test_without_a_zone_a_time_is_of_no_zone() -> None:
    found = extent("2024-11-17T20:20", None)
    assert found
    assert found.first == datetime(2024, 11, 17, 20, 20)  # noqa: DTZ001


@pytest.mark.parametrize(
    "text", ["-0043-03-15", "Y-17E7", "-0001/0005", "XXXX-11-17", "9999-12-31T23:59-10:00", "9999-12-31"]
)
def test_no_day_of_the_years_1_to_9999(text: str) -> None:
    assert extent(text, None) is None


@given(edtf_texts())
@settings(max_examples=40)
def test_it_never_leaves_what_the_date_may_mean(text: str) -> None:
    found, read = extent(text, None), parse(text)
    if found and not isinstance(found.first, datetime):
        assert found.first <= found.last
        assert (read.earliest or 1) <= found.first.toordinal()
        assert found.last.toordinal() <= (read.latest or 9_999_999)


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2024, 11, 17), "2024-11-17"),
        (datetime(2024, 11, 17, 20, 20, 1, 7), "2024-11-17T20:20:01"),  # noqa: DTZ001
        (datetime(2024, 11, 17, 20, tzinfo=UTC), "2024-11-17T20:00:00Z"),
        (datetime(2024, 3, 31, 3, 30, tzinfo=ZoneInfo(KYIV)), "2024-03-31T04:30:00+03:00"),
        (datetime(1850, 1, 1, tzinfo=ZoneInfo(KYIV)), "1850-01-01T00:00:00"),
        (datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=2))), "0001-01-01T00:00:00+02:00"),
    ],
)
def test_a_moment_as_edtf(day: date, text: str) -> None:
    assert written(day) == text
