"""What is kept of an event; and what makes two look like one, the same from both sides."""

from datetime import date

import pytest
from msgspec import msgpack

from timeline.checks.gist import Gist, gist_of, why_alike
from timeline.model.event import Actor, Event, Link, Place, Source
from timeline.model.register import Register

REGISTER = Register.build(
    {"joe-biden": {"name": "Joe Biden", "aliases": ["Biden"]}, "a": {"name": "Anna"}, "b": {"name": "Anna"}},
    {"kyiv": {"name": "Kyiv"}},
)[0]


def test_a_gist_is_little_and_plain() -> None:
    source = Source(id="s", title="T", url="https://a.example", copy="copies/a", quote="a b", published="2024-11-18")
    gist = gist_of(
        Event(
            id="e",
            title="The 3 of Kyiv strike, for 1,500.5 U.S. dollars",
            date="2024-11",
            actors=(Actor(name="Biden"), Actor(name="Anna"), Actor(name="Zoë"), Actor(name="?")),
            places=(Place(name="KYIV"), Place(name="Sumy")),
            links=(Link(type="about", to="x"),),
            aliases=("2024-old",),
            sources=(source,),
        ),
        REGISTER,
        [Source(id="r", ref="doc"), source],
    )
    assert gist == Gist(
        id="e",
        date="2024-11",
        days=(date(2024, 11, 1).toordinal(), date(2024, 11, 30).toordinal()),
        is_wide=True,
        words=frozenset(("kyiv", "strike", "us", "dollars")),
        numbers=frozenset(("3", "15005")),
        status="reported",
        reported=(date(2024, 11, 18).toordinal(),),
        actors=("Biden", "Anna", "Zoë", "?"),
        people=frozenset(("joe-biden", "anna", "zoe")),
        places=frozenset(("kyiv", "sumy")),
        sites=("KYIV", "Sumy"),
        outlets=(),
        links=(("about", "x"),),
        aliases=("2024-old",),
        pages=((1, "https://a.example", "T"),),
        copied=True,
    )
    assert msgpack.decode(msgpack.encode(gist), type=Gist) == gist


TITLE = "Biden lets Ukraine strike Russia with ATACMS"
NAMES = Register.build(
    {"joe-biden": {"name": "Joe Biden", "aliases": ["Biden"]}},
    {"kyiv": {"name": "Kyiv", "aliases": ["Kiev"]}},
)[0]


def event(title: str = TITLE, date: str = "2024-11-17", *, by: str = "", at: str = "") -> Gist:
    return gist_of(
        Event(
            title=title,
            date=date,
            actors=tuple(Actor(name=name) for name in by.split(", ") if name),
            places=tuple(Place(name=name) for name in at.split(", ") if name),
        ),
        NAMES,
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


def test_linked_events_are_two() -> None:
    one, other = event()._replace(id="one"), event()._replace(id="other")
    assert why(one, other)
    assert why(one._replace(links=(("related", "other"),)), other) == ""
    linked = gist_of(Event(title=TITLE, date="2024-11-17", links=(Link(type="duplicate-of", to="one"),)), NAMES)
    assert why(one, linked) == ""
    assert why(one._replace(links=(("related", "third"),)), other)
