"""The fingerprint of what a file says: what leaves it, and that all else alters it."""

import json
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from event_strategies import EVENTS, OWN
from timeline.errors import DataError
from timeline.eventfile.fingerprint import fingerprint
from timeline.eventfile.formatter import formatted
from timeline.eventfile.reader import read, render
from timeline.eventfile.writer import statement
from timeline.model.event import replace
from timeline.toml.parser import parse_toml, same

TEXT = """\
title = "A strike"
date = 2024-11-17
tags = ["war", "air"]
x.n = 1
[[sources]]
publisher = "Reuters"
published = 2024-11-18
"""


def of(text: str) -> str:
    return fingerprint(parse_toml(text.encode()))


def test_it_is_the_sha_256_of_json_that_anybody_can_make() -> None:
    told = {
        "date": "2024-11-17",
        "sources": [{"published": "2024-11-18", "publisher": "Reuters"}],
        "tags": ["war", "air"],
        "title": "A strike",
        "x": {"n": 1},
    }
    text = json.dumps(told, separators=(",", ":"))
    assert of(TEXT) == sha256(text.encode()).hexdigest()[:16] == "9e93931cc628fe2c"


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace("\n", "\r\n"),
        f"\ufeff# first\n{TEXT}# last\n",
        TEXT.replace("2024-11-17", '"2024-11-17"').replace("2024-11-18", "'2024-11-18'"),
        TEXT.replace('["war", "air"]', '[\n  "war", # first\n  "air",\n]'),
        TEXT.replace("x.n = 1\n", 'x = { n = 1, import = { set = "a", key = "1" } }\naliases = ["2024-old"]\n'),
        TEXT + '[[reviews]]\nby = "A. Example"\non = 2025-03-03\nof = "0123456789abcdef"\n',
        (
            'tags = ["war", "air"]\ndate = 2024-11-17\ntitle = "A strike"\n'
            '[[sources]]\npublished = 2024-11-18\npublisher = "Reuters"\n[x]\nn = 1\n'
        ),
        TEXT.replace("n = 1", "n = 0x1"),
    ],
)
def test_what_leaves_it(text: str) -> None:
    assert of(text) == of(TEXT)


def test_what_an_import_keeps_may_be_all_that_x_holds() -> None:
    bare = TEXT.replace("x.n = 1\n", "")
    assert of(bare) == of(TEXT.replace("x.n = 1", 'x.import.set = "a"')) == of(TEXT.replace("x.n = 1", "x = {}"))
    assert of(TEXT.replace("x.n = 1", "x = 1")) != of(bare)  # what stands there need be no table


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("A strike", "A strike "),
        ("2024-11-17", '"2024-11-17?"'),
        ("2024-11-18", '"2024-11"'),
        ('"war", "air"', '"air", "war"'),
        ("n = 1", "n = 1.0"),
        ("n = 1", 'n = "1"'),
        ("n = 1", "n = true"),
        ("n = 1", "n = inf"),
        ("n = 1", "n = nan"),
        ("n = 1", "n = 20:20:00"),
        ("x.n = 1", "x.import.n = 1"),
        ('publisher = "Reuters"', 'publisher = "Reuters"\nstate = "live"'),
        ("A strike", "A strike\\u0301"),
        ('tags = ["war", "air"]\n', ""),
        ('[[sources]]\npublisher = "Reuters"\npublished = 2024-11-18\n', ""),
    ],
)
def test_what_alters_it(before: str, after: str) -> None:
    assert of(TEXT.replace(before, after)) != of(TEXT) or before not in TEXT


def test_letters_are_as_they_are_written() -> None:
    assert of(TEXT.replace("A strike", "\u00e9")) != of(TEXT.replace("A strike", "e\u0301"))


def test_a_rival_date_is_a_date_and_any_other_rival_is_not() -> None:
    rival = 'title = "A"\ndate = 2024\n[[variants]]\nfield = "{}"\nvalue = {}\n'
    assert of(rival.format("date", "2024-11-16")) == of(rival.format("date", '"2024-11-16"'))
    assert of(rival.format("date", "2024")) != of(rival.format("date", '"2024"'))  # `fmt` leaves a number alone
    assert of(rival.format("title", '"2024?-11"')) != of(rival.format("title", '"2024-11?"'))


def test_what_is_no_date_where_one_belongs_stands_as_it_is() -> None:
    assert of(TEXT.replace("2024-11-18", '"soon"')) != of(TEXT.replace("2024-11-18", '["soon"]'))


@settings(max_examples=60)
@given(EVENTS, st.lists(st.text(st.characters(codec="ascii", exclude_categories=["Cc"])), max_size=3))
def test_reviews_comments_format_and_line_ends_leave_it(event: Any, comments: list[str]) -> None:
    text = render(replace(event, reviews=()))
    shown = "".join(f"# {comment}\n" for comment in comments) + render(event)
    first = of(text)
    assert of(shown) == first
    assert of(shown.replace("\r\n", "\n").replace("\n", "\r\n")) == of(shown.replace("\r\n", "\n"))
    try:
        assert of(formatted(shown)) == first
    except DataError:  # it has no canonical form
        assume(False)


@settings(max_examples=60)
@given(EVENTS, st.data())
def test_any_other_value_alters_it(event: Any, data: st.DataObject) -> None:
    values = parse_toml(render(event).encode())
    key = data.draw(st.sampled_from(sorted(values.keys() - {"reviews", "aliases", "x"})))
    other = data.draw(OWN.filter(lambda value: not isinstance(value, dict)))
    made = parse_toml(statement(key, other).encode())
    is_date = key == "date"  # a day is the same with and without quotes
    assume(not same(values[key], made[key]) and not (is_date and str(values[key]) == str(made[key])))
    assert fingerprint({**values, **made}) != fingerprint(values)
    assert fingerprint({k: v for k, v in values.items() if k != key}) != fingerprint(values)


def test_a_file_cannot_say_of_a_review_that_it_stands() -> None:
    text = TEXT + '[[reviews]]\nby = "A"\non = 2025-03-03\nof = "{}"\nstands = {}\n'
    for print_, said, stands in ((of(TEXT), "false", True), ("0" * 16, "true", False)):
        event, problems = read(text.format(print_, said).encode(), "a", "a")
        assert event
        assert ([review.stands for review in event.reviews], problems) == ([stands], [])


@pytest.mark.parametrize("reviews", ["1", '["A"]', "[{}]"])
def test_what_is_no_list_of_reviews_keeps_an_event_from_being_read(reviews: str) -> None:
    event, problems = read(f'title = "A"\ndate = 2024\nreviews = {reviews}\n'.encode(), "a", "a")
    assert event is None
    assert [problem.code for problem in problems] == ["SCH006"] * len(problems)
    assert problems
