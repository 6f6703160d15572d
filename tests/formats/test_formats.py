"""What holds for every format: it is found by its name, and it keeps secrets."""

from pathlib import Path

import pytest

from conftest import Run
from samples import EVENTS, SECRET, fill
from timeline import formats
from timeline.errors import UsageError
from timeline.records.entry import COLUMNS, Entry


def test_found_by_name_or_ending() -> None:
    assert formats.names() == ["card", "csv", "ids", "json", "jsonl", "markdown", "paths", "table", "tsv"]
    assert all(formats.named(name).write for name in formats.names())
    with pytest.raises(UsageError, match='no format "tabel"') as caught:
        formats.named("tabel")
    assert caught.value.hint == 'did you mean "table"?'
    assert set(formats.ENDINGS.values()) <= set(formats.names())


def test_some_can_stand_under_headings() -> None:
    assert formats.headed("table").heading("a") == "a\n=\n"
    with pytest.raises(UsageError):
        formats.headed("csv")


@pytest.mark.parametrize("name", formats.names())
def test_secrets_stay(name: str, run: Run, empty: Path) -> None:
    fill(empty)
    columns = ",".join([*COLUMNS, "x.case"])
    results = [
        run("list", "-f", name),
        run("list", "-f", name, "--columns", columns),
        run("show", *EVENTS, "-f", name),
        run("list", "-f", name, "-o", "out"),
    ]
    assert all(result.code == 0 for result in results)
    shown = "".join(result.out + result.err for result in results) + Path("out").read_text(encoding="utf-8")
    assert "2024-01-05" in shown
    assert SECRET.casefold() not in shown.casefold()


@pytest.mark.parametrize("words", [["sources"], ["sources", "-c"], ["actors"], ["places"], ["tags"]])
def test_secrets_stay_out_of_lists_of_names(words: list[str], run: Run, empty: Path) -> None:
    fill(empty)
    assert SECRET.casefold() not in run(*words).out.casefold()


@pytest.mark.parametrize("flags", [["--group", "month"], ["--group", "actor"], ["-f", "markdown", "--group", "tag"]])
def test_secrets_stay_out_of_groups(flags: list[str], run: Run, empty: Path) -> None:
    fill(empty)
    assert SECRET.casefold() not in run("list", *flags).out.casefold()


def test_secrets_cannot_be_asked_for(run: Run, empty: Path) -> None:
    fill(empty)
    assert run("list", "--source", SECRET).out == ""
    assert run("list", "--source", "The Paper", "-f", "ids").out == "2024-01-05-secret\n"


def test_secrets_stay_out_of_the_index(run: Run, empty: Path, tmp_path: Path) -> None:
    fill(empty)
    run("list")
    kept = b"".join(p.read_bytes() for p in (tmp_path / "cache").rglob("*") if p.is_file())
    assert kept.lower().count(SECRET.casefold().encode()) == 0


@pytest.mark.parametrize(
    ("certain", "said"),
    [
        ([], ""),
        ([True, True], ""),
        ([False], "1 event, only possibly in the range"),
        ([False, False], "2 events, all only possibly in the range"),
        ([True, False, True], "3 events, 1 of them only possibly in the range"),
    ],
)
def test_how_many_are_only_possible(certain: list[bool], said: str) -> None:
    assert formats.possible([Entry("", "", "", bytes, certain=c) for c in certain]) == said
