from collections.abc import Sequence
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.provenance.algorithms import closure, colours, components, disjoint_chains, reached, walk

law = settings(max_examples=50)


def chromatic_by_brute_force(apart: Sequence[int]) -> int:
    n = len(apart)
    edges = [(a, b) for a, b in combinations(range(n), 2) if apart[a] >> b & 1]
    return next(
        k for k in range(n + 1) if any(all(c[a] != c[b] for a, b in edges) for c in product(range(k), repeat=n))
    )


def graphs(most: int) -> st.SearchStrategy[list[list[int]]]:
    return st.integers(0, most).flatmap(
        lambda n: st.lists(
            st.lists(st.integers(0, max(0, n - 1)), max_size=3, unique=True) if n else st.just([]),
            min_size=n,
            max_size=n,
        )
    )


@law
@given(graphs(6))
def test_fewest_colours_against_brute_force(arcs: list[list[int]]) -> None:
    apart = [0] * len(arcs)
    for a, others in enumerate(arcs):
        for b in others:
            if a != b:
                apart[a] |= 1 << b
                apart[b] |= 1 << a
    assert colours(apart) == chromatic_by_brute_force(apart)


def reach(arcs: list[list[int]], start: int, without: frozenset[int] = frozenset()) -> set[int]:
    found: set[int] = set()
    todo = [start]
    while todo:
        node = todo.pop()
        if node not in found and node not in without:
            found.add(node)
            todo += arcs[node]
    return found


@law
@given(graphs(8))
def test_components_against_brute_force(arcs: list[list[int]]) -> None:
    ways = [reach(arcs, n) for n in range(len(arcs))]
    expected = {frozenset(m for m in ways[n] if n in ways[m]) for n in range(len(arcs))}
    found = components(arcs)
    assert set(map(frozenset, found)) == expected
    assert sorted(n for ring in found for n in ring) == list(range(len(arcs)))


@law
@given(graphs(8))
def test_reached_against_brute_force(arcs: list[list[int]]) -> None:
    assert reached(arcs) == [sum(1 << m for m in reach(arcs, n)) for n in range(len(arcs))]


@law
@given(graphs(7), st.data())
def test_disjoint_chains_against_brute_force(arcs: list[list[int]], data: st.DataObject) -> None:
    """Menger: as many as the fewest nodes whose loss cuts every chain."""
    if not arcs:
        return
    nodes = st.lists(st.integers(0, len(arcs) - 1), min_size=1, max_size=4, unique=True)
    starts, goals = data.draw(nodes), data.draw(nodes)
    cut = next(
        size
        for size in range(len(arcs) + 1)
        for lost in map(frozenset, combinations(range(len(arcs)), size))
        if not any(reach(arcs, s, lost) & set(goals) for s in starts)
    )
    assert disjoint_chains(arcs, starts, {goal: n for n, goal in enumerate(goals)}) == cut


def steps(arcs: list[list[int]], starts: Sequence[int], deepest: int | None = None) -> list[str]:
    """Each step as its depth in dashes, its node, and what is to say of it."""
    return [
        "-" * s.depth + str(s.node) + "." * s.last + {"": "", "above": "^", "before": "="}[s.again]
        for s in walk(starts, arcs.__getitem__, deepest)
    ]


def test_a_walk_goes_down_each_chain_before_the_next() -> None:
    assert steps([[1, 2], [3], [3], []], [0]) == ["0.", "-1", "--3.", "-2.", "--3.="]
    assert steps([[0, 1], [2], [1, 0], [1]], [0, 3, 2]) == ["0.", "-0^", "-1.", "--2.", "---1^", "---0.^", "3.", "-1.="]
    assert steps([[1], [2], [3], [0]], [0, 2], deepest=1) == ["0.", "-1.", "2.", "-3."]


@law
@given(graphs(8), st.data())
def test_a_walk_meets_all_that_a_closure_holds_and_each_but_once(arcs: list[list[int]], data: st.DataObject) -> None:
    starts = data.draw(st.lists(st.integers(0, len(arcs) - 1), max_size=3)) if arcs else []
    asked: list[int] = []

    def following(node: int) -> list[int]:
        asked.append(node)
        return arcs[node]

    found = list(walk(starts, following))
    new = [s.node for s in found if not s.again]
    assert new == list(closure(arcs, starts)) == asked
    assert len(found) == len(new) + sum(len(arcs[n]) for n in new) - sum(s.depth > 0 for s in found if not s.again)


def test_a_walk_of_ten_thousand_steps() -> None:
    assert steps([[n + 1] for n in range(10_000)] + [[0]], [0])[-1] == "-" * 10_001 + "0.^"
