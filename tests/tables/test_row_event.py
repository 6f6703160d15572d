"""A row says what its cells say, and no more; what cannot be read is refused with column, cell and what to write."""

from typing import Any

import pytest

from timeline.errors import UsageError
from timeline.eventfile.writer import render, to_dict
from timeline.model.register import Register
from timeline.tables.input_table import InputRow, InputTable
from timeline.tables.mapping import ColumnMapping
from timeline.tables.row_event import RowError, RowEvents, amount

ALL = {"title": ("t",), "date": ("d",)}


def made(fields: dict[str, tuple[str, ...]], *rows: dict[str, Any], says: bool = False, **meant: Any) -> RowEvents:
    columns = tuple(dict.fromkeys(column for row in rows for column in row))
    meaning = ALL if says else {}
    table = InputTable(columns, [InputRow(row, f"a.csv:{n}") for n, row in enumerate(rows, 2)], meaning)
    return RowEvents(table, ColumnMapping(ALL | fields, **meant), Register(), None)


def values(fields: dict[str, tuple[str, ...]], row: dict[str, Any], **meant: Any) -> dict[str, Any]:
    row = {"t": "A", "d": "2020-05-03"} | row
    event = made(fields, row, **meant).event(row)
    assert render(event)
    return {key: value for key, value in to_dict(event).items() if key not in {"title", "date"}}


@pytest.mark.parametrize(
    ("fields", "row", "wanted"),
    [
        ({"place": ("p",)}, {"p": " Kyiv,\nPodil "}, {"places": ["Kyiv, Podil"]}),
        (
            {"place": ("p",), "lat": ("b",), "lon": ("b",), "country": ("c",)},
            {"p": "Kyiv", "b": "(50.45, 30.52)", "c": "Ukraine"},
            {"places": [{"name": "Kyiv", "country": "Ukraine", "lat": 50.45, "lon": 30.52}]},
        ),
        ({"lat": ("a",), "lon": ("b",)}, {"a": "50,45", "b": 30}, {"places": [{"name": "50.45, 30.0", "lat": 50.45, "lon": 30.0}]}),
        ({"lat": ("a",), "lon": ("b",)}, {"a": "", "b": "Unknown"}, {}),
        ({"country": ("c",)}, {"c": "Iraq"}, {"places": [{"name": "Iraq", "country": "Iraq"}]}),
        (
            {"place": ("p", "q"), "lat": ("b",), "lon": ("b",)},
            {"p": "A", "q": "B", "b": "1, 2"},
            {"places": ["A", "B"], "x": {"lat": 1.0, "lon": 2.0}},
        ),
        ({"place": ("p", "q"), "country": ("c",)}, {"p": "A", "q": "B", "c": "C"}, {"places": ["A", "B"], "x": {"country": "C"}}),
        ({"actor": ("a",), "actor:victim": ("b",)}, {"a": "X", "b": "Y:z"}, {"actors": ["X", {"name": "Y:z", "role": "victim"}]}),
        ({"tag": ("a", "b"), "status": ("c",)}, {"a": "x", "b": "x", "c": "-"}, {"tags": ("x",)}),
        ({"status": ("s",), "seq": ("n",), "summary": ("b",)}, {"s": "Confirmed", "n": 2.0, "b": "<b>\r\n=1+1"},
         {"seq": 2, "status": "confirmed", "summary": "<b>\n=1+1"}),
        ({"links": ("l",), "lang": ("g",)}, {"l": "follows:2020-a", "g": "en"}, {"links": [{"type": "follows", "to": "2020-a"}], "lang": "en"}),
        ({"summary": ("s",)}, {"s": ("a", "b")}, {"summary": "a ; b"}),
        ({"figures.dead": ("n",), "figures.hurt": ("m",)}, {"n": 3.0, "m": ""}, {"figures": [{"what": "dead", "value": 3}]}),
        ({"x.a": ("a",), "x.b": ("b",), "x.c": ("c",), "x.d": ("e",), "x.e": ("{a}!",)},
         {"a": 7.0, "b": True, "c": "007", "e": ("x", "y")}, {"x": {"a": 7, "b": True, "c": "007", "d": ["x", "y"], "e": "7!"}}),
        ({"x.a": ("a",), "x.b": ("b",)}, {"a": 2**80, "b": 0.5}, {"x": {"a": str(2**80), "b": 0.5}}),
        ({"x.a": ("a",)}, {"a": float("nan")}, {"x": {"a": "nan"}}),
        ({"date_text": ("w",), "timezone": ("z",)}, {"w": "in May", "z": "Europe/Kyiv"}, {"date_text": "in May", "timezone": "Europe/Kyiv"}),
    ],
)  # fmt: skip
def test_what_cells_say(fields: dict[str, tuple[str, ...]], row: dict[str, Any], wanted: dict[str, Any]) -> None:
    assert values(fields, row) == wanted


def test_other_columns_are_kept_where_that_is_asked_for() -> None:
    row = {"Cause of Death": "x", "cause-of-death": "y", "URLs": "z", "empty": ""}
    assert values({}, row, rest=True) == {"x": {"cause_of_death": "x", "cause_of_death_2": "y", "urls_2": "z"}}
    assert values({}, row) == {}


