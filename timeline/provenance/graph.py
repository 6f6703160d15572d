"""The sources of one event as a graph: who cites whom, in what order they are read, where the chains end.

Knows the sources of one event and their days; must not know registers, nor which origins are one (identity.py), nor
what is printed of a source.
"""

from collections.abc import Iterable, Iterator, Sequence
from math import inf

from timeline.model.event import PRIMARY, Source
from timeline.model.identifier import slug
from timeline.provenance.algorithms import Step, closure, components, turned, walk


class Graph:
    """Who cites whom, as numbers; the stubs stand after the sources that are described."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self.described = len(sources)
        self.sources = list(sources)
        self.ids = list(map(_id, sources))
        self.at = _places(self.ids)
        for cited in (c for source in sources for c in source.cites):
            if cited not in self.at:
                self.at[cited] = len(self.ids)
                self.ids.append(cited)
                self.sources.append(Source(id=cited))
        self.cites = [list(dict.fromkeys(self.at[c] for c in s.cites)) for s in self.sources]
        self.citing = turned(self.cites)
        self.stances = [
            s.stance if s.stance in {"supports", "denies"} and s.state != "retracted" else "mentions"
            for s in self.sources
        ]
        """What each says; the default says nothing of its own, and passes on what it is given."""
        self.firsthand = [
            s.kind in PRIMARY and not s.cites if s.firsthand is None else s.firsthand for s in self.sources
        ]
        rings = components(self.cites)
        self.component = {node: number for number, ring in enumerate(rings) for node in ring}
        arcs = {(self.component[node], self.component[c]) for node, cites in enumerate(self.cites) for c in cites}
        relayed = {other for one, other in arcs if one != other}
        leaving = {one for one, other in arcs if one != other}
        self.entries = [node for node in range(len(self.ids)) if self.component[node] not in relayed]
        self.read = closure(self.cites, self.entries)
        """All of them in the order of reading: each chain down to its end, before the next entry."""
        order = {node: place for place, node in enumerate(self.read)}
        looping = [
            sorted(ring, key=order.__getitem__) for ring in rings if len(ring) > 1 or ring[0] in self.cites[ring[0]]
        ]
        self.loops = sorted(looping, key=lambda ring: order[ring[0]])
        self.empty_loops = [
            ring
            for ring in self.loops
            if self.component[ring[0]] not in leaving and not any(self.firsthand[n] for n in ring)
        ]
        self.origins = [n for n in self.read if self.firsthand[n] or not self.cites[n]]


def _id(source: Source) -> str:
    return source.id or slug(source.label)


def _places(ids: Iterable[str]) -> dict[str, int]:
    """Where each id stands; of two with one id the first is meant."""
    return {id_: place for place, id_ in reversed(list(enumerate(ids)))}


def latest(source: Source) -> float | None:
    """The last day on which it may have been published, as in `date.toordinal`, infinite where open; None: undated.

    Of an imprecise date only the latest day is certain; one that cannot be read is none.
    """
    from timeline.dates import edtf  # start-up: only the question of who knew what when needs dates

    if source.published is None:
        return None
    try:
        day = edtf.parse(source.published).latest
    except edtf.DateError:
        return None
    return inf if day is None else day


def known_by(sources: Sequence[Source], day: int | None) -> list[int]:
    """The places of the sources that were there on that day, or today; of what came later only the citations are left.

    An undated source goes with those that cite it, and stays where nothing that cites it is dated.
    """
    everything = range(len(sources))
    if day is None:
        return list(everything)
    places = _places(map(_id, sources))
    arcs = [[places[c] for c in s.cites if c in places] for s in sources]
    days = list(map(latest, sources))
    undated = {n for n, last in enumerate(days) if last is None}
    late = [n for n, last in enumerate(days) if last is not None and last > day]
    lost = closure(arcs, late, undated.__contains__)
    return sorted(closure(arcs, (n for n in everything if n not in lost), undated.__contains__))


class Citations:
    """Who cites whom, by id, as readers follow it. Each source has an id; of two with one id the first is meant."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self.sources = sources
        self.by_id = {s.id: s for s in reversed(sources)}
        cited = {c for s in sources for c in s.cites if c != s.id}
        self.heads = [s for s in sources if s.id not in cited]
        """The reports that no other one here relays, and of each loop that none of them leads to its first source."""
        told = {s.id for s in self.heads}
        for source in sources:  # mostly a report stands before what it cites, and one look at each will do
            if source.id in told:
                told.update(source.cites)
        if not told.issuperset(self.by_id):  # it does not, or there is a loop that nothing leads to
            starts = [s.id for s in (*self.heads, *sources)]
            self.heads += [self.by_id[s.node] for s in walk(starts, self.cites) if not s.depth and s.node in cited]

    def get(self, id_: str) -> Source:
        """The source of that id; one that is cited and described nowhere is known by its id alone."""
        return self.by_id.get(id_) or Source(id=id_, seen=False)

    def cited(self, source: Source) -> list[Source]:
        """The sources that it cites, each once, but itself."""
        return [self.get(c) for c in dict.fromkeys(source.cites) if c != source.id] if source.cites else []

    def cites(self, id_: str) -> list[str]:
        """The ids that the source of that id cites, each once, but its own."""
        return [c for c in dict.fromkeys(self.get(id_).cites) if c != id_]

    def walk(self) -> Iterator[Step[str]]:
        """The ids from the heads down, each chain to its end before the next."""
        return walk((s.id for s in self.heads), self.cites)
