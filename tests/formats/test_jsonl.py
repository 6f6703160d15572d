import json
from pathlib import Path

from conftest import Run
from samples import fill, same_as_golden


def test_golden(run: Run, empty: Path, update: bool) -> None:
    fill(empty)
    out = run("list", "-f", "jsonl").out
    assert same_as_golden("jsonl.jsonl", out, update=update)
    assert [json.loads(line) for line in out.split("\n")[:-1]] == json.loads(run("list", "-f", "json").out)


def test_columns(run: Run, empty: Path) -> None:
    fill(empty)
    assert run("show", "everything", "-f", "jsonl", "--columns", "id,tags").out == (
        '{"id":"2024-01-04-everything","tags":["b","a"]}\n'
    )
    assert run("list", "-f", "jsonl", "--actor", "Nobody").out == ""
