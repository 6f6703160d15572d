"""The sources of one event as a graph, its origins, and which of these are held to be one or known to be two.

Knows sources and the register; what it all comes to in numbers and words is `provenance`.
"""

from collections.abc import Collection, Iterable, Sequence
from itertools import combinations, islice
from typing import NamedTuple

from timeline.model.event import PRIMARY, Source
from timeline.model.identifier import slug
from timeline.model.register import Register
from timeline.provenance.graph import closure, colours, components
from timeline.provenance.published import latest
from timeline.text.folding import fold

_THINGS = frozenset(("document", "law", "court", "dataset", "image", "video", "audio", "satellite"))
_EXACT = 15
"""Up to so many classes `min` is exact; above, it may come out too low, never too high."""
_TESTS = 50_000
"""How many pairs are compared at most where there are more classes than that."""
PAIRS = 50
"""How many pairs that may be the same are listed at most, out of the first `PAIRS` times `PAIRS`."""


class Pair(NamedTuple):
    """Two origins that may be the same, and why that cannot be ruled out."""

    a: str
    b: str
    why: str


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


class Told(NamedTuple):
    """What is reached with one stance."""

    nodes: dict[int, None]
    origins: list[int]
    classes: list["Facts"]
    empty: list[list[int]]
    """Loops that rest on nothing."""


def told(graph: Graph, identity: "Identity", starts: Iterable[int]) -> Told:
    """A stance travels from the starts along the citations as far as nobody takes another."""
    nodes = closure(graph.cites, starts, lambda n: graph.stances[n] == "supports")
    origins = [n for n in graph.origins if n in nodes]
    empty = [loop for loop in graph.empty_loops if any(n in nodes for n in loop)]
    return Told(nodes, origins, identity.classes(origins), empty)


class Facts(NamedTuple):
    """What is known of one class, gathered from its members."""

    members: list[int]
    id: str
    root: str
    stub: bool
    resolved: bool
    names: dict[str, set[str]]
    """What it is called, each with the titles that go with the name; empty when it is unnamed."""
    thing: bool | None
    """Whether it is a document or recording, not a speaker; None when it is both."""
    affiliations: frozenset[str]
    citing: frozenset[int]


