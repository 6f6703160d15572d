"""The rows of a histogram, without a folder."""

import pytest

from timeline.pictures.histogram import Bar, Gap, finest, reaches, rows
from timeline.records.groups import Dated, tallied


def dated(*dates: str, events: int = 1) -> list[Dated]:
    return [Dated(date, certain=True, reported=False, events=events) for date in dates]


def shown(by: str, *dates: str) -> list[object]:
    """The rows in short: a heading with its events, or the ends of a gap with the number of its periods."""
    given = dated(*dates)
    return [
        (row.heading, row.events) if isinstance(row, Bar) else (row.first, row.last, row.periods, row.crossed)
        for row in rows(tallied(given, by), by, given)
    ]


def test_few_empty_periods_are_rows_and_more_are_one() -> None:
    assert shown("month", "2024-01-05", "2024-03", "2024-09-01") == [
        ("January 2024", 1),
        ("February 2024", 0),
        ("March 2024", 1),
        ("April 2024", "August 2024", 5, False),
        ("September 2024", 1),
    ]


def test_wider_dates_stand_before_what_is_in_them_and_may_be_in_a_gap() -> None:
    assert shown("month", "2021-12-01", "2022", "2023-06-01", "2024-06-01") == [
        ("December 2021", 1),
        ("2022, month not known", 1),
        ("January 2022", "May 2023", 17, True),
        ("June 2023", 1),
        ("July 2023", "May 2024", 11, False),
        ("June 2024", 1),
    ]
    assert shown("year", "199X", "1999", "1999?", "2018-01-01") == [
        ("1990s", 1),
        ("1990", "1998", 9, True),
        ("1999", 2),
        ("2000", "2017", 18, False),
        ("2018", 1),
    ]


@pytest.mark.parametrize(
    ("date", "before", "after"),
    [
        ("2005-05-01", False, False),
        ("2005-05-01T20:20+02:00", False, False),
        ("2005-05-01/2008-07-01", False, True),
        ("2005-05-01/2005-07-01", False, False),
        ("2005-05-01/..", False, True),
        ("2005-05-01/", False, True),
        ("../2005-05-01", True, False),
        ("[..2005-05-01]", True, False),
        ("[2005-05-01..]", False, True),
    ],
)
def test_what_went_on_or_may_have_been_before_is_no_empty_time(date: str, before: bool, after: bool) -> None:
    assert shown("year", "2000-01-01", date, "2010-01-01") == [
        ("2000", 1),
        ("2001", "2004", 4, before),
        ("2005", 1),
        ("2006", "2009", 4, after),
        ("2010", 1),
    ]


def test_stretches_are_in_order_and_those_that_overlap_are_one() -> None:
    dates = ("{2024-03-08,2024-09-10}", "2024-09-10/2024-09-12", "2024-03-01", "2024-09-11/2024-09-14")
    assert reaches(dated(*dates), "month") == [(738953, 738953), (739139, 739143)]


def test_what_is_undated_may_have_been_in_any_gap() -> None:
    assert shown("year", "XXXX-11-17", "1999", "2018-01-01") == [
        ("undated", 1),
        ("1999", 1),
        ("2000", "2017", 18, True),
        ("2018", 1),
    ]


def test_what_was_reported_on_a_day_may_have_been_before() -> None:
    given = [*dated("2010-01-01", "2020-01-01"), Dated("2015-05-05", certain=True, reported=True, events=1)]
    found = rows(tallied(given, "year"), "year", given)
    assert [row.crossed for row in found if isinstance(row, Gap)] == [True, False]


def test_a_day_without_a_time_may_be_in_any_of_its_hours() -> None:
    gap = ("17 November 2024, 09:00–09:59", "17 November 2024, 19:00–19:59", 11)
    assert shown("hour", "2024-11-17T08:00", "2024-11-17T20:20")[1] == (*gap, False)
    assert shown("hour", "2024-11-17", "2024-11-17T08:00", "2024-11-17T20:20")[3] == (*gap, True)


def test_hours_by_several_clocks() -> None:
    assert shown("hour", "2024-11-17T20:20", "2024-11-17T20:20Z", "2024-11-17T22:00", "2024-11-18T04:00Z") == [
        ("17 November 2024, 20:00–20:59", 1),
        ("17 November 2024, 20:00–20:59 (UTC)", 1),
        ("17 November 2024, 21:00–21:59", 0),
        ("17 November 2024, 22:00–22:59", 1),
        ("17 November 2024, 23:00–23:59", "18 November 2024, 03:00–03:59", 5, False),
        ("18 November 2024, 04:00–04:59 (UTC)", 1),
    ]


@pytest.mark.parametrize("by", ["hour", "day", "century"])
def test_two_far_dates_make_no_more_rows(by: str) -> None:
    found = shown(by, "Y-13800000000", "2024-11-17", "2918")
    assert len(found) == 5


@pytest.mark.parametrize(
    ("by", "dates"),
    [
        ("hour", ["2024-11-17T20:20", "2024-11-17T22:20", "2024-11-18"]),
        ("day", ["2024-11-17", "2024-11-19", "2024-12-05"]),
        ("day", ["2024-11-17", "2024-11-18", "2024-11-19", "2024-11-20", "2918", "Y-13800000000"]),
        ("month", ["2024-11", "2024-12", "2024-12-05"]),
        ("year", ["2024", "2020", "2024-12-05"]),
        ("year", [f"{1990 + n}-0{n % 9 + 1}-11" for n in range(30)]),
        ("decade", [f"{1700 + 10 * n}" for n in range(30)]),
        ("century", ["Y-1000000", "Y-200000", "2024"]),
        ("century", []),
        ("century", ["XXXX-11-17"]),
        ("century", ["1XXX"]),
    ],
)
def test_the_finest_period_of_few_bars(by: str, dates: list[str]) -> None:
    assert finest(dated(*dates)) == by


def test_the_bulk_of_very_many_is_found_by_some() -> None:
    many = [Dated(f"{1990 + n % 30}-{n % 12 + 1:02}-{n % 28 + 1:02}", True, False, 1 + n % 50) for n in range(5000)]
    assert finest(many) == "year"
    assert finest([*dated("2024-11-17", events=9000), *dated("1200")]) == "day"


def test_what_is_sure() -> None:
    assert Bar("x", 5, 2).sure == 3
    assert Gap("a", "b", 4, crossed=False).periods == 4
