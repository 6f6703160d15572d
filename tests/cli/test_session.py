"""How a run speaks with the person: pager, escaping, quiet, editor, progress."""

import io
import itertools
import os
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from wcwidth import wcswidth

from conftest import CHECKOUT, Run
from newsroom import git
from samples import EVENTS, fill, is_harmless
from terminal import Tty, on_pty, seated
from timeline.app import COMMANDS
from timeline.cli import session
from timeline.errors import UsageError


@pytest.fixture
def hostile(empty: Path) -> Path:
    return fill(empty)


def speaking(**options: Any) -> session.Session:
    """A session of somebody who has asked for no command."""
    return session.Session(session.RunOptions(date(2025, 1, 1), **options), COMMANDS)


def script(path: Path, text: str) -> str:
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_a_long_answer_is_paged(real: Path, tmp_path: Path) -> None:
    pager = script(tmp_path / "pager", 'printf "LESS=%s\\n" "$LESS"; sed "s/^/> /"')
    screen = on_pty("list", "-f", "ids", rows=4, PAGER="false", TIMELINE_PAGER=pager)
    assert screen.text.startswith("LESS=FRX\n> 2024-11-17-")
    assert screen.text.count("> 2024") == 6
    own = on_pty("list", "-f", "ids", rows=4, PAGER=pager, LESS="X")
    assert own.text.startswith("LESS=X\n")


@pytest.mark.parametrize("flags", [("list", "-f", "ids"), ("--no-pager", "list")])
def test_a_short_answer_is_not(flags: tuple[str, ...], real: Path, tmp_path: Path) -> None:
    pager = script(tmp_path / "pager", "echo paged; cat")
    rows = 4 if flags[0] == "--no-pager" else 24
    assert "paged" not in on_pty(*flags, rows=rows, PAGER=pager).text


def test_a_pager_that_is_left_early(empty: Path, tmp_path: Path) -> None:
    (empty / "2024-a.toml").write_text(f'title = "A"\ndate = 2024\nsummary = "{"b" * 300_000}"\n', encoding="utf-8")
    left = on_pty("list", "-f", "json", rows=4, PAGER=script(tmp_path / "pager", "head -1"))
    assert (left.code, left.text) == (0, "[\n")


def test_a_pager_that_is_not_there_costs_no_answer(real: Path) -> None:
    missing = on_pty("list", "-f", "ids", rows=4, PAGER="/no/such/pager")
    assert missing.code == 0
    assert missing.text.count("2024-11-17-") == 6


def test_an_interrupt_in_the_pager_is_the_pager_s(real: Path, tmp_path: Path) -> None:
    text = (
        'trap "echo caught" INT; cat > /dev/null; echo ready; until read answer < /dev/tty; do :; done; echo "$answer!"'
    )
    pager = script(tmp_path / "pager", text)
    screen = on_pty("list", "-f", "ids", rows=4, talk=[("ready", "\x03"), ("caught", "bye\n")], PAGER=pager)
    assert "bye!" in screen.text
    assert "interrupted" not in screen.text
    assert screen.code == 0


