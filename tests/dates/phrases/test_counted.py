"""Days that are counted: weeks, days of a year, the last Friday, three days after."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates.phrases import counted
from timeline.dates.phrases.moment import Moment


@given(st.dates())
def test_weeks_and_days_of_the_year_are_those_of_iso_8601(day: date) -> None:
    year, week, weekday = day.isocalendar()
    assert counted.iso_week(year, week, weekday).edtf() == day.isoformat()
    assert counted.day_of_year(day.year, day.timetuple().tm_yday).edtf() == day.isoformat()


@given(st.dates(date(2, 1, 1), date(9998, 1, 1)), st.integers(-300, 300))
def test_days_after_are_days_before_backwards(day: date, count: int) -> None:
    start = Moment(f"{day.year:04}", f"{day.month:02}", f"{day.day:02}")
    there = counted.beside(start, count, "day", "")
    assert there
    assert counted.beside(there, -count, "day", "") == start


@given(st.dates(), st.integers(0, 6), st.integers(1, 4))
def test_the_nth_weekday_of_a_month(day: date, weekday: int, n: int) -> None:
    month = Moment(f"{day.year:04}", f"{day.month:02}")
    found = counted.nth(month, f"{n}th", weekday, "")
    assert found
    there = date.fromisoformat(found.edtf())
    assert (there.weekday(), (there.day - 1) // 7, there.month) == (weekday, n - 1, day.month)


@pytest.mark.parametrize(
    ("edge", "span"),
    [
        ("of", "2024-11-11/2024-11-17"), ("beginning", "2024-11-11/2024-11-17"), ("c", "2024-11-11/2024-11-17"),
        ("ending", "2024-11-05/2024-11-11"),
    ],
)  # fmt: skip
def test_a_week_by_its_edge(edge: str, span: str) -> None:
    assert counted.week_at(Moment("2024", "11", "11"), edge, "").whole == span
