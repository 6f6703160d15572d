"""Cells of every kind as text, and what they say for a field."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from timeline.tables.cells import as_text, readers
from timeline.tables.mapping import ColumnMapping


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (" a ", " a "),
        (None, ""),
        (True, "true"),
        (False, "false"),
        (7, "7"),
        (2024.0, "2024"),
        (0.5, "0.5"),
        (1e300, f"{int(1e300)}"),
        (float("inf"), "inf"),
        (date(2024, 5, 1), "2024-05-01"),
        (datetime(2024, 5, 1), "2024-05-01"),  # noqa: DTZ001 - a cell has no zone
        (datetime(2024, 5, 1, 14, 30, 5), "2024-05-01T14:30:05"),  # noqa: DTZ001 - as above
        (datetime(2024, 5, 1, tzinfo=UTC), "2024-05-01T00:00:00+00:00"),
        (time(9, 5), "09:05"),
        (time(9, 5, 7), "09:05:07"),
        (timedelta(hours=27, minutes=3), "27:03:00"),
        (("a", 1.0), "a ; 1"),
        (["a"], "a"),
    ],
)
def test_a_cell_is_a_text(cell: Any, text: str) -> None:
    assert as_text(cell) == text


@pytest.mark.parametrize(
    ("key", "said", "row", "values"),
    [
        ("title", "a", {"a": " x "}, ["x"]),
        ("title", "a", {}, []),
        *(("title", "a", {"a": word}, []) for word in ("", "NA", "N/A", "n/a", "-", "null", "nil", None)),
        ("title", "a", {"a": "Unknown"}, ["Unknown"]),
        ("country", "a", {"a": "Unknown"}, []),
        ("tag", "a", {"a": "x, y,,NA"}, ["x, y,,NA"]),
        ("tag", "b", {"b": "x; y;;NA"}, ["x", "y"]),
        ("tag", "a", {"a": ("x", "y", "")}, ["x", "y"]),
        ("title", "{a}: {b}", {"a": "x", "b": 2.0}, ["x: 2"]),
        ("title", "{a}: {b}", {"a": "x"}, ["x"]),
        ("title", "{a} ({b})", {"a": "x", "b": "-"}, ["x"]),
        ("title", "{a} [{b}], {a}", {"b": "y"}, ["[y]"]),
        ("title", "{a}: {b}", {"a": "", "b": None}, []),
        ("date", "{a} {b}", {"a": date(2024, 5, 1), "b": time(9, 5)}, ["2024-05-01 09:05"]),
    ],
)
def test_what_a_row_says(key: str, said: str, row: dict[str, Any], values: list[str]) -> None:
    mapping = ColumnMapping({key: (said,)}, split={"b": ";"}, missing=("nil",))
    (found,) = readers(mapping, ("a", "b"), key, as_is=False)
    assert found.values(row) == values
    assert found.one(row) == " ; ".join(values)


def test_a_format_says_what_it_means() -> None:
    (found,) = readers(ColumnMapping({"title": ("a",)}), ("a",), "title", as_is=True)
    assert [found.values({"a": text}) for text in (" N/A\n", "-", "")] == [[" N/A\n"], ["-"], []]


def test_a_constant_is_said_in_each_row() -> None:
    (found,) = readers(ColumnMapping({}, {"tag": ("x",)}), ("a",), "tag", as_is=False)
    assert found.values({}) == ["x"]
