"""Events written, changed, renamed, taken away: after each step every event is there, and every link leads on.

Joins the writer of files and what the index knows. Must not know flags, prompts, or how a change is worked out.
"""

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from typing import Any

from timeline.dates import edtf
from timeline.errors import DataError, KeyPath, UsageError
from timeline.eventfile import editor, reader, writer
from timeline.eventfile.paths import DOCUMENTS, event_id
from timeline.eventfile.reviews import carried
from timeline.model import identifier
from timeline.model.event import Event
from timeline.store.chronology import Chronology
from timeline.store.files import folder
from timeline.store.files.writer import ChangedError, event_path

TRIES = 100
"""How often a file that others write to is read again: each time one of them has come further."""


def add(chronology: Chronology, event: Event, text: str | None = None, id_: str = "") -> tuple[str, str]:
    """Write a new event, in canonical form or as its text says; return its ID and its path.

    It gets the ID that is given, or one by its date and title; where that is taken, the next one.

    Raises:
        DataError: it cannot be written.
    """
    id_ = id_ or identifier.new_id(edtf.parse(event.date), event.title)
    path = chronology.writer.create(id_, (text or writer.render(event)).encode(), chronology.taken)
    chronology.taken.add(event_id(path))
    return event_id(path), path


def write_many(
    chronology: Chronology,
    new: Sequence[tuple[str, str]],
    changed: Sequence[tuple[str, str, str]],
    tell: Callable[[int, int], None],
) -> list[str]:
    """Write many events, all of them or none; return the paths of the new ones.

    Where the process is killed meanwhile, each file is as it was or as it was to be.

    Args:
        chronology: where the events are.
        new: each with an ID that is not `taken` (drafts.placed gives such), and its text.
        changed: each with its ID, its new text, which is an event (`must_be_event`), and the text last seen.
        tell: told how many of how many are done.

    Raises:
        ChangedError: one is no longer as it was seen, or a new one is there by now; nothing was written.
        DataError: one cannot be written; what was written is taken back, and what could not be is named.
        KeyboardInterrupt: ^C was pressed; as above.
    """
    from timeline.store.files import batch  # start-up: one event is written alone

    paths = [event_path(id_) for id_, _ in new]
    changes = [batch.FileChange(path, text.encode()) for path, (_, text) in zip(paths, new, strict=True)]
    changes += [batch.FileChange(chronology.files[id_], text.encode(), seen.encode()) for id_, text, seen in changed]
    batch.write(chronology.writer, changes, tell)
    chronology.taken.update(id_ for id_, _ in new)
    return paths


def replace(chronology: Chronology, id_: str, text: str, seen: str) -> None:
    """Put a new text in place of the one last seen.

    Raises:
        UsageError: the new text is no event.
        ChangedError: the file was changed meanwhile.
        DataError: it cannot be written.
    """
    must_be_event(chronology, id_, text)
    chronology.writer.replace(chronology.files[id_], text.encode(), seen.encode())


def must_be_event(chronology: Chronology, id_: str, text: str) -> None:
    """See that the new text of an event is one.

    Raises:
        UsageError: it is none.
    """
    event, problems = reader.read(text.encode(), id_, chronology.shown(chronology.files[id_]), chronology.hides)
    if event is None:
        raise UsageError("this would no longer be an event", "nothing was written", problems)


def revise(chronology: Chronology, id_: str, text: str, seen: str, again: Callable[[str], str]) -> None:
    """Put a new text in place of the one last seen; where others write meanwhile, change what they wrote.

    Args:
        chronology: where the event is.
        id_: its ID.
        text: the new text.
        seen: the text that it was made of.
        again: makes the same change of another text.

    Raises:
        TimelineError: as `replace`, and what `again` raises.
    """
    for _ in range(TRIES):
        try:
            return replace(chronology, id_, text, seen)
        except ChangedError:
            seen = chronology.text(id_)
            text = again(seen)
    return replace(chronology, id_, text, seen)


def revise_many(
    chronology: Chronology,
    changes: Mapping[str, tuple[str, str]],
    again: Callable[[str, str], str],
    tell: Callable[[int, int], None],
) -> None:
    """Change many events, all of them or none; where others write meanwhile, change what they wrote.

    Args:
        chronology: where the events are.
        changes: by ID the new text, which is an event, and the text that it was made of.
        again: makes the same change of another text of the event with an ID.
        tell: as in `write_many`.

    Raises:
        TimelineError: as `write_many`, and what `again` raises.
    """
    for _ in range(TRIES):
        with suppress(ChangedError):
            write_many(chronology, (), [(id_, *texts) for id_, texts in changes.items()], tell)
            return
        now = {id_: chronology.text(id_) for id_ in changes}
        changes = {
            id_: texts if now[id_] == texts[1] else (again(id_, now[id_]), now[id_]) for id_, texts in changes.items()
        }
    write_many(chronology, (), [(id_, *texts) for id_, texts in changes.items()], tell)


def file_document(chronology: Chronology, id_: str, values: dict[str, Any]) -> None:
    """Describe a document in the register of documents, which keeps all that it has.

    Raises:
        DataError: there is one of this ID, or the register cannot be read or written.
    """
    shown = chronology.shown(DOCUMENTS)
    for _ in range(TRIES):
        is_there = os.path.lexists(os.path.join(chronology.root, DOCUMENTS))
        seen = folder.read(chronology.root, DOCUMENTS) if is_there else None
        now, problems = reader.read_tables(seen or b"", shown)
        if problems:
            raise DataError(f"{shown} cannot be added to", "nothing was written", problems)
        if id_ in now:
            raise DataError(f'there is a document "{id_}" already', f"`--source {id_}` names it; or give another --id")
        text = editor.edit((seen or b"").decode(), {(id_,): values})
        with suppress(ChangedError):
            return chronology.writer.replace(DOCUMENTS, text.encode(), seen)
    raise ChangedError(f"{shown} is being changed all the time", "nothing was written")


def remove(chronology: Chronology, id_: str) -> str | None:
    """Take an event away; where no commit holds its text, it is kept, and where is returned.

    Raises:
        DataError: it was changed meanwhile, or cannot be removed.
    """
    from timeline.store.git import repository  # start-up: only `rm` asks git

    path = chronology.files[id_]
    data = folder.read(chronology.root, path)
    return chronology.writer.remove(path, data, keep=not repository.holds(chronology.root, path, data))


def rename(chronology: Chronology, id_: str, new: str) -> str:
    """Give an event another ID, of which it keeps the old one as an alias, so that every link to it leads on.

    Returns its new path. Where that ended half-way, the same again finishes it.

    Raises:
        DataError: the ID is taken, the file is no event, cannot be written, or was changed meanwhile.
    """
    event, seen = chronology.event(id_), chronology.text(id_)
    before = [*(old for old in event.aliases if old != new), id_]
    text = carried(seen, editor.edit(seen, {**_relinking(event, before, new), ("aliases",): before}))
    taken = {other.lower() for other in chronology.files.keys() - {id_}}
    return chronology.writer.move(chronology.files[id_], new, text.encode(), seen.encode(), taken)


def relinked(text: str, olds: Collection[str], new: str) -> str:
    """Let the links of an event that lead to IDs that another had before lead to the one that it has."""
    event, problems = reader.read(text.encode(), "", "")
    if event is None:
        raise DataError("it cannot be read as an event", problems=problems)
    return carried(text, editor.edit(text, _relinking(event, olds, new)))


def _relinking(event: Event, olds: Collection[str], new: str) -> dict[KeyPath, Any]:
    return {("links", n, "to"): new for n, link in enumerate(event.links) if link.to in olds}
