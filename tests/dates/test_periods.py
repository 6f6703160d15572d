"""Dates under the periods of the calendar."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edtf_strategies import edtf_texts
from timeline.dates.calendar import PERIODS, iso_day
from timeline.dates.edtf import parse
from timeline.dates.periods import days, is_of, is_sure, of_serial, period, serial


@pytest.mark.parametrize(
    ("text", "month", "year"),
    [
        ("2024-11-17", "November 2024", "2024"),
        ("2024-11-17T23:30-05:00", "November 2024", "2024"),
        ("2024-11", "November 2024", "2024"),
        ("2024", "2024, month not known", "2024"),
        ("2024-34", "2024, month not known", "2024"),
        ("2022-24", "2022, month not known", "2022"),
        ("202X-24", "2000s (century)", "2000s (century)"),
        ("199X", "1990s", "1990s"),
        ("190X", "1900s (decade)", "1900s (decade)"),
        ("18XX", "1800s (century)", "1800s (century)"),
        ("156X-12-25", "1560s", "1560s"),
        ("1XXX", "1000 – 1999", "1000 – 1999"),
        ("00XX", "1st century AD", "1st century AD"),
        ("[00XX,01XX]", "1 AD – 199 AD", "1 AD – 199 AD"),
        ("-0043-03", "March 44 BC", "44 BC"),
        ("Y170000002", "170,000,002 AD, month not known", "170,000,002 AD"),
        ("XXXX-12-25", "undated", "undated"),
        ("2024-11-17/2025-02", "November 2024", "2024"),
        ("2024/2025", "2024, month not known", "2024"),
        ("2024-11-17/..", "November 2024", "2024"),
        ("../2024-11-17", "November 2024", "2024"),
        ("XXXX-12-25/2024-12", "December 2024", "2024"),
        ("[2024-11-16..2024-11-18]", "November 2024", "2024"),
        ("[2024-11-30,2024-12-01]", "2024, month not known", "2024"),
        ("[2024-12-31,2025-01-01]", "2020s", "2020s"),
        ("[1999..2001]", "1999 – 2001", "1999 – 2001"),
        ("[..2024-11-17]", "November 2024", "2024"),
        ("[2024-11..]", "November 2024", "2024"),
        ("{1667,1668}", "1660s", "1660s"),
    ],
)
def test_groups(text: str, month: str, year: str) -> None:
    assert period(parse(text), "month")[1] == month
    assert period(parse(text), "year")[1] == year


@pytest.mark.parametrize(
    ("text", "by", "sure"),
    [
        ("2020-06", "month", True),
        ("2020-06-01?", "month", False),
        ("2020-06-01T20:20", "hour", True),
        ("2020-06-30/2020-07-02", "month", True),
        ("[2020-06-30..2020-07-02]", "month", True),
        ("[..2020-06-30]", "month", False),
        ("2020", "month", True),
        ("1XXX", "year", True),
        ("1XXX~", "year", False),
        ("XXXX-12-25", "year", True),
    ],
)
def test_what_surely_lies_in_the_period_under_which_it_stands(text: str, by: str, sure: bool) -> None:
    assert is_sure(parse(text), by) is sure


def test_wider_groups_stand_before_what_they_hold() -> None:
    wanted = ["XXXX", "1XXX", "19XX", "190X", "1900", "1900-01", "1900-02-28", "1901", "[1999..2001]", "1999"]
    shuffled = wanted[::-1]
    assert sorted(shuffled, key=lambda text: period(parse(text), "month")[0]) == wanted


@settings(max_examples=100)
@given(edtf_texts(), edtf_texts(), st.sampled_from(PERIODS))
def test_one_key_has_one_heading(one: str, two: str, by: str) -> None:
    first, second = period(parse(one), by), period(parse(two), by)
    assert (first[0] == second[0]) == (first[1] == second[1])


@pytest.mark.parametrize(
    ("text", "by", "heading"),
    [
        ("2024-11-17T20:20", "hour", "17 November 2024, 20:00–20:59"),
        ("2024-11-17T20:20Z", "hour", "17 November 2024, 20:00–20:59 (UTC)"),
        ("2024-11-17T20:20-03:30/..", "hour", "17 November 2024, 20:00–20:59 (-03:30)"),
        ("2024-11-17", "hour", "17 November 2024, time not known"),
        ("2024-11", "hour", "November 2024, day not known"),
        ("2024", "hour", "2024, day not known"),
        ("2024-11-17T20:20", "day", "17 November 2024"),
        ("2024-11", "day", "November 2024, day not known"),
        ("2024-34", "day", "2024, day not known"),
        ("2024-11-17", "week", "Week from 11 November 2024"),
        ("2024-12-31/..", "week", "Week from 30 December 2024"),
        ("[2024-12-30..2025-01-05]", "week", "Week from 30 December 2024"),
        ("2024-11", "week", "November 2024, week not known"),
        ("2024-11-17", "quarter", "Q4 2024"),
        ("2024-34", "quarter", "Q2 2024"),
        ("[2024-04..2024-06]", "quarter", "Q2 2024"),
        ("2024-21", "quarter", "2024, quarter not known"),
        ("2024", "quarter", "2024, quarter not known"),
        ("2024-11-17", "decade", "2020s"),
        ("2004", "decade", "2000s (decade)"),
        ("0043", "decade", "40s AD"),
        ("0009", "decade", "1–9 AD"),
        ("0000", "decade", "9–1 BC"),
        ("-0043", "decade", "40s BC"),
        ("-0489-09-12", "decade", "490s BC"),
        ("18XX", "decade", "1800s (century)"),
        ("2024-11-17", "century", "2000s (century)"),
        ("0043", "century", "1st century AD"),
        ("0000", "century", "1st century BC"),
        ("-0099", "century", "1st century BC"),
        ("-0100", "century", "2nd century BC"),
        ("-1099", "century", "11th century BC"),
        ("-2099", "century", "21st century BC"),
        ("[-0498..-0489]", "decade", "490s BC"),
        ("XXXX-12-25", "century", "undated"),
    ],
)
def test_periods(text: str, by: str, heading: str) -> None:
    assert period(parse(text), by)[1] == heading


def test_hours_stand_behind_what_has_no_time() -> None:
    wanted = ["2024", "2024-11", "2024-11-17", "2024-11-17T09:20", "2024-11-17T20:20", "2024-11-18"]
    assert sorted(sorted(wanted, reverse=True), key=lambda text: period(parse(text), "hour")[0]) == wanted


@pytest.mark.parametrize("by", PERIODS)
@given(st.integers(-(10**6), 10**6))
@settings(max_examples=20)
def test_periods_are_counted_without_a_gap(by: str, number: int) -> None:
    first, last, _ = of_serial(number, by)
    after, _, _ = of_serial(number + 1, by)
    assert after == (first + (number % 24 == 23) if by == "hour" else last + 1)
    assert serial((first, 0, f"{number % 24:02}" * (by == "hour")), by) == number


@pytest.mark.parametrize("by", PERIODS)
@pytest.mark.parametrize("number", [-1, 0, 1])
def test_the_first_periods_of_all(by: str, number: int) -> None:
    first, _, heading = of_serial(number, by)
    assert serial((first, 0, f"{number % 24:02}" * (by == "hour")), by) == number
    assert heading


@pytest.mark.parametrize(
    ("text", "by", "first", "last", "own"),
    [
        ("2024-11-17T20:20", "hour", "2024-11-17", "2024-11-17", True),
        ("2024-11-17", "hour", "2024-11-17", "2024-11-17", False),
        ("2024-11-17", "week", "2024-11-11", "2024-11-17", True),
        ("2024", "month", "2024-01-01", "2024-12-31", False),
        ("[1999..2001]", "year", "1999-01-01", "2001-12-31", False),
        ("199X", "decade", "1990-01-01", "1999-12-31", True),
    ],
)
def test_the_days_of_a_period(text: str, by: str, first: str, last: str, own: bool) -> None:
    key, _ = period(parse(text), by)
    assert [*map(iso_day, filter(None, days(key)))] == [first, last]
    assert is_of(key, by) is own


def test_what_is_undated_has_no_days() -> None:
    key, _ = period(parse("XXXX-11-17"), "hour")
    assert days(key) == (None, None)
    assert not is_of(key, "hour")
