"""What commits did: whole, or where one field was set; and which events a line asks for.

Knows formats, the session and its words; must not know how commits are read.
"""

import shlex
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

from timeline.cli.session import Display, Result, Session
from timeline.cli.told import pages
from timeline.cli.words.two_states import are_two, is_before
from timeline.dates.zones import clock
from timeline.errors import DataError, UsageError
from timeline.history import told
from timeline.history.compared import Compared
from timeline.history.entries import EntryChange
from timeline.history.log import Log, LogEntry
from timeline.history.set_by import FieldSet
from timeline.history.told import Telling
from timeline.records.entry import Entry
from timeline.store.git.history import Logged
from timeline.text.escape import markdown, terminal
from timeline.text.lists import counted
from timeline.text.shell import command

UNCOMMITTED = "not committed"
_SHORT = 7
"""Characters of a commit's id."""
_MANY = 20
"""So many things that came in one commit are told one by one on a screen, and in a page."""
_LEAST = 2
"""One more takes no more room than to say so."""
Come = TypeVar("Come", Compared, EntryChange)
NOTHING = "No commit changed anything of that.\n"


class Wanted(NamedTuple):
    """Which events are asked for."""

    has: Callable[[str], bool] | None = None
    """Tells of the ID that one has now, or had last; None: all are."""
    one: bool = False
    """Whether it is a single one, by its ID."""


def wanted(session: Session, log: Log, words: tuple[str, ...]) -> Wanted:
    """The events that are asked for.

    One word that is an ID, or a part of one, means that event, be it gone or not; all else is a question.

    Raises:
        UsageError: the question is not understood, or names commits.
    """
    root = session.chronology.root
    if named := next((word for word in words if are_two(root, word) or is_before(root, word)), None):
        hint = f"`{command('diff', of=[named])}` holds it against another state; -n shows the newest only"
        raise UsageError(f'"{named}" names commits, and a log is of all', hint)
    if not words:
        return Wanted()
    if len(words) == 1 and ":" not in words[0]:
        try:
            id_ = log.find(words[0])
        except DataError:
            session.info(f'note: "{words[0]}" is looked for in the events: it is no ID, nor a part of just one')
        else:
            if id_ != words[0]:
                session.info(f"note: {words[0]} is {id_}")
            return Wanted(id_.__eq__, one=True)
    found = {entry.id for entry in entries(session, words)}
    if not found:
        session.info("note: no event matches as the files are now")
    return Wanted(found.__contains__)


def entries(session: Session, words: tuple[str, ...]) -> list[Entry]:
    """The events that answer a question as it was typed, by date.

    Raises:
        UsageError: it is not understood.
    """
    from timeline.cli.shared_flags import question  # start-up: its words take their time to load

    return session.chronology.events(question(session, None, words)).entries


