"""An event as pictures show it: when, in which lanes, and what is said of it where somebody points at it.

Knows records and who is one under several names; must not know where on a picture it stands.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from timeline.pictures.lanes import LaneItem
from timeline.pictures.look import tone
from timeline.pictures.spans import Clock, TimeSpan
from timeline.records import date_words
from timeline.records.entry import Entry
from timeline.records.groups import names
from timeline.records.identities import Identities
from timeline.records.lay_words import CLASS_WORDS
from timeline.records.record import Record
from timeline.text.lists import capital

KINDS = ("actor", "tag", "place", "status", "sourcing")
"""What lanes can stand for."""


class Drawn(NamedTuple):
    """An event on a picture."""

    spans: Sequence[TimeSpan]
    names: Sequence[str]
    """The lanes it is of."""
    title: str
    when: str
    sourcing: str
    """What it rests on, in lay words."""
    tone: str
    """The name of its colour."""

    @property
    def item(self) -> LaneItem:
        """What is placed of it."""
        return LaneItem(self.spans, self.names, self.title)

    @property
    def told(self) -> str:
        """All of it in a sentence: `17 November 2024 (reported): Biden lets … . Goes back to one source.`."""
        return f"{self.when}: {self.title}. {capital(self.sourcing)}."


def drawn(entries: Iterable[Entry], kind: str, known: Identities, clock: Clock) -> list[Drawn]:
    """Give events as they are drawn.

    Args:
        entries: the events.
        kind: what lanes stand for: one of KINDS.
        known: who is one, whatever the name.
        clock: by which their times are shown.
    """
    return [_drawn(entry.event, kind, known, clock) for entry in entries]


def _drawn(event: Record, kind: str, known: Identities, clock: Clock) -> Drawn:
    return Drawn(
        clock.spans(event.date, event.date_basis),
        names(event, kind, known),
        titled(event),
        date_words.when(event),
        CLASS_WORDS[event.provenance.label],
        tone(event.provenance.label),
    )


def titled(event: Record) -> str:
    """Its title on one line; its ID where it has none that is to be seen."""
    return " ".join(event.title.split()) or event.id


def usual_kind(entries: Iterable[Entry], known: Identities) -> str:
    """Find what lanes stand for where nobody says it: the first of KINDS of which any event has a name."""
    found = set[str]()
    for entry in entries:
        event = entry.event
        found.update(kind for kind in KINDS if kind not in found and names(event, kind, known))
        if KINDS[0] in found:
            break
    return next((kind for kind in KINDS if kind in found), KINDS[0])
