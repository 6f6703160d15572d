"""Patterns: what they find, what is refused, and that none takes long."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.errors import UsageError
from timeline.text.regex import FREE, Budget, compiled


@pytest.mark.parametrize(
    ("pattern", "yes", "no"),
    [
        ("ATACMS.*kursk", "Atacms towards Kursk", "Kursk, ATACMS"),
        (r"\b(US|U\.S\.|American)\b.*\bofficials?\b", "an American official", "officials, American"),
        (r"^\d{4}-\d{2}-\d{2}$", "2024-11-17", "2024-11-17 x"),
        (r"a{2,}?b|c{,2}d", "aab", "ab c"),
        ("[]a]+x", "]ax", "bx"),
        (r"[^\]a]x", "bx", "]x"),
        ("(?:ab)+c", "ababc", "abbac"),
        ("(?P<n>ab)?c{1}d", "cd", "ccc"),
        ("a{x}", "a{x}", "ax"),
        ("{", "{", "x"),
        ("a{}", "a{}", "a"),
        ("a*+b", "aab", "c"),
        (r"\(", "(", "a"),
        ("a{1,3}|b{2}", "a", "b"),
        ("(a|b){2}", "ab", "ac"),
        ("(a+)+x", "aax", "aa"),
        (r"(.)\1", "abba", "abab"),
        ("a(?=b)", "ab", "ac"),
        ("Київ", "у КИЄВІ і києві, київ", "Kyiv"),
        ("b.*x", "b" + "a" * 500_000 + "x", "b" + "a" * 500_000),
    ],
)
def test_patterns(pattern: str, yes: str, no: str) -> None:
    find = Budget().finder(pattern)
    assert find(yes)
    assert not find(no)


@pytest.mark.parametrize(
    ("pattern", "why", "at"),
    [
        ("a" * 201, "201 characters", 0),
        ("[a", "no regular expression: unterminated character set", 2),
        ("(a", "no regular expression: missing )", 2),
        ("a)", "no regular expression", 1),
        ("ab**", "no regular expression: multiple repeat", 3),
        ("(?V1)a", "no regular expression", 0),
        ("x{99999999999}", "repeats of more than 10,000 parts", 1),
        ("(a{200}){200}", "repeats of more than 10,000 parts", 8),
        ("(((a{64}|b){64}c)){64}", "repeats of more than 10,000 parts", 18),
        ("((){64}){64}{64}", "repeats of more than 10,000 parts", 12),
        ("(?:b(?:a{2}|b{5000})c+){1,3}", "repeats of more than 10,000 parts", 23),
        ("(?:" + "a?" * 60 + "){2000}", "more than 100,000 parts", 124),
        ("(?:(?:ab|c){99}d){99}" * 3, "more than 100,000 parts", 59),
        ("(?x)(a { 9 9 9 9 9 9 9 9 })", "no verbose form", 0),
        ("a(?ix:b)", "no verbose form", 1),
        ("a(?R)?b", "cannot call itself", 1),
        ("(a)(?1)", "cannot call itself", 3),
        ("(?P<n>a)(?&n)", "cannot call itself", 8),
        ("(?P<n>a)(?P>n)", "cannot call itself", 8),
        ("(a)(?-1)", "cannot call itself", 3),
    ],
)
def test_patterns_refused(pattern: str, why: str, at: int) -> None:
    with pytest.raises(UsageError) as caught:
        compiled(pattern)
    assert why in caught.value.message
    assert caught.value.offset == at


@pytest.mark.parametrize(
    "pattern",
    [r"a\{99999\}", "[{99999}]", r"(\((?:[(]x){99}){99}", "(a{99}b{99}){99}", "a{99}c{99}", "(?P<x>a)x{99}(?=x)"],
)
def test_patterns_that_only_look_large(pattern: str) -> None:
    assert compiled(pattern).pattern == pattern


class Clock:
    """Goes on by a step each time it is looked at."""

    def __init__(self, step: float) -> None:
        self.now = 0.0
        self.step = step

    def __call__(self) -> float:
        self.now += self.step
        return self.now


def test_all_matches_of_a_question_share_one_second() -> None:
    budget = Budget(1.0, Clock(0.3))
    one, other = budget.finder("a"), budget.finder("b")
    assert one("a")
    assert other("b")
    assert not one("b")
    with pytest.raises(UsageError, match="the pattern takes too long") as caught:
        other("b")
    assert caught.value.hint
    with pytest.raises(UsageError):
        one("a")
    assert Budget(1.0, Clock(0.3)).finder("a")("a")


def test_ordinary_matches_cost_nothing() -> None:
    find = Budget(1.0, Clock(FREE / 2)).finder("a")
    assert all(find("a") for _ in range(1000))


HARD = ["(?:a|aa)+b(?<=x)", r"(.*?,){15}P", "(?:a?){99}(?<=b)a{99}", r"(\w+)+\d(?<=z)"]


@pytest.mark.parametrize("pattern", HARD)
def test_a_pattern_that_would_not_come_back_is_given_up(pattern: str) -> None:
    find = Budget(0.01).finder(pattern)
    with pytest.raises(UsageError, match="takes too long"):
        find("a,b1" * 40 + "a" * 200 + "!" + ",".join("123456789" * 4))


SIMPLE = st.lists(
    st.sampled_from(
        ["a", "b", ".", "x", "[ab]", "[^a]", r"\w", r"\d", "(a|b)", "(?:ab)", "^", "$", "é", "A", " "]
    ).flatmap(
        lambda part: st.sampled_from(
            [part] * 4 + ([f"{part}{sign}" for sign in ("*", "+?", "?", "{2}", "{1,3}")] if part not in "^$" else [])
        )
    ),
    max_size=6,
).map("".join)


@settings(max_examples=100)
@given(SIMPLE, st.text(st.sampled_from("abAB xéÉ1\n"), max_size=12))
def test_it_finds_what_python_finds(pattern: str, text: str) -> None:
    assert Budget().finder(pattern)(text) == (re.search(pattern, text, re.IGNORECASE) is not None)


def test_composed_and_decomposed_letters_are_one() -> None:
    find = Budget().finder("^caf\u00e9$")
    assert find("Cafe\u0301")
    assert Budget().finder("e\u0301")("CAF\u00c9")
