"""Every way in which git brings two versions of an event together: what is apart is merged, what is not is marked."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Run
from merging_desk import BASE, Desk, Ended, furnished

OURS = BASE.replace('"war"', '"war", "escalation"').replace("The decision is reported.", "Biden decides.")
THEIRS = BASE.replace("Joe Biden", "Joseph Biden").replace("published = 2024-11-17", "published = 2024-11-18")
TOGETHER = (
    OURS.replace("Joe Biden", "Joseph Biden").replace("published = 2024-11-17", "published = 2024-11-18")
)  # fmt: skip
CONFIRMED, DISPUTED = (BASE.replace('reported"', f'{word}"') for word in ("confirmed", "disputed"))
MARKED = BASE.replace(
    'status = "reported"\n',
    '<<<<<<< ours: status\nstatus = "confirmed"\n=======\nstatus = "disputed"\n>>>>>>> theirs: status\n',
)
"""Lines of both sides that touch each other, so that git alone would see a conflict."""


def merged(desk: Desk) -> Ended:
    return desk.git("merge", "theirs", "-m", "both")


def rebased(desk: Desk) -> Ended:
    desk.git("checkout", "-q", "theirs")
    return desk.git("rebase", "main")


def picked(desk: Desk) -> Ended:
    return desk.git("cherry-pick", "theirs")


def reverted(desk: Desk) -> Ended:
    """What came after theirs is taken back: the way back is theirs."""
    base = desk.git("show", f"main~:{desk.path}").text
    desk.git("checkout", "-q", "theirs")
    theirs = desk.text
    desk.git("checkout", "-q", "main~", "-b", "again")
    desk.commit(theirs)
    desk.commit(base)
    desk.commit(desk.git("show", f"main:{desk.path}").text)
    return desk.git("revert", "--no-edit", "HEAD~")


def popped(desk: Desk) -> Ended:
    ours = desk.text
    desk.git("checkout", "-q", "theirs", "--", desk.path)
    theirs = desk.text
    desk.git("reset", "-q", "--hard", "HEAD~")
    desk.file.write_bytes(theirs.encode())
    desk.git("stash", "-q")
    desk.commit(ours)
    return desk.git("stash", "pop")


def carried(desk: Desk) -> Ended:
    """Changes that are in no commit are taken along to another branch; git ends with 0 then, whatever came of it."""
    theirs = desk.git("show", f"theirs:{desk.path}").text
    desk.git("checkout", "-q", "-b", "here", "main~")
    desk.file.write_bytes(theirs.encode())
    return desk.git("checkout", "-m", "main")


def mailed(desk: Desk) -> Ended:
    patch = desk.git("format-patch", "-1", "theirs", "--stdout").text
    (desk.place / "theirs.patch").write_text(patch, encoding="utf-8")
    return desk.git("am", "-3", "theirs.patch")


WAYS = [merged, rebased, picked, reverted, popped, carried, mailed]


@pytest.mark.parametrize("way", WAYS)
def test_what_is_apart_is_merged(way: Callable[[Desk], Ended], desk: Desk) -> None:
    desk.diverge(OURS, THEIRS)
    ended = way(desk)
    assert ended.code == 0, ended
    assert (desk.text, desk.unmerged) == (TOGETHER, [])


@pytest.mark.parametrize("way", WAYS)
def test_what_is_not_is_marked(way: Callable[[Desk], Ended], desk: Desk) -> None:
    desk.diverge(CONFIRMED, DISPUTED)
    ended = way(desk)
    assert (ended.code == 0) is (way is carried), ended
    assert re.sub(r"(ours|theirs) \(.*\)", r"\1", desk.text) == MARKED
    assert f'timeline: {desk.path}: conflict in status: "confirmed" | "disputed"' in ended.text
    assert desk.unmerged == [desk.path]


def test_git_finds_the_markers(desk: Desk) -> None:
    desk.diverge(CONFIRMED, DISPUTED)
    merged(desk)
    assert "leftover conflict marker" in desk.git("diff", "--check").text


def test_histories_that_cross(desk: Desk) -> None:
    """Two oldest ones in common: git hands on what was there before both, and no merge of them with markers."""
    desk.diverge(OURS, THEIRS)
    desk.git("branch", "ours")
    desk.git("merge", "-q", "theirs", "-m", "one way")
    desk.git("checkout", "-q", "theirs")
    desk.git("merge", "-q", "ours", "-m", "the other way")
    desk.commit(TOGETHER.replace('reported"', 'disputed"'))
    desk.git("checkout", "-q", "main")
    desk.commit(TOGETHER.replace("authorises", "permits"))
    assert merged(desk).code == 0
    assert desk.text == TOGETHER.replace('reported"', 'disputed"').replace("authorises", "permits")


def test_histories_that_cross_in_a_conflict(desk: Desk) -> None:
    ours, theirs = CONFIRMED, DISPUTED
    desk.diverge(ours, theirs)
    desk.git("branch", "ours")
    desk.git("merge", "-q", "theirs")
    desk.commit(ours)
    desk.git("checkout", "-q", "theirs")
    desk.git("merge", "-q", "ours")
    desk.commit(theirs)
    desk.git("checkout", "-q", "main")
    ended = merged(desk)
    assert (ended.code, desk.text) == (1, MARKED)


def test_both_have_added_the_file(desk: Desk) -> None:
    desk.diverge(OURS, THEIRS, base=None)
    ended = merged(desk)
    desk.nothing_is_lost(ended, ['"escalation"', "Joseph Biden", "2024-11-18"])
    assert ended.code == 1  # each says another thing of the actor, and nobody knows what was before


def test_both_have_added_two_events_under_one_name(desk: Desk) -> None:
    other = THEIRS.replace("Biden authorises ATACMS", "First strike").replace("date = 2024-11-17", "date = 2024-11-19")
    desk.diverge(OURS, other, base=None)
    ended = merged(desk)
    assert ended.code == 1
    assert desk.text.startswith("<<<<<<< ours: the whole file\n")
    desk.nothing_is_lost(ended, [*OURS.splitlines(), *other.splitlines()])


def test_one_side_gave_it_another_name(desk: Desk) -> None:
    desk.diverge(OURS, THEIRS)
    new = desk.path.replace("atacms", "strikes")
    desk.git("mv", desk.path, new)
    desk.git("commit", "-qm", "another name")
    ended = merged(desk)
    assert ended.code == 0, ended
    assert (desk.place / new).read_text(encoding="utf-8") == TOGETHER
    assert not desk.file.exists()


def test_each_side_gave_it_another_name(desk: Desk) -> None:
    """git calls nobody then, and says so: three entries in its index, both files there."""
    desk.diverge(OURS, THEIRS)
    names = [desk.path.replace("atacms", name) for name in ("ours", "theirs")]
    for branch, name in zip(("main", "theirs"), names, strict=True):
        desk.git("checkout", "-q", branch)
        desk.git("mv", desk.path, name)
        desk.git("commit", "-qm", "another name")
    desk.git("checkout", "-q", "main")
    ended = merged(desk)
    assert ended.code == 1
    assert set(desk.unmerged) == {desk.path, *names}
    texts = [(desk.place / name).read_text(encoding="utf-8") for name in names]
    assert texts == [TOGETHER, TOGETHER]  # each has what both say


def test_one_side_took_it_away(desk: Desk) -> None:
    desk.commit(BASE)
    desk.git("checkout", "-q", "-b", "theirs")
    desk.commit(THEIRS)
    desk.git("checkout", "-q", "main")
    desk.commit(None)
    ended = merged(desk)
    assert ended.code == 1
    assert "modify/delete" in ended.text
    assert (desk.text, desk.unmerged) == (THEIRS, [desk.path])


def test_in_a_worktree(desk: Desk) -> None:
    desk.diverge(OURS, THEIRS)
    desk.git("worktree", "add", "-q", "../other", "-b", "other", "main")
    assert desk.git("-C", "../other", "merge", "theirs", "-m", "both").code == 0
    assert (desk.place.parent / "other" / desk.path).read_text(encoding="utf-8") == TOGETHER


@pytest.mark.parametrize("within", [".", "a/b/events", "my events", 'it\'s "here" $(touch x) `touch y`', "é\tz"])
def test_a_chronology_anywhere(within: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = furnished(run, tmp_path, monkeypatch, within)
    desk.diverge(OURS, THEIRS)
    assert merged(desk).code == 0
    assert desk.text == TOGETHER
    desk.commit(CONFIRMED)
    desk.git("checkout", "-q", "theirs")
    desk.commit(DISPUTED)
    desk.git("checkout", "-q", "main")
    ended = merged(desk)
    assert ended.code == 1
    assert 'conflict in status: "confirmed" | "disputed"' in ended.text
    assert not [*desk.place.rglob("x"), *desk.place.rglob("y")]


def test_where_one_stands_further_down(desk: Desk) -> None:
    desk.diverge(OURS, THEIRS)
    assert desk.git("-C", "events/2024", "merge", "theirs", "-m", "both").code == 0
    assert desk.text == TOGETHER


def test_line_ends_that_git_changes(desk: Desk) -> None:
    """The line says that event files have LF, whatever else files have here."""
    desk.git("config", "core.autocrlf", "true")
    desk.diverge(OURS, THEIRS)
    assert merged(desk).code == 0
    assert desk.text == TOGETHER


def test_line_ends_that_were_committed(desk: Desk) -> None:
    crlf = [text.replace("\n", "\r\n") for text in (OURS, THEIRS, BASE)]
    (desk.events / ".gitattributes").write_text("*.toml -text merge=timeline\n", encoding="utf-8")
    desk.diverge(*crlf)
    assert merged(desk).code == 0
    assert desk.text == TOGETHER.replace("\n", "\r\n")
    desk.git("reset", "-q", "--hard", "HEAD~")
    desk.commit(crlf[0].replace('reported"', 'confirmed"'))
    desk.git("checkout", "-q", "theirs")
    desk.commit(DISPUTED)  # which has LF
    desk.git("checkout", "-q", "main")
    ended = merged(desk)
    assert (ended.code, desk.text.count("\r\n")) == (1, desk.text.count("\n"))
    desk.nothing_is_lost(ended, ['"confirmed"', '"disputed"'])


def test_what_was_decided_once_is_decided_so_again(desk: Desk) -> None:
    desk.git("config", "rerere.enabled", "true")
    desk.diverge(CONFIRMED, DISPUTED)
    merged(desk)
    decided = re.sub(r"<<<<<<<.*\n(.*\n)=======\n.*\n>>>>>>>.*\n", r"\1", desk.text)
    desk.commit(decided)
    desk.git("reset", "-q", "--hard", "HEAD~")
    ended = merged(desk)
    assert "using previous resolution" in ended.text
    assert (ended.code, desk.text) == (1, decided)


def test_the_markers_come_back(desk: Desk) -> None:
    desk.diverge(CONFIRMED, DISPUTED)
    merged(desk)
    before = desk.text
    desk.file.write_text("title = 'spoilt'\n", encoding="utf-8")
    desk.git("checkout", "-m", "--", desk.path)
    assert re.sub(r"(ours|theirs) \(.*\)", r"\1", desk.text) == re.sub(r"(ours|theirs) \(.*\)", r"\1", before)


def test_what_git_shows_of_a_change_names_the_entry(desk: Desk) -> None:
    desk.commit(BASE)
    desk.commit(BASE.replace("2024-11-17\n", "2024-11-18\n"))
    assert re.search(r'^@@ .* @@ id = "nyt"$', desk.git("show", "-U0").text, re.MULTILINE)


def test_one_side_is_favoured(desk: Desk) -> None:
    desk.diverge(CONFIRMED, DISPUTED)
    assert desk.git("merge", "theirs", "-m", "both", TIMELINE_MERGE_FAVOR="theirs").code == 0
    assert desk.text == DISPUTED


def test_the_base_is_shown(desk: Desk) -> None:
    desk.git("config", "merge.conflictStyle", "diff3")
    desk.diverge(CONFIRMED, DISPUTED)
    merged(desk)
    assert '||||||| base\nstatus = "reported"\n' in desk.text
