"""On how many distinct origins an event rests, and how surely: agreement proves nothing while sources may be one.

Knows the sources of one event, what the register says of them, and nothing else; must not know other events, files or
clocks. What it computes is never stored. The rule is that of Langlois and Seignobos, Introduction to the Study of
History (1898), book II, chapter VIII.

The terms. A *stub* is cited and described nowhere. An *entry* is a report that no other one here relays. A *loop* is
sources that cite one another in a ring. An *origin* saw or did it itself, or is where a chain ends; one of the second
sort is *unresolved*. Origins the editor holds to be one (`same_as`) are one *class*. Two classes are *apart* when
something says that they are two; otherwise they may be the same. `min` counts the fewest identities that explain the
origins, `max` all classes.
"""

from collections.abc import Collection, Iterable, Sequence

from timeline.model.event import FLAGS, PRIMARY, Findings, Source
from timeline.model.register import Register
from timeline.provenance.algorithms import closure, disjoint_chains
from timeline.provenance.bylines import Bylines, bylines
from timeline.provenance.documents import documents, id_of, marks
from timeline.provenance.graph import Graph
from timeline.provenance.identity import Identity, Pair
from timeline.provenance.witness import speakers


class Provenance(Findings, frozen=True, kw_only=True):
    """What the sources of one event come to, and why."""

    entries: tuple[str, ...]
    """Ids of the sources that no other one here relays, one of each document."""
    classes: tuple[tuple[str, ...], ...]
    """The supporting origins, those held to be one together."""
    pairs: tuple[Pair, ...] = ()
    """Supporting origins that may be the same, by the first id of their classes; not all where there are very many."""
    unresolved: tuple[str, ...]
    """Supporting origins that nobody describes, or that do not say how they know."""
    loops: tuple[tuple[str, ...], ...] = ()
    """The loops that support it."""
    clashes: tuple[tuple[str, str], ...] = ()
    """Ids that `same_as` joins and `distinct_from` parts."""
    documents: tuple[tuple[str, ...], ...] = ()
    """Ids under which one document stands several times."""
    bylines: Bylines | None = None
    """Who brings the reports, where none of them says how it knows, and so nothing else can be said (`unassessed`)."""


def trace(sources: Sequence[Source], register: Register) -> Provenance:
    """Trace the sources of an event, with what the register says of their documents, to their origins."""
    if plain := _one_end(sources):
        return plain
    found = documents(sources, register)
    graph = Graph(sources, found.nodes)
    identity = Identity(graph, register, found.same)
    entries, alive = set(graph.entries), graph.read
    if not all(graph.live):
        alive = closure(graph.cites, (n for n in graph.entries if graph.live[n]), graph.live.__getitem__)
    starts = [n for n in alive if (graph.stances[n] or ("supports" if n in entries else "")) == "supports"]
    support = _Reached(graph, identity, starts)
    denial = _Reached(graph, identity, (n for n in alive if graph.stances[n] == "denies"))

    grounds = [*support.origins, *(n for loop in support.empty for n in loop)]
    leading = closure(graph.citing, grounds, support.nodes.__contains__)
    turning = [n for n in starts if n in leading and n not in entries]
    before = closure(graph.citing, turning, graph.live.__getitem__).keys() - leading.keys() if turning else set()
    leads = [n for n in graph.entries if n in leading or n in before]
    reports = len({graph.component[n] for n in leads})
    channels = min(len(leads), len(support.classes))
    if channels > 1:
        ways = [_ways(graph, n, leading, before) for n in range(len(graph.ids))]
        goals = {n: number for number, one in enumerate(support.classes) for n in one.members}
        channels = disjoint_chains(ways, leads, goals)
    loops = [loop for loop in graph.loops if any(n in support.nodes for n in loop)]

    held = {
        "anonymous-only": bool(support.origins) and all(_is_unnamed(graph.nodes[n]) for n in support.origins),
        "unresolved": any(not one.resolved for one in support.classes),
        "circular": bool(loops),
        "disputed": support.max >= 1 and denial.max >= 1,
        "echo": reports >= 2 and support.max == 1,
        "one-sided": len(support.classes) >= 2 and identity.one_affiliation(support.classes),
        "single-channel": len(support.classes) >= 2 and channels == 1,
    }
    label = _class_word(graph, support, denial)
    reporting = [held for n, held in enumerate(graph.nodes) if n in leads] if label == "unassessed" else []

    def ids(nodes: Iterable[int]) -> tuple[str, ...]:
        return tuple(
            id_ for n in nodes for id_ in ([graph.ids[n]] if len(graph.nodes[n]) == 1 else map(id_of, graph.nodes[n]))
        )

    return Provenance(
        label=label,
        flags=tuple(flag for flag in FLAGS if held[flag]),
        min=support.min,
        max=support.max,
        origins=ids(support.origins),
        deny_min=denial.min,
        deny_max=denial.max,
        deny_origins=ids(denial.origins),
        reports=reports,
        channels=channels,
        entries=tuple(graph.ids[n] for n in graph.entries),
        classes=tuple(ids(one.members) for one in support.classes),
        pairs=identity.pairs(support.classes),
        unresolved=ids(n for one in support.classes if not one.resolved for n in one.members),
        loops=tuple(map(ids, loops)),
        clashes=identity.clashes,
        documents=tuple(ids([n]) for n, held in enumerate(graph.nodes) if len(held) > 1),
        bylines=bylines(reporting, register) if reporting else None,
    )


