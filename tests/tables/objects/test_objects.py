"""Objects of JSON and TOML as rows: each in, or refused with its line and the reason."""

import json
from typing import Any

import pytest

from timeline import formats
from timeline.errors import DataError
from timeline.tables.input_table import InputTable

DEEP = "[" * 150 + "]" * 150


def read(name: str, text: str | bytes) -> InputTable:
    form: Any = formats.named(name.rpartition(".")[2], does="read")
    table: InputTable = form.read(text if isinstance(text, bytes) else text.encode(), name)
    return table


def told(name: str, text: str) -> list[Any]:
    """What each row says, or its place and the reason."""
    return [f"{row.place}: {row.refused}" if row.refused else dict(row.cells) for row in read(name, text).rows]


def test_what_cells_are() -> None:
    text = '[{"a": {"b": {"c": " x "}, "d": []}, "e": [1, " y ", null, true, 2.0], "f": [{"g": 1}], "h": null, "i": " "},\n'
    table = read("a.json", text + ' {"a": {}, "e": false, "n": 1.5}]')
    assert table.columns == ("a.b.c", "e", "f", "n")
    assert table.rows[0].cells == {"a.b.c": "x", "e": ("1", "y", "true", "2"), "f": '[{"g": 1}]'}
    assert (table.rows[1].cells, table.rows[1].place) == ({"e": False, "n": 1.5}, "a.json:2 (event 2)")
    assert (table.meaning, table.notes, table.is_of_records) == ({}, (), False)
    assert read("a.json", '[{" \\ufeffa\\u0000": {" ": 1}}]').columns == ("a.column",)  # as a row of CSV can have them


def test_an_object_that_is_none_is_refused_and_no_other() -> None:
    text = (
        f'[{{"a": 1}},\n{{"a": NaN}},\n{{"a": 1, "a": 2}}, {{"a": 1e999}}, {{"a": {"1" * 1001}}}, {{"a": {DEEP}}},\n'
        '"a", {"a.b": 1, "a": {"b": 2}}, {"a": "\\ud83d"}, {"a": "\\ud83d\\ude00"}]'
    )
    assert told("a.json", text) == [
        {"a": 1},
        "a.json:2 (event 2): NaN is no number in JSON; what is not known is left out",
        'a.json:3 (event 3): an object has more than one "a"; each key stands once in it; several values are a list',
        "a.json:3 (event 4): a number is too large; a text of digits stands in quotes",
        "a.json:3 (event 5): a number is too long; a text of digits stands in quotes",
        "a.json:3 (event 6): lists or tables are nested too deep; 100 levels are the most",
        "a.json:4 (event 7): this is no object, and each row is one",
        "a.json:4 (event 8): two of its keys, joined by dots, are the same",
        "a.json:4 (event 9): an escape (\\ud800 to \\udfff) is half a sign; such signs are written as they are, or as two escapes",
        {"a": "😀"},
    ]


def test_a_broken_line_takes_no_other_along() -> None:
    text = 'nope\n{"a":1}\n# c\n{"a":2}\n\n{"a":\n{"a":3} {"b":1}\n [1]\n{"a":%s}\n{"a":4,\n"b":5}\n{"a":6\n,,}\n{"a":7}\r\n'
    value = "text stands in double quotes; a list in [ ]; what is not known is left out"
    behind = "one object a line with nothing behind it, or all of them in [ ] with commas between"
    key = "each key stands in double quotes; no comma stands behind the last"
    assert told("a.jsonl", text.replace("%s", "[" * 9**5)) == [
        f"a.jsonl:1: this is not JSON: Expecting value; {value}",
        {"a": 1},
        f"a.jsonl:3: this is not JSON: Expecting value; {value}",
        {"a": 2},
        f"a.jsonl:6: this is not JSON: Expecting value; {value}",
        f"a.jsonl:7: this is not JSON: Extra data; {behind}",
        "a.jsonl:8: this is no object, and each row is one",
        "a.jsonl:9: lists or tables are nested too deep; 100 levels are the most",
        {"a": 4, "b": 5},
        "a.jsonl:12: this is not JSON: " + (f"Expecting property name enclosed in double quotes; {key}"),
        {"a": 7},
    ]
    assert told("a.json", '\ufeff{"a": 1}\n{"a": NaN}') == [
        {"a": 1},
        "a.json:2: NaN is no number in JSON; what is not known is left out",
    ]


EVENT = {"title": "A", "date": "2024", "provenance": {}, "written": ["title", "date"], "x": {"a": [1]}}


