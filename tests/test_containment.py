"""What is wrong with one file stays there: in every command the others are answered, and it is named."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import Result, Run
from timeline.app import COMMANDS
from timeline.checks import files as checked_files
from timeline.errors import Problem
from timeline.eventfile import formatter, reader
from timeline.model.event import Event
from timeline.model.fields import table, tables_within
from timeline.model.register import entry
from timeline.model.validation import usable
from timeline.records.entry import Entry
from timeline.store.index import parse_files
from timeline.store.index.rows import rows_of
from timeline.toml.parser import parse_toml

GOOD = """\
title = "Good event"
date = 2024-01-01
actors = ["Joe Biden"]
tags = ["war"]
sources = ["Reuters, citing officials", { id = "b", publisher = "BBC", published = 2024-01-02 }, { ref = "doc" }]
links = [{ type = "follows", to = "2024-other" }]
"""
OTHER = 'title = "Other"\ndate = 2024\n'
HEAD = 'title = "Bad"\ndate = 2024-05-05\n'
WRONG = {str: "1", bool: '"x"', int: '"x"', float: '"x"', tuple: "{ a = 1 }", dict: "1"}
"""By the type that a key takes, a value that is of no type it takes."""


def wrong_types() -> Iterator[str]:
    """Events with one value of a wrong type, for every key of every table of the format."""
    for struct, lead in [(Event, ""), *((inner, f"[[{name}]]\n") for name, inner in tables_within(Event))]:
        rows = table(struct).values()
        for row in rows:
            if Ellipsis is not row.default and not row.date and (kinds := [k for k in row.kinds if k in WRONG]):
                others = "".join(f'{r.name} = "z"\n' for r in rows if lead and r.required and r is not row)
                head = HEAD if row.name != "title" or lead else "date = 2024\n"
                value = WRONG[tuple] if kinds[:2] == [str, tuple] else WRONG[kinds[0]]
                yield f"{head}{lead}{others}{row.name} = {value}\n"


BROKEN = [
    *('"\n', '"', "'", '"""\n', "'''", 'title = "\n', 'title = "A\n', HEAD + 'summary = """\n', HEAD + "x = '''\n"),
    *(
        "",
        "\n",
        "\ufeff",
        "\ufeff\ufeff" + HEAD,
        "# nothing\n",
        "\x00",
        HEAD + "x = '\x00'\n",
        "\udcff",
        HEAD + "# \udcff",
    ),
    *("title = 1\n", "title = \n", "date = 2024\n", 'title = ""\ndate = 2024\n', HEAD + HEAD, HEAD + "date.x = 1\n"),
    *(f'title = "T"\ndate = {day}\n' for day in ("2024-11-00", "2024-00-00", "2024-13-01", "2024-02-30", "0000-00-00")),
    *(f'title = "T"\ndate = {day}\n' for day in ("0000-01-01", "24", "1e9", "nan", "[]", "{}", "10:00:00", "May 2024")),
    *(f'title = "T"\ndate = "{day}"\n' for day in ("", "2024-13", "yesterday", "[2024", "2024-11-00", "9" * 5000)),
    *(HEAD + f"[[sources]]\npublished = {day}\n" for day in ("2024-11-00", "2024-13-45", "2024-02-30", "99999-01-01")),
    *(
        HEAD + f"x = {'9' * 5000}\n",
        HEAD + "x = 1 2\n",
        HEAD + "x = “a”\n",
        HEAD + "[x\n",
        HEAD + "x.\n",
        HEAD + "= 1\n",
    ),
    *(HEAD + f"x = {begin * n}{end * n}\n" for begin, end in ("[]", ("{a=", "}")) for n in (101, 400, 5000)),
    *(HEAD + f"x{'.a' * 101} = 1\n", HEAD + f"x{'.a' * 120_000} = 1\n", HEAD + f"[{'a.' * 101}b]\n"),
    *(HEAD + f"{'k' * 2000} = 1\n", HEAD + f"[{'k' * 2000}]\n", HEAD + f'x = {{ "{"k" * 2000}" = 1 }}\n'),
    HEAD + HEAD + f"x.a = {'[' * 1200}{']' * 1200}\n",
    "<<<<<<< ours\n" + HEAD + "x\n=======\n>>>>>>> theirs\n",
    "# timeline: ignore SCH007\n" + 'title = "\n',
    HEAD + "actors = [" + "1, " * 5000 + "]\n",
    *wrong_types(),
]
"""Files that hold no event, whatever else they hold."""
PAGE = "<!-- timeline: list -f ids -->\n<!-- /timeline -->\n"
GOOD_ID = ("2024-good",)
EVERY: dict[str, list[tuple[str, ...]]] = {
    "init": [("elsewhere",)],
    "add": [("-n", "1 May 2024: New"), ("-n", "--date", "2024", "--source", "Reuters, citing Putin", "T")],
    "edit": [("-n", *GOOD_ID, "--add-tag", "x"), ("2024-other", "--date", "May 2024")],
    "rm": [("-n", *GOOD_ID)],
    "mv": [("-n", *GOOD_ID, "2024-new")],
    "list": [
        (),
        ("-f", "json"),
        ("actor:Biden",),
        ("--published-by", "2024-02"),
        ("--sort", "title", "-f", "markdown"),
    ],
    "show": [GOOD_ID, (*GOOD_ID, "-f", "json"), ("bad-0000", *GOOD_ID)],
    "trace": [GOOD_ID, ("bad-0000", *GOOD_ID)],
    "actors": [()],
    "sources": [("--count",)],
    "places": [()],
    "tags": [()],
    "stats": [(), ("-f", "json"), ("-f", "markdown", "--published-by", "2024-02")],
    "chart": [(), ("--by", "month", "-f", "json")],
    "date": [("yesterday",)],
    "diff": [(), ("HEAD", "-f", "json")],
    "log": [(), ("--field", "status")],
    "sql": [("SELECT title FROM events",)],
    "report": [(), ("--partial",), ("--partial", "-t", "sourcing"), ("-o", "r.md")],
    "edition": [("2025-03",), ("2025-03", "--public"), ("--verify",), ("--list",)],
    "embed": [("page.md",), ("--partial", "page.md")],
    "import": [("-n", "table.csv", "--map", "date=d", "--map", "title=t")],
    "export": [("-f", "csv"), ("-f", "jsonl")],
    "conflicts": [(), ("-f", "json")],
    "resolve": [(*GOOD_ID, "--ours"), (*GOOD_ID, "--redo")],
    "check": [(), ("--select", "TIM"), ("--ignore", "SCH,TIM"), ("-f", "json"), ("--fix",)],
    "review": [("2024-good", "--by", "Anna", "-n"), ("--where", "has:title", "--by", "Anna", "--yes")],
    "fmt": [("--check",), ("--diff", "--expand")],
    "schema": [()],
    "git": [("setup", "--undo")],
    "help": [(), ("list",)],
}
"""Every command, with words that are right."""
READING = {"export", "list", "show", "trace", "actors", "sources", "places", "tags", "stats", "chart", "sql"}
SAID = {
    "list": "Good event",
    "export": "Good event",
    "show": "Good event",
    "trace": "Good event",
    "sql": "Good event",
    "actors": "Joe Biden",
}
"""What an answer holds, whatever its format."""


