"""One event on the page: its texts, as a template prints them.

Knows the event as others may see it, and asks the document for what stands on it besides; must not know templates.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from timeline.model.event import LIKELIHOOD
from timeline.provenance.graph import Citations
from timeline.records import date_words
from timeline.records.source_words import figure
from timeline.reports import markup
from timeline.reports.attribution import attribution
from timeline.reports.markup import Markdown, escaped
from timeline.reports.sources import note
from timeline.text.lists import capital

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.records.record import Record
    from timeline.reports.report import Report


class ReportEntry:
    """One event on the page. Texts are plain, and are escaped when they are printed; what is Markdown says so."""

    def __init__(self, event: Record, report: Report, number: int, *, certain: bool, first: bool) -> None:
        """Take what is known of it.

        Args:
            event: as others may see it.
            report: the page.
            number: that of its note; 0: it has none.
            certain: whether it surely answers the question.
            first: whether it stands here for the first time.
        """
        self.event = event
        self.id = event.id
        self.title = " ".join(event.title.split()) or event.id
        self.certain = certain
        self.mark = Markdown(f"[^{number}]" if number else "")
        """Where the note is called; nothing where there are no sources."""
        self._report = report
        self._first = first

    @cached_property
    def _sources(self) -> Citations:
        return Citations(self.event.sources)

    @property
    def when(self) -> str:
        """The date in English with what it rests on, and the source's own words for it."""
        shown = date_words.when(self.event)
        shown = shown if shown.startswith("c. ") else capital(shown)
        return f"{shown}{'' if self.certain else ', possibly in the range'}"

    @property
    def sentence(self) -> str:
        """What happened, and on whose word."""
        if self.title[-1] in ".?!…":
            found = attribution(self._sources, sentence=True)
            return f"{self.title}{found}{'.' if found else ''}"
        return f"{self.title}{attribution(self._sources)}."

    @property
    def sourcing(self) -> str:
        """What it rests on: "All of it goes back to one source, American officials who are not named."."""
        return self.event.provenance.sentence

    @property
    def status(self) -> str:
        """The editor's judgement unless that is "confirmed"; how likely, with the range of ICD 203."""
        status, likely, dagger = self.event.status, self.event.likelihood, self._report.dagger
        if likely:
            share = LIKELIHOOD.get(likely, "").replace("-", "–")
            likely = likely.replace("-", " ") + (f" ({share})" if share else "")
        if status == "confirmed" and not likely and not dagger:
            return ""
        return f"Status: {', '.join(filter(None, (status, likely)))}{dagger}."

    @property
    def standing(self) -> str:
        """Both: on how many origins it rests, and the editor's judgement."""
        return f"{self.sourcing} {self.status}".rstrip()

    @property
    def opening(self) -> Markdown:
        """The paragraph that opens an entry: anchor, when, what, on whose word, the call of its note, how it stands."""
        what = f"**{escaped(self.when)}.** {markup.once(self.sentence)}{self.mark} {escaped(self.standing)}"
        return Markdown(self.anchor + what)

    @property
    def anchor(self) -> Markdown:
        """The place that links to it lead to: where it stands first."""
        return markup.anchor(self.id) if self._first else Markdown()

    @property
    def note(self) -> Markdown:
        """The note itself, a line of its own: every source, and whom it cites; once, where the event stands first."""
        return Markdown(f"{self.mark}: {note(self._sources)}" if self.mark and self._first else "")

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
            yield Markdown(f"In figures: {'; '.join(escaped(figure(f, ' to ')) for f in event.figures)}.")
        for other in event.variants:
            yield Markdown(f"Another account of {escaped(other.field)}: {escaped(other.value)}{_remark(other.note)}.")
        if event.links:
            yield Markdown(capital("; ".join(self.links)) + ".")

    @property
    def text(self) -> Markdown:
        """The whole entry: opening, paragraphs and note, with a blank line between any two."""
        return Markdown("\n\n".join(filter(None, (self.opening, *self.paragraphs, self.note))))

    @property
    def links(self) -> Iterator[Markdown]:
        """How it stands to other events, each a link where that one is on the page too."""
        for link in self.event.links:
            words = "related to" if link.type == "related" else escaped(link.type.replace("-", " "))
            yield Markdown(f"{words} {self._report.jump(link.to)}{_remark(link.note)}")

    def role(self, name: str) -> str:
        """As what somebody takes part."""
        return ", ".join(dict.fromkeys(a.role for a in self.event.actors if self._report.is_called(a.name, name)))


def _remark(note: str | None) -> str:
    return f" ({escaped(note)})" if note else ""
