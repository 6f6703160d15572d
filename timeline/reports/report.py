"""Whole documents: the events of an answer through a template, as Markdown that can be published.

The same files give the same bytes: no clock is read, and the commit named is the last that changed the chronology. What
is on the page is computed here; how it is laid out is the template's business (reports/templates/). Templates run in a
sandbox, and whatever they print is escaped unless it was made by reports/markup.py.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from timeline.dates import english
from timeline.dates.edtf import iso_day
from timeline.model.event import LIKELIHOOD, Figure
from timeline.query.tree import unparse
from timeline.records.entry import Entry, grouped
from timeline.reports import markup
from timeline.reports.citation import Chains, day
from timeline.reports.markup import Markdown, escaped
from timeline.reports.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from timeline.records.record import Record
    from timeline.store.chronology import Answer, Chronology
    from timeline.store.search.compiler import Question

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


class Item:
    """One event on the page. Texts are plain, and are escaped when they are printed; what is Markdown says so."""

    def __init__(self, entry: Entry, event: Record, report: Report, number: int) -> None:
        """Take an event, as the answer and as it reads, and the number of its note; 0: it has none."""
        self.id = entry.id
        self.certain = entry.certain
        self.event = event
        self.title = " ".join(event.title.split()) or entry.id
        self._number = number
        self._report = report

    @cached_property
    def _chains(self) -> Chains:
        return Chains(self.event.sources)

    @property
    def when(self) -> str:
        """The date in English with what it rests on, and the source's own words for it."""
        shown = english.when(self.event.date, self.event.date_basis)
        if not shown.startswith("c. "):
            shown = shown[0].upper() + shown[1:]
        own = f" (“{self.event.date_text}”)" if self.event.date_text else ""
        return f"{shown}{own}{'' if self.certain else ', possibly in the range'}"

    @property
    def sentence(self) -> str:
        """What happened, and on whose word."""
        if self.title[-1] in ".?!…":
            found = self._chains.attribution(sentence=True)
            return f"{self.title}{found}{'.' if found else ''}"
        return f"{self.title}{self._chains.attribution()}."

    @property
    def sourcing(self) -> str:
        """On how many origins it rests: "One origin, unnamed."."""
        number, _, rest = self.event.sourcing.phrase.partition(" ")
        low, dash, high = number.partition("–")
        words = [_NUMBERS[int(n)] if n.isdigit() and int(n) < len(_NUMBERS) else n for n in (low, high)]
        shown = f"{words[0]}{' to ' if dash else ''}{words[1]} {rest}"
        return f"{shown[0].upper()}{shown[1:]}."

    @property
    def status(self) -> str:
        """The editor's judgement unless that is "confirmed"; how likely, with the range of ICD 203."""
        status, likely = self.event.status, self.event.likelihood
        if likely:
            share = LIKELIHOOD.get(likely, "").replace("-", "–")
            likely = likely.replace("-", " ") + (f" ({share})" if share else "")
        if status == "confirmed" and not likely and not self._report.dagger:
            return ""
        return f"Status: {', '.join(filter(None, (status, likely)))}{self._report.dagger}."

    @property
    def standing(self) -> str:
        """Both: on how many origins it rests, and the editor's judgement."""
        return f"{self.sourcing} {self.status}".rstrip()

    @property
    def mark(self) -> Markdown:
        """Where the note is called, as `[^1]`; nothing where there are no sources."""
        return Markdown(f"[^{self._number}]" if self._number else "")

    @property
    def opening(self) -> Markdown:
        """The paragraph that opens an entry: anchor, when, what, on whose word, the call of its note, how it stands."""
        what = f"**{escaped(self.when)}.** {markup.once(self.sentence)}{self.mark} {escaped(self.standing)}"
        return Markdown(markup.anchor(self.id) + what)

    @property
    def note(self) -> Markdown:
        """The note itself, a line of its own: every source, and whom it cites."""
        return Markdown(f"[^{self._number}]: {self._chains.note()}" if self._number else "")

    @property
    def summary(self) -> list[Markdown]:
        """Its paragraphs."""
        return markup.prose(self.event.summary)

    @property
    def paragraphs(self) -> Iterator[Markdown]:
        """What is to be said besides, in this order: claim, summary, figures, rival accounts, links."""
        event = self.event
        if event.claim:
            yield Markdown(f"At issue: {escaped(event.claim)}")
        yield from self.summary
        if event.figures:
            yield Markdown(f"In figures: {'; '.join(escaped(_figure(f)) for f in event.figures)}.")
        for other in event.variants:
            yield Markdown(f"Another account of {escaped(other.field)}: {escaped(other.value)}{_remark(other.note)}.")
        if event.links:
            shown = "; ".join(self.links)
            yield Markdown(f"{shown[0].upper()}{shown[1:]}.")

    @property
    def text(self) -> Markdown:
        """The whole entry: opening, paragraphs and note, with a blank line between any two."""
        return Markdown("\n\n".join([self.opening, *self.paragraphs, *filter(None, (self.note,))]))

    @property
    def links(self) -> Iterator[Markdown]:
        """How it stands to other events, each a link where that one is on the page too."""
        for link in self.event.links:
            words = "related to" if link.type == "related" else escaped(link.type.replace("-", " "))
            yield Markdown(f"{words} {self._report.jump(link.to)}{_remark(link.note)}")

    def role(self, name: str) -> str:
        """As what somebody takes part."""
        return ", ".join(dict.fromkeys(a.role for a in self.event.actors if a.name == name))


