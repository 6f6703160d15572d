"""What a page says of its events before it lists them."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edtf_strategies import edtf_texts
from timeline.reports.numbers.overview import overview


def days(first: str, *steps: int) -> list[str]:
    """A day, and others so many days after the one before."""
    day, found = date.fromisoformat(first), [first]
    for step in steps:
        day += timedelta(step)
        found.append(day.isoformat())
    return found


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        ([], ""),
        (["2024-11-17"], "1 event on 17 November 2024."),
        (["2024-11", "2024-11"], "2 events in November 2024."),
        (["2024", "1914~"], "2 events from c. 1914 to 2024."),
        (["2024-05-03?"], "1 event on 3 May 2024 (uncertain)."),
        (["2024?"], "1 event in 2024 (uncertain)."),
        (["2024-11-17/..", "[..2024-11-17]"], "2 events, without a fixed beginning or end."),
        (
            ["2024-11-17", "../2024"],
            "2 events: 1 on 17 November 2024; of the other one the beginning or the end is open.",
        ),
        (["2024-11-17", "XXXX-12-25"], "2 events: 1 on 17 November 2024; of the other one no day is known."),
        (
            ["2024-11-17", "../2024", "XXXX-12-25", "XXXX-12-26"],
            "4 events: 1 on 17 November 2024; of another one the beginning or the end is open; of 2 others no day is known.",
        ),
        (
            ["[2024-11-16..2024-11-18]", "2024-11-20/2024-12-02", "2025", "[2024..]", "2024/.."],
            "5 events: 3 from 16 November 2024 to 2025; of 2 others the beginning or the end is open.",
        ),
        (days("2024-01-01", *[1] * 3), "4 events from 1 January 2024 to 4 January 2024."),
        (days("2024-01-01", *[1] * 4), "5 events from 1 January 2024 to 5 January 2024."),
        (days("2024-01-01", *[1] * 20), "21 events from 1 January 2024 to 21 January 2024, about 1 a day."),
        (days("2024-01-01", *[5] * 6), "7 events from 1 January 2024 to 31 January 2024, about 2 a week."),
        (days("2024-01-01", *[5] * 60), "61 events from 1 January 2024 to 27 October 2024, about 6 a month."),
        (days("2000-01-01", *[100] * 40), "41 events from 1 January 2000 to 14 December 2010, about 4 a year."),
        (
            ["2020", *days("2024-01-01", *[5] * 60)],
            (
                "62 events from 2020 to 27 October 2024, about 6 a month among the 61 dated to the month. Nothing is on"
                " file for 1 January 2021 – 31 December 2023 (3 years), and for no other time of 143 days or more."
            ),
        ),
        (
            ["2001", "2002", "2003", "2003", "2004", "200X"],
            "6 events in the 2000s (decade), about 1 a year among the 5 dated to the year.",
        ),
        (["200X", "201X", "202X", "203X", "2041"], "5 events from the 2000s (decade) to 2041."),
        (
            ["Y-100000", *["2024"] * 4, "2025"],
            (
                "6 events from 100,001 BC to 2025. Nothing is on file for 100,000 BC – 2023"
                " (102,023 years), and for no other time of 85,022 years or more."
            ),
        ),
        (days("2000-01-01", *[1817] * 4), "5 events from 1 January 2000 to 25 November 2019."),
        (
            days("2024-01-01", 1, 1, 1, 1, 1, 1, 1, 1, 1, 40, *[1] * 10, 30, 1),
            (
                "23 events from 1 January 2024 to 31 March 2024, about 8 a month. Nothing is on file for"
                " 11 January – 18 February 2024 (39 days) and 1–29 March 2024 (29 days),"
                " and for no other time of 20 days or more."
            ),
        ),
        (
            [*days("2024-01-01", *[1] * 15, 40, *[1] * 10, 30, 1), "2024-03-01/.."],
            (
                "30 events: 29 from 1 January 2024 to 6 April 2024, about 9 a month; of the other one the beginning or"
                " the end is open. Nothing is on file for 17 January – 24 February 2024 (39 days), and"
                " for no other time of 17 days or more."
            ),
        ),
    ],
)
def test_what_is_said(dates: list[str], said: str) -> None:
    assert overview(dates) == said
    assert overview(dates[::-1]) == said


@settings(max_examples=60)
@given(st.lists(edtf_texts(), max_size=8))
def test_every_event_is_counted(dates: list[str]) -> None:
    said = overview(dates)
    assert said.partition(" ")[0] == (str(len(dates)) if dates else "")
    assert said == overview(sorted(dates))
