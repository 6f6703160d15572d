"""An exported spreadsheet that comes back: only cells that differ from what was exported are edits.

Each row is held against the event as it was exported, which git may still have. What an export computes or withholds
has no part in it. A row that is gone is said, and its event stays. One of an event that was never here is a new event.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import NamedTuple

from timeline.authoring import drafts, handed_in, many
from timeline.cli.session import Session
from timeline.desk import edited_cells
from timeline.desk.edited_cells import Edited
from timeline.desk.row_edits import RowEdits, is_of_event
from timeline.desk.verdict import Fate, Verdict
from timeline.errors import TimelineError, UsageError, reasons
from timeline.eventfile import formatter, reader
from timeline.model.event import replace
from timeline.records import build, record
from timeline.records.record import Record
from timeline.store.git import repository
from timeline.store.git.failures import GitError
from timeline.tables import sheets
from timeline.tables.delimited import BECAUSE
from timeline.tables.input_table import InputRow, InputTable
from timeline.text.lists import counted, joined

_BLOB = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")
_NEW = "a new event has neither id nor rev"


class _Row(NamedTuple):
    """What a spreadsheet says of one event."""

    row: InputRow
    id: str
    rev: str
    sources: Sequence[InputRow] | None
    """None: the spreadsheet has no rows of sources."""


def is_ours(table: InputTable) -> bool:
    """Whether a table is one that `timeline export` made, edited or not.

    Raises:
        UsageError: it is, and has lost the columns that say which event a row is.
    """
    if sheets.COMPUTED.keys() <= {*table.columns} and not {sheets.ID, sheets.REV} <= {*table.columns}:
        hint = "put both back, or export anew; without those that are computed it is data like any other"
        raise UsageError("this is an export of timeline, and its column id or rev is gone or renamed", hint)
    is_named = sheets.REV in table.columns and not {sheets.ID, sheets.EVENT}.isdisjoint(table.columns)
    return is_named and all(_BLOB.fullmatch(str(row.cells.get(sheets.REV) or "0" * 40)) for row in table.rows)


def compared(session: Session, table: InputTable, *, is_part: bool) -> list[Verdict]:
    """What becomes of each row; and the events that have none any more, unless it is a part of what was exported."""
    comparison = _Comparison(session, table)
    found = [*comparison.verdicts()]
    comparison.tell()
    return found if is_part else [*found, *comparison.gone()]


class _Comparison:
    """A spreadsheet beside the chronology."""

    def __init__(self, session: Session, table: InputTable) -> None:
        self.session, self.table, self.chronology = session, table, session.chronology
        self.edits = RowEdits(table, self.chronology.register, partial(edited_cells.value, session))
        self.entries = {entry.id: entry for entry in self.chronology.events().entries}
        self.revs = {id_: self.chronology.tree.blobs[path] for id_, path in self.chronology.files.items()}
        self.by_rev = {rev: id_ for id_, rev in self.revs.items()}
        self.sources: dict[str, list[InputRow]] = {}
        self.rows = [*self._rows()]
        self.met: set[str] = set()
        self.unknown = 0
        others = {row.rev for row in self.rows if row.rev and row.rev != self.revs.get(row.id)}
        self.old: dict[str, bytes] = {}
        if others:
            with suppress(GitError):
                self.old = repository.blobs(self.chronology.root, sorted(others), whole=False)

    def _rows(self) -> Iterator[_Row]:
        """The rows of each event; in a table of sources alone an event is its sources."""
        table, is_of_sources = self.table, sheets.EVENT in self.table.columns
        of_sources = table if is_of_sources else table.sources
        for row in of_sources.rows if of_sources else ():
            self.sources.setdefault(self._id(row, sheets.EVENT), []).append(row)
        if is_of_sources:
            for id_, rows in self.sources.items():
                rev = next(filter(None, (self.edits.text(row, sheets.REV) for row in rows)), "")
                yield _Row(rows[0]._replace(cells={}), id_, rev, rows)
            return
        for row in table.rows:
            id_ = self._id(row, sheets.ID)
            rows = self.sources.get(id_, []) if id_ else []
            yield _Row(row, id_, self.edits.text(row, sheets.REV), rows if of_sources else None)

    def _id(self, row: InputRow, column: str) -> str:
        """The ID in a row, or the one that its event has now."""
        id_ = self.edits.text(row, column)
        return id_ if id_ in self.revs else self.chronology.renamed.get(id_, id_)

    def verdicts(self) -> Iterator[Verdict]:
        """What becomes of each row."""
        new: list[_Row] = []
        for n, row in enumerate(self.rows):
            self.session.progress.show(n, len(self.rows), "judging")
            why = row.row.refused or self._why_refused(row)
            self.met |= {row.id} - {""}
            if why:
                yield _refused(row, why)
            elif row.id in self.entries and (row.rev or not row.row.cells):
                yield self._beside(row)
            else:
                new.append(row)
        self.session.progress.erase()
        yield from self._added(new)
        for id_, rows in self.sources.items():
            if id_ not in self.met and id_ not in self.entries:
                why = f'no row of the sheet events has the id "{id_}"'
                yield from (Verdict("refused", one.place, why) for one in rows)

    def _why_refused(self, row: _Row) -> str:
        """Why a row is of no event, before one looks at its cells."""
        if row.id in self.met:
            return f"{row.id} has a row already; {_NEW}"
        if row.id in self.entries and row.rev:
            other = self.by_rev.get(row.rev, row.id) if row.rev != self.revs[row.id] else row.id
            return f"its rev is that of {other}: an id is not changed here; `timeline mv` does" * (other != row.id)
        if row.id in self.revs and row.id not in self.entries:
            return f"{self.chronology.shown(self.chronology.files[row.id])} cannot be read; `timeline check` says why"
        if row.rev in self.by_rev:
            return f"its rev is that of {self.by_rev[row.rev]}: an id is not changed here; `timeline mv` does; {_NEW}"
        if row.rev and (not row.row.cells or row.rev in self.old):
            return f"no event has this id, and none is changed here; `timeline mv` does; {_NEW}"
        return f'"{row.id}" can be no ID: leave it empty' if row.id and not handed_in.is_id(row.id) else ""

    def _beside(self, row: _Row) -> Verdict:
        """A row beside its event."""
        here = self.entries[row.id].event
        base = here if row.rev == self.revs[row.id] else self._base(row)
        edited, wrong, clash = self.edits.of(row.row, row.sources, base, here)
        if wrong:
            return _refused(row, "; ".join(wrong))
        self.unknown += bool(clash and base is None)
        text, seen, said = "", "", list[str]()
        if any(edited):
            try:
                text, seen, said = edited_cells.revised(self.session, row.id, edited)
            except TimelineError as error:
                return _refused(row, reasons(error.problems or [error]))
        said += _of_sources(edited)
        if text == seen:
            text, seen, said = "", "", []
        fate: Fate = "conflicts" if clash else "changed" if text else "unchanged"
        said += [*clash, "what is here stays"] if clash else []
        return Verdict(fate, row.row.place, "; ".join(said), row.id, text, seen)

    def _base(self, row: _Row) -> Record | None:
        """The event as it was exported; None where nobody has it any more."""
        event, _ = reader.read(self.old.get(row.rev, b""), row.id, "", self.chronology.hides)
        if event is None:
            return None
        made = build.record(event, self.chronology.register, zone=self.chronology.settings.timezone)
        return replace(record.read(made.json()), id=row.id)

    def _added(self, rows: Sequence[_Row]) -> Iterator[Verdict]:
        """Rows of events that are not here."""
        given: dict[int, handed_in.Given] = {}
        for n, row in enumerate(rows):
            cells = self.edits.texts(row.row, self.edits.columns)
            if row.rev and row.sources:  # as it was exported: the cell is made of these
                cells.pop("sources", None)
            sources = [self.edits.texts(one, self.edits.of_sources) for one in row.sources or ()]
            try:
                values = edited_cells.values(self.session, cells, sources)
            except TimelineError as error:
                yield _refused(row, reasons(error.problems or [error]))
                continue
            one, problems = handed_in.of_json(self.session, values, row.row.place, typed=False)
            if one is None:
                yield _refused(row, reasons(problems))
            else:
                given[n] = one._replace(id=row.id)
        alike, revs = many.there_already(self.session, [*given.values()]), [rows[n].rev for n in given]
        there = {place: known for place, known in alike.items() if not revs[place]}  # else it is its ID that tells
        new = [one for place, one in enumerate(given.values()) if place not in there]
        placed = iter(drafts.placed(new, self.chronology.taken))
        for place, n in enumerate(given):
            row, known = rows[n], there.get(place)
            id_, event = next(placed) if known is None else (known.id, None)
            self.met.add(id_)
            if event and row.id in self.entries:
                yield _refused(row, f"{row.id} is here, and the row has no rev: export it anew, or leave the id empty")
            elif event:
                yield Verdict("added", row.row.place, id=id_, text=formatter.formatted(reader.render(event)))
            elif known and known.differing:
                said = f"{id_} is this event, with other {joined(known.differing)}: edit its row"
                yield Verdict("conflicts", row.row.place, said, id_)
            else:
                yield Verdict("unchanged", row.row.place, id=id_)

    def gone(self) -> Iterator[Verdict]:
        """Events that have no row any more, once the rows are judged.

        A spreadsheet does not say how many were exported: of an event whose sources have rows it is certain, and of the
        others where most of all have one.
        """
        if sheets.EVENT not in self.table.columns:
            is_whole = 2 * len(self.met & self.entries.keys()) > len(self.entries)
            for id_ in self.entries:
                if id_ not in self.met and (is_whole or id_ in self.sources):
                    yield Verdict("gone", id_, "it has no row; the event stays", id_)

    def tell(self) -> None:
        """Say what was left out, or as it is."""
        known = {sheets.ID, sheets.REV, sheets.EVENT, BECAUSE, *sheets.OF_SOURCES}
        strange = [column for column in self.table.columns if column not in known and not is_of_event(column)]
        if strange:
            self.session.info(f"note: no column of ours, and left out: {joined(strange)}; as x.NAME one is kept")
        if self.unknown:
            which = counted(self.unknown, "event")
            self.session.info(
                f"note: {which} changed since the export, and in no commit as exported: what is here stays"
            )
        if self.edits.recomputed:
            cells = counted(self.edits.recomputed, "cell")
            self.session.info(
                f"note: {cells} of sourcing or class as other registers may have it: left out, as computed"
            )
        if self.edits.rewritten:
            cells = counted(self.edits.rewritten, "cell")
            self.session.info(f"note: {cells} as a program rewrote them, 007 as 7: what is here stays")


def _refused(row: _Row, why: str) -> Verdict:
    return Verdict("refused", row.row.place, why, row.id, row=row.row if row.row.cells else None)


def _of_sources(edited: Edited) -> Iterator[str]:
    """What changes of its sources, in a few words."""
    for id_, cells in edited.sources.items():
        yield f"source {id_} taken out" if cells is None else f"{joined([*cells])} of the source {id_}"
    for one in edited.added:
        named = next((one[key] for key in ("publisher", "name", "title", "url", "id") if key in one), "without a name")
        yield f"source {named} added"
    yield from (f"source {line} added" for line in edited.lines)