def test_constants_are_of_every_row() -> None:
    constants = {"status": ("confirmed",), "tag": ("x", "y"), "timezone": ("Europe/Kyiv",)}
    assert values({}, {}, constants=constants) == {
        "timezone": "Europe/Kyiv",
        "status": "confirmed",
        "tags": ("x", "y"),
    }


def test_sources_have_what_is_not_theirs_beside_them() -> None:
    fields: dict[str, tuple[str, ...]] = {"source": ("s",), "url": ("u",), "published": ("p",), "x.urls": ("o",)}
    row = {"s": "X", "u": "javascript:alert(1)", "p": "May 2020", "o": "mine"}
    ((source,), own) = values(fields, row)["sources"], values(fields, row)["x"]
    assert source == {"id": "x", "publisher": "X", "published": "2020-05"}
    assert own == {"urls": ["mine", ["javascript:alert(1)"]]}
    assert values({**fields, "end": ("e",)}, {"e": "", "s": "", "u": "", "p": "", "o": ""}) == {}


@pytest.mark.parametrize(
    ("end", "wanted"),
    [
        ("", "2020-05-03"),
        ("Unknown", "2020-05-03"),
        ("Present", "2020-05-03/.."),
        ("3 May 2020", "2020-05-03"),
        ("2021", "2020-05-03/2021"),
    ],
)
def test_an_end(end: str, wanted: str) -> None:
    row = {"t": "A", "d": "2020-05-03", "e": end}
    assert made({"end": ("e",)}, row).event(row).date == wanted


def test_words_of_both_ends_are_kept() -> None:
    row = {"t": "A", "d": "2020-05-03", "e": "2020-05-04T10:00:00.5"}
    assert made({"end": ("e",)}, row).event(row).date_text == "2020-05-03 – 2020-05-04T10:00:00.5"


def test_a_zone_is_said_where_there_is_a_time() -> None:
    rows = [{"t": "A", "d": "2020-05-03T10:00"}, {"t": "A", "d": "2020"}]
    events = made({}, *rows, timezone="Europe/Kyiv")
    assert [events.event(row).timezone for row in rows] == ["Europe/Kyiv", None]
    assert events.event(rows[0]).date == "2020-05-03T10:00+03:00"


def test_what_a_format_means_is_kept_to_the_letter() -> None:
    row = {"t": " N/A\n", "d": "2020", "p": ("x", "x")}
    event = made({"tag": ("p",), "summary": ("t",)}, row, says=True, dates="edtf").event(row)
    assert (event.title, event.tags, event.summary) == (" N/A\n", ("x", "x"), " N/A\n")
    row = {"t": " ", "d": "2020"}
    with pytest.raises(RowError, match="title is empty"):
        made({}, row, says=True, dates="edtf").event(row)


