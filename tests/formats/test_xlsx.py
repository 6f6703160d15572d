import csv
import io
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from conftest import Run
from samples import SECRET, fill
from timeline.errors import DataError
from timeline.formats import Fitting, xlsx
from timeline.records.entry import Entry
from timeline.tables.input_table import InputTable


def made(**contents: list[list[Any]]) -> InputTable:
    """What is read of a workbook with these sheets, which begin in the third row and the second column."""
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data)
    formats = {date: "yyyy-mm-dd", datetime: "yyyy-mm-dd hh:mm:ss", time: "hh:mm", timedelta: "[h]:mm:ss"}
    for name, rows in contents.items():
        sheet = book.add_worksheet(name)
        if name == "hidden":
            sheet.hide()
        for n, row in enumerate(rows, 2):
            for place, cell in enumerate(row, 1):
                if cell is not None:
                    form = formats.get(type(cell))
                    sheet.write(n, place, cell, book.add_format({"num_format": form}) if form else None)
    book.worksheets()[-1].activate()  # the one that opens is never hidden
    book.close()
    return xlsx.read(data.getvalue(), "a.xlsx")


def test_a_workbook_holds_what_csv_holds(run: Run, empty: Path) -> None:
    fill(empty)
    for words in (["-o", "a.xlsx"], ["-o", "b.xlsx"], ["-o", "a.csv"], ["--rows", "sources", "-o", "s.csv"]):
        done = run("export", *words)
        assert (done.code, done.err.splitlines()[0]) == (
            0,
            f"{'9 sources of ' * (len(words) > 2)}9 events written to {words[-1]}",
        )
    whole = Path("a.xlsx").read_bytes()
    assert whole == Path("b.xlsx").read_bytes()
    table = xlsx.read(whole, "a.xlsx")
    assert table.sources
    assert table.is_typed
    for sheet, name in ((table, "a.csv"), (table.sources, "s.csv")):
        text = Path(name).read_text(encoding="utf-8")
        assert SECRET not in text
        assert SECRET not in str(sheet)
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        assert len(rows) == len(sheet.rows)
        for row, other in zip(sheet.rows, rows, strict=True):
            assert {k: str(v) for k, v in row.cells.items()} == {
                k: v.strip().removeprefix("'") for k, v in other.items() if v.strip()
            }
    by_id = {row.cells["id"]: row.cells for row in table.rows}
    assert by_id["2024-01-04-everything"]["earliest"] == date(2024, 1, 4)
    assert by_id["2024-01-04-everything"]["x.case"] == 17
    assert by_id["2024-01-03-formula"]["tags"] == "-1+1"


def test_cells_are_what_a_spreadsheet_shows() -> None:
    shown = [
        2024,
        1.5,
        True,
        "007",
        date(2024, 11, 17),
        datetime.fromisoformat("2024-11-17T20:20"),
        datetime.fromisoformat("2024-11-17"),
        time(8, 5),
    ]
    table = made(hidden=[["z"], [0]], a=[list("abcdefgh"), shown], empty=[], b=[["x"], [1], [2]])
    assert table.columns == tuple("abcdefgh")
    (row,) = table.rows
    assert [*row.cells.values()] == [*shown[:6], date(2024, 11, 17), time(8, 5)]
    assert row.place == "a.xlsx:4 (a)"
    assert table.notes == ['sheets that are not read: "b" (2 rows) and "hidden" (1 row)']
    assert made(a=[["t"], [timedelta(hours=36, minutes=5)]]).rows[0].cells == {"t": timedelta(hours=36, minutes=5)}


def test_a_workbook_of_ours_may_have_lost_a_sheet() -> None:
    table = made(other=[["a"], [1]], events=[["rev", "id", "title"], ["", "x", "A"]])
    assert (table.columns, table.sources) == (("rev", "id", "title"), None)
    assert table.notes == ['sheets that are not read: "other" (1 row)']


def test_a_sheet_of_ours_goes_by_its_columns() -> None:
    events, sources = [["id", "rev", "title"], ["x", "", "A"]], [["event", "rev", "name"], ["x", "", "BBC"]]
    table = made(notes=[["a"], [1]], Quellen=sources, Ereignisse=events)
    assert table.sources
    assert (table.rows[0].cells["title"], table.sources.rows[0].cells["name"], table.is_typed) == ("A", "BBC", True)
    assert made(sources=sources, more=[["id"], [1]]).columns == ("event", "rev", "name")
    assert made(events=events).is_typed
    assert not made(desk=events).is_typed  # a CSV that was opened, and saved as a workbook