class Group(NamedTuple):
    """Events under one heading, to be gone through once."""

    name: str
    entries: Iterator[Item]


class Report:
    """What a template has to print: the events that answered, and what they come to."""

    def __init__(self, chronology: Chronology, asked: Question, answer: Answer, dated: int | None = None) -> None:
        """Take a question and its answer; `dated` is the day that the document is to bear, in seconds since 1970."""
        self._chronology = chronology
        self._entries = answer.entries
        self._undated = answer.undated
        self._asked = asked
        self._dated = dated

    @property
    def title(self) -> str:
        """The title of the chronology."""
        return self._chronology.settings.title or "Chronology"

    @property
    def preface(self) -> Iterator[str]:
        """What was asked for, where that is not all there is: a paragraph each."""
        asked = self._asked
        flags = (("certain dates only", asked.certain), ("with members", asked.members))
        also = [words for words, held in flags if held]
        query = unparse(asked.query)
        if query or also:
            yield f"Events that answer: {'; '.join([query or 'all', *also])}"
        if asked.published_by is not None:
            left = f"; {self._undated} without dated sources left out" if self._undated else ""
            yield f"Sources published by {day(iso_day(asked.published_by))}{left}."
            yield "† The status is today's: it may rest on later sources."

    @property
    def dagger(self) -> str:
        """Stands after what is today's, where the rest is as of a day that is past."""
        return "†" if self._asked.published_by is not None else ""

    @property
    def entries(self) -> Iterator[Item]:
        """The events in the order of their dates; notes are numbered in that order."""
        return self._items(self._entries, count(1), Tally())

    @property
    def groups(self) -> Iterator[Group]:
        """The events by month; a date that fits no month stands under its year. Notes are numbered in that order."""
        numbers, tally = count(1), Tally()
        for name, some in grouped(self._entries, "month"):
            yield Group(name, self._items(some, numbers, tally))
        if tally.events == len(self._entries):  # all were looked at: no need to read them once more
            self.__dict__.setdefault("tally", tally)

    @property
    def actors(self) -> Iterator[Group]:
        """The events by actor, by name; an event with two actors stands under both."""
        return (Group(name, self._items(some, count(1), Tally())) for name, some in grouped(self._entries, "actor"))

    def _items(self, entries: Iterable[Entry], numbers: Iterator[int], tally: Tally) -> Iterator[Item]:
        for entry in entries:
            event = entry.event
            yield Item(entry, event, self, next(numbers) if event.sources else 0)
            tally.look(event, certain=entry.certain)

    @cached_property
    def tally(self) -> Tally:
        """What the events rest on, taken together."""
        tally = Tally()
        for entry in self._entries:
            tally.look(entry.event, certain=entry.certain)
        return tally

    @cached_property
    def _by_id(self) -> dict[str, Entry]:
        return {entry.id: entry for entry in self._entries}

    def title_of(self, id_: str) -> str:
        """The title of an event on the page."""
        return " ".join(self._by_id[id_].event.title.split())

    def jump(self, id_: str) -> Markdown:
        """The title of another event, as a link to it; of one that is not on the page its ID."""
        return markup.jump(self.title_of(id_), id_) if id_ in self._by_id else escaped(id_)

    @cached_property
    def colophon(self) -> str:
        """From which state of the files it was made: the commit, or that there are changes which none holds."""
        commit, clean = self._chronology.commit
        dated = f"Dated {_day(self._dated)}. " if self._dated is not None else ""
        if commit is None:
            return f"{dated}Made from files that no commit holds."
        if not clean:
            return f"{dated}Made from files with uncommitted changes."
        return f"{dated}Made from commit {commit[0][:12]} of {_day(commit[1])}."


def _day(seconds: int) -> str:
    return day(datetime.fromtimestamp(seconds, UTC).date().isoformat())


def _remark(note: str | None) -> str:
    return f" ({escaped(note)})" if note else ""


def _figure(figure: Figure) -> str:
    """`killed: 3 to 5 people, best estimate 4`."""
    shown = [str(figure.value)] if figure.value is not None else []
    if figure.low is not None and figure.high is not None:
        shown.append(f"{figure.low} to {figure.high}")
    elif figure.low is not None or figure.high is not None:
        shown.append(f"at least {figure.low}" if figure.high is None else f"at most {figure.high}")
    if figure.best is not None:
        shown.append(f"best estimate {figure.best}")
    unit = f" {figure.unit}" if figure.unit and shown else ""
    return f"{figure.what}: {', '.join(shown) or 'not known'}{unit}"


def render(report: Report, template: str) -> Iterator[str]:
    """The document in pieces, through a template by name or file.

    Raises:
        UsageError: there is no such template, or it cannot be read.
    """
    from timeline.reports.templating import Templates  # noqa: PLC0415 - start-up: Jinja is for pages alone

    own = os.path.join(report._chronology.root, "templates")  # noqa: SLF001 - templates must not get at the chronology
    return Templates(own).render(template, report)
