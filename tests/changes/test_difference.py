"""The difference of two events as data: laws on random events, and an example of each kind."""

from datetime import date
from math import inf, nan
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct, json
from msgspec.structs import replace

from event_strategies import DATES, NUMBERS, OWN, PLAIN, TEXT
from timeline.changes.difference import Difference, apply, between, diff, tables
from timeline.model.event import Event, Field, Figure, table
from timeline.toml.parser import same

FEW = st.sampled_from(("a", "b", "Joe", "Joe (2)", "", "Zelensky", "Zelenskyy")) | TEXT
"""Names: some come again, some are nearly alike."""


def _values(row: Field) -> st.SearchStrategy[Any]:
    """Any value of a key, of its type; the default, too."""
    if row.struct:
        return st.lists(_all(row.struct), max_size=4).map(tuple)
    if row.name == "x":
        return st.dictionaries(FEW, OWN, max_size=3)
    by_kind: dict[Any, st.SearchStrategy[Any]] = {
        str: FEW | DATES,
        int: st.integers(-(2**63), 2**63 - 1),
        float: NUMBERS,
        bool: st.booleans(),
        Any: PLAIN | OWN,
    }
    words: st.SearchStrategy[Any] = st.lists(FEW, max_size=4).map(tuple)
    held = st.one_of([by_kind.get(kind, words) for kind in row.kinds])
    return held if row.required else held | st.just(row.default)


def _all(cls: type[Struct]) -> st.SearchStrategy[Any]:
    return st.builds(cls, **{name: _values(row) for name, row in table(cls).items()})


ALL = _all(Event)


@st.composite
def _edited(draw: st.DrawFn, held: Struct) -> Any:
    """The same with some keys set anew; elements of lists moved, doubled, gone, renamed, edited."""
    rows: dict[str, Field] = table(type(held))
    changed: dict[str, Any] = {}
    for name in draw(st.sets(st.sampled_from(sorted(rows)), min_size=1, max_size=4)):
        row, value = rows[name], getattr(held, name)
        if row.name == "x":
            changed[name] = _without(value, draw(st.integers(0, 3))) | draw(_values(row))
        elif row.kinds != (tuple,) or not value:
            changed[name] = draw(_values(row))
        else:
            changed[name] = tuple(draw(_list(row, list(value))))
    return replace(held, **changed)


def _without(own: dict[str, Any], place: int) -> dict[str, Any]:
    """Fields of the user's own without one, and without one in each table of them."""
    kept = {key: held for n, (key, held) in enumerate(own.items()) if n != place}
    return {key: _without(held, place) if isinstance(held, dict) else held for key, held in kept.items()}


@st.composite
def _list(draw: st.DrawFn, row: Field, held: list[Any]) -> list[Any]:
    how = draw(st.sets(st.sampled_from(("move", "cut", "double", "add", "edit"))))
    if "double" in how:
        held += held[: draw(st.integers(1, 2))]
    if "move" in how:
        held = list(draw(st.permutations(held)))
    if "cut" in how:
        held.pop(draw(st.integers(0, len(held) - 1)))
    if "edit" in how and row.struct:
        held = [draw(_edited(element)) if draw(st.booleans()) else element for element in held]
    if "add" in how:
        held[draw(st.integers(0, 2)) : 0] = draw(_values(row))
    return held


@st.composite
def _pair(draw: st.DrawFn) -> tuple[Event, Event]:
    """Two events: often the second is the first one edited."""
    one = draw(ALL)
    return one, draw(_edited(one) | _edited(one) | ALL)


@given(_pair())
def test_what_was_changed_leads_from_one_event_to_the_other(pair: tuple[Event, Event]) -> None:
    old, new = map(tables, pair)
    before, found = json.encode(old), diff(old, new)
    assert between(*pair) == found
    assert same(apply(old, found), new)
    assert same(apply(old, json.decode(json.encode(found), type=tuple[Difference, ...])), new)
    assert json.encode(old) == before


@given(ALL)
def test_nothing_was_changed_in_the_same(event: Event) -> None:
    assert diff(tables(event), tables(event)) == ()


@given(st.data())
def test_another_order_is_no_more_than_that(data: st.DataObject) -> None:
    event = data.draw(ALL)
    lists = [name for name, row in table(Event).items() if row.kinds == (tuple,)]
    moved = replace(event, **{name: tuple(data.draw(st.permutations(getattr(event, name)))) for name in lists})
    assert {d.op for d in diff(tables(event), tables(moved))} <= {"order"}


def test_a_whole_number_is_another_one_than_a_fraction() -> None:
    one, other = (Event(title="T", date="2024", figures=(Figure(what="dead", value=n),), x={"n": n}) for n in (1, 1.0))
    assert [".".join(d.key) for d in between(one, other)] == ["figures.dead.value", "x.n"]


EVENT = {"title": "T", "date": "2024-11-17"}


