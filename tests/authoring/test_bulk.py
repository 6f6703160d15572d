"""One change of many events: all of them or none, and the numbers are said."""

import errno
import os
from pathlib import Path

import pytest

from conftest import Run
from hand_written import HAND_WRITTEN, event_file, tree

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


@pytest.mark.parametrize(
    ("fault", "code", "said"),
    [
        (OSError(errno.EROFS, "Read-only file system"), 3,
         "error: {} cannot be written: Read-only file system\n  the disk is read-only; nothing was written\n"),
        (KeyboardInterrupt(), 130, "\ninterrupted: nothing was written\n"),
    ],
)  # fmt: skip
def test_what_stops_it_half_way_leaves_all_as_they_are(
    fault: BaseException, code: int, said: str, desk: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, replace, changed = tree(desk), os.replace, list[str]()

    def failing(path: str, to: str) -> None:
        if ".unfinished" not in to and ".toml" in to:
            changed.append(to)
            if len(changed) == 2:
                raise fault
        replace(path, to)

    monkeypatch.setattr(os, "replace", failing)
    result = run("edit", *ALL, "--status", "confirmed")
    assert (result.code, result.out, result.err) == (code, "", said.format(os.path.relpath(changed[1])))
    now = tree(desk)
    assert {path: now[path] for path in before} == before
    assert run("edit", *ALL, "--status", "confirmed").err.startswith("2 events changed; `")
