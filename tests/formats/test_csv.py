import csv
import io
from pathlib import Path

import pytest

from conftest import Run
from samples import fill, same_as_golden
from terminal import on_pty

FORMULA = tuple("=+-@\t\r\n")


def test_golden(run: Run, empty: Path, update: bool) -> None:
    fill(empty)
    assert same_as_golden("csv.csv", run("list", "-f", "csv").out, update=update)


def test_it_reads_back_and_no_cell_is_a_formula(run: Run, empty: Path) -> None:
    fill(empty)
    columns = "title,actors,tags,summary,x.cell,id"
    rows = list(csv.reader(io.StringIO(run("list", "-f", "csv", "--columns", columns).out, newline="")))
    assert rows[0] == columns.split(",")
    assert {len(row) for row in rows} == {6}
    assert not [cell for row in rows for cell in row if cell.startswith(FORMULA)]
    by_id = {row[-1]: row for row in rows}
    assert by_id["2024-01-03-formula"][:3] == ['\'=HYPERLINK("http://x.example";"y")', "'+1 ; @SUM(A1)", "'-1+1"]
    assert by_id["2024-01-03-formula"][4] == "'\t=1"
    assert by_id["2024-01-01-markup"][0].startswith("A | B `c`")
    assert "\n2. j" in by_id["2024-01-01-markup"][0]


@pytest.mark.parametrize("words", [["list", "--on", "2024-01-03"], ["show", "2024-01-03-formula"]])
def test_a_program_may_ask_for_cells_as_they_are(words: list[str], run: Run, empty: Path) -> None:
    fill(empty)
    (row,) = csv.DictReader(io.StringIO(run(*words, "-f", "csv", "--raw", "--columns", "tags,x.cell").out, newline=""))
    assert row == {"tags": "-1+1", "x.cell": "\t=1"}
    run("-q", "add", "15 March 44 BC: Caesar is killed")
    cells = run("list", "caesar", "-f", "csv", "--columns", "date,earliest_day,tags").out.splitlines()[1]
    assert cells == "'-0043-03-15,-735160,"
    refused = run(*words, "--raw", "-f", "json")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == "error: --raw prints cells as they are, for programs\n  it goes with -f csv or -f tsv\n"


def test_rows_end_as_the_standard_says_in_a_pipe_and_harmlessly_on_a_terminal(run: Run, real: Path) -> None:
    piped = run("list", "-f", "csv").out
    assert piped.count("\r\n") == 7
    screen = on_pty("--no-pager", "list", "-f", "csv")
    assert screen.text == piped.replace("\r\n", "\n")


def test_export_golden(run: Run, empty: Path, update: bool) -> None:
    fill(empty)
    assert same_as_golden("csv-export.csv", run("export", "-f", "csv").out, update=update)
    assert same_as_golden("csv-sources.csv", run("export", "-f", "csv", "--rows", "sources").out, update=update)
    said = run("export", "-o", "s.csv", "--rows", "sources").err.splitlines()[0]
    rows = list(csv.reader(Path("s.csv").read_text(encoding="utf-8").splitlines()))[1:]
    assert said == f"{len(rows)} sources of 9 events written to s.csv"


def test_an_export_of_nothing_has_its_header(run: Run, empty: Path) -> None:
    assert run("export", "-f", "csv").out.startswith("id,rev,title,date,")
    assert run("export", "-f", "tsv", "--rows", "sources").out.startswith("event\trev\tid\t")
