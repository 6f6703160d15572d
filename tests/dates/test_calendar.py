"""The calendar: day numbers against those of Python, and beyond its years."""

from calendar import isleap
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates.calendar import SEASONS, civil, day_number, iso_day, month_days


@given(st.dates())
def test_day_numbers_are_those_of_python(day: date) -> None:
    number = day_number(day.year, day.month, day.day)
    assert number == day.toordinal()
    assert civil(number) == (day.year, day.month, day.day)
    assert iso_day(number) == day.isoformat()


@given(st.integers(-(10**13), 10**13))
def test_every_day_number_has_a_day(number: int) -> None:
    year, month, day = civil(number)
    assert day_number(year, month, day) == number
    assert 1 <= day <= month_days(year, month)
    assert civil(number + 1) > (year, month, day)


@pytest.mark.parametrize(
    ("year", "text"), [(10_000, "+10000-01-01"), (9999, "9999-01-01"), (0, "0000-01-01"), (-44, "-0044-01-01")]
)
def test_iso_day_signs_long_and_negative_years(year: int, text: str) -> None:
    assert iso_day(day_number(year, 1, 1)) == text


@given(st.integers(-(10**11), 10**11))
def test_a_year_has_the_days_of_its_months(year: int) -> None:
    days = sum(month_days(year, month) for month in range(1, 13))
    assert days == day_number(year + 1, 1, 1) - day_number(year, 1, 1) == 365 + isleap(year)


def test_quarters_thirds_and_halves_follow_one_another_through_the_year() -> None:
    for parts in (range(33, 37), range(37, 40), range(40, 42)):
        ends = [sum(SEASONS[part]) for part in parts]
        assert [1, *ends] == [*(SEASONS[part][0] for part in parts), 13]
    assert {sum(SEASONS[n]) for n in range(21, 33)} == {6, 9, 12, 15}  # winter ends in the next year
