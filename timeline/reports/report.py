"""Whole documents: the events of an answer as a template prints them, as Markdown that can be published.

The same files give the same bytes: no clock is read, and the commit named is the last that changed the chronology. What
is on the page is computed here; how it is laid out is the template's business (templates/, templating.py).
"""

import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cached_property
from typing import NamedTuple

from timeline.dates.edtf import iso_day
from timeline.errors import Problem
from timeline.formats import possible
from timeline.model.settings import ReportSettings
from timeline.query.tree import unparse
from timeline.records import date_words
from timeline.records.clocks import Clocks
from timeline.records.entry import Entry
from timeline.records.groups import grouped
from timeline.records.identities import Identities
from timeline.reports import markup
from timeline.reports.markup import Markdown, escaped
from timeline.reports.report_entry import ReportEntry
from timeline.reports.sources import day
from timeline.reports.tally import Tally
from timeline.store.chronology import Answer, Chronology
from timeline.store.files.snapshot import newest_commit
from timeline.store.git.failures import GitError
from timeline.store.search.compiler import Question


class Chapter(NamedTuple):
    """Events under one heading, to be gone through once."""

    name: str
    entries: Iterator[ReportEntry]


class Report:
    """What a template has to print: the events that answered, and what they come to."""

    def __init__(
        self,
        chronology: Chronology,
        asked: Question,
        answer: Answer,
        options: ReportSettings = ReportSettings(),  # noqa: B008 - it cannot change
        dated: int | None = None,
    ) -> None:
        """Take what is to be printed.

        Args:
            chronology: where the events are from.
            asked: the question.
            answer: the events that answer it.
            options: how the page is to be made.
            dated: the day that the document is to bear, in seconds since 1970.
        """
        self._chronology = chronology
        self._known = Identities(chronology.register)
        self._options = options
        clocks = Clocks(options.timezone, chronology.settings.timezone, people=True)
        self._entries = clocks.shown(answer.entries)
        self._times = [*clocks.said(answer.entries, self._entries, asked.query)]
        self._undated = answer.undated
        self._missing = missing(answer.problems, chronology.root)
        self._asked = asked
        self._dated = dated
        self._doubt = possible(answer.entries)
        self.title = options.title or chronology.settings.title or "Chronology"
        self.bibliography = options.bibliography
        """Whether documents are to be listed at the end; None: as the template has it."""
        self.dagger = "" if asked.published_by is None else "†"
        """Stands after what is today's, where the rest is as of a day that is past."""

    @property
    def metadata(self) -> Markdown:
        """A block that says the language, where one is chosen; it counts only at the very top of a page."""
        lang = self._options.lang
        shown = f'"{lang}"' if lang == "no" else lang  # to YAML 1.1 a bare `no` is false
        return Markdown(f"---\nlang: {shown}\n---\n\n" if lang else "")

    @property
    def preface(self) -> Iterator[str]:
        """What is missing, and what was asked for, where that is not all there is: a paragraph each."""
        if self._missing:
            yield self._missing
        asked = self._asked
        also = ["certain dates only"] * asked.certain + ["with members"] * asked.members
        query = unparse(asked.query)
        if query or also:
            yield f"Events that answer: {'; '.join([query or 'all', *also])}"
        if asked.published_by is not None:
            left = f"; {self._undated} without dated sources left out" if self._undated else ""
            yield f"Sources published by {day(iso_day(asked.published_by))}{left}."
            yield "† The status is today's: it may rest on later sources."
        doubtful, said = self._doubt
        if said and not doubtful:
            yield f"{said}."
        for said in self._times:
            yield f"{said}."

    def with_what_is_missing(self, page: Iterable[str]) -> Iterator[str]:
        """The page, and last what is missing in it, where its template has not said that."""
        said = str(escaped(self._missing))
        whole = []
        for piece in page:
            whole += [piece] * bool(said)
            yield piece
        if said not in "".join(whole):
            yield f"\n{said}\n"

    @property
    def entries(self) -> Iterator[ReportEntry]:
        """The events in the order of their dates; notes are numbered in that order."""
        return self._on_page(self._entries, Tally(self._known))

    @property
    def groups(self) -> Iterator[Chapter]:
        """The events by month, or as is chosen; a date that fits no month stands under its year."""
        return self._chapters(self._options.group or "month")

    @property
    def actors(self) -> Iterator[Chapter]:
        """The events by actor, by name."""
        return self._chapters("actor")

    def _chapters(self, by: str) -> Iterator[Chapter]:
        """Notes are numbered in this order; an event with two actors stands under both, and has one note."""
        tally = Tally(self._known)
        for name, some in grouped(self._entries, by, self._known):
            yield Chapter(name, self._on_page(some, tally))
        if tally.events == len(self._entries):  # all were looked at: no need to read them once more
            self.__dict__.setdefault("tally", tally)

    def _on_page(self, entries: Iterable[Entry], tally: Tally) -> Iterator[ReportEntry]:
        for entry in entries:
            event = entry.event
            first = entry.id not in tally.notes
            if first:
                tally.look(event, certain=self._is_sure(entry))
            yield ReportEntry(event, self, tally.notes[entry.id], certain=self._is_sure(entry), first=first)

    def _is_sure(self, entry: Entry) -> bool:
        """Whether nothing need be said of it by itself: it surely answers, or that it may not is said once of all."""
        return entry.certain or not self._doubt[0]

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
        """From which state of the files it was made: the commit, that none holds it, or that git cannot tell."""
        dated = "" if self._dated is None else f"Dated {_day(self._dated)}. "
        try:
            commit, clean = newest_commit(self._chronology.tree)
        except GitError as error:
            return f"{dated}Made from files of which no commit can be told: {error.why}."
        if commit is None:
            return f"{dated}Made from files that no commit holds."
        if not clean:
            return f"{dated}Made from files with uncommitted changes."
        return f"{dated}Made from commit {commit[0][:12]} of {_day(commit[1])}."


def missing(unread: Iterable[Problem], root: str) -> str:
    """What a page says that has been made although files cannot be read; nothing where all could be."""
    paths = sorted({os.path.relpath(problem.path, root).replace(os.sep, "/") for problem in unread})
    return f"Not complete. What cannot be read is left out: {', '.join(paths)}." if paths else ""


def _day(seconds: int) -> str:
    return day(datetime.fromtimestamp(seconds, UTC).date().isoformat())
