"""Whole documents: the events of an answer as a template prints them, as Markdown that can be published.

The same files give the same bytes: no clock is read, and the commit named is the last that changed the chronology. What
is on the page is computed here; how it is laid out is the template's business (templates/, templating.py).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import count
from typing import NamedTuple

from timeline.eventfile.reviews import badge
from timeline.formats import NUMBERS, View, named
from timeline.model.event import replace
from timeline.model.identifier import slug
from timeline.model.settings import ReportSettings
from timeline.records import date_words, figures
from timeline.records.entry import Entry
from timeline.records.groups import grouped
from timeline.records.identities import Identities
from timeline.records.record import Record
from timeline.records.shown.clocks import Clocks
from timeline.records.shown.doubt import possible, unsettled
from timeline.reports import markup
from timeline.reports.markup import Markdown, escaped
from timeline.reports.notes import Notes
from timeline.reports.numbers.overview import overview
from timeline.reports.numbers.statistics import MOST, of_entries
from timeline.reports.report_entry import ReportEntry
from timeline.reports.state import as_published, asked_in_words, colophon, missing
from timeline.reports.tally import Tally
from timeline.store.answer import Answer
from timeline.store.chronology import Chronology
from timeline.store.search.compiler import Question
from timeline.text.lists import capital, counted

_LOOKED_AT = 20
"""Events in which is looked how a name that was typed is written."""
_TRIED = 200
"""Events by which is judged what holds for most."""
_MOST_OF = 5
"""Of fewer events each says it."""
_USUAL = (
    "Where an entry says no more of its sources, none of them says how it knows, and whether several are independent"
    " is not known."
)


class Chapter(NamedTuple):
    """Events under one heading."""

    name: str
    number: int
    """How many they are."""
    id: str
    """What `jump` leads to."""
    anchor: Markdown
    """The place that it leads to."""
    total: str
    """What the figures come to that are summed up, where there are several headings."""
    entries: Iterator[ReportEntry]
    """To be gone through once."""


class Report:
    """What a template has to print: the events that answered, and what they come to."""

    def __init__(
        self,
        chronology: Chronology,
        asked: Question,
        answer: Answer,
        options: ReportSettings = ReportSettings(),  # noqa: B008 - it cannot change
        dated: int | None = None,
        figure: str = "",
        unreviewed: int | None = None,
    ) -> None:
        """Take what is to be printed.

        Args:
            chronology: where the events are from.
            asked: the question.
            answer: the events that answer it.
            options: how the page is to be made.
            dated: the day that the document is to bear, in seconds since 1970.
            figure: the name of those that are to be summed up.
            unreviewed: how many were left out, as nobody has reviewed them as they stand; None: all are there.
        """
        self._chronology = chronology
        self._known = Identities(chronology.register)
        self._options = options
        zone = options.timezone or chronology.settings.zone_under(options.group)
        clocks = Clocks(zone, chronology.settings.timezone, people=True)
        self._entries = clocks.shown(answer.entries)
        self._times = [*clocks.said(answer.entries, self._entries, asked.query)]
        self._undated = answer.undated
        self._missing = missing(answer.problems, chronology.root)
        self._asked = asked
        self._anchors: dict[str, str] = {}
        """The places on the page, and the links that would lead there."""
        self._headings = Counter[str]()
        """Those under the last heading above them."""
        self.notes = Notes()
        """Those of the events that are on the page by then."""
        self._dated = dated
        self._figure = figure
        self._unreviewed = unreviewed
        self._doubt = possible(answer.entries)
        self.title = options.title or chronology.settings.title or "Chronology"
        self.bibliography = options.bibliography
        """Whether documents are to be listed at the end; None: as the template has it."""
        self.says_usual = False
        """Whether the page has said it."""
        self._judged = "" if asked.published_by is None else chronology.judged_after(asked.published_by)
        self.dagger = "†" * bool(self._judged)
        """Stands after what may rest on later sources, where the rest is as of a day that is past."""

    @property
    def metadata(self) -> Markdown:
        """A block that says the language, where one is chosen; it counts only at the very top of a page."""
        lang = self._options.lang
        shown = f'"{lang}"' if lang == "no" else lang  # to YAML 1.1 a bare `no` is false
        return Markdown(f"---\nlang: {shown}\n---\n\n" if lang else "")

    @property
    def preface(self) -> Iterator[str]:
        """What is missing, and what was asked for, where that is not all there is: a paragraph each."""
        if recorded := self._chronology.recorded:
            yield f"{recorded}."
        if self._missing:
            yield self._missing
        if open_ := unsettled(self._entries):
            yield f"{open_}."
        asked = self._asked
        yield from asked_in_words(asked, self._called)
        if self._unreviewed is not None:
            left = f"{self._unreviewed:,} left out" if self._unreviewed else "none is left out"
            yield f"Only events that are reviewed as they stand; {left}."
        elif self._options.reviews and self._entries:
            number = Counter(entry.event.reviewed for entry in self._entries)
            stale = f"; {number['stale']:,} changed since the last review" if number["stale"] else ""
            yield f"Reviewed as they stand: {number['yes']:,} of {counted(len(self._entries), 'event')}{stale}."
        if said := overview(entry.date for entry in self._entries):
            yield said
        if total := self._total(self._entries):
            yield total
        yield from as_published(asked, self._undated)
        if self.dagger:
            yield f"† The status is {self._judged}: it may rest on later sources."
        doubtful, said = self._doubt
        if said and not doubtful:
            yield f"{said}."
        for said in self._times:
            yield f"{said}."

    @property
    def usual(self) -> str:
        """What holds of the sources of most entries, if that is the same; where a page asks, no entry repeats it."""
        some = [ReportEntry(e.event, self, certain=True, first=False) for e in self._entries[:_TRIED]]
        self.says_usual = len(some) >= _MOST_OF and 2 * sum(entry.is_usual for entry in some) > len(some)
        return _USUAL * self.says_usual

    def _called(self, field: str, typed: str) -> str:
        """What the register calls who or what was typed, where it means one; else as the events write it."""
        key = {"actor": "actors", "place": "places"}.get(field)
        if key is None:
            return typed
        among = getattr(self._chronology.register, key)
        if len(found := among.find(typed)) == 1:
            return str(among.entries[found[0]].name)
        names = [one.name for entry in self._entries[:_LOOKED_AT] for one in getattr(entry.event, key)]
        places = ((name, name.lower().find(typed.lower())) for name in names)
        return next((name[at : at + len(typed)] for name, at in places if at >= 0), typed)

    def finished(self, page: Iterable[str]) -> Iterator[str]:
        """The page without places that nothing leads to; with notes, and what is missing, that its template forgot."""
        said = str(escaped(self._missing))
        whole = "".join(page)
        linked = set(re.findall(r"\]\((#[^)\s]+)\)", whole))
        yield re.sub(r'<a id="[^"]*"></a>', lambda a: a[0] * (self._anchors.get(a[0], "") in {"", *linked}), whole)
        if said not in whole:
            yield f"\n{said}\n"
        called, given = (set(re.findall(rf"\[\^(\d+)\]{end}", whole)) for end in ("(?!:)", ":"))
        if called - given:
            yield from (f"\n{note}\n" for note in self.notes if note[2 : note.index("]")] in called - given)

    def anchor(self, id_: str) -> Markdown:
        """A place that links of the page may lead to."""
        made = markup.anchor(id_)
        self._anchors[made] = markup.target(id_)
        return made

    def only(self, heading: Markdown) -> Markdown:
        """A heading that differs from those beside it: two events of one day may have one title."""
        self._headings[heading] += 1
        number = self._headings[heading]
        return Markdown(f"{heading} ({number})") if number > 1 else heading

    @property
    def entries(self) -> Iterator[ReportEntry]:
        """The events in the order of their dates; notes are numbered in that order."""
        return self._on_page(self._entries, Tally(self._known), set())

    @property
    def groups(self) -> list[Chapter]:
        """The events by month, or as is chosen; a date that fits no month stands under its year."""
        return self._chapters(self._options.group or "month")

    @property
    def actors(self) -> list[Chapter]:
        """The events by actor, by name."""
        return self._chapters("actor")

    def _chapters(self, by: str) -> list[Chapter]:
        """Notes are numbered in this order; an event with two actors stands under both, and has one note."""
        tally, met = Tally(self._known), set[str]()
        chapters: list[Chapter] = []
        groups = grouped(self._entries, by, self._known)
        taken = {entry.id for entry in self._entries}
        for name, some in groups:
            id_ = slug(name) or by
            free = next(f for n in count(1) if (f := f"{id_}-{n}" if n > 1 else id_) not in taken)
            taken.add(free)
            shown = f"No {by} given" if name == f"no {by}" else name
            total = self._total(some) if len(groups) > 1 else ""
            chapters.append(Chapter(shown, len(some), free, self.anchor(free), total, self._on_page(some, tally, met)))
        return chapters

    def _total(self, entries: Sequence[Entry]) -> str:
        """`Killed: 120–134, in 230 events; 12 have none.`; nothing where no figure is summed up."""
        if not self._figure or not entries:
            return ""
        sum_ = figures.total(figures.amount(entry.event, self._figure) for entry in entries)
        return f"{capital(self._figure)}: {figures.in_words(sum_, len(entries))}."

    def _on_page(self, entries: Iterable[Entry], tally: Tally, met: set[str]) -> Iterator[ReportEntry]:
        self._headings.clear()
        for entry in entries:
            event = entry.event
            first = entry.id not in met
            if first:
                met.add(entry.id)
                tally.look(event, certain=self._is_sure(entry))
                self.notes.number(event)
            yield ReportEntry(event, self, certain=self._is_sure(entry), first=first)
        if tally.events == len(self._entries):  # all were looked at: no need to read them once more
            self.__dict__.setdefault("tally", tally)

    def _is_sure(self, entry: Entry) -> bool:
        """Whether nothing need be said of it by itself: it surely answers, or that it may not is said once of all."""
        return entry.certain or not self._doubt[0]

    @property
    def numbers(self) -> Markdown:
        """What the events come to in numbers, as sections of the third level; nothing, unless it was asked for."""
        if not (self._options.stats and self._entries):
            return Markdown("")
        found = replace(of_entries(self._entries, self._known, MOST), judged=self._judged)
        whole = "".join(named("markdown", NUMBERS).write([found], View()))
        sections = whole[whole.index("\n## ") :].strip("\n")  # what stands above them, the page says under its title
        return Markdown(re.sub("(?m)^##(?= )", "###", sections))

    @cached_property
    def tally(self) -> Tally:
        """What the events rest on, taken together."""
        tally = Tally(self._known)
        for entry in self._entries:
            tally.look(entry.event, certain=self._is_sure(entry))
        return tally

    @cached_property
    def _by_id(self) -> dict[str, Entry]:
        before = {old: entry for entry in self._entries for old in entry.event.aliases}
        return before | {entry.id: entry for entry in self._entries}

    def is_called(self, name: str, shown: str) -> bool:
        """Whether somebody of that name is the one who is shown under the other."""
        return self._known.name(self._known.actor(name)) == shown

    def badge(self, event: Record) -> str:
        """Who has reviewed an event, where the page is to say so."""
        return badge(event) if self._options.reviews else ""

    def title_of(self, id_: str) -> str:
        """The title of an event on the page."""
        return " ".join(self._by_id[id_].event.title.split())

    def when_of(self, id_: str) -> str:
        """Its date in words."""
        event = self._by_id[id_].event
        return date_words.when(event)

    def jump(self, id_: str) -> Markdown:
        """The title of another event, as a link to it; of one that is not on the page in quotes; or an unknown ID."""
        if id_ in self._by_id:
            return markup.jump(self.title_of(id_), self._by_id[id_].id)
        other = self._elsewhere.get(id_)
        return escaped(f"“{' '.join(other.event.title.split())}”" if other else id_)

    @cached_property
    def _elsewhere(self) -> dict[str, Entry]:
        everything = Question(published_by=self._asked.published_by)
        return {entry.id: entry for entry in self._chronology.events(everything).entries}

    @cached_property
    def colophon(self) -> str:
        """From which state of the files it was made."""
        return colophon(self._chronology, self._dated)
