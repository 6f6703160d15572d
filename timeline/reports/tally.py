"""What the events of a page rest on, taken together: documents, outlets, origins, and what is withheld.

Knows events as others may see them; knows nothing of pages. It counts what provenance/trace.py has found of each event
and judges nothing itself.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import count
from typing import NamedTuple

from timeline.model.event import CLASSES
from timeline.records.record import Record
from timeline.records.source_words import origins
from timeline.reports.markup import Markdown
from timeline.reports.sources import document, is_direct, is_document, reference, withheld
from timeline.text.lists import counted


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

    def __init__(self) -> None:
        self.events = 0
        self.notes: dict[str, int] = {}
        """The number of the note of each event; 0: it has no sources."""
        self.possible = 0
        """Events that are only possibly in the range asked for."""
        self.labels: Counter[str] = Counter()
        """How many events have each class and flag (model/event.py)."""
        self.unnamed_alone = 0
        """Single-source events that rest on unnamed people only."""
        self.withheld: list[Mention] = []
        self.singles: list[Mention] = []
        self.echoes: list[Mention] = []
        self._numbers = count(1)
        self._documents: dict[str, Markdown] = {}
        self._publishers: set[str] = set()
        self._bare: set[str] = set()
        self._direct: set[str] = set()
        self._outlets: defaultdict[str, list[bool]] = defaultdict(list)
        self._origins: defaultdict[str, list[bool]] = defaultdict(list)
        """By name, whether each event that rests on it rests on nothing else."""

    def look(self, event: Record, *, certain: bool) -> None:
        """Count one event."""
        found = event.sourcing
        self.events += 1
        self.notes[event.id] = next(self._numbers) if event.sources else 0
        self.possible += not certain
        for label in (found.label, *found.flags):
            self.labels[label] += 1
        alone = found.label == "single-source"
        if alone:
            self.unnamed_alone += "anonymous-only" in found.flags
            self.singles.append(Mention(event.id, "; ".join(origins(event))))
        if "echo" in found.flags:
            self.echoes.append(Mention(event.id, f"{found.reports} reports"))
        cited = {c for s in event.sources for c in s.cites if c != s.id}
        for source in event.sources:
            if source.confidential:
                self.withheld.append(Mention(event.id, withheld(source)))
            elif is_document(source):
                key = document(source)
                if key not in self._documents:
                    self._documents[key] = reference(source)
                if source.publisher:
                    self._publishers.add(source.publisher)
            elif source.id not in cited and source.seen:
                (self._direct if is_direct(source) else self._bare).add(source.label)
        for outlet in {s.publisher for s in event.sources if s.publisher}:
            self._outlets[outlet].append(alone)
        for origin in origins(event, whose=True):
            self._origins[origin].append(alone)

    @property
    def bibliography(self) -> list[Markdown]:
        """Each document that was seen, once: by author or publisher, title and day."""
        return [self._documents[key] for key in sorted(self._documents)]

    @property
    def outlets(self) -> list[Carrier]:
        """Who publishes, carriers of most single-source events first."""
        return _ranked(self._outlets)

    @property
    def origins(self) -> list[Carrier]:
        """Where the chains end, those of most single-source events first."""
        return _ranked(self._origins)

    @property
    def statement(self) -> str:
        """`6 events from 1 document of 1 outlet; 0 corroborated, 6 single-source, 5 of them …, 1 disputed`."""
        grounds = []
        if self._documents:
            of = f" of {counted(len(self._publishers), 'outlet')}" if self._publishers else ""
            grounds.append(counted(len(self._documents), "document") + of)
        if bare := self._bare - self._publishers:
            grounds.append(f"{counted(len(bare), 'outlet')} without a document named")
        if self._direct:
            grounds.append(f"{len(self._direct)} heard or seen directly")
        shown = []
        for label in (*reversed(CLASSES), "disputed"):
            if self.labels[label] or label in {"corroborated", "single-source"}:
                shown.append(f"{self.labels[label]} {_SAID.get(label, label)}")
            if label == "single-source" and self.unnamed_alone:
                alone = "this" if self.labels[label] == 1 else f"{self.unnamed_alone} of them"
                shown.append(f"{alone} resting on unnamed people only")
        possible = f"; {self.possible} only possibly in the range" if self.possible else ""
        rest = f" from {', and '.join(grounds)}" if grounds else ""
        return f"{counted(self.events, 'event')}{rest}; {', '.join(shown)}{possible}"


_SAID = {
    "possibly-corroborated": "possibly corroborated",
    "unsupported": "supported by no source",
    "ungrounded": "resting on a loop alone",
    "denied-only": "denied only",
    "unsourced": "without a source",
}


def _ranked(carried: Mapping[str, list[bool]]) -> list[Carrier]:
    rows = [Carrier(name, len(alone), sum(alone)) for name, alone in carried.items()]
    return sorted(rows, key=lambda c: (-c.alone, -c.events, c.name.casefold(), c.name))
