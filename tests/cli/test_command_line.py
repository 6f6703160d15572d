"""The words of a line become a call, as typer reads them too."""

from pathlib import Path
from typing import Any

import pytest
import typer
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from conftest import Run
from hand_written import tree
from timeline.app import COMMANDS, OPTIONS
from timeline.cli import typer_app
from timeline.cli.command_line import Line, UnreadError, excluding
from timeline.cli.flags import parameters
from timeline.errors import UsageError

LINES = [
    ["list"],
    ["-q", "list"],
    ["--color", "always", "--today=2024-01-01", "-C", "x", "-qv", "list"],
    ["-C", "--", "list"],
    ["--", "list"],
    ["-"],
    [""],
    [],
    ["--color", "sometimes", "list"],
    ["--colour", "always", "list"],
    ["--color"],
    ["ls", "a", "-n", "3", "b", "--reverse"],
    ["list", "-n", "3", "-rn", "4", "--limit=5"],
    ["list", "-n", "x"],
    ["list", "-n", "-1"],
    ["list", "-n", " 7"],
    ["list", "-n"],
    ["list", "--limit="],
    ["list", "--reverse=1"],
    ["list", "-" + "r" * 2000, "-n", "3"],
    ["list", "-x"],
    ["list", "-", "--tag", "a", "--tag=b", "--tag", "--actor"],
    ["list", "--as-of"],
    ["mv", "a"],
    ["mv", "a", "b", "-n"],
    ["mv", "a", "b", "c"],
    ["mv"],
    ["show"],
    ["show", "a", "b"],
    ["check", "--output-format", "json", "-f", "full", "--select=A,B"],
    ["check", "-f", "yaml"],
    ["schema"],
    ["schema", "actors", "-o", "-"],
    ["schema", "nobody"],
    ["init", "--date-order", "dmy", "x"],
    ["add", "--seq", "3", "--actor", "a", "2024:", "A", "--basis", "stated", "--date-basis", "reported"],
    ["add", "--seq", "3.5"],
    ["edit", "a", "--set", "a=b", "--set", "c=d", "--add-tag", "x", "--unset", "y"],
    ["lint", "--fix", "--exit-zero", "a"],
    ["frobnicate"],
]


def ours(words: list[str]) -> dict[str, Any] | None:
    line = Line(words, OPTIONS, up_to_command=True)
    try:
        line.values()
        return COMMANDS.read(line.rest)[1]
    except UnreadError:
        return None


def theirs(words: list[str]) -> dict[str, Any] | None:
    group = typer_app.typer_group(words, OPTIONS, COMMANDS, "")
    try:
        with group.make_context("timeline", list(words)) as context:
            found = group.invoke(context)
    except (typer.TyperException, typer.Exit):
        return None
    return {
        name: () if value is None and many[name] else tuple(value) if many[name] else value
        for many in [{p.name: p.many for p in parameters(COMMANDS.function(str(context.invoked_subcommand)))}]
        for name, value in found.items()
    }


