"""Counting from today, and clock changes."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.dates.calendar import WEEKDAYS
from timeline.dates.phrases.moment import Moment
from timeline.dates.phrases.relative import dated, relative
from timeline.dates.value import DateError

TODAY = date(2024, 11, 18)  # a Monday


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("today", "2024-11-18"), ("tonight", "2024-11-18/2024-11-19"), ("Yesterday", "2024-11-17"), ("tomorrow", "2024-11-19"),
        ("the day before yesterday", "2024-11-16"), ("the day after tomorrow", "2024-11-20"),
        ("last night", "2024-11-17/2024-11-18"), ("3 days ago", "2024-11-15"), ("a week ago", "2024-11-11"),
        ("two weeks ago", "2024-11-04"), ("a fortnight ago", "2024-11-04"), ("an year ago", "2023"),
        ("in 3 days", "2024-11-21"), ("two weeks from now", "2024-12-02"), ("one day hence", "2024-11-19"),
        ("two months ago", "2024-09"), ("12 years ago", "2012"), ("2 decades ago", "2004"), ("in a month", "2024-12"),
        ("last week", "[2024-11-11..2024-11-17]"), ("this week", "[2024-11-18..2024-11-24]"),
        ("next week", "[2024-11-25..2024-12-01]"), ("last weekend", "[2024-11-16..2024-11-17]"),
        ("this weekend", "[2024-11-23..2024-11-24]"), ("coming weekend", "[2024-11-23..2024-11-24]"),
        ("last month", "2024-10"), ("the previous year", "2023"), ("next year", "2025"), ("last quarter", "2024-35"),
        ("last Friday", "2024-11-15"), ("last Monday", "2024-11-11"), ("this Friday", "2024-11-22"),
        ("coming Monday", "2024-11-25"), ("Monday", "2024-11-18"), ("on Fri.", "2024-11-15"), ("Tues", "2024-11-12"),
        ("Friday last week", "2024-11-15"), ("Sunday this week", "2024-11-24"), ("Monday next week", "2024-11-25"),
        ("last May", "2024-05"), ("last November", "2023-11"), ("this November", "2024-11"), ("coming May", "2025-05"),
        ("coming December", "2024-12"),
    ],
)  # fmt: skip
def test_relative_words(words: str, text: str) -> None:
    found = relative(words, TODAY)
    assert found
    assert found.edtf() == text
    with pytest.raises(DateError, match="depends on the day"):
        relative(words, None)


@pytest.mark.parametrize(
    ("words", "readings"),
    [
        ("next Friday", ("2024-11-22", "2024-11-29")),
        ("next Monday", ("2024-11-25", "2024-12-02")),
        ("next weekend", ("[2024-11-23..2024-11-24]", "[2024-11-30..2024-12-01]")),
        ("next May", ("2025-05", "2026-05")),
    ],
)
def test_next_has_two_readings(words: str, readings: tuple[str, ...]) -> None:
    with pytest.raises(DateError, match="two readings") as refused:
        relative(words, TODAY)
    assert refused.value.readings == readings


@pytest.mark.parametrize("words", ["3 hours ago", "five minutes ago", "9999 years ago", "9999 years from now"])
def test_relative_words_that_are_refused(words: str) -> None:
    with pytest.raises(DateError, match=r"not the hour|out of the calendar"):
        relative(words, TODAY)


@pytest.mark.parametrize("words", ["3 days", "in 3 days ago", "a few days ago", "the other day", "17 November"])
def test_other_words_are_not_relative(words: str) -> None:
    assert relative(words, TODAY) is None


@settings(max_examples=60)
@given(st.dates(date(1000, 1, 1), date(3000, 1, 1)), st.sampled_from(WEEKDAYS))
def test_last_weekday_is_one_to_seven_days_back(today: date, name: str) -> None:
    found = relative(f"last {name}", today)
    assert found
    day = date.fromisoformat(found.edtf())
    assert day.strftime("%A").lower() == name.lower()
    assert 1 <= (today - day).days <= 7


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (Moment(month="11", day="18"), "2024-11-18"),
        (Moment(month="11", day="19"), "2023-11-19"),
        (Moment(month="11"), "2024-11"),
        (Moment(month="12"), "2023-12"),
        (Moment(month="02", day="29"), "2024-02-29"),
        (Moment(month="05", day="XX"), "2024-05-XX"),
    ],
)
def test_a_missing_year_is_the_latest(moment: Moment, text: str) -> None:
    found = dated(moment, TODAY)
    assert found.edtf() == text
    assert "not after today" in found.notes[0]


@pytest.mark.parametrize("moment", [Moment(month="02", day="30"), Moment(month="21"), Moment(month="XX")])
def test_a_year_that_cannot_be_found(moment: Moment) -> None:
    with pytest.raises(DateError, match=r"there is no 30 February|no year given"):
        dated(moment, TODAY)
