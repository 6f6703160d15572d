"""Where two texts differ, with a few words around."""

import pytest

from timeline.changes.excerpts import apart


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        ("a b", "a c", ("b", "a b"), ("c", "a c")),
        ("a b", "a b c", ("", "a b"), ("c", "a b c")),
        ("a a", "a a a", ("", "a a"), ("a", "a a a")),
        ("", "a", ("", ""), ("a", "a")),
        (
            "one two three four five six seven eight nine",
            "one two three four FIVE six seven eight nine",
            ("five", "…two three four five six seven eight…"),
            ("FIVE", "…two three four FIVE six seven eight…"),
        ),
        ("https://a.org/x/y/z/1", "https://a.org/x/y/z/2", ("1", "…x/y/z/1"), ("2", "…x/y/z/2")),
        ("拜登授权乌克兰", "拜登禁止乌克兰", ("授权", "拜登授权乌克兰"), ("禁止", "拜登禁止乌克兰")),
        ("// a", "/ a", ("//", "// a"), ("/", "/ a")),
    ],
)
def test_the_words_that_differ_are_found(old: str, new: str, before: tuple[str, str], after: tuple[str, str]) -> None:
    assert apart(old, new) == (before, after)
    assert apart(new, old) == (after, before)