class LogPage(NamedTuple):
    """How a log is printed."""

    log: Log
    zone: str | None
    """By whose clocks."""
    form: str
    output: str | None
    subjects: bool
    """Whether the first line of what was written of a commit is shown."""

    def commits(self, entries: Iterable[LogEntry]) -> Result:
        """What each commit did."""
        if self.form in {"json", "jsonl"}:
            rows = (self._plain(entry) for entry in entries)
            return self._result(pages.json(rows, lines=self.form == "jsonl"))
        if self.form == "markdown":
            return self._result(self._pages(entries))
        return self._result(lambda display: self._blocks(entries, display))

    def fields(self, found: Iterable[FieldSet], *, one: bool) -> Result:
        """Where one field was set, in a line each; of `one` event, without its title."""
        if self.form in {"json", "jsonl"}:
            rows = (self._plain_field(each) for each in found)
            return self._result(pages.json(rows, lines=self.form == "jsonl"))
        safe = markdown if self.form == "markdown" else terminal
        lines = (self._line(each, safe, one=one) for each in found)
        return self._result(some_or(lines, NOTHING))

    def _line(self, each: FieldSet, safe: Callable[[str], str], *, one: bool) -> str:
        event = each.event.event
        of = "" if one else f"  {safe(f'{event.date} {event.title}' if event else each.event.path)}"
        return f"{'- ' * (safe is markdown)}{self._head(each.entry.commit, safe)}{of}  {safe(each.said)}\n"

    def _result(self, pieces: Callable[[Display], Iterable[str]] | Iterable[str]) -> Result:
        form, notes = self.form, beginning(self.log, self.zone)
        return Result(pieces, self.output, "" if form == "markdown" else form, escaped=form == "text", notes=notes)

    def _head(self, commit: Logged | None, safe: Callable[[str], str]) -> str:
        if commit is None:
            return UNCOMMITTED
        parts = [clock(commit.recorded, self.zone), safe(commit.author), commit.id[:_SHORT]]
        parts += ["merge"] * (len(commit.parents) > 1) + ["history begins here"] * commit.begins
        return "  ".join(parts)

    def _blocks(self, entries: Iterable[LogEntry], display: Display) -> Iterator[str]:
        bold, plain = ("\x1b[1m", "\x1b[0m") if display.color else ("", "")
        between = ""
        for entry in entries:
            yield f"{between}{bold}{self._head(entry.commit, terminal)}{plain}\n"
            if self.subjects and entry.commit:
                yield f"  {terminal(entry.commit.subject)}\n"
            rows, more = _shown(entry)
            blocks = pages.text(rows, max(display.width - 2, 0), color=display.color)
            yield from (f"  {line}" for block in blocks for line in block.splitlines(keepends=True))
            yield from (f"  {line}\n" for line in more)
            between = "\n"
        if not between:
            yield NOTHING

    def _pages(self, entries: Iterable[LogEntry]) -> Iterator[str]:
        between = ""
        for entry in entries:
            yield f"{between}### {self._head(entry.commit, markdown)}\n\n"
            if self.subjects and entry.commit:
                yield f"{markdown(entry.commit.subject)}\n\n"
            rows, more = _shown(entry)
            yield from pages.page(rows)
            yield from (f"- {line}\n" for line in more)
            between = "\n"
        if not between:
            yield NOTHING

    def _plain(self, entry: LogEntry) -> dict[str, Any]:
        events = [pages.plain(one) for one in entry.events]
        return self._about(entry.commit) | {"events": events, "entries": [pages.plain_entry(e) for e in entry.entries]}

    def _plain_field(self, each: FieldSet) -> dict[str, Any]:
        event = pages.plain(each.event)
        names = ("op", "id", "old_id", "path", "date", "title")
        told_of = {name: event[name] for name in names} | {"said": each.said, "old": each.old, "new": each.new}
        return self._about(each.entry.commit) | told_of

    def _about(self, commit: Logged | None) -> dict[str, Any]:
        if commit is None:
            return {"commit": None}
        return {
            "commit": commit.id,
            "parents": list(commit.parents),
            "author": commit.author,
            "written": commit.written,
            "recorded": commit.recorded,
            "subject": commit.subject,
            "begins": commit.begins,
        }


def beginning(log: Log, zone: str | None) -> list[str]:
    """That history was there before a log begins, and where, if it was."""
    if log.begins is None:
        return []
    day = clock(log.begins, zone)
    if log.came_from is None:
        return [f"history here starts on {day} (shallow clone): `git fetch --unshallow` brings the rest"]
    there = log.came_from or "the root of the repository"
    before = shlex.join(("git", "log", "--", f":/{log.came_from}"))
    return [f"history here starts on {day}, when this folder came from {there}: `{before}` tells what was before"]


def some_or(lines: Iterable[str], nothing: str) -> Iterator[str]:
    """The lines, or what is said where there are none."""
    there = False
    for line in lines:
        there = True
        yield line
    if not there:
        yield nothing


def _shown(entry: LogEntry) -> tuple[list[Telling], list[str]]:
    """What is told of a commit one by one, and how much more came with it."""
    events, more_events = _few(entry.events)
    entries, more_entries = _few(entry.entries)
    more = [f"+ {counted(more_events, 'event')} more"] * bool(more_events)
    more += [f"+ {counted(more_entries, 'entry')} of registers more"] * bool(more_entries)
    rows = [*map(told.of_event, events), *map(told.of_entry, entries)]
    return rows, [f"{line}: `-f json` names them" for line in more]


def _few(some: Sequence[Come]) -> tuple[list[Come], int]:
    """Those that are told one by one, and how many came besides."""
    left = [one for one in some if one.op == "added"][_MANY:]
    if len(left) < _LEAST:
        return list(some), 0
    unsaid = set(map(id, left))
    return [one for one in some if id(one) not in unsaid], len(left)
