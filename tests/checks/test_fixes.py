"""Fixes: each alone, and beside others that have gone before."""

import pytest

from timeline.checks import fixes


def test_what_another_fix_has_moved_is_left_for_the_next_round() -> None:
    with pytest.raises(ValueError, match="another fix has moved it"):
        fixes.put(("desc",), "x")('summary = "y"\n')


def test_characters_go_and_line_ends_and_marks_stay() -> None:
    assert fixes.without(str.isspace)("\ufeffa b\r\nc\td\r\n") == "\ufeffab\r\ncd\r\n"


def test_a_stub_that_is_there_is_not_added() -> None:
    text = '\ufeffsources = [{ id = "a" }]\n'
    assert fixes.stub("a")(text) == text
    assert fixes.stub("b")(text) == '\ufeffsources = [{ id = "a" }, { id = "b", seen = false }]\n'
