"""Which cells of a row are edits: those that differ from what was exported, and from what is here.

Where a field was changed here since, and in the spreadsheet otherwise, that is a clash, and what is here stays. Knows
nothing of how the text of a file is edited.
"""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from timeline.desk import same_cell, verdict
from timeline.desk.edited_cells import CellTexts, Edited
from timeline.errors import UsageError
from timeline.model.event import CLASSES, Source, table
from timeline.model.imported import IMPORT
from timeline.model.register import Register
from timeline.records.record import Record
from timeline.tables import sheets
from timeline.tables.input_table import InputRow, InputTable

Tells = Callable[[Any, str], sheets.SheetCell]
_SOURCING = re.compile(r"\d+(–\d+)? |no |denied, ")
"""How begins what sources come to in a table."""
Means = Callable[[str, str], Any]
"""Gives what a cell of a column means."""


class RowEdits:
    """The edits of one table of events, or of their sources."""

    def __init__(self, whole: InputTable, register: Register, means: Means) -> None:
        """Take the table, the register, and who reads a cell of an event."""
        is_of_sources = sheets.EVENT in whole.columns
        of_sources = whole if is_of_sources else whole.sources
        self.columns = [] if is_of_sources else [*filter(is_of_event, whole.columns)]
        self.of_sources = [c for c in (of_sources.columns if of_sources else ()) if c in sheets.OF_SOURCES]
        self.is_typed = whole.is_typed
        self.documents, self.means = register.documents, means
        self.has_register = any((register.actors.entries, register.places.entries, register.documents))
        self.rewritten = self.recomputed = 0
        """Cells that a program wrote its own way; that hold what other registers may have brought about."""

    def text(self, row: InputRow, column: str) -> str:
        """What stands in a cell."""
        return same_cell.as_text(row.cells.get(column), is_typed=self.is_typed)

    def texts(self, row: InputRow, columns: Sequence[str]) -> dict[str, str]:
        """What stands in cells that hold something."""
        return {column: text for column in columns if (text := self.text(row, column))}

    def of(
        self, row: InputRow, sources: Sequence[InputRow] | None, base: Record | None, here: Record
    ) -> tuple[Edited, list[str], list[str]]:
        """What is edited in the rows of an event, what is wrong with that, and what was changed here, too.

        Args:
            row: of the event.
            sources: the rows of its sources; None: the spreadsheet has none of any event.
            base: the event as it was exported; None: nobody knows.
            here: the event as it is now.
        """
        wrong, clash = list[str](), list[str]()
        columns = (
            self.columns if base or sources is None else [column for column in self.columns if column != "sources"]
        )
        cells = self._edits(row, columns, (base, here), sheets.cell, wrong, clash)
        lines = self._lines(cells, here, wrong, has_rows=sources is not None)
        edited, added = dict[str, CellTexts | None](), list[CellTexts]()
        if sources is not None:
            edited, added = self._sources(sources, base, here, wrong, clash)
        return Edited(cells, edited, added, lines), wrong, clash

    def _edits(
        self,
        row: InputRow,
        columns: Sequence[str],
        beside: tuple[Any, Any],
        told: Tells,
        wrong: list[str],
        clash: list[str],
    ) -> dict[str, str]:
        """The cells that are edits, beside what the same columns told when it was exported, and tell now."""
        found = {}
        base, here = beside
        for column in columns:
            was = None if base is None else told(base, column)
            now = was if here is base else None if here is None else told(here, column)
            given = row.cells.get(column)
            if not all(self._is_edited(given, cell) for one, cell in ((base, was), (here, now)) if one is not None):
                continue
            if told is sheets.cell and sheets.is_computed(column):
                if self.has_register and _by_register(column, self.text(row, column)):
                    self.recomputed += 1
                elif base is not None:
                    wrong.append(f"{column} is computed: edit {sheets.COMPUTED.get(column, 'figures')} instead")
            elif here is not None and (base is None or was != now):
                clash += self._clash(column, self.text(row, column), now) if told is sheets.cell else [column]
            elif was is not None and self.is_typed and sheets.cut(str(was)) != str(was):
                wrong.append(f"{column} is too long for a cell: edit the file")
            else:
                found[column] = self.text(row, column)
        return found

    def _is_edited(self, given: Any, written: sheets.SheetCell) -> bool:
        found = same_cell.compared(given, written, is_typed=self.is_typed)
        self.rewritten += found == "rewritten"
        return found == "edited"

    def _clash(self, column: str, given: str, now: sheets.SheetCell) -> list[str]:
        """A cell that means something else than what is here; nothing where it means the same in other words."""
        here, new = (self._meant(column, "" if cell is None else str(cell)) for cell in (now, given))
        return [] if here == new else [verdict.told(column, here, new, "here, in the input")]

    def _meant(self, column: str, cell: str) -> Any:
        with suppress(UsageError):
            return self.means(column, cell) if cell else None
        return cell

    def _lines(self, cells: dict[str, str], here: Record, wrong: list[str], *, has_rows: bool) -> list[str]:
        """The lines that the cell of sources has more; it is no field by itself."""
        if "sources" not in cells:
            return []
        held = sheets.parts(str(sheets.cell(here, "sources") or ""))
        try:
            given = sheets.parts(cells.pop("sources"))
        except UsageError as error:
            given, held = [], [str(error)]
        if has_rows:
            wrong.append("sources is computed: edit the sheet sources instead")
        elif given[: len(held)] != held or not all(isinstance(line, str) for line in given):
            wrong.append("sources: only a line at the end may be added here; in xlsx each source has a row")
        return given[len(held) :]

    def _sources(
        self, rows: Sequence[InputRow], base: Record | None, here: Record, wrong: list[str], clash: list[str]
    ) -> tuple[dict[str, CellTexts | None], list[CellTexts]]:
        """What is edited of each source, by its ID, and those that are new."""
        edited, added, met = dict[str, CellTexts | None](), list[CellTexts](), set[str]()
        was, now = ({} if one is None else {s.id: s for s in sheets.sources(one)} for one in (base, here))
        for row in rows:
            id_ = self.text(row, "id")
            if id_ in met:
                wrong.append(f"two rows have the source {id_}")
                continue
            met |= {id_} - {""}
            clashing, beside = list[str](), (was.get(id_), now.get(id_))
            cells = self._edits(row, self.of_sources, beside, sheets.source_cell, wrong, clashing)
            clash += [f"{column} of the source {id_}, otherwise here" for column in clashing]
            if beside == (None, None) and (base or not self.text(row, sheets.REV)):
                added += [filled] if (filled := {column: cell for column, cell in cells.items() if cell}) else []
            elif cells and beside[1] is None:
                clash.append(f"the source {id_}, which is gone here")
            elif cells:
                wrong += [
                    f"{column} of the source {id_} comes from sources.toml: edit it there"
                    for column in cells
                    if self._is_of_document(now[id_], column)
                ]
                edited[id_] = cells
        for id_ in [one for one in was if one not in met and one in now]:
            if now[id_] == was[id_]:
                edited[id_] = None
            else:
                clash.append(f"the source {id_}, which has no row any more")
        return edited, added

    def _is_of_document(self, source: Source, column: str) -> bool:
        document = None if table(Source)[column].use else self.documents.get(source.ref or "")
        value = sheets.source_cell(source, column)
        return document is not None and value is not None and value == sheets.source_cell(document, column)


def _by_register(column: str, cell: str) -> bool:
    """Whether a cell may hold what an export computed while the registers said something else than now."""
    return cell in CLASSES if column == "class" else column == "sourcing" and bool(_SOURCING.match(cell))


def is_of_event(column: str) -> bool:
    """Whether a column is one of the sheet of events, besides id and rev; what an import keeps has none."""
    if column.startswith(sheets.OWN):
        return sheets.own_path(column)[:2] != ("x", IMPORT)
    return column in sheets.FIELDS or sheets.is_computed(column)
