"""One change of many events: all of them or none, and the numbers are said."""

from pathlib import Path

import pytest

from conftest import Run
from hand_written import HAND_WRITTEN, event_file, tree
from timeline.errors import DataError
from timeline.store import writing

ALL = ("--where", "date:2024", "--yes")


@pytest.fixture
def desk(empty: Path) -> Path:
    event_file(empty)
    event_file(empty, 'title = "A" # as it is\ndate = 2024\ntags = ["three"]\n', "2024-a.toml")
    return empty


def test_only_what_differs_is_written(desk: Path, run: Run) -> None:
    before = tree(desk)
    edit = ("edit", *ALL, "--remove-tag", "one", "--add-tag", "three")
    seen = run(*edit, "-n")
    assert seen.out.count("+++ ") == 1
    assert '-tags = ["one", "two"]   # odd order on purpose\n' in seen.out
    assert seen.err == "would change 1 event; 1 event as asked already\n"
    assert tree(desk) == before
    assert run(*edit).err == "1 event changed; 1 event as asked already; `timeline check` looks at them\n"
    assert (desk / "2024/2024-11-17-something.toml").read_text(encoding="utf-8") == HAND_WRITTEN.replace(
        '"one", "two"', '"two", "three"'
    )
    assert run(*edit).err == "nothing to change; 2 events as asked already\n"
    assert (desk / "2024-a.toml").read_bytes() == before["2024-a.toml"]


def test_one_that_cannot_be_changed_keeps_all_as_they_are(desk: Path, run: Run) -> None:
    before = tree(desk)
    result = run("edit", *ALL, "--unset", "title", "--status", "confirmed")
    assert result.code == 2
    assert "error: 2024-" in result.err
    assert ": this would no longer be an event\n" in result.err
    assert tree(desk) == before


def test_a_fault_in_the_middle_is_said(desk: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    revise = writing.revise

    def fail(chronology: object, id_: str, *rest: object) -> None:
        if id_ == "2024-a":
            raise DataError("the disk is full")
        revise(chronology, id_, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(writing, "revise", fail)
    result = run("edit", *ALL, "--status", "confirmed")
    assert result.code == 3
    assert "1 of 2 were written; not written: 2024-a\n1 event changed; `" in result.err
