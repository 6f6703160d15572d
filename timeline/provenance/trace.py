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
from typing import NamedTuple

from timeline.model.event import FLAGS, PRIMARY, Event, Source
from timeline.model.register import Register
from timeline.provenance.algorithms import closure, disjoint_chains
from timeline.provenance.graph import Graph
from timeline.provenance.identity import Identity, OriginClass, Pair


class Provenance(NamedTuple):
    """What the sources of one event come to. Ids are those of the sources, in the order in which chains are read."""

    label: str
    """The one class word, of `labels.CLASSES`."""
    flags: tuple[str, ...]
    """In the order of `labels.FLAGS`."""
    min: int
    """Origins that are certain."""
    max: int
    """Origins that are possible."""
    origins: tuple[str, ...]
    deny_min: int = 0
    deny_max: int = 0
    deny_origins: tuple[str, ...] = ()
    reports: int = 0
    """Entries that lead to supporting origins or loops."""
    channels: int = 0
    """The most chains from an entry to an origin that share no source: how many hands would all have to be wrong."""
    entries: tuple[str, ...] = ()
    """Ids of the sources that no other one here relays."""
    classes: tuple[tuple[str, ...], ...] = ()
    """The supporting origins, those held to be one together."""
    pairs: tuple[Pair, ...] = ()
    """Supporting origins that may be the same, by the first id of their classes; not all where there are very many."""
    unresolved: tuple[str, ...] = ()
    """Supporting origins that nobody describes, or that do not say how they know."""
    loops: tuple[tuple[str, ...], ...] = ()
    """The loops that support it."""
    clashes: tuple[tuple[str, str], ...] = ()
    """Ids that `same_as` joins and `distinct_from` parts."""


def trace(event: Event, register: Register | None = None, published_by: int | None = None) -> Provenance:
    """Trace the sources of an event to their origins.

    With `published_by`, a day as in `date.toordinal`, only what was certainly published by then counts: of an imprecise
    date the latest day. An undated source goes with those that cite it, and stays where nothing that cites it is dated.
    """
    register = register or Register()
    sources = register.resolve(event).sources
    if published_by is None and (plain := _one_end(sources)):
        return plain
    graph = Graph(sources, published_by)
    identity = Identity(graph, register)
    starts = [n for n in graph.entries if graph.stances[n] == "supports"]
    denials = [n for n in graph.read if graph.stances[n] == "denies"]
    support, denial = _reached(graph, identity, starts), _reached(graph, identity, denials)
    low, high = identity.fewest(support.classes), len(support.classes) + len(support.empty)
    deny_low, deny_high = identity.fewest(denial.classes), len(denial.classes) + len(denial.empty)

    backwards: list[list[int]] = [[] for _ in graph.ids]
    for node in support.nodes:
        for other in graph.cites[node]:
            backwards[other].append(node)
    grounds = [*support.origins, *(n for loop in support.empty for n in loop)]
    leading = closure(backwards, grounds, support.nodes.__contains__)
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
    elif not high:
        label = "denied-only" if deny_high else "unsupported"
    elif low == 0:
        label = "ungrounded"
    elif low == 1:
        label = "single-source" if high == 1 else "possibly-corroborated"
    else:
        label = "corroborated"
    held = {
        "anonymous-only": bool(support.origins) and all(graph.sources[n].anonymous for n in support.origins),
        "unresolved": any(not one.resolved for one in support.classes),
        "circular": bool(loops),
        "disputed": high >= 1 and deny_high >= 1,
        "echo": reports >= 2 and high == 1,
        "one-sided": len(support.classes) >= 2 and identity.one_affiliation(support.classes),
        "single-channel": len(support.classes) >= 2 and channels == 1,
    }

    def ids(nodes: Iterable[int]) -> tuple[str, ...]:
        return tuple(graph.ids[n] for n in nodes)

    return Provenance(
        label=label,
        flags=tuple(flag for flag in FLAGS if held[flag]),
        min=low,
        max=high,
        origins=ids(support.origins),
        deny_min=deny_low,
        deny_max=deny_high,
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


class _Reached(NamedTuple):
    """What is reached with one stance."""

    nodes: dict[int, None]
    origins: list[int]
    classes: list[OriginClass]
    empty: list[list[int]]
    """Loops that rest on nothing."""


def _reached(graph: Graph, identity: Identity, starts: Iterable[int]) -> _Reached:
    """Follow a stance from the starts along the citations, as far as nobody takes another."""
    nodes = closure(graph.cites, starts, lambda n: graph.stances[n] == "supports")
    origins = [n for n in graph.origins if n in nodes]
    empty = [loop for loop in graph.empty_loops if any(n in nodes for n in loop)]
    return _Reached(nodes, origins, identity.classes(origins), empty)


def _one_end(sources: Sequence[Source]) -> Provenance | None:
    """The answer where chains of supporting reports all end in one source, as most do; None where it is not so simple.

    It is what `trace` finds the long way, in a tenth of the time.
    """
    after: dict[str, str] = {}
    end = None
    for s in sources:
        if s.stance != "supports" or s.state != "live" or s.firsthand is not None or s.same_as or s.distinct_from:
            return None
        cites = s.cites
        if len(cites) == 1:
            after[s.id] = cites[0]
        elif cites or end:
            return None
        else:
            end, after[s.id] = s, ""
    if end is None or "" in after or len(after) != len(sources):
        return None
    cited = set(after.values())
    entries = tuple(id_ for id_ in after if id_ not in cited)
    reached = {end.id}
    for entry in entries:
        chain: set[str] = set()
        at = entry
        while at not in reached:
            if at in chain or at not in after:
                return None  # a loop, or cited and described nowhere
            chain.add(at)
            at = after[at]
        reached |= chain
    if len(reached) != len(sources):
        return None  # a loop that nothing leads to
    resolved = end.kind in PRIMARY
    held = {"anonymous-only": end.anonymous, "unresolved": not resolved, "echo": len(entries) > 1}
    return Provenance(
        label="single-source",
        flags=tuple(flag for flag in FLAGS if held.get(flag)),
        min=1,
        max=1,
        origins=(end.id,),
        reports=len(entries),
        channels=1,
        entries=entries,
        classes=((end.id,),),
        unresolved=() if resolved else (end.id,),
    )
