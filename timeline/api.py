"""The door for Python: a chronology opened, asked and added to, with the answers that the command gives.

Each call is a run of its own: it looks at the files as they are then, under the options and the environment of the
command. What the command would say beside its answer is handed back. Must not know terminals.
"""

import datetime as dt
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from json import loads
from typing import Any, NamedTuple

from msgspec import to_builtins
from msgspec.json import Decoder

from timeline.app import COMMANDS, run_options
from timeline.authoring import drafts, findings, handed_in
from timeline.cli.answers import said_of_day
from timeline.cli.chosen import matching_files
from timeline.cli.field_flags import must_be_shown
from timeline.cli.session import RunOptions, Session
from timeline.cli.shared_flags import published_by as last_day
from timeline.cli.shared_flags import question
from timeline.cli.shared_flags import recorded_at as turned
from timeline.errors import DataError, Problem
from timeline.eventfile import reader
from timeline.eventfile.public_text import PublicText
from timeline.formats import TRACES, View, as_json, named
from timeline.model.event import replace
from timeline.records.entry import Entry
from timeline.records.record import Record, plain
from timeline.records.shown.traced import traced
from timeline.store import writing


class FoundEvent(Record, frozen=True, kw_only=True):
    """An event as others may see it: its fields (docs/format.md), and what is computed of them (records/record.py)."""

    possible: bool = False
    """Whether it only may answer the question: its date is not known well enough."""
    raw: bytes = b""
    """The event as one JSON object, as `-f jsonl` prints it."""

    @property
    def record(self) -> dict[str, Any]:
        """The event as plain data, as `-f json` prints it: a row for pandas."""
        return plain(self.raw)

    def __repr__(self) -> str:
        return f"<event {self.id}>"


_read = Decoder(FoundEvent).decode


class FoundEvents(list[FoundEvent]):
    """The events that answer, in the order of their dates."""

    def __init__(self, events: Iterable[FoundEvent], notes: Iterable[str]) -> None:
        """Take them, and what is to be said beside them."""
        super().__init__(events)
        self.notes = tuple(notes)
        """What the command says beside its answer: what was chosen for who asked, and what could not be read."""


class AddedEvent(NamedTuple):
    """What became of an event that was added."""

    id: str
    path: str
    """Empty where nothing was written."""
    text: str
    """Its file, but what is confidential."""
    duplicates: tuple[str, ...]
    """The IDs of events that look like the same one."""
    findings: tuple[Problem, ...]
    """What `check` says of it."""
    notes: tuple[str, ...]
    """How the date was read, and what was chosen where words left it open."""


class TracedSources(NamedTuple):
    """Who cites whom, down to the origins of an event."""

    record: dict[str, Any]
    """As `timeline trace ID -f json` prints it."""
    text: str
    """The tree, as the command shows it."""

    def __str__(self) -> str:
        return self.text


class _Heard(Session):
    """A session whose talk is kept."""

    def __init__(self, options: RunOptions) -> None:
        super().__init__(options, COMMANDS)
        self.said: list[str] = []

    def info(self, *texts: str) -> None:
        self.said += texts

    def warning(self, *texts: str) -> None:
        self.said += texts

    def shown(self, entries: Iterable[Entry]) -> list[FoundEvent]:
        """The answers as `-f jsonl` prints them, with what the registers say of the names in them."""
        records = as_json([*entries], View(registered=lambda: self.chronology.registered))
        return [replace(_read(raw), raw=raw) for raw in records]


