"""Questions about any graph: what leads where, in which steps, in rings, by separate ways, in how few colours.

Knows nothing of sources. Everything works on ten thousand nodes without recursion, but for `colours`.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import pairwise
from operator import or_
from typing import Generic, Literal, NamedTuple, TypeVar

Vertex = TypeVar("Vertex", bound=Hashable)


class Step(NamedTuple, Generic[Vertex]):
    """One step of a walk."""

    node: Vertex
    depth: int
    """How many steps lie between it and its start."""
    last: bool
    """Whether it is the last of those that one node leads to."""
    again: Literal["", "above", "before"]
    """Nothing where the node is new; `above` where it leads to itself, `before` where another way has led there."""


def walk(
    starts: Iterable[Vertex], following: Callable[[Vertex], Sequence[Vertex]], deepest: int | None = None
) -> Iterator[Step[Vertex]]:
    """Walk from the starts along the arcs, each chain to its end before the next, `deepest` steps down at most.

    A start that another has led to is left out. What a node leads to is asked once of each, after its step.
    """
    depths: dict[Vertex, int] = {}
    for start in starts:
        path: list[Vertex] = []
        waiting = [(start, 0, True)] if start not in depths else []
        while waiting:
            node, depth, last = waiting.pop()
            del path[depth:]
            if (met := depths.get(node)) is not None:
                yield Step(node, depth, last, "above" if path[met : met + 1] == [node] else "before")
                continue
            yield Step(node, depth, last, "")
            depths[node] = depth
            path.append(node)
            if depth != deepest:
                waiting += [(n, depth + 1, not at) for at, n in enumerate(reversed(following(node)))]


def closure(
    arcs: Sequence[Iterable[int]], starts: Iterable[int], follow: Callable[[int], bool] = lambda _: True
) -> dict[int, None]:
    """What the starts lead to, they included, through nodes to follow; each chain to its end before the next."""
    return dict.fromkeys(step.node for step in walk(starts, lambda node: list(filter(follow, arcs[node]))))


def turned(arcs: Sequence[Iterable[int]]) -> list[list[int]]:
    """The same arcs, each the other way round."""
    found: list[list[int]] = [[] for _ in arcs]
    for node, following in enumerate(arcs):
        for other in following:
            found[other].append(node)
    return found


def components(arcs: Sequence[Sequence[int]]) -> list[list[int]]:
    """The strongly connected components, by a walk along the arcs and one against them (Kosaraju, Sharir)."""
    left: list[int] = []
    """Vertices, each after all that it leads to, but for what leads back to it."""
    path: list[int] = []
    for step in walk(range(len(arcs)), arcs.__getitem__):
        left += path[step.depth :][::-1]
        path[step.depth :] = [] if step.again else [step.node]
    left += path[::-1]
    found: list[list[int]] = []
    for step in walk(left[::-1], turned(arcs).__getitem__):
        if not step.depth:
            found.append([step.node])
        elif not step.again:
            found[-1].append(step.node)
    return found


def reached(arcs: Sequence[Sequence[int]]) -> list[int]:
    """What each node leads to, itself included, as bits."""
    found = [0] * len(arcs)
    for ring in reversed(components(arcs)):  # each after all that it leads to
        bits = reduce(or_, [1 << node | found[other] for node in ring for other in (node, *arcs[node])])
        for node in ring:
            found[node] = bits
    return found


def disjoint_chains(arcs: Sequence[Iterable[int]], starts: Iterable[int], goals: Mapping[int, int]) -> int:
    """The most chains from starts to goals that share no node, nor a goal's class (`goals` says which it is in).

    By Menger's theorem a flow in which every node lets one through, found by augmenting paths (Ford and Fulkerson).
    """
    # each node is two, joined by an arc that lets one through: 2n receives, 2n + 1 sends; classes stand after them
    source = 2 * len(arcs)
    sink = source + 1
    room: list[set[int]] = [set() for _ in range(sink + 2 + max(goals.values()))]
    room[source].update(2 * node for node in starts)
    for node, following in enumerate(arcs):
        room[2 * node].add(2 * node + 1)
        room[2 * node + 1].update(2 * other for other in following if other != node)
    for node, number in goals.items():
        room[2 * node + 1].add(sink + 1 + number)
        room[sink + 1 + number].add(sink)
    chains, before = 0, -1
    while chains > before:
        before = chains
        rest = list(map(list, room))
        met: set[int] = set()
        path = [source]
        while path:
            if path[-1] == sink:
                for a, b in pairwise(path):
                    room[a].remove(b)
                    room[b].add(a)
                chains += 1
                met.remove(sink)
                path = [source]
            elif not rest[path[-1]]:
                path.pop()
            elif (step := rest[path[-1]].pop()) not in met:
                met.add(step)
                path.append(step)
    return chains


def colours(apart: Sequence[int]) -> int:
    """The fewest colours when those that are apart must differ: the chromatic number. Exact, for some fifteen nodes.

    `apart[n]` is the set of those apart from n, as bits. By backtracking, most constrained first.
    """
    order = sorted(range(len(apart)), key=lambda n: -apart[n].bit_count())

    def fewest(number: int, groups: list[int], best: int) -> int:
        if len(groups) >= best or number == len(order):
            return min(len(groups), best)
        node = order[number]
        for at, group in enumerate(groups):
            if not group & apart[node]:
                best = fewest(number + 1, [*groups[:at], group | 1 << node, *groups[at + 1 :]], best)
        return fewest(number + 1, [*groups, 1 << node], best)

    return fewest(0, [], len(apart))
