"""Refused rows: as they came, with the reason, where nobody's work is lost."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from timeline.desk import refused_rows
from timeline.errors import DataError
from timeline.tables import delimited, objects
from timeline.tables.delimited import BECAUSE
from timeline.tables.input_table import InputRow, InputTable
from timeline.tables.objects import json_values

CSV = b'day,what,dead\n2024-02-30,A,7\n2024,=1+1,-3,more\nsoon,"two\nlines",\n2024,fine,1\n'
RECORDS = b'{"title": "A", "date": "2024-02-30", "sources": [{"publisher": "B"}]}\n{"title": "B", "date": "2024"}\n'


def table() -> InputTable:
    return delimited.read(CSV, "a.csv")


def records() -> InputTable:
    return objects.rows(json_values.read(RECORDS, "a.json"), "a.json")


def write(path: Path, whole: InputTable, *rows: int) -> bytes:
    refused_rows.write(str(path), whole, [(whole.rows[n], f"reason {n}") for n in rows])
    return path.read_bytes()


def test_they_stand_beside_the_input_as_they_came(tmp_path: Path) -> None:
    assert (
        refused_rows.beside("in/a.b.csv", table())
        == refused_rows.beside("in/a.b.refused.csv", table())
        == "in/a.b.refused.csv"
    )
    assert refused_rows.beside("in/a.json", records()) == "in/a.refused.jsonl"
    assert write(tmp_path / "x.csv", table(), 0, 1, 2) == (
        b"day,what,dead,cell 4,refused because\r\n2024-02-30,A,7,,reason 0\r\n"
        b"2024,'=1+1,'-3,more,reason 1\r\nsoon,\"two\nlines\",,,reason 2\r\n"
    )
    again = delimited.read((tmp_path / "x.csv").read_bytes(), "x.csv")
    assert [{key: cell for key, cell in row.cells.items() if key != BECAUSE} for row in again.rows] == [
        row.cells for row in table().rows[:3]
    ]
    assert again.columns == ("day", "what", "dead")
    assert [row.refused for row in again.rows] == ["", "it has more cells than there are columns", ""]
    kinds = InputRow({"day": date(2024, 2, 3), "what": ("A", "B"), "dead": 2.0}, "a.xlsx:1")
    refused_rows.write(str(tmp_path / "y.csv"), table(), [(kinds, "")])
    assert (tmp_path / "y.csv").read_bytes() == b"day,what,dead,refused because\r\n2024-02-03,A ; B,2,\r\n"


def test_events_stay_events(tmp_path: Path) -> None:
    data = write(tmp_path / "x.jsonl", records(), 0)
    assert data.startswith(RECORDS.split(b"}]}\n")[0])
    assert data.endswith(b', "refused because": "reason 0"}\n')
    assert objects.rows(json_values.read(data, "x"), "x").rows[0].cells == records().rows[0].cells
    assert write(tmp_path / "x.jsonl", records(), 0, 1).startswith(data)


@given(
    st.dictionaries(st.sampled_from("abc"), st.text(alphabet="'=-@ \tx:1,;\"ä", max_size=5).map(str.strip).filter(bool))
)
@example({"a": "'=1", "b": "''", "c": "=1"})
def test_cells_read_back(cells: dict[str, str]) -> None:
    cells = {f"-{column}": cell for column, cell in cells.items()}
    whole = InputTable(("-a", "-b", "-c"), [InputRow(cells, "")])
    (row,) = delimited.read("".join(refused_rows._as_cells(whole, [(whole.rows[0], "x")])).encode(), "").rows
    assert row.cells == {**cells, BECAUSE: "x"}


def test_what_else_is_there_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.refused.csv"
    first = write(path, table(), 0, 1)
    assert write(path, table(), 0, 1) == first
    assert len(write(path, table(), 1)) < len(first)
    mended = first.replace(b"2024-02-30,A", b"2024-02-29,A")
    others = [
        mended,
        CSV,
        b"",
        b"day,refused because\r\n",
        b"\x00",
        first.splitlines()[0],
        b'a,"b',
        "[é]".encode("utf-16"),
    ]
    for data in others:
        path.write_bytes(data)
        with pytest.raises(DataError, match="something else than rows of this input") as caught:
            write(path, table(), 0)
        assert "--refused FILE" in caught.value.hint
        assert path.read_bytes() == data


@pytest.mark.parametrize("data", [RECORDS, b"[1]\n", b"\xff", b"{}", b"1"])
def test_what_else_is_there_of_json_stays(data: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.refused.jsonl"
    path.write_bytes(data)
    with pytest.raises(DataError):
        write(path, records(), 0)
    assert path.read_bytes() == data
