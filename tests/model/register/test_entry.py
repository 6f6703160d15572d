from datetime import date
from typing import Any

import pytest

from timeline.model.event import Document, table
from timeline.model.register import Register
from timeline.model.register.entry import ACTOR_KIND, ActorEntry, Membership, PlaceEntry

NAME = {"name": "A"}


@pytest.mark.parametrize(
    ("register", "tables", "at", "message", "hint"),
    [
        ("actors", {"a": "text"}, "a", "a is text; it must be a table", "write [a] and its keys below it"),
        ("actors", {"a": {}}, "a", "name is missing in an entry of actors", 'name = "…"'),
        ("actors", {"a": {"name": 1}}, "a name", "name is a number; it must be text in quotes", 'name = "1"'),
        ("actors", {"a": NAME | {"aliases": "B"}}, "a aliases", "aliases is text; it must be a list", 'aliases = ["B"]'),
        ("actors", {"a": NAME | {"alias": ["B"]}}, "a alias", 'unknown key "alias"', 'did you mean "aliases"?'),
        ("actors", {"a": NAME | {"x": 1}}, "a x", 'unknown key "x"', "keys: name, aliases, kind, memberships, wikidata, country, domains, grade"),
        ("actors", {"a": NAME | {"kind": "sate"}}, "a kind", '"sate" is no kind', 'did you mean "state"?'),
        ("actors", {"a": NAME | {"kind": "xxxxxxxxxx"}}, "a kind", '"xxxxxxxxxx" is no kind', "one of " + ", ".join(ACTOR_KIND)),
        (
            "actors",
            {"a": NAME | {"memberships": [{"of": "aa"}]}, "aaa": {"name": "AA"}},
            "a memberships 0 of",
            'no actor has the id "aa"',
            'did you mean "aaa"?',
        ),
        ("actors", {"a": NAME | {"memberships": ["a"]}}, "a memberships 0", "an entry of memberships is text; it must be a table", ""),
        ("actors", {"a": NAME | {"memberships": [{"role": "x"}]}}, "a memberships 0", "of is missing in an entry of memberships", 'of = "…"'),
        ("actors", {"a": NAME | {"memberships": [{"of": "a", "form": 1}]}}, "a memberships 0 form", 'unknown key "form" in memberships', 'did you mean "from"?'),
        (
            "actors",
            {"a": NAME | {"memberships": {"of": "a"}}},
            "a memberships",
            "memberships is a table; it must be a list",
            "memberships = [{ … }], or one header with two brackets, [[ ]], for each entry",
        ),
        ("actors", {"a": NAME | {"domains": ["https://a.example/"]}}, "a domains 0", '"https://a.example/" is no host', "write it as in nytimes.com"),
        ("places", {"a": NAME | {"within": "b"}}, "a within", 'no place has the id "b"', ""),
        ("places", {"a": NAME | {"lat": "51°"}}, "a lat", "lat is text; it must be a number, without quotes", ""),
        ("sources", {"a": {"quote": "x"}}, "a quote", '"quote" belongs to an event\'s source, not to the document', "write it there"),
        ("sources", {"a": {"author": 1}}, "a author", "author is a number; it must be text in quotes or a list", 'author = "1"'),
        ("sources", {"a": {"confidential": "yes"}}, "a confidential", "confidential is text; it must be true or false, without quotes", ""),
        ("sources", {"a": {"published": True}}, "a published", "published is true or false; it must be a date: 2024-11-17, or text in quotes", ""),
    ],
)  # fmt: skip
def test_problems(register: str, tables: dict[str, Any], at: str, message: str, hint: str) -> None:
    given: dict[str, Any] = {"documents" if register == "sources" else register: tables}
    (problem,) = Register.build(**given)[1]
    assert problem.at == (register, *(int(step) if step.isdigit() else step for step in at.split()))
    assert (problem.message, problem.hint) == (message, hint)
    assert problem.code == ("SCH001" if message.startswith("unknown") else "SCH006")


def test_a_date_that_is_none_is_a_fault_and_binds_nobody() -> None:
    membership = {"of": "b", "from": "yesterday", "until": 2020}
    actors = {"a": {"name": "A", "memberships": [membership]}, "b": {"name": "B"}}
    register, problems = Register.build(actors)
    assert [(p.code, p.at) for p in problems] == [("TIM206", ("actors", "a", "memberships", 0, "from"))]
    assert [*register.actors.parts("b")] == [("a", None, date(2020, 12, 31).toordinal())]


def test_what_cannot_be_read_is_left_out_and_the_rest_stays() -> None:
    actors = {
        "a": {"kind": "state"},
        "b": {"name": "B", "kind": 1, "aliases": ["Bee"]},
        "c": {"name": "C", "kind": "odd"},
    }
    register, problems = Register.build(actors)
    assert len(problems) == 3
    assert register.actors.entries == {
        "b": ActorEntry(id="b", name="B", aliases=("Bee",)),
        "c": ActorEntry(id="c", name="C", kind="odd"),
    }


def test_a_membership_that_cannot_be_read_takes_nothing_with_it() -> None:
    memberships = [{"of": 1}, {"of": "b", "role": 2}, {"of": "c"}]
    actors = {"a": {"name": "A", "aliases": ["A", 5], "memberships": memberships}, "b": NAME, "c": NAME}
    register, problems = Register.build(actors)
    assert [p.at[2:] for p in problems] == [("aliases", 1), ("memberships", 0, "of"), ("memberships", 1, "role")]
    entry = register.actors.entries["a"]
    assert (entry.aliases, entry.memberships) == (("A",), (Membership(of="b"), Membership(of="c")))


def test_what_belongs_to_the_use_of_a_document_is_not_the_documents() -> None:
    register, _ = Register.build(documents={"d": {"title": "T", "quote": "Q"}})
    assert register.documents["d"].quote is None
    assert not {"quote", "cites", "id", "stance"} & table(Document).keys()


def test_the_rows_of_the_registers_are_a_table_too() -> None:
    assert list(table(ActorEntry)) == [
        *("name", "aliases", "kind", "memberships", "wikidata", "country", "domains", "grade"),
    ]
    assert list(table(PlaceEntry)) == ["name", "aliases", "country", "lat", "lon", "precision", "within", "wikidata"]
    assert table(ActorEntry)["memberships"].struct is Membership
    assert table(ActorEntry)["kind"].words is ACTOR_KIND


@pytest.mark.parametrize(("said", "hidden"), [("no", True), (1, True), (True, True), (False, False)])
def test_a_document_that_calls_itself_confidential_is(said: object, hidden: bool) -> None:
    register, problems = Register.build(documents={"d": {"title": "T", "confidential": said}})
    assert register.documents["d"].confidential is hidden
    assert len(problems) == (not isinstance(said, bool))
