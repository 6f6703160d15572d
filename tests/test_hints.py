"""Every offer and hint works when it is followed: pasted into a shell, or written into the file."""

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import Run
from rule_pages import page
from timeline.checks.registry import rules
from timeline.eventfile.paths import TABLES
from timeline.model.sources.line import parse
from timeline.toml.parser import parse_toml

_COMMAND = re.compile(r"`(timeline [^`]+)`")
_STATEMENT = re.compile(r'\b([a-z_]+ = (?:\d{4}-\d\d-\d\d|"[^"]*"|\[[^\]]*\]))')
_LINE = re.compile(r'write (?:the chain: )?("[^"]+"(?:, "[^"]+")*)')
TODAY = ("--today", "2025-01-01")
GALLERY = sorted((Path(__file__).parent / "errors").glob("*.toml"))


def put(files: dict[str, str]) -> None:
    """The files as they are at first; what else a command made is gone."""
    for old in Path("events").rglob("*.toml"):
        old.unlink()
    for path, text in {"timeline.toml": "", **files}.items():
        file = Path("events", path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def commands(told: str) -> Iterator[list[str]]:
    """The commands of a text, as a shell takes them apart."""
    for command in _COMMAND.findall(told):
        words = shlex.split(command)
        assert words[0] == "timeline"
        if not {"ID", "DIR"} & {*words}:
            yield words[1:]


@pytest.mark.parametrize("name", ["{}", "-{} it's $(touch x)"])
@pytest.mark.parametrize("code", rules())
def test_what_check_says_of_the_bad_event(code: str, name: str, run: Run, empty: Path) -> None:
    bad = page(code).bad
    odd = str(Path(bad.path).with_stem(name.format(Path(bad.path).stem)))
    files = {odd if path == bad.path and path not in TABLES else path: text for path, text in bad.files.items()}
    put(files)
    rows = json.loads(run(*TODAY, "check", "-f", "json").out)
    assert code in {row["code"] for row in rows} or name != "{}"
    for row in rows:
        told = f"`{row['offer']}` {row['hint']}" if row["offer"] else row["hint"]
        for words in commands(told):
            put(files)
            result = run(*TODAY, *words)
            assert result.code in {0, 1} if words[0] == "check" else result.code == 0, (row["code"], words, result)
            if row["offer"] and words[0] not in {"show", "trace"}:
                left = json.loads(run(*TODAY, "check", "-f", "json", "--select", row["code"]).out)
                assert row["message"] not in {other["message"] for other in left if other["path"] == row["path"]}
        for statement in _STATEMENT.findall(told):
            assert parse_toml(statement.encode())
        for lines in _LINE.findall(told):
            for line in re.findall(r'"([^"]+)"', lines):
                assert parse(line)


@pytest.mark.parametrize("broken", GALLERY, ids=lambda p: p.stem)
def test_what_is_said_of_a_broken_file(broken: Path, run: Run, empty: Path) -> None:
    put({})
    text = broken.read_bytes()
    path = Path("events/2024", broken.name)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text)
    for hint in re.findall(r"^  = (.*)", run("list").err, re.MULTILINE):
        for words in commands(hint):
            assert run(*words).code == 0
        for statement in re.findall(r'write (\w+ = (?:"[^"]*"|\S+))', hint):
            key = statement.partition(" ")[0]
            path.write_bytes(re.sub(rb"(?m)^%s\s*=.*$" % key.encode(), statement.encode(), text))
            assert run("list").err == ""
