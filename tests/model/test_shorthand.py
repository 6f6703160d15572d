from collections.abc import Callable
from typing import Any

import pytest

from timeline.errors import UsageError
from timeline.model import shorthand
from timeline.model.event import Actor, Event, Figure, Link, Place, Source, Variant, table


@pytest.mark.parametrize(
    ("read", "text", "expected"),
    [
        (shorthand.actor, "Joe Biden:agent", Actor(name="Joe Biden", role="agent")),
        (shorthand.actor, "Joe Biden", Actor(name="Joe Biden")),
        (shorthand.actor, "Project: Sunrise", Actor(name="Project: Sunrise")),
        (shorthand.actor, "Project: Sunrise:agent", Actor(name="Project: Sunrise", role="agent")),
        (shorthand.place, "Kursk Oblast", Place(name="Kursk Oblast")),
        (shorthand.place, "Kursk@51.73,36", Place(name="Kursk", lat=51.73, lon=36.0)),
        (shorthand.link, "responds-to:2024-11-17-x", Link(type="responds-to", to="2024-11-17-x")),
        (shorthand.figure, "killed=3", Figure(what="killed", value=3)),
        (shorthand.figure, "killed=3..5 soldiers", Figure(what="killed", low=3, high=5, unit="soldiers")),
        (shorthand.figure, "area=1.5 km2", Figure(what="area", value=1.5, unit="km2")),
        (shorthand.variant, "date=2024-11-16", Variant(field="date", value="2024-11-16")),
        (shorthand.own, "case=17", ("case", 17)),
        (shorthand.own, "case=017", ("case", "017")),
        (shorthand.own, "open=true", ("open", True)),
        (shorthand.own, "name=a=b", ("name", "a=b")),
    ],
)
def test_short_forms(read: Callable[[str], Any], text: str, expected: object) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("read", "text", "hint"),
    [
        (shorthand.actor, "Joe Biden:agnt", 'did you mean "agent"?'),
        (shorthand.actor, ":agent", ""),
        (shorthand.place, "Kursk@51.73", "NAME@LAT,LON"),
        (shorthand.place, "Kursk@here,there", ""),
        (shorthand.place, "Kursk@nan,1", ""),
        (shorthand.place, " ", ""),
        (shorthand.link, "2024-11-17-x", "TYPE:ID"),
        (shorthand.link, "answers:2024-11-17-x", "responds-to"),
        (shorthand.figure, "killed", "WHAT=VALUE"),
        (shorthand.variant, "dat=2024", 'did you mean "date"?'),
        (shorthand.variant, "status=sure", "one of confirmed"),
        (shorthand.variant, "date=30 May", "EDTF"),
        (shorthand.place, "Kursk@91,0", "latitude"),
        (shorthand.place, "Kursk@0,-181", "longitude"),
        (shorthand.figure, "killed=5..3 people", "killed=3..5"),
        (shorthand.own, "case", "NAME=VALUE"),
    ],
)
def test_what_cannot_be_read_is_refused(read: Callable[[str], Any], text: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        read(text)
    assert hint in caught.value.hint


def test_words() -> None:
    row = table(Event)["status"]
    assert shorthand.word("status", "confirmed", row) == "confirmed"
    with pytest.raises(UsageError, match='"confirmd" is no status') as caught:
        shorthand.word("status", "confirmd", row)
    assert 'did you mean "confirmed"?' in caught.value.hint
    with pytest.raises(UsageError) as caught:
        shorthand.word("grade", "Z9", table(Source)["grade"])
    assert "a letter A-F" in caught.value.hint
    assert shorthand.word("title", "anything", table(Event)["title"]) == "anything"
