from typing import Any

import pytest
from hypothesis import given, settings

from event_strategies import EVENTS
from timeline.errors import UsageError
from timeline.eventfile import reader, writer
from timeline.model.event import Event, Source, table
from timeline.model.register import Register
from timeline.records import build, record
from timeline.records.record import Record
from timeline.tables import sheets
from timeline.tables.delimited import tidied

LISTS = ("actors", "places", "tags", "links", "figures", "variants", "aliases")


def recorded(event: Event) -> Record:
    """The event as an answer has it."""
    return record.read(build.record(event, Register()).json())


def read(key: str, text: str) -> Any:
    return sheets.read(sheets.FIELDS[key], text, lambda words: {"spring": "2024-21"}[words])


@given(EVENTS)
@settings(max_examples=40)
def test_lists_and_fields_of_the_users_own_read_back_from_their_cells(event: Event) -> None:
    shown = recorded(event)
    held = writer.to_dict(shown)
    for key in LISTS:
        cell = sheets.cell(shown, key)
        assert (read(key, tidied(str(cell))) if cell is not None else []) == [*held.get(key, ())]
    for name, value in sheets.own_fields(shown):
        cell = sheets.cell(shown, name)
        assert sheets.own_path(name)[0] == "x"
        if isinstance(value, str) and sheets.plain_text(value) != value:
            continue  # a line end, or a sign that no cell holds
        back: Any = sheets.own(tidied(cell)) if isinstance(cell, str) else cell
        assert back == value or back.isoformat() == value.replace("Z", "+00:00"), name


def test_a_cell_says_what_flags_would() -> None:
    event = reader.from_dict(
        {
            "title": "T",
            "date": "2024",
            "actors": ["Joe Biden:agent", "A; B", {"name": "C", "certainty": "denied"}],
            "places": ["Kursk@51.5,36.25", {"name": "Sumy", "country": "Ukraine"}],
            "links": ["follows:2023-a"],
            "figures": ["killed=3..5 people", {"what": "cost", "value": 2, "according_to": ["bbc"]}],
            "variants": ["date=2024-01-05"],
            "x": {"case": 17, "n": "17", "gone": "", "in": {"a b": True}, "list": [1, "a"], "day": "2024-01-02"},
            "sources": [
                {"publisher": "BBC", "author": ["C", "D"], "seen": False, "cites": ["q"]},
                {"id": "q", "name": "Q", "confidential": True},
            ],
        },
        "t",
        "t.toml",
    )
    shown = recorded(event)
    cells = {column: sheets.cell(shown, column) for column in sheets.columns([shown])}
    assert {column: cell for column, cell in cells.items() if cell is not None} == {
        "title": "T",
        "date": "2024",
        "date_basis": "stated",
        "kind": "occurrence",
        "status": "reported",
        "actors": 'Joe Biden:agent ; "A; B" ; { name = "C", certainty = "denied" }',
        "places": 'Kursk@51.5,36.25 ; { name = "Sumy", country = "Ukraine" }',
        "sources": "BBC",
        "links": "follows:2023-a",
        "figures": 'killed=3..5 people ; { what = "cost", value = 2, according_to = ["bbc"] }',
        "variants": "date=2024-01-05",
        "x.case": 17,
        "x.n": '"17"',
        "x.gone": '""',
        'x.in."a b"': "true",
        "x.list": '[1, "a"]',
        "x.day": "2024-01-02",
        "earliest": "2024-01-01",
        "latest": "2024-12-31",
        "sourcing": "1 origin, basis not stated: withheld source 1",
        "class": "single-source",
        "figures.killed": "3..5",
        "figures.cost": 2,
    }
    (bbc,) = sheets.sources(shown)
    row = {column: cell for column in sheets.OF_SOURCES if (cell := sheets.source_cell(bbc, column)) is not None}
    assert row["author"] == "C ; D"
    assert (row["seen"], row["cites"], "anonymous" in row) == ("false", "withheld-1", False)


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("seq", "3.0", 3),
        ("date", "2024-11", "2024-11"),
        ("date", "spring", "2024-21"),
        ("tags", 'a;b ; ; "c; d"', ["a", "b", "c; d"]),
        ("status", "confirmed", "confirmed"),
    ],
)
def test_what_a_person_types_in_a_cell(key: str, text: str, value: Any) -> None:
    assert read(key, text) == value


def test_values_of_sources() -> None:
    rows = table(Source)
    assert sheets.read(rows["author"], "A", str) == "A"
    assert sheets.read(rows["author"], "A ; B", str) == ["A", "B"]
    assert sheets.read(rows["firsthand"], "TRUE", str) is True


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("seq", "3.5", "seq is 3.5"),
        ("status", "sure", '"sure" is no status'),
        ("actors", "Joe:agnet", '"agnet" is no role'),
        ("actors", '{ name = "A"', "is not closed"),
        ("actors", '{ role = "agent" }', "actors: .*missing required field `name`"),
        ("tags", '{ name = "A" }', "tags holds a table"),
        ("tags", "a;" * 60_000, "120,000 signs are no list"),
    ],
)
def test_what_no_cell_means(key: str, text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        read(key, text)


def test_a_list_that_is_not_closed_is_a_text() -> None:
    assert (sheets.own("[1, 2"), sheets.own("[1, 2]")) == ("[1, 2", [1, 2])


def test_a_truth_value_has_two_words() -> None:
    with pytest.raises(UsageError, match='seen is "maybe"'):
        sheets.read(table(Source)["seen"], "maybe", str)


def test_a_column_of_the_users_own_need_not_be_a_key_of_toml() -> None:
    assert sheets.own_path("x.a.b") == ("x", "a", "b")
    assert sheets.own_path("x.my own") == ("x", "my own")
    assert sheets.own_path("x.a = 1\nb") == ("x", "a = 1\nb")


def test_a_text_that_no_workbook_holds_is_cut_aloud() -> None:
    assert sheets.cut("a" * 32_767) == "a" * 32_767
    assert sheets.cut("ab" * 20_000).endswith("ba … (cut: 40,000 signs)")
    assert len(sheets.cut("👩" * 30_000).encode("utf-16-le")) < 2 * 32_767
