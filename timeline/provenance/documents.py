"""Which sources of one event are one document: those that share a `ref` or an address (text/address.py).

Knows one source beside another; must not know who cites whom further on, nor what is counted.
"""

from collections.abc import Hashable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from timeline.model.event import Source
from timeline.model.identifier import slug
from timeline.model.register import Register
from timeline.provenance.algorithms import walk
from timeline.provenance.witness import differ, party, speakers
from timeline.text.address import addresses, canonical, held
from timeline.text.folding import fold

_MANY = 100
"""So many speakers of one document are not compared each with each: they are several."""


class Documents(NamedTuple):
    """The sources of an event by their places, those that are one document together."""

    nodes: list[list[int]]
    same: list[list[int]]
    """The first places of nodes that are two for their stances, or since one cites the other, and have one witness."""


def id_of(source: Source) -> str:
    """The id by which others cite it."""
    return source.id or slug(source.label)


def marks(source: Source) -> Iterator[Hashable]:
    """What two sources share that are one document. Whether one is confidential is told by no other."""
    if source.ref:
        yield source.confidential, "ref", source.ref
    if source.url and not source.archive_url and held(source.url) is None:  # as most are
        if address := canonical(source.url):
            yield source.confidential, address
    elif source.url or source.archive_url:
        for address in addresses(source.url, source.archive_url):
            yield source.confidential, address


def documents(sources: Sequence[Source], register: Register) -> Documents:
    """Take together those that are one document, unless two speakers or stances are written, or one cites the other.

    Those that the editor holds to be two (`distinct_from`) are two, and nobody can tell which of them a third is.
    """
    shared: dict[Hashable, list[Hashable]] = {}
    for n, source in enumerate(sources):
        for mark in marks(source):
            shared.setdefault(mark, []).append(n)
    met = {mark: places for mark, places in shared.items() if len(places) > 1}
    for mark, places in [*met.items()]:
        for place in places:
            met.setdefault(place, []).append(mark)
    groups: list[list[int]] = [[n] for n in range(len(sources)) if n not in met]
    for step in walk(met, met.__getitem__):
        if not step.depth:
            groups.append([])
        if not step.again and isinstance(step.node, int):
            groups[-1].append(step.node)
    found = Documents([], [])
    for group in sorted(map(sorted, groups)):
        for nodes in _parted(group, sources, register) if len(group) > 1 else [[group]]:
            found.nodes.extend(nodes)
            if len(nodes) > 1:
                found.same.append([node[0] for node in nodes])
    return found


def _parted(group: list[int], sources: Sequence[Source], register: Register) -> Iterator[list[list[int]]]:
    """The nodes of one document, those of one witness together."""
    ids = {n: id_of(sources[n]) for n in group}
    parted = {(ids[n], other) for n in group for other in sources[n].distinct_from if other != ids[n]}
    parted |= {(b, a) for a, b in parted}
    named = {n: party(speakers(sources[n]), register) for n in group}
    unnamed = {n: fold(s.name or "") if (s := sources[n]).anonymous else "" for n in group}
    parties, calls = set(filter(None, named.values())), set(filter(None, unnamed.values()))
    many = len(parties) > _MANY or any(differ(a, b, register) for a, b in combinations(parties, 2))
    many = many or len(calls) > 1 or bool(calls and parties)
    both = _takes_both_sides([sources[n] for n in group])
    witnesses: dict[Hashable, list[int]] = {}
    for n in group:
        apart = frozenset(other for id_, other in parted if id_ == ids[n] and other in ids.values())
        witnesses.setdefault((many and (named[n], unnamed[n]), apart), []).append(n)
    for tables in witnesses.values():
        cited = {id_ for n in tables for id_ in sources[n].cites if id_ != ids[n]}
        uses: dict[Hashable, list[int]] = {}
        for n in tables:
            uses.setdefault((both and sources[n].stance, ids[n] in cited), []).append(n)
        yield list(uses.values())


def _takes_both_sides(tables: Sequence[Source]) -> bool:
    """Whether one document reports both: two stances are written, or one, and a table without cites somebody else."""
    told = {id_of(table) for table in tables}.union(*(table.cites for table in tables if table.stance))
    silent = any(not told.issuperset(table.cites) for table in tables if not table.stance)
    return len({table.stance for table in tables if table.stance}) + silent > 1
