import pytest

from timeline.text.regex import PatternError, matcher


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
    ],
)
def test_patterns(pattern: str, yes: str, no: str) -> None:
    find = matcher(pattern)
    assert find(yes)
    assert not find(no)


@pytest.mark.parametrize(
    ("pattern", "why", "at"),
    [
        ("(a+)+", "an open repeat", 4),
        ("(a|a)*b", "an open repeat", 5),
        ("(?:a?){3,}", "an open repeat", 6),
        (".*.*.*x", "too many ways", 0),
        ("((){64}){64}", "too many ways", 0),
        ("(((a{5000}){5000}){5000}){5000}", "too many ways", 0),
        ("a?" * 30, "too many ways", 0),
        ("(a|ab)" * 20, "too many ways", 0),
        (r"(a)\1", "back-references", 3),
        (r"(?P<n>a)(?P=n)", "of groups only", 8),
        ("(?=a)", "of groups only", 0),
        ("b(?i:a)", "of groups only", 1),
        ("a" * 201, "201 characters", 0),
        ("[a", "no regular expression", 0),
    ],
)
def test_patterns_refused(pattern: str, why: str, at: int) -> None:
    with pytest.raises(PatternError) as caught:
        matcher(pattern)
    assert why in caught.value.message
    assert caught.value.at == at


SLOW = [".*x", ".*.*x", "a?" * 11 + "a" * 11 + "x", "a{50000}b", "(?:a|aa)" * 4 + "x", r"\w+\w+!"]


@pytest.mark.parametrize("pattern", SLOW)
def test_patterns_are_bounded_in_time(pattern: str) -> None:
    matcher(pattern)("a" * 1_000_000)  # would not come back, without bounds


def test_a_pattern_looks_at_the_beginning_of_a_long_text() -> None:
    assert matcher("x")("a" * 99_999 + "x")
    assert not matcher("x")("a" * 100_000 + "x")
    assert matcher("b.*x")("b" + "a" * 9000 + "x")
    assert not matcher("b.*x")("b" + "a" * 10_000 + "x")
