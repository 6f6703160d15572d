import tomllib
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings

from event_strategies import EVENTS
from timeline.errors import UsageError
from timeline.eventfile.reader import from_dict, read, render
from timeline.eventfile.writer import literal, statement, to_dict
from timeline.model.event import Actor, Event, Link, Place, Source, Variant, replace
from timeline.text.folding import composed


@settings(max_examples=40)
@given(EVENTS)
def test_what_is_rendered_reads_back(event: Event) -> None:
    text = render(event)
    links = tuple(replace(link, to=composed(link.to)) for link in event.links)  # as the names of files are read
    again = replace(event, links=links)
    assert read(text.encode(), "a", "b")[0] == again
    assert from_dict(to_dict(event), "a", "b") == again
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_the_canonical_form() -> None:
    event = Event(
        title="Biden authorises Ukrainian forces to strike Russian territory with ATACMS missiles",
        date="2024-11-17",
        date_basis=" stated".strip(),  # equal to the default, yet not the same object
        actors=(Actor(name="Joe Biden", role="agent"), Actor(name="Russia")),
        places=(Place(name="Kursk Oblast", lat=51.5, lon=36.0),),
        tags=("ATACMS", "long-range strikes"),
        summary='First of its kind.\n"Enough", they\tsay: \\o/ """ and "',
        note="one line",
        sources=(
            Source(
                id="up",
                author=("Kateryna Tyshchenko",),
                publisher="Ukrainska Pravda",
                published="2024-11-17T20:20:00",
                accessed="2024-11-18T10:00",
                cites=("nyt",),
            ),
            Source(id="nyt", kind="web", published="2024-11-17", seen=False),
        ),
        links=(Link(type="follows", to="a", according_to=("up", "nyt")),),
        variants=(Variant(field="date", value="2024-11-16"), Variant(field="title", value="2024-11-16")),
        x={"case": "4/2024", "desk.of": {"name": "A", "since": date(2024, 1, 1)}, "seen": datetime(2024, 1, 1)},  # noqa: DTZ001
    )
    assert (
        render(event)
        == '''title = "Biden authorises Ukrainian forces to strike Russian territory with ATACMS missiles"
date = 2024-11-17
actors = [
  { name = "Joe Biden", role = "agent" },
  "Russia",
]
places = [
  { name = "Kursk Oblast", lat = 51.5, lon = 36.0 },
]
tags = ["ATACMS", "long-range strikes"]
summary = """
First of its kind.
"Enough", they\tsay: \\\\o/ ""\\" and \\""""
note = "one line"
links = [
  { type = "follows", to = "a", according_to = ["up", "nyt"] },
]
variants = [
  { field = "date", value = 2024-11-16 },
  { field = "title", value = "2024-11-16" },
]
x.case = "4/2024"
x."desk.of" = { name = "A", since = 2024-01-01 }
x.seen = 2024-01-01T00:00:00

[[sources]]
id = "up"
author = ["Kateryna Tyshchenko"]
publisher = "Ukrainska Pravda"
published = 2024-11-17T20:20:00
accessed = "2024-11-18T10:00"
cites = ["nyt"]

[[sources]]
id = "nyt"
kind = "web"
published = 2024-11-17
seen = false
'''
    )


@pytest.mark.parametrize(
    ("key", "value", "written"),
    [
        ("tags", ["a" * 40, "b" * 40], f'tags = ["{"a" * 40}", "{"b" * 40}"]\n'),
        ("tags", ["a" * 50, "b" * 50], f'tags = [\n  "{"a" * 50}",\n  "{"b" * 50}",\n]\n'),
        ("author", (), "author = []\n"),
        ("x", {}, "x = {}\n"),
        ("x", {"x": {"a": 1}}, "x.x.a = 1\n"),
        ("odd key", True, '"odd key" = true\n'),
        ("a", "one\r\ntwo", 'a = "one\\r\\ntwo"\n'),
        ("a", '"', 'a = "\\""\n'),
        ("a", "\n", 'a = """\n\n"""\n'),
        ("at", time(20, 20), "at = 20:20:00\n"),
        ("at", datetime(2024, 1, 1, tzinfo=UTC), "at = 2024-01-01T00:00:00+00:00\n"),
    ],
)
def test_each_value_has_one_form(key: str, value: Any, written: str) -> None:
    assert statement(key, value) == written
    assert tomllib.loads(written) == {key: list(value) if isinstance(value, tuple) else value}


@pytest.mark.parametrize(
    "value",
    [
        None,
        {"a": [None]},
        b"bytes",
        "half \ud83d",
        time(20, 20, tzinfo=UTC),
        datetime(1914, 1, 1, tzinfo=timezone(timedelta(hours=2, minutes=2, seconds=4))),
    ],
)
def test_what_toml_cannot_hold_is_refused(value: Any) -> None:
    with pytest.raises(UsageError):
        literal(value)
    with pytest.raises(UsageError):
        render(Event(title="a", date="2024", x={"a": value}))
