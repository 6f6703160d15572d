"""The benchmarks measure made-up events: those must be the same on every run, and events of the format."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct

from timeline.dates import edtf
from timeline.eventfile import reader
from timeline.model import identifier
from timeline.model.event import Event, table
from timeline.model.register import Register

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
COUNT = 500

Files = dict[str, dict[str, Any]]


def generate(folder: Path, count: int = COUNT, seed: int = 0) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(BENCHMARKS / "generate.py"), str(count), str(folder)]
    told = {"PYTHONHASHSEED": str(seed), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, env=told, check=False, capture_output=True, text=True)


def texts(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.toml"))}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("made") / "events"
    assert generate(place).returncode == 0
    return place


@pytest.fixture(scope="module")
def files(folder: Path) -> Files:
    return {path: tomllib.loads(data.decode()) for path, data in texts(folder).items()}


@pytest.fixture(scope="module")
def events(files: Files) -> Files:
    return {Path(path).stem: values for path, values in files.items() if "/" in path}


def test_the_same_number_makes_the_same_files(tmp_path: Path) -> None:
    for seed in (1, 2):
        generate(tmp_path / str(seed), 50, seed)
    one, other = texts(tmp_path / "1"), texts(tmp_path / "2")
    assert len(one) == 50 + 4
    assert one == other


def test_it_writes_only_into_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").touch()
    refused = generate(tmp_path)
    assert refused.returncode == 2
    assert "is not an empty folder" in refused.stderr
    assert list(texts(tmp_path)) == ["mine.toml"]


def assert_of_the_format(struct: type[Struct], values: Mapping[str, Any]) -> None:
    rows = table(struct)
    last = [key for key in ("x", "sources") if key in values and struct is Event]
    assert list(values) == [key for key in rows if key in values and key not in last] + last
    for key, value in values.items():
        row = rows[key]
        assert not row.words or value in row.words, f"{key} = {value}"
        for entry in value if row.struct else ():
            if not isinstance(entry, str):
                assert row.struct
                assert_of_the_format(row.struct, entry)


def test_every_key_and_word_is_of_the_format_and_in_its_order(events: Files) -> None:
    assert len(events) == COUNT
    for values in events.values():
        assert_of_the_format(Event, values)


def test_the_package_reads_every_file_without_a_problem(folder: Path, files: Files) -> None:
    for path, data in texts(folder).items():
        if "/" in path:
            event, problems = reader.read(data, Path(path).stem, path)
            assert event
            assert problems == []
    register, faults = Register.build(*(files[f"{name}.toml"] for name in ("actors", "places", "sources")))
    assert faults == []
    assert register.actors.ambiguous() == {}
    assert len(files["actors.toml"]) == 404


def test_the_id_is_the_one_the_event_would_be_born_with(files: Files) -> None:
    for path, values in files.items():
        if "/" in path:
            born = identifier.new_id(edtf.parse(str(values["date"])), values["title"])
            assert re.fullmatch(rf"{born[:4]}/{re.escape(born)}(-\d+)?\.toml", path)


def test_what_an_event_names_is_there(files: Files, events: Files) -> None:
    actors = {entry["name"] for entry in files["actors.toml"].values()}
    cities = {entry["name"] for entry in files["places.toml"].values()}
    for values in events.values():
        assert actors >= {a if isinstance(a, str) else a["name"] for a in values["actors"]}
        assert cities >= {p if isinstance(p, str) else p["name"] for p in values.get("places", ())}
        assert events.keys() >= {link["to"] for link in values.get("links", ())}
        tables = [source for source in values["sources"] if isinstance(source, dict)]
        ids = {source["id"] for source in tables}
        assert ids >= {id_ for source in tables for id_ in source.get("cites", ())}
        assert files["sources.toml"].keys() >= {source["ref"] for source in tables if "ref" in source}


def test_there_is_variety_in_realistic_proportions(events: Files) -> None:
    def share(of: int) -> float:
        return of / len(events)

    assert 0.01 < share(sum("energy" in values["tags"] for values in events.values())) < 0.06
    assert 0.75 < share(sum(isinstance(values["date"], date) for values in events.values())) < 0.9
    forms = {edtf.parse(str(values["date"])).kind for values in events.values()}
    assert forms >= {"date", "datetime", "interval", "one-of"}
    assert any(source.get("anonymous") for v in events.values() for source in v["sources"] if isinstance(source, dict))
    assert any(isinstance(source, str) for values in events.values() for source in values["sources"])
    assert {values.get("lang") for values in events.values()} >= {None, "uk", "el", "ar", "zh"}


def test_a_command_that_fails_is_told_of_and_the_others_are_measured(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.syspath_prepend(BENCHMARKS)
    measure = import_module("measure")
    row, bound = measure.Row, measure.Bound

    def command(label: str, *words: str) -> Any:
        return measure.Command(label, (words,), tmp_path, {})

    rows = [
        row(command("yardstick", "/bin/echo", "yes")),
        row(command("far below", "/bin/echo", "yes"), {"yardstick": bound("≤", 1000)}),
        row(command("far above", "/bin/echo", "yes"), {"yardstick": bound("≥", 1000)}),
        row(command("fails", sys.executable, "-c", "import sys; sys.exit('one\\nthe reason')"), {"yardstick": None}),
        row(command("says nothing", sys.executable, "-c", "")),
        row(command("is not there", str(tmp_path / "none"))),
        row(measure.Unmeasured("not installed", "apt install it")),
        row(command("alone", "/bin/echo", "yes"), {"fails": bound("≤", 1)}),
    ]
    assert measure.show("title", rows, tmp_path, rounds=1) == 1
    said = {line[2:36].strip(): line[36:] for line in capsys.readouterr().out.splitlines()}
    assert "× yardstick" in said["far below"]
    assert said["far below"].endswith("≤ 1000 OK")
    assert said["far above"].endswith("≥ 1000 under")
    assert said["fails"].split() == ["not", "measured:", "the", "reason"]
    assert said["says nothing"].endswith("it printed nothing")
    assert said["is not there"].endswith("No such file or directory")
    assert said["not installed"].endswith("apt install it")
    assert said["alone"].endswith("its yardstick was not measured")
