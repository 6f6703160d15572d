from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from timeline.errors import UsageError
from timeline.model import flag_values
from timeline.model.event import Actor, Event, Figure, Link, Place, Source, Variant, table


@pytest.mark.parametrize(
    ("read", "text", "expected"),
    [
        (flag_values.actor, "Joe Biden:agent", Actor(name="Joe Biden", role="agent")),
        (flag_values.actor, "Joe Biden", Actor(name="Joe Biden")),
        (flag_values.actor, "Project: Sunrise", Actor(name="Project: Sunrise")),
        (flag_values.actor, "Project: Sunrise:agent", Actor(name="Project: Sunrise", role="agent")),
        (flag_values.actor, "Ratio 3:1 Ltd", Actor(name="Ratio 3:1 Ltd")),
        (flag_values.actor, "AC:DC", Actor(name="AC:DC")),
        (flag_values.place, "Café @ 5th", Place(name="Café @ 5th")),
        (flag_values.place, "Kursk Oblast", Place(name="Kursk Oblast")),
        (flag_values.place, "Kursk@51.73,36", Place(name="Kursk", lat=51.73, lon=36.0)),
        (flag_values.link, "responds-to:2024-11-17-x", Link(type="responds-to", to="2024-11-17-x")),
        (flag_values.figure, "killed=3", Figure(what="killed", value=3)),
        (flag_values.figure, "killed=3..5 soldiers", Figure(what="killed", low=3, high=5, unit="soldiers")),
        (flag_values.figure, "killed=at least 2", Figure(what="killed", low=2)),
        (flag_values.figure, "killed=2.. people", Figure(what="killed", low=2, unit="people")),
        (flag_values.figure, "killed=at most 5 people", Figure(what="killed", high=5, unit="people")),
        (flag_values.figure, "killed=up to 5", Figure(what="killed", high=5)),
        (flag_values.figure, "killed=2 to 5 people", Figure(what="killed", low=2, high=5, unit="people")),
        (flag_values.figure, "killed=2–5", Figure(what="killed", low=2, high=5)),
        (flag_values.figure, "change=-2", Figure(what="change", value=-2)),
        (flag_values.figure, "mass=1e-5 kg", Figure(what="mass", value=1e-5, unit="kg")),
        (flag_values.figure, "area=1.5 km2", Figure(what="area", value=1.5, unit="km2")),
        (flag_values.variant, "date=2024-11-16", Variant(field="date", value="2024-11-16")),
        (flag_values.own, "case=17", ("case", 17)),
        (flag_values.own, "case=017", ("case", "017")),
        (flag_values.own, f"case={2**63 - 1}", ("case", 2**63 - 1)),
        (flag_values.own, f"case={2**63}", ("case", str(2**63))),
        (flag_values.own, "case=" + "9" * 5000, ("case", "9" * 5000)),
        (flag_values.own, "open=true", ("open", True)),
        (flag_values.own, "ratio=3.5", ("ratio", 3.5)),
        (flag_values.own, "low=-4", ("low", -4)),
        (flag_values.own, "mass=1e-5", ("mass", 1e-5)),
        (flag_values.own, "mass=1e999", ("mass", "1e999")),
        (flag_values.own, "case=1_000", ("case", "1_000")),
        (flag_values.own, "case=nan", ("case", "nan")),
        (flag_values.own, 'case="3.5"', ("case", "3.5")),
        (flag_values.own, "case='true'", ("case", "true")),
        (flag_values.own, "seen=2024-11-17", ("seen", date(2024, 11, 17))),
        (flag_values.own, "seen=2024-11-17 08:00:00Z", ("seen", datetime(2024, 11, 17, 8, tzinfo=UTC))),
        (flag_values.own, "seen=20241117", ("seen", 20241117)),
        (flag_values.own, "seen=2024-W47", ("seen", "2024-W47")),
        (flag_values.variant, "seq=3", Variant(field="seq", value=3)),
        (flag_values.own, "name=a=b", ("name", "a=b")),
    ],
)
def test_short_forms(read: Callable[[str], Any], text: str, expected: object) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("read", "text", "hint"),
    [
        (flag_values.actor, "Joe Biden:agnt", 'did you mean "agent"?'),
        (flag_values.actor, "Joe Biden:Agent", 'did you mean "agent"?'),
        (flag_values.actor, "Joe Biden:president", "one of agent"),
        (flag_values.actor, ":agent", ""),
        (flag_values.place, "Kursk@51.73", "NAME@LAT,LON"),
        (flag_values.place, "Kursk@here,there", ""),
        (flag_values.place, "Kursk@nan,1", ""),
        (flag_values.place, f"Kursk@{'9' * 400},1", ""),
        (flag_values.place, " ", ""),
        (flag_values.link, "2024-11-17-x", "TYPE:ID"),
        (flag_values.link, "answers:2024-11-17-x", "responds-to"),
        (flag_values.figure, "killed", "WHAT=VALUE"),
        (flag_values.variant, "dat=2024", 'did you mean "date"?'),
        (flag_values.variant, "status=sure", "one of confirmed"),
        (flag_values.variant, "date=30 May", "EDTF"),
        (flag_values.place, "Kursk@91,0", "latitude"),
        (flag_values.place, "Kursk@0,-181", "longitude"),
        (flag_values.figure, "killed=5..3 people", "killed=3..5"),
        (flag_values.figure, "killed=about 5", "killed=3.. is at least 3"),
        (flag_values.figure, "killed=1 000", "write digits"),
        (flag_values.figure, "killed=", "write digits"),
        (flag_values.figure, "killed=..", "killed=..5 at most 5"),
        (flag_values.own, "case", "NAME=VALUE"),
    ],
)
def test_what_cannot_be_read_is_refused(read: Callable[[str], Any], text: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        read(text)
    assert hint in caught.value.hint


def test_in_a_file_what_is_no_short_form_is_a_name() -> None:
    assert flag_values.stands_for("actors", "Joe Biden:agnt") == Actor(name="Joe Biden:agnt")
    assert flag_values.stands_for("places", "Kursk@here") == Place(name="Kursk@here")
    assert flag_values.stands_for("links", "Kursk") == "Kursk"


def test_numbers_of_more_bits_than_a_file_can_hold() -> None:
    assert [flag_values.number(str(n)) for n in (2**63 - 1, -(2**63))] == [2**63 - 1, -(2**63)]
    assert repr(flag_values.number(str(2**63))) == "9.223372036854776e+18"


def test_words() -> None:
    row = table(Event)["status"]
    assert flag_values.word("status", "confirmed", row) == "confirmed"
    with pytest.raises(UsageError, match='"confirmd" is no status') as caught:
        flag_values.word("status", "confirmd", row)
    assert 'did you mean "confirmed"?' in caught.value.hint
    with pytest.raises(UsageError) as caught:
        flag_values.word("grade", "Z9", table(Source)["grade"])
    assert "a letter A-F" in caught.value.hint
    assert flag_values.word("title", "anything", table(Event)["title"]) == "anything"
