"""XLSX (ECMA-376): a workbook with the sheets `events` and `sources`, for Excel and LibreOffice, there and back.

Keeps every field that leaves the desk, as text; beside the date, which is EDTF, stand its first and its last day as
days of the spreadsheet. Cannot hold notes, reviews, confidential sources, comments, texts of more than 32,767 signs,
which are cut, and more than 1,048,575 events. Nothing in it is a formula or a link.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from timeline.errors import DataError
from timeline.formats import About, Carried, Fitting, library
from timeline.records.entry import Entry
from timeline.tables import delimited, sheets, unpacked
from timeline.tables.input_table import InputTable
from timeline.text.lists import counted, joined

ABOUT = About("a workbook for Excel and LibreOffice", people=False, escapes="", binary=True)
_ROWS, _COLUMNS = 1_048_576, 16_384
_FIRST_DAY = "1900-03-01"
"""Before it, spreadsheets do not agree on days."""
_WIDEST, _NARROWEST, _NARROW = 50, 8, {sheets.ID: 24, sheets.EVENT: 24, sheets.REV: 9}
"""Widths in signs; of some columns always the same."""
_WHOLE = 2**53
"""From here on a spreadsheet does not tell whole numbers apart; of others it holds sixteen digits."""


def fitting(entries: Sequence[Entry]) -> Fitting:
    """So many as a sheet has rows; texts that are cut are counted."""
    kept, left = entries[: _ROWS - 1], len(entries) - (_ROWS - 1)
    long = sum(len(entry.unpack()) > sheets.LONGEST and _has_long(entry) for entry in kept)
    notes = [f"{counted(long, 'event')} with a text of more than {sheets.LONGEST:,} signs, which is cut"] * (long > 0)
    if left > 0:
        notes.append(f"{counted(left, 'event')} left out: a sheet has {_ROWS:,} rows; CSV and Parquet hold all")
    return Fitting(kept, notes)


def _has_long(entry: Entry) -> bool:
    event = entry.event
    cells = [sheets.cell(event, column) for column in sheets.columns([event])]
    cells += [sheets.source_cell(source, column) for source in sheets.sources(event) for column in sheets.OF_SOURCES]
    return any(isinstance(cell, str) and sheets.cut(cell) != cell for cell in cells)


def export(entries: Sequence[Entry], carried: Carried) -> Iterator[bytes]:
    """The workbook."""
    with library("xlsx"):
        import xlsxwriter  # type: ignore[import-untyped]  # start-up: no other format needs it
    data = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(data, options)
    book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 - the same each time, and of no zone
    _write(book, "events", sheets.rows(entries, "events", carried.revision, full=True))
    _write(book, "sources", sheets.rows(entries, "sources", carried.revision, full=True))
    book.close()
    yield data.getvalue()


def _write(book: Any, name: str, rows: Iterator[Sequence[sheets.SheetCell]]) -> None:
    columns = [str(cell) for cell in next(rows)]
    if len(columns) > _COLUMNS:
        raise DataError(f"{len(columns):,} columns are too many for xlsx", f"{_COLUMNS:,} are the most; CSV has no end")
    made: dict[str, dict[str, Any]] = {"top": {"valign": "top"}, "text": {"num_format": "@", "valign": "top"}}
    made |= {"day": {"num_format": "yyyy-mm-dd", "valign": "top", "align": "left", "font_color": "#666666"}}
    made |= {"head": {"bold": True, "num_format": "@"}, "computed": {"italic": True, "font_color": "#666666"}}
    form = {key: book.add_format(values) for key, values in made.items()}
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    widths = [len(column) + 3 for column in columns]
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column, form["computed" if sheets.is_computed(column) else "head"])
    last = 0
    for last, row in enumerate(rows, 1):
        if last == _ROWS:
            raise DataError(f"more than {_ROWS:,} {name} are too many for a sheet", "CSV and Parquet hold all")
        for place, cell in enumerate(row):
            if cell is None:
                continue
            text = str(cell)
            widths[place] = max(widths[place], len(text[: _WIDEST + 1].partition("\n")[0]) + 1)
            if isinstance(cell, int | float) and -_WHOLE < cell < _WHOLE and float(f"{cell:.16G}") == cell:
                sheet.write_number(last, place, cell, form["top"])
            elif columns[place] in {"earliest", "latest"} and len(text) == len(_FIRST_DAY) and text >= _FIRST_DAY:
                sheet.write_datetime(last, place, date.fromisoformat(text), form["day"])
            else:
                sheet.write_string(last, place, sheets.cut(text), form["text"])
    for place, column in enumerate(columns):
        is_number = column.startswith(sheets.FIGURE) or column == "seq"
        width = _NARROW.get(column, min(max(widths[place], _NARROWEST), _WIDEST))
        sheet.set_column(place, place, width, form["top" if is_number else "text"])
    sheet.autofilter(0, 0, last, len(columns) - 1)


def read(data: bytes, name: str) -> InputTable:
    """The rows of the first sheet that has some, of those that are shown sooner than of those that are hidden.

    Of a workbook that we made, those of its sheet `sources` go with them.

    Raises:
        DataError: it is no workbook, is damaged or protected, holds nothing, or would take too much once unpacked.
    """
    errors = unpacked.errors(data, name)
    with library("xlsx"):
        import python_calamine as calamine  # start-up: no other format needs it
    try:
        with calamine.load_workbook(BytesIO(data)) as book:
            wanted = [one for one in book.sheets_metadata if one.typ == calamine.SheetTypeEnum.WorkSheet]
            wanted.sort(key=lambda one: one.visible != calamine.SheetVisibleEnum.Visible)
            lines = {one.name: [*_lines(book.get_sheet_by_name(one.name))] for one in wanted}
    except (calamine.CalamineError, calamine.PasswordError, OverflowError) as error:
        raise DataError(f"{name} cannot be read as xlsx: {error}", "save it as .xlsx or .csv") from error
    notes = [f"{counted(errors, 'cell')} with an error of the spreadsheet: taken as empty"] * bool(errors)
    held = {one: rows for one, rows in lines.items() if rows}
    if not held:
        raise DataError(f"{name} is empty", "the first row of a sheet names the columns")
    ours = _headed(held, sheets.ID, "events")
    if ours and errors:
        hint = "mend it, or undo what brought it: an empty cell takes its field out"
        raise DataError(f"{name} has {counted(errors, 'cell')} with an error of the spreadsheet", hint)
    first = ours or next(iter(held))
    table = _table(held, first, name)
    beside = _headed(held, sheets.EVENT, "sources") if ours else None
    if beside:
        table = table._replace(sources=_table(held, beside, name))
    if held:
        others = [f'"{one}" ({counted(len(rows) - 1, "row")})' for one, rows in held.items()]
        notes.append(f"sheets that are not read: {joined(others)}")
    is_typed = beside is not None or first == "events"  # else it may be a CSV that was opened and saved
    return table._replace(notes=[*table.notes, *notes], is_typed=is_typed)


def _headed(held: dict[str, list[Any]], column: str, usual: str) -> str | None:
    """The sheet that has such a column beside `rev`, whatever its name; the one of the usual name first."""
    other = {sheets.EVENT} - {column}
    found = [
        one for one, rows in held.items() if {column, sheets.REV} <= {*rows[0][1]} and other.isdisjoint(rows[0][1])
    ]
    return usual if usual in found else next(iter(found), None)


def _table(held: dict[str, list[Any]], sheet: str, name: str) -> InputTable:
    return delimited.headed(iter(held.pop(sheet)), f"{name} ({sheet})", lambda line: f"{name}:{line} ({sheet})")


def _lines(sheet: Any) -> Iterator[tuple[int, list[Any]]]:
    """The rows that hold something, with their numbers."""
    for number, cells in enumerate(sheet.iter_rows(), 1):
        row = [*map(_cell, cells)]
        if any(delimited.tidied(cell) != "" for cell in row):
            yield number, row


def _cell(cell: Any) -> Any:
    """A cell as `InputCell` has it: whole numbers without a point, a day without an hour."""
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() and abs(cell) < _WHOLE else cell
    if isinstance(cell, datetime):
        with suppress(OverflowError):  # behind it no year comes
            cell += timedelta(microseconds=500_000)
        cell = cell.replace(microsecond=0)
        return cell if cell.time() != time.min else cell.date()
    return cell
