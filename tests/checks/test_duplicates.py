"""What makes two events look like one: days, places, numbers, words, quotes, links; the same from both sides."""

import pytest

from timeline.checks.duplicates import why_alike
from timeline.checks.gist import Gist, gist_of
from timeline.model.event import Actor, Event, Link, Place, Source
from timeline.model.register import Register

TITLE = "Biden lets Ukraine strike Russia with ATACMS"
QUOTE = "President Biden has authorized the first use of long range missiles by Ukraine for strikes inside Russia"
REGISTER = Register.build(
    {"joe-biden": {"name": "Joe Biden", "aliases": ["Biden"]}},
    {"kyiv": {"name": "Kyiv", "aliases": ["Kiev"]}},
)[0]


def event(title: str = TITLE, date: str = "2024-11-17", *, by: str = "", at: str = "", quote: str = "") -> Gist:
    return gist_of(
        Event(
            title=title,
            date=date,
            actors=tuple(Actor(name=name) for name in by.split(", ") if name),
            places=tuple(Place(name=name) for name in at.split(", ") if name),
            sources=(Source(id="a", quote=quote),) if quote else (),
        ),
        REGISTER,
    )


def why(one: Gist, other: Gist) -> str:
    assert why_alike(one, other) == why_alike(other, one)
    return why_alike(one, other)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2024-11-17", "2024-11-17", True),
        ("2024-11-17", "2024-11-18", False),
        ("2024-11-17", "2024-11-17T20:20", True),
        ("2024-11-17", "2024-11-17?", True),
        ("2024-11-17", "2024-11", True),
        ("2024-11", "2024-11", True),
        ("2024-11", "2024", True),
        ("2024-11", "2024-10", False),
        ("2024-11-17", "2024", True),
        ("2024-11-17", "2023", False),
        ("2024-11-17", "2024-11-XX", True),
        ("2024-11-17/2024-11-19", "2024-11", True),
        ("2024-11-17/2024-12-19", "2024-11", False),
        ("2024-11-17/2024-11-19", "2024-11-17/2024-11-19", True),
        ("2024-11-17/2024-11-19", "2024-11-18/2024-11-20", False),
        ("2024-11-17", "2024-11-17/2024-11-19", False),
        ("2024-11-17", "[..2024-11-20]", False),
        ("2024-11-17", "2024-11-01/..", False),
        ("2024-11-01/..", "2024-11-01/..", True),
        ("2024-11-17", "202X", False),
        ("2024-11-17", "2024-24", False),
        ("2024-11-17", "XXXX", False),
        ("[..2024-11-20]", "2024", False),
    ],
)
def test_days(one: str, other: str, same: bool) -> None:
    assert why(event(date=one), event(date=other)) == ("same days, titles alike" if same else "")


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (TITLE, TITLE, True),
        (TITLE, f"{TITLE} missiles", True),
        (TITLE, "ATACMS: Bidén lets UKRAINE strike Russia", True),
        (TITLE, "Biden lets Ukraine strike Iran", False),
        ("Poems published", "The poems are published", True),
        ("Elections", "Elections", False),
        ("It is of the", "It is of the", False),
        ("???", "???", False),
        ("2 dead", "2 dead", False),
        ("2 dead in Sumy", "2 dead in Sumy", True),
        ("2 dead in Sumy", "3 dead in Sumy", False),
        ("Kosmos 2560 launched", "Kosmos launched", False),
        ("1,500 march in Kyiv", "1500 march in Kyiv", True),
        ("F-16 shot down near Sumy", "F-15 shot down near Sumy", False),
    ],
)
def test_titles(one: str, other: str, alike: bool) -> None:
    assert why(event(one), event(other)) == ("same days, titles alike" if alike else "")


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("", "Kyiv", True),
        ("Kyiv", "kiev", True),
        ("Kyiv", "Sumy", False),
        ("Kyiv, Sumy", "Sumy, Lviv", True),
        ("Dallas, Texas", "dallas, texas", True),
        ("???", "Kyiv", True),
    ],
)
def test_places(one: str, other: str, alike: bool) -> None:
    assert bool(why(event(at=one), event(at=other))) == alike


def test_an_actor_helps_and_is_not_needed() -> None:
    assert why(event(by="Biden"), event(by="Somebody")) == "same days, titles alike"
    assert why(event(by="Biden"), event(by="Somebody, joe biden")) == "same days, an actor shared, titles alike"


@pytest.mark.parametrize(
    ("quote", "by", "date", "alike"),
    [
        (QUOTE, "Joe Biden", "2024-11-17", True),
        (f"She said: {QUOTE.upper()}, and left", "Joe Biden", "2024-11-17", True),
        (QUOTE, "Somebody", "2024-11-17", False),
        (QUOTE, "", "2024-11-17", False),
        (QUOTE, "Joe Biden", "2024-11-18", False),
        ("Too short", "Joe Biden", "2024-11-17", False),
        ("Some other words that are long enough to be a quote of its own", "Joe Biden", "2024-11-17", False),
    ],
)
def test_the_same_quote_of_a_shared_actor(quote: str, by: str, date: str, alike: bool) -> None:
    found = why(event(by="Biden", quote=QUOTE), event("Something else", date, by=by, quote=quote))
    assert found == ("same days, an actor shared, the same quote" if alike else "")


def test_linked_events_are_two() -> None:
    one, other = event()._replace(id="one"), event()._replace(id="other")
    assert why(one, other)
    assert why(one._replace(links=(("related", "other"),)), other) == ""
    linked = gist_of(Event(title=TITLE, date="2024-11-17", links=(Link(type="duplicate-of", to="one"),)), REGISTER)
    assert why(one, linked) == ""
    assert why(one._replace(links=(("related", "third"),)), other)
