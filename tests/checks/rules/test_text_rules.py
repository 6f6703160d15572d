"""TXT: what else the rules of this family find, and what they leave alone."""

import pytest

from corpora import findings, mended, said, strike


@pytest.mark.parametrize(
    ("title", "message"),
    [
        ("x" * 121, "the title has 121 characters"),
        ("x" * 120, ""),
        ("It ends.", "the title ends in a full stop"),
        ("It goes on...", ""),
        ("He visits the U.S.", ""),
        ("It buys Acme Inc.", ""),
        ("BIDEN ALLOWS STRIKES", "the title is all in capitals"),
        ("NATO G7 EU", ""),
    ],
)
def test_titles(title: str, message: str) -> None:
    assert [m for _, m in said("TXT801", strike(title=f'"{title}"'))] == ([message] if message else [])


def test_the_stop_goes() -> None:
    assert mended("TXT801", strike(title='"It ends. " # so')) == strike(title='"It ends" # so')


@pytest.mark.parametrize(
    ("title", "col"),
    [
        ('"It is said to burn"', 16),
        ("'''\nIt reportedly burns'''", 4),
        ("'''\r\nIt reportedly burns'''", 4),
        ("'''It reportedly burns'''", 15),
        (r'"It \"reportedly\" burns"', 1),
        ("'It allegedly burns'", 13),
    ],
)
def test_doubts_are_marked(title: str, col: int) -> None:
    assert [f.col for f in findings("TXT802", strike(title=title, status='"confirmed"'))] == [col]


def test_doubts_may_stay_while_nothing_is_confirmed() -> None:
    assert said("TXT802", strike(title='"It reportedly burns"')) == []
