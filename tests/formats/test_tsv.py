import re
from pathlib import Path

from conftest import Run
from samples import fill, same_as_golden
from timeline.formats import csv, tsv


def test_golden(run: Run, empty: Path, update: bool) -> None:
    fill(empty)
    assert same_as_golden("tsv.tsv", run("list", "-f", "tsv").out, update=update)


def test_no_cell_is_a_formula_unless_a_program_asks(run: Run, empty: Path) -> None:
    fill(empty)
    words = ["list", "-f", "tsv", "--columns", "title,actors,tags,x.cell,id", "--on", "2024-01-03"]
    safe, raw = (run(*words, *more).out.splitlines()[1].split("\t") for more in ([], ["--raw"]))
    assert raw == ['=HYPERLINK("http://x.example";"y")', "+1 ; @SUM(A1)", "-1+1", "=1", "2024-01-03-formula"]
    assert safe == [f"'{cell}" for cell in raw[:4]] + raw[4:]


def test_a_row_is_a_line_and_a_cell_has_no_tab(run: Run, empty: Path) -> None:
    fill(empty)
    lines = run("list", "-f", "tsv", "--columns", "title,tags,places,summary,id").out.splitlines()
    assert len(lines) == 1 + 9
    assert {line.count("\t") for line in lines} == {4}


def test_an_export_reads_back_but_for_line_breaks(run: Run, empty: Path) -> None:
    fill(empty)
    for form in ("csv", "tsv"):
        Path(f"a.{form}").write_bytes(run("export", "-f", form).out.encode())
    by_tabs, by_commas = (module.read(Path(f"a.{module.__name__[-3:]}").read_bytes(), "a") for module in (tsv, csv))
    for row, other in zip(by_tabs.rows, by_commas.rows, strict=True):
        assert dict(row.cells) == {key: re.sub(r"\s*[\t\n]\s*", " ", cell) for key, cell in other.cells.items()}
