"""Columns and groups of one event, without a folder."""

from typing import Any

import pytest

from timeline.errors import UsageError
from timeline.model.event import Actor, Event, Link, Place, Source
from timeline.model.register import Register
from timeline.records import build
from timeline.records.entry import COLUMNS, Cell, Entry, column_named, grouped, origins, publishers

FULL: dict[str, Any] = {
    "title": "A",
    "date": "2024-11-17",
    "date_basis": "reported",
    "seq": 3,
    "actors": (Actor(name="B", role="agent"), Actor(name="C"), Actor(name="D", role="victim", certainty="claimed")),
    "places": (Place(name="E"), Place(name="F")),
    "tags": ("g", "h/i"),
    "note": "secret",
    "sources": (
        Source(id="up", publisher="UP", cites=("nyt",)),
        Source(id="nyt", publisher="NYT", cites=("o1", "o2"), seen=False),
        Source(id="o1", kind="person", name="officials", anonymous=True, plural=True),
        Source(id="o2", kind="person", name="officials", anonymous=True, plural=True),
    ),
    "links": (Link(type="follows", to="2024-x"),),
    "x": {"case": 17, "deep": {"er": True}},
}


def entry(*, certain: bool = True, **values: Any) -> Entry:
    event = Event(**({"title": "A", "date": "2024"} | values))
    return Entry("the-id", "events/the-id.toml", event.date, build.record(event, Register()).json, certain=certain)


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("title", "A"),
        ("date", "2024-11-17"),
        ("when", "17 November 2024 (reported)"),
        ("day", "2024-11-17 (reported)"),
        ("earliest", "2024-11-17"),
        ("latest", "2024-11-17"),
        ("seq", "3"),
        ("summary", ""),
        ("likelihood", ""),
        ("status", "reported"),
        ("actors", ("B (agent)", "C", "D (victim), claimed")),
        ("places", ("E", "F")),
        ("tags", ("g", "h/i")),
        ("publishers", ("UP", "NYT", "officials")),
        ("origins", ("officials",)),
        ("links", ("follows 2024-x",)),
        ("id", "the-id"),
        ("path", "events/the-id.toml"),
        ("x.case", "17"),
        ("x.deep.er", "True"),
        ("x.deep.nothing", ""),
        ("x.case.nothing", ""),
    ],
)
def test_columns(column: str, cell: Cell) -> None:
    assert entry(**FULL).cells([column]) == [cell]


def test_what_it_rests_on() -> None:
    assert entry(**FULL).cells(["sourcing"])[0] == "2 origins, unnamed: officials"
    assert entry().cells(["sourcing", "sources", "origins"]) == ["no source", (), ()]
    assert entry(**FULL).cells(["sources"]) == [("UP, citing NYT, citing officials and officials",)]


def test_open_dates_have_no_bound() -> None:
    assert entry(date="[2024..]", date_basis="as-of").cells(["earliest", "latest", "day", "when"]) == [
        *("2024-01-01", "", "[2024..] (as of)", "as of on or after 2024"),
    ]


@pytest.mark.parametrize(
    ("name", "hint"), [("titel", 'did you mean "title"?'), ("note", ""), ("x", ""), ("", "columns: ")]
)
def test_no_such_column(name: str, hint: str) -> None:
    with pytest.raises(UsageError, match="no column") as caught:
        column_named(name)
    assert hint in caught.value.hint
    with pytest.raises(UsageError):
        entry().cells(["title", name])


def test_every_column_of_an_empty_event() -> None:
    assert all(isinstance(cell, str | tuple) for cell in entry().cells([*COLUMNS, "x.a"]))


def test_the_whole_of_it_as_json() -> None:
    text = entry(**FULL).json().decode()
    assert text.startswith('{"id":"the-id","path":"events/the-id.toml","title":"A"')
    assert "secret" not in text
    assert entry(**FULL).event.id == "the-id"


def test_names_once() -> None:
    sources = (Source(id="a", publisher="P"), Source(id="b", publisher="P"), Source(id="c"))
    assert publishers(sources) == ("P", "c")
    assert origins(entry(**FULL).event) == ("officials",)


def headings(entries: list[Entry], by: str) -> list[tuple[str, int]]:
    return [(heading, len(some)) for heading, some in grouped(entries, by)]


def test_groups() -> None:
    entries = [
        entry(date="2024-11-17", actors=(Actor(name="b"), Actor(name="A"), Actor(name="b"))),
        entry(date="2024", tags=("t", "t"), places=(Place(name="P"),)),
        entry(date="2023-05", actors=(Actor(name="A"),)),
    ]
    assert headings(entries, "actor") == [("A", 2), ("b", 1), ("no actor", 1)]
    assert headings(entries, "tag") == [("t", 1), ("no tag", 2)]
    assert headings(entries, "place") == [("P", 1), ("no place", 2)]
    assert headings(entries, "year") == [("2023", 1), ("2024", 2)]
    assert headings(entries, "month") == [("May 2023", 1), ("2024, month not known", 1), ("November 2024", 1)]
    with pytest.raises(UsageError, match='no group "week"'):
        grouped(entries, "week")
    assert grouped([], "month") == []
