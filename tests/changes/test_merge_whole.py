"""Texts that are not to be blended: the whole file is one conflict."""

import pytest

from merge_texts import HEAD, PLAIN, clash, of_table
from timeline.changes.merge import How, merge, whole
from timeline.model.register.entry import ActorEntry


def test_two_events_under_one_name_are_not_blended() -> None:
    """They have neither title nor date in common."""
    other = 'title = "U"\ndate = "2025"'
    two = (clash("the whole file", HEAD, f"{other}\n"), ("the whole file: two events under one name",), ())
    for unknown in (None, "", "# draft\n", "title = \n"):  # nothing is known of what was before
        assert merge(unknown, HEAD, other, PLAIN) == two
    assert merge("", HEAD, other, How(favor="ours")) == (HEAD, (), ("the whole file",))
    assert merge("", HEAD, other, How(favor="theirs")) == (other, (), ("the whole file",))
    # one of them is alike: it is one event; and so is whatever was made of one file
    assert merge(None, HEAD, HEAD.replace("T", "U"), PLAIN).conflicts == ('title: "T" | "U"',)
    assert len(merge("a=1\n", HEAD, other, PLAIN).conflicts) == 2
    # the tables of a register have their ids
    assert not of_table("", '[a]\nname = "A"\n', '[b]\nname = "B"\n', ActorEntry).conflicts


@pytest.mark.parametrize(
    ("ours", "theirs"), [("", f"{HEAD}seq=1\n"), ("# withdrawn\n", f"{HEAD}seq=1\n"), (f"{HEAD}seq=1\n", "")]
)
def test_an_event_that_one_side_emptied_is_one_conflict(ours: str, theirs: str) -> None:
    """It is as if the file were deleted there: what the other side changed would be all that is left of it."""
    made = merge(HEAD, ours, theirs, PLAIN)
    assert made.text == clash("the whole file", ours, theirs)
    assert made.conflicts == ("the whole file",)
    assert not merge(HEAD, ours, HEAD.replace("\n", "\r\n"), PLAIN).conflicts


def test_what_is_not_to_be_blended_is_one_conflict() -> None:
    how = How(size=9, with_base=True, names=("HEAD", "side"))
    text = (
        "<<<<<<<<< ours (HEAD): the whole file\na\n||||||||| base\no\n=========\nb\n"
        ">>>>>>>>> theirs (side): the whole file\n"
    )
    assert whole("a", "b\n", how, "o") == (text, ("the whole file",), ())
