"""The text of an event's file once cells of its rows are edited: comments, and all that has no cell, stay as they are.

Knows what a cell means; must not know where the rows come from, nor which of them are edits.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from timeline.authoring import edits, handed_in
from timeline.cli.field_flags import FieldValues, date_fields
from timeline.cli.session import Session
from timeline.desk.verdict import told
from timeline.errors import KeyPath, UsageError
from timeline.eventfile import editor, expand_sources, formatter, reader, writer
from timeline.model import confidential
from timeline.model.date_values import is_date
from timeline.model.elements import as_table
from timeline.model.event import Event, Field
from timeline.model.register import Register
from timeline.store import writing
from timeline.tables import sheets

CellTexts = Mapping[str, str]


class Edited(NamedTuple):
    """The cells of an event that are edited, each with what stands there now; empty: nothing does."""

    cells: CellTexts
    sources: Mapping[str, CellTexts | None] = {}
    """Those of each source, by its ID; None: its row was taken out."""
    added: Sequence[CellTexts] = ()
    """New sources."""
    lines: Sequence[str] = ()
    """New sources, as lines."""


def revised(session: Session, id_: str, edited: Edited) -> tuple[str, str, list[str]]:
    """The new text of the file of an event, the one it has, and which of its fields change, but for sources.

    Raises:
        UsageError: a cell holds what its field cannot.
        DataError: the file cannot be edited so.
    """
    chronology = session.chronology
    text, shown = chronology.text(id_), chronology.shown(chronology.files[id_])
    now, _ = reader.read_tables(text.encode(), shown, chronology.hides)
    event = chronology.event(id_)
    hidden = confidential.masks(chronology.register.resolve(event))
    unmasked = {stand_in: own for own, stand_in in hidden.items()}
    changes: dict[KeyPath, Any] = {}
    for column, cell in edited.cells.items():
        if column == "date" and cell and not is_date(cell):
            changes |= _read(session, edited.cells, now)
            continue
        new = None if not cell else value(session, column, cell)
        if isinstance(new, list):
            new = _as_written(column, _named(new, unmasked), now.get(column))
        if new is None and column in {"title", "date"}:
            raise UsageError(f"the {column} is empty", "to take an event away: `timeline rm`")
        changes[sheets.own_path(column) if column.startswith(sheets.OWN) else (column,)] = new
    both = ((way, *(_or_default(way, value) for value in (_at(now, way), new))) for way, new in changes.items())
    said = [told(writer.dotted(way), old, new, "->") for way, old, new in both if old != new]
    if edited.sources or edited.added:
        changes["sources",] = _sources(session, now, event, edited, unmasked) or None
    then = editor.edit(text, changes)
    if edited.lines:
        held, _ = reader.read_tables(then.encode(), shown)
        wanted = edits.Change(FieldValues({}, {"sources": tuple(edited.lines)}, {}, {}))
        then = edits.edited(session, then, held, wanted, session.info)
    then = formatter.kept_canonical(then, text)
    writing.must_be_event(chronology, id_, then)
    edits.must_be_shown(session, then, text)
    handed_in.see_nothing_strange(session, then, now, shown)
    return then, text, said


def _or_default(path: KeyPath, value: Any) -> Any:
    row = sheets.FIELDS.get(str(path[0]))
    return row.default or None if row and value is None else value


def _at(values: Any, path: KeyPath) -> Any:
    for step in path:
        values = values.get(step) if isinstance(values, dict) else None
    return values


def values(session: Session, cells: CellTexts, sources: Sequence[CellTexts]) -> dict[str, Any]:
    """What a new event holds by the cells of its rows, as a file would.

    Raises:
        UsageError: a cell holds what its field cannot.
    """
    made: dict[str, Any] = {}
    for column, cell in cells.items():
        if column.startswith(sheets.OWN):
            *way, key = sheets.own_path(column)
            held = made
            for step in way:
                held = held.setdefault(str(step), {})
            held[str(key)] = sheets.own(cell)
        elif column.startswith(sheets.FIGURE) and "figures" not in cells:
            raise UsageError(f"{column} is computed", f"write {column.removeprefix(sheets.FIGURE)}={cell} in figures")
        elif column == "date" and not is_date(cell):
            made |= {str(key): held for (key,), held in _read(session, cells, {}).items()}
        elif not sheets.is_computed(column):
            made[column] = value(session, column, cell)
    if sources:
        made["sources"] = [*made.get("sources", ()), *(_source(session, row) for row in sources)]
    return made


def value(session: Session, column: str, cell: str) -> Any:
    """What a cell of an event means, as a file holds it.

    Raises:
        UsageError: it holds what its field cannot.
    """
    if column == "sources":
        with _named_cell(column, column):
            return sheets.parts(cell)
    if column.startswith(sheets.OWN):
        return sheets.own(cell)
    return _read_cell(session, sheets.FIELDS[column], cell, column)


def _read_cell(session: Session, row: Field, cell: str, what: str) -> Any:
    def phrase(words: str) -> str:
        return session.read_date(words, row.name, writing=True, typed=False, completes=False).edtf

    with _named_cell(what, row.name):
        return sheets.read(row, cell, phrase)


@contextmanager
def _named_cell(what: str, name: str) -> Iterator[None]:
    """Say of a cell that cannot be read in which column it stands."""
    try:
        yield
    except UsageError as error:
        message = error.message.removeprefix(f"{name}: ")
        raise UsageError(message if message.startswith(what) else f"{what}: {message}", error.hint) from error


def _read(session: Session, cells: CellTexts, now: Mapping[str, Any]) -> dict[KeyPath, Any]:
    """The date that words mean; words of it that stand in a cell, or in the file, stay."""
    keys = ("date_text", "timezone")
    given = {key: cell for key in keys if (cell := cells.get(key, now.get(key, "")))}
    said = date_fields(session, {**given, "date": cells["date"]}, now, typed=False)
    return {(key,): edits.plain(key, held) for key, held in said.items() if held is not None}


def _source(session: Session, cells: CellTexts, before: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The table of a source with other cells."""
    made = dict(before or {})
    named = f"the source {(before or cells).get('id') or cells.get('publisher') or cells.get('name') or 'that is new'}"
    for column, cell in cells.items():
        if cell:
            made[column] = _read_cell(session, sheets.OF_SOURCES[column], cell, f"{column} of {named}")
        else:
            made.pop(column, None)
    return made


