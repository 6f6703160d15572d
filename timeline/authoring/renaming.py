"""A name changed everywhere: in all events and registers, once it is said where and agreed to.

Joins what the files hold with what a name becomes (named.py); must not know who asks.
"""

from collections.abc import Iterator
from functools import partial
from itertools import chain
from typing import NamedTuple

from timeline.authoring import reviewing, writes
from timeline.authoring.named import KINDS, Renaming, holds, in_register
from timeline.cli.chosen import NOT_AGREED, confirmed, first
from timeline.cli.session import Result, Session
from timeline.errors import Contained, DataError, Problem, TimelineError, UsageError, did_you_mean
from timeline.eventfile import editor, formatter, reader
from timeline.eventfile.paths import DOCUMENTS, event_id
from timeline.eventfile.public_text import difference
from timeline.store.chronology import Chronology
from timeline.store.files import folder
from timeline.text.folding import fold
from timeline.text.lists import counted


class Revised(NamedTuple):
    """A file, and what it becomes."""

    seen: str | None
    """What it holds; None: it is not there yet."""
    text: str


def renamed(session: Session, what: str, old: str, new: str, *, dry_run: bool, yes: bool) -> Result:
    """Change a name in every event and register that holds it. All are judged before the first is written.

    Args:
        session: of this run.
        what: the kind of name: `actor`, `place`, `source` or `tag`.
        old: the name.
        new: the one that it becomes.
        dry_run: show the differences, and write nothing.
        yes: it is agreed to already.

    Raises:
        DataError: nobody and nothing is called so.
        TimelineError: a file cannot be changed so, and none is; or there is nobody to ask.
    """
    old, new = old.strip(), new.strip()
    if not old or not new or old == new:
        raise UsageError("these are not two names", f"write the old and the new one: timeline {what}s rename OLD NEW")
    chronology, problems = session.chronology, list[Problem]()
    known = [name for key in KINDS[what].terms for name in chronology.values(key)]
    if old not in known:  # an alias is kept as it was spelt
        old = next((name for name in known if fold(name) == fold(old)), old)
    renaming = Renaming(KINDS[what], old, new)
    events = dict(_events(chronology, renaming, problems))
    registers, said = _registers(chronology, renaming, is_held=bool(events))
    if not registers and not events:
        hint = did_you_mean(old, known) or f"`timeline {what}s` lists them"
        raise DataError(f'no {what} is called "{old}"', hint, problems)
    files = registers | events  # the registers first: from then on both names mean one
    ids = [*map(event_id, events)]
    lines = [f'"{old}" becomes "{new}" in {counted(len(ids), "event")}', *first(ids)]
    is_there = _is_there(chronology, renaming)
    if is_there:
        lines.append(f'  "{new}" is there already: the two become one, which no renaming can undo')
    lines += [f"  {chronology.shown(path)}: {words}" for path, words in said.items()]
    if dry_run:
        told = (difference(f.seen or "", f.text, chronology.shown(path), chronology.hides) for path, f in files.items())
        return Result(chain.from_iterable(told), notes=["\n".join(lines)], problems=problems)
    if not yes and not confirmed(session, lines, "Rename it", "--dry-run"):
        return Result(problems=problems, code=NOT_AGREED)
    done: list[str] = []

    def write(path: str) -> str:
        text, seen = files[path].text, files[path].seen
        chronology.writer.replace(path, text.encode(), None if seen is None else seen.encode())
        done.append(path)
        return f"changed {chronology.shown(path)}" if path in registers else ""

    code = writes.each(session, ((chronology.shown(path), partial(write, path)) for path in files), again=True)
    notes = [f'{counted(len(set(done) & events.keys()), "event")} changed: "{old}" is "{new}" now'] * bool(done)
    notes += reviewing.lost((str(events[path].seen), events[path].text) for path in done if path in events)
    if done and is_there:
        notes.append(f'"{new}" was there already: the two are one now, which no renaming can undo')
    return Result(code=code, notes=notes, problems=problems)


def _events(chronology: Chronology, renaming: Renaming, problems: list[Problem]) -> Iterator[tuple[str, Revised]]:
    """The events that change, by path; what may hold the name and cannot be read is said."""
    may_hold = holds(renaming.old)
    for path in sorted(chronology.scan.events):
        shown, text = chronology.shown(path), ""
        with Contained(shown, problems):
            text = folder.read(chronology.root, path).decode()
        if not may_hold(text):
            continue
        tables, unread = reader.read_tables(text.encode(), shown, chronology.hides)
        if unread:
            problems += unread
            continue
        try:
            new = formatter.kept_canonical(editor.edit(text, renaming.in_event(tables, chronology.register)), text)
        except TimelineError as error:
            raise type(error)(f"{shown}: {error.message}", f"{error.hint}; nothing was changed") from error
        if new != text:
            yield path, Revised(text, new)


def _registers(
    chronology: Chronology, renaming: Renaming, *, is_held: bool
) -> tuple[dict[str, Revised], dict[str, str]]:
    """The registers that change, by path, and what becomes of each in words.

    One that holds neither name is left alone, unless something else `is_held` to be called so.
    """
    found: dict[str, Revised] = {}
    said: dict[str, str] = {}
    register = f"{renaming.kind.register}.toml"
    for path in [*[DOCUMENTS] * (renaming.kind.field == "sources"), *[register] * bool(renaming.kind.register)]:
        is_there = path in chronology.scan.tables
        text = folder.read(chronology.root, path).decode() if is_there else None
        tables, unread = reader.read_tables((text or "").encode(), chronology.shown(path), chronology.hides)
        if unread:
            raise DataError(f"{chronology.shown(path)} cannot be read", "mend it first", unread)
        if path == DOCUMENTS:
            changes, words = renaming.in_documents(tables)
        else:
            directory = getattr(chronology.register, renaming.kind.register)
            is_known = directory.find(renaming.old) or directory.find(renaming.new)
            changes, words = in_register(renaming, tables, directory) if is_known or is_held or found else ({}, "")
        if words:
            said[path] = words
        if changes:
            found[path] = Revised(text, editor.edit(text or "", changes))
    return found, said


def _is_there(chronology: Chronology, renaming: Renaming) -> bool:
    """Whether somebody or something else has the new name already."""
    if renaming.kind.name == "tag":
        tags = {*chronology.values("tag")}
        return len({renaming(tag) for tag in tags}) < len(tags)
    names = {name for key in renaming.kind.terms for name in chronology.values(key)}
    directory = getattr(chronology.register, renaming.kind.register)
    is_one = fold(renaming.old) == fold(renaming.new) or {*directory.find(renaming.old)} & {
        *directory.find(renaming.new)
    }
    return not is_one and (
        any(fold(name) == fold(renaming.new) for name in names) or bool(directory.find(renaming.new))
    )
