"""`timeline init`: a new chronology."""

import errno
import os
import shlex
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
    assert (again.code, again.err) == (0, "desk/wars is a chronology already; nothing was missing\n")
    settings = run("-C", "desk", "init", "wars", "--title", "Other")
    assert settings.code == 3
    assert "change its settings in desk/wars/timeline.toml" in settings.err
    assert tree(Path()) == before
    assert run("init", "--date-order", "ymd").code == 2


def test_a_time_zone_is_one_that_there_is(run: Run) -> None:
    result = run("init", "--timezone", "Europe/Kiyv")
    assert result.code == 2
    assert 'no time zone "Europe/Kiyv"' in result.err
    assert not Path("events").exists()
    assert run("init", "--timezone", "Europe/Kyiv").code == 0


def test_init_again_renews_what_is_missing(run: Run) -> None:
    run("init")
    before = tree(Path())
    Path("events/.schema/event.json").write_text("{", encoding="utf-8")
    Path("events/.schema/actors.json").unlink()
    Path(".taplo.toml").unlink()
    again = run("init")
    assert again.err == (
        "made .taplo.toml: editors complete and check event files by it\nrenewed the schemas in events/.schema\n"
    )
    assert tree(Path()) == before


@pytest.mark.parametrize("link", ["events", "events/.schema", "events/.schema/event.json", "events/.unfinished"])
def test_init_writes_through_no_link(link: str, run: Run) -> None:
    Path("outside").mkdir()
    Path("outside/event.json").write_text("precious", encoding="utf-8")
    Path(link).parent.mkdir(parents=True, exist_ok=True)
    target = Path("outside/event.json" if link.endswith("json") else "outside").resolve()
    Path(link).symlink_to(target)
    before = tree(Path("outside"))
    result = run("init")
    assert result.code == 3
    assert f"{link} is a link; links are not followed" in result.err
    assert tree(Path("outside")) == before
    assert not Path("events/timeline.toml").exists()


def test_init_where_the_user_says(run: Run, tmp_path: Path) -> None:
    assert run("init", str(tmp_path / "wars")).code == 0
    Path("here").mkdir()
    Path("way").symlink_to("here")
    assert run("-C", "here", "init", "../there").code == 0
    assert run("-C", "way", "init").code == 0
    assert Path("here/events/timeline.toml").exists()


@pytest.mark.parametrize(
    "words", [["init"], ["init", "."], ["init", "my wars"], ["-C", "desk", "init"], ["init", "a/b"]]
)
def test_what_comes_next_works_from_where_one_stands(words: list[str], run: Run) -> None:
    Path("desk").mkdir()
    told = run(*words).err.rpartition("next: timeline ")[2]
    done = run(*shlex.split(told))
    assert (done.code, len([*Path().rglob("2024-11-17-what-happened.toml")])) == (0, 1)
