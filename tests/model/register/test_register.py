from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.model.event import Event, Source
from timeline.model.register import Register
from timeline.text.folding import fold

ACTORS: dict[str, Any] = {
    "joe-biden": {
        "name": "Joe Biden",
        "kind": "person",
        "aliases": ["Biden", "US President Joe Biden"],
        "memberships": [{"of": "united-states", "role": "President", "from": date(2021, 1, 20), "until": "2025-01-20"}],
    },
    "hunter-biden": {"name": "Hunter Biden", "kind": "person"},
    "united-states": {"name": "United States", "kind": "state", "aliases": ["US", "American"]},
    "pentagon": {"name": "Pentagon", "kind": "public-body", "memberships": [{"of": "united-states"}]},
    "eucom": {"name": "EUCOM", "kind": "armed-force", "memberships": [{"of": "pentagon", "from": "2020"}]},
    "nyt": {"name": "The New York Times", "kind": "outlet", "aliases": ["NYT"], "domains": ["nytimes.com", "nyti.ms"]},
    "zelenskyy": {"name": "Володимир Зеленський", "kind": "person", "aliases": ["Zelenskyy", "Zelenský"]},
}
PLACES: dict[str, Any] = {
    "russia": {"name": "Russia", "precision": "country"},
    "kursk-oblast": {"name": "Kursk Oblast", "within": "russia", "lat": 51, "lon": 36.2},
    "sudzha": {"name": "Sudzha", "aliases": ["Suja"], "within": "kursk-oblast"},
}
DOCUMENTS: dict[str, Any] = {
    "up-atacms": {
        "publisher": "Ukrainska Pravda",
        "title": "Biden allows Ukraine to strike Russia",
        "published": datetime(2024, 11, 17, 20, 20),  # noqa: DTZ001 - as printed, without a zone
        "author": ["Kateryna Tyshchenko"],
        "kind": "web",
        "confidential": False,
    }
}


def built(actors: Any = None, places: Any = None, documents: Any = None) -> Register:
    register, faults = Register.build(actors, places, documents)
    assert faults == []
    return register


@pytest.fixture(scope="module")
def register() -> Register:
    return built(ACTORS, PLACES, DOCUMENTS)


def event(*sources: Source) -> Event:
    return Event(title="It happened", date="2024-11-17", sources=sources)