def written(folder: Path, files: dict[str, str]) -> None:
    for name, text in {"2024/2024-good.toml": GOOD, "2024/2024-other.toml": OTHER, **files}.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(text.encode("utf-8", "surrogateescape"))


def no_crash(result: Result, *of: object) -> None:
    assert "should not happen" not in result.out + result.err, of
    assert "Traceback" not in result.err, of


@pytest.fixture
def broken(empty: Path) -> Path:
    """Two events, and beside them all that can be wrong with one."""
    written(empty, {f"2024/bad-{n:04}.toml": text for n, text in enumerate(BROKEN)})
    return empty


def test_every_command_is_tried() -> None:
    assert EVERY.keys() == {name for names in COMMANDS.panels.values() for name in names}


@pytest.mark.parametrize("broken_file", ["event", "timeline.toml", "actors.toml", "places.toml", "sources.toml"])
def test_every_command_answers_with_the_rest(broken_file: str, run: Run, empty: Path) -> None:
    path = "2024/bad-0000.toml" if broken_file == "event" else broken_file
    for text in ('"\n', "published = 2024-11-00\n"):
        for verb, lines in EVERY.items():
            for words in lines:
                written(empty, {"2024/bad-0000.toml": "title = 1\n", path: text})
                Path("page.md").write_text(PAGE, encoding="utf-8")
                Path("table.csv").write_text("d,t\n2024,New\n", encoding="utf-8")
                result = run(verb, *words)
                case = (broken_file, text, verb, words, result)
                no_crash(result, case)
                told = result.err + result.out
                if verb in READING:
                    assert result.code == 3, case
                    assert f"events/{path}" in result.err, case
                    assert SAID.get(verb, "") in result.out, case
                elif verb in {"report", "embed"}:
                    assert result.code == (0 if "--partial" in words else 3), case
                    assert f"events/{path}" in result.err, case
                    if "--partial" not in words:
                        assert result.out == "", case
                        assert Path("page.md").read_text(encoding="utf-8") == PAGE, case
                        assert not Path("r.md").exists(), case
                elif verb == "check":
                    assert result.code == 1, case
                    assert path in told, case
                elif verb == "fmt" and path != "timeline.toml":
                    assert result.code == 3, case
                    assert f"events/{path}" in result.err, case
                shutil.rmtree("elsewhere", ignore_errors=True)


