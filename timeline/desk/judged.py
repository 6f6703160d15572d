"""Each event of an input beside what is here: new, as before, revised, in conflict with a later edit; and what is gone.

Nothing is written here. A field is revised where the file still holds what the import wrote; where somebody has edited
it since, the edit stays, and the row is a conflict. Comments, order and fields that no import wrote have no part in it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from timeline.authoring import drafts, handed_in
from timeline.desk import identity
from timeline.desk.verdict import Fate, Verdict, told
from timeline.errors import DataError, KeyPath, Problem
from timeline.eventfile import editor, formatter, reader, writer
from timeline.model.event import Event, replace
from timeline.model.imported import IMPORT, Imported
from timeline.store.chronology import Chronology
from timeline.store.files import folder
from timeline.text.lists import joined

KnownRows = Mapping[tuple[str, str], Sequence[tuple[str, Imported]]]


class Incoming(NamedTuple):
    """An event of an input."""

    place: str
    key: str
    event: Event
    id: str = ""
    """The ID that it had where it comes from, if any."""


def verdicts(
    chronology: Chronology,
    name: str,
    events: Sequence[Incoming],
    known: KnownRows,
    speaks_of: Callable[[str], bool] = lambda _: True,
) -> Iterator[Verdict]:
    """What becomes of each event of the set of this name.

    Args:
        chronology: what is here.
        name: the name of the set.
        events: of the input.
        known: what earlier imports brought.
        speaks_of: tells whether the input speaks of a field: of any other an event that lacks it says nothing.
    """
    there = {one.key: held for one in events if (held := known.get((name, one.key)))}
    broken = _broken(chronology, name, [one.key for one in events])
    new = [one for one in events if one.key not in there and one.key not in broken]
    moved = {one.id: there[one.key][0][0] for one in events if one.id and one.key in there}
    given = [handed_in.Given(handed_in.fields(one.event), one.id) for one in new]
    placed = iter(drafts.placed(given, chronology.taken, moved))
    for n, one in enumerate(events, 1):
        chronology.progress(n, len(events))
        if one.key in broken:
            yield Verdict(
                "conflicts", one.place, f"it seems to be {broken[one.key]}, which cannot be read: mend it first"
            )
        elif one.key not in there:
            id_, event = next(placed)
            yield Verdict("added", one.place, id=id_, text=reader.render(identity.marked(event, name, one.key)))
        elif others := there[one.key][1:]:
            ids = joined([there[one.key][0][0], *(id_ for id_, _ in others)])
            yield Verdict("conflicts", one.place, f"{ids} are all of this row: which one is?")
        else:
            yield _beside(chronology, _relinked(one, moved), *there[one.key][0], speaks_of)


def gone(name: str, keys: Sequence[str], known: KnownRows) -> Iterator[Verdict]:
    """The events of the set whose rows are not there any more."""
    here = {*keys}
    for (of, key), held in known.items():
        if of == name and key not in here:
            yield from (Verdict("gone", id_, f"no row has {key} any more; the event stays", id_) for id_, _ in held)


def _broken(chronology: Chronology, name: str, keys: Sequence[str]) -> dict[str, str]:
    """The rows that seem to have brought files which cannot be read, each with that file."""
    found: dict[str, str] = {}
    for problem in chronology.unread():
        with suppress(DataError):
            text = folder.read("", problem.path).decode(errors="replace")
            if writer.literal(name) in text:
                found |= {key: problem.path for key in keys if f"key = {writer.literal(key)}" in text}
    return found


def _relinked(one: Incoming, moved: Mapping[str, str]) -> Incoming:
    links = tuple(replace(link, to=moved.get(link.to, link.to)) for link in one.event.links)
    return one if links == one.event.links else one._replace(event=replace(one.event, links=links))


def _beside(
    chronology: Chronology, one: Incoming, id_: str, held: Imported, speaks_of: Callable[[str], bool]
) -> Verdict:
    """An event beside the one that an earlier import made of its row."""
    new = identity.fields(one.event)
    wanted = identity.digests(new)
    gone = [field for field in held.seen if field not in new and speaks_of(field)]
    if not gone and wanted.items() <= held.seen.items():
        return Verdict("unchanged", one.place, id=id_)
    text = chronology.text(id_)
    problems: list[Problem]
    event, problems = reader.read(text.encode(), id_, chronology.shown(chronology.files[id_]), chronology.hides)
    if event is None:
        why = "; ".join(problem.message for problem in problems)
        return Verdict("conflicts", one.place, f"the row is revised, and its file cannot be read: {why}", id_)
    now = identity.fields(event)
    edits: dict[KeyPath, Any] = {}
    seen, changed, clash = dict(held.seen), list[str](), list[str]()
    for field in [*new, *gone]:
        incoming, before = wanted.get(field), held.seen.get(field)
        if incoming == before:
            continue
        here = identity.digest(now[field]) if field in now else None
        if here not in {incoming, before}:
            clash.append(told(field, now.get(field), new.get(field), "here, in the input"))
            continue
        if here != incoming:
            edits[_path(field)] = new.get(field)
            changed.append(told(field, now.get(field), new.get(field), "->"))
        if incoming is None:
            del seen[field]
        else:
            seen[field] = incoming
    if seen != held.seen:
        edits["x", IMPORT, "seen"] = seen
    revised = formatter.kept_canonical(editor.edit(text, edits), text) if edits else text
    fate: Fate = "conflicts" if clash else "changed" if changed else "unchanged"
    said = [*changed, *clash, *["what was edited here stays"] * bool(clash)]
    return Verdict(fate, one.place, "; ".join(said), id_, revised if edits else "", text if edits else "")


def _path(field: str) -> KeyPath:
    return ("x", field[2:]) if field.startswith("x.") else (field,)
