"""Rows become events: what they say, no more; and what cannot be read is refused with the reason."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.errors import DataError, TimelineError
from timeline.eventfile import reader, writer
from timeline.model.register import Register
from timeline.tables import delimited, guess, rows_read
from timeline.tables.input_table import InputRow, InputTable
from timeline.tables.mapping import ColumnMapping, of_flags
from timeline.tables.rows_read import ReadTable


def read(text: str, *flags: str, **meant: Any) -> ReadTable:
    table = delimited.read(text.encode(), "a.csv")
    mapping = of_flags(flags or [f"{c}={c}" for c in table.columns], table.columns)._replace(**meant)
    return rows_read.events(table, mapping, Register(), None)


def values(found: ReadTable) -> list[dict[str, Any]]:
    assert [row.refused for row in found.rows if row.refused] == []
    return [writer.to_dict(row.event) for row in found.rows if row.event]


def test_a_row_is_an_event() -> None:
    found = read("title,date,place,tag\n A  ship\tsails ,3 May 2020,Kyiv,sea\n")
    (event,) = values(found)
    assert {**event, "date": str(event["date"])} == {
        "title": "A ship sails",
        "date": "2020-05-03",
        "places": ["Kyiv"],
        "tags": ("sea",),
    }


def test_a_row_is_known_by_its_key_or_by_what_its_cells_say() -> None:
    text = "title,date,other\nx,2020,1\nx,2020,2\ny,2020,3\n"
    found = read(text, "title=title", "date=date")
    first, again, other = (row.key for row in found.rows)
    assert (again, other != first, found.has_keys) == (f"{first}#2", True, False)
    moved = read("date,title\n2020, x\n", "title=title", "date=date")
    assert moved.rows[0].key == first
    assert len({row.key for row in read(text, "title=title", "date=date", rest=True).rows}) == 3
    found = read("title,date,n\nx,2020,7\ny,2020,-\nz,soon,8\n", "title=title", "date=date", "key=n")
    assert [(row.key, row.refused[:22]) for row in found.rows] == [
        *(("7", ""), ("", "no key: n says nothing"), ("8", 'date: "soon" is not un'))
    ]
    assert found.has_keys


@pytest.mark.parametrize(
    ("text", "key", "message", "hint"),
    [
        ("case,ref,title,date\nA,1,x,2020\nA,2,y,2021\n", "case", "case repeats in 2 rows (A in a.csv:2 and a.csv:3); ref does not", "key=ref"),
        ("k,title,date,id\nA,x,2020,1\nA,y,2021,2\n", "k", "); id does not", "key=id"),
        ("k,title,date\nA,x,2020\nA,x,2020\n", "k", "rows (A in", "several columns may be one key: --map key='{A} {B}'"),
        (
            "k,title,date\n" + "".join(f"{n % 6},x,2020\n" for n in range(18)),
            "k",
            ("k repeats in 18 rows (0 in a.csv:2, a.csv:8 and a.csv:14, 1 in a.csv:3, a.csv:9 and a.csv:15, 2 in a.csv:4,"
            " a.csv:10 and a.csv:16 and 3 others)"),
            "",
        ),
    ],
)  # fmt: skip
def test_a_key_that_repeats_stops_with_another_that_would_do(text: str, key: str, message: str, hint: str) -> None:
    with pytest.raises(DataError) as caught:
        read(text, f"key={key}", "title=title", "date=date")
    assert message in caught.value.message
    assert hint in caught.value.hint


def test_what_a_format_refuses_has_no_part_in_what_a_column_shows() -> None:
    rows = [InputRow({"t": "title", "d": "13/01/2020"}, "a:1", "not an event: title row")]
    rows += [InputRow({"t": "x", "d": "01/13/2020"}, "a:2")]
    table = InputTable(("t", "d"), rows, notes=["1 background left behind"])
    found = rows_read.events(table, ColumnMapping({"title": ("t",), "date": ("d",)}), Register(), None)
    assert [(row.event is None, row.refused) for row in found.rows] == [(True, rows[0].refused), (False, "")]
    assert found.notes == ["1 background left behind"]


def test_a_format_need_not_have_a_key_in_each_row() -> None:
    rows = [InputRow({"t": "x", "d": "2020", "uid": uid}, "a:1") for uid in ("k", "", "k")]
    table = InputTable(("t", "d", "uid"), rows, {"title": "t", "date": "d", "key": "uid"})
    found = rows_read.events(table, guess.guessed(table), Register(), None)
    first, second, third = (row.key for row in found.rows)
    assert (first, len(second), third, [row.refused for row in found.rows]) == ("k", 16, "k#2", ["", "", ""])


CELLS = st.sampled_from(
    (
        *("", "NA", "Unknown", "2020", "03/04/2020", "25/04/2020", "2020-05-03T10:00", "45123", "c. 1914", "x", "1,5"),
        *("https://a.org", "javascript:a", "=1+1", "<b>", '"', "a\r\nb", "X, citing Y", "51.5, 36.2", "follows:a", "{t}"),
    )
) | st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=5)  # fmt: skip
FIELDS: tuple[str, ...] = (
    "end",
    "place",
    "country",
    "actor",
    "actor:victim",
    "tag",
    "source",
    "url",
    "published",
    "figures.n",
    "x.y",
)
FIELDS += ("key", "status", "seq", "links", "lang", "date_text", "timezone", "note", "variants", "aliases")


@settings(max_examples=40)
@given(st.lists(st.lists(CELLS, min_size=6, max_size=6), max_size=4), st.permutations(FIELDS), st.booleans())
def test_each_row_is_an_event_whose_file_can_be_read_or_refused(
    cells: list[list[str]], fields: list[str], rest: bool
) -> None:
    columns = ("t", "d", "a", "b", "c", "{t}")
    rows = [InputRow(dict(zip(columns, row, strict=True)), f"a:{n}") for n, row in enumerate(cells)]
    meant = {"title": ("t",), "date": ("d",)} | {key: (c,) for key, c in zip(fields, "abc", strict=False)}
    try:
        found = rows_read.events(InputTable(columns, rows), ColumnMapping(meant, rest=rest), Register(), None)
    except TimelineError:  # the whole is asked about
        return
    assert [row.row for row in found.rows] == rows
    for row in found.rows:
        assert (row.event is None) is bool(row.refused)
        if row.event:
            event, problems = reader.read(writer.render(row.event).encode(), "", "")
            assert (event, problems) == (row.event, [])
