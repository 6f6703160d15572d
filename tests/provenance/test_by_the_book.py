"""The certain and the possible number against a plain reading of their definitions, on small random events."""

from collections.abc import Collection, Iterable, Sequence
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from random_sources import sources
from timeline.model.event import Source
from witnesses import traced

Nodes = Collection[int]


def authors(s: Source) -> frozenset[str]:
    return frozenset([s.author] if isinstance(s.author, str) else s.author or ())


def outlet(s: Source) -> frozenset[str]:
    return frozenset([s.publisher] if s.publisher not in {None, "YouTube"} else [])


def speakers(s: Source) -> frozenset[str]:
    """Who speaks, of the kinds and names that the random events have."""
    name = frozenset([s.name] if s.name else [])
    if s.anonymous or s.kind == "document":
        return frozenset()
    if s.kind in {"post", "video"}:
        return authors(s) or name
    if s.kind == "statement":
        return name or authors(s) or outlet(s)
    return name or (outlet(s) or authors(s) if s.firsthand and s.kind == "article" else frozenset())


def makers(s: Source) -> frozenset[str]:
    return speakers(s) if s.kind != "document" else (authors(s) if not s.anonymous else frozenset()) or outlet(s)


def call(s: Source) -> str | None:
    """The words for somebody who is not named."""
    return s.name if s.anonymous else None


def page(s: Source) -> str | None:
    return s.url and s.url.replace("www.", "").removesuffix("?utm_source=x")


