"""What the registers say of names, put in and taken out again."""

import json
from typing import Any

import pytest

from answers import entry
from timeline.model.event import Actor, Place
from timeline.model.register import Register
from timeline.records.shown.registered import Registered, remove

ACTORS: dict[str, Any] = {
    "joe-biden": {"name": "Joe Biden", "aliases": ["Biden", "Smith"], "wikidata": "Q6279"},
    "smith": {"name": "Smith", "wikidata": "Q1"},
    "nobody": {"name": "Nobody", "country": "Nowhere"},
}
PLACES: dict[str, Any] = {
    "kursk": {"name": "Kursk", "country": "Russia", "wikidata": "Q5481"},
    "sumy": {"name": "Sumy", "country": "Ukraine"},
    "springfield": {"name": "Springfield", "country": "United States"},
    "springfield-2": {"name": "Springfield", "country": "Nowhere"},
}
KNOWN = Registered(Register.build(ACTORS, PLACES)[0])


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Joe Biden", {"wikidata": "Q6279"}),
        ("biden", {"wikidata": "Q6279"}),  # by alias, in any case
        ("Smith", {}),  # may be either
        ("Nobody", {}),
        ("Somebody", {}),
    ],
)
def test_actors(name: str, said: dict[str, str]) -> None:
    assert KNOWN.known("actors", name) == said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Kursk", {"country": "Russia", "wikidata": "Q5481"}),
        ("sumy", {"country": "Ukraine"}),
        ("Springfield", {}),
        ("Elsewhere", {}),
    ],
)
def test_places(name: str, said: dict[str, str]) -> None:
    assert KNOWN.known("places", name) == said


def test_what_is_no_entry_says_nothing() -> None:
    actors: dict[str, Any] = {
        "a": 1,
        "b": {"wikidata": "Q1"},
        "c": {"name": "C", "aliases": "D", "wikidata": 5},
        "e": {"name": "E", "wikidata": "Q2"},
    }
    odd = Registered(Register.build(actors)[0])
    assert [odd.known("actors", name) for name in ("a", "b", "C", "D", "E")] == [{}, {}, {}, {}, {"wikidata": "Q2"}]


def test_a_record_with_it() -> None:
    raw = entry(
        actors=(Actor(name="Biden", role="agent"), Actor(name="X")),
        places=(Place(name="Kursk", lat=51.73), Place(name="Sumy", country="Poland")),
        x={"long": 2**63 - 1, "exact": 0.1},
    ).json()
    added = KNOWN.added(raw)
    before, after = json.loads(raw), json.loads(added)
    assert after["actors"] == [
        before["actors"][0] | {"wikidata": "Q6279", "registered": ["wikidata"]},
        before["actors"][1],
    ]
    assert after["places"] == [
        {
            "name": "Kursk",
            "lat": 51.73,
            "country": "Russia",
            "wikidata": "Q5481",
            "registered": ["country", "wikidata"],
        },
        {"name": "Sumy", "country": "Poland"},  # the file's own wins
    ]
    assert list(after) == list(before)
    assert {k: v for k, v in after.items() if k not in {"actors", "places"}} == {
        k: v for k, v in before.items() if k not in {"actors", "places"}
    }
    remove(after)
    assert after == before


def test_a_record_of_which_nothing_is_known_stays_as_it_is() -> None:
    for raw in (entry().json(), entry(actors=(Actor(name="X"),), places=(Place(name="Y"),)).json()):
        assert KNOWN.added(raw) == raw


@pytest.mark.parametrize(
    "event", [{}, {"actors": 1, "places": None}, {"actors": ["Biden", 1, None], "places": [{"country": "Russia"}]}]
)
def test_what_is_no_event_is_left_to_who_reads_it(event: dict[str, Any]) -> None:
    before = json.dumps(event)
    remove(event)
    assert json.dumps(event) == before


def test_some_fields_with_it() -> None:
    assert KNOWN.added(b'{"tags":["a"]}') == b'{"tags":["a"]}'
    assert (
        KNOWN.added(b'{"places":[{"name":"Sumy"}]}')
        == b'{"places":[{"name":"Sumy","country":"Ukraine","registered":["country"]}]}'
    )
