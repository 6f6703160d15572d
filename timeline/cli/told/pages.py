"""What became of things, laid out: for a terminal, for a page in Markdown, for programs.

Knows words and columns; must not know what was compared with what. Other people's text is made harmless here.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from timeline.history.compared import Compared
from timeline.history.entries import EntryChange
from timeline.history.told import Telling
from timeline.history.versions import Seen
from timeline.model.event import replace
from timeline.text.escape import markdown, terminal
from timeline.text.width import wrapped

_LABEL = 11
"""Columns of the name of a field."""
_COLORS = {"+": "32", "-": "31", "~": "33", "!": "35"}
"""SGR parameters (ECMA-48): green, red, yellow, magenta."""


def text(some: Iterable[Telling], width: int, *, color: bool) -> Iterator[str]:
    """Lines for a terminal of so many columns; 0: as wide as they come."""
    for told in some:
        for n, (first, rest, words) in enumerate(_lines(told)):
            lines = [first + words] if not width else wrapped(words, width, first, rest, at_hyphens=False, whole=True)
            if color and not n:
                lines[0] = f"\x1b[{_COLORS[told.sign]}m{told.sign}\x1b[0m{lines[0][len(told.sign) :]}"
            yield "".join(f"{line}\n" for line in lines)


def _lines(told: Telling) -> Iterator[tuple[str, str, str]]:
    """What begins each line, what begins those that it goes on in, and what it says."""
    note = f"  ({terminal(told.note)})" if told.note else ""
    yield f"{told.sign} ", "    ", " ".join(filter(None, (terminal(told.when), terminal(told.title)))) + note
    for label, pieces in told.lines:
        start = f"    {terminal(label):{_LABEL}} " if label else "    "
        yield start, " " * len(start), "   ".join(map(terminal, pieces))


def page(some: Iterable[Telling]) -> Iterator[str]:
    """A list in Markdown."""
    for told in some:
        words = " ".join(filter(None, (markdown(told.when), markdown(told.title))))
        yield f"- `{told.sign}` {words}{f' ({markdown(told.note)})' if told.note else ''}\n"
        for label, pieces in told.lines:
            yield f"  - {f'{markdown(label)}: ' if label else ''}{'; '.join(map(markdown, pieces))}\n"


def plain(one: Compared) -> dict[str, Any]:
    """What became of an event, for programs."""
    event = one.event
    return {
        "op": one.op,
        "id": one.id,
        "old_id": one.old_id,
        "path": one.path,
        "old_path": one.old_path or None,
        "date": event.date if event else None,
        "title": event.title if event else None,
        "changes": list(one.changes),
        "sourcing": {
            "old": _sourced(one.old),
            "new": _sourced(one.new),
            "said": list(one.resourced),
            "by": list(one.by),
        },
        "silent": one.silent or None,
        "standing": one.standing or None,
        "problems": [str(problem) for problem in (*one.problems, *one.unsettled)],
    }


def _sourced(seen: Seen | None) -> dict[str, Any] | None:
    if seen is None:
        return None
    found = seen.found
    return {
        "class": found.label,
        "flags": list(found.flags),
        "min": found.min,
        "max": found.max,
        "origins": list(map(seen.called, found.origins)),
        "deny_min": found.deny_min,
        "deny_max": found.deny_max,
        "deny_origins": list(map(seen.called, found.deny_origins)),
    }


def plain_entry(one: EntryChange) -> dict[str, Any]:
    """What became of an entry of a register, or of the settings, for programs."""
    return {
        "op": one.op,
        "register": one.path,
        "id": one.id or None,
        "name": one.name or None,
        "changes": [replace(change, key=change.key[1:]) for change in one.changes],
        "withheld": one.withheld,
        "problems": [str(problem) for problem in one.problems],
    }


def json(rows: Iterable[dict[str, Any]], *, lines: bool) -> Iterator[str]:
    """Rows as JSON: one array, or one object a line."""
    from msgspec.json import encode  # start-up: people read text

    if lines:
        yield from (f"{encode(row).decode()}\n" for row in rows)
        return
    start = "[\n"
    for row in rows:
        yield f"{start}{encode(row).decode()}"
        start = ",\n"
    yield "[]\n" if start == "[\n" else "\n]\n"