def test_all_that_can_be_wrong_with_an_event_is_named(run: Run, broken: Path) -> None:
    names = {f"bad-{n:04}.toml" for n in range(len(BROKEN))}
    for words in (("list",), ("show", "2024-good"), ("report", "--partial"), ("check", "--select", "TXT801")):
        result = run(*words)
        no_crash(result, words)
        assert names - {*re.findall(r"bad-\d{4}\.toml", result.err + result.out)} == set(), words
        assert "Good" in result.out or words[0] == "check"


def test_many_faults_of_one_file_are_told_in_part(run: Run, empty: Path) -> None:
    written(
        empty,
        {"2024/bad.toml": HEAD + "tags = [\n" + "1,\n" * 200 + "]\n" + "".join(f"k{n} = 1\n" for n in range(200))},
    )
    assert run("list").err.count("bad.toml") == 100
    found = run("check", "-f", "concise").out
    assert (found.count("bad.toml:3:"), found.count(": SCH006 "), found.count(": SCH001 ")) == (0, 100, 100)


def test_a_line_that_nobody_could_read_is_not_shown(run: Run, empty: Path) -> None:
    written(empty, {"2024/bad.toml": HEAD + f'summary = "{"a" * 20_000}" x\n'})
    assert "aaa" not in run("list").err


PIECES = ['"', "'", '"""', "'''", "\n", "\r", "[", "]", "[[", "{", "}", "=", ".", ",", "#", "\\", "\x00", "\ufeff", "é"]
PIECES += ["2024-11-00", "0000-00-00", "10:00", "9" * 5000, "nan", "x.a", "a." * 120, "[" * 120, "k" * 1100, "title = "]
PIECES += [
    "<<<<<<< a\n",
    "# timeline: ignore SCH007\n",
    "[[sources]]\n",
    "[sources]\n",
    'ref = "doc"\n',
    "\u202e",
    "\udcff",
]
FILES = {
    "2024/bad.toml": GOOD,
    "actors.toml": '[biden]\nname = "Joe Biden"\nmemberships = [{ of = "us", from = 2024-01-01 }]\n',
    "sources.toml": '[doc]\npublisher = "BBC"\npublished = 2024-01-01\n',
    "timeline.toml": 'title = "T"\ntimezone = "Europe/Kyiv"\n[check]\nignore = ["TXT"]\n',
}
CHANGES = st.lists(st.tuples(st.integers(0, 300), st.integers(0, 9), st.sampled_from(PIECES)), min_size=1, max_size=4)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(sorted(FILES)), CHANGES, st.sampled_from([("check",), ("fmt", "--check"), ("report", "--partial")])
)
def test_whatever_is_put_into_a_file(
    run: Run, name: str, changes: list[tuple[int, int, str]], words: tuple[str, ...]
) -> None:
    text = FILES[name]
    for at, gone, piece in changes:
        text = text[:at] + piece + text[at + gone :]
    folder = Path("events")
    folder.mkdir(exist_ok=True)
    written(folder, {**FILES, name: text})
    answer = run("list")
    no_crash(answer, text)
    assert "Good event" in answer.out
    no_crash(run(*words), text)


