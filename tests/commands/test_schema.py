"""`timeline schema`, and what `init` leaves for editors."""

import json
import tomllib
from pathlib import Path

import pytest

from conftest import Run
from timeline.eventfile.json_schema import KINDS, schema


def test_the_schema_of_an_event_is_printed(run: Run) -> None:
    result = run("schema")
    assert (result.code, result.err) == (0, "")
    assert json.loads(result.out) == schema("event")


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_written_where_it_is_wanted(kind: str, run: Run) -> None:
    assert run("schema", kind, "-o", "s.json") == (0, "", "")
    assert json.loads(Path("s.json").read_text(encoding="utf-8"))["title"].lower().startswith(kind[:5])


def test_an_unknown_kind_is_refused(run: Run) -> None:
    assert run("schema", "evnt").code == 2


def test_init_points_editors_to_the_schemas(run: Run) -> None:
    result = run("init", "wars [1]")
    assert "made .taplo.toml: editors complete" in result.err
    rules = tomllib.loads(Path(".taplo.toml").read_text(encoding="utf-8"))["rule"]
    assert [Path(rule["schema"]["path"]).name for rule in rules[:-1]] == [f"{kind}.json" for kind in KINDS]
    for kind, rule in zip(KINDS, rules, strict=False):
        assert json.loads(Path(rule["schema"]["path"]).read_text(encoding="utf-8")) == schema(kind)
    assert rules[0]["include"] == ["wars [[]1]/**/*.toml"]
    assert "wars [[]1]/actors.toml" in rules[0]["exclude"]
    assert rules[-1]["formatting"]["array_auto_collapse"] is False
    assert run("list").code == 3
    assert run("-C", "wars [1]", "list").code == 0


def test_init_in_the_folder_itself(run: Run) -> None:
    assert run("-q", "init", ".").code == 0
    rules = tomllib.loads(Path(".taplo.toml").read_text(encoding="utf-8"))["rule"]
    assert rules[0]["include"] == ["**/*.toml"]
    assert rules[0]["schema"]["path"] == ".schema/event.json"
    assert run("list") == (0, "", "no events yet: `timeline add` writes the first\n")


@pytest.mark.parametrize("name", [".taplo.toml", "taplo.toml"])
def test_settings_that_are_there_stay(name: str, run: Run) -> None:
    Path(name).write_text("# mine\n", encoding="utf-8")
    result = run("init")
    assert result.code == 0
    assert "schemas for them are in events/.schema" in result.err
    assert Path(name).read_text(encoding="utf-8") == "# mine\n"
    assert sorted(p.name for p in Path().iterdir()) == sorted([name, "events"])


def test_init_where_the_schemas_cannot_be_written(run: Run) -> None:
    Path("events").mkdir()
    Path("events/.schema").write_text("", encoding="utf-8")
    result = run("init")
    assert result.code == 3
    assert result.err == "error: events/.schema is no folder\n  give it another name\n"
    assert not Path("events/timeline.toml").exists()
