"""The sources of one event as a graph."""

from timeline.provenance.graph import Citations, Graph
from witnesses import article, person


def test_who_is_read_first_and_where_chains_end() -> None:
    graph = Graph([article("a", "b", "stub"), article("b", "a"), person("p"), article("x", "p")])
    assert graph.ids == ["a", "b", "p", "x", "stub"]
    assert graph.described == 4
    assert [graph.ids[n] for n in graph.entries] == ["a", "b", "x"]
    assert [graph.ids[n] for n in graph.read] == ["a", "b", "stub", "x", "p"]
    assert [graph.ids[n] for n in graph.origins] == ["stub", "p"]
    assert [[graph.ids[n] for n in loop] for loop in graph.loops] == [["a", "b"]]
    assert graph.empty_loops == []


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
