"""The columns of one event, without a folder."""

from types import SimpleNamespace
from typing import Any

import pytest

from answers import FULL, entry
from timeline.errors import UsageError
from timeline.model.event import Event, table
from timeline.model.register.entry import Membership
from timeline.records.columns import COLUMNS, Cell, column_named, described


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("title", "A"),
        ("date", "2024-11-17"),
        ("when", "17 November 2024 (reported)"),
        ("day", "2024-11-17 (reported)"),
        ("earliest", "2024-11-17"),
        ("latest", "2024-11-17"),
        ("seq", 3),
        ("summary", None),
        ("likelihood", None),
        ("status", "reported"),
        ("actors", ("B (agent)", "C", "D (victim), claimed")),
        ("places", ("E", "F")),
        ("tags", ("g", "h/i")),
        ("publishers", ("UP", "NYT", "officials")),
        ("origins", ("officials",)),
        ("links", ("follows 2024-x",)),
        ("figures", ("killed: 3–5 people",)),
        ("variants", ("date: 2024-11-18",)),
        ("id", "the-id"),
        ("path", "events/the-id.toml"),
        ("x", '{"case":17,"deep":{"er":true},"list":[1,"b"]}'),
        ("x.case", 17),
        ("x.deep", '{"er":true}'),
        ("x.deep.er", "true"),
        ("x.deep.nothing", None),
        ("x.case.nothing", None),
        ("x.list", ("1", "b")),
        ("figures.Killed", "3..5"),
        ('figures."killed"', "3..5"),
        ("figures.hurt", None),
        ("country", ("Ukraine",)),
        ("lat", 51.5),
        ("lon", -0.5),
        ("first_source", "UP"),
        ("class", "corroborated"),
        ("flags", ("anonymous-only", "single-channel")),
        ("min", 2),
        ("max", 2),
        ("reports", 1),
        ("earliest_day", 20044),
        ("latest_day", 20044),
    ],
)
def test_columns(column: str, cell: Cell) -> None:
    assert entry(**FULL).cells([column]) == [cell]


def test_what_it_rests_on() -> None:
    assert entry(**FULL).cells(["sourcing"])[0] == "2 origins, unnamed: officials"
    assert entry().cells(["sourcing", "sources", "origins"]) == ["no source", (), ()]
    assert entry(**FULL).cells(["sources"]) == [("UP, citing NYT, citing officials and citing officials",)]


def test_open_dates_have_no_bound() -> None:
    assert entry(date="[2024..]", date_basis="as-of").cells(["earliest", "latest", "day", "when"]) == [
        *("2024-01-01", None, "[2024..] (as of)", "as of after 2023"),
    ]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("titel", 'did you mean "title"?'),
        ("figures.", 'did you mean "figures"?'),
        ("note", "a note is for the desk, and never printed"),
        ("x.", 'did you mean "x"?'),
        ("", "columns:\n  title "),
        ("zzz", "  x.NAME        the user's own field of this name"),
    ],
)
def test_no_such_column(name: str, hint: str) -> None:
    with pytest.raises(UsageError, match="no column") as caught:
        column_named(name)
    assert hint in caught.value.hint
    with pytest.raises(UsageError):
        entry().cells(["title", name])


def test_every_column_of_an_empty_event() -> None:
    cells = entry().cells([*COLUMNS, "x.a", "figures.a"])
    assert all(cell is None or isinstance(cell, str | int | tuple) for cell in cells)


def test_an_element_without_words_of_its_own_is_told_by_its_values() -> None:
    event: Any = SimpleNamespace(links=(Membership(of="us", role="President", until="2025"),))
    assert COLUMNS["links"].cell(event) == ("us, President, 2025",)


def test_every_field_has_a_column_but_what_is_for_the_desk() -> None:
    assert set(table(Event)) - set(COLUMNS) == {"note"}


def test_each_says_in_a_few_words_what_it_is() -> None:
    words = described()
    assert words.keys() == {*COLUMNS, "figures.NAME", "x.NAME"}
    assert all(0 < len(about) < 75 for about in words.values())
    assert len({*words.values()}) == len(words)