def _class_word(graph: Graph, support: "_Reached", denial: "_Reached") -> str:
    if not graph.ids:
        return "unsourced"
    if not support.max:
        return "denied-only" if denial.max else "unsupported"
    if support.min == 0:
        return "ungrounded"
    if support.max == 1:
        return "single-source"
    if support.min > 1:
        return "corroborated"
    return "possibly-corroborated" if any(one.resolved for one in support.classes) else "unassessed"


def _is_unnamed(held: Sequence[Source]) -> bool:
    """Whether nobody is named in any of the tables of one node, and some call it anonymous."""
    return any(source.anonymous for source in held) and not any(map(speakers, held))


def _ways(graph: Graph, node: int, leading: Collection[int], before: Collection[int]) -> list[int]:
    """Whom it cites on the ways to supporting origins, also where another stance is taken before support is written."""
    if node in leading:
        return [c for c in graph.cites[node] if c in leading or c in before]
    if node in before:
        return [c for c in graph.cites[node] if c in before or (c in leading and graph.stances[c] is not None)]
    return []


class _Reached:
    """What a stance reaches from the starts, along the citations until another is written."""

    def __init__(self, graph: Graph, identity: Identity, starts: Iterable[int]) -> None:
        self.nodes = closure(graph.cites, starts, lambda n: graph.live[n] and graph.stances[n] is None)
        self.origins = [n for n in graph.origins if n in self.nodes]
        self.classes = identity.classes(self.origins)
        self.empty = [loop for loop in graph.empty_loops if any(n in self.nodes for n in loop)]
        """Loops that rest on nothing."""
        self.min = identity.fewest(self.classes)
        self.max = len(self.classes) + len(self.empty)


_SUPPORTING = frozenset((None, "supports"))


def _one_end(sources: Sequence[Source]) -> Provenance | None:
    """The answer where chains of supporting reports all end in one source, as most do; None where it is not so simple.

    It is what `trace` finds the long way, in a tenth of the time.
    """
    ends = []
    citing: dict[str, list[str]] = {s.id: [] for s in sources if s.id}
    for s in sources:
        if s.stance not in _SUPPORTING or s.state != "live" or s.firsthand is not None or s.same_as or s.distinct_from:
            return None
        if not s.cites:
            ends.append(s)
        elif len(s.cites) == 1 and s.cites[0] in citing:
            citing[s.cites[0]].append(s.id)
        else:
            return None  # it cites several, or one that is described nowhere
    if len(ends) != 1 or len(citing) != len(sources) or _is_twice(sources):
        return None
    reached = [ends[0].id]
    for id_ in reached:
        reached += citing[id_]
    if len(reached) != len(sources):
        return None  # there is a loop
    entries = tuple(id_ for id_, others in citing.items() if not others)
    resolved = ends[0].kind in PRIMARY
    held = {"anonymous-only": ends[0].anonymous, "unresolved": not resolved, "echo": len(entries) > 1}
    origin = (ends[0].id,)
    return Provenance(
        label="single-source",
        flags=tuple(flag for flag in FLAGS if held.get(flag)),
        min=1,
        max=1,
        origins=origin,
        reports=len(entries),
        channels=1,
        entries=entries,
        classes=(origin,),
        unresolved=() if resolved else origin,
    )


def _is_twice(sources: Sequence[Source]) -> bool:
    """Whether any two are one document."""
    placed = [source for source in sources if source.url or source.ref or source.archive_url]
    if len(placed) < 2:
        return False
    held = [mark for source in placed for mark in set(marks(source))]
    return len(held) > len(set(held))
