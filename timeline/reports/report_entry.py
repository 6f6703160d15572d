"""One event on the page: its texts, as a template prints them.

Knows the event as others may see it, and asks the document for what stands on it besides; must not know templates.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from timeline.provenance.graph import Citations
from timeline.records import date_words
from timeline.records.shown.doubt import left_open
from timeline.records.source_words import figure
from timeline.records.words import setting
from timeline.records.words.attribution import Attribution, remark
from timeline.reports import markup
from timeline.reports.markup import Markdown, escaped
from timeline.text.lists import capital, ended

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.model.event import Figure, Link, Variant
    from timeline.records.record import Record
    from timeline.reports.report import Report


class ReportEntry:
    """One event on the page. Texts are plain, and are escaped when they are printed; what is Markdown says so."""

    def __init__(self, event: Record, report: Report, *, certain: bool, first: bool) -> None:
        """Take what is known of it.

        Args:
            event: as others may see it.
            report: the page.
            certain: whether it surely answers the question.
            first: whether it stands here for the first time.
        """
        self.event = event
        self.id = event.id
        self.title = " ".join(event.title.split()) or event.id
        self.certain = certain
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
        doubts = filter(None, ("" if self.certain else "possibly in the range", left_open(self.event)))
        return ", ".join([shown, *doubts])

    @property
    def who(self) -> str:
        """Who takes part, and as what: "Joe Biden (agent), Russia (target)"."""
        return setting.who(self.event)

    @property
    def where(self) -> str:
        """Where it happened, each place with its country: "Kursk Oblast, Russia"."""
        return setting.where(self.event)

    @property
    def setting(self) -> str:
        """Both, as far as they are known: "Who: Joe Biden (agent). Where: Kursk Oblast."."""
        return " ".join(ended(f"{head}: {text}") for head, text in (("Who", self.who), ("Where", self.where)) if text)

    @property
    def sentence(self) -> str:
        """What happened, and on whose word."""
        if self.title[-1] in ".?!…":
            return f"{self.title} {self.attribution}".rstrip()
        return ended(f"{self.title}{Attribution(self._sources).text}")

    @property
    def attribution(self) -> str:
        """On whose word, as a sentence: "According to Ukrainska Pravda, citing The New York Times."."""
        return self._attribution.text and ended(self._attribution.text)

    @cached_property
    def _attribution(self) -> Attribution:
        return Attribution(self._sources, sentence=True)

    @property
    def sourcing(self) -> str:
        """What it rests on: "All of it goes back to one source, American officials who are not named."."""
        return self.event.provenance.sentence

    @property
    def status(self) -> str:
        """The editor's judgement where there is one; how likely, with the range of ICD 203."""
        judged = setting.judged(self.event)
        return f"Status: {judged}{self._report.dagger}." if judged else ""

    @property
    def standing(self) -> str:
        """Both: on how many origins it rests, and the editor's judgement."""
        return f"{self.sourcing} {self.status}".rstrip()

    @property
    def after_names(self) -> str:
        """The same, to follow the sentence or the attribution: without the names, and what the page has said of all."""
        found, named_all = self.event.provenance, self._attribution.names(self.event.provenance.origins)
        said = found.short_sentence if named_all else found.sentence
        return f"{'' if named_all and self._report.says_usual and self.is_usual else said} {self.status}".strip()

    @property
    def told(self) -> str:
        """All of it on a line: the sentence, what follows it, and who has reviewed it."""
        return " ".join(filter(None, (self.sentence, self.after_names, self.badge)))

    @property
    def is_usual(self) -> bool:
        """Whether all that is to be said of its sources is that none says how it knows, and, of several, is known."""
        found = self.event.provenance
        one_or_unknown = found.label == "unassessed" or (found.label == "single-source" and found.reports == 1)
        return (
            found.flags == ("unresolved",)
            and one_or_unknown
            and {*found.origins} <= {s.id for s in self._sources.heads}
        )

    @property
    def badge(self) -> str:
        """Who has reviewed it and when, that it was changed since, or that nobody has; where the page is to say so."""
        return self._report.badge(self.event)

    @property
    def heading(self) -> Markdown:
        """What stands over an entry: when, and what; with the place that links lead to."""
        return Markdown(self.anchor + self._report.only(markup.heading(f"{self.when}: {self.title}")))

    @property
    def opening(self) -> Markdown:
        """The first paragraph under it: who and where, on whose word, the call of its note, how it stands."""
        said = " ".join(escaped(text) for text in (self.setting, self.attribution) if text)
        return Markdown(f"{said}{self.mark} {escaped(self.after_names)}".strip())

    @property
    def anchor(self) -> Markdown:
        """The place that links to it lead to: where it stands first. One that nothing links to is left out."""
        return self._report.anchor(self.id) if self._first else Markdown()

    @property
    def _number(self) -> int:
        return self._report.notes.number(self.event)

    @property
    def mark(self) -> Markdown:
        """Where the note is called; nothing where there are no sources."""
        return Markdown(f"[^{self._number}]" if self._number else "")

    @property
    def note(self) -> Markdown:
        """The note itself, a line of its own: every source, and whom it cites; once, where the event stands first."""
        return self._report.notes[self._number] if self._first and self._number else Markdown()

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
            shown = "; ".join(f"{escaped(figure(f, ' to '))}{self._remark(f)}" for f in event.figures)
            yield Markdown(f"{capital(shown)}.")
        for other in event.variants:
            value = setting.account(other.field, other.value)
            yield Markdown(f"Another account of the {escaped(other.field)}: {escaped(value)}{self._remark(other)}.")
        if event.links:
            yield Markdown(capital("; ".join(self.links)) + ".")

    @property
    def text(self) -> Markdown:
        """The entry without its note, with a blank line between any two parts; a line where it stands here again."""
        if not self._first:
            return Markdown(f"{escaped(self.when)}: {self._report.jump(self.id)} (above).")
        reviewed = [escaped(self.badge)] * bool(self.badge)
        return Markdown("\n\n".join((f"### {self.heading}", self.opening, *self.paragraphs, *reviewed)))

    @property
    def links(self) -> Iterator[Markdown]:
        """How it stands to other events, each a link where that one is on the page too."""
        for link in self.event.links:
            words = "related to" if link.type == "related" else escaped(link.type.replace("-", " "))
            yield Markdown(f"{words} {self._report.jump(link.to)}{self._remark(link)}")

    def role(self, name: str) -> str:
        """As what somebody takes part."""
        return ", ".join(dict.fromkeys(a.role for a in self.event.actors if self._report.is_called(a.name, name)))

    def _remark(self, part: Link | Figure | Variant) -> str:
        """` (according to Reuters; a remark)`: who says so, where not all say it who say the rest; the desk's note."""
        said = remark(part, self._sources, self.event.provenance.origins)
        return f" ({escaped(said)})" if said else ""