@pytest.mark.parametrize("empty", [{"PAGER": ""}, {"TIMELINE_PAGER": ""}, {"TIMELINE_PAGER": " "}, {"PAGER": "'"}])
def test_an_empty_variable_is_no_pager(
    empty: dict[str, str], real: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in git; and what no shell could read is none either."""
    for name in ("less", "other"):
        script(tmp_path / name, "echo paged; cat")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    for name, value in {"PAGER": str(tmp_path / "other"), **empty}.items():
        monkeypatch.setenv(name, value)
    screen = on_pty("list", "-f", "ids", rows=4)
    assert screen.text.count("2024-11-17-") == 6
    assert "paged" not in screen.text


@pytest.mark.parametrize("form", ["markdown", "json", "jsonl", "csv", "tsv", "ids", "paths", "table"])
def test_whatever_the_format_nothing_drives_the_terminal(form: str, hostile: Path) -> None:
    (hostile / "2024-\x1b]0;x\x07.toml").write_text('title = "A"\ndate = 2024\n', encoding="utf-8")
    screen = on_pty("--color", "never", "--no-pager", "list", "-f", form)
    assert screen.code == 3  # of a file with such a name it is told that it cannot be read
    assert is_harmless(screen.text.replace("\t", ""))


def test_nor_does_what_is_said_on_stderr(empty: Path) -> None:
    (empty / "2024-x.toml").write_text('title = "\x1b[31m" # \u202e\ndate = 2024-11\n', encoding="utf-8")
    (empty / "2024-y.toml").write_text('title = "A"\ndate = "\\u001b[31m"\n', encoding="utf-8")
    screen = on_pty("list", "--actor", "\x1b[31m")
    assert screen.code == 3
    assert is_harmless(screen.text)
    assert is_harmless(on_pty("show", "\x1b[31mx\u202e").text)
    assert is_harmless(on_pty("add", "\x1b[31m: x").text)


def test_a_pipe_gets_what_is_written(run: Run, hostile: Path) -> None:
    assert "\x1b[31mred" in run("list", "-f", "tsv").out
    run("list", "-f", "tsv", "-o", "out.tsv")
    assert "\x1b[31mred" in Path("out.tsv").read_text(encoding="utf-8")


def test_quiet_says_what_went_wrong_alone(run: Run, empty: Path) -> None:
    assert run("-q", "add", "17 Nov 2024: Strike on a depot").err == ""
    assert run("-q", "list", "--tag", "b").err == ""
    assert "warning" in run("-q", "add", "17 Nov 2024: Strike on a depot").err
    assert "no event" in run("-q", "show", "zzz").err


def test_a_width_may_be_given_to_a_pipe(run: Run, hostile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "70")
    assert max(map(wcswidth, run("list").out.splitlines())) <= 70
    assert run("list", "-o", "out.txt").code == 0
    assert max(map(wcswidth, Path("out.txt").read_text(encoding="utf-8").splitlines())) > 70


@pytest.mark.parametrize("first", ["TIMELINE_EDITOR", "VISUAL", "EDITOR"])
def test_which_editor(first: str, empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ["TIMELINE_EDITOR", "VISUAL", "EDITOR"]
    for name in names[names.index(first) :]:
        (tmp_path / f"with blank {name}").mkdir()
        path = script(tmp_path / f"with blank {name}" / "ed", f"""sed -i 's/"A"/"{name}"/' "$1" """)
        monkeypatch.setenv(name, f'"{path}"')
    assert seated(monkeypatch, "add", "-e", "2024: A").out.startswith(f"2024-{first.casefold().replace('_', '-')}\t")


def test_an_interrupt_in_the_editor_is_the_editor_s(empty: Path, tmp_path: Path) -> None:
    text = 'trap "echo caught" INT; echo ready; until read answer; do :; done; sed -i "s/\\"A\\"/\\"$answer\\"/" "$1"'
    path = script(tmp_path / "ed", text)
    talk = [("ready", "\x03"), ("caught", "Bye\n")]
    screen = on_pty("add", "-e", "2024: A", talk=talk, EDITOR=path)
    assert screen.code == 0
    assert "2024-bye" in screen.text


def test_questions_and_answers_keep_apart_on_a_terminal(empty: Path) -> None:
    talk = [("When: ", "2024\n"), ("What: ", "A\n"), ("Basis [", "\n"), ("Who: ", "\n")]
    talk += [("Where: ", "\n"), ("Source: ", "\n"), ("Tag: ", "\n"), ("Status [", "\n"), ("[write]: ", "wr\t\n")]
    screen = on_pty("add", talk=talk, columns=40)
    assert screen.code == 0
    assert "\n2024-a\tevents/2024/2024-a.toml\n" in screen.plain
    assert max(map(len, screen.plain.partition("2024-a")[0].splitlines())) <= 40


@pytest.mark.skipif(sys.platform != "linux", reason="names are text there")
def test_a_file_s_name_may_be_any_bytes(run: Run, empty: Path) -> None:
    (empty / "2024-good.toml").write_text('title = "A"\ndate = 2024\n', encoding="utf-8")
    with open(bytes(empty / "2024-") + b"\xff.toml", "w", encoding="utf-8") as file:
        file.write('title = "B"\ndate = 2024\n')
    for form in ("table", "json", "jsonl", "csv", "ids", "paths", "markdown"):
        result = run("list", "-f", form)
        assert "2024-good" in result.out or form == "markdown"
        assert "should not happen" not in result.err
        assert run("list", "-f", form, "-o", "out").code == result.code


def test_a_long_reading_shows_how_far_it_has_come(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = Tty(io.BytesIO(), encoding="utf-8", write_through=True)
    clock = iter([100.0, 100.5, 102.0, 103.0])
    monkeypatch.setattr(sys, "stderr", shown)
    monkeypatch.setattr("timeline.cli.streams.monotonic", lambda: next(clock))
    talking = speaking()
    for done in (0, 1000, 50_000, 100_000):
        talking.progress.show(done, 100_000)
    speaking(quiet=True).progress.show(1, 2)
    text = shown.buffer.getvalue().decode()  # type: ignore[attr-defined]  # a BytesIO
    assert "reading 50,000 of 100,000 events " + "█" * 15 + " " * 15 in text
    assert text.endswith("█" * 30 + "\r\x1b[K")
    assert "1,000" not in text


def test_on_a_narrow_terminal_it_stays_on_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = Tty(io.BytesIO(), encoding="utf-8", write_through=True)
    monkeypatch.setattr(sys, "stderr", shown)
    monkeypatch.setattr("timeline.cli.streams.monotonic", itertools.count(1, 100).__next__)
    talking = speaking(display=session.Display(30))
    talking.progress.show(0, 100_000)
    talking.progress.show(50_000, 100_000)
    text = shown.buffer.getvalue().decode()  # type: ignore[attr-defined]  # a BytesIO
    assert text == "\r\x1b[Kreading 50,000 of 100,000 eve"[: 4 + 29]


def test_a_pipe_sees_no_progress(run: Run, monkeypatch: pytest.MonkeyPatch, real: Path) -> None:
    monkeypatch.setattr("timeline.cli.streams.monotonic", itertools.count(0, 100).__next__)
    assert run("list").err == ""


def test_verbose_says_how_the_answer_came_about(run: Run, real: Path, tmp_path: Path) -> None:
    def said(*words: str) -> list[str]:
        result = run("-v", *words)
        assert result.code == 0
        assert result.out == run(*words).out
        lines = re.sub(r"\d+\.\d{3} s", "… s", result.err.replace(str(tmp_path), "…")).splitlines()
        assert lines[-1] == "… s in all"
        return [re.sub(r"\(….*sqlite\)", "(…)", line) for line in lines[:-1]]

    at = ("-C", str(CHECKOUT))  # whose files have been there for a while
    assert said(*at, "list", "-f", "ids") == [f"chronology: {CHECKOUT / 'events'}", "index: made, 6 files read (…)"]
    assert said(*at, "list", "-f", "ids")[1:] == ["index: up to date (…)"]
    assert said(*at, "list", "--published-by", "2024-11-17", "-f", "ids")[1:] == [
        "index: up to date (…)",
        "index: 0 events read as of a day that is past",
        "Sources published by 2024-11-17.",
    ]
    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "all")
    assert [line for line in said("report", "-t", "brief") if line.startswith("git ")] == [
        "git rev-list --max-count=1 '--format=%H %P%n%ct' HEAD -- . ':(exclude)editions' (… s)",
        "git rev-parse --is-shallow-repository (… s)",
        "git ls-tree -r -z --end-of-options HEAD (… s)",
        "git cat-file --batch-check (… s)",
    ]
    assert said("date", "2024") == ["chronology: …/work/events"]
    (real / "2024" / "2024-a.toml").write_text('title = "A"\ndate = 2024\n', encoding="utf-8")
    assert said("list")[1].startswith("index: refreshed, ")
    for index in (tmp_path / "cache").glob("*.sqlite"):
        index.write_bytes(b"no index")
    assert "index: made, 7 files read (…)" in said("list")


def test_what_is_verbose_ends_with_the_command(run: Run, real: Path) -> None:
    """Also where it fails; the next command in this process is as it is asked to be."""
    failed = run("-v", "-C", "nowhere", "list")
    assert (failed.code, failed.out) == (3, "")
    assert " s in all\n" in failed.err
    assert run("report", "-t", "brief").err == ""


def test_nobody_is_asked_where_nobody_sits() -> None:
    with pytest.raises(UsageError, match="nobody to ask"):
        speaking().ask("When")


def test_all_events_at_length_on_a_terminal(hostile: Path) -> None:
    screen = on_pty("--color", "never", "--no-pager", "show", *EVENTS, columns=80)
    assert is_harmless(screen.text)