@pytest.mark.parametrize("words", LINES, ids=" ".join)
def test_what_a_line_means(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert ours(words) == theirs(words)
    capsys.readouterr()


@pytest.mark.parametrize("words", LINES, ids=" ".join)
def test_what_stands_before_the_command(words: list[str]) -> None:
    try:
        values = Line(words, OPTIONS, up_to_command=True).values()
    except UnreadError:
        return
    group = typer_app.typer_group(words, OPTIONS, COMMANDS, "")
    if words:
        with group.make_context("timeline", list(words)) as context:
            assert context.params == values


SPELLINGS = sorted(
    {
        spelling
        for name in ("list", "add", "check", "mv")
        for p in parameters(COMMANDS.function(name))
        for spelling in p.spec.spellings
    }
)
WORDS = st.lists(
    st.one_of(
        st.sampled_from(SPELLINGS),
        st.sampled_from(SPELLINGS).map(lambda s: f"{s}=x"),
        st.sampled_from(
            ["a", "--", "-", "", "3", "-3", "full", "-rn", "-nr", "-n3", "-r-limit=5", "-r--x", "tag:x", "reported"]
        ),
    ),
    max_size=5,
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(["list", "add", "check", "mv"]), WORDS)
def test_what_any_line_means(name: str, words: list[str]) -> None:
    assume(all(excluding(word) == word for word in words) and not (name == "list" and "--" in words))
    try:
        read = ours([name, *words])
    except UsageError:  # typer takes `-n3`
        assert any(word[:1] == "-" and word[1:2] != "-" and len(word) > 2 for word in words)
    else:
        assert read == theirs([name, *words])


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["list", "-obama"], "write `not obama` to leave out a word, or write `-o bama` for the option"),
        (["report", "-obama"], "write `not obama` to leave out a word, or write `-o bama` for the option"),
        (["list", "-biden"], "write `not biden` to leave out a word"),
        (["list", "-resume"], "write `not resume` to leave out a word"),
        (["list", "-long-range"], "write `not '\"long-range\"'` to leave out a word"),
        (["list", "-New York"], "write `not '\"New York\"'` to leave out a word"),
        (["list", "-会"], "write `not 会` to leave out a word"),
        (["list", "-n5"], "write `-n 5` for the option"),
        (["list", "-n=5"], "write `-n 5` for the option"),
        (["list", "-rn5"], "write `not rn5` to leave out a word"),
        (["check", "-fjson"], "write `-f json` for the option"),
    ],
)
def test_a_value_never_stands_right_behind_a_letter(words: list[str], hint: str) -> None:
    with pytest.raises(UsageError, match=f'"{words[1]}" is no option') as caught:
        COMMANDS.read(words)
    assert caught.value.hint == hint


def test_nothing_is_done_before_it_is_refused(run: Run, real: Path) -> None:
    before = tree(real)
    for words in (["list", "-obama"], ["-C/", "list"], ["report", "-obama"]):
        assert run(*words).code == 2
    assert tree(real) == before


def test_what_is_no_query_takes_no_exclusion() -> None:
    with pytest.raises(UnreadError):
        COMMANDS.read(["date", "-tag:x"])
    assert COMMANDS.read(["edit", "a", "--title", "-tag:x"])[1]["title"] == "-tag:x"
    assert COMMANDS.read(["list", "-tag:x", "--", "-y"])[1]["words"] == ("not tag:x", "-y")


def test_options_may_follow_what_a_query_leaves_out() -> None:
    read = COMMANDS.read(["list", "--", "-war", "-f", "ids", "-r", "-n", "x", "--", "-n"])[1]
    assert (read["words"], read["form"], read["reverse"]) == (("-war", "-n", "x", "--", "-n"), "ids", True)
    assert COMMANDS.read(["show", "--", "-f", "ids"])[1]["events"] == ("-f", "ids")


def test_what_typer_alone_reads_is_not_passed_over() -> None:
    with pytest.raises(AssertionError, match="what typer reads"):
        typer_app.explain(["list"], OPTIONS, COMMANDS)


def test_a_command_is_imported_when_it_is_called(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """And help explains that one alone."""
    asked: list[str] = []
    function = type(COMMANDS).function

    def noted(self: Any, name: str) -> Any:
        asked.append(name)
        return function(self, name)

    monkeypatch.setattr(type(COMMANDS), "function", noted)
    assert run("date", "2024").code == 0
    assert run("view", "--help").code == 0
    assert set(asked) == {"date", "view"}


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("-tag:x", "not tag:x"),
        ("-x.case=5", "not x.case=5"),
        ("-title~^A", "not title~^A"),
        ("-(a or b)", "not (a or b)"),
        ("-(", "not ("),
        ("-n3", "-n3"),
        ("-n:3", "-n:3"),
        ("-o=x", "-o=x"),
        ("-x.case2:5", "not x.case2:5"),
        ("-figures.people killed>40", "not figures.people killed>40"),
        ("--tag=x", "--tag=x"),
        ("-tag:", "not tag:"),
        ("-t:x", "-t:x"),
        ("-obama", "-obama"),
        ("-", "-"),
        ("", ""),
        ("tag:x", "tag:x"),
    ],
)
def test_a_query_that_excludes_is_no_option(word: str, meant: str) -> None:
    assert excluding(word) == meant
