"""A whole `sources` array -> its sources: lines and tables that name the same outlet or person meet in one.

Knows when two entries mean one source; must not know how a line is read (line.py), or what is one across events.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice

from msgspec import Struct

from timeline.model.event import Source, replace
from timeline.model.register import Register
from timeline.model.sources.line import id_of, parse, unique
from timeline.text.address import host
from timeline.text.folding import fold

_DIVIDERS = re.compile("[^,;/|&+]")
"""All but the signs that may stand between two names."""


def gather(entries: Sequence[str | Source], register: Register | None = None) -> tuple[Source, ...]:
    """The sources of a whole `sources` array, lines and tables mixed, every one with an id.

    A link that another entry names too is that same source, so that two lines ending in "citing The New York Times"
    meet in one. Unnamed people meet only where the same source describes them in the same words; two addresses never
    do. What is named in one line twice stays two.

    Raises:
        UsageError: a line cannot be read.
    """
    return gathered(entries, register)[0]


def gathered(
    entries: Sequence[str | Source], register: Register | None = None
) -> tuple[tuple[Source, ...], dict[int, tuple[int, ...]]]:
    """The same, and for each entry the places of what came of it: of a table itself, of a line its links in order."""
    web = _Web(register or Register(), {entry.id for entry in entries if isinstance(entry, Source)})
    came: dict[int, list[_Node]] = {}
    for number, entry in enumerate(entries):
        if isinstance(entry, Source):  # before any line, since a line may name what a later table describes
            came[number] = [web.add(number, entry, entry.id)]
            web.name(*came[number])
    tables = {node.source.id: node for node in web.nodes}
    for node in web.nodes:
        node.told = {web.key(tables[id_].source) if id_ in tables else id_ for id_ in node.cites}
    for node in web.nodes:
        for cited in filter(None, map(tables.get, node.cites)):
            if cited.source.anonymous:
                web.described[node.source.id, fold(cited.source.label)] = cited
    chains = {number: parse(entry, register) for number, entry in enumerate(entries) if isinstance(entry, str)}
    heads = {number: web.head(number, chain) for number, chain in chains.items() if chain[0].url}
    for number, chain in chains.items():  # now all addresses are known: a name that stands for two is nobody's
        came[number] = web.join(number, chain, heads.get(number))
    order = sorted(web.nodes, key=lambda node: node.entry)
    sources = tuple(replace(node.source, cites=tuple(node.cites)) for node in order)
    return sources, {number: tuple(map(order.index, nodes)) for number, nodes in came.items()}


class _Node(Struct, eq=False):
    """A source in which entries come together."""

    source: Source
    entry: int
    """The number of the entry that brought it."""
    cites: dict[str, None]
    names: set[str]
    """The ids under which a line finds it; none where nobody is named."""
    told: set[str]
    """Whom it cites, as links are compared: a report that cites others is another one."""


class _Web:
    """Sources of several entries as they come together."""

    def __init__(self, register: Register, ids: set[str]) -> None:
        self.register = register
        self.used = dict.fromkeys(ids - {""}, 1)
        self.nodes: list[_Node] = []
        self.named: defaultdict[str, dict[str | None, dict[_Node, None]]] = defaultdict(dict)
        """Sources by the ids under which a line finds them, and by their address."""
        self.described: dict[tuple[str, str], _Node] = {}
        """Unnamed sources by the id of the one that cites them, and their description."""

    def add(self, entry: int, source: Source, id_: str = "", told: Iterable[str] = ()) -> _Node:
        """One more source of the entry with this number, under this id if it has one."""
        usual = id_of(source.label or host(source.url or ""), self.register)
        source = replace(source, id=id_ or unique(usual, self.used))
        names: set[str] = set() if source.anonymous else {usual, source.id}
        node = _Node(source, entry, dict.fromkeys(source.cites), names, set(told))
        self.nodes.append(node)
        return node

    def name(self, *nodes: _Node) -> None:
        """From now on lines find these sources."""
        for node in nodes:
            for name in node.names:
                self.named[name].setdefault(node.source.url or None, {})[node] = None

    def meet(
        self, entry: int, link: Source, told: set[str], own: dict[_Node, None], above: Sequence[_Node] = ()
    ) -> _Node:
        """The source that a link means, behind those of its own line and below some: one that is there, or a new."""
        node = self._same(link, told, own, above)
        if node is None:
            return self.add(entry, replace(link, cites=()), told=told)
        was = node.source
        node.told |= told
        node.source = replace(was, url=was.url or link.url, seen=was.seen or link.seen)
        return node

    def head(self, entry: int, chain: Sequence[Source]) -> _Node:
        """The source that begins a line."""
        node = self.meet(entry, chain[0], self._told(chain)[0], {})
        for name in node.names:  # it may have had no address
            self.named[name].get(None, {}).pop(node, None)
        self.name(node)
        return node

    def join(self, entry: int, chain: Sequence[Source], head: _Node | None) -> list[_Node]:
        """Add one line, link by link, its first link where that is known; give them in order."""
        first = head or self.head(entry, chain)
        own: dict[_Node, None] = {first: None}
        citing: defaultdict[str, list[_Node]] = defaultdict(list)
        for link, told in zip(chain, self._told(chain), strict=True):
            above = citing[link.id]
            node = self.meet(entry, link, told, own, above) if above else first
            for one in above:
                one.cites[node.source.id] = None
                if link.anonymous:
                    self.described[one.source.id, fold(link.label)] = node
            own[node] = None
            for cited in link.cites:
                citing[cited].append(node)
        self.name(*own)
        return [*own]

    def key(self, link: Source) -> str:
        """A source as links are compared: the unnamed by their description."""
        return f"?{fold(link.label)}" if link.anonymous else id_of(link.label, self.register)

    def _told(self, chain: Sequence[Source]) -> list[set[str]]:
        """Whom each link of a line cites."""
        keys = {link.id: self.key(link) for link in chain}
        return [{keys[id_] for id_ in link.cites} for link in chain]

    def _same(self, link: Source, told: set[str], own: dict[_Node, None], above: Sequence[_Node]) -> _Node | None:
        """The one source that a link can mean: of one outlet, a report that cites others is another."""
        if link.anonymous:
            met = (self.described.get((one.source.id, fold(link.label))) for one in above)
            return next((node for node in met if node and node not in own), None)
        known = self.named[id_of(link.label, self.register)]
        groups = [known.get(link.url) or known.get(None, {})] if link.url else known.values()
        nodes = (node for group in groups for node in group if node not in own and self._agrees(node, link, told))
        found = list(islice(nodes, 2))
        return found[0] if len(found) == 1 else None

    def _agrees(self, node: _Node, link: Source, told: set[str]) -> bool:
        """Whether a link may mean a source: at one address, or where one of the two cites no more than the other.

        "A, B" and "A / B" have one slug, and are not one name unless the register knows them.
        """
        if len({_DIVIDERS.sub("", name) for name in (node.source.label, link.label)}) > 1 and not (
            link.label == node.source.id or self.register.actors.find(link.label)
        ):
            return False
        return node.source.url == link.url is not None or node.told <= told or told <= node.told
