from datetime import date
from typing import Any

import pytest

from timeline.model.event import table
from timeline.model.register import Register
from timeline.model.register_entries import ACTOR_KIND, ActorEntry, Fault, Membership, PlaceEntry

WRITE_IT = "write it there"


@pytest.mark.parametrize(
    ("register", "tables", "expected"),
    [
        ("actors", {"a": "text"}, [Fault(("actors", "a"), "is no table", "write [a] and its keys below it")]),
        ("actors", {"a": {}}, [Fault(("actors", "a"), 'has no "name"', "every entry needs one")]),
        ("actors", {"a": {"name": 1}}, [Fault(("actors", "a", "name"), "name must be text in quotes")]),
        (
            "actors",
            {"a": {"name": "A", "aliases": "B"}},
            [Fault(("actors", "a", "aliases"), 'aliases must be an array: ["…"]')],
        ),
        (
            "actors",
            {"a": {"name": "A", "alias": ["B"]}},
            [Fault(("actors", "a", "alias"), 'unknown key "alias"', 'did you mean "aliases"?')],
        ),
        (
            "actors",
            {"a": {"name": "A", "kind": "sate"}},
            [Fault(("actors", "a", "kind"), '"sate" is no kind', 'did you mean "state"?')],
        ),
        (
            "actors",
            {"a": {"name": "A", "kind": "xxxxxxxxxx"}},
            [Fault(("actors", "a", "kind"), '"xxxxxxxxxx" is no kind', "one of: " + ", ".join(ACTOR_KIND))],
        ),
        (
            "actors",
            {"a": {"name": "A", "memberships": [{"of": "aa"}]}, "aaa": {"name": "AA"}},
            [Fault(("actors", "a", "memberships", 0, "of"), 'no actor has the id "aa"', 'did you mean "aaa"?')],
        ),
        (
            "actors",
            {"a": {"name": "A", "memberships": ["a"]}},
            [Fault(("actors", "a", "memberships", 0), "is no table")],
        ),
        (
            "actors",
            {"a": {"name": "A", "memberships": [{"role": "x"}]}},
            [Fault(("actors", "a", "memberships", 0), 'has no "of"', "every entry needs one")],
        ),
        (
            "actors",
            {"a": {"name": "A", "memberships": {"of": "a"}}},
            [Fault(("actors", "a", "memberships"), 'memberships must be an array: ["…"]')],
        ),
        (
            "actors",
            {"a": {"name": "A", "domains": ["https://a.example/"]}},
            [Fault(("actors", "a", "domains", 0), '"https://a.example/" is no host', "write it as in nytimes.com")],
        ),
        (
            "places",
            {"a": {"name": "A", "within": "b"}},
            [Fault(("places", "a", "within"), 'no place has the id "b"')],
        ),
        ("places", {"a": {"name": "A", "lat": "51°"}}, [Fault(("places", "a", "lat"), "lat must be a number")]),
        (
            "sources",
            {"a": {"quote": "x"}},
            [Fault(("sources", "a", "quote"), '"quote" belongs to an event\'s source, not to the document', WRITE_IT)],
        ),
        (
            "sources",
            {"a": {"author": 1}},
            [Fault(("sources", "a", "author"), 'author must be text in quotes or an array: ["…"]')],
        ),
        (
            "sources",
            {"a": {"confidential": "yes"}},
            [Fault(("sources", "a", "confidential"), "confidential must be true or false")],
        ),
        (
            "sources",
            {"a": {"published": True}},
            [Fault(("sources", "a", "published"), "published must be text in quotes")],
        ),
    ],
)
def test_faults(register: str, tables: dict[str, Any], expected: list[Fault]) -> None:
    given_tables: dict[str, Any] = {"documents" if register == "sources" else register: tables}
    assert Register.build(**given_tables)[1] == expected


def test_a_date_that_is_none_is_a_fault_and_binds_nobody() -> None:
    membership = {"of": "b", "from": "yesterday", "until": 2020}
    actors = {"a": {"name": "A", "memberships": [membership]}, "b": {"name": "B"}}
    register, faults = Register.build(actors)
    assert [fault.keys for fault in faults] == [("actors", "a", "memberships", 0, "from")]
    assert [*register.actors.parts("b")] == [("a", None, date(2020, 12, 31).toordinal())]


def test_what_cannot_be_read_is_left_out_and_the_rest_stays() -> None:
    actors = {
        "a": {"kind": "state"},
        "b": {"name": "B", "kind": 1, "aliases": ["Bee"]},
        "c": {"name": "C", "kind": "odd"},
    }
    register, faults = Register.build(actors)
    assert len(faults) == 3
    assert register.actors.entries == {
        "b": ActorEntry(id="b", name="B", aliases=("Bee",)),
        "c": ActorEntry(id="c", name="C", kind="odd"),
    }


def test_the_rows_of_the_registers_are_a_table_too() -> None:
    assert list(table(ActorEntry)) == [
        *("name", "aliases", "kind", "memberships", "wikidata", "country", "domains", "grade"),
    ]
    assert list(table(PlaceEntry)) == ["name", "aliases", "country", "lat", "lon", "precision", "within", "wikidata"]
    assert table(ActorEntry)["memberships"].struct is Membership
    assert table(ActorEntry)["kind"].words is ACTOR_KIND
