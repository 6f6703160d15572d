"""Two people at work on one event, a branch each: what they did apart is all there, and where they differ is one mark."""

import re

import pytest

from conftest import Run
from merging_desk import BASE, Desk

STATUS = '<<<<<<< ours: status\nstatus = "confirmed"\n=======\nstatus = "disputed"\n>>>>>>> theirs: status\n'


@pytest.fixture
def analysts(desk: Desk, run: Run) -> Desk:
    """The event is committed, and both have it."""
    desk.commit(BASE)
    desk.git("branch", "theirs")
    return desk


def both(desk: Desk, run: Run, ours: list[list[str]], theirs: list[list[str]]) -> int:
    """Each changes the event by commands and commits; then ours takes up theirs. The exit code of the merge."""
    for branch, lines in (("theirs", theirs), ("main", ours)):
        desk.git("checkout", "-q", branch)
        for words in lines:
            done = run("-q", "-C", str(desk.events), *words)
            assert done.code == 0, done
        desk.git("commit", "-qam", branch)
    return desk.git("merge", "theirs", "-m", "both").code


def edit(*words: str) -> list[str]:
    return ["edit", "2024-11-17-atacms", *words]


def test_who_add_and_correct_other_things_have_it_all(analysts: Desk, run: Run) -> None:
    ours = [edit("--add-actor", "Jake Sullivan:speaker", "--add-source", "Reuters https://www.reuters.com/1", "--add-tag", "escalation", "--status", "confirmed")]  # fmt: skip
    theirs = [edit("--add-actor", "Vladimir Putin:recipient", "--add-source", "BBC https://www.bbc.co.uk/1", "--add-tag", "missiles", "--title", "Biden allows ATACMS")]  # fmt: skip
    assert both(analysts, run, ours, theirs) == 0
    text = analysts.text
    for part in ("Jake Sullivan", "Vladimir Putin", "Joe Biden", "Reuters", "BBC", "The New York Times", "escalation", "missiles", '"war"', 'status = "confirmed"', 'title = "Biden allows ATACMS"', "# What we know of the decision.\n"):  # fmt: skip
        assert text.count(part) == 1, part
    checked = run("-C", str(analysts.events), "check", "--select", "SCH,SRC101")
    assert checked.code == 0, checked


def test_who_set_other_statuses_have_one_conflict(analysts: Desk, run: Run) -> None:
    assert both(analysts, run, [edit("--status", "confirmed", "--add-tag", "ours")], [edit("--status", "disputed", "--add-tag", "theirs")]) == 1  # fmt: skip
    assert STATUS in re.sub(r" \(.*\)", "", analysts.text)
    assert analysts.text.count("<<<<<<<") == 1
    assert '"ours", "theirs"' in analysts.text


def test_a_source_that_is_gone_and_newly_cited_is_one_conflict(analysts: Desk, run: Run) -> None:
    ours = [edit("--remove-source", "nyt")]
    theirs = [edit("--add-source", "Reuters https://www.reuters.com/1, citing nyt")]
    assert both(analysts, run, ours, theirs) == 1
    assert analysts.text.count("<<<<<<<") == 1, analysts.text
    assert "theirs: sources.nyt\n" in analysts.text
    assert all(part in analysts.text for part in ("The New York Times", "Reuters", "<<<<<<< ours"))
