"""Two versions of a text that were made of one, line by line: each letter is a line."""

import pytest

from timeline.changes.merging.prose import both


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "made"),
    [
        # neither, one or both changed it, and alike
        ("abc", "abc", "abc", "abc"),
        ("abc", "aBc", "abc", "aBc"),
        ("abc", "aBc", "aBc", "aBc"),
        ("abc", "ac", "ac", "ac"),
        # at two places; put in, taken away, at the ends
        ("abc", "Abc", "abC", "AbC"),
        ("abc", "xabc", "abcy", "xabcy"),
        ("abcde", "acde", "abcdxe", "acdxe"),
        ("abc", "", "abc", ""),
        ("", "", "a", "a"),
        ("", "a", "a", "a"),
        # a line that comes again
        ("aba", "abxa", "yaba", "yabxa"),
    ],
)
def test_what_each_changed_is_in_one_text(base: str, ours: str, theirs: str, made: str) -> None:
    for one, other in ((ours, theirs), (theirs, ours)):
        assert both(base, one, other) == ([*made], [*made])


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "left", "right"),
    [
        ("abc", "aXc", "aYc", "aXc", "aYc"),
        # what stands elsewhere is in both
        ("abcde", "AbXde", "abYdE", "AbXdE", "AbYdE"),
        # taken away and changed; put in at one place; two lines that touch
        ("abc", "ac", "aBc", "ac", "aBc"),
        ("ab", "axb", "ayb", "axb", "ayb"),
        ("abcd", "aBcd", "abCd", "aBcd", "abCd"),
        # nothing is known of what it was
        ("", "ab", "ac", "ab", "ac"),
    ],
)
def test_where_both_changed_it_there_are_two_readings(base: str, ours: str, theirs: str, left: str, right: str) -> None:
    assert both(base, ours, theirs) == ([*left], [*right])
    assert both(base, theirs, ours) == ([*right], [*left])