class Identity:
    """Which origins are held to be one, and which are known to be two."""

    def __init__(self, graph: Graph, register: Register) -> None:
        self.graph = graph
        self.register = register
        self.above: dict[str, str] = {}
        """Union-find over ids: each leads to another of the same class, until one that leads nowhere."""
        apart = []
        for id_, source in zip(graph.ids, graph.sources, strict=True):
            for other in source.same_as:
                if (a := self.root(other)) != (b := self.root(id_)):
                    self.above[a] = b
            apart += [(id_, other) for other in source.distinct_from]
        self.clashes = tuple((a, b) for a, b in apart if self.root(a) == self.root(b))
        roots = [(self.root(a), self.root(b)) for a, b in apart]
        self.parted = {*roots, *((b, a) for a, b in roots)}
        self.contested = {a for a, _ in self.parted}
        self.citing: list[list[int]] = [[] for _ in graph.ids]
        for node, cites in enumerate(graph.cites):
            for cited in cites:
                self.citing[cited].append(node)
        self.differing: dict[tuple[str, str], bool] = {}

    def root(self, id_: str) -> str:
        """The one id that stands for all that are the same."""
        passed = []
        while id_ in self.above:
            passed.append(id_)
            id_ = self.above[id_]
        self.above.update(dict.fromkeys(passed, id_))
        return id_

    def classes(self, origins: Iterable[int]) -> list[Facts]:
        """The origins, those held to be one together, in their order."""
        classes: dict[str, list[int]] = {}
        for node in origins:
            classes.setdefault(self.root(self.graph.ids[node]), []).append(node)
        return list(map(self._facts, classes.values()))

    def _facts(self, members: list[int]) -> Facts:
        """What the members of one class tell together."""
        sources = [self.graph.sources[n] for n in members]
        names: dict[str, set[str]] = {}
        for source in sources:
            name = source.publisher or source.name or source.title
            if name and not source.anonymous:
                for known in self.register.actor(name) or (f"?{fold(name)}",):
                    names.setdefault(known, set()).add(fold(source.title or ""))
        things = {source.kind in _THINGS for source in sources}
        return Facts(
            members=members,
            id=self.graph.ids[members[0]],
            root=self.root(self.graph.ids[members[0]]),
            stub=all(n >= self.graph.described for n in members),
            resolved=any(self.graph.firsthand[n] for n in members),
            names=names,
            thing=things.pop() if len(things) == 1 else None,
            affiliations=frozenset(source.affiliation for source in sources if source.affiliation),
            citing=frozenset(n for node in members for n in self.citing[node]),
        )

    def apart(self, a: Facts, b: Facts) -> bool:
        """Whether two classes are known to be two."""
        if (a.root, b.root) in self.parted:
            return True
        if not (a.resolved and b.resolved):
            return False
        return (
            bool(a.names and b.names and not _one_name(a, b))
            or {a.thing, b.thing} == {True, False}
            or not a.citing.isdisjoint(b.citing)
            or (bool(a.affiliations and b.affiliations) and self._differ(a.affiliations, b.affiliations))
        )

    def _differ(self, these: Iterable[str], those: Collection[str]) -> bool:
        """Whether no affiliation of these is one of those, nor a part of it, nor it a part of the other."""
        part_of = self.register.part_of
        for pair in ((a, b) for a in these for b in those):
            if pair not in self.differing:
                self.differing[pair] = (
                    fold(pair[0]) != fold(pair[1]) and not part_of(*pair) and not part_of(*pair[::-1])
                )
            if not self.differing[pair]:
                return False
        return True

    def one_affiliation(self, classes: Sequence[Facts]) -> bool:
        """Whether all of them are of one and the same affiliation."""
        houses = {self.register.actor(house) or (fold(house),) for facts in classes for house in facts.affiliations}
        return len(houses) == 1 and all(facts.affiliations for facts in classes)

    def fewest(self, classes: Sequence[Facts]) -> int:
        """The fewest identities that explain the classes, when those that are apart must differ."""
        bound = [facts for facts in classes if facts.resolved or facts.root in self.contested]
        if len(bound) < 2:
            return min(len(classes), 1)
        if len(bound) > _EXACT:
            return self._clique(bound)
        apart = [sum(1 << n for n, b in enumerate(bound) if b is not a and self.apart(a, b)) for a in bound]
        return colours(apart)

    def _clique(self, classes: Sequence[Facts]) -> int:
        """The most classes found, each apart from every other: never more than `colours` would answer."""
        named: list[int] = []
        taken: set[str] = set()
        together: dict[int, list[int]] = {}
        for number, facts in enumerate(classes):
            if facts.resolved and facts.names and taken.isdisjoint(facts.names):
                named.append(number)
                taken.update(facts.names)
            for node in facts.citing if facts.resolved else ():
                together.setdefault(node, []).append(number)
        clique = max([named, *together.values()], key=len)
        members = dict.fromkeys(clique)
        tests = _TESTS
        for number, facts in enumerate(classes):
            if number not in members and tests > 0:
                met = next((n for n, m in enumerate(members, 1) if not self.apart(facts, classes[m])), 0)
                tests -= met or len(members)
                if not met:
                    members[number] = None
        return len(members)

    def pairs(self, classes: Sequence[Facts]) -> tuple[Pair, ...]:
        """Which classes may be the same, and why."""
        near = islice(combinations(classes, 2), PAIRS * PAIRS)
        return tuple(islice((Pair(a.id, b.id, _doubt(a, b)) for a, b in near if not self.apart(a, b)), PAIRS))


def _one_name(a: Facts, b: Facts) -> bool:
    """Whether they may be one by name: the same name, and not two titles under it."""
    return any(
        "" in a.names[name] | b.names[name] or not a.names[name].isdisjoint(b.names[name])
        for name in a.names.keys() & b.names.keys()
    )


def _doubt(a: Facts, b: Facts) -> str:
    for facts in (a, b):
        if facts.stub:
            return f"nobody here describes {facts.id}"
    for facts in (a, b):
        if not facts.resolved:
            return f"{facts.id} does not say how it knows"
    if a.names and b.names:
        return "both go by one name"
    return f"{(b if a.names else a).id} is not named" if a.names or b.names else "neither is named"
