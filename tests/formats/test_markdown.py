import re
from pathlib import Path

from conftest import Run
from samples import fill, same_as_golden


def test_golden(run: Run, empty: Path, update: bool) -> None:
    fill(empty)
    columns = "when,title,actors,places,tags,date_basis,sources,sourcing,id,x.cell"
    page = run("list", "-f", "markdown", "--columns", columns, "--on", "2024").out
    assert same_as_golden(
        "markdown.md", page + "\n" + run("list", "-f", "markdown", "--group", "year").out, update=update
    )


def test_a_row_stays_a_row(run: Run, empty: Path) -> None:
    fill(empty)
    lines = run("list", "-f", "markdown").out.splitlines()
    assert len(lines) == 2 + 9
    assert {line.replace("\\|", "").count("|") for line in lines} == {5}
    assert not any(re.search(r"<b>|(?<!\\)\]\(|https://|(?<!\\)[*_`]", line) for line in lines)


def test_nothing_is_nothing(run: Run, empty: Path) -> None:
    assert run("list", "-f", "markdown").out == ""


def test_the_possible_are_marked_whatever_the_columns(run: Run, empty: Path) -> None:
    run("-q", "add", "2024: A")
    out = run("list", "-f", "markdown", "--on", "2024-05-05", "--columns", "title,id").out
    assert "| A (possibly in range) | 2024-a |" in out