def _sources(
    session: Session, now: Mapping[str, Any], event: Event, edited: Edited, unmasked: Mapping[str, str]
) -> list[Any]:
    """The sources of a file with other cells; lines become tables where one of what they name is edited."""
    entries = list(now.get("sources", ()))
    if edited.sources and not all(isinstance(entry, dict) for entry in entries):
        entries = expand_sources.sources(now, Register())[0]
    for source, entry in zip(event.sources, [*entries], strict=False):
        if source.id in edited.sources:
            cells = edited.sources[source.id]
            place = next(n for n, one in enumerate(entries) if one is entry)
            entries[place : place + 1] = [] if cells is None else [_named(_source(session, cells, entry), unmasked)]
    for cells in edited.added:
        new = _named(_source(session, cells), unmasked)
        if not any(isinstance(one, dict) and new.items() <= one.items() for one in entries):  # of the import before
            entries.append(new)
    return entries


def _named(value: Any, unmasked: Mapping[str, str]) -> Any:
    """The same, with the IDs of confidential sources where stand-ins are shown for them."""
    if isinstance(value, dict):
        return {key: _named(held, unmasked) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [_named(held, unmasked) for held in value]
    return unmasked.get(value, value) if isinstance(value, str) else value


def _as_written(key: str, new: list[Any], old: Any) -> list[Any]:
    """A list whose elements that stay are written as they were."""
    before = old if isinstance(old, list) else []
    return [next((one for one in before if as_table(key, one) == as_table(key, other)), other) for other in new]
