"""An event as pictures show it."""

from typing import Any

import pytest

import answers
from timeline.model.event import Actor, Place, Source
from timeline.model.register import Register
from timeline.pictures.drawn import Drawn, drawn, titled, usual_kind
from timeline.pictures.spans import Clock
from timeline.records.identities import Identities

REGISTER = Register.build(actors={"biden": {"name": "Joe Biden", "aliases": ["Biden"]}})[0]
KNOWN = Identities(REGISTER)


def one(kind: str = "actor", **values: Any) -> Drawn:
    (found,) = drawn([answers.entry(**values)], kind, KNOWN, Clock(as_written=True))
    return found


def test_what_is_said_of_it() -> None:
    paper = Source(id="s", publisher="P")
    found = one(title=" A\n B ", date="2024-11-17", date_basis="reported", date_text="at night", sources=(paper,))
    assert found.told == "17 November 2024 (reported) (“at night”): A B. All of it from one source."
    assert (found.tone, found.item.title) == ("one", "A B")
    assert [span.written() for span in found.item.spans] == ["<20044,20045"]


def test_without_a_title_that_can_be_seen_it_is_called_by_its_id() -> None:
    assert titled(answers.entry(title=" \n ").event) == "the-id"


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("actor", ["Joe Biden", "B"]),
        ("place", ["Kursk", "Sumy"]),
        ("tag", ["a", "b/c"]),
        ("status", ["reported"]),
        ("sourcing", ["no source"]),
    ],
)
def test_the_lanes_it_is_of(kind: str, names: list[str]) -> None:
    found = one(
        kind,
        actors=(Actor(name="Biden"), Actor(name="B"), Actor(name="Joe Biden")),
        places=(Place(name="Kursk"), Place(name="Sumy"), Place(name="Kursk")),
        tags=("a", "b/c"),
    )
    assert [*found.item.names] == names


@pytest.mark.parametrize(
    ("events", "kind"),
    [
        ([], "actor"),
        ([{}], "status"),
        ([{"places": (Place(name="Kursk"),)}], "place"),
        ([{"places": (Place(name="Kursk"),)}, {"tags": ("a",)}], "tag"),
        ([{"tags": ("a",)}, {"actors": (Actor(name="B"),)}, {"tags": ("c",)}], "actor"),
    ],
)
def test_lanes_stand_for_the_first_kind_of_which_there_is_a_name(events: list[dict[str, Any]], kind: str) -> None:
    assert usual_kind([answers.entry(**values) for values in events], KNOWN) == kind