class Book:
    """One event, as the definitions have it."""

    def __init__(self, tables: Sequence[Source]) -> None:
        self.tables = tables
        self.nodes: list[list[Source]] = []
        for s in tables:
            if node := next((node for node in self.nodes if self.one_node(node[0], s)), None):
                node.append(s)
            else:
                self.nodes.append([s])
        described = {s.id for s in tables}
        self.nodes += [[Source(id=c)] for c in dict.fromkeys(c for s in tables for c in s.cites) if c not in described]
        self.all = range(len(self.nodes))
        at = {s.id: n for n in self.all for s in self.nodes[n]}
        self.at = at
        self.cites = [{at[c] for s in node for c in s.cites if at[c] != at[s.id] or c == s.id} for node in self.nodes]
        self.live = {n for n in self.all if all(s.state == "live" for s in self.nodes[n])}
        self.stance = [next((s.stance for s in node if s.stance), None) for node in self.nodes]
        self.firsthand = {n for n in self.all if self.saw_it(n)}

    def group(self, s: Source) -> list[Source]:
        return [t for t in self.tables if t is s or (page(s) and page(t) == page(s))]

    def one_witness(self, s: Source, t: Source) -> bool:
        """Whether two tables are one document, and nothing tells their speakers apart."""
        group = self.group(s)
        if t not in group:
            return False
        said = {speakers(u) for u in group} - {frozenset()}
        calls = {*map(call, group)} - {None}
        several = len(calls) > 1 or (calls and said) or any(not a & b for a, b in combinations(said, 2))
        if several and (speakers(s), call(s)) != (speakers(t), call(t)):
            return False
        return self.parted_from(s, group) == self.parted_from(t, group)

    def parted_from(self, s: Source, group: Iterable[Source]) -> set[str]:
        return {t.id for t in group if t is not s and (t.id in s.distinct_from or s.id in t.distinct_from)}

    def one_node(self, s: Source, t: Source) -> bool:
        group = self.group(s)
        cited = {c for u in group if self.one_witness(s, u) for c in u.cites if c != u.id}
        stances = {u.stance for u in group} - {None}
        told = {u.id for u in group} | {c for u in group if u.stance for c in u.cites}
        both = len(stances) > 1 or (bool(stances) and any({*u.cites} - told for u in group if not u.stance))
        return self.one_witness(s, t) and (s.id in cited) == (t.id in cited) and (s.stance == t.stance or not both)

    def saw_it(self, n: int) -> bool:
        written = [s.firsthand for s in self.nodes[n] if s.firsthand is not None]
        primary = any(s.kind not in {"article", "post"} for s in self.nodes[n])
        return all(written) if written else primary and not self.cites[n]

    def reach(self, starts: Nodes, through: Nodes, arcs: Sequence[Nodes]) -> set[int]:
        found, todo = set(starts), [*starts]
        while todo:
            new = {*arcs[todo.pop()]} & {*through} - found
            found |= new
            todo += new
        return found

    def ring(self, n: int, arcs: Sequence[Nodes]) -> frozenset[int]:
        return frozenset(m for m in self.reach([n], self.all, arcs) if n in self.reach([m], self.all, arcs))

    def bounds(self, stance: str) -> tuple[int, int]:
        entries = {
            n
            for n in self.all
            if not any(self.cites[m] & (r := self.ring(n, self.cites)) and m not in r for m in self.all)
        }
        alive = self.reach(entries & self.live, self.live, self.cites)
        taken = {n: self.stance[n] or ("supports" if n in entries else None) for n in alive}
        starts = {n for n in alive if taken[n] == stance}
        nodes = self.reach(starts, {n for n in self.live if self.stance[n] is None}, self.cites)
        classes = self.classes({n for n in nodes if n in self.firsthand or not self.cites[n]})
        living = [self.cites[n] & self.live if n in self.live else set() for n in self.all]
        loops = {ring for n in nodes if len(ring := self.ring(n, living)) > 1 or n in self.cites[n]}
        empty = [ring for ring in loops if not any(n in self.firsthand or self.cites[n] - ring for n in ring)]
        apart = [(a, b) for a, b in combinations(range(len(classes)), 2) if self.apart(classes[a], classes[b])]
        fewest = next(
            k
            for k in range(len(classes) + 1)
            if any(all(c[a] != c[b] for a, b in apart) for c in product(range(k), repeat=len(classes)))
        )
        return fewest, len(classes) + len(empty)

    def classes(self, origins: Nodes) -> list[list[Source]]:
        """The tables of the origins, those of one witness together."""
        every = [n for n in self.all if n in self.firsthand or not self.cites[n]]
        said = {n: frozenset().union(*map(speakers, self.nodes[n])) for n in every}
        near: list[set[int | str]] = [{n} for n in self.all]
        for n in self.all:
            near[n] |= {self.at.get(o, o) for s in self.nodes[n] for o in s.same_as}
            near[n] |= {
                m
                for m in self.all
                if any(
                    self.one_witness(s, t)
                    for s in self.nodes[n]
                    for t in self.nodes[m]
                    if s.id in [u.id for u in self.tables] and t in self.tables
                )
            }
        parted = {frozenset((n, self.at.get(o, o))) for n in self.all for s in self.nodes[n] for o in s.distinct_from}
        for a, b in combinations(every, 2):
            if said[a] and said[a] == said[b]:
                kin = [m for m in every if said[m] == said[a]]
                others = [{m for m in kin if m != n and frozenset((n, m)) in parted} for n in (a, b)]
                if others[0] == others[1]:
                    near[a].add(b)
        groups: list[set[int | str]] = []
        for one in near:
            meeting = [g for g in groups if g & one]
            groups = [g for g in groups if not g & one] + [one.union(*meeting)]
        self.parted = parted
        self.groups = groups
        return [[s for n in g if n in origins for s in self.nodes[int(n)]] for g in groups if g & {*origins}]

    def apart(self, a: list[Source], b: list[Source]) -> bool:
        group_a, group_b = (next(g for g in self.groups if self.at[x[0].id] in g) for x in (a, b))
        if any(p & group_a and p & group_b for p in map(set, self.parted) if len(p) == 2):
            return True
        if not all({self.at[s.id] for s in x} & self.firsthand for x in (a, b)):
            return False
        said, made, houses = ([frozenset().union(*map(f, x)) for x in (a, b)] for f in (speakers, makers, house))
        reports = [
            frozenset().union(*(authors(s) for s in x if s.kind in {"article", "post"} and not s.anonymous)) | said[i]
            for i, x in enumerate((a, b))
        ]
        if said[0] and said[1] and not reports[0] & reports[1] and not said[0] & houses[1] and not said[1] & houses[0]:
            return True
        for i, (x, y) in enumerate(((a, b), (b, a))):
            shows = all(s.kind == "document" for s in x) and not any(s.kind in {"document", "video"} for s in y)
            if shows and not made[i] & (said[1 - i] | houses[1 - i]):
                return True
        if all(s.kind in {"document", "video"} for s in (*a, *b)) and made[0] and made[1] and not made[0] & made[1]:
            return True
        citing = [{n for n in self.live for s in x if self.at[s.id] in self.cites[n]} for x in (a, b)]
        return bool(citing[0] & citing[1]) or bool(houses[0] and houses[1] and not houses[0] & houses[1])


def house(s: Source) -> frozenset[str]:
    return frozenset([s.affiliation] if s.affiliation else [])


@given(st.booleans().flatmap(lambda plain: sources(plain=plain)))
@settings(max_examples=100)
def test_the_numbers_are_those_of_the_definitions(given_sources: tuple[Source, ...]) -> None:
    p, book = traced(*given_sources), Book(given_sources)
    assert (p.min, p.max) == book.bounds("supports")
    assert (p.deny_min, p.deny_max) == book.bounds("denies")
