"""What became of an event, or of an entry of a register, in words: a sign, whom it is about, and a line for each field.

Knows what was compared; must not know how it is printed, nor how text is escaped there.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from timeline.changes import sentences
from timeline.eventfile.paths import SETTINGS
from timeline.history.compared import Compared
from timeline.history.entries import EntryChange
from timeline.provenance.names import called
from timeline.text.lists import counted, joined

SIGNS = {"added": "+", "removed": "-", "changed": "~", "renamed": "~"}
UNREADABLE = "!"
STANDING = {"joined": "answers its question now", "left": "no longer answers its question"}
"""What became of an event as a part of an edition."""
_SILENT = {
    "layout": "only in layout or comments",
    "withheld": "only in what is never told: a note for the desk, or a confidential source",
}


class Telling(NamedTuple):
    """What became of one thing."""

    sign: str
    when: str
    """Its date, or, of an entry, which register it is of."""
    title: str
    note: str
    """Where it is, where that is new."""
    lines: Sequence[tuple[str, Sequence[str]]]
    """By field what was changed, piece by piece."""


def of_event(one: Compared) -> Telling:
    """What became of an event."""
    event = one.event
    lines = [*_lines(one)]
    if event is None:
        return Telling(UNREADABLE, "", one.path, one.op, lines)
    note = one.path if one.op == "added" else ""
    sign = UNREADABLE if one.problems or one.unsettled else SIGNS[one.op]
    return Telling(sign, event.date, event.title, note, lines)


def _lines(one: Compared) -> Iterator[tuple[str, Sequence[str]]]:
    if one.old_id != one.id:
        yield "id", [f"{one.old_id} → {one.id}"]
    yield from sentences.said(one.changes, called)
    if one.resourced:
        by = f" (by {joined(one.by)})" if one.by else ""
        yield "sourcing", ["; ".join(one.resourced) + by]
    if one.standing:
        yield "edition", [STANDING[one.standing]]
    if one.old_path:
        yield "file", [f"{one.old_path} → {one.path}"]
    if one.silent:
        yield "file", [_SILENT[one.silent]]
    yield from (("merge", [problem.message]) for problem in one.unsettled)
    yield from _unread(one)


def _unread(one: Compared | EntryChange) -> Iterator[tuple[str, Sequence[str]]]:
    """Why its file cannot be read, or could not, where it can be by now."""
    what = "cannot be read" if one.is_unread else "could not be read before"
    yield from (("file", [f"{what}: {problem.message}"]) for problem in one.problems)


def of_entry(one: EntryChange) -> Telling:
    """What became of an entry of a register, or of the settings."""
    lines: list[tuple[str, Sequence[str]]] = [
        ("", [piece]) for _, pieces in sentences.said(one.changes, called) for piece in pieces
    ]
    lines += _unread(one)
    if one.withheld:
        title = f"{counted(one.withheld, 'confidential document')}, of which nothing is told"
        return Telling(SIGNS["changed"], one.path, title, "", lines)
    sign = UNREADABLE if one.problems else SIGNS[one.op]
    title = f"{one.name} ({one.id})" if one.name else one.id or ("settings" if one.path == SETTINGS else "")
    return Telling(sign, one.path, title, "", lines)


def statistics(events: Iterable[Compared]) -> tuple[dict[str, int], dict[str, int]]:
    """How many events became what, and in how many each field was changed."""
    ops: dict[str, int] = dict.fromkeys(SIGNS, 0)
    fields: dict[str, int] = {}
    for one in events:
        ops[one.op] += 1
        changed = dict.fromkeys([*(c.key[0] for c in one.changes), *["sourcing"] * bool(one.resourced)])
        for field in changed:
            fields[field] = fields.get(field, 0) + 1
    return ops, fields
