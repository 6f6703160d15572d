"""Questions about any graph: what leads where, in which steps, in rings, by separate ways, in how few colours.

Knows nothing of sources. Everything works on ten thousand nodes without recursion, but for `colours`.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, Literal, NamedTuple, TypeVar

Node = TypeVar("Node", bound=Hashable)


class Step(NamedTuple, Generic[Node]):
    """One step of a walk."""

    node: Node
    depth: int
    """How many steps lie between it and its start."""
    last: bool
    """Whether it is the last of those that one node leads to."""
    again: Literal["", "above", "before"]
    """Nothing where the node is new; `above` where it leads to itself, `before` where another way has led there."""


def walk(
    starts: Iterable[Node], following: Callable[[Node], Sequence[Node]], deepest: int | None = None
) -> Iterator[Step[Node]]:
    """Walk from the starts along the arcs, each chain to its end before the next.

    Args:
        starts: where to begin; one that another has led to is left out.
        following: what a node leads to; asked once of each, after its step.
        deepest: how many steps to go below a start.
    """
    depths: dict[Node, int] = {}
    for start in starts:
        path: list[Node] = []
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
    found: dict[int, None] = {}
    todo = list(starts)[::-1]
    while todo:
        node = todo.pop()
        if node not in found:
            found[node] = None
            todo.extend(n for n in reversed(list(arcs[node])) if n not in found and follow(n))
    return found


def components(arcs: Sequence[Sequence[int]]) -> list[list[int]]:
    """The strongly connected components. Tarjan, SIAM J. Comput. 1 (1972), without recursion."""
    number, low = [-1] * len(arcs), [0] * len(arcs)
    on_stack = [False] * len(arcs)
    stack: list[int] = []
    found: list[list[int]] = []
    count = 0
    for root in range(len(arcs)):
        work = [(root, iter(arcs[root]))] if number[root] < 0 else []
        while work:
            node, rest = work[-1]
            if number[node] < 0:
                number[node] = low[node] = count
                count += 1
                stack.append(node)
                on_stack[node] = True
            for other in rest:
                if number[other] < 0:
                    work.append((other, iter(arcs[other])))
                    break
                if on_stack[other]:
                    low[node] = min(low[node], low[other])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == number[node]:
                    ring: list[int] = []
                    while not ring or ring[-1] != node:
                        ring.append(stack.pop())
                        on_stack[ring[-1]] = False
                    found.append(ring)
    return found


def disjoint_chains(arcs: Sequence[Iterable[int]], starts: Iterable[int], goals: Mapping[int, int]) -> int:
    """The most chains from starts to goals that share no node, nor a goal's class (`goals` says which it is in).

    By Menger's theorem a flow in which every node lets one through; Dinic's algorithm, which is fast on such networks
    (Even and Tarjan, SIAM J. Comput. 4 (1975)).
    """
    # each node is two, joined by an arc that lets one through: 2n receives, 2n + 1 sends; classes stand after them
    source = 2 * len(arcs)
    sink = source + 1
    heads: list[list[int]] = [[] for _ in range(sink + 2 + max(goals.values()))]
    to: list[int] = []
    room: list[bool] = []

    def arc(a: int, b: int) -> None:
        heads[a].append(len(to))
        heads[b].append(len(to) + 1)
        to.extend((b, a))
        room.extend((True, False))

    for node, following in enumerate(arcs):
        arc(2 * node, 2 * node + 1)
        for other in following:
            arc(2 * node + 1, 2 * other)
    for node in starts:
        arc(source, 2 * node)
    for node, number in goals.items():
        arc(2 * node + 1, sink + 1 + number)
    for number in set(goals.values()):
        arc(sink + 1 + number, sink)
    chains = 0
    while True:
        level = [0] * len(heads)
        level[source] = 1
        queue = [source]
        for node in queue:
            for e in heads[node]:
                if room[e] and not level[to[e]]:
                    level[to[e]] = level[node] + 1
                    queue.append(to[e])
            if level[sink]:
                break
        else:
            return chains
        rest = [iter(h) for h in heads]
        path: list[int] = []
        node = source
        while True:
            if node == sink:
                for e in path:
                    room[e], room[e ^ 1] = False, True
                chains += 1
                path, node = [], source
            step = next((e for e in rest[node] if room[e] and level[to[e]] == level[node] + 1), None)
            if step is not None:
                path.append(step)
                node = to[step]
            elif path:
                node = to[path.pop() ^ 1]
            else:
                break


def colours(apart: Sequence[int]) -> int:
    """The fewest colours when those that are apart must differ: the chromatic number. Exact, for some fifteen nodes.

    `apart[n]` is the set of those apart from n, as bits. By backtracking, most constrained first.
    """
    order = sorted(range(len(apart)), key=lambda n: -apart[n].bit_count())
    best = len(apart)
    groups: list[int] = []

    def place(number: int) -> None:
        nonlocal best
        if len(groups) >= best:
            return
        if number == len(order):
            best = len(groups)
            return
        node = order[number]
        for at, group in enumerate(groups):
            if not group & apart[node]:
                groups[at] = group | 1 << node
                place(number + 1)
                groups[at] = group
        groups.append(1 << node)
        place(number + 1)
        groups.pop()

    place(0)
    return best
