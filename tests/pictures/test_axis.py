"""The axis of time: its first view, and the ticks of the calendar."""

from itertools import pairwise

import pytest

from timeline.dates.calendar import day_number
from timeline.dates.instants import EPOCH
from timeline.pictures import axis
from timeline.pictures.axis import AxisWindow
from timeline.pictures.spans import Clock, TimeSpan

CLOCK = Clock(as_written=True)
NOVEMBER = tuple(f"2024-11-{day}" for day in range(13, 22))


def spans(*dates: str) -> list[tuple[TimeSpan, ...]]:
    return [CLOCK.spans(date, "stated") for date in dates]


def at(*parts: int) -> float:
    """The position of year, month, day, hour, minute, second, as far as they are given."""
    year, month, day, hour, minute, second = (*parts, *(0, 1, 1, 0, 0, 0)[len(parts) :])
    return day_number(year, month, day) - EPOCH + (hour * 3600 + minute * 60 + second) / 86_400


def view(*dates: str) -> str:
    window = axis.first_view(spans(*dates))
    assert window is not None
    return axis.in_words(window)


# ------------------------------------------------------------------------------------------------------ the first view


@pytest.mark.parametrize("dates", [(), ("XXXX",), ("XXXX", "XXXX-12-25")])
def test_without_a_known_day_there_is_none(dates: tuple[str, ...]) -> None:
    assert axis.first_view(spans(*dates)) is None


@pytest.mark.parametrize("number", [1, 2, 50])
def test_events_of_one_day_are_seen_in_their_week(number: int) -> None:
    assert view(*["2024-11-17"] * number) == "13 Nov 2024 to 21 Nov 2024"


def test_events_of_one_minute_are_seen_among_minutes() -> None:
    assert view("2024-11-17T20:20", "2024-11-17T20:20:30") == "17 Nov 2024, 20:15 to 17 Nov 2024, 20:25"


@pytest.mark.parametrize("dates", [("2024-11-17", "2918"), ("-0043", "2024", "2918"), ("Y-13800000000", "2024")])
def test_of_two_or_three_events_all_are_seen(dates: tuple[str, ...]) -> None:
    window = axis.first_view(spans(*dates))
    assert window is not None
    assert axis.outside(spans(*dates), window) == []
    first, last = (window.first, window.last)
    places = [place for some in spans(*dates) for span in some for place in span.places]
    assert min(places) - first == pytest.approx(0.03 * (max(places) - min(places)), rel=0.01)
    assert last - max(places) == pytest.approx(min(places) - first)


def test_one_event_in_2918_and_one_at_the_big_bang_do_not_flatten_the_rest() -> None:
    dates = [*NOVEMBER, "2918-03-01", "Y-13800000000"]
    assert view(*dates) == view(*NOVEMBER) == "12 Nov 2024 to 22 Nov 2024"
    window = axis.first_view(spans(*dates))
    assert window is not None
    assert axis.outside(spans(*dates), window) == [9, 10]


def test_of_four_events_one_far_away_is_not_in_view() -> None:
    assert view("2024-11-17", "2024-11-18", "2024-11-19", "2918") == "14 Nov 2024 to 22 Nov 2024"


def test_what_lies_near_the_bulk_is_in_view_with_it() -> None:
    months = [f"2024-{month:02}-17" for month in range(1, 9)]
    assert view(*months, "2025-12-01", "2918") == "27 Dec 2023 to 22 Dec 2025"


def test_of_many_events_the_fence_is_nearer() -> None:
    days = [f"2024-{month:02}-{day:02}" for month in (1, 2) for day in range(1, 29)]
    far, near = (axis.first_view(spans(*some, "2024-09-01")) for some in (days, days[::4]))
    assert far is not None
    assert near is not None
    assert far.last < at(2024, 3, 2)
    assert near.last > at(2024, 9, 1)


def test_of_what_goes_on_only_the_known_end_counts() -> None:
    assert view("2024-11-17/..", "../2024-11-17", "2024-11-17/") == "13 Nov 2024 to 21 Nov 2024"


