"""What the events of a page rest on, taken together: documents, outlets, origins, and what is withheld.

Knows events as others may see them; knows nothing of pages. It counts what provenance/trace.py has found of each event
and judges nothing itself. Who is counted as one is in records/identities.py.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from timeline.model.event import Source
from timeline.provenance.names import is_signed, outlet, spelt
from timeline.records.identities import Identities, Key
from timeline.records.record import Record
from timeline.records.source_words import ends, origins
from timeline.reports.bibliography import Bibliography
from timeline.reports.markup import Markdown
from timeline.reports.sources import is_direct, is_document, reference, withheld
from timeline.text.lists import capital, counted, joined

_UNSURE = ("unassessed", "possibly-corroborated")
"""Classes of which it is not known whether the sources are independent."""


class Carrier(NamedTuple):
    """An outlet or an origin, and how much rests on it."""

    name: str
    events: int
    alone: int
    """Of these, the single-source events."""


class Mention(NamedTuple):
    """An event that is listed for something."""

    id: str
    says: str


class Tally:
    """All of it, counted in one look at each event; what is kept grows with documents and names, not with texts."""

    def __init__(self, known: Identities) -> None:
        """Take what tells who is one, whatever the name."""
        self.events = 0
        self.possible = 0
        """Events that are only possibly in the range asked for."""
        self.labels: Counter[str] = Counter()
        """How many events have each class and flag (model/event.py)."""
        self.unnamed_alone = 0
        """Single-source events that rest on unnamed people only."""
        self.withheld: list[Mention] = []
        self.singles: list[Mention] = []
        self.echoes: list[Mention] = []
        self._links = "links"
        """What the sources are called of which it is not known whether they are independent."""
        self._known = known
        self._bibliography = Bibliography()
        self._publishers: set[Key] = set()
        self._authors: set[Key] = set()
        """Of posts and films."""
        self._bare: set[Key] = set()
        self._direct: set[Key] = set()
        self._outlets: defaultdict[Key, list[bool]] = defaultdict(list)
        self._origins: defaultdict[Key, list[bool]] = defaultdict(list)
        """Whether each event that rests on it rests on nothing else."""

    def look(self, event: Record, *, certain: bool) -> None:
        """Count one event."""
        found = event.provenance
        self.events += 1
        self.possible += not certain
        for label in (found.label, *found.flags):
            self.labels[label] += 1
        alone = found.label == "single-source"
        if alone:
            self.unnamed_alone += "anonymous-only" in found.flags
            self.singles.append(Mention(event.id, "; ".join(origins(event))))
        if "echo" in found.flags:
            self.echoes.append(Mention(event.id, f"{found.reports} reports"))
        if found.label in _UNSURE and not all(source.url for source in event.sources):
            self._links = "sources"
        self._look_at_sources(event, alone=alone)

    def _look_at_sources(self, event: Record, *, alone: bool) -> None:
        cited = {c for s in event.sources for c in s.cites if c != s.id}
        carriers: set[Key] = set()
        for source in event.sources:
            if source.confidential:
                self.withheld.append(Mention(event.id, withheld(source)))
                continue
            carrier = self._known.carrier(source)
            if carrier:
                carriers.add(carrier)
            if is_document(source):
                self._bibliography.add(source)
                if name := outlet(source):
                    self._publishers.add(self._known.outlet(name))
                elif carrier and is_signed(source):
                    self._authors.add(carrier)
            elif source.id not in cited and source.seen:
                (self._direct if is_direct(source) else self._bare).add(carrier or self._known.source(source))
        for carrier in carriers:
            self._outlets[carrier].append(alone)
        for key in {self._known.source(source, whose=True) for source in ends(event)}:
            self._origins[key].append(alone)

    @property
    def bibliography(self) -> list[Markdown]:
        """Each document that was seen, once: by author or publisher, title and day."""
        return list(map(reference, self._bibliography.documents))

    @property
    def described(self) -> list[Markdown]:
        """Those of which more is known than where they are, and who made them: a note would say no less."""
        return [reference(s) for s in self._bibliography.documents if s.title or s.published or _published(s)]

    @property
    def outlets(self) -> list[Carrier]:
        """Who publishes, carriers of most single-source events first."""
        return self._ranked(self._outlets)

    @property
    def origins(self) -> list[Carrier]:
        """Where the chains end, those of most single-source events first."""
        return self._ranked(self._origins)

    def _ranked(self, carried: Mapping[Key, list[bool]]) -> list[Carrier]:
        named = {key: spelt(key[1]) if key[0] == "platform" else self._known.name(key) for key in carried}
        rows = [Carrier(named[key], len(alone), sum(alone)) for key, alone in carried.items()]
        return sorted(rows, key=lambda c: (-c.alone, -c.events, c.name.casefold(), c.name))

    @property
    def statement(self) -> str:
        """`For 1 of 118 events two independent sources are on file. 82 have several links of which …; 35 have one`."""
        return ". ".join(filter(None, (self._independent, self._rest, self._on_file)))

    @property
    def _independent(self) -> str:
        many = self.labels["corroborated"]
        if not self.events:
            return "There are no events"
        if self.events == 1:
            return f"For the 1 event {'no ' * (not many)}two independent sources are on file"
        number, are = (str(many), " are") if many else ("none", "")
        return f"For {number} of {self.events} events{' are' * (not are)} two independent sources{are} on file"

    @property
    def _rest(self) -> str:
        """How the other events stand."""
        labels = self.labels
        all_of = "" if labels["single-source"] == 1 else " in all of them"
        some = all_of if self.unnamed_alone == labels["single-source"] else f" in {self.unnamed_alone} of them"
        unnamed = f", unnamed{some}" if self.unnamed_alone else ""
        several = sum(labels[label] for label in _UNSURE)
        one = "have one" + " source" * (not several)
        said = (
            (several, f"have several {self._links} of which it is not known whether they are independent"),
            (labels["single-source"], one + unnamed),
            (labels["unsourced"], "have no source"),
            (labels["ungrounded"], "rest on reports that only cite one another"),
            (labels["denied-only"], "are denied, and supported by nobody"),
            (labels["unsupported"], "are only mentioned"),
            (labels["disputed"], "are denied as well"),
            (self.possible, "are only possibly in the range"),
        )
        who = "it" if self.events == 1 else "1"
        parts = [f"{who} {_agreeing(words)}" if n == 1 else f"{n} {words}" for n, words in said if n]
        return capital("; ".join(parts))

    @property
    def _on_file(self) -> str:
        documents, bare = len(self._bibliography.documents), len(self._bare - self._publishers)
        by = ((self._publishers, "publisher"), (self._authors, "author"))
        of = joined([counted(len(made), noun) for made, noun in by if made])
        grounds = (
            (documents, counted(documents, "document") + f" of {of}" * bool(of)),
            (bare, f"{bare} outlet{' or body' if bare == 1 else 's or bodies'} without a document named"),
            (len(self._direct), f"{len(self._direct)} heard or seen directly"),
        )
        shown = [words for number, words in grounds if number]
        return f"On file: {'; '.join(shown)}" if shown else ""


def _published(source: Source) -> bool:
    """Whether somebody published it whose name says more than its address does."""
    return bool(source.publisher and outlet(source))


def _agreeing(words: str) -> str:
    """The same of one event: "has", "is", "rests"."""
    verb, rest = words.split(" ", 1)
    return f"{_OF_ONE[verb]} {rest}"


_OF_ONE = {"have": "has", "are": "is", "rest": "rests"}
