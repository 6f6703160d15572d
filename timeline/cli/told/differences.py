"""What became of events between two states: in which format, under which line, and what could not be read.

Knows formats and the session; must not know how words become states.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from timeline.cli.session import Display, Result, Session
from timeline.cli.told import pages
from timeline.history import told
from timeline.history.compared import Compared
from timeline.history.comparison import Comparison
from timeline.history.entries import EntryChange
from timeline.history.since import Since
from timeline.store.search.compiler import Question
from timeline.text.escape import markdown, terminal
from timeline.text.lists import counted
from timeline.text.width import filled

NOTHING = "Nothing differs.\n"


class Differences(NamedTuple):
    """What became of a chronology, and between which states."""

    head: str
    events: Sequence[Compared]
    entries: Sequence[EntryChange]
    """Those of the registers, and the settings."""
    is_past: bool
    """Whether the later state is a commit, too: what cannot be read there nobody can mend."""

    def result(self, session: Session, form: str, output: str | None, *, stat: bool, exit_code: bool) -> Result:
        """The answer; with `stat` only numbers, with `exit_code` one that says whether anything differs."""
        if form in {"json", "jsonl"}:
            session.info(f"{self.head}.")
        pieces = self._numbers(form) if stat else self._pieces(form)
        all_: list[Compared | EntryChange] = [*self.events, *self.entries]
        problems = [problem for one in all_ for problem in one.problems]
        problems += [problem for one in self.events for problem in one.unsettled]
        now = [] if self.is_past else [p for one in all_ if one.is_unread for p in one.problems]
        return Result(
            pieces,
            output,
            language="" if form == "markdown" else form,
            escaped=form == "text" and not stat,
            doubts=[problem for problem in problems if problem not in now],
            problems=now,
            code=int(exit_code and bool(self.events or self.entries)),
        )

    def _pieces(self, form: str) -> Callable[[Display], Iterable[str]] | Iterable[str]:
        if form in {"json", "jsonl"}:
            plain: list[dict[str, Any]] = [*map(pages.plain, self.events), *map(pages.plain_entry, self.entries)]
            return pages.json(plain, lines=form == "jsonl")
        rows = (*map(told.of_event, self.events), *map(told.of_entry, self.entries))
        nothing = [] if rows else [NOTHING]
        if form == "markdown":
            return [f"{markdown(self.head)}.\n\n", *pages.page(rows), *nothing]
        return lambda display: [
            *_head(self.head, display.width),
            *pages.text(rows, display.width, color=display.color),
            *nothing,
        ]

    def _numbers(self, form: str) -> Callable[[Display], Iterable[str]] | Iterable[str]:
        """How many events became what, and in how many each field was changed."""
        ops, fields = told.statistics(self.events)
        entries = len(self.entries)
        if form in {"json", "jsonl"}:
            return pages.json([{**ops, "fields": fields, "entries": entries}], lines=form == "jsonl")
        said = ", ".join(f"{number:,} {op}" for op, number in ops.items() if number)
        lines = [f"{counted(len(self.events), 'event')}{': ' * bool(said)}{said}"]
        lines += [f"  {field:11} {number:,}" for field, number in fields.items()]
        if entries:
            lines.append(f"{counted(entries, 'entry')} of registers and settings")
        if form == "markdown":
            return [f"{markdown(self.head)}.\n\n", *(f"- {line.strip()}\n" for line in lines)]
        return lambda display: [*_head(self.head, display.width), *(f"{line}\n" for line in lines)]


def _head(text: str, width: int) -> list[str]:
    """The line on top, on a terminal as wide as that, and an empty one."""
    lines = filled(f"{text}.", width) if width else [f"{terminal(text)}."]
    return [f"{line}\n" for line in (*lines, "")]


def between(compared: Comparison, asked: Question | None) -> Differences:
    """What became of the events that answer a question in either of two states; without one, of everything.

    Raises:
        DataError: neither commit holds anything of the folder.
    """
    events = compared.events(asked)
    entries = compared.entries() if asked is None else []
    began = all(one.op == "added" for one in events) and compared.begins
    nothing = ", which holds nothing of this folder" * began
    return Differences(
        f"From {compared.old.called}{nothing}, to {compared.new_called}", events, entries, compared.is_past
    )


def since(found: Since, asked: Question | None) -> Differences:
    """What was changed since an edition; with a question, of the events that answer it in either state."""
    compared, events = found.comparison, (found if asked is None else found.of(asked)).events
    head = f'Since the edition "{found.edition.name}": from {compared.old.called}, to {compared.new_called}'
    return Differences(head, events, compared.entries() if asked is None else [], compared.is_past)
