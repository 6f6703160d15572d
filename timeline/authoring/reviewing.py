"""What a review adds to the file of an event, and who may add it.

Knows the file as it stands and whose work it is; must not know how many events are reviewed, nor what a command says.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from timeline.errors import DataError
from timeline.eventfile import editor, formatter, reader
from timeline.eventfile.fingerprint import fingerprint
from timeline.eventfile.reviews import no_longer_stand, when
from timeline.model.event import Event
from timeline.store import writing
from timeline.store.chronology import Chronology
from timeline.store.files.writer import event_path
from timeline.store.git import people
from timeline.text.folding import fold


class Reviewer(NamedTuple):
    """Who vouches for events."""

    name: str
    day: date
    note: str
    is_strict: bool
    """Whether nobody vouches for what is their own work."""


def vouched(chronology: Chronology, id_: str, by: Reviewer, *, dry_run: bool) -> str:
    """Have somebody vouch for an event as its file stands; or say why there is nothing to be written.

    Args:
        chronology: where the event is.
        id_: its ID.
        by: who vouches.
        dry_run: write nothing.

    Raises:
        DataError: the file cannot be read, is the reviewer's own work, was changed meanwhile, or cannot be written.
    """
    event, text = chronology.event(id_), chronology.text(id_)
    for review in event.reviews:
        if review.stands and fold(review.by) == fold(by.name):
            return f"already reviewed by {review.by} {when(review)}, and unchanged since"
    if by.is_strict:
        _must_be_of_others(chronology, event, text, by.name)
    tables, _ = reader.read_tables(text.encode(), "")
    made = {"by": by.name, "on": by.day, "of": fingerprint(tables)} | ({"note": by.note} if by.note else {})
    new = editor.edit(text, {("reviews",): [*tables.get("reviews", ()), made]})
    if not dry_run:
        writing.replace(chronology, id_, formatter.kept_canonical(new, text), text)
    return ""


def _must_be_of_others(chronology: Chronology, event: Event, text: str, name: str) -> None:
    """See that an event is not the work of whoever vouches for it: that none of what it says is.

    Who has reviewed it, moved or merged it has changed nothing of that.

    Raises:
        GitError: nobody can tell.
        DataError: it is.
    """
    root, paths = chronology.root, [chronology.files[event.id], *(event_path(old) for old in event.aliases)]
    changes = people.changes(root, paths, lambda author: fold(author) == fold(name))
    is_own = any(change.after and _said(change.after) not in map(_said, change.before) for change in changes)
    is_user = fold(people.user(root)) == fold(name)
    if is_own or (is_user and _said(text.encode()) != _said(people.content(root, paths))):
        hint = "[review] others = true in timeline.toml: somebody else is to review it, --by NAME"
        raise DataError(f"{event.path}: {name} has worked on it, and cannot vouch for it", hint)


def _said(data: bytes) -> str:
    """What a text says, to be compared; one that is no TOML says itself."""
    tables, problems = reader.read_tables(data, "")
    return data.decode(errors="replace") if problems else fingerprint(tables)


def lost(changed: Iterable[tuple[str, str]]) -> list[str]:
    """What is to be said of the reviews of events that were changed; nothing where they stand as they did.

    `changed` holds of each the text that it had, and the one that it has.
    """
    pairs = [pair for pair in changed if "reviews" in pair[0]]  # few are
    events = ([reader.read(text.encode(), "", "")[0] for text in pair] for pair in pairs)
    found = [said for was, now in events if was and now and (said := no_longer_stand(was, now))]
    return (
        found
        if len(found) < 2
        else [f"the reviews of {len(found):,} events no longer stand: reviewed:stale finds them"]
    )
