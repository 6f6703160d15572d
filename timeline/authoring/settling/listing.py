"""What is open after a merge, as rows and in sentences: what each side says, and how each is settled.

Must not know how a conflict is found (store/conflicts.py), nor how it is settled.
"""

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from timeline.authoring.settling.reasons import reasons
from timeline.authoring.settling.settle import apart, git_words, is_two_events, ways_of_name, ways_of_side
from timeline.cli.rows import Row
from timeline.cli.session import Session
from timeline.errors import DataError, did_you_mean
from timeline.eventfile.conflicts import label
from timeline.eventfile.paths import event_id, is_event
from timeline.eventfile.writer import in_short
from timeline.model import identifier
from timeline.store.chronology import Chronology
from timeline.store.conflicts import OpenFile, OpenFiles
from timeline.store.files import folder
from timeline.store.git import unmerged
from timeline.text.escape import terminal
from timeline.text.shell import command
from timeline.text.width import text_width

COLUMNS = ("id", "field", "base", "ours", "theirs")
HEADS = ("event", *COLUMNS[1:])
ABOUT = {
    "renamed": "its name",
    "one-sided": "the event",
    "as ours": "not yet added",
    "as theirs": "not yet added",
    "by hand": "not yet added",
    "gone": "not yet added",
}
"""What is open of a file as a whole, in place of a field."""


class OpenRow(Row):
    """One thing that is open: in a table in words, for programs with its values as they are."""

    __slots__ = ("told",)
    values: Sequence[str]

    def __init__(self, told: dict[str, Any], values: Sequence[str]) -> None:
        """Take what programs are told, and the cells for people."""
        super().__init__(values, COLUMNS)
        self.told = told

    def json(self) -> bytes:
        """The values by their names; null where a side has none, or nothing may be told."""
        return json.dumps(self.told, ensure_ascii=False, default=str).encode()


def rows(session: Session, files: Sequence[OpenFile]) -> Iterator[OpenRow]:
    """A row for each conflict, and for each file that is open as a whole."""
    for file in files:
        place = {"event": file.id, "path": session.chronology.shown(file.path)}
        if file.whole and not _ours_of(file, files):
            sides = _whole(file)
            about = ABOUT[file.whole]
            known: dict[str, Any] = {**place, "kind": file.whole, "line": None, "field": None}
            yield OpenRow({**known, **_sides(sides)}, [file.id, about, *sides])
        for one in file.conflicts if not _is_told_with_another(file, files) else ():
            told: dict[str, Any] = {**place, "kind": "field", "line": one.line, "field": one.label}
            values = (one.base, one.ours, one.theirs)
            nothing = "(withheld)" if one.is_withheld else ""
            words = (nothing if value is None else in_short(value) for value in values)
            yield OpenRow({**told, **_sides(values)}, [file.id, label(one), *words])


def fitting(chronology: Chronology, rows: Sequence[OpenRow], width: int) -> list[OpenRow]:
    """The rows, with the words of each ID by which it is known where a terminal has no room for the whole."""
    cells = [HEADS, *([*map(terminal, map(str, row.values))] for row in rows)]
    if text_width("  ".join(max(column, key=text_width) for column in zip(*cells, strict=True))) <= width:
        return [*rows]
    short = chronology.short({row.values[0] for row in rows} & chronology.files.keys())
    return [OpenRow(row.told, [short.get(row.values[0], row.values[0]), *row.values[1:]]) for row in rows]


def _sides(values: Sequence[Any]) -> dict[str, Any]:
    return dict(zip(COLUMNS[2:], values, strict=True))


def _is_told_with_another(file: OpenFile, files: Sequence[OpenFile]) -> bool:
    """Whether an event that was renamed two ways holds the same under its other name, where it is told."""
    return any(other.data == file.data for other in _ours_of(file, files))


def _ours_of(file: OpenFile, files: Sequence[OpenFile]) -> list[OpenFile]:
    """Of an event that was renamed two ways the file of ours, where this one is that of theirs."""
    return [other for other in files if file.path == file.pair[1] and other.path == file.pair[0]]


def _whole(file: OpenFile) -> list[str]:
    """Of a file that is open as a whole what was before, and what each side has."""
    assert file.stages
    stages = file.stages
    if file.whole == "renamed":
        return [*map(event_id, (file.before, *file.pair))]
    if file.whole == "one-sided":
        changed = "changed" if stages.base else "there"
        sides = [changed if id_ else "deleted" if stages.base else "not there" for id_ in (stages.ours, stages.theirs)]
        return ["there" if stages.base else "not there", *sides]
    return ["there" if stages.base else "not there", "there", "there"]


def ways(session: Session, files: Sequence[OpenFile]) -> Iterator[str]:
    """How that is settled which has no markers, or cannot be settled by a side alone; and what would be wrong else."""
    for file in files:
        redo = f"`{command('resolve', '--redo', of=[file.id])}` merges it again"
        if file.whole == "renamed" and file.path == file.pair[0]:
            yield f"event renamed two ways: {ways_of_name(file)}"
        elif file.whole == "one-sided":
            before, ours, theirs = _whole(file)
            was = "" if before == "there" else "new: "
            yield f"{file.id}: {was}{ours} in ours, {theirs} in theirs: {ways_of_side(file)}"
        elif file.whole in {"as ours", "as theirs"}:
            side, other = ("ours", "theirs") if file.whole == "as ours" else ("theirs", "ours")
            yield (
                f"{file.id}: without markers, and just as {side} has it: what {other} has is not in it; "
                f"{git_words(session, 'add', file.path)} takes it so, {redo}"
            )
        elif file.whole == "by hand":
            adding = git_words(session, "add", file.path)
            yield f"{file.id}: no markers are left in it: {adding} takes it as it stands, {redo}"
        elif file.whole == "gone":
            yield f"{file.id}: its file is gone: {redo}, {git_words(session, 'rm', file.path)} takes it away"
        if is_two_events(file):
            yield f"{file.id}: two events under one name: {apart(session, file)}"
        yield from reasons(file, session.chronology.hides)


def named(session: Session, found: OpenFiles, word: str) -> str:
    """The path of the file that a word means: an ID, also one of its other names, a part of one, or a path.

    Those that are open come first; where none is meant, any event is.

    Raises:
        DataError: none or several are meant.
    """
    chronology = session.chronology
    known = {file.id: file.path for file in found.files}
    known |= {event_id(file.before): file.path for file in found.files if file.before}
    paths = {chronology.shown(file.path): file.path for file in found.files} | {
        file.path: file.path for file in found.files
    }
    if word in paths:
        return paths[word]
    if word in chronology.tree.paths:
        return word
    within = os.path.relpath(os.path.abspath(word), chronology.root).replace(os.sep, "/")
    if within in chronology.tree.paths:
        return within
    try:
        return known[identifier.find(event_id(word), known)]
    except DataError as error:
        try:
            return chronology.files[chronology.find(word)]
        except DataError as other:
            if path := _settled(chronology.root, word):
                return path
            if error.message.startswith("no "):
                hint = did_you_mean(word, known) or "`timeline conflicts` lists what is in conflict"
                raise DataError(other.message, hint) from None
            raise error from None


def _settled(root: str, word: str) -> str:
    """The path of an event that is gone since it was settled, and that a word means; empty where there is none."""
    with suppress(DataError):
        known = {event_id(path): path for path in unmerged.settled(root) if folder.is_plain(path) and is_event(path)}
        return known[identifier.find(event_id(word), known)]
    return ""
