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


def counts(run: Run) -> dict[str, dict[str, int]]:
    """How many origins speak for each event, and against it."""
    return {row["id"]: row["provenance"] for row in json.loads(run(*TODAY, "list", "-f", "json").out)}


def weighs_as_much(before: dict[str, dict[str, int]], after: dict[str, dict[str, int]]) -> bool:
    """Whether no event rests on more origins than before, and none is denied by fewer."""
    return all(
        after[id_]["min"] <= old["min"]
        and after[id_]["max"] <= old["max"]
        and after[id_]["deny_min"] >= old["deny_min"]
        and after[id_]["deny_max"] >= old["deny_max"]
        for id_, old in before.items()
        if id_ in after
    )


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
            before = counts(run)
            result = run(*TODAY, *words, *["--yes"] * ("rename" in words[:2]))
            assert words[0] != "edit" or weighs_as_much(before, counts(run)), (row["code"], words)
            assert result.code in {0, 1} if words[0] == "check" else result.code == 0, (row["code"], words, result)
            if row["offer"] and words[0] not in {"show", "trace"}:
                left = json.loads(run(*TODAY, "check", "-f", "json", "--select", row["code"]).out)
                assert row["message"] not in {other["message"] for other in left if other["path"] == row["path"]}
        for statement in _STATEMENT.findall(told):
            assert parse_toml(statement.encode())
        for lines in _LINE.findall(told):
            for line in re.findall(r'"([^"]+)"', lines):
                assert parse(line)


FILM = 'kind = "video"\nurl = "https://youtu.be/abc"'
NYT = '[nyt]\nname = "NYT"\nkind = "outlet"\ndomains = ["nytimes.com"]'
WEIGHTY = [
    ('status = "disputed"', ["publisher = 'A'\nstance = 'denies'\nstate = 'retracted'", "publisher = 'B'"]),
    ("", [FILM, f"{FILM}\nstance = 'denies'"]),
    ("", [f"{FILM}\nstance = 'denies'", FILM]),
    ("", [f"{FILM}\nstance = 'denies'", f"{FILM}\nstance = 'denies'"]),
    ("", [FILM, f"{FILM}\narchive_url = 'https://archive.org/web/1/https://youtu.be/abc'"]),
    ("", [f"{FILM}\nstate = 'retracted'", FILM]),
    ("", ["publisher = 'UP'\ntitle = 'It is so – NYT'", "publisher = 'UP'\nstance = 'denies'"]),
    ("", ["publisher = 'UP'\ntitle = 'It is so – NYT'\nstance = 'denies'", "publisher = 'NYT'"]),
    ("", ["publisher = 'UP'\ntitle = 'It is so – NYT'", "publisher = 'NYT'\nstance = 'denies'"]),
    ("", ["publisher = 'UP'", "publisher = 'UP'\nurl = 'https://nytimes.com/a'", "publisher = 'NYT'"]),
    (
        "",
        ["kind = 'statement'\npublisher = 'UP'\nurl = 'https://nytimes.com/a'", "kind = 'statement'\npublisher = 'UP'"],
    ),
]


@pytest.mark.parametrize(("keys", "tables"), WEIGHTY)
def test_no_offer_takes_a_denial_away_or_makes_more_origins(
    keys: str, tables: list[str], run: Run, empty: Path
) -> None:
    sources = "".join(f'\n[[sources]]\nid = "s{n}"\n{text}\n' for n, text in enumerate(tables))
    files = {"2024/strike.toml": f'title = "Strike"\ndate = 2024-11-17\n{keys}\n{sources}', "actors.toml": NYT}
    put(files)
    before = counts(run)
    rows = json.loads(run(*TODAY, "check", "-f", "json").out)
    assert rows
    for words in (shlex.split(row["offer"])[1:] for row in rows if row["offer"]):
        put(files)
        assert run(*TODAY, *words).code == 0
        assert weighs_as_much(before, counts(run)), words
        said = Path("events/2024/strike.toml").read_text(encoding="utf-8")
        assert all(said.count(word) >= sources.count(word) for word in ("denies", "archive_url", "quote ="))
        assert "disputed" in said or "disputed" not in keys


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