class OpenedChronology:
    """A chronology: the files are read anew at each call, confidential sources stay masked."""

    def __init__(self, path: str | None, today: dt.date | None) -> None:
        """See that there is a chronology; `open` tells of its arguments."""
        day = None if today is None else today.isoformat()
        options = run_options(os.environ, path, no_pager=True, no_input=True, today=day, quiet=True)
        with self._asked(options) as session:
            self.root = session.chronology.root
            """The folder that holds timeline.toml."""
        self._options = options._replace(cwd=self.root)

    def __repr__(self) -> str:
        return f"<chronology {self.root}>"

    @contextmanager
    def _asked(self, options: RunOptions | None = None) -> Iterator[_Heard]:
        session = _Heard(options or self._options)
        try:
            yield session
        except DataError as error:
            if not (error.problems and not error.hint):
                raise
            first = error.problems[0]  # where the command would print what is wrong above its error
            raise DataError(f"{error.message}: {first.message}", first.hint, error.problems) from None
        finally:
            if "chronology" in vars(session):
                session.chronology.close()

    def events(
        self,
        query: str = "",
        *,
        certain: bool = False,
        members: bool = False,
        published_by: str | dt.date | None = None,
        recorded_at: str | dt.date | None = None,
        partial: bool = False,
    ) -> FoundEvents:
        """Find the events that match, as `timeline list QUERY` does.

        Args:
            query: words, fields and dates as in docs/queries.md; empty: all events.
            certain: leave out what is only possibly in the range.
            members: let an actor stand for its members too.
            published_by: what the world could have read by this day, month or year: later sources do not count.
            recorded_at: what the files said then: a commit, or the newest by the end of a day.
            partial: leave out files that cannot be read; the notes name them.

        Raises:
            TimelineError: the question is not understood; or a file cannot be read, and some events would be missing.
        """
        with self._asked() as session:
            day = _clocks(session, recorded_at, published_by)
            words = (query,) if query.strip() else ()
            answer = session.chronology.events(question(session, day, words, certain=certain, members=members))
            if answer.problems and not partial:
                hint = "partial=True answers without them"
                raise DataError("some files cannot be read, and their events are missing", hint, answer.problems)
            said_of_day(session, day, answer.undated, people=False)
            faults = map(str, (*answer.doubts, *answer.problems))
            return FoundEvents(session.shown(answer.entries), (*session.said, *faults))

    def event(
        self,
        id: str,  # noqa: A002 - its name everywhere
        *,
        published_by: str | dt.date | None = None,
        recorded_at: str | dt.date | None = None,
    ) -> FoundEvent:
        """Give one event, as `timeline show ID` does.

        Args:
            id: its ID, one that it had before, or a part that no other one has.
            published_by: as for `events`.
            recorded_at: as for `events`.

        Raises:
            TimelineError: none or several are meant, or the file cannot be read.
        """
        with self._asked() as session:
            day = _clocks(session, recorded_at, published_by)
            return session.shown([session.chronology.entry(id, day)])[0]

    def trace(
        self,
        id: str,  # noqa: A002 - its name everywhere
        *,
        published_by: str | dt.date | None = None,
        recorded_at: str | dt.date | None = None,
    ) -> TracedSources:
        """Show who cites whom, and on how many origins an event rests, as `timeline trace ID` does.

        Args:
            id: as for `event`.
            published_by: as for `events`.
            recorded_at: as for `events`.

        Raises:
            TimelineError: as for `event`.
        """
        with self._asked() as session:
            day = _clocks(session, recorded_at, published_by)
            chronology = session.chronology
            event = chronology.event(chronology.entry(id, day).id, may_be_open=True)
            traces = [traced(event, chronology.register, day)]
            record, text = ("".join(named(form, TRACES).write(traces, View())) for form in ("json", "text"))
            return TracedSources(loads(record)[0], text)

    def check(self, *files: str, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> tuple[Problem, ...]:
        """Look for faults in events, registers and settings, as `timeline check` does: all of them, the worst first.

        Args:
            files: report on these files, folders or IDs only; none: on all.
            select: these rules only: codes, or how they begin, as in "SRC".
            ignore: not these rules.

        Raises:
            TimelineError: a word means no rule, or a name nothing that is there.
        """
        with self._asked() as session:
            chronology = session.chronology
            only = {*matching_files(session, files, None)[0]} if files else None
            corpus = findings.corpus(chronology, session.options.today)
            found = findings.found(chronology, corpus, findings.rules(corpus, select, ignore), only)
            return tuple(one._replace(path=chronology.shown(one.path), fix=None) for one in found)

    def add(self, title: str, date: str | dt.date, *, dry_run: bool = False, **fields: Any) -> AddedEvent:
        """Write a new event, as `timeline add` does.

        Args:
            title: what happened.
            date: when, in words or as EDTF.
            dry_run: write nothing.
            fields: by the keys of docs/format.md, short as a file may hold them (`actors=["Joe Biden:agent"]`) or
                in full; so `add(**event.record)` takes over an event of another chronology.

        Raises:
            TimelineError: it would be no event, or cannot be written; its problems say where.
        """
        with self._asked() as session:
            chronology = session.chronology
            given = handed_in.of_values(session, to_builtins({"title": title, "date": date, **fields}))
            ((id_, event),) = drafts.placed([given], chronology.taken)
            must_be_shown(session, event.date, event.timezone)
            drafts.say_date(session, event)
            text = reader.render(event)
            alike = findings.duplicates(chronology)(event)
            path, found = "", list[Problem]()
            if not dry_run:
                id_, path = writing.add(chronology, event, text, id_)
                found = findings.of_event(chronology, path, session.options.today)
            return AddedEvent(
                id_,
                path and chronology.shown(path),
                PublicText(text, chronology.hides).text,
                duplicates=tuple(alike),
                findings=tuple(one._replace(path=chronology.shown(one.path)) for one in found),
                notes=tuple(session.said),
            )


def _clocks(session: Session, recorded_at: str | dt.date | None, published_by: str | dt.date | None) -> int | None:
    """Turn to what the files said then; the last day of `published_by`."""
    commit, day = (None if given is None else str(given) for given in (recorded_at, published_by))
    return last_day(session, turned(session, commit), day)


def open(path: str | os.PathLike[str] | None = None, *, today: dt.date | None = None) -> OpenedChronology:  # noqa: A001
    """Open the chronology in a folder or above it, as `timeline -C PATH` does.

    Args:
        path: the folder; None: TIMELINE_DIR, or where the program runs.
        today: the day that "yesterday" is counted from; None: that of the clock.

    Raises:
        TimelineError: there is none.
    """
    return OpenedChronology(None if path is None else os.fspath(path), today)