def test_of_an_age_that_some_event_lasts_no_more_is_seen_than_of_the_bulk() -> None:
    dates = [*NOVEMBER, "2024-11-17/2918"]
    window = axis.first_view(spans(*dates))
    assert window is not None
    assert window.last < at(2025, 6)
    assert axis.outside(spans(*dates), window) == []


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("2024-11-17", True),
        ("2024-11-12", False),
        ("2024-11-22", False),
        ("1999", False),
        ("1999/..", True),
        ("../2918", True),
        ("../1999", False),
        ("2918/..", False),
        ("1999/", False),
        ("/2918", False),
        ("[1999,2024-11-17]", True),
        ("XXXX", True),  # of which no day is known: nothing of it is outside
    ],
)
def test_what_is_seen_in_a_window(date: str, shown: bool) -> None:
    window = AxisWindow(at(2024, 11, 13), at(2024, 11, 22))
    assert axis.outside(spans(date), window) == ([] if shown else [0])


# --------------------------------------------------------------------------------------------------------------- ticks


@pytest.mark.parametrize(
    ("first", "last", "names"),
    [
        ((2024, 11, 17, 20, 19, 59), (2024, 11, 17, 20, 20, 7), "17 Nov 20:20:00 | 20:20:01 | 20:20:02 | 20:20:03 | 20:20:04 | 20:20:05 | 20:20:06 | 20:20:07"),
        ((2024, 11, 17, 20, 20, 1), (2024, 11, 17, 20, 20, 30), "17 Nov 20:20:05 | 20:20:10 | 20:20:15 | 20:20:20 | 20:20:25 | 20:20:30"),
        ((2024, 11, 17, 23, 54), (2024, 11, 18, 0, 10), "17 Nov 23:55 | 18 Nov | 00:05 | 00:10"),
        ((2024, 11, 17, 20), (2024, 11, 17, 22, 1), "17 Nov 20:00 | 20:15 | 20:30 | 20:45 | 21:00 | 21:15 | 21:30 | 21:45 | 22:00"),
        ((2024, 11, 17, 12), (2024, 11, 18, 12), "17 Nov 12:00 | 15:00 | 18:00 | 21:00 | 18 Nov | 03:00 | 06:00 | 09:00 | 12:00"),
        ((2024, 11, 17, 18), (2024, 11, 17, 23, 59), "17 Nov 18:00 | 19:00 | 20:00 | 21:00 | 22:00 | 23:00"),
        ((2024, 11, 17), (2024, 11, 19), "17 Nov | 06:00 | 12:00 | 18:00 | 18 Nov | 06:00 | 12:00 | 18:00 | 19 Nov"),
        ((2024, 11, 29), (2024, 12, 3), "29 Nov | 12:00 | 30 Nov | 12:00 | 1 Dec | 12:00 | 2 Dec | 12:00 | 3 Dec"),
        ((2024, 12, 28), (2025, 1, 4), "28 Dec 2024 | 29 | 30 | 31 | 1 Jan 2025 | 2 | 3 | 4"),
        ((2024, 11, 28), (2024, 12, 10), "29 Nov 2024 | 1 Dec | 3 | 5 | 7 | 9"),
        ((2024, 11, 17), (2025, 1, 10), "18 Nov 2024 | 25 | 2 Dec | 9 | 16 | 23 | 30 | 6 Jan 2025"),  # Mondays
        ((2024, 11, 17), (2025, 6, 10), "Dec 2024 | Jan 2025 | Feb | Mar | Apr | May | Jun"),
        ((2024, 1, 2), (2025, 7, 10), "Apr 2024 | Jul | Oct | Jan 2025 | Apr | Jul"),
        ((2024,), (2026, 7, 10), "Jan 2024 | Jul | Jan 2025 | Jul | Jan 2026 | Jul"),
        ((0, 11), (1, 3), "Nov 1 BC | Dec | Jan 1 AD | Feb | Mar"),
        ((2019,), (2025,), "2019 | 2020 | 2021 | 2022 | 2023 | 2024 | 2025"),
        ((2012,), (2025,), "2012 | 2014 | 2016 | 2018 | 2020 | 2022 | 2024"),
        ((2000,), (2025,), "2000 | 2005 | 2010 | 2015 | 2020 | 2025"),
        ((1950,), (2025,), "1950 | 1960 | 1970 | 1980 | 1990 | 2000 | 2010 | 2020"),
        ((1900,), (2025,), "1900 | 1920 | 1940 | 1960 | 1980 | 2000 | 2020"),
        ((-3,), (4,), "4 BC | 3 BC | 2 BC | 1 BC | 1 AD | 2 AD | 3 AD | 4 AD"),
        ((-20,), (20,), "20 BC | 15 BC | 10 BC | 5 BC | 1 AD | 5 AD | 10 AD | 15 AD | 20 AD"),
        ((-1000,), (1000,), "1000 BC | 500 BC | 1 AD | 500 AD | 1000"),
        ((-12_000,), (2025,), "12,000 BC | 10,000 BC | 8000 BC | 6000 BC | 4000 BC | 2000 BC | 1 AD | 2000"),
        ((9990,), (10_010,), "9990 | 9995 | 10,000 AD | 10,005 AD | 10,010 AD"),
        ((-2_000_000,), (2025,), "2 million BC | 1.5 million BC | 1 million BC | 500,000 BC | 1 AD"),
        ((-13_800_000_000,), (2025,), "12 billion BC | 10 billion BC | 8 billion BC | 6 billion BC | 4 billion BC | 2 billion BC | 1 AD"),
        ((2025,), (5_000_000_000,), "1 billion AD | 2 billion AD | 3 billion AD | 4 billion AD | 5 billion AD"),
    ],
)  # fmt: skip
def test_ticks_of_every_unit(first: tuple[int, ...], last: tuple[int, ...], names: str) -> None:
    window = AxisWindow(at(*first), at(*last))
    assert " | ".join(tick.name for tick in axis.ticks(window, 600)) == names
    places = [tick.at for tick in axis.ticks(window, 600)]
    assert places == sorted(places)
    assert window.first <= places[0] <= places[-1] <= window.last


