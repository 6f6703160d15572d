"""What became of events between two states: in which format, under which line, and what could not be read.

Knows formats and the session; must not know how words become states.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from timeline.cli.session import Display, Result, Session
from timeline.history import pages, told
from timeline.history.compared import Compared
from timeline.history.comparison import Comparison
from timeline.history.entries import EntryChange
from timeline.text.escape import markdown
from timeline.text.lists import counted

NOTHING = "Nothing differs.\n"


def comparison(
    session: Session,
    compared: Comparison,
    events: Sequence[Compared],
    entries: Sequence[EntryChange],
    form: str,
    output: str | None,
    *,
    stat: bool,
) -> Result:
    """What became of events and entries between two states.

    Args:
        session: the run.
        compared: the states.
        events: the events.
        entries: the entries of the registers, and the settings.
        form: the format.
        output: the file that was named.
        stat: whether only numbers are asked for.
    """
    head = f"From {compared.old.called} to {compared.new_called}"
    if form in {"json", "jsonl"}:
        session.info(f"{head}.")
    if stat:
        return _numbers(events, entries, form, head)._replace(output=output)
    problems = [problem for one in events for problem in one.problems]
    problems += [problem for one in entries for problem in one.problems]
    rows = (*map(told.of_event, events), *map(told.of_entry, entries))

    def text(display: Display) -> Iterator[str]:
        yield f"{head}.\n\n"
        yield from pages.text(rows, display.width, color=display.color)
        if not rows:
            yield NOTHING

    pieces: Callable[[Display], Iterable[str]] | Iterable[str] = text
    if form == "markdown":
        pieces = [f"{markdown(head)}.\n\n", *pages.page(rows), *([] if rows else [NOTHING])]
    elif form != "text":
        plain: list[dict[str, Any]] = [*map(pages.plain, events), *map(pages.plain_entry, entries)]
        pieces = pages.json(plain, lines=form == "jsonl")
    return Result(pieces, output, language="" if form == "markdown" else form, escaped=form == "text", doubts=problems)


def _numbers(events: Sequence[Compared], entries: Sequence[EntryChange], form: str, head: str) -> Result:
    """How many events became what, and in how many each field was changed."""
    ops, fields = told.statistics(events)
    if form in {"json", "jsonl"}:
        return Result(pages.json([{**ops, "fields": fields, "entries": len(entries)}], lines=form == "jsonl"))
    said = ", ".join(f"{number} {op}" for op, number in ops.items() if number)
    lines = [f"{counted(len(events), 'event')}{': ' * bool(said)}{said}"]
    lines += [f"  {field:11} {number}" for field, number in fields.items()]
    if entries:
        lines.append(f"{len(entries)} {'entry' if len(entries) == 1 else 'entries'} of registers and settings")
    if form == "markdown":
        return Result([f"{head}\n\n", *(f"- {line.strip()}\n" for line in lines)], language="")
    return Result([f"{head}.\n\n", *(f"{line}\n" for line in lines)])
