"""The sources of one event as a graph: who cites whom, in what order they are read, where the chains end.

Knows the sources of one event, and which of them are one document (documents.py); must not know registers, nor which
origins are one (identity.py), nor what is printed of a source.
"""

from collections.abc import Iterator, Sequence

from timeline.model.event import PRIMARY, Source
from timeline.provenance.algorithms import Step, closure, components, turned, walk
from timeline.provenance.documents import id_of


class Graph:
    """Who cites whom, as numbers; the stubs stand after the sources that are described."""

    def __init__(self, sources: Sequence[Source], together: Sequence[Sequence[int]] | None = None) -> None:
        """Take the sources, and which of them are one node (`Documents.nodes`), by their places; else each is one."""
        together = [[n] for n in range(len(sources))] if together is None else together
        self.described = len(together)
        self.nodes = [[sources[n] for n in places] for places in together]
        """What is said of each, in several tables where a document stands twice."""
        self.place = [0] * len(sources)
        """The node that each source is."""
        for node, places in enumerate(together):
            for n in places:
                self.place[n] = node
        self.ids = [id_of(node[0]) for node in self.nodes]
        self.at = {id_of(source): self.place[n] for n, source in reversed([*enumerate(sources)])}
        """The node of each id; of two sources with one id the first is meant."""
        for cited in (c for source in sources for c in source.cites):
            if cited not in self.at:
                self.at[cited] = len(self.ids)
                self.ids.append(cited)
                self.nodes.append([Source(id=cited)])
        self.sources = [node[0] for node in self.nodes]
        self.cites = [self._cited(n, node) for n, node in enumerate(self.nodes)]
        self.citing = turned(self.cites)
        self.stances = [next((s.stance for s in node if s.stance), None) for node in self.nodes]
        """What is written of each; where nothing is, it passes on what it is given."""
        self.live = [all(s.state != "retracted" for s in node) for node in self.nodes]
        """Whether it counts, and passes anything on."""
        self.firsthand = [self._is_firsthand(n, node) for n, node in enumerate(self.nodes)]
        rings = components(self.cites)
        self.component = {node: number for number, ring in enumerate(rings) for node in ring}
        arcs = {(self.component[node], self.component[c]) for node, cites in enumerate(self.cites) for c in cites}
        relayed = {other for one, other in arcs if one != other}
        self.entries = [node for node in range(len(self.ids)) if self.component[node] not in relayed]
        self.read = closure(self.cites, self.entries)
        """All of them in the order of reading: each chain down to its end, before the next entry."""
        order = {node: place for place, node in enumerate(self.read)}
        if not all(self.live):
            rings = components(
                [[c for c in cites if self.live[c]] * self.live[n] for n, cites in enumerate(self.cites)]
            )
        looping = [
            sorted(ring, key=order.__getitem__)
            for ring in rings
            if self.live[ring[0]] and (len(ring) > 1 or ring[0] in self.cites[ring[0]])
        ]
        self.loops = sorted(looping, key=lambda ring: order[ring[0]])
        """Those that cite one another in a ring, but for what is retracted."""
        self.empty_loops = [ring for ring in self.loops if self._is_empty({*ring})]
        """Those that lead nowhere, and in which nobody saw or did it."""
        self.origins = [n for n in self.read if self.firsthand[n] or not self.cites[n]]

    def _cited(self, node: int, held: Sequence[Source]) -> list[int]:
        """What it cites; a table that speaks of another one of its own document says no more than that."""
        both = [(self.at[c], c == id_of(s)) for s in held for c in s.cites]
        return list(dict.fromkeys(n for n, itself in both if n != node or itself))

    def _is_firsthand(self, node: int, held: Sequence[Source]) -> bool:
        written = [s.firsthand for s in held if s.firsthand is not None]
        return all(written) if written else not self.cites[node] and any(s.kind in PRIMARY for s in held)

    def _is_empty(self, ring: set[int]) -> bool:
        return not any(self.firsthand[n] or not ring.issuperset(self.cites[n]) for n in ring)


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
