"""`timeline init`: a new chronology."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from hand_written import tree


def test_init_makes_a_chronology(run: Run) -> None:
    result = run("init", "--title", "Strikes", "--timezone", "Europe/Kyiv", "--date-order", "dmy")
    assert result.code == 0
    assert result.out == ""
    assert "made events/timeline.toml" in result.err
    text = Path("events/timeline.toml").read_text(encoding="utf-8")
    assert text == 'title = "Strikes"\ntimezone = "Europe/Kyiv"\ndate_order = "dmy"\n'
    assert run("list").code == 0


def test_init_where_nothing_may_be_written(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(path: Any, *_: Any, **__: Any) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)

    monkeypatch.setattr(os, "makedirs", denied)
    result = run("init")
    assert (result.code, result.out) == (3, "")
    assert "look at the permissions of the folder" in result.err
    assert not Path("events").exists()


def test_init_elsewhere_and_only_once(run: Run) -> None:
    Path("desk").mkdir()
    assert run("-C", "desk", "init", "wars").code == 0
    before = tree(Path())
    again = run("-C", "desk", "init", "wars")
    assert again.code == 3
    assert "is a chronology already" in again.err
    assert tree(Path()) == before
    assert run("init", "--date-order", "ymd").code == 2


def test_a_time_zone_is_one_that_there_is(run: Run) -> None:
    result = run("init", "--timezone", "Europe/Kiyv")
    assert result.code == 2
    assert 'no time zone "Europe/Kiyv"' in result.err
    assert not Path("events").exists()
    assert run("init", "--timezone", "Europe/Kyiv").code == 0
