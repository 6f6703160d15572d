"""Which origins of one event are held to be one, which are known to be two, and which may be one.

Knows the graph of its sources and the register; what it all comes to in numbers is trace.py, in words words.py.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain, combinations, islice
from typing import NamedTuple

from timeline.model.event import SECONDARY
from timeline.model.register import Register
from timeline.provenance.algorithms import colours, walk
from timeline.provenance.documents import id_of
from timeline.provenance.graph import Graph
from timeline.provenance.witness import (
    RECORDINGS,
    RECORDS,
    are_others,
    ids_of,
    kin,
    makers,
    named_authors,
    party,
    speakers,
)

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
    lacks: str
    """What is not known of them: "is not named"."""
    of: str = ""
    """Of which of them; of both where it is empty."""

    @property
    def why(self) -> str:
        """The reason, by ids."""
        return f"{self.of} {self.lacks}".lstrip()


class OriginClass:
    """Origins that are held to be one, and what is known of them together."""

    def __init__(self, root: Hashable, members: list[int], graph: Graph, register: Register) -> None:
        self.root = root
        self.members = members
        self.id = graph.ids[members[0]]
        self.stub = all(n >= graph.described for n in members)
        self.resolved = any(graph.firsthand[n] for n in members)
        self._sources = [source for n in members for source in graph.nodes[n]]
        self._graph = graph
        self._register = register

    @cached_property
    def names(self) -> set[str]:
        """Who speaks, as names are compared (witness.py); empty where nobody is named."""
        return self._ids(name for source in self._sources for name in speakers(source))

    @cached_property
    def makers(self) -> set[str]:
        """Who made it."""
        return self._ids(name for source in self._sources for name in makers(source))

    @cached_property
    def hands(self) -> set[str]:
        """Who speaks, and who wrote the report in which it speaks for itself."""
        reports = (source for source in self._sources if source.kind in SECONDARY)
        return self.names | self._ids(name for source in reports for name in named_authors(source))

    @cached_property
    def affiliations(self) -> list[str]:
        """Whose people they are, as written."""
        return [source.affiliation for source in self._sources if source.affiliation]

    @cached_property
    def houses(self) -> set[str]:
        """The same, as names are compared."""
        return self._ids(self.affiliations)

    @cached_property
    def wholes(self) -> set[str]:
        """Who made it, and all that they are a part of."""
        return kin(self.makers, self._register)

    @cached_property
    def above(self) -> set[str]:
        """Their houses, and all that those are a part of."""
        return kin(self.houses, self._register)

    @cached_property
    def kin(self) -> set[str]:
        """Who speaks, and all for whom they may."""
        return kin(self.names, self._register) | self.above

    @cached_property
    def citing(self) -> set[int]:
        """Who cites it, and counts."""
        graph = self._graph
        return {n for node in self.members for n in graph.citing[node] if graph.live[n]}

    @cached_property
    def thing(self) -> bool | None:
        """Whether it is a record or a recording, not a speaker; None when it is both."""
        things = {source.kind in RECORDS or source.kind in RECORDINGS for source in self._sources}
        return things.pop() if len(things) == 1 else None

    @cached_property
    def record(self) -> bool:
        """Whether it is a record, which shows by itself."""
        return all(source.kind in RECORDS for source in self._sources)

    def _ids(self, names: Iterable[str]) -> set[str]:
        return ids_of(party(names, self._register))


class Identity:
    """Which origins are held to be one, and which are known to be two."""

    def __init__(self, graph: Graph, register: Register, same: Iterable[Sequence[int]] = ()) -> None:
        """Take the graph, and the places of sources of which one document makes one witness (`Documents.same`)."""
        self.graph = graph
        self.register = register
        said = [(node, source) for node, held in enumerate(graph.nodes) for source in held]
        parted = {(id_of(s), other): (n, graph.at.get(other, other)) for n, s in said for other in s.distinct_from}
        joined: list[tuple[Hashable, Hashable]] = [(n, graph.at.get(o, o)) for n, s in said for o in s.same_as]
        joined += ((node, graph.at[id_of(s)]) for node, s in said if graph.at[id_of(s)] != node)
        joined += ((graph.place[first], graph.place[other]) for first, *others in same for other in others)
        joined += self._by_name(parted.values())
        together: dict[Hashable, list[Hashable]] = {}
        for one, other in joined:
            together.setdefault(one, []).append(other)
            together.setdefault(other, []).append(one)
        self.roots: dict[Hashable, Hashable] = {}
        """By node, or id of one that is nowhere here, the one that stands for all that are the same; most have none."""
        root: Hashable = None
        for step in walk(together, together.__getitem__):
            root = root if step.depth else step.node
            self.roots[step.node] = root
        pairs = {pair: (self.roots.get(a, a), self.roots.get(b, b)) for pair, (a, b) in parted.items()}
        self.clashes = tuple(pair for pair, (a, b) in pairs.items() if a == b)
        self.parted = {*pairs.values(), *((b, a) for a, b in pairs.values())}
        self.contested = {a for a, _ in self.parted}

    def _by_name(self, parted: Iterable[tuple[Hashable, Hashable]]) -> Iterator[tuple[int, int]]:
        """The origins in which the same people speak, unless the editor parts one of them from another of the name.

        Whether somebody is confidential is told by no other, and an ambiguous name names nobody.
        """
        whose: dict[Hashable, Hashable] = {}
        for node in self.graph.origins:
            held = self.graph.nodes[node]
            names = party((name for source in held for name in speakers(source)), self.register)
            if names and all(len(ids) == 1 for ids in names):
                whose[node] = held[0].confidential, names
        others: dict[Hashable, set[Hashable]] = {}
        for a, b in parted:
            if a != b and a in whose and whose[a] == whose.get(b):
                others.setdefault(a, set()).add(b)
                others.setdefault(b, set()).add(a)
        spoken: dict[Hashable, int] = {}
        for node in self.graph.origins:
            if node in whose:
                first = spoken.setdefault((whose[node], frozenset(others.get(node, ()))), node)
                if first != node:
                    yield first, node

    def classes(self, origins: Iterable[int]) -> list[OriginClass]:
        """The origins, those held to be one together, in their order."""
        classes: dict[Hashable, list[int]] = {}
        for node in origins:
            classes.setdefault(self.roots.get(node, node), []).append(node)
        return [OriginClass(root, members, self.graph, self.register) for root, members in classes.items()]

    def apart(self, a: OriginClass, b: OriginClass) -> bool:
        """Whether two classes are known to be two."""
        if (a.root, b.root) in self.parted:
            return True
        if not (a.resolved and b.resolved):
            return False
        return (
            _speak_apart(a, b)
            or _shows_beside(a, b)
            or _shows_beside(b, a)
            or (a.thing is b.thing is True and are_others(a.makers, b.makers, a.wholes, b.wholes))
            or are_others(a.houses, b.houses, a.above, b.above)
            or not a.citing.isdisjoint(b.citing)
        )

    def one_affiliation(self, classes: Sequence[OriginClass]) -> bool:
        """Whether all of them are of one and the same affiliation."""
        houses = party((house for one in classes for house in one.affiliations), self.register)
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
        names: set[str] = set()
        above: set[str] = set()
        together: dict[int, list[int]] = {}
        for number, one in enumerate(classes):
            if one.resolved and one.names and names.isdisjoint(one.kin) and above.isdisjoint(one.hands):
                named.append(number)
                names |= one.hands
                above |= one.kin
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
        """Which classes may be the same, and why; one that does not say how it knows may be any, and is told once."""
        known = [one for one in classes if one.resolved]
        at = classes.index(known[0]) if known else len(classes)
        silent = chain(
            ((one, known[0]) for one in (classes[:at] if known else ())),
            ((known[0], one) for one in classes[at + 1 :] if not one.resolved),
        )
        near: Iterable[tuple[OriginClass, OriginClass]] = chain(silent, combinations(known, 2))
        near = islice(near, PAIRS * PAIRS)
        return tuple(islice((Pair(a.id, b.id, *_doubt(a, b)) for a, b in near if not self.apart(a, b)), PAIRS))


def _speak_apart(a: OriginClass, b: OriginClass) -> bool:
    """Whether two different people or bodies speak, neither for the other's house."""
    return a.hands.isdisjoint(b.hands) and are_others(a.names, b.names, a.kin, b.kin)


def _shows_beside(record: OriginClass, b: OriginClass) -> bool:
    """Whether one is a record, and the other one who tells and has not made it, nor has his house."""
    if not (record.record and b.thing is False):
        return False
    return record.makers.isdisjoint(b.kin) and record.wholes.isdisjoint(b.names | b.houses)


def _doubt(a: OriginClass, b: OriginClass) -> tuple[str, str]:
    """What is not known, and of which of them, by its id."""
    for one in (a, b):
        if one.stub:
            return "is cited, and no more is known of it", one.id
    for one in (a, b):
        if not one.resolved:
            return "does not say how it knows", one.id
    if a.makers and b.makers:
        return "both go by one name" if not a.makers.isdisjoint(b.makers) else "one may speak for the other", ""
    if a.makers or b.makers:
        return "is not named", (b if a.makers else a).id
    return "nobody says who made them" if a.thing and b.thing else "neither is named", ""
