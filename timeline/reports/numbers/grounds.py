"""What some events rest on, counted: classes, documents, outlets, authors, origins.

Knows events as others may see them; keeps no event, and must not know pages. It counts what provenance/trace.py has
found of each event and judges nothing itself. Who is counted as one is in records/identities.py.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from timeline.model.event import Findings, Source
from timeline.provenance.names import is_signed, outlet, spelt
from timeline.provenance.witness import platform
from timeline.records.identities import Identities, Key
from timeline.records.source_words import ends, is_direct, is_document

_WEB = ("https://", "http://")


class Carrier(NamedTuple):
    """An outlet or an origin, and how much rests on it."""

    name: str
    events: int
    alone: int
    """Of these, the single-source events."""


class _Face(NamedTuple):
    """By whom a source is brought."""

    carrier: Key | None
    publisher: Key | None
    """The outlet that published it; None: none did."""
    is_signed: bool


_NOBODY = _Face(None, None, is_signed=False)
"""Somebody who speaks is brought by no outlet."""


class Grounds:
    """All of it, counted in one look at each event; what is kept grows with names, not with events."""

    def __init__(self, known: Identities, document: Callable[[Source], None]) -> None:
        """Take what tells who is one, whatever the name, and who is handed each document."""
        self.events = 0
        self.possible = 0
        """Events that are only possibly in the range asked for."""
        self.hidden = 0
        """Sources that are confidential."""
        self._findings: Counter[tuple[str, tuple[str, ...]]] = Counter()
        self._known = known
        self._document = document
        self._faces: dict[object, _Face] = {}
        self._houses: dict[str | None, _Face] = {}
        """Of articles, as most sources are: by the outlet, whatever else is said of them."""
        self._speakers: dict[object, Key] = {}
        self._publishers: set[Key] = set()
        self._authors: set[Key] = set()
        self._bare: set[Key] = set()
        self._direct: set[Key] = set()
        self._outlets: defaultdict[Key, list[int]] = defaultdict(lambda: [0, 0])
        self._origins: defaultdict[Key, list[int]] = defaultdict(lambda: [0, 0])
        """How many events rest on it, and how many of these on one source."""

    def rests(self, sources: Sequence[Source], found: Findings, *, certain: bool) -> None:
        """Count one event that rests on these sources, and what they come to."""
        self.events += 1
        self.possible += not certain
        self._findings[found.label, found.flags] += 1
        alone = found.label == "single-source"
        cited: set[str] | None = None
        carriers: set[Key] = set()
        for source in sources:
            if source.confidential:
                self.hidden += 1
                continue
            face = self._houses.get(source.publisher) if source.kind == "article" else None
            if face is None:
                face = self._face(source)
            carrier = face.carrier
            if carrier:
                carriers.add(carrier)
            if not source.seen:
                continue
            if is_document(source):
                self._document(source)
                if face.publisher:
                    self._publishers.add(face.publisher)
                elif carrier and face.is_signed:
                    self._authors.add(carrier)
                continue
            if cited is None:
                cited = {c for s in sources for c in s.cites if c != s.id}
            if source.id not in cited:
                (self._direct if is_direct(source) else self._bare).add(carrier or self._known.source(source))
        for carrier in carriers:
            numbers = self._outlets[carrier]
            numbers[0] += 1
            numbers[1] += alone
        for origin in {self._speaker(source) for source in ends(sources, found) if not source.confidential}:
            numbers = self._origins[origin]
            numbers[0] += 1
            numbers[1] += alone

    def _face(self, source: Source) -> _Face:
        """By whom a source is brought, found out once for all that say the same of it."""
        if source.kind == "person" and not (source.publisher or source.url or source.archive_url):
            return _NOBODY
        likeness = _likeness(source)
        face = self._faces.get(likeness)
        if face is None:
            name = outlet(source)
            publisher = self._known.outlet(name) if name else None
            face = self._faces[likeness] = _Face(self._known.carrier(source), publisher, is_signed(source))
            if source.kind == "article" and name and name == source.publisher:
                self._houses[name] = face
        return face

    def _speaker(self, source: Source) -> Key:
        """Who a source is where a chain ends in it."""
        if not (source.publisher or source.name):  # it may be called by its title, which hardly two share
            return self._known.source(source, whose=True)
        likeness = _likeness(source)
        key = self._speakers.get(likeness)
        if key is None:
            key = self._speakers[likeness] = self._known.source(source, whose=True)
        return key

    @property
    def labels(self) -> Counter[str]:
        """How many events have each class and flag (model/event.py)."""
        labels: Counter[str] = Counter()
        for (label, flags), number in self._findings.items():
            labels.update(dict.fromkeys((label, *flags), number))
        return labels

    @property
    def publishers(self) -> int:
        """How many outlets published what is on file."""
        return len(self._publishers)

    @property
    def authors(self) -> int:
        """How many made posts and films that are."""
        return len(self._authors)

    @property
    def bare(self) -> int:
        """How many outlets or bodies are named without a document, and have none here."""
        return len(self._bare - self._publishers)

    @property
    def direct(self) -> int:
        """How many are heard or seen themselves."""
        return len(self._direct)

    @property
    def outlets(self) -> list[Carrier]:
        """Who publishes, carriers of most single-source events first."""
        return self._ranked(self._outlets)

    @property
    def origins(self) -> list[Carrier]:
        """Where the chains end, those of most single-source events first."""
        return self._ranked(self._origins)

    @property
    def unnamed(self) -> int:
        """How many of the origins are not named: those described alike are counted as one."""
        return sum(key[0] == "unnamed" for key in self._origins)

    def _ranked(self, carried: Mapping[Key, list[int]]) -> list[Carrier]:
        named = {key: spelt(key[1]) if key[0] == "platform" else self._known.name(key) for key in carried}
        rows = [Carrier(named[key], *numbers) for key, numbers in carried.items()]
        return sorted(rows, key=lambda c: (-c.alone, -c.events, c.name.casefold(), c.name))


def _likeness(source: Source) -> tuple[object, ...]:
    """All of a source that what it is called depends on, but its title."""
    if source.kind == "article" and source.publisher and not platform(source.publisher):  # as most are: by the outlet
        return source.publisher, source.name, source.anonymous, source.affiliation
    site = source.url or source.archive_url or ""
    if site.startswith(_WEB) and not ("archive." in site or "perma." in site):  # such a host may hold another address
        site = site[: site.find("/", len("https://")) + 1] or site  # the host, and what stands before it
    return (
        *(source.publisher, source.name, source.anonymous, source.affiliation),
        *(source.kind, source.author, source.firsthand, bool(source.url), site),
    )