@pytest.mark.parametrize(
    ("fields", "row", "because"),
    [
        ({}, {"t": "NA"}, "no title: t says nothing"),
        ({}, {"d": "Unknown"}, "no date: d says nothing"),
        ({}, {"d": "Unknown Date"}, 'd: "Unknown Date" says that there is no date; for example 17 November 2024'),
        ({}, {"d": "end of 2020"}, "a part of it, or the day? (it may be [2020-09..2020-12] or 2020-12-31)"),
        ({"end": ("e",)}, {"e": "2019"}, 'd and e: the interval ends before it starts ("2020-05-03 to 2019"); the end'),
        ({"end": ("e",)}, {"e": "soon"}, 'e: "soon" is not understood as a date'),
        ({"timezone": ("z",)}, {"z": "Kyiv"}, 'z: "Kyiv" is no time zone; write it as Europe/Kyiv'),
        ({"published": ("z",)}, {"z": "x" * 99}, 'z: "xxx'),
        ({}, {"d": "1/2/2020 " * 9999}, "characters are too long for a date"),
        ({"lat": ("a",), "lon": ("b",)}, {"a": "x", "b": "1"}, 'a and b: "x, 1" is no point; write degrees, latitude'),
        ({"lat": ("a",), "lon": ("a",)}, {"a": "1, 2, 3"}, 'a: "1, 2, 3" is no point; write degrees, latitude first'),
        ({"lat": ("a",), "lon": ("a",)}, {"a": "1e999 2"}, 'a: "1e999 2" is no point'),
        ({"lat": ("a",), "lon": ("a",)}, {"a": "120, 50"}, 'a: "120, 50" is no point on Earth (are they swapped?); write'),
        ({"lat": ("a",), "lon": ("a",)}, {"a": "1, 200"}, 'a: "1, 200" is no point on Earth; write'),
        ({"status": ("a",)}, {"a": "confirmd"}, 'a: "confirmd" is no status; did you mean "confirmed"?'),
        ({"status": ("a",)}, {"a": "x" * 9999}, '…" is no status; one of confirmed, reported'),
        ({"timezone": ("a",)}, {"a": "x" * 9999}, '…" is no time zone; write it as'),
        ({"seq": ("a",)}, {"a": "1e5"}, 'a: "1e5" is no whole number; write digits'),
        ({"lang": ("a",)}, {"a": "english!"}, 'a: "english!" is no language; a tag as in en'),
        ({"links": ("a",)}, {"a": "2020-b"}, 'a: "2020-b" is no link; write TYPE:ID'),
        ({"figures.dead": ("a",)}, {"a": "many"}, 'a: "many" is no number; write digits, as in 12, ~12, 10-12, 12+'),
        ({"source": ("a",)}, {"a": "X, citing"}, 'a: after "X, citing" nobody is named; write it as in "Ukra'),
        ({"tag": ("a",)}, {"a": tuple(map(str, range(2001)))}, "its lists, or x, hold more than 2,000 values"),
        ({f"x.{'a' * 1001}": ("a",)}, {"a": "1"}, "or a name in x more than 1,000 signs"),
        ({"summary": ("a",)}, {"a": "x" * (10 << 20)}, "its cells are too long: the file of an event holds 1 MiB"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(fields: dict[str, tuple[str, ...]], row: dict[str, Any], because: str) -> None:
    row = {"t": "A", "d": "2020-05-03"} | row
    events = made(fields, row, split={})
    with pytest.raises(RowError) as caught:
        events.event(row)
    assert because in str(caught.value)
    assert len(str(caught.value)) < 500


def test_a_long_cell_that_nobody_names_is_no_fault() -> None:
    assert values({}, {"a": "x" * (2 << 20)}) == {}


def test_nobody_guesses_what_is_needed() -> None:
    table = InputTable(("t",), [])
    for fields, message in (
        ({}, "no column is the title or the date"),
        ({"title": ("t",)}, "no column is the date"),
        (ALL | {"lat": ("t",)}, "of a point lat and lon are needed"),
    ):
        with pytest.raises(UsageError, match=message):
            RowEvents(table, ColumnMapping(fields), Register(), None)


def test_notes_count_rows() -> None:
    rows = [{"t": "A", "d": f"2020-05-0{n} 12:00", "s": "X; Y", "u": "www.a.org"} for n in (1, 2)]
    events = made({"url": ("u",), "tag": ("s",)}, *rows)
    for row in rows:
        events.event(row)
    assert [*events.notes()] == [
        "d: every time is 12:00, which says nothing: none is taken (2 rows)",
        's: a cell with ; is one name; "s" = ";" below [separators] in a mapping splits it (2 rows)',
        "what is no web address is kept as text in x.urls (2 rows)",
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1,234", {"value": 1234}),
        ("1 234 567", {"value": 1234567}),
        ("-0.5", {"value": -0.5}),
        ("~20", {"best": 20}),
        ("about 1,200", {"best": 1200}),
        ("10-12", {"low": 10, "high": 12}),
        ("10 – 12", {"low": 10, "high": 12}),
        ("at least 3", {"low": 3}),
        ("20+", {"low": 20}),
        (">= 20", {"low": 20}),
        ("< 5", {"high": 5}),
    ],
)
def test_a_number_that_people_dispute(text: str, wanted: dict[str, int]) -> None:
    (figure,) = values({"figures.n": ("n",)}, {"n": text})["figures"]
    assert figure == {"what": "n"} | wanted


@pytest.mark.parametrize("text", ["3 or 4", "20 or more", "12 people", "1,23", "1.2.3", "12%", "1e400", "~", "?", "x"])
def test_what_says_more_than_a_number_is_none(text: str) -> None:
    with pytest.raises(UsageError):
        amount("dead", text)


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (("1,5", "1,234", "12.500", "-0,25"), (1.5, 1.234, 12500, -0.25)),
        (("1.5", "1,234", "12.500"), (1.5, 1234, 12.5)),
        ((12.125,), (12.125,)),
    ],
)
def test_a_column_shows_what_stands_before_fractions(texts: tuple[Any, ...], wanted: tuple[float, ...]) -> None:
    rows = [{"t": "A", "d": "2020", "n": text} for text in texts]
    events = made({"figures.n": ("n",)}, *rows)
    assert tuple(events.event(row).figures[0].value for row in rows) == wanted


@pytest.mark.parametrize("row", [{"n": "ca. 12.500"}, {"n": "1,234", "refused because": "no date"}])
def test_three_digits_behind_a_sign_are_not_guessed(row: dict[str, str]) -> None:
    with pytest.raises(RowError, match=r"thousands, or a fraction.*; write 12500, or 12.50"):
        values({"figures.n": ("n",)}, row)


def test_what_is_missing_is_asked_for_beside_what_is_there() -> None:
    for meant, hint in (
        (ColumnMapping({"place": ("W o",)}), "--map 'place=W o' --map title=COLUMN --map date=COLUMN"),
        (ColumnMapping({"tag": ("t",), "date": ("d",)}, split={"t": ","}),
         "--save-mapping FILE keeps all else; then --mapping FILE --map title=COLUMN"),
    ):  # fmt: skip
        with pytest.raises(UsageError) as caught:
            RowEvents(InputTable(("W o", "t", "d"), []), meant, Register(), None)
        assert caught.value.hint == hint