@pytest.mark.parametrize("width", [200, 390, 960, 2560])
def test_ticks_stand_apart_as_far_as_their_names_need(width: int) -> None:
    for days in (0.01, 0.1, 1, 7, 40, 100, 365, 1000, 10_000, 1e6, 1e9, 1e12):
        window = AxisWindow(20_000.3, 20_000.3 + days)
        places = [(tick.at - window.first) * window.scale(width) for tick in axis.ticks(window, width)]
        assert all(after - before > 65 for before, after in pairwise(places))  # February is short
        assert len(places) >= width / 74 / 5.5 - 2


@pytest.mark.parametrize(
    ("year", "name"),
    [
        (2024, "2024"),
        (1000, "1000"),
        (999, "999 AD"),
        (1, "1 AD"),
        (0, "1 BC"),
        (-43, "44 BC"),
        (-9998, "9999 BC"),
        (-9999, "10,000 BC"),
        (10_000, "10,000 AD"),
        (-999_998, "999,999 BC"),
        (-65_999_999, "66 million BC"),
        (-13_799_999_999, "13.8 billion BC"),
    ],
)
def test_what_years_are_called(year: int, name: str) -> None:
    assert axis.year_name(year) == name
    assert axis.year_of(at(year, 7)) == name


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (at(2024, 11, 13), at(2024, 11, 19), "13 Nov 2024 to 19 Nov 2024"),
        (at(2024, 11, 17, 23, 55), at(2024, 11, 18), "17 Nov 2024, 23:55 to 18 Nov 2024, 00:00"),
        (at(2024, 11, 17, 23, 59, 59) + 0.9 / 86_400, at(2024, 11, 19), "18 Nov 2024, 00:00 to 19 Nov 2024, 00:00"),
        (at(-43, 3, 15), at(-43, 4, 1), "15 Mar 44 BC to 1 Apr 44 BC"),
        (at(1600), at(2024), "1600 to 2024"),
        (at(-13_800_000_000), at(2024), "13.8 billion BC to 2024"),
    ],
)
def test_from_when_to_when_in_words(first: float, last: float, words: str) -> None:
    assert axis.in_words(AxisWindow(first, last)) == words


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        ((), "0 events"),
        (("XXXX",), "1 event, of which no day is known"),
        (("XXXX", "XXXX"), "2 events, of which no day is known"),
        (("2024-11-17",), "1 event on an axis from 13 Nov 2024 to 21 Nov 2024"),
        (
            (*NOVEMBER, "2918", "XXXX"),
            "11 events on an axis from 12 Nov 2024 to 22 Nov 2024; 1 outside, in 2918; 1 without a known day",
        ),
        (
            (*NOVEMBER, "2918", "Y-13800000000"),
            "11 events on an axis from 12 Nov 2024 to 22 Nov 2024; 2 outside, from 13.8 billion BC to 2918",
        ),
    ],
)
def test_what_a_picture_shows_in_words(dates: tuple[str, ...], words: str) -> None:
    found = spans(*dates)
    assert axis.described(found, axis.first_view(found)) == words
