"""What was changed since an edition, as the first part of a document: corrections and withdrawals before what is new.

Knows what was compared, and Markdown; must not know which words asked for it, nor how the rest of the page is made.
"""

import re
from collections.abc import Iterator
from itertools import chain

from timeline.changes.difference import Difference
from timeline.history.compared import Compared
from timeline.history.since import Since
from timeline.history.told import of_event
from timeline.records import date_words
from timeline.reports import markup
from timeline.reports.markup import Markdown, escaped
from timeline.reports.sources import day
from timeline.text.lists import capital, counted, ended

_TITLE = re.compile(r"^# .*\n\n?", re.MULTILINE)
_METADATA = re.compile(r"---\n.*?\n---\n\n?", re.DOTALL)
_GONE = frozenset(("retracted", "deleted"))
"""States of a source that is withdrawn."""


def with_changes(page: str, since: Since) -> str:
    """The page with what was changed since an edition, under its title; else at its very top."""
    place = _TITLE.search(page) or _METADATA.match(page)
    at = place.end() if place else 0
    section = "\n".join(_section(since, page))
    return f"{page[:at]}{section}\n{page[at:]}"


def _section(since: Since, page: str) -> Iterator[str]:
    edition = since.edition
    named = (
        f"Edition {edition.name}, {counted(len(edition.events), 'event')}, was made from commit {edition.commit[:12]}."
    )
    yield f"## {markup.heading(f'What changed since the edition of {day(edition.made)}')}"
    yield f"\n{escaped(named)}"
    shown = [one for one in since.events if _is_shown(one)]
    first = [one for one in shown if _is_correction(one)]
    for heading, some in (("Corrected or withdrawn", first), ("New", [one for one in shown if one not in first])):
        if some:
            yield f"\n### {heading}\n"
            yield from (_line(one, page) for one in some)
    if not shown:
        yield "\nNothing was changed since in what that edition tells."
    yield ""


_OF_DESK = frozenset(("aliases", "reviews", "seq", "x"))
"""Fields that stand in no document, or only where they are asked for."""
_TOLD_OF_FILES = frozenset(("id", "edition"))
"""What is told of a file, or told in words of its own."""


def _is_shown(one: Compared) -> bool:
    """Whether readers are told: not of layout, of notes for the desk, nor of a file under another name."""
    return bool(one.op in {"added", "removed"} or one.resourced or one.standing or one.problems or _changes(one))


def _changes(one: Compared) -> list[Difference]:
    return [change for change in one.changes if change.key[0] not in _OF_DESK]


def _is_correction(one: Compared) -> bool:
    """Whether anything that the edition said is said otherwise, or no more."""
    if one.op == "added" or one.standing == "joined":
        return bool(one.problems)
    return (
        one.op == "removed"
        or one.standing == "left"
        or bool(one.problems)
        or _rests_on_less(one)
        or any(not _is_addition(change) for change in _changes(one))
    )


def _is_addition(change: Difference) -> bool:
    """Whether it only adds to what was said: a source that is withdrawn takes something away."""
    new = change.new if isinstance(change.new, dict) else {}
    return change.op == "add" and change.key[-1] != "state" and new.get("state") not in _GONE


def _rests_on_less(one: Compared) -> bool:
    old, new = one.old, one.new
    if not (one.resourced and old and new):
        return False
    return new.found.min < old.found.min or new.found.max < old.found.max


_SAID = {
    "left": "It is no longer among what the edition asked for.",
    "joined": "It is now among what the edition asked for.",
}


def _line(one: Compared, page: str) -> str:
    """An event, with a link to where it stands, and what became of it."""
    event = one.event
    if event is None:
        return f"- {escaped(one.path)} cannot be read."
    title = " ".join(event.title.split())
    shown = markup.jump(title, one.id) if markup.anchor(one.id) in page else escaped(title)
    return f"- **{escaped(capital(date_words.when(event)))}: {shown}.** {' '.join(map(str, _said(one)))}"


def _said(one: Compared) -> Iterator[Markdown]:
    if one.op == "removed":
        yield escaped("It was taken out of the chronology.")
    if one.op == "added" and one.new:
        yield escaped(one.new.record.provenance.sentence)
    if one.standing:
        yield escaped(_SAID[one.standing])
    for label, pieces in of_event(one).lines:
        if label == "sources":
            pieces = [_by_name(piece, one) for piece in pieces]  # noqa: PLW2901 - readers know no ids
        if label not in _TOLD_OF_FILES | _OF_DESK and (label != "file" or one.problems):
            yield escaped(ended(f"{capital(label)}: {'; '.join(pieces)}"))


def _by_name(piece: str, one: Compared) -> str:
    """What became of a source, which is called by its name in place of its id."""
    sources = [(seen, source) for seen in (one.new, one.old) if seen for source in seen.event.sources]
    named = (f"{seen.called(s.id)}: {piece[len(s.id) + 1 :]}" for seen, s in sources if piece.startswith(f"{s.id}."))
    whole = (piece[:2] + piece[len(s.id) + 4 : -1] for _, s in sources if piece[2:].startswith(f"{s.id} ("))
    return next(chain(named, whole), piece)
