"""The registers of a chronology: who its actors, places and documents are, by whatever name they are called.

Knows names, aliases, membership and the documents that sources refer to; must not know where the registers are kept,
nor which events use them.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, Generic, TypeVar

from msgspec import structs

from timeline.errors import Problem, nearest
from timeline.model.event import Document, Event, Source, table
from timeline.model.register.entry import ActorEntry, Days, Part, PlaceEntry, dangling, entries
from timeline.text.folding import fold, name_words

SHOWN: Mapping[str, Callable[[Any], dict[str, str | None]]] = {
    "actors": lambda actor: {"wikidata": actor.wikidata},
    "places": lambda place: {"country": place.country, "wikidata": place.wikidata},
}
"""The fields of an event that hold names, and what is shown beside a name of its entry in the register."""

_UNSURE_WHOSE = frozenset(("former", "retired", "ex", "and", "or"))
"""Beside one of these an adjective does not say whose people they are."""
_LONGEST_ADJECTIVE = 4

Listed = TypeVar("Listed", bound=ActorEntry | PlaceEntry)


class Directory(Generic[Listed]):
    """The entries of one register by id, by name, and by what they are a part of. Order is that of the file."""

    def __init__(self, entries: Mapping[str, Listed]) -> None:
        """Take the entries."""
        self.entries = entries

    @cached_property
    def spelt(self) -> Mapping[str, dict[str, str]]:
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
        return tuple(self.spelt.get(fold(name)) or ())

    def names(self, query: str) -> tuple[str, ...]:
        """Every spelling of the entries that go by the query; where none does, of those whose names hold its words."""
        words = name_words(query)
        meant: Iterable[str] = self.find(query)
        if not meant and words:
            meant = dict.fromkeys(id_ for ids in self.holding(words) for id_ in ids)
        return tuple(dict.fromkeys(s for id_ in meant for s in self.spellings(id_)))

    def holding(self, words: Collection[str]) -> Iterable[Iterable[str]]:
        """The ids that go by each spelling that has all these words."""
        return (ids for spelling, ids in self.spelt.items() if all(f" {word} " in f" {spelling} " for word in words))

    def parts(self, id_: str) -> Iterator[Part]:
        """All that is a part of it, parts of parts too, each with the days from and to which it was so.

        The days are those from which every step had begun, and to which none had ended; None: no bound. One that was a
        part on several ways, or several times, comes as often.
        """
        below: dict[str, list[Part]] = {}
        for other, entry in self.entries.items():
            for whole, begin, end in entry.wholes():
                below.setdefault(whole, []).append((other, begin, end))
        found: dict[str, list[Days]] = {id_: [(None, None)]}
        queue: list[Part] = [(id_, None, None)]
        for node, first, last in queue:
            for part, begin, end in below.get(node, ()):
                days = _both((first, last), (begin, end))
                known = found.setdefault(part, [])
                if not any(_both(days, other) == days for other in known):
                    known.append(days)
                    queue.append((part, *days))
                    yield part, *days

    def wholes(self, name: str) -> set[str]:
        """The ids of all that it ever was a part of, its own included; of an ambiguous name those of each meaning."""
        reached: set[str] = set()
        new = {*self.find(name)}
        while new:
            reached |= new
            new = {whole for id_ in new & self.entries.keys() for whole, _, _ in self.entries[id_].wholes()} - reached
        return reached

    def part_of(self, part: str, whole: str) -> bool:
        """Whether one is the other, or was ever a part of it. Takes names; of an ambiguous one any meaning will do."""
        return not self.wholes(part).isdisjoint(self.find(whole))

    def ambiguous(self) -> dict[str, tuple[str, ...]]:
        """Each spelling that more than one entry goes by, with their ids."""
        return {next(iter(ids.values())): tuple(ids) for _, ids in self.spelt.items() if len(ids) > 1}


class Register:
    """Who and what a chronology speaks of. Without entries it answers nothing and costs nothing."""

    def __init__(
        self,
        actors: Mapping[str, ActorEntry] | None = None,
        places: Mapping[str, PlaceEntry] | None = None,
        documents: Mapping[str, Source] | None = None,
    ) -> None:
        """Take entries by id; `build` reads them from tables."""
        self.actors = Directory(actors or {})
        self.places = Directory(places or {})
        self.documents = documents or {}
        self.unread = False
        """The documents could not be read: nobody can tell which of them are confidential."""

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

    @cached_property
    def described(self) -> Collection[str]:
        """The fields of an event that hold names of which anything is known that can be shown beside them."""
        entries = {"actors": self.actors.entries.values(), "places": self.places.entries.values()}
        return [field for field, shown in SHOWN.items() if any(any(shown(e).values()) for e in entries[field])]

    def countries(self, place: str) -> Iterator[str]:
        """The countries of the places that go by a name: their own, else that of the nearest which they lie within."""
        for id_ in self.places.find(place):
            known: set[str] = set()
            step: str | None = id_
            while step and step not in known and (entry := self.places.entries.get(step)):
                known.add(step)
                if entry.country:
                    yield entry.country
                    break
                step = entry.within

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

    def hides(self, ref: str) -> bool:
        """Whether a document, by its id, is confidential, or may be, since the documents could not be read."""
        document = self.documents.get(ref)
        return self.unread if document is None else document.confidential

    def resolve(self, event: Event) -> Event:
        """The event with its `ref` sources filled in from the documents. Keys that the event writes itself win.

        A key that holds its default counts as not written. A `ref` to no document is left as it is; where the documents
        could not be read, it may be to a confidential one, and is taken for that.
        """
        if not self.unread and (not self.documents or {s.ref for s in event.sources}.isdisjoint(self.documents)):
            return event
        return structs.replace(event, sources=tuple(map(self._resolved, event.sources)))

    def _resolved(self, source: Source) -> Source:
        document = self.documents.get(source.ref or "")
        if document is None:
            return structs.replace(source, confidential=True) if source.ref and self.unread else source
        blank = Source()
        return structs.replace(
            source,
            **{key: getattr(document, key) for key in table(Document) if getattr(source, key) == getattr(blank, key)},
        )


_SIGNS = frozenset("-_0123456789")


def is_like_id(name: str, register: Register) -> bool:
    """Whether a name looks like the ID of a document: a name of somebody has a blank, a capital or an entry."""
    return " " not in name and (name.lower() == name or not _SIGNS.isdisjoint(name)) and not register.actors.find(name)


@lru_cache(maxsize=4096)  # the same few are named again and again
def document_meant(name: str, register: Register) -> str:
    """The ID of the document that was probably meant by a name that looks like an ID; "" for none.

    "meduza" is not near to "meduza-1", of which it may be the outlet; "upatacms" is to "up-atacms", by its letters.
    """
    if name in register.documents or not is_like_id(name, register):
        return name if name in register.documents else ""
    small, plain = name.lower() == name, _SIGNS.isdisjoint(name)
    same = (id_ for id_ in register.documents if _bare(id_) == _bare(name))
    alike = (id_ for id_ in register.documents if plain == _SIGNS.isdisjoint(id_) and (small or id_.lower() != id_))
    return next(same, "") or nearest(name, alike)


def _bare(name: str) -> str:
    return name.casefold().replace("-", "").replace("_", "")


def _both(one: Days, other: Days) -> Days:
    """The days that lie in both."""
    begins, ends = ([day for day in pair if day is not None] for pair in zip(one, other, strict=True))
    return max(begins, default=None), min(ends, default=None)


def whose(adjectives: Sequence[str], register: Register) -> str | None:
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
