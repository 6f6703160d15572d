"""`sql`: what is printed, and what is refused."""

import json
from pathlib import Path

import pytest

from conftest import Run

COUNT = "SELECT name, count(*) AS n FROM actors GROUP BY name ORDER BY n DESC, name LIMIT 2"


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        ("table", "name       n\n---------  -\nJoe Biden  3\nRussia     3\n"),
        ("csv", "name,n\nJoe Biden,3\nRussia,3\n"),
        ("tsv", "name\tn\nJoe Biden\t3\nRussia\t3\n"),
        ("jsonl", '{"name": "Joe Biden", "n": 3}\n{"name": "Russia", "n": 3}\n'),
        ("markdown", "| name      | n   |\n|:----------|:----|\n| Joe Biden | 3   |\n| Russia    | 3   |\n"),
    ],
)
def test_forms(form: str, printed: str, run: Run, real: Path) -> None:
    result = run("sql", COUNT, "-f", form)
    assert (result.code, result.err) == (0, "")
    assert result.out.replace("\r\n", "\n") == printed


def test_values_of_every_kind(run: Run, real: Path) -> None:
    asked = "SELECT NULL AS none, 1.5 AS real, x'00ff' AS bytes, 9e999 AS endless, -9e999 AS least, 'é' AS text"
    (row,) = json.loads(run("sql", asked, "-f", "json").out)
    assert row == {"none": None, "real": 1.5, "bytes": "00ff", "endless": "inf", "least": "-inf", "text": "é"}
    assert run("sql", asked, "-f", "tsv").out.splitlines()[1] == "\t1.5\t00ff\tinf\t'-inf\té"
    assert run("sql", asked, "-f", "tsv", "--raw").out.splitlines()[1] == "\t1.5\t00ff\tinf\t-inf\té"


def test_what_stands_in_cells_drives_nothing(run: Run, real: Path) -> None:
    asked = "SELECT char(27) || '[31m' AS \"a\x1b[32m\nb\", '=1+1' AS c, '<b>' AS \"<i>\""
    assert "\x1b" not in run("sql", asked).out
    assert "a\\x1b[32m b" in run("sql", asked).out
    assert "'=1+1" in run("sql", asked, "-f", "csv").out
    assert "'=1+1" in run("sql", asked, "-f", "tsv").out
    assert run("sql", asked, "-f", "csv", "--raw").out.endswith(",=1+1,<b>\r\n")
    assert run("sql", asked, "--raw").code == 2
    assert "&lt;i&gt;" in run("sql", asked, "-f", "markdown").out


def test_two_columns_of_one_name(run: Run, real: Path) -> None:
    asked = "SELECT id, title, id FROM events"
    assert run("sql", asked).code == 0
    refused = run("sql", asked, "-f", "json")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == 'error: two columns are called "id"\n  name one of them with AS\n'


def test_no_rows(run: Run, real: Path) -> None:
    asked = "SELECT id FROM events WHERE title = 'nothing'"
    assert run("sql", asked) == (0, "", "no rows\n")
    assert run("-q", "sql", asked, "-f", "json") == (0, "[]\n", "")


def test_wrong_use(run: Run, real: Path) -> None:
    refused = run("sql", "SELECT ttle FROM events")
    assert (refused.code, refused.out) == (2, "")
    marked = "  | SELECT ttle FROM events\n  |        ^^^^\n"
    assert refused.err == f'error: no such column: ttle\n{marked}  did you mean "title"?\n'


def test_files_that_cannot_be_read_are_named(run: Run, real: Path) -> None:
    (real / "broken.toml").write_text("title = \n", encoding="utf-8")
    (real / "actors.toml").write_text("[biden]\nname = 5\n", encoding="utf-8")
    result = run("sql", "SELECT count(*) AS n FROM events", "-f", "tsv")
    assert (result.code, result.out) == (3, "n\n6\n")
    assert "actors.toml:2" in result.err
    assert "events/broken.toml:1" in result.err
    assert result.err.endswith("1 file could not be read\n")
