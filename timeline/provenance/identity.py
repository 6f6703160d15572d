"""Which origins of one event are held to be one, which are known to be two, and which may be one.

Knows the graph of its sources and the register; what it all comes to in numbers is trace.py, in words words.py.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations, islice, product
from typing import NamedTuple

from timeline.model.register import Register
from timeline.provenance.algorithms import colours, walk
from timeline.provenance.graph import Graph
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


class OriginClass:
    """Origins that are held to be one, and what is known of them together."""

    def __init__(self, root: str, members: list[int], graph: Graph, register: Register) -> None:
        sources = [graph.sources[n] for n in members]
        self.root = root
        self.members = members
        self.id = graph.ids[members[0]]
        self.stub = all(n >= graph.described for n in members)
        self.resolved = any(graph.firsthand[n] for n in members)
        self.names: dict[str, set[str]] = {}
        """What it is called, each with the titles that go with the name; empty when it is unnamed."""
        for source in sources:
            name = source.publisher or source.name or source.title
            if name and not source.anonymous:
                for known in register.actors.find(name) or (f"?{fold(name)}",):
                    self.names.setdefault(known, set()).add(fold(source.title or ""))
        things = {source.kind in _THINGS for source in sources}
        self.thing = things.pop() if len(things) == 1 else None
        """Whether it is a document or recording, not a speaker; None when it is both."""
        self.affiliations = {source.affiliation for source in sources if source.affiliation}
        self.citing = {n for node in members for n in graph.citing[node]}


class Identity:
    """Which origins are held to be one, and which are known to be two."""

    def __init__(self, graph: Graph, register: Register) -> None:
        self.graph = graph
        self.register = register
        same: dict[str, list[str]] = {}
        apart = []
        for id_, source in zip(graph.ids, graph.sources, strict=True):
            for other in source.same_as:
                same.setdefault(id_, []).append(other)
                same.setdefault(other, []).append(id_)
            apart += [(id_, other) for other in source.distinct_from]
        self.roots: dict[str, str] = {}
        """By id, the one id that stands for all that are the same; of most there is no other."""
        root = ""
        for step in walk(same, same.__getitem__):
            root = root if step.depth else step.node
            self.roots[step.node] = root
        roots = [(self.roots.get(a, a), self.roots.get(b, b)) for a, b in apart]
        self.clashes = tuple(pair for pair, (a, b) in zip(apart, roots, strict=True) if a == b)
        self.parted = {*roots, *((b, a) for a, b in roots)}
        self.contested = {a for a, _ in self.parted}

    def classes(self, origins: Iterable[int]) -> list[OriginClass]:
        """The origins, those held to be one together, in their order."""
        classes: dict[str, list[int]] = {}
        for node in origins:
            id_ = self.graph.ids[node]
            classes.setdefault(self.roots.get(id_, id_), []).append(node)
        return [OriginClass(root, members, self.graph, self.register) for root, members in classes.items()]

    def apart(self, a: OriginClass, b: OriginClass) -> bool:
        """Whether two classes are known to be two."""
        if (a.root, b.root) in self.parted:
            return True
        if not (a.resolved and b.resolved):
            return False
        return (
            bool(a.names and b.names and not _one_name(a, b))
            or {a.thing, b.thing} == {True, False}
            or not a.citing.isdisjoint(b.citing)
            or bool(a.affiliations and b.affiliations and not self._related(a, b))
        )

    def _related(self, a: OriginClass, b: OriginClass) -> bool:
        """Whether an affiliation of one is that of the other, a part of it, or it a part of that."""
        part_of = self.register.actors.part_of
        pairs = product(a.affiliations, b.affiliations)
        return any(fold(one) == fold(other) or part_of(one, other) or part_of(other, one) for one, other in pairs)

    def one_affiliation(self, classes: Sequence[OriginClass]) -> bool:
        """Whether all of them are of one and the same affiliation."""
        houses = {self.register.actors.find(house) or (fold(house),) for one in classes for house in one.affiliations}
        return len(houses) == 1 and all(one.affiliations for one in classes)

    def fewest(self, classes: Sequence[OriginClass]) -> int:
        """The fewest identities that explain the classes, when those that are apart must differ."""
        bound = [one for one in classes if one.resolved or one.root in self.contested]
        if len(bound) < 2:
            return min(len(classes), 1)
        if len(bound) > _EXACT:
            return self._clique(bound)
        apart = [sum(1 << n for n, b in enumerate(bound) if b is not a and self.apart(a, b)) for a in bound]
        return colours(apart)

    def _clique(self, classes: Sequence[OriginClass]) -> int:
        """The most classes found, each apart from every other: never more than `colours` would answer."""
        named: list[int] = []
        taken: set[str] = set()
        together: dict[int, list[int]] = {}
        for number, one in enumerate(classes):
            if one.resolved and one.names and taken.isdisjoint(one.names):
                named.append(number)
                taken.update(one.names)
            for node in one.citing if one.resolved else ():
                together.setdefault(node, []).append(number)
        clique = max([named, *together.values()], key=len)
        members = dict.fromkeys(clique)
        tests = _TESTS
        for number, one in enumerate(classes):
            if number not in members and tests > 0:
                met = next((n for n, m in enumerate(members, 1) if not self.apart(one, classes[m])), 0)
                tests -= met or len(members)
                if not met:
                    members[number] = None
        return len(members)

    def pairs(self, classes: Sequence[OriginClass]) -> tuple[Pair, ...]:
        """Which classes may be the same, and why."""
        near = islice(combinations(classes, 2), PAIRS * PAIRS)
        return tuple(islice((Pair(a.id, b.id, _doubt(a, b)) for a, b in near if not self.apart(a, b)), PAIRS))


def _one_name(a: OriginClass, b: OriginClass) -> bool:
    """Whether they may be one by name: the same name, and not two titles under it."""
    return any(
        "" in a.names[name] | b.names[name] or not a.names[name].isdisjoint(b.names[name])
        for name in a.names.keys() & b.names.keys()
    )


def _doubt(a: OriginClass, b: OriginClass) -> str:
    for one in (a, b):
        if one.stub:
            return f"nobody here describes {one.id}"
    for one in (a, b):
        if not one.resolved:
            return f"{one.id} does not say how it knows"
    if a.names and b.names:
        return "both go by one name"
    return f"{(b if a.names else a).id} is not named" if a.names or b.names else "neither is named"
