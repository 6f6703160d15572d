"""The sources of one event as a graph, and what the world could have read of them by a day."""

from datetime import date
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.model.event import Event, Source
from timeline.model.register import Register
from timeline.provenance.as_of import known_by, latest
from timeline.provenance.graph import Citations, Graph
from timeline.records.build import record
from witnesses import NOV_17, article, person

DAY = date(2024, 11, 17).toordinal()


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2024-11-17", DAY),
        ("2024-11-17T20:20", DAY),
        ("2024-11", DAY + 13),
        ("2024-11-17/2024-11-18", DAY + 1),
        ("[2024-11-17..]", inf),
        ("no date", None),
        ("", None),
        (None, None),
    ],
)
def test_only_the_latest_day_that_a_date_allows_is_certain(published: str | None, day: float | None) -> None:
    assert latest(Source(published=published)) == day


def test_who_is_read_first_and_where_chains_end() -> None:
    graph = Graph([article("a", "b", "stub"), article("b", "a"), person("p"), article("x", "p")])
    assert graph.ids == ["a", "b", "p", "x", "stub"]
    assert graph.described == 4
    assert [graph.ids[n] for n in graph.entries] == ["a", "b", "x"]
    assert [graph.ids[n] for n in graph.read] == ["a", "b", "stub", "x", "p"]
    assert [graph.ids[n] for n in graph.origins] == ["stub", "p"]
    assert [[graph.ids[n] for n in loop] for loop in graph.loops] == [["a", "b"]]
    assert graph.empty_loops == []


SOURCES = st.lists(
    st.builds(
        Source,
        id=st.sampled_from("abcde"),
        kind=st.sampled_from(["article", "person"]),
        published=st.sampled_from([None, "2024-11-16", "2024-11-18", "2024-11"]),
        cites=st.lists(st.sampled_from("abcdef"), max_size=2, unique=True).map(tuple),
    ),
    max_size=5,
    unique_by=lambda s: s.id,
)


@given(SOURCES)
@settings(max_examples=100, deadline=None)
def test_what_is_left_out_counts_for_nothing(sources: list[Source]) -> None:
    event = Event(title="A", date="2024", sources=tuple(sources))
    left = Event(title="A", date="2024", sources=tuple(sources[n] for n in known_by(sources, Register(), NOV_17)))
    assert record(event, Register(), NOV_17).sourcing == record(left, Register()).sourcing
    assert known_by(sources, Register(), None) == list(range(len(sources)))


# -------------------------------------------------------------------------------------------- as readers follow them


def heads(*sources: object) -> list[str]:
    return [s.id for s in Citations(sources).heads]  # type: ignore[arg-type]


def test_heads_are_what_nobody_relays_and_the_first_of_each_loop() -> None:
    assert heads(article("a", "b"), article("b"), article("c")) == ["a", "c"]
    ring = (article("a", "b"), article("b", "c"), article("c", "a"))
    assert heads(*ring, article("x")) == ["x", "a"]
    assert heads(*ring, article("x", "c")) == ["x"]
    assert heads(article("b"), article("c"), article("a", "c", "b")) == ["a"]
    assert heads(article("a", "a")) == ["a"]


def test_what_a_source_cites() -> None:
    a, again = article("a", "b", "a", "b", "gone"), article("b", "x")
    known = Citations([a, article("b", "a"), again])
    assert known.cites("a") == ["b", "gone"]
    assert known.cites("gone") == []
    assert [s.label for s in known.cited(a)] == ["b", "gone"]
    assert not known.get("gone").seen
    assert known.get("b").cites == ("a",)  # the first is meant


def test_the_way_down() -> None:
    known = Citations([article("a", "b", "c"), article("b", "c"), article("c", "b"), person("p")])
    assert [(s.node, s.depth, s.again) for s in known.walk()] == [
        *(("a", 0, ""), ("b", 1, ""), ("c", 2, ""), ("b", 3, "above"), ("c", 1, "before"), ("p", 0, ""))
    ]
