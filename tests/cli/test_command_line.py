"""The words of a line become a call."""

import shlex
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Run
from hand_written import tree
from timeline.app import COMMANDS
from timeline.cli.command_line import excluding
from timeline.cli.flags import Parameter
from timeline.errors import UsageError


def read(line: str) -> dict[str, Any]:
    """What the flags and arguments of a line hold that it gives."""
    words = shlex.split(line)
    values = COMMANDS.read(words)[1]
    default = {p.name: p.default for p in COMMANDS.taken(COMMANDS.named(words)[0])}
    return {name: value for name, value in values.items() if name not in default or value != default[name]}


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("ls a -n 3 b --reverse", {"words": ("a", "b"), "limit": 3, "reverse": True}),
        ("list -n 5 -rn 5 --limit=5", {"limit": 5, "reverse": True}),
        ("list -n ' 7'", {"limit": 7}),
        ("list - --tag a --tag=b --tag --actor", {"words": ("-",), "tags": ("a", "b", "--actor")}),
        ("list --no-pager -qC x --color=never", {"no_pager": True, "quiet": True, "folder": "x", "color": "never"}),
        ("list -C x --color always -C y --color=never", {"folder": "y", "color": "never"}),
        ("list --since 2024 --since 2023", {"since": ("2024", "2023")}),
        ("mv a b -n", {"event": "a", "new": "b", "dry_run": True}),
        ("check -f full --output-format full --select=A,B", {"form": "full", "select": "A,B"}),
        ("schema actors -o -", {"kind": "actors", "output": "-"}),
        ("add --seq 3 2024: A --basis reported --date-basis reported", {"text": ("2024:", "A"), "seq": 3, "date_basis": "reported"}),
        ("add --source a --quote=b --source c --quote d", {"sources": ("a", "c"), "source_quote": ((1, "b"), (2, "d"))}),
        ("sources add a --id b", {"words": ("a",), "id_": "b"}),
        ("sources -- add", {"words": ("add",)}),
        ("show -- -f ids", {"events": ("-f", "ids")}),
        ("edit a --title -tag:x", {"events": ("a",), "title": "-tag:x"}),
        ("list -tag:x -- -y", {"words": ("not tag:x", "-y")}),
    ],
)  # fmt: skip
def test_what_a_line_means(line: str, values: dict[str, Any]) -> None:
    assert read(line) == values


@st.composite
def lines(draw: st.DrawFn) -> tuple[list[str], dict[str, Any]]:
    """A command with values for some of its flags, each spelt in one of its ways, in any order; and these values."""
    name = draw(st.sampled_from(["add", "check", "edit", "list", "mv", "report"]))
    taken = [p for p in [*COMMANDS.taken(name), *COMMANDS.everywhere] if p.name != "help"]
    flags = draw(
        st.lists(
            st.sampled_from([p for p in taken if p.spec.spellings and not p.spec.of]),
            unique_by=lambda p: p.name,
            max_size=4,
        )
    )
    values: dict[str, Any] = {}
    pieces: list[list[str]] = []
    for flag in flags:
        held = [draw(_held(flag)) for _ in range(draw(st.integers(1, 2)) if flag.many else 1)]
        values[flag.name] = tuple(held) if flag.many else held[0]
        piece: list[str] = []
        for value in held:
            spelt = draw(st.sampled_from(flag.spec.spellings))
            apart = [spelt] if flag.kind is bool else [spelt, str(value)]
            glued = spelt[:2] == "--" and flag.kind is not bool and value != "" and draw(st.booleans())
            piece += ["=".join(apart)] if glued else apart
        pieces.append(piece)
    for argument in (p for p in taken if not p.spec.spellings):
        values[argument.name] = ("a",) if argument.many else "a"
        pieces.append(["a"])
    if name != "mv":  # whose two arguments are known by their order
        pieces = draw(st.permutations(pieces))
    return [name, *(word for piece in pieces for word in piece)], values


def _held(flag: Parameter) -> st.SearchStrategy[Any]:
    if flag.words:
        return st.sampled_from(flag.words)
    text = st.sampled_from(["x", "", "-", "--", "-q", "--tag", "a=b", "é ö"])
    return {bool: st.just(True), int: st.integers(0, 99)}.get(flag.kind, text)


@settings(max_examples=150)
@given(lines())
def test_what_is_written_is_read(written: tuple[list[str], dict[str, Any]]) -> None:
    words, values = written
    found = COMMANDS.read(words)[1]
    assert {name: found[name] for name in values} == values


def test_every_command_leaves_the_options_of_all_alone() -> None:
    """What they are called and how they are spelt means one thing in all commands."""
    for name in COMMANDS.names():
        taken = [*COMMANDS.taken(name), *COMMANDS.everywhere]
        spellings = [spelling for p in taken for spelling in p.spec.spellings]
        assert len({p.name for p in taken}) == len(taken)
        assert len({*spellings}) == len(spellings)


def test_help_is_given_whatever_else_is_there() -> None:
    assert COMMANDS.read(["mv", "--help"])[1]["help"]
    assert COMMANDS.read(["list", "-n", "x", "--frob", "-rh"])[1]["help"]


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


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        ("list --group month --group tag", "--group is given twice: month and tag", "`--group month` or `--group tag`"),
        (
            "list -n 3 -rn 4 --limit=5",
            "--limit is given 3 times: 3, 4 and 5",
            "`--limit 3`, `--limit 4` or `--limit 5`",
        ),
        ("report -o 'a b' --output c", "--output is given twice: a b and c", "`--output 'a b'` or `--output c`"),
    ],
)
def test_of_two_values_none_is_passed_over(line: str, message: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        COMMANDS.read(shlex.split(line))
    assert (caught.value.message, caught.value.hint) == (message, f"write one of them: {hint}")


def test_nothing_is_done_before_it_is_refused(run: Run, real: Path) -> None:
    before = tree(real)
    for words in (["list", "-obama"], ["-C/", "list"], ["report", "-obama"]):
        assert run(*words).code == 2
    assert tree(real) == before


def test_a_letter_that_is_no_option_is_not_taken_for_another() -> None:
    with pytest.raises(UsageError, match="no option -n") as caught:
        COMMANDS.read(["actors", "--count", "-n", "5"])
    assert caught.value.hint.startswith("it takes -c, -f, -C, -q, -v and -h; ")


def test_what_is_no_query_takes_no_exclusion() -> None:
    with pytest.raises(UsageError, match="no option -t"):
        COMMANDS.read(["date", "-tag:x"])


def test_options_may_follow_what_a_query_leaves_out() -> None:
    found = read("list -- -war -f ids -r -n x -- -n")
    assert (found["words"], found["form"], found["reverse"]) == (("-war", "-n", "x", "--", "-n"), "ids", True)


def test_a_command_is_imported_when_it_is_called(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    function = type(COMMANDS).function

    def noted(self: Any, name: str) -> Any:
        asked.append(name)
        return function(self, name)

    monkeypatch.setattr(type(COMMANDS), "function", noted)
    assert run("date", "2024").code == 0
    assert run("view", "2024").code == 3
    assert [*dict.fromkeys(asked)] == ["date", "view"]


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
