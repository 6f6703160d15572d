"""Several events that are handed in at once: all are judged, then all are written, but those that are there already.

Knows what makes an event the same as one that is there; must not know how it was written when it was handed in.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from timeline.authoring import drafts, findings, handed_in
from timeline.authoring.handed_in import Given, refused
from timeline.authoring.named import KINDS
from timeline.cli.field_flags import must_be_shown
from timeline.cli.session import Display, Result, Session
from timeline.dates import edtf
from timeline.errors import Problem, UsageError
from timeline.eventfile import reader
from timeline.model.confidential import NAMING
from timeline.model.event import Event, Link, Source, replace, table
from timeline.model.register import Directory, Register
from timeline.records.entry import Entry
from timeline.store import writing
from timeline.text.escape import terminal
from timeline.text.lists import abridged, counted, joined
from timeline.text.width import WIDEST, cut

FEW = 5
"""So many are shown of many."""
MOST = 20
"""So many new files are listed on a terminal."""


class Repeat(NamedTuple):
    """The event that one of those handed in is already."""

    id: str
    """Its ID; empty where it is another of those handed in."""
    differing: tuple[str, ...] = ()
    """The fields that are handed in with other words than it has."""


def add(session: Session, given: Sequence[Given], *, dry_run: bool) -> Result:
    """Write all that are not there, and say how many these are; with `dry_run` show a few.

    Raises:
        DataError: one of them cannot be written, and none is.
        KeyboardInterrupt: ^C was pressed, and none is.
    """
    chronology = session.chronology
    there = there_already(session, given)
    new = [one for n, one in enumerate(given) if n not in there]
    moved = {given[n].id: known.id for n, known in there.items() if known.id}
    placed = drafts.placed(new, chronology.taken, moved)
    texts = _judged(session, new, placed)
    notes = [*told(there.values(), len(given)), *_with_other_ids(new, placed)]
    if dry_run:
        if session.options.verbose:
            return Result(["\n".join(drafts.preview(session, text) for text in texts)], notes=notes)
        would = [f"would add {counted(len(new), 'event')}; -v shows their files"] * bool(new)
        return Result(partial(_overview, [event for _, event in placed]), notes=[*notes, *would])
    files = [(id_, text) for (id_, _), text in zip(placed, texts, strict=True)]
    paths = writing.write_many(chronology, files, (), partial(session.progress.show, doing="writing")) if files else []
    lines = [f"{id_}\t{terminal(chronology.shown(path))}\n" for (id_, _), path in zip(files, paths, strict=True)]
    if lines:
        notes.append(
            f"{counted(len(lines), 'event')} added to {chronology.shown('x')[:-1]}; `timeline check` looks at them"
        )
    return Result(partial(listed, lines), notes=notes)


def _overview(events: Sequence[Event], display: Display) -> Iterator[str]:
    """The first of them, one a line."""
    dates = max((len(event.date) for event in events[:FEW]), default=0)
    for event in events[:FEW]:
        yield cut(f"{event.date:{dates}}  {terminal(event.title)}", display.width or WIDEST) + "\n"
    if len(events) > FEW:
        yield "…\n"


def listed(lines: Sequence[str], display: Display) -> Iterator[str]:
    """What was written where; for a person the first of many."""
    is_long = display.terminal and len(lines) > MOST
    yield from lines[:FEW] if is_long else lines
    if is_long:
        yield "…\n"


def _judged(session: Session, given: Sequence[Given], placed: Sequence[tuple[str, Event]]) -> list[str]:
    """The texts of their files; what looks like an event that is there, is said.

    Raises:
        DataError: a clock never showed the time of one of them.
    """
    twins = findings.duplicates(session.chronology)
    texts: list[str] = []
    wrong: dict[str, list[Problem]] = {}
    alike: list[str] = []
    for n, (one, (id_, event)) in enumerate(zip(given, placed, strict=True)):
        session.progress.show(n, len(given), "judging")
        try:
            must_be_shown(session, event.date, event.timezone)
        except UsageError as error:
            wrong[one.place] = [Problem(one.place, 0, 0, "TIM207", error.message, error.hint)]
        texts.append(reader.render(event))
        alike += [f"warning: {other} looks like the same event as {id_}, which is new" for other in twins(event)]
    session.progress.erase()
    if wrong:
        refused.refuse(session, wrong, len(given))
    if more := len(alike[FEW:]):
        alike[FEW:] = [f"warning: {more:,} more look like an event that is there"]
    session.warning(*alike)
    return texts


def told(there: Collection[Repeat], of: int) -> Iterator[str]:
    """What is said of those that are there already, of so many that were handed in."""
    if twice := sum(not known.id for known in there):
        yield f"{counted(twice, 'event')} given twice: once is enough"
    if same := [known.id for known in there if known.id and not known.differing]:
        yield f"{_named(same)} there already{': nothing to add' * (len(same) == of)}"
    if other := [known.id for known in there if known.differing]:
        fields = joined(sorted({key for known in there for key in known.differing}))
        yield f"{_named(other)} there already with other {fields}, and not changed; `timeline edit` does that"


def _named(ids: Sequence[str]) -> str:
    return f"{ids[0]} is" if len(ids) == 1 else f"{counted(len(ids), 'event')} are"


def _with_other_ids(given: Sequence[Given], placed: Sequence[tuple[str, Event]]) -> Iterator[str]:
    """What is said of IDs that could not be kept, since other events have them."""
    pairs = ((one.id, id_) for one, (id_, _) in zip(given, placed, strict=True))
    other = [f"{old} is {new}" for old, new in pairs if old != new and handed_in.is_id(old)]
    if other:
        yield f"note: {counted(len(other), 'ID')} taken by other events: {abridged(other, FEW)} here"


def there_already(session: Session, given: Sequence[Given]) -> dict[int, Repeat]:
    """Which of them, by their number, are there already, or are given before.

    An event is one that is there if that has all that is handed in; or, of the same title and date, the same sources or
    the same ID. Whoever the registers know by two names is one.
    """
    register = session.chronology.register
    keys = [_key(one.values["title"], one.values["date"]) for one in given]
    wanted, dates = {*keys}, {date for _, date in keys}
    held: dict[tuple[str, str], list[Entry]] = {}
    for entry in session.chronology.events().entries:
        if entry.date in dates and (key := (entry.event.title, entry.date)) in wanted:
            held.setdefault(key, []).append(entry)
    ids = {one.id for one in given}
    found: dict[int, Repeat] = {}
    before: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for n, (one, key) in enumerate(zip(given, keys, strict=True)):
        session.progress.show(n, len(given), "judging")
        values = _as_known(register, one.values)
        if values in before.setdefault(key, []):
            found[n] = Repeat("")
        elif known := _known(session, one._replace(values=values), held.get(key, ()), ids):
            found[n] = known
        before[key].append(values)
    return found


def _known(session: Session, one: Given, entries: Sequence[Entry], ids: Collection[str]) -> Repeat | None:
    """The event of the same title and date that one is; of several the one that has the most of it."""

    def has_sources(known: Repeat) -> bool:
        return "sources" in one.values and "sources" not in known.differing

    known = [Repeat(entry.id, _differing(session, one, entry, ids)) for entry in entries]
    same = [k for k in known if not k.differing or k.id == one.id or has_sources(k)]
    return min(same, key=lambda known: len(known.differing), default=None)


def _differing(session: Session, one: Given, entry: Entry, ids: Collection[str]) -> tuple[str, ...]:
    """The fields that an event has otherwise, as its file says them and as an answer shows them."""
    event, register = session.chronology.event(entry.id), session.chronology.register
    written = _as_known(register, {key: getattr(event, key) for key in table(Event)})
    differing = [key for key, value in one.values.items() if not _has(written[key], value, ids)]
    if not differing:
        return ()
    shown = _as_known(register, handed_in.answered(session, json.loads(entry.json())))
    return tuple(key for key in differing if not _has(shown.get(key), one.values[key], ids))


def _as_known(register: Register, values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields with the ID of whomever the registers know, by whatever name; sources are named by whose they are."""
    called = {source.id: _id(register.actors, source.label) for source in values.get("sources", ())}
    kinds = {kind.field: kind for kind in KINDS.values() if kind.register}

    def known(field: str, element: Any) -> Any:
        if isinstance(element, str):
            return element
        changed: dict[str, Any] = {"id": ""} if isinstance(element, Source) else {}
        for key in (*NAMING, "according_to"):
            if ids := getattr(element, key, ()):
                changed[key] = tuple(called.get(id_, id_) for id_ in ids)
        for key in kinds[field].keys if field in kinds else ():
            if name := getattr(element, key):
                directory = getattr(register, kinds[field].register)
                several = isinstance(name, tuple)
                changed[key] = tuple(_id(directory, one) for one in name) if several else _id(directory, name)
        return replace(element, **changed)

    return {
        key: tuple(known(key, element) for element in held) if isinstance(held, tuple) else held
        for key, held in values.items()
    }


def _id(directory: Directory[Any], name: str) -> str:
    """The ID of the one that goes by a name; the name where that is nobody, or not one alone."""
    ids = directory.find(name)
    return ids[0] if len(ids) == 1 else name


def _has(held: Any, value: Any, ids: Collection[str]) -> bool:
    """Whether a field has what is handed in: a list all of its elements, links perhaps to where others are now."""
    if isinstance(value, tuple) and isinstance(held, tuple):
        return all(one in held or any(_leads(other, one, ids) for other in held) for one in value)
    return bool(held == value)


def _leads(held: Any, link: Any, ids: Collection[str]) -> bool:
    """Whether a link is one that was handed in and followed an event to another ID."""
    return isinstance(link, Link) and link.to in ids and bool(replace(link, to=held.to) == held)


def _key(title: str, date: str) -> tuple[str, str]:
    """By what an event is looked for."""
    return title, edtf.parse(date).text
