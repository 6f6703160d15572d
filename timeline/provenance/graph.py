"""The sources of one event as a graph: who cites whom, in what order they are read, where the chains end.

Knows the sources of one event and their days; must not know registers, nor which origins are one (identity.py).
"""

from collections.abc import Iterable, Sequence

from timeline.model.event import PRIMARY, Source
from timeline.model.identifier import slug
from timeline.provenance.algorithms import closure, components
from timeline.provenance.published import latest


class Graph:
    """Who cites whom, as numbers; the stubs stand after the sources that are described."""

    def __init__(self, sources: Sequence[Source], published_by: int | None) -> None:
        known = sources if published_by is None else [sources[n] for n in known_by(sources, published_by)]
        self.described = len(known)
        self.sources = list(known)
        self.ids = list(map(_id, known))
        self.at = _places(self.ids)
        for cited in dict.fromkeys(c for source in known for c in source.cites):
            if cited not in self.at:
                self.at[cited] = len(self.ids)
                self.ids.append(cited)
                self.sources.append(Source(id=cited))
        self.cites = [list(dict.fromkeys(self.at[c] for c in s.cites)) for s in self.sources]
        self.stances = [
            s.stance if s.stance in {"supports", "denies"} and s.state != "retracted" else "mentions"
            for s in self.sources
        ]
        """What each says; the default says nothing of its own, and passes on what it is given."""
        self.firsthand = [
            s.kind in PRIMARY and not s.cites if s.firsthand is None else s.firsthand for s in self.sources
        ]
        rings = components(self.cites)
        self.component = [0] * len(self.ids)
        for number, ring in enumerate(rings):
            for node in ring:
                self.component[node] = number
        relayed, leaving = set(), set()
        for node, cites in enumerate(self.cites):
            for other in cites:
                if self.component[other] != self.component[node]:
                    relayed.add(self.component[other])
                    leaving.add(self.component[node])
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
    places: dict[str, int] = {}
    for place, id_ in enumerate(ids):
        places.setdefault(id_, place)
    return places


def known_by(sources: Sequence[Source], day: int) -> list[int]:
    """The places of the sources that were there on that day; of what came later a stub is left where it is cited."""
    places = _places(map(_id, sources))
    arcs = [[places[c] for c in s.cites if c in places] for s in sources]
    days = [latest(source) for source in sources]
    undated = {n for n, last in enumerate(days) if last is None}
    late = {n for n, last in enumerate(days) if last is not None and last > day}
    lost = closure(arcs, sorted(late), undated.__contains__)
    kept = closure(arcs, (n for n in range(len(sources)) if n not in lost), undated.__contains__)
    return [n for n in range(len(sources)) if n in kept]
