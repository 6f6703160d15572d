"""Flags and arguments that several commands take; filters mean what the words of the query language mean."""

from pathlib import Path

import pytest

from conftest import Run
from hand_written import tree


@pytest.mark.parametrize("command", ["edit", "show", "rm", "mv"])
@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ("2024-11-17", '"2024-11-17" is a part of 6 IDs\n  say more of it:\n  2024-11-17-biden'),
        ("biden-authorizes-atacms", "no event"),
        ("", "no event"),
    ],
)
def test_an_id_that_is_none_or_several(command: str, wanted: str, message: str, run: Run, real: Path) -> None:
    before = tree(real)
    result = run(command, wanted)
    assert message in result.err
    assert (result.code, result.out) == (3, "")
    assert tree(real) == before


def ids(run: Run, *words: str) -> list[str]:
    result = run("list", "-f", "ids", *words)
    assert result.code == 0, result.err
    return result.out.split()


@pytest.mark.parametrize(
    ("flags", "words"),
    [
        (["--actor", "Biden"], ["actor:Biden"]),
        (["--actor", "Biden,France"], ["actor:Biden,France"]),
        (["--actor", "Biden", "--actor", "Russia"], ["actor:Biden", "actor:Russia"]),
        (["--tag", "ATACMS"], ["tag:ATACMS"]),
        (["--status", "possible,expected"], ["status:possible,expected"]),
        (["--since", "17 Nov 2024"], ["since:2024-11-17"]),
        (["--on", "Nov 2024", "--certain"], ["on:2024-11", "--certain"]),
        (["--source", "New York Times", "--place", "Kursk Oblast"], ['source:"New York Times" place:"Kursk Oblast"']),
    ],
)
def test_a_flag_is_a_word_of_the_query(flags: list[str], words: list[str], run: Run, real: Path) -> None:
    found = ids(run, *flags)
    assert found
    assert found == ids(run, *words)


def test_flags_and_words_hold_together(run: Run, real: Path) -> None:
    assert ids(run, "Putin", "--tag", "escalation") == ["2024-11-17-fear-of-retaliation"]
    assert ids(run, "Putin", "--tag", "ATACMS") == []
    without = ids(run, "-tag:ATACMS")
    assert sorted(without + ids(run, "--tag", "ATACMS")) == sorted(ids(run))


def test_members(run: Run, real: Path) -> None:
    assert "2024-11-17-biden-authorises-atacms" not in ids(run, "--actor", "United States")
    assert "2024-11-17-biden-authorises-atacms" in ids(run, "--actor", "United States", "--members")


@pytest.mark.parametrize(
    "words",
    [
        ["--actor", ""],
        ["--actor", " , "],
        ["--actor", ",".join("a" * 501)],
        ["--source", "a " * 501],
        ["--tag", ""],
        ["--place", ","],
        ["--source", ""],
        ["--status", ""],
        ["--status", "reported,"],
        ["--since", ""],
        ["colour:red"],
        ["(actor:Biden"],
        ['actor:"Biden'],
    ],
)
def test_a_filter_that_is_not_understood_is_never_everything(words: list[str], run: Run, real: Path) -> None:
    result = run("list", *words)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: ")


def test_the_same_filters_for_every_list(run: Run, real: Path) -> None:
    for command in ("list", "actors", "sources", "places", "tags"):
        page = run(command, "--help").out
        for flag in ("--since", "--until", "--on", "--certain", "--actor", "--place", "--tag", "--source", "--status"):
            assert flag in page, (command, flag)