def test_errors_of_the_spreadsheet_are_counted() -> None:
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data)
    sheet = book.add_worksheet("a")
    for place, cell in enumerate(("what", "where")):
        sheet.write(0, place, cell)
    sheet.write_formula(1, 0, "=1/0", None, "#DIV/0!")
    sheet.write(1, 1, "here")
    book.close()
    table = xlsx.read(data.getvalue(), "a.xlsx")
    assert [dict(row.cells) for row in table.rows] == [{"where": "here"}]
    assert table.notes == [
        "1 column without a single cell: what",
        "1 cell with an error of the spreadsheet: taken as empty",
    ]


def test_numbers_that_are_no_days() -> None:
    assert made(a=[["x"], [datetime(9999, 12, 31, 23, 59, 59, 600_000)]]).rows[0].cells == {  # noqa: DTZ001
        "x": datetime(9999, 12, 31, 23, 59, 59)  # noqa: DTZ001
    }
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        book.add_worksheet().write_number(0, 0, 1e9, book.add_format({"num_format": "[h]:mm:ss"}))
    with pytest.raises(DataError, match=r"a\.xlsx cannot be read as xlsx: days=1000000000"):
        xlsx.read(data.getvalue(), "a.xlsx")


def test_an_error_of_the_spreadsheet_empties_no_field(run: Run, empty: Path) -> None:
    fill(empty)
    run("export", "-o", "a.xlsx")
    with zipfile.ZipFile("a.xlsx") as parts, zipfile.ZipFile("b.xlsx", "w") as edited:
        for name in parts.namelist():
            edited.writestr(name, parts.read(name).replace(b't="s"><v>30<', b't="e"><v>#NAME?<'))
    with pytest.raises(DataError, match=r"b\.xlsx has \d+ cells? with an error of the spreadsheet"):
        xlsx.read(Path("b.xlsx").read_bytes(), "b.xlsx")


def test_what_cannot_be_read() -> None:
    with pytest.raises(DataError, match=r"a\.xlsx is empty"):
        made(a=[])
    with pytest.raises(DataError, match=r'a\.xlsx \(a\) has more than one column "x"'):
        made(a=[["x", "x"], [1, 2]])


def test_a_workbook_that_the_library_does_not_understand(run: Run, empty: Path) -> None:
    with zipfile.ZipFile("a.xlsx", "w") as parts:
        parts.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(DataError, match=r"a\.xlsx cannot be read as xlsx"):
        xlsx.read(Path("a.xlsx").read_bytes(), "a.xlsx")


def test_a_sheet_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [Entry("a", "a.toml", "2024", lambda: b"")] * 3
    assert xlsx.fitting(entries) == Fitting(entries, [])
    monkeypatch.setattr(xlsx, "_ROWS", 3)
    assert xlsx.fitting(entries) == Fitting(
        entries[:2], ["1 event left out: a sheet has 3 rows; CSV and Parquet hold all"]
    )
    rows: list[list[Any]] = [["a"], [1], [2], [3]]
    book = xlsxwriter.Workbook(io.BytesIO())
    with pytest.raises(DataError, match="more than 3 sources are too many"):
        xlsx._write(book, "sources", iter(rows))
    monkeypatch.setattr(xlsx, "_COLUMNS", 1)
    with pytest.raises(DataError, match="2 columns are too many"):
        xlsx._write(book, "more", iter([["a", "b"]]))


def test_texts_that_are_cut_are_counted(run: Run, empty: Path) -> None:
    (empty / "a.toml").write_text(f'title = "A"\ndate = 2024\nsummary = "{"a" * 33_000}"\n', encoding="utf-8")
    said = run("export", "-o", "a.xlsx").err
    assert said == "1 event written to a.xlsx\n1 event with a text of more than 32,767 signs, which is cut\n"
    refused = run("export", "--rows", "sources", "-o", "a.xlsx").err
    assert refused.startswith("error: --rows sources goes with -f csv or -f tsv")
