"""REV: what else the rules of this family find, and what they leave alone."""

from corpora import said, strike
from timeline.eventfile.fingerprint import fingerprint
from timeline.toml.parser import parse_toml


def review(by: str, of: str, rest: str = "") -> str:
    return f'[[reviews]]\nby = "{by}"\non = 2025-03-03\nof = "{of}"\n{rest}'


OLD = "0" * 16


def test_one_review_that_stands_is_enough() -> None:
    now = fingerprint(parse_toml(strike().encode()))
    assert said("REV901", strike()) == []
    assert said("REV901", strike() + review("A", now) + review("B", OLD)) == []
    told = "changed since its last review, of 3 March 2025 by B"
    assert said("REV901", strike() + review("A", OLD) + review("B", OLD)) == [(7, told)]


def test_a_review_by_hand_that_names_no_text() -> None:
    by_hand = '[[reviews]]\nby = "A"\non = 2025-03-03\n'
    told = "nobody knows of which text its review of 3 March 2025 by A is"
    assert said("REV901", strike() + by_hand) == [(3, told)]


def test_it_is_told_of_an_event_with_secrets_too() -> None:
    hidden = review("A", OLD, 'note = "asked Ivan"\n') + '[[sources]]\nname = "Ivan"\nconfidential = true\n'
    assert said("REV901", strike() + hidden) == [(3, "changed since its review of 3 March 2025 by A")]


def test_what_is_no_review() -> None:
    assert said("SCH006", strike() + review("A", "abc")) == [(6, '"abc" is no fingerprint')]
    assert [line for line, _ in said("TIM206", strike() + review("A", OLD).replace("2025-03-03", '"spring"'))] == [5]
    assert said("SCH006", strike(reviews='["A"]')) == [(3, "an entry of reviews is text; it must be a table")]
    assert said("SCH001", strike() + review("A", OLD, "stands = true\n"))[0][0] == 7