def test_events_are_told_by_their_keys() -> None:
    """A title, a date, and no key that no event has, in every object."""
    table = read("a.jsonl", f"{json.dumps(EVENT)}\nnope\n{json.dumps(EVENT)}")
    assert table.is_of_records
    assert [row.cells for row in table.rows] == [EVENT, {}, EVENT]
    for more in ({"place": "Samos"}, {"date": None}):
        strange = {key: value for key, value in {**EVENT, **more}.items() if value}
        assert not read("a.json", json.dumps([EVENT, strange])).is_of_records
    assert read("a.json", json.dumps(EVENT)).is_of_records


@pytest.mark.parametrize("above", [(), ("data",), ("data", "very deep")])
def test_the_one_list_of_an_object_is_its_rows(above: tuple[str, ...]) -> None:
    held: Any = {"n": [1], "items": [{"a": 1}, {"a": float("nan")}]}
    for key in reversed(above):
        held = {"first": {"k": "items"}, key: held}
    text = json.dumps(held, indent=1)
    table = read("a.json", text)
    assert [*table.notes] == [f'the rows are the list "{".".join([*above, "items"])}" of a.json']
    assert table.rows[0].cells == {"a": 1}
    begins = text[: text.index("NaN")].count("\n")
    assert table.rows[1].place == f"a.json:{begins} (event 2)"


def test_an_object_with_a_date_is_a_row_and_so_is_each_of_an_array() -> None:
    held = {"name": "A", "people": [{"n": 1}]}
    assert told("a.json", json.dumps([held])) == [{"name": "A", "people": '[{"n": 1}]'}]
    assert told("a.jsonl", json.dumps(held)) == [{"name": "A", "people": '[{"n": 1}]'}]
    assert told("a.json", json.dumps({**held, "date": "2024"}))[0]["people"] == '[{"n": 1}]'
    assert told("a.json", '{"date": NaN}') == ["a.json: NaN is no number in JSON; what is not known is left out"]


@pytest.mark.parametrize(
    ("name", "text", "message", "hint"),
    [
        ("a.json", "", "a.json is empty", "each row is an object"),
        ("a.json", "[]", "a.json is empty", "each row is an object"),
        ("a.toml", "# only", "a.toml is empty", "each row is an object"),
        ("a.json", '[1, "a"]', "a.json holds no object, and each row is one", "mend it there; nothing was written"),
        (
            "d/a b.json",
            '{"x": [{"a": 1}], "y z": {"w": [{"a": 2}]}}',
            'd/a b.json holds 2 lists of objects: "x" and "y z.w"',
            "hand in one: jq .x 'd/a b.json' | timeline import --as json --name 'a b' -",
        ),
        (
            "a.json",
            '{"k": {"a": 1}, "l": {"a": 2}}',
            "a.json holds an object for each of its keys, and no list of them",
            "hand in one: jq '[to_entries[] | {key} + .value]' a.json | timeline import --as json --name a -",
        ),
        (
            "a.json",
            '{"a b": [{"a": 1}], "c": [{}]}',
            'a.json holds 2 lists of objects: "a b" and "c"',
            "hand in one: jq '.\"a b\"' a.json | timeline import --as json --name a -",
        ),
        (
            "a.toml",
            "[[a]]\nx=1\n[[b]]\nx=1\n",
            'a.toml holds 2 lists of objects: "a" and "b"',
            "keep one list in it: [[events]] above each of its tables",
        ),
        (
            "a.json",
            '{"a": [{"b": 1}], "a": [{"b": 2}]}',
            'a.json holds more than one list "a"',
            "put them into one, or give each a name",
        ),
    ],
)
def test_which_objects_are_meant(name: str, text: str, message: str, hint: str) -> None:
    with pytest.raises(DataError) as caught:
        read(name, text)
    assert (caught.value.message, caught.value.hint) == (message, hint)


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("a.json", b"[1,\n]", "a.json:2:1: SCH007 this is not JSON: Expecting value"),
        ("a.json", b"[1\n2]", "a.json:2:1: SCH007 this is not JSON: Expecting ',' delimiter"),
        ("a.json", b"[1]x", "a.json:1:4: SCH007 this is not JSON: Extra data"),
        ("a.json", b"\n\xff", "a.json:2: SCH007 this is not UTF-8 text"),
        ("a.json", b"\n" + b"[" * 9**5, "a.json:2: SCH007 lists or tables are nested too deep"),
        ("a.jsonl", b"nope", "a.jsonl:1:1: SCH007 this is not JSON: Expecting value"),
        ("a.toml", b"a =\n", "a.toml:1:4: SCH007 no value stands here"),
    ],
)
def test_what_is_wrong_with_the_whole_is_told_with_its_line(name: str, data: bytes, problem: str) -> None:
    with pytest.raises(DataError) as caught:
        read(name, data)
    assert caught.value.message == f"{name} cannot be read"
    assert str(caught.value.problems[0]).startswith(problem)