def test_what_nobody_foresaw_is_a_fault_of_that_file(run: Run, empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(empty, {"2024/bad.toml": HEAD})
    parse, rows, formed = parse_toml, rows_of, formatter.formatted

    def failing(data: bytes, *more: Any) -> object:
        if b"Bad" in data:
            raise ZeroDivisionError("oops")
        return parse(data, *more)

    def failing_rows(event: Event, *more: object) -> object:
        return rows(event, *more) if event.title != "Bad" else failing(b"Bad")  # type: ignore[arg-type]

    def failing_form(text: str, *more: object) -> object:
        return formed(text, *more) if "Bad" not in text else failing(b"Bad")  # type: ignore[arg-type]

    said = "events/2024/bad.toml: SCH007 this should not happen: ZeroDivisionError\n  = TIMELINE_DEBUG=1 shows where\n"
    for module, name, failure, words in (
        (parse_files, "rows_of", failing_rows, ("list", "-f", "ids")),
        (reader, "parse_toml", failing, ("list", "-f", "ids")),
        (reader, "from_dict", lambda data, *_: failing(b"Bad"), ("show", "2024-good", "bad", "-f", "ids")),
        (reader, "from_dict", lambda data, *_: failing(str(data["title"]).encode()), ("check", "-f", "concise")),
        (checked_files.EventFile, "sources", property(lambda file: failing(file.data)), ("check", "-f", "concise")),
        (formatter, "formatted", failing_form, ("fmt", "--check")),
    ):
        shutil.rmtree(os.environ["TIMELINE_CACHE_DIR"], ignore_errors=True)
        with monkeypatch.context() as patch:
            patch.setattr(module, name, failure)
            result = run(*words)
            assert "this should not happen: ZeroDivisionError" in result.err + result.out
            assert result.code == (1 if words[0] == "check" else 3)
            if words[0] == "list":
                assert said in result.err
                assert result.out.split() == ["2024-other", "2024-good"]
                patch.setenv("TIMELINE_DEBUG", "1")
                shutil.rmtree(os.environ["TIMELINE_CACHE_DIR"])
                with pytest.raises(ZeroDivisionError):
                    run("list", "--columns", "title")


def test_an_entry_of_a_register_that_nobody_foresaw(run: Run, empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(struct: Any, id_: str, *more: Any) -> object:
        if id_ == "bad":
            raise KeyError("oops")
        return usable(struct, id_, *more)

    written(empty, {"actors.toml": '[good]\nname = "Joe Biden"\naliases = ["Joseph"]\n[bad]\nname = "B"\n'})
    monkeypatch.setattr(entry, "usable", failing)
    result = run("list", "actor:Joseph", "-f", "ids")
    assert result.out == "2024-good\n"
    assert "events/actors.toml:4:2: SCH007 this should not happen: KeyError" in result.err
    assert "actors.toml:4:2: SCH007 error: this should" in run("check").out


def test_a_fault_of_ours_names_the_file(run: Run, empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(empty, {})

    def failing(self: Problem, columns: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr(Entry, "cells", failing)
    assert run("list").err.startswith("error: events/2024/2024-other.toml: this should not happen: ZeroDivisionError\n")


def test_what_is_nested_deeper_than_a_file_may_hold_is_not_written(run: Run, empty: Path) -> None:
    written(empty, {})
    for n, code in ((98, 0), (99, 0), (100, 3), (400, 3), (100_000, 3)):
        nested = f'{{"title": "T", "date": "2024", "x": {{"a": {"[" * n}{"]" * n}}}}}'
        result = run("add", "-n", "--from", "-", stdin=nested)
        assert result.code == code, n
        assert ("stdin: SCH007 lists or tables are nested too deep" in result.err) == bool(code), n
    long_key = run("add", "--date", "2024", "--x", f"{'k' * 2000}=1", "T")
    assert long_key.code == 2
    assert "error: this would be no event\nthe draft:3:1: SCH007 the key is too long\n" in long_key.err
    for n in (100, 101, 400, 5000):
        result = run("edit", "2024-good", "--set", f"x{'.a' * n}=1", "-n")
        assert result.code == (0 if n == 100 else 2)
        assert ("x is nested too deep" in result.err) == (n > 100)
    assert sorted(path.name for path in empty.glob("2024/*")) == ["2024-good.toml", "2024-other.toml"]
    assert (empty / "2024/2024-good.toml").read_text(encoding="utf-8") == GOOD


def test_what_holds_too_many_values_is_refused_by_every_verb(run: Run, empty: Path) -> None:
    many = f'title = "Bad"\ndate = 2024-05-05\ntags = [{"1, " * 10_000}]\n'
    aliases = '[a]\nname = "A"\naliases = [' + '"b", ' * 10_000 + "]\n"
    written(empty, {"2024/2024-bad.toml": many, "actors.toml": aliases})
    for words in (
        ("list",),
        ("fmt", "--check"),
        ("edit", "2024-bad", "--add-tag", "x"),
        ("show", "2024-bad"),
        ("check",),
    ):
        result = run(*words)
        assert "2024/2024-bad.toml:3:" in result.out + result.err, words
        assert "there are too many values" in result.out + result.err, words
        assert result.code == (1 if words == ("check",) else 3), words
    assert (empty / "2024/2024-bad.toml").read_text(encoding="utf-8") == many


def test_nothing_is_dated_by_settings_that_cannot_be_read(run: Run, empty: Path) -> None:
    written(empty, {"timeline.toml": 'timezone = "Kyiv"\n'})
    for words in (("add", "1 May 2024 10:00: New"), ("edit", "2024-good", "--date", "yesterday 10:00")):
        result = run(*words)
        assert result.code == 3
        assert "error: the settings cannot be read, by which dates are\nevents/timeline.toml:1:1: SCH006" in result.err
    assert run("edit", "2024-good", "--add-tag", "x").code == 0
    asked: tuple[tuple[str, ...], ...] = (
        ("date", "1 May 2024"),
        ("date", "-f", "json", "1 May 2024"),
        ("date", "-"),
        ("list", "--on", "2024-01"),
    )
    for line in asked:
        result = run(*line, stdin="1 May 2024\n")
        assert result.code == 3
        assert "events/timeline.toml:1:1: SCH006" in result.err
        assert "2024-0" in result.out
    assert run("date", "4/3/24").err.startswith("events/timeline.toml:1:1: SCH006")


def test_no_events_yet_is_said_of_none_alone(run: Run, empty: Path) -> None:
    assert "no events yet" in run("list").err
    (empty / "2024").mkdir()
    (empty / "2024/a.toml").write_text("title = 1\n", encoding="utf-8")
    assert "no events" not in run("list").err
    assert "no events match" in run("list", "tag:none").err


def test_a_neighbour_that_cannot_be_read_is_no_fault_of_an_edit(run: Run, empty: Path) -> None:
    written(empty, {"actors.toml": "x"})
    (empty / "actors.toml").chmod(0)
    result = run("edit", "2024-other", "--add-tag", "x")
    assert result.code == 0
    assert "changed events/2024/2024-other.toml" in result.err


def test_events_of_which_none_can_be_read_are_not_shown(run: Run, empty: Path) -> None:
    written(empty, {"2024/bad-a.toml": "title = 1\n", "2024/bad-b.toml": "title = 2\n"})
    for verb in ("show", "trace"):
        result = run(verb, "bad-a", "bad-b", "-o", "x.json")
        assert (result.code, Path("x.json").exists()) == (3, False)
        assert "bad-a.toml, events/2024/bad-b.toml cannot be read" in result.err
        assert {"bad-a.toml:1:1:", "bad-b.toml:1:1:"} <= {*re.findall(r"bad-.\.toml:1:1:", result.err)}
