from pathlib import Path

from conftest import Run
from samples import fill, same_as_golden


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
