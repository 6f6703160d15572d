"""Events under headings, without a folder."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answers import entry
from edtf_strategies import edtf_texts
from timeline.dates import periods
from timeline.dates.calendar import PERIODS
from timeline.dates.edtf import parse
from timeline.dates.periods import period
from timeline.errors import UsageError
from timeline.model.event import Actor, Place
from timeline.model.register import Register
from timeline.records.entry import Entry
from timeline.records.groups import Dated, HeadingCount, Naming, grouped, is_sure, ranked, tallied
from timeline.records.identities import Identities

REGISTER = Register.build(actors={"biden": {"name": "Joe Biden", "aliases": ["Biden"]}})[0]


def headings(entries: list[Entry], by: str) -> list[tuple[str, int]]:
    return [(heading, len(some)) for heading, some in grouped(entries, by, Identities(REGISTER))]


def test_groups() -> None:
    entries = [
        entry(date="2024-11-17", actors=(Actor(name="b"), Actor(name="A"), Actor(name="b"))),
        entry(date="2024", tags=("t", "t"), places=(Place(name="P"),)),
        entry(date="2023-05", actors=(Actor(name="A"),)),
    ]
    assert headings(entries, "actor") == [("A", 2), ("b", 1), ("no actor", 1)]
    assert headings(entries, "tag") == [("t", 1), ("no tag", 2)]
    assert headings(entries, "place") == [("P", 1), ("no place", 2)]
    assert headings(entries, "year") == [("2023", 1), ("2024", 2)]
    assert headings(entries, "month") == [("May 2023", 1), ("2024, month not known", 1), ("November 2024", 1)]
    assert headings(entries, "decade") == [("2020s", 3)]
    assert headings(entries, "quarter") == [("Q2 2023", 1), ("2024, quarter not known", 1), ("Q4 2024", 1)]
    assert headings([entry(date="2024-11-17T20:20")], "hour") == [("17 November 2024, 20:00–20:59", 1)]
    with pytest.raises(UsageError, match='no group "fortnight"'):
        grouped(entries, "fortnight", Identities(REGISTER))
    assert grouped([], "month", Identities(REGISTER)) == []


def test_an_actor_has_one_heading_whatever_the_name() -> None:
    both = (Actor(name="Biden"), Actor(name="joe biden"))
    assert headings([entry(actors=both), entry(actors=both[:1]), entry(actors=both[1:])], "actor") == [("Joe Biden", 3)]
    assert headings([entry(actors=(Actor(name="Zoë"),)), entry(actors=(Actor(name="ZOE"),))], "actor") == [("Zoë", 2)]


def test_what_surely_stands_under_its_heading() -> None:
    assert is_sure(entry(date="2024-11-17"), "month")
    assert not is_sure(entry(date="2024-11-17?"), "month")
    assert is_sure(entry(date="2024-11-17?"), "tag")
    assert not is_sure(entry(date="2024-11-17", date_basis="reported"), "year")
    assert not is_sure(entry(certain=False, date="2024-11-17"), "")


def test_status_and_sourcing_stand_in_the_order_of_their_words() -> None:
    entries = [entry(status="possible"), entry(status="confirmed"), entry(status="confirmed")]
    assert headings(entries, "status") == [("confirmed", 2), ("possible", 1)]
    assert headings(entries, "sourcing") == [("no source", 3)]


def test_names_of_most_events_come_first() -> None:
    found = Naming([True, False, True, True], [("B", {0, 1}), ("A", {0, 3}), ("C", {0, 3})])
    ranking = ranked(found, "actor", Identities(REGISTER), 2)
    assert [count[1:] for count in ranking.first] == [("A", 2, 0), ("B", 2, 1)]
    assert ranking.others == HeadingCount(None, "1 other", 2, 0)
    assert ranking.none == HeadingCount(None, "no actor", 1, 0)
    assert len(ranked(found, "actor", Identities(REGISTER)).first) == 3


def test_an_event_without_a_name_is_of_nobody() -> None:
    assert headings([entry(actors=(Actor(name=""),))], "actor") == [("no actor", 1)]


def test_an_event_with_two_names_of_one_spelling_stands_there_once() -> None:
    register = Register.build(actors={"a": {"name": "Kyiv"}, "b": {"name": "Kyiv", "aliases": ["B"]}})[0]
    twice = entry(actors=(Actor(name="b"), Actor(name="a")))
    assert [len(some) for _, some in grouped([twice], "actor", Identities(register))] == [1]


@given(edtf_texts(), st.sampled_from(PERIODS))
def test_what_is_plain_to_see_is_what_the_date_says(text: str, by: str) -> None:
    key, heading = period(parse(text), by)
    sure = periods.is_sure(parse(text), by)
    assert tallied([Dated(text, True, False, 3)], by) == [HeadingCount(key, heading, 3, 0 if sure else 3)]


@pytest.mark.parametrize("by", PERIODS)
@pytest.mark.parametrize(
    "text",
    ["2024-11-17", "2024-11-17T20:20Z", "2024-11-17/2024-11-17", "2024-11-17/..", "2024-11-17T20:20/2024-12-01T10:00",
     "2024-11-17/2025-01-01", "2024-11-17/2024-12", "2024-11-17/2024-11-20?", "2024-11-17/", "2024-11-17~"],
)  # fmt: skip
def test_the_same_of_some_dates(text: str, by: str) -> None:
    key, heading = period(parse(text), by)
    sure = periods.is_sure(parse(text), by)
    assert tallied([Dated(text, True, False, 3)], by) == [HeadingCount(key, heading, 3, 0 if sure else 3)]
