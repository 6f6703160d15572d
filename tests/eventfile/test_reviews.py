"""Reviews in words, and texts that say the same in other words."""

import pytest

from timeline.eventfile import reviews
from timeline.eventfile.fingerprint import fingerprint
from timeline.eventfile.formatter import expanded
from timeline.eventfile.reader import read
from timeline.model.event import Event, Review
from timeline.model.register import Register
from timeline.toml.parser import parse_toml

A = Review(by="A. Example", on="2025-03-03", stands=True)
B = Review(by="B. Other", on="2025-03-04", stands=True)
OLD = Review(by="C.", on="2024-12", of="0" * 16)


def event(*held: Review) -> Event:
    return Event(title="A", date="2024", reviews=held)


@pytest.mark.parametrize(
    ("held", "badge"),
    [
        ((), "Not reviewed."),
        ((A,), "Reviewed by A. Example on 3 March 2025."),
        ((OLD, B, A), "Reviewed by B. Other on 4 March 2025, by A. Example on 3 March 2025."),
        ((Review(by="A", on="2025-03", stands=True),), "Reviewed by A in March 2025."),
        ((OLD,), "Changed since its review of December 2024 by C."),
        ((Review(by="A", on="2025"),), "Nobody knows of which text its review of 2025 by A is."),
        (
            (Review(by="B", on="2025-03-04"), OLD, Review(by="A", on="2025-03-04", of="0" * 16)),
            "Changed since its last review, of 4 March 2025 by A.",
        ),
    ],
)
def test_who_vouches_for_it(held: tuple[Review, ...], badge: str) -> None:
    assert reviews.badge(event(*held)) == badge


def test_that_reviews_stand_no_longer() -> None:
    gone = [Review(by=one.by, on=one.on) for one in (A, B)]
    assert reviews.no_longer_stand(event(A), event(A)) == ""
    assert reviews.no_longer_stand(event(OLD), event(OLD)) == ""
    assert reviews.no_longer_stand(event(A), event(gone[0], B)) == ""
    said = "its review of 3 March 2025 by A. Example no longer stands"
    assert reviews.no_longer_stand(event(OLD, A), event(OLD, gone[0])) == said
    said = "its reviews of 3 March 2025 by A. Example and of 4 March 2025 by B. Other no longer stand"
    assert reviews.no_longer_stand(event(A, B), event(*gone)) == said


TEXT = 'title = "A"\ndate = 2024\nactors = ["Joe"]\n\n'
REVIEW = '[[reviews]]\nby = "{}"\non = 2025-03-03\nof = "{}"\n'


def test_a_review_is_carried_over_to_a_text_that_says_the_same() -> None:
    now = fingerprint(parse_toml(TEXT.encode()))
    text = TEXT + REVIEW.format("A", now) + "\n" + REVIEW.format("B", "0" * 16)
    made, _ = read(expanded(text, Register()).encode(), "a", "a")
    assert made
    assert [review.stands for review in made.reviews] == [True, False]
    assert reviews.carried(text, f"# same\n{text}") == f"# same\n{text}"
    stale = TEXT + REVIEW.format("B", "0" * 16)
    assert reviews.carried(stale, stale.replace("Joe", "Jo")) == stale.replace("Joe", "Jo")
    assert reviews.carried(TEXT, "any") == "any"
