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

from collections.abc import Iterable, Sequence

from timeline.model.event import FLAGS, PRIMARY, Findings, Source
from timeline.model.register import Register
from timeline.provenance.algorithms import closure, disjoint_chains
from timeline.provenance.graph import Graph
from timeline.provenance.identity import Identity, Pair


class Provenance(Findings, frozen=True, kw_only=True):
    """What the sources of one event come to, and why."""

    entries: tuple[str, ...]
    """Ids of the sources that no other one here relays."""
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


def trace(sources: Sequence[Source], register: Register) -> Provenance:
    """Trace the sources of an event, with what the register says of their documents, to their origins."""
    if plain := _one_end(sources):
        return plain
    graph = Graph(sources)
    identity = Identity(graph, register)
    starts = [n for n in graph.entries if graph.stances[n] == "supports"]
    support = _Reached(graph, identity, starts)
    denial = _Reached(graph, identity, (n for n in graph.read if graph.stances[n] == "denies"))

    grounds = [*support.origins, *(n for loop in support.empty for n in loop)]
    leading = closure(graph.citing, grounds, support.nodes.__contains__)
    leads = [n for n in starts if n in leading]
    reports = len({graph.component[n] for n in leads})
    channels = min(len(leads), len(support.classes))
    if channels > 1:
        within = [[c for c in cites if c in leading] if n in leading else [] for n, cites in enumerate(graph.cites)]
        goals = {n: number for number, one in enumerate(support.classes) for n in one.members}
        channels = disjoint_chains(within, leads, goals)
    loops = [loop for loop in graph.loops if any(n in support.nodes for n in loop)]

    if not graph.ids:
        label = "unsourced"
    elif not support.max:
        label = "denied-only" if denial.max else "unsupported"
    elif support.min == 0:
        label = "ungrounded"
    elif support.min == 1:
        label = "single-source" if support.max == 1 else "possibly-corroborated"
    else:
        label = "corroborated"
    held = {
        "anonymous-only": bool(support.origins) and all(graph.sources[n].anonymous for n in support.origins),
        "unresolved": any(not one.resolved for one in support.classes),
        "circular": bool(loops),
        "disputed": support.max >= 1 and denial.max >= 1,
        "echo": reports >= 2 and support.max == 1,
        "one-sided": len(support.classes) >= 2 and identity.one_affiliation(support.classes),
        "single-channel": len(support.classes) >= 2 and channels == 1,
    }

    def ids(nodes: Iterable[int]) -> tuple[str, ...]:
        return tuple(graph.ids[n] for n in nodes)

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
        entries=ids(graph.entries),
        classes=tuple(ids(one.members) for one in support.classes),
        pairs=identity.pairs(support.classes),
        unresolved=ids(n for one in support.classes if not one.resolved for n in one.members),
        loops=tuple(map(ids, loops)),
        clashes=identity.clashes,
    )


class _Reached:
    """What a stance reaches from the starts, along the citations as far as nobody takes another."""

    def __init__(self, graph: Graph, identity: Identity, starts: Iterable[int]) -> None:
        self.nodes = closure(graph.cites, starts, lambda n: graph.stances[n] == "supports")
        self.origins = [n for n in graph.origins if n in self.nodes]
        self.classes = identity.classes(self.origins)
        self.empty = [loop for loop in graph.empty_loops if any(n in self.nodes for n in loop)]
        """Loops that rest on nothing."""
        self.min = identity.fewest(self.classes)
        self.max = len(self.classes) + len(self.empty)


def _one_end(sources: Sequence[Source]) -> Provenance | None:
    """The answer where chains of supporting reports all end in one source, as most do; None where it is not so simple.

    It is what `trace` finds the long way, in a tenth of the time.
    """
    ends = []
    citing: dict[str, list[str]] = {s.id: [] for s in sources if s.id}
    for s in sources:
        if s.stance != "supports" or s.state != "live" or s.firsthand is not None or s.same_as or s.distinct_from:
            return None
        if not s.cites:
            ends.append(s)
        elif len(s.cites) == 1 and s.cites[0] in citing:
            citing[s.cites[0]].append(s.id)
        else:
            return None  # it cites several, or one that is described nowhere
    if len(ends) != 1 or len(citing) != len(sources):
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
