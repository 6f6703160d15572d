"""The registers of a chronology: who its actors, places and documents are, by whatever name they are called.

Knows names, aliases, membership and the documents that sources refer to; must not know where the registers are kept,
nor which events use them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, Generic, TypeVar

from msgspec import structs

from timeline.errors import Problem
from timeline.model.event import Document, Event, Source, table
from timeline.model.register_entries import ActorEntry, Membership, PlaceEntry, dangling, entries
from timeline.text.folding import fold

Days = tuple[int | None, int | None]
"""Earliest and latest day, as in `date.toordinal`; None: no bound."""


Listed = TypeVar("Listed", bound=ActorEntry | PlaceEntry)


class Directory(Generic[Listed]):
    """The entries of one register by id, by name, and by what they are a part of. Order is that of the file."""

    entries: Mapping[str, Listed]
    _wholes: Callable[[Listed, Days | None], Iterable[str]]

    def __init__(self, entries: Mapping[str, Listed], wholes: Callable[[Listed, Days | None], Iterable[str]]) -> None:
        """Take the entries, and the function that names what an entry is directly a part of on the given days."""
        self.entries = entries
        self._wholes = wholes

    @cached_property
    def _spelt(self) -> dict[str, dict[str, str]]:
        """By folded spelling: the ids that go by it, each with the spelling as written."""
        spelt: dict[str, dict[str, str]] = {}
        for id_ in self.entries:
            for spelling in self.spellings(id_):
                spelt.setdefault(fold(spelling), {}).setdefault(id_, spelling)
        spelt.pop("", None)
        return spelt

    def spellings(self, id_: str) -> tuple[str, ...]:
        """All the names of one entry: its name, its aliases, its id."""
        entry = self.entries[id_]
        return (entry.name, *entry.aliases, id_)

    def find(self, name: str) -> tuple[str, ...]:
        """The ids that go by this name, alias or id; several when it is ambiguous, none when it is unknown."""
        return tuple(self._spelt.get(fold(name), ())) if self.entries else ()

    def names(self, query: str) -> tuple[str, ...]:
        """Every spelling of the entries that go by the query; where none does, of those whose names hold its words."""
        if not self.entries:
            return ()
        words = set(fold(query).split())
        meant: Iterable[str] = self.find(query)
        if not meant and words:
            meant = dict.fromkeys(i for name, ids in self._spelt.items() if words <= {*name.split()} for i in ids)
        return tuple(dict.fromkeys(s for id_ in meant for s in self.spellings(id_)))

    def parts(self, id_: str, on: Days | None = None) -> tuple[str, ...]:
        """Ids of all that is a part of it, parts of parts too; with `on`, of what may have been so on those days."""
        below: dict[str, list[str]] = {}
        for other, entry in self.entries.items():
            for whole in self._wholes(entry, on):
                below.setdefault(whole, []).append(other)
        return tuple(_reach(id_, lambda i: below.get(i, ())))

    def part_of(self, part: str, whole: str) -> bool:
        """Whether one is the other, or was ever a part of it. Takes names; of an ambiguous one any meaning will do."""
        targets = set(self.find(whole))
        return any(not targets.isdisjoint((id_, *self.wholes(id_))) for id_ in self.find(part))

    def wholes(self, id_: str) -> tuple[str, ...]:
        """Ids of all that it was ever a part of, wholes of wholes too."""
        return tuple(_reach(id_, lambda i: self._wholes(self.entries[i], None)))

    def ambiguous(self) -> dict[str, tuple[str, ...]]:
        """Each spelling that more than one entry goes by, with their ids."""
        return {next(iter(ids.values())): tuple(ids) for ids in self._spelt.values() if len(ids) > 1}


class Register:
    """Who and what a chronology speaks of. Without entries it answers nothing and costs nothing."""

    def __init__(
        self,
        actors: Mapping[str, ActorEntry] | None = None,
        places: Mapping[str, PlaceEntry] | None = None,
        documents: Mapping[str, Source] | None = None,
    ) -> None:
        """Take entries by id; `build` reads them from tables."""
        self.actors = Directory(actors or {}, _memberships)
        self.places = Directory(places or {}, lambda place, _: (place.within,) if place.within else ())
        self.documents = documents or {}

    @classmethod
    def build(
        cls,
        actors: Mapping[str, Any] | None = None,
        places: Mapping[str, Any] | None = None,
        documents: Mapping[str, Any] | None = None,
    ) -> tuple["Register", list[Problem]]:
        """Read the parsed tables of `actors.toml`, `places.toml` and `sources.toml`.

        An entry that cannot be read is left out, a key that cannot be read counts as not written, a word outside its
        vocabulary stays as written: all of that is returned, by register, id and key.
        """
        problems: list[Problem] = []
        register = cls(
            entries(ActorEntry, "actors", actors, problems),
            entries(PlaceEntry, "places", places, problems),
            entries(Document, "sources", documents, problems),
        )
        problems.extend(dangling(register.actors.entries, register.places.entries))
        return register, problems

    def actor(self, name: str) -> tuple[str, ...]:
        """Ids of the actors that go by this name, alias or id; case and accents do not matter."""
        return self.actors.find(name)

    def place(self, name: str) -> tuple[str, ...]:
        """Ids of the places that go by this name, alias or id; case and accents do not matter."""
        return self.places.find(name)

    def names(self, query: str) -> tuple[str, ...]:
        """Every spelling of the actors a query means, for filters: "Biden" finds "Joe Biden"."""
        return self.actors.names(query)

    def place_names(self, query: str) -> tuple[str, ...]:
        """Every spelling of the places a query means, for filters."""
        return self.places.names(query)

    def members(self, id_: str, on: Days | None = None) -> tuple[str, ...]:
        """Ids of its members and of theirs, without itself; with `on`, of those who may have been members then."""
        return self.actors.parts(id_, on)

    def places_within(self, id_: str) -> tuple[str, ...]:
        """Ids of the places that lie within it, without itself."""
        return self.places.parts(id_)

    def part_of(self, part: str, whole: str) -> bool:
        """Whether one actor is the other, or a member of it or of its members. Takes names, aliases or ids."""
        return self.actors.part_of(part, whole)

    def ambiguous(self) -> dict[str, tuple[str, ...]]:
        """Each name that more than one actor goes by, with their ids."""
        return self.actors.ambiguous()

    @cached_property
    def _hosts(self) -> dict[str, list[str]]:
        hosts: dict[str, list[str]] = {}
        for id_, entry in self.actors.entries.items():
            for domain in dict.fromkeys(d.casefold() for d in entry.domains):
                hosts.setdefault(domain, []).append(id_)
        return hosts

    def outlet_of(self, host: str) -> str | None:
        """Id of the outlet that publishes under this host or a domain above it; None when unknown or shared by two."""
        labels = host.casefold().rstrip(".").split(".") if self.actors.entries else []
        for start in range(len(labels)):
            if ids := self._hosts.get(".".join(labels[start:])):
                return ids[0] if len(ids) == 1 else None
        return None

    def resolve(self, event: Event) -> Event:
        """The event with its `ref` sources filled in from the documents. Keys that the event writes itself win.

        A key that holds its default counts as not written. A `ref` to no document is left as it is.
        """
        if not self.documents or {s.ref for s in event.sources}.isdisjoint(self.documents):
            return event
        return structs.replace(event, sources=tuple(map(self._resolved, event.sources)))

    def _resolved(self, source: Source) -> Source:
        document = self.documents.get(source.ref or "")
        if document is None:
            return source
        blank = Source()
        return structs.replace(
            source,
            **{key: getattr(document, key) for key in table(Document) if getattr(source, key) == getattr(blank, key)},
        )


def _reach(start: str, after: Callable[[str], Iterable[str]]) -> Iterator[str]:
    """Everything reached from `start`, nearest first, each once, without `start` itself even where there is a ring."""
    reached, queue = {start}, [start]
    for node in queue:
        for other in after(node):
            if other not in reached:
                reached.add(other)
                queue.append(other)
                yield other


def _memberships(actor: ActorEntry, on: Days | None) -> Iterator[str]:
    for membership in actor.memberships:
        if on is None or _overlaps(membership, on):
            yield membership.of


def _overlaps(membership: Membership, on: Days) -> bool:
    """Whether the membership may have held on one of the days. A bound that is no date is a fault and does not bind."""
    begin, end = _days(membership.from_)[0], _days(membership.until)[1]
    first, last = on
    return (begin is None or last is None or begin <= last) and (end is None or first is None or end >= first)


def _days(date: str | None) -> Days:
    if date is None:
        return None, None
    from timeline.dates import edtf  # noqa: PLC0415 - start-up: only dated memberships need it

    try:
        value = edtf.parse(date)
    except edtf.DateError:
        return None, None
    return value.earliest, value.latest
