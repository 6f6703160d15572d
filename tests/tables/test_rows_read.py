"""Rows become events: what they say, no more; and what cannot be read is refused with the reason."""

from typing import Any

import pytest

from timeline.errors import DataError, UsageError
from timeline.eventfile.writer import to_dict
from timeline.model.register import Register
from timeline.tables import delimited, rows_read
from timeline.tables.input_table import InputRow, InputTable
from timeline.tables.mapping import ColumnMapping, of_flags
from timeline.tables.rows_read import ReadTable


def read(text: str, *flags: str, **meant: Any) -> ReadTable:
    table = delimited.read(text.encode(), "a.csv")
    mapping = of_flags(flags or [f"{c}={c}" for c in table.columns], table.columns)._replace(**meant)
    return rows_read.events(table, mapping, Register(), None)


def of_cells(mapping: ColumnMapping, *rows: dict[str, Any]) -> ReadTable:
    columns = tuple(dict.fromkeys(column for row in rows for column in row))
    table = InputTable(columns, [InputRow(row, f"a.xlsx:{n}") for n, row in enumerate(rows, 2)])
    return rows_read.events(table, mapping, Register(), None)


def values(found: ReadTable) -> list[dict[str, Any]]:
    assert [row.refused for row in found.rows if row.refused] == []
    return [to_dict(row.event) for row in found.rows if row.event]


def test_a_row_is_an_event() -> None:
    found = read("title,date,place,tag\n A  ship\tsails ,3 May 2020,Kyiv,sea\n")
    (event,) = values(found)
    assert {**event, "date": str(event["date"])} == {
        "title": "A ship sails",
        "date": "2020-05-03",
        "places": ["Kyiv"],
        "tags": ("sea",),
    }


def test_a_key_that_repeats_stops_with_another_that_would_do() -> None:
    text = "case,ref,title,date\nA,1,x,2020\nA,2,y,2021\n"
    with pytest.raises(DataError, match=r"case repeats in 2 rows; ref does not: A in a.csv:2 and a.csv:3") as caught:
        read(text, "key=case", "title=title", "date=date")
    assert caught.value.hint == "--map key='ref'"


def test_title_and_date_are_needed() -> None:
    with pytest.raises(UsageError, match="no column is the title"):
        read("a,date\nx,2020\n", "date=date")