def _diff(old: dict[str, Any], new: dict[str, Any]) -> list[tuple[Any, ...]]:
    """What was changed between two events, in short; that it leads from one to the other is seen to."""
    one, other = EVENT | old, EVENT | new
    found = diff(one, other)
    assert same(apply(one, found), other)
    assert same(apply(other, diff(other, one)), one)
    return [(d.op, ".".join(d.key), *({"add": (d.new,), "remove": (d.old,)}.get(d.op, (d.old, d.new)))) for d in found]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ({}, {}, []),
        ({"status": "reported"}, {"status": "confirmed"}, [("change", "status", "reported", "confirmed")]),
        ({}, {"seq": 1}, [("add", "seq", 1)]),
        ({"seq": 1}, {}, [("remove", "seq", 1)]),
        (
            {"title": "A"},
            {"title": "B", "date": "2024"},
            [("change", "title", "A", "B"), ("change", "date", "2024-11-17", "2024")],
        ),
        ({"x": {"n": 1}}, {"x": {"n": 1.0}}, [("change", "x.n", 1, 1.0)]),
        ({"x": {"n": 1}}, {"x": {"n": True}}, [("change", "x.n", 1, True)]),
        ({}, {"x": {"n": {}}}, [("add", "x.n", {})]),
        (
            {"x": {"n": {"a": 1, "b": [1]}}},
            {"x": {"n": {"b": [2], "c": 3}}},
            [("remove", "x.n.a", 1), ("change", "x.n.b", [1], [2]), ("add", "x.n.c", 3)],
        ),
        ({"x": {"n": {"a": 1}}}, {"x": {"n": {}}}, [("remove", "x.n.a", 1)]),
        ({"x": {"n": {"a": 1}}}, {"x": {"n": 2}}, [("change", "x.n", {"a": 1}, 2)]),
        ({"x": {"n": 1}}, {}, [("remove", "x.n", 1)]),
        ({}, {"tags": ["a", "b"]}, [("add", "tags.a", "a"), ("add", "tags.b", "b")]),
        (
            {"tags": ["a", "b", "c"]},
            {"tags": ["c", "d", "a"]},
            [("remove", "tags.b", "b"), ("order", "tags", ["a", "c"], ["c", "a"]), ("add", "tags.d", "d")],
        ),
        (
            {"tags": ["a", "a", "a (2)"]},
            {"tags": ["a (2)"]},
            [("remove", "tags.a", "a"), ("remove", "tags.a (2)", "a")],
        ),
        ({"tags": ["a"]}, {}, [("remove", "tags.a", "a")]),
        (
            {"actors": [{"name": "Joe", "role": "agent"}]},
            {"actors": [{"name": "Joe", "role": "target", "as_named": "J."}]},
            [("change", "actors.Joe.role", "agent", "target"), ("add", "actors.Joe.as_named", "J.")],
        ),
        (
            {"sources": [{"id": "nyt", "cites": ["a", "b"], "author": ["A", "B"]}]},
            {"sources": [{"id": "nyt", "cites": ["b"], "author": ["B", "A"]}]},
            [("change", "sources.nyt.author", ["A", "B"], ["B", "A"]), ("remove", "sources.nyt.cites.a", "a")],
        ),
        (
            {"variants": [{"field": "seq", "value": {"a": 1}}]},
            {"variants": [{"field": "seq", "value": {"a": 2}}]},
            [("change", "variants.seq.value", {"a": 1}, {"a": 2})],
        ),
        ({"places": [{"name": ""}]}, {"places": [{"name": "", "later": 1}]}, [("add", "places..later", 1)]),
    ],
)
def test_each_thing_that_was_changed_is_told(old: dict[str, Any], new: dict[str, Any], told: list[Any]) -> None:
    assert [*map(repr, _diff(old, new))] == [*map(repr, told)]


def test_an_element_has_its_place_in_the_new_list() -> None:
    found = diff(EVENT | {"tags": ["a", "b"]}, EVENT | {"tags": ["c", "b", "d", "a"]})
    assert [(d.key[1], d.place) for d in found if d.op == "add"] == [("c", 0), ("d", 2)]


def test_an_event_is_told_as_json_says_it() -> None:
    own = {"day": date(2024, 11, 17), "most": inf, "list": [nan, 1.0, True]}
    event = Event(id="a", path="b", said=("kind",), title="T", date="2024", tags=("a",), x=own, seq=0)
    plain = {"title": "T", "date": "2024", "date_basis": "stated", "seq": 0, "kind": "occurrence", "status": "reported"}
    shown = {"day": "2024-11-17", "most": "inf", "list": ["nan", 1.0, True]}
    assert same(tables(event), plain | {"tags": ["a"], "x": shown})


def test_changes_of_another_event_do_not_fit() -> None:
    with pytest.raises(KeyError):
        apply(EVENT, diff(EVENT | {"tags": ["a"]}, EVENT))
