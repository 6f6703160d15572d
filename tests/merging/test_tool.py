"""Where the command is absent, breaks, is killed or never ends, git merges line by line: nothing is lost in silence."""

import shlex
import sys

import pytest

from conftest import CHECKOUT
from merging_desk import BASE, Desk

OURS = BASE.replace("reported", "confirmed")
THEIRS = BASE.replace("reported", "disputed")
APART = BASE.replace("published = 2024-11-17", "published = 2024-11-18")
BROKEN = {
    "missing": "",
    "raising": f"{sys.executable} -c 'raise ImportError(1)'",
    "killed": "kill -9 $$",
    "killed while it writes": 'printf "title = " > "$2.timeline"; kill -9 $$',
    "refusing": "exit 2",
    "ending oddly": "exit 255",
    "not to be run": "#",
}


def broken(desk: Desk, how: str) -> None:
    desk.tool(BROKEN[how])
    if how == "missing":
        (desk.tools / "timeline-merge").unlink()
    if how == "not to be run":
        (desk.tools / "timeline-merge").write_text("#!/no/such/interpreter\n", encoding="utf-8")


@pytest.mark.parametrize("how", BROKEN)
def test_a_conflict_has_markers(how: str, desk: Desk) -> None:
    broken(desk, how)
    desk.diverge(OURS, THEIRS)
    ended = desk.git("merge", "theirs")
    desk.nothing_is_lost(ended, ['status = "confirmed"', 'status = "disputed"'])
    assert desk.has_markers()
    assert how != "missing" or "not found" not in ended.text


@pytest.mark.parametrize("how", BROKEN)
def test_what_is_apart_is_merged_by_lines(how: str, desk: Desk) -> None:
    broken(desk, how)
    desk.diverge(OURS, APART)
    assert desk.git("merge", "theirs", "-m", "x").code == 0
    assert desk.text == OURS.replace("published = 2024-11-17", "published = 2024-11-18")


def test_it_never_ends(desk: Desk) -> None:
    spins = (
        "from timeline import merge_driver as m; from timeline.changes import merge as n; m.SECONDS = 0.05\n"
        "def spin(*_):\n  while True: pass\n"
        "n.merge = spin; m.main()"
    )
    desk.tool(f'PYTHONPATH={shlex.quote(str(CHECKOUT))} exec {sys.executable} -c {shlex.quote(spins)} "$@"')
    desk.diverge(OURS, APART)
    ended = desk.git("merge", "theirs")
    assert f"timeline: {desk.path}: takes longer than 0.05 s; merged line by line, please check" in ended.text
    assert (ended.code, desk.unmerged) == (1, [desk.path])  # somebody must look at it
    desk.nothing_is_lost(ended, ['status = "confirmed"', "2024-11-18"])


@pytest.mark.parametrize("call", ["open", "replace"])
def test_it_is_killed_as_it_writes(call: str, desk: Desk) -> None:
    kills = (
        f"import os; from timeline import merge_driver as m; os.{call} = lambda *_: os.kill(os.getpid(), 9); m.main()"
    )
    desk.tool(f'PYTHONPATH={shlex.quote(str(CHECKOUT))} exec {sys.executable} -c {shlex.quote(kills)} "$@"')
    desk.diverge(OURS, THEIRS)
    ended = desk.git("merge", "theirs")
    desk.nothing_is_lost(ended, ['status = "confirmed"', 'status = "disputed"'])
    assert desk.has_markers()


def test_the_line_is_there_and_the_configuration_is_not(desk: Desk) -> None:
    desk.git("config", "--remove-section", "merge.timeline")
    desk.diverge(OURS, THEIRS)
    ended = desk.git("merge", "theirs")
    assert desk.has_markers()
    desk.nothing_is_lost(ended, ['status = "confirmed"', 'status = "disputed"'])


def test_a_side_that_nobody_can_read(desk: Desk) -> None:
    desk.diverge(OURS + "x = \n", APART)
    ended = desk.git("merge", "theirs")
    assert f"timeline: {desk.path}: ours is not readable (" in ended.text
    assert "; merged line by line, please check" in ended.text
    assert (ended.code, desk.unmerged) == (1, [desk.path])
    desk.nothing_is_lost(ended, ['status = "confirmed"', "2024-11-18"])


def test_a_file_that_is_no_text(desk: Desk) -> None:
    desk.diverge(OURS + "# \0\n", THEIRS + "# \0\n")
    ended = desk.git("merge", "theirs")
    assert "both versions are in it whole, please check" in ended.text
    desk.nothing_is_lost(ended, ['status = "confirmed"', 'status = "disputed"'])
    assert desk.has_markers()
