"""A chain of sources in one line: "X, citing Y, citing American officials https://…" -> sources.

Knows the grammar of the line and the English words that leave a source unnamed; must not know events, files, or how a
source is cited in print. The way back is in records/source_lines.py.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import islice

from msgspec import Struct

from timeline.errors import UsageError
from timeline.model.event import Source, replace
from timeline.model.identifier import slug
from timeline.model.register import Register
from timeline.text.address import host
from timeline.text.folding import fold


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_EXAMPLE = '"Ukrainska Pravda, citing The New York Times, citing American officials https://…"'
_UNNAMED = _set("unnamed anonymous undisclosed unidentified")
_ONE = _set(
    "official source person diplomat aide insider adviser advisor staffer employee informant whistleblower resident"
    " soldier lawmaker analyst expert witness eyewitness someone"
)
_SEVERAL = _set(
    "officials sources people persons diplomats aides insiders advisers advisors staffers employees informants"
    " whistleblowers residents soldiers lawmakers analysts experts witnesses eyewitnesses others"
)
_AFTER_NOUN = _set(
    "of in at on to from for near close inside within outside around among with without familiar who that briefed"
    " speaking aware involved"
)
"""Words that end the noun phrase: in "people familiar with the matter" the noun is "people"."""
_UNSURE_WHOSE = _set("former retired ex and or")
"""Beside one of these an adjective does not say whose people they are."""
_SPEAKS = _set("state public-body armed-force armed-group party igo ngo company community")
"""Kinds of actor that publish nothing but their own word: to cite one is to cite its statement."""
_LONGEST_ADJECTIVE = 4
_WRAPPING = "<>()[]\"'“”‘’"
_SAYS = "(?:citing|quoting|which,* (?:cited|quoted)),*(?= |$)"
_DIVIDES = re.compile(f"(?:^|(?<= )){_SAYS}|(?i:(?:^|(?<=, )){_SAYS})")
"""What stands between two links: with a capital, which may begin a name, only after a comma and at the start."""


def parse(text: str, register: Register | None = None) -> tuple[Source, ...]:
    """The sources of one line, each citing the next.

    Grammar: `LINK (", citing" LINK)* [URL]`, as in FORMAT.md. The register tells outlets from people and bodies, gives
    ids, and says whose "American officials" are; without it nothing of this is guessed.

    Raises:
        UsageError: a link is empty, or there are two addresses, or one that is no web address.
    """
    words, url = _address(text)
    at = 0
    while [word.casefold() for word in words[at : at + 2]] == ["according", "to"]:
        at += 2
    links = [link.strip(" ,;") for link in _DIVIDES.split(" ".join(words[at:]))]
    for number, link in enumerate(links):
        if not link and (number or not url):
            before = links[number - 1] if number else ""
            message = f'after "{before}, citing" nobody is named' if before else "a source needs a name or an address"
            raise UsageError(message, f"write it as in {_EXAMPLE}")
    register, used = register or Register(), dict[str, int]()
    found = [_source(link, None if number else url, register, first=not number) for number, link in enumerate(links)]
    ids = [_unique(source.id, used) for source in found]
    cites = [*((id_,) for id_ in ids[1:]), ()]
    return tuple(replace(s, id=i, cites=c) for s, i, c in zip(found, ids, cites, strict=True))


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
) -> tuple[tuple[Source, ...], dict[int, int]]:
    """The same, and for each entry the place of what came of it: of the table itself, of a line its first link."""
    web = _Web(register or Register(), {entry.id for entry in entries if isinstance(entry, Source)})
    came: dict[int, _Node] = {}
    for number, entry in enumerate(entries):
        if isinstance(entry, Source):  # before any line, since a line may name what a later table describes
            came[number] = web.add(number, entry, entry.id)
            web.name(came[number])
    tables = {node.source.id: node for node in web.nodes}
    for node in web.nodes:
        for cited in filter(None, map(tables.get, node.cites)):
            if cited.source.anonymous:
                web.described[node.source.id, fold(cited.source.label)] = cited
    chains = {number: parse(entry, register) for number, entry in enumerate(entries) if isinstance(entry, str)}
    heads = {number: web.head(number, chain[0]) for number, chain in chains.items() if chain[0].url}
    for number, chain in chains.items():  # now all addresses are known: a name that stands for two is nobody's
        came[number] = web.join(number, chain, heads.get(number))
    order = sorted(web.nodes, key=lambda node: node.entry)
    sources = tuple(replace(node.source, cites=tuple(node.cites)) for node in order)
    return sources, {number: order.index(node) for number, node in came.items()}


def _address(text: str) -> tuple[list[str], str | None]:
    """The words without the address, and the address without what wraps or ends it."""
    words, url = [], None
    for word in text.split():
        if "://" not in word:
            words.append(word)
            continue
        address = word.lstrip(_WRAPPING).rstrip(".,;:<>\"'“”‘’")
        unopened = {end: address.count(end) - address.count(begin) for begin, end in ("()", "[]")}
        while unopened.get(end := address[-1:], 0) > 0:
            unopened[end] -= 1
            address = address[:-1].rstrip(".,;:")
        scheme, _, rest = address.partition("://")
        if scheme.casefold() not in {"http", "https"} or not rest.strip("/?#"):
            raise UsageError(f'"{word}" is no web address', "it begins with http:// or https://, after a space")
        if url:
            raise UsageError(f'two addresses in one line: "{url}" and "{address}"', "write one entry for each document")
        url = address
    return words, url


def _source(words: str, url: str | None, register: Register, *, first: bool) -> Source:
    """One link by itself."""
    if not words:
        site = host(url or "")
        outlet = register.outlet_of(site)
        publisher = register.actors.entries[outlet].name if outlet else None
        return Source(id=outlet or slug(site) or "source", url=url, publisher=publisher)
    ids = register.actors.find(words)
    kind = register.actors.entries[ids[0]].kind if len(ids) == 1 else None
    if not ids and (noun := _unnamed(words)):
        (at, plural), name = noun, words.rstrip(".")
        id_, whose = _id(name, register), _whose(name.split()[:at], register)
        return Source(id=id_, kind="person", url=url, name=name, anonymous=True, plural=plural, affiliation=whose)
    if kind == "person":
        return Source(id=_id(words, register), kind="person", url=url, name=words)
    kind = "statement" if kind in _SPEAKS else "article"
    return Source(id=_id(words, register), kind=kind, url=url, publisher=words, seen=first)


def _unnamed(words: str) -> tuple[int, bool] | None:
    """Which word is the noun of a description that names nobody, and whether it is plural; None for a name.

    A capital makes a generic noun part of a name ("Business Insider", "The Diplomat"), unless a plural stands first.
    """
    written = words.split()
    given = [word.strip(_WRAPPING + ".,;:") for word in written]
    plain = [word.casefold() for word in given]
    at = 0
    while at + 1 < len(plain) and not written[at].endswith(",") and plain[at + 1] not in _AFTER_NOUN:
        at += 1
    several = plain[at] in _SEVERAL
    if not _UNNAMED.isdisjoint(plain):
        return at, several or (plain[at].endswith("s") and plain[at] not in _ONE)
    generic = given[at] in _ONE or given[at] in _SEVERAL or (several and at == 0 and plain[0] != "people")
    return (at, several) if generic else None


def _whose(adjectives: Sequence[str], register: Register) -> str | None:
    """The name of the one state that the adjectives speak of, longest first: "North Korean" is not "Korean"."""
    if not register.actors.entries or not _UNSURE_WHOSE.isdisjoint(word.casefold() for word in adjectives):
        return None
    states: set[str] = set()
    start = 0
    while start < len(adjectives):
        for length in range(_LONGEST_ADJECTIVE, 0, -1):
            words = " ".join(adjectives[start : start + length])
            if ids := register.actors.find(words.removesuffix("'s").removesuffix("’s")):
                states.update(i for i in ids if register.actors.entries[i].kind == "state")
                start += length - 1
                break
        start += 1
    return register.actors.entries[states.pop()].name if len(states) == 1 else None


class _Node(Struct, eq=False):
    """A source in which entries come together."""

    source: Source
    entry: int
    """The number of the entry that brought it."""
    cites: dict[str, None]
    names: set[str]
    """The ids under which a line finds it; none where nobody is named."""


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

    def add(self, entry: int, source: Source, id_: str = "") -> _Node:
        """One more source of the entry with this number, under this id if it has one."""
        usual = _id(source.label or host(source.url or ""), self.register)
        source = replace(source, id=id_ or _unique(usual, self.used))
        names: set[str] = set() if source.anonymous else {usual, source.id}
        node = _Node(source, entry, dict.fromkeys(source.cites), names)
        self.nodes.append(node)
        return node

    def name(self, *nodes: _Node) -> None:
        """From now on lines find these sources."""
        for node in nodes:
            for name in node.names:
                self.named[name].setdefault(node.source.url or None, {})[node] = None

    def meet(self, entry: int, link: Source, own: dict[_Node, None]) -> _Node:
        """The source that a link of this entry means, behind those of its own line: one that is there, or a new one."""
        node = self._same(link, own)
        if node is None:
            return self.add(entry, replace(link, cites=()))
        was = node.source
        node.source = replace(was, url=was.url or link.url, seen=was.seen or link.seen)
        return node

    def head(self, entry: int, link: Source) -> _Node:
        """The source that begins a line."""
        node = self.meet(entry, link, {})
        for name in node.names:  # it may have had no address
            self.named[name].get(None, {}).pop(node, None)
        self.name(node)
        return node

    def join(self, entry: int, chain: Sequence[Source], head: _Node | None) -> _Node:
        """Add one line, link by link, its first link where that is known; give that."""
        first = above = head or self.head(entry, chain[0])
        own: dict[_Node, None] = {first: None}
        for link in chain[1:]:
            node = self.meet(entry, link, own)
            above.cites[node.source.id] = None
            if link.anonymous:
                self.described[above.source.id, fold(link.label)] = node
            own[node] = None
            above = node
        self.name(*own)
        return first

    def _same(self, link: Source, own: dict[_Node, None]) -> _Node | None:
        if link.anonymous:
            above = next(reversed(own), None)
            return self.described.get((above.source.id, fold(link.label))) if above else None
        known = self.named[_id(link.label, self.register)]
        groups = [known.get(link.url) or known.get(None, {})] if link.url else known.values()
        nodes = (node for group in groups for node in group if node not in own)
        found = list(islice(nodes, 2))
        return found[0] if len(found) == 1 else None


def _id(words: str, register: Register) -> str:
    ids = register.actors.find(words)
    return ids[0] if len(ids) == 1 else slug(words) or "source"


def _unique(id_: str, used: dict[str, int]) -> str:
    """The id, or the next free of `id-2`, `id-3` …; `used` counts and remembers."""
    number = used[id_] = used.get(id_, 0) + 1
    given = id_
    while number > 1 and given in used:
        given = f"{id_}-{number}"
        number += 1
    used.setdefault(given, 1)
    return given
