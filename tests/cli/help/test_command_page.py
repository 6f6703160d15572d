"""The help of each command: whole at any width, with examples that run."""

import inspect
import re
import shlex
from pathlib import Path

import pytest

from conftest import Run
from newsroom import git
from parted import parted
from timeline import formats
from timeline.app import COMMANDS
from timeline.cli.help import command_page
from timeline.cli.help.command_page import Page
from timeline.model.settings import GROUP
from timeline.records import columns


def shown(name: str, width: int = 80) -> str:
    return command_page.page(name, COMMANDS, Page(width, color=False))


def examples(name: str) -> list[str]:
    told = inspect.cleandoc(str(COMMANDS.function(name).__doc__)).partition("Examples:\n")[2]
    return [line.strip() for line in told.splitlines()]


CALENDAR = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20240116\nSUMMARY:A\nEND:VEVENT\nEND:VCALENDAR\n"


@pytest.mark.parametrize("name", COMMANDS.names(with_actions=True))
def test_a_page_is_whole_at_any_width(name: str) -> None:
    assert len(examples(name)) >= 2
    for width in (40, 60, 80, 120):
        page = shown(name, width)
        lines = page.splitlines()
        assert all(f"  {example}" in lines for example in examples(name))
        long = [line for line in lines if len(line) > width]
        assert all(re.match(r"  (timeline |--\S+ \S+$)", line) and len(line) <= 80 for line in long), long
        for parameter in COMMANDS.taken(name):
            for spelling in parameter.spec.spellings * (not parameter.spec.hidden):
                assert re.search(rf"^  .*{re.escape(spelling)}\b", page, re.MULTILINE), spelling
        assert not re.search(r"<\w+>|\n\n\n", page)


@pytest.mark.parametrize("name", COMMANDS.names(with_actions=True))
def test_examples_run(name: str, run: Run, real: Path) -> None:
    Path("page.md").write_text("<!-- timeline: list -f markdown -->\n<!-- /timeline -->\n", encoding="utf-8")
    Path("incidents.jsonl").write_text('{"title": "A", "date": "5 May 2022"}\n', encoding="utf-8")
    Path("incidents.csv").write_text("When,What,Where\n2024-01-16,Ferry sinks,Samos\n", encoding="utf-8")
    Path("calendar.ics").write_text(CALENDAR, encoding="utf-8")
    if name in {"diff", "log", "git", "git setup"}:
        git("init", "-q")
    if name in {"diff", "log"}:
        for step in (("commit", "-qm", "nothing", "--allow-empty"), ("add", "-A"), ("commit", "-qm", "all")):
            git(*step)
    if name == "resolve":
        biden = "2024/2024-11-17-biden-authorises-atacms.toml"
        text = (real / biden).read_text(encoding="utf-8")
        ours, theirs = ({biden: f'status = "{status}"\n{text}'} for status in ("confirmed", "alleged"))
        parted({"timeline.toml": (real / "timeline.toml").read_text(encoding="utf-8")}, ours, theirs)
    for example in examples(name):
        words = shlex.split(example)
        assert words[0] == "timeline"
        if name == "edition":  # all that one names is committed
            git("init", "-q") if not Path(".git").exists() else None
            git("add", "-A")
            git("commit", "-q", "--allow-empty", "-m", example)
        result = run(*words[1:])
        assert result.code in (
            {0, 1} if "check" in example or "--diff" in words or example == "timeline git" else {0}
        ), result
        assert not result.err.startswith("error"), result


def test_the_words_of_flags_are_told() -> None:
    page = shown("list")
    for word in [*columns.described(), *formats.names()]:
        assert re.search(rf"^  {re.escape(word)}\b", page, re.MULTILINE), word
    assert all(word in page for word in GROUP)
    assert "Formats (-f)" in shown("trace")
    assert "  mermaid  " in shown("trace")
    assert ": full, concise, json, github, sarif." in " ".join(shown("check").split())


def test_a_command_by_another_name(run: Run) -> None:
    assert run("ls", "-h") == run("-h", "list") == run("help", "ls") == run("list", "x", "--frob", "-rh")
    assert "  also: timeline ls\n" in run("help", "list").out


def test_all_commands_stand_in_a_line_each(run: Run) -> None:
    page = run("help").out
    assert run("--help").out == page
    for name in COMMANDS.names():
        assert len(re.findall(rf"^  {name}  .*\S$", page, re.MULTILINE)) == (2 if name == "sources" else 1)
    assert not [line for line in page.splitlines() if len(line) > 80]


def test_headings_are_bold_where_there_are_colours(run: Run) -> None:
    assert "\n\x1b[1mExamples\x1b[0m\n" in run("list", "-h", "--color", "always").out
