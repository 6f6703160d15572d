from typing import Any

import pytest

from timeline.errors import DataError
from timeline.tables import delimited
from timeline.tables.input_table import InputTable


def read(text: str | bytes, sign: str = "") -> InputTable:
    return delimited.read(text if isinstance(text, bytes) else text.encode(), "a.csv", sign)


def cells(table: InputTable) -> list[dict[str, str]]:
    return [dict(row.cells) for row in table.rows]


ROWS = [{"what": "Mine; two", "place": "Łódź"}, {"what": "Line\nline"}]


@pytest.mark.parametrize(
    "data",
    [
        'what,place\r\nMine; two,Łódź\r\n"Line\nline",\r\n'.encode(),
        '\ufeffwhat,place\n\n"Mine; two" , Łódź\n"Line\nline"\n,,\n'.encode(),
        'what\tplace\nMine; two\tŁódź\n"Line\nline"\t\n'.encode("utf-16"),
        'what;place;;\n"Mine; two";Łódź;;\n"Line\nline"\n'.encode(),
    ],
)
def test_as_programs_write_it(data: bytes) -> None:
    table = read(data.replace(b'" ,', b'",'))
    assert (table.columns, cells(table), table.notes) == (("what", "place"), ROWS, [])


def test_letters_of_another_encoding_are_said() -> None:
    table = read("what,place\nFête,Köln\n".encode("cp1252"))
    assert cells(table) == [{"what": "Fête", "place": "Köln"}]
    assert table.notes == ["a.csv is not UTF-8 (line 2): read as Windows-1252; if letters look wrong, save it as UTF-8"]


def test_columns_without_a_cell_are_told_and_those_without_a_name_get_one() -> None:
    table = read('"a\n  z",,b,,refused because\n1,2,,,why\n')
    assert (table.columns, cells(table)) == (
        ("a z", "column 2", "b"),
        [{"a z": "1", "column 2": "2", "refused because": "why"}],
    )
    assert table.notes == ["1 column without a single cell: b"]


def test_a_row_has_its_place_and_one_that_is_too_long_is_refused() -> None:
    table = read('a,b\n"1\n2",\n3,4,5\n')
    assert [(row.place, row.refused) for row in table.rows] == [
        ("a.csv:2", ""),
        ("a.csv:4", "it has 3 cells, and there are 2 columns"),
    ]


def test_a_large_cell_is_read() -> None:
    (row,) = read(f"a,b\n{'x' * 10_000_000},2\n").rows
    assert len(row.cells["a"]) == 10_000_000


def test_behind_tabs_a_quote_may_be_a_sign_like_others() -> None:
    assert cells(read('a\tb\n"Kursk" falls\t"\n', "\t")) == [{"a": '"Kursk" falls', "b": '"'}]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "a.csv is empty"),
        ("\n , \n", "a.csv is empty"),
        ("a,b,a\n1,2,3\n", 'a.csv has more than one column "a"'),
        ('a,b\n1,"2\n', "a.csv:2: this cannot be read as cells: a quote is opened and never closed"),
        ('a,b\n1,"2"3\n', "a.csv:2: this cannot be read as cells: ',' expected after '\"'"),
        ("a\0b\n", "a.csv is no text"),
        ("a,b\n".encode("utf-32"), "a.csv is no text"),
    ],
)
def test_what_cannot_be_read_as_a_whole(text: str | bytes, said: str) -> None:
    with pytest.raises(DataError) as caught:
        read(text)
    assert caught.value.message == said


def test_rows_are_written_so_that_no_cell_is_a_formula() -> None:
    rows: list[list[Any]] = [["=1", "a\nb\t c", 'q"'], [-1, None, "@"]]
    assert list(delimited.written(rows, ",")) == ['\'=1,"a\nb\t c","q"""\r\n', "-1,,'@\r\n"]
    assert list(delimited.written(rows, "\t")) == ['\'=1\ta b c\t"q"""\n', "-1\t\t'@\n"]


@pytest.mark.parametrize(
    ("text", "columns", "said"),
    [
        ("Attacks, 2024\n\nas of March\nDate;What;Dead\n2024;A, B, C;1,5\n", ("Date", "What", "Dead"), "Attacks, 2024 as of March"),
        ("Place,,,Casualties,\nTown,Date,What,Dead,Hurt\nA,2024,B,1,2\n", ("Town", "Date", "What", "Dead", "Hurt"), "Place Casualties"),
    ],
)  # fmt: skip
def test_what_stands_above_the_columns_is_a_title(text: str, columns: tuple[str, ...], said: str) -> None:
    table = read(text)
    assert table.columns == columns
    (note,) = table.notes
    line = table.rows[0].place.removeprefix("a.csv:")
    assert note == f'a.csv:{int(line) - 1} names the columns; above it: "{said}"'
