"""Who cites whom, as readers follow it."""

from timeline.provenance.citations import Citations
from witnesses import article, person


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
