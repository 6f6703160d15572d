"""What became of the entries of the registers, and of the settings, between two states.

Knows the tables as they are written; must not know which names are used where. Of a document that is confidential in
either state no more is told than that there is one.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from timeline.changes.difference import Difference, diff
from timeline.errors import Problem
from timeline.eventfile import reader
from timeline.eventfile.paths import DOCUMENTS, REGISTERS, SETTINGS
from timeline.eventfile.public_text import unsaid
from timeline.history.secrets import Secrets
from timeline.history.states import Content, Sides
from timeline.model.confidential import Refers, is_confidential

OWN = "x"
"""The field of an event that holds tables of any kind: the first part of every key here."""


class EntryChange(NamedTuple):
    """One entry of a register, or all settings, in two states."""

    path: str
    """The register, or the settings."""
    op: Literal["added", "removed", "changed"]
    id: str
    """That of the entry; empty where there is none to be told."""
    name: str
    changes: tuple[Difference, ...]
    problems: tuple[Problem, ...] = ()
    """Why the file cannot be read, on either side."""
    withheld: int = 0
    """So many documents are meant of which nothing is told."""
    is_unread: bool = False
    """Whether the file cannot be read in the newer state."""


def entry_changes(sides: Sides, secrets: Secrets, base: str) -> Iterator[EntryChange]:
    """Every entry that two states do not hold alike; the settings last.

    Args:
        sides: the states.
        secrets: what is confidential.
        base: the folder as the user sees it, before a path that a fault names.
    """
    for path in (*REGISTERS, SETTINGS):
        if path not in sides.old and path not in sides.new:
            continue
        old, faults = _read(sides.old.get(path, b""), path, secrets)
        new, more = _read(sides.new.get(path, b""), path, secrets)
        if faults or more:
            problems = tuple(fault._replace(path=base + fault.path) for fault in (*faults, *more))
            yield EntryChange(path, "changed", "", "", (), problems, is_unread=bool(more))
        elif path == SETTINGS:
            if changes := _changes(old, new):
                yield EntryChange(path, "changed", "", "", changes)
        else:
            yield from _entries(path, old, new, secrets.hides)


def _read(content: Content, path: str, secrets: Secrets) -> tuple[dict[str, Any], list[Problem]]:
    """The tables of a file. Where any state has confidential documents, faults of that register tell only where."""
    if isinstance(content, Problem):
        return {}, [content]
    values, problems = reader.read_tables(content, path, secrets.hides)
    return values, [*map(unsaid, problems)] if path == DOCUMENTS and secrets.has_documents else problems


def _entries(path: str, old: Mapping[str, Any], new: Mapping[str, Any], hides: Refers) -> Iterator[EntryChange]:
    """The entries of one register. A document that came as another one is gone may be the same under another id."""
    withheld = 0
    changed = [id_ for id_ in dict.fromkeys((*old, *new)) if old.get(id_) != new.get(id_)]
    hidden = {id_ for id_ in changed if path == DOCUMENTS and _is_hidden(id_, (old.get(id_), new.get(id_)), hides)}
    if any(id_ not in old or id_ not in new for id_ in hidden):
        hidden |= {id_ for id_ in changed if id_ not in old or id_ not in new}
    for id_ in changed:
        before, after = old.get(id_), new.get(id_)
        if id_ in hidden:
            withheld += 1
            continue
        op: Literal["added", "removed", "changed"] = (
            "removed" if after is None else "added" if before is None else "changed"
        )
        changes = _changes(before, after) if isinstance(before, dict) and isinstance(after, dict) else ()
        last = before if after is None else after
        name = last.get("name") or last.get("title") if isinstance(last, dict) else None
        yield EntryChange(path, op, id_, name if isinstance(name, str) else "", changes)
    if withheld:
        yield EntryChange(path, "changed", "", "", (), withheld=withheld)


def _is_hidden(id_: str, sides: tuple[Any, Any], hides: Refers) -> bool:
    """Whether a document is confidential on either side, or may be."""
    there = [entry for entry in sides if entry is not None]
    return hides(id_) or any(not isinstance(entry, dict) or is_confidential(entry) for entry in there)


def _changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Difference, ...]:
    """What was changed, as in tables of a user's own: the fields of an event mean nothing here."""
    return diff({OWN: dict(old)}, {OWN: dict(new)})
