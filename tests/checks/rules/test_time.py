"""TIM: what else the rules of this family find, and what they leave alone."""

import pytest

from corpora import EVENT, corpus, findings, said, strike
from timeline.checks.registry import named
from timeline.checks.runner import run


def reported(date: str, published: str, **keys: str) -> str:
    return strike(f'[[sources]]\nid = "a"\npublisher = "A"\npublished = {published}\n', **(keys | {"date": date}))


@pytest.mark.parametrize(
    ("date", "published", "keys", "found"),
    [
        ("2024-11-17", "2024-11-16", {}, True),
        ("2024-11-17", "2024-11-16", {"status": '"planned"'}, False),
        ("2024-11-17", "2024-11-17", {}, False),
        ('"2024-11-17~"', "2024-11-16", {}, False),
        ('"2024-11"', "2024-10-31", {}, True),
        ('"[..2024-11-17]"', "2024-11-16", {}, False),
        ("2024-11-17", '"2024-11-16?"', {}, False),
        ("2024-11-17", '"2024-11-16/.."', {}, False),
        ('"2024-11-17T01:00:00+09:00"', "2024-11-16T17:00:00Z", {}, False),
        ('"2024-11-17T01:00:00+09:00"', "2024-11-16T15:00:00Z", {}, True),
        ('"2024-11-17T01:00:00+09:00"', "2024-11-16", {}, True),
        ('"2024-11-18T00:30"', "2024-11-17T23:00:00Z", {}, False),  # nobody can tell
        ('"2024-11-18T00:30"', "2024-11-17T23:00:00Z", {"timezone": '"Europe/Kyiv"'}, False),
        ('"2024-11-18T00:30"', "2024-11-17T22:00:00Z", {"timezone": '"Europe/Kyiv"'}, True),
        ('"2024-11-18T00:30"', "2024-11-16T22:00:00Z", {}, True),
    ],
)
def test_reports_before_the_event(date: str, published: str, keys: dict[str, str], found: bool) -> None:
    assert bool(said("TIM201", reported(date, published, **keys))) == found


def test_only_what_speaks_for_it_reports_it() -> None:
    for key in ('stance = "mentions"', 'published = "2024-13"'):
        assert said("TIM201", strike(f'[[sources]]\nid = "a"\n{key}\n')) == []


@pytest.mark.parametrize(
    ("date", "status", "found"),
    [
        ("2025-01-02", "reported", True),
        ("2025-01-01", "reported", False),
        ("2025-01-02", "cancelled", False),
        ('"[2024-12-31..]"', "confirmed", False),
        ('"[..2025-02-01]"', "confirmed", False),
    ],
)
def test_the_future(date: str, status: str, found: bool) -> None:
    assert bool(said("TIM202", strike(date=date, status=f'"{status}"'))) == found


@pytest.mark.parametrize(
    ("event", "found"),
    [
        (reported("2024-11-17", "2024-11-17T20:20:00"), True),
        (reported("2024-11-17", "2024-11-18"), False),
        (reported("2024-11-17", "2024-11-17", date_basis='"stated"'), False),
        (reported('"2024-11"', '"2024-11"'), False),
        (strike(), False),
        (reported('"2024-11-17/2024-11-18"', "2024-11-17"), False),
    ],
)
def test_the_day_of_the_report(event: str, found: bool) -> None:
    assert bool(said("TIM203", event)) == found


@pytest.mark.parametrize(
    ("event", "found"),
    [
        (reported("2024-07-11", "2024-11-17"), True),
        (reported("2024-07-11", "2024-11-06"), False),
        (reported("2024-07-11", "2024-07-20"), False),
        (reported("2024-07-11", "2024-12-30"), False),
        (reported("2024-11-11", "2024-12-30"), False),
        (reported("2024-07-13", "2024-12-30"), False),
        (reported('"2024-07"', "2024-11-17"), False),
        (reported('"../2024-07-11"', "2024-11-17"), False),
        (reported("2024-07-11", '"../2024-11-17"'), False),
        (strike(date="2024-07-11"), False),
    ],
)
def test_swapped_days(event: str, found: bool) -> None:
    assert bool(said("TIM204", event)) == found


def test_what_a_swapped_day_says() -> None:
    found = findings("TIM204", reported("2024-07-11", "2024-11-17"))
    assert found[0].message == "2024-07-11 is 129 days from its report; swapped, 2024-11-07 is 10"
    assert found[0].offer == "timeline edit 2024-11-17-strike --date 2024-11-07"


@pytest.mark.parametrize(
    ("date", "status", "found"),
    [
        ("2024-12-31", "expected", True),
        ("2025-01-01", "expected", False),
        ("2024-12-31", "cancelled", False),
        ("2024-12-31", "reported", False),
        ('"[2024-12-31..]"', "possible", False),
    ],
)
def test_stale_expectations(date: str, status: str, found: bool) -> None:
    assert bool(said("TIM205", strike(date=date, status=f'"{status}"'))) == found


def test_bad_dates_are_found_in_sources_too() -> None:
    assert said("TIM206", strike('[[sources]]\nid = "a"\npublished = "yesterday"\n'))[0][0] == 5
    settings = run(corpus({EVENT: strike(), "actors.toml": "a = 2024-02-30"}), [named("TIM206")])
    assert [(f.path, f.line, f.col) for f in settings] == [("actors.toml", 1, 5)]


@pytest.mark.parametrize(
    ("date", "published", "others", "meant"),
    [
        ("1918-10-11", "2018-10-12", (), "2018-10-11"),
        ("2918-10-11", "2018-10-12", (), "2018-10-11"),
        ("2108-10-11", "2018-10-12", (), "2018-10-11"),
        ("2007-12-30", "2018-01-02", (), "2017-12-30"),
        ("2008-12-30", "2018-12-31", (), "2018-12-30"),
        ("2008-12-31", "2018-12-31", (), ""),
        ("2008-12-30", "2018-03-31", (), ""),
        ("2017-10-11", "2018-10-10", (), ""),
        ("1066", '"2010"', (), ""),
        ("1915", "2015-03-01", (), "2015"),
        ("1915", "2015-03-01", range(1900, 1960), ""),
        ("1915-02-28", "2015-03-01", range(1800, 1900), "2015-02-28"),
        ("2016-02-29", "2018-03-01", (), ""),
        ("1918", '"2018"', range(2000, 2020), "2018"),
        ("2918-10-11", "", range(2000, 2020), "2018-10-11"),
        ("2020-10-11", "", range(2000, 2020), ""),
        ("1918-10-11", "", range(1800, 2020), ""),
        ("1998-10-11", "", range(2000, 2020), ""),
        ("Y-13000000000", "", range(2000, 2020), ""),
        ("2918-10-11/2918-10-12", "", range(2000, 2020), ""),
        ("[..2918-10-11]", "", range(2000, 2020), ""),
        ("2918-10-11", "0001-05-05", (), ""),
    ],
)
def test_years_that_are_slips(date: str, published: str, others: range, meant: str) -> None:
    event = reported(f'"{date}"', published) if published else strike(date=f'"{date}"')
    files = {EVENT: event} | {f"{year}/{year}-a.toml": strike(date=f'"{year}"') for year in others}
    found = run(corpus(files), [named("TIM208")])
    assert [f.offer for f in found] == ([f"timeline edit 2024-11-17-strike --date {meant}"] if meant else [])


def test_what_lies_ahead_may_lie_far_ahead() -> None:
    assert said("TIM208", reported("2118-10-11", "2018-10-12", status='"planned"')) == []