# Names


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Joe  BIDEN", "joe biden"),
        ("joe-biden", "joe biden"),
        ("U.S.", "us"),
        ("Zelenský", "zelensky"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("Ǿ ℌ", "o h"),
        ("Côte d’Ivoire", "cote divoire"),
        ("Київ", "київ".replace("ї", "і")),
        ("!?", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@settings(max_examples=100)
@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("name", ["Joe Biden", "biden", "BIDEN", "joe-biden", "US  president Joe Biden"])
def test_an_actor_by_any_of_its_names(register: Register, name: str) -> None:
    assert register.actors.find(name) == ("joe-biden",)


def test_accents_do_not_matter(register: Register) -> None:
    assert register.actors.find("ZELENSKY") == register.actors.find("Zelenskyy") == ("zelenskyy",)
    assert register.actors.find("володимир зеленський") == ("zelenskyy",)


def test_a_part_of_a_name_is_no_name(register: Register) -> None:
    assert register.actors.find("Joe") == register.actors.find("") == register.actors.find("…") == ()


def test_names_of_a_known_spelling_are_those_of_its_actor_alone(register: Register) -> None:
    assert register.actors.names("biden") == ("Joe Biden", "Biden", "US President Joe Biden", "joe-biden")


def test_names_of_another_query_are_those_of_all_whose_names_hold_its_words(register: Register) -> None:
    assert register.actors.names("president biden") == register.actors.names("Joe Biden")
    assert register.actors.names("hunter") == ("Hunter Biden", "hunter-biden")
    assert register.actors.names("york times the") == ("The New York Times", "NYT", "nyt")
    assert register.actors.names("bide") == register.actors.names("!") == register.actors.names("") == ()


def test_an_ambiguous_name_finds_both() -> None:
    twice = built({"georgia": {"name": "Georgia"}, "georgia-us": {"name": "State of Georgia", "aliases": ["GEORGIA"]}})
    assert twice.actors.find("georgia") == ("georgia", "georgia-us")
    assert twice.actors.ambiguous() == {"Georgia": ("georgia", "georgia-us")}
    assert set(twice.actors.names("georgia")) == {"Georgia", "georgia", "State of Georgia", "GEORGIA", "georgia-us"}


def test_an_actor_that_goes_by_one_name_twice_is_not_ambiguous(register: Register) -> None:
    assert register.actors.ambiguous() == {}


# Membership


def test_members_of_members_are_members(register: Register) -> None:
    assert [*register.actors.parts("united-states")] == [
        ("joe-biden", date(2021, 1, 20).toordinal(), date(2025, 1, 20).toordinal()),
        ("pentagon", None, None),
        ("eucom", date(2020, 1, 1).toordinal(), None),
    ]
    assert [*register.actors.parts("joe-biden")] == [*register.actors.parts("nobody")] == []


def days(*memberships: dict[str, Any]) -> list[tuple[str | None, str | None]]:
    """When, in years, somebody was a member of the United Nations who was so of a state that was."""
    entries = {"un": {"name": "UN"}, "state": {"name": "State", "memberships": [*memberships[1:]]}}
    register = built(entries | {"somebody": {"name": "Somebody", "memberships": [memberships[0]]}})
    found = [part for part in register.actors.parts("un") if part[0] == "somebody"]
    return [tuple(str(date.fromordinal(day)) if day else None for day in part[1:]) for part in found]  # type: ignore[misc]


def test_a_member_of_a_member_is_one_while_both_are() -> None:
    of_state, of_un = {"of": "state", "from": 2010, "until": 2020}, {"of": "un", "from": 2015, "until": 2025}
    assert days(of_state, of_un) == [("2015-01-01", "2020-12-31")]
    assert days({"of": "state"}, of_un) == [("2015-01-01", "2025-12-31")]
    assert days(of_state, {"of": "un"}) == [("2010-01-01", "2020-12-31")]


def test_one_may_be_a_member_twice() -> None:
    twice = {"of": "un", "until": 2000}, {"of": "un", "from": 2010}
    assert days({"of": "state"}, *twice) == [(None, "2000-12-31"), ("2010-01-01", None)]
    assert days({"of": "state"}, {"of": "un"}, {"of": "un", "from": 2010}) == [(None, None)]


def test_rings_of_membership_end() -> None:
    ring = built({i: {"name": i, "memberships": [{"of": o}]} for i, o in ("ab", "bc", "ca")})
    assert {part for part, _, _ in ring.actors.parts("a")} == {"b", "c"}
    assert all(ring.actors.part_of(a, b) for a in "abc" for b in "abc")


def test_part_of(register: Register) -> None:
    assert register.actors.part_of("EUCOM", "US")
    assert register.actors.part_of("American", "united states")
    assert not register.actors.part_of("US", "EUCOM")
    assert not register.actors.part_of("Pentagon", "NYT")
    assert not register.actors.part_of("nobody", "US")
    assert not register.actors.part_of("US", "nobody")


def test_a_member_of_nobody_known_is_a_part_of_nothing() -> None:
    register, faults = Register.build({"a": {"name": "A", "memberships": [{"of": "nobody"}]}})
    assert [fault.at for fault in faults] == [("actors", "a", "memberships", 0, "of")]
    assert not register.actors.part_of("A", "B")


def test_a_long_ladder_of_membership() -> None:
    ladder = {str(n): {"name": f"n{n}", "memberships": [{"of": str(n + 1)}]} for n in range(5000)}
    tall = built({**ladder, "5000": {"name": "top"}})
    assert len([*tall.actors.parts("5000")]) == 5000
    assert tall.actors.part_of("0", "5000")


# Outlets and places


@pytest.mark.parametrize(
    ("host", "outlet"),
    [
        ("nytimes.com", "nyt"),
        ("www.NYTimes.com", "nyt"),
        ("cooking.nytimes.com.", "nyt"),
        ("notnytimes.com", None),
        ("com", None),
        ("", None),
    ],
)
def test_outlet_of(register: Register, host: str, outlet: str | None) -> None:
    assert register.outlet_of(host) == outlet


def test_the_nearest_domain_wins_and_a_shared_one_is_nobodys() -> None:
    hosts = built(
        {
            "bbc": {"name": "BBC", "domains": ["bbc.co.uk"]},
            "sport": {"name": "BBC Sport", "domains": ["sport.bbc.co.uk", "shared.example"]},
            "other": {"name": "Other", "domains": ["shared.example"]},
        }
    )
    assert hosts.outlet_of("www.sport.bbc.co.uk") == "sport"
    assert hosts.outlet_of("www.bbc.co.uk") == "bbc"
    assert hosts.outlet_of("shared.example") is None


def test_places(register: Register) -> None:
    assert register.places.find("suja") == ("sudzha",)
    assert register.places.names("oblast") == ("Kursk Oblast", "kursk-oblast")
    assert [*register.places.parts("russia")] == [("kursk-oblast", None, None), ("sudzha", None, None)]
    assert register.places.part_of("Sudzha", "Russia")
    assert register.places.entries["kursk-oblast"].lat == 51.0


# Documents


def test_a_ref_takes_what_the_event_does_not_write_itself(register: Register) -> None:
    use = Source(id="up", ref="up-atacms", title="Another title", quote="he said", cites=("nyt",))
    (source,) = register.resolve(event(use)).sources
    assert source == Source(
        id="up",
        ref="up-atacms",
        kind="web",
        publisher="Ukrainska Pravda",
        author=("Kateryna Tyshchenko",),
        published="2024-11-17T20:20:00",
        title="Another title",
        quote="he said",
        cites=("nyt",),
    )


def test_a_ref_to_nothing_is_left_as_it_is(register: Register) -> None:
    unknown, none = Source(id="a", ref="unknown"), Source(id="b")
    before = event(unknown, none)
    assert register.resolve(before) is before
    mixed = register.resolve(event(unknown, none, Source(id="c", ref="up-atacms")))
    assert mixed.sources[:2] == (unknown, none)
    assert mixed.sources[2].publisher == "Ukrainska Pravda"


def test_resolving_twice_changes_nothing(register: Register) -> None:
    once = register.resolve(event(Source(id="c", ref="up-atacms")))
    assert register.resolve(once) == once


def test_an_empty_register_answers_nothing() -> None:
    empty = Register()
    some = event(Source(id="a", ref="b"))
    assert empty.actors.find("x") == empty.actors.names("x") == empty.places.find("x") == empty.places.names("x") == ()
    assert [*empty.actors.parts("x")] == []
    assert empty.outlet_of("x.com") is None
    assert not empty.actors.part_of("x", "x")
    assert empty.actors.ambiguous() == {}
    assert empty.resolve(some) is some


def test_documents_that_cannot_be_read_may_be_confidential() -> None:
    register, _ = Register.build(documents={"leak": {"confidential": True}, "open": {}})
    before = event(Source(id="a", ref="gone"), Source(id="b"), Source(id="c", ref="leak"))
    assert [s.confidential for s in register.resolve(before).sources] == [False, False, True]
    assert [register.hides(ref) for ref in ("leak", "open", "gone")] == [True, False, False]
    register.unread = True
    assert [s.confidential for s in register.resolve(before).sources] == [True, False, True]
    assert register.hides("gone")
