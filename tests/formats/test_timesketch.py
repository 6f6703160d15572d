import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import answers
from conftest import Run
from event_strategies import EVENTS
from samples import fill, same_as_golden
from timeline import formats
from timeline.dates.extent import extent
from timeline.errors import DataError
from timeline.formats import Carried, source_lines, timesketch
from timeline.model.event import DEFAULTS, Event, Place, Source, replace
from timeline.tables.input_table import InputTable

TOLD = ("date_basis", "date_text", "timezone", "kind", "status", "likelihood", "claim", "lang", "summary")


def test_golden(run: Run, empty: Path, update: bool) -> None:
    fill(empty)
    done = run("export", "-f", "timesketch", "-o", "all.csv")
    assert same_as_golden("timesketch.csv", Path("all.csv").read_bytes().decode(), update=update)
    assert done.err.splitlines() == [
        "9 events written to all.csv",
        "2 events without an exact date: shown on all the days that it may mean",
        "6 events without a time: at 00:00 UTC of the day",
        "2 events with two rows each: start and end, or the earliest and the latest",
        "1 confidential source withheld",
        "2 sources left out, which deny it, take no side, or pass that on: no line says so; xlsx and JSON do",
    ]
    rows = list(csv.DictReader(io.StringIO(run("export", "-f", "timesketch").out, newline="")))
    assert [*rows[0]][:4] == ["message", "timestamp", "datetime", "timestamp_desc"]
    run("export", "-f", "timesketch", "-o", "all.jsonl")
    lines = [json.loads(line) for line in Path("all.jsonl").read_text(encoding="utf-8").split("\n")[:-1]]
    assert [line["datetime"] for line in lines] == [row["datetime"] for row in rows]


def exported(*events: Event, ending: str = "", zone: str | None = None) -> str:
    return "".join(timesketch.export([answers.of(event) for event in events], Carried(zone=zone, ending=ending)))


def read(text: str, name: str = "a.csv") -> InputTable:
    return timesketch.read(text.encode(), name)


@given(EVENTS, st.sampled_from(("csv", "jsonl")))
@settings(max_examples=20)
def test_it_reads_back(event: Event, ending: str) -> None:
    assume(extent(event.date, None))
    shown = answers.of(replace(event, x={})).event

    def kept(text: Any) -> Any:
        assume(
            ending == "jsonl" or not isinstance(text, str) or not (text.strip().startswith(("'", ":")) or "\n:" in text)
        )
        return text.replace("\0", "").strip() if isinstance(text, str) else text

    def listed(texts: Any) -> tuple[str, ...]:
        return tuple(filter(None, (text.replace("\0", "").strip() for text in texts)))

    wanted = {name: kept(getattr(shown, name)) for name in TOLD if getattr(shown, name) != DEFAULTS.get(name)}
    point = next(((p.lat, p.lon) for p in shown.places if p.lat is not None and p.lon is not None), (None, None))
    lists = {
        "tag": listed(shown.tags),
        "place": listed(p.name for p in shown.places),
        "source": listed(source_lines(shown)),
    }
    wanted |= {
        "message": kept(shown.title),
        "datetime": event.date,
        "event_id": "the-id",
        "lat": point[0],
        "lon": point[1],
    }
    assume(wanted["message"].strip())
    table = read(exported(replace(event, x={}), ending=ending), f"a.{ending}")
    (row,) = table.rows
    assert {name: cell for name, cell in row.cells.items() if name != "timestamp"} == {
        name: cell for name, cell in (wanted | lists).items() if cell not in {None, "", ()}
    }


def test_moments_and_what_they_are() -> None:
    zone = "Europe/Kyiv"
    dates = ("2024-11-17T20:20", "2024-11-17", "2024-11-17/2024-11-18", "2024-11", "2024-11-17/..", "../2024", "-0043")
    text = exported(*(Event(title="A", date=date) for date in dates), zone=zone)
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["timestamp_desc"], row["datetime"]) for row in rows] == [
        ("Event", "2024-11-17T18:20:00+00:00"),
        ("Day", "2024-11-17T00:00:00+00:00"),
        ("Start", "2024-11-17T00:00:00+00:00"),
        ("End", "2024-11-18T23:59:59+00:00"),
        ("Earliest", "2024-11-01T00:00:00+00:00"),
        ("Latest", "2024-11-30T23:59:59+00:00"),
        ("Earliest", "2024-11-17T00:00:00+00:00"),
        ("Latest", "2024-12-31T23:59:59+00:00"),
    ]
    assert (rows[0]["timestamp"], rows[0]["timezone"]) == ("1731867600000000", zone)
    unknown = exported(Event(title="A", date=dates[0]))
    assert "A,,2024-11-17T20:20:00,Event" in unknown
    text = exported(*(Event(title=date, date=date) for date in dates[2:5]))
    table = read(text.replace("the-id", "1", 2).replace("the-id", "2", 2))
    assert [row.cells["datetime"] for row in table.rows] == [*dates[2:5]]
    assert table.notes == ["of the end of a span, which belong to the row of its start: 2 rows"]


def test_fractions_are_kept_both_ways() -> None:
    (row,) = read("message,datetime,timestamp_desc\nA,2024-07-24T10:57:02.877290Z,Write time\n").rows
    assert row.cells["datetime"] == "2024-07-24T10:57:02Z"
    own = {"fraction": row.cells["fraction of the second"], "timestamp_desc": "Write time"}
    text = exported(Event(title="A", date="2024-07-24T10:57:02Z", x=own))
    assert "A,1721818622877290,2024-07-24T10:57:02.877290+00:00,Write time" in text
    table = read(text)
    assert table.rows[0].cells["fraction of the second"] == "877290"
    assert table.meaning["x.fraction"] == "fraction of the second"
    assert table.meaning["x.timestamp_desc"] == "timestamp_desc"
    odd = Event(title="A", date="2024-07-24T10:57Z", x={"fraction": "x", "timestamp_desc": 5})
    assert "2024-07-24T10:57:00+00:00,5" in exported(odd)


def test_nothing_is_a_formula_and_what_was_moved_counts() -> None:
    text = exported(Event(title="=1+1", date="2024-11-17", tags=("-a", "b")))
    assert text.splitlines()[1].startswith("'=1+1,")
    moved = read(text.replace("2024-11-17T00", "2024-11-18T00"))
    assert (moved.rows[0].cells["message"], moved.rows[0].cells["tag"]) == ("=1+1", ("-a", "b"))
    assert moved.rows[0].cells["datetime"] == "2024-11-18T00:00:00Z"
    said = "moved since they were exported, so that datetime counts: 1 row"
    assert moved.notes == [said]
    assert read(text.replace(",2024-11-17,", ",no,")).notes == [said]
    added = read(text + "B,,2024-11-19T00:00:00Z,,,,\n").rows[1]
    assert added.cells["event_id"] == "2024-11-19T00:00:00Z B"


@pytest.mark.parametrize(
    ("stated", "counts", "date"),
    [
        ("2015-07-24T19:01:01+00:00", "", "2015-07-24T19:01:01Z"),
        ("2015-07-24 19:01:01.000 UTC", "", "2015-07-24T19:01:01Z"),
        ("2015-07-24t19:01z", "", "2015-07-24T19:01Z"),
        ("2015-07-24T19:01:01-0330", "1", "2015-07-24T19:01:01-03:30"),
        ("2015-07-24T19:01:01+02", "", "2015-07-24T19:01:01+02:00"),
        ("2015-07-24T19:01:01", "", "2015-07-24T19:01:01"),
        ("1601-01-01T00:00:00Z", "", "1601-01-01T00:00:00Z"),
        ("2227-12-31T23:01:01+00:00", "", "2227-12-31T23:01:01Z"),
        ("2015-07-24", "1", "2015-07-24"),
        ("1723474994349345", "", "2024-08-12T15:03:14Z"),
        ("", "1658689261", "2022-07-24T19:01:01Z"),
        ("", "1658689261.25", "2022-07-24T19:01:01Z"),
        ("", "1658689261123", "2022-07-24T19:01:01Z"),
        ("", "1658689261123456789", "2022-07-24T19:01:01Z"),
        ("", "-1", "1969-12-31T23:59:59Z"),
    ],
)
def test_times_as_programs_write_them(stated: str, counts: str, date: str) -> None:
    table = read(f"message,datetime,timestamp,timestamp_desc\nA,{stated},{counts},B\n")
    assert [(row.cells["datetime"], row.refused) for row in table.rows] == [(date, "")]


@pytest.mark.parametrize(
    ("row", "because"),
    [
        ("A,,,B", "no datetime"),
        ("A,1234 19:01:01,,B", 'its datetime "1234 19:01:01" is not as ISO 8601 has it: 2015-07-24T19:01:01+00:00'),
        ("A,2015-02-30T10:00Z,,B", "there is no day 2015-02-30"),
        ("A,,soon,B", 'its timestamp "soon" is no number'),
        ("A,,999999999999999999999999999999,B", 'its timestamp "999999999999999999999999999999" is no number'),
        (f"A,,{'1' * 5000},B", f'its timestamp "{"1" * 40}" is no number'),
        ("A,2015-07-24,,B,more", "it has 5 cells, and there are 4 columns"),
    ],
)
def test_rows_without_a_moment_are_refused_as_they_stand(row: str, because: str) -> None:
    (found,) = read(f"message,datetime,timestamp,timestamp_desc\n{row}\n").rows
    assert (found.place, found.refused[: len(because)]) == ("a.csv:2", because)
    assert found.cells.get("datetime", "") == row.split(",")[1]


def test_what_is_said_of_all_rows() -> None:
    table = read(
        "message,datetime,timestamp,timestamp_desc,tag\n"
        '"a\nb",2015-07-24T19:01:01Z,5,B,"[""x"", ""y""]"\nA,2015-07-24T19:01:01,,B,"x, y"\nA,,5,B,-\nA,2015-07-24,,B,[x\n'
    )
    assert table.rows[0].cells["message"] == "a\nb"
    assert [row.cells["tag"] for row in table.rows] == [("x", "y"), ("x", "y"), (), ("[x",)]
    assert sorted(table.notes) == [
        "dated by their timestamp, which counts from 1970: 1 row",
        "whose timestamp is another moment than their datetime, which counts: 1 row",
        "without a zone, stored without an offset: 1 row",
    ]


def test_a_span_of_others_is_one_event_where_it_can_be_nothing_else() -> None:
    head, start, end = "message,datetime,timestamp_desc,host\n", "A,2015-07-24,Start Time,x\n", "A,2015-07-25,end,x\n"
    for text in (start + end, end + start):
        assert [row.cells["datetime"] for row in read(head + text).rows] == ["2015-07-24/2015-07-25"]
    other = end.replace(",x", ",y")
    backwards = end.replace("25", "23")
    for rows in (
        start + other,
        start + start + end,
        start + start,
        start + backwards,
        start + end.replace("end", "ending"),
    ):
        assert len(read(head + rows).rows) == rows.count("\n")


def test_lines_of_json() -> None:
    lines = [
        {
            "message": "A",
            "datetime": "2015-07-24T19:01:01Z",
            "timestamp_desc": "B",
            "tag": ["x"],
            "n": [1],
            "o": {},
            "e": "",
        },
        {"message": "A", "timestamp": 1658689261123456, "timestamp_desc": "B"},
    ]
    text = "\ufeff" + "\n".join(map(json.dumps, lines)) + "\n{]\n"
    table = read(text, "a.jsonl")
    assert table.columns == ("message", "datetime", "timestamp_desc", "tag", "n", "timestamp", "fraction of the second")
    assert table.rows[0].cells == {
        "message": "A",
        "datetime": "2015-07-24T19:01:01Z",
        "timestamp_desc": "B",
        "tag": ("x",),
        "n": ("1",),
    }
    assert [row.refused[:17] for row in table.rows] == ["", "", "this is not JSON:"]
    assert table.rows[1].cells["fraction of the second"] == "123456"


def test_it_is_known_by_its_columns() -> None:
    starts = [b'\xef\xbb\xbf"message","datetime","timestamp_desc"\n', b'{"timestamp_desc": "A", "timestamp": 5}\n']
    assert all(formats.reader("a.csv", start) is formats.named("timesketch", does="read") for start in starts)
    assert formats.reader("a.csv", b"message,datetime\n") is formats.named("csv")
    with pytest.raises(DataError, match=r"a.csv has no column datetime") as caught:
        read("a,b\n1,2\n")
    assert caught.value.hint.endswith("here are a, b")
    without = read("datetime,timestamp_desc\n2015-07-24,B\n")
    assert (without.meaning["title"], without.rows[0].refused) == ("message", "")


def test_a_place_with_a_point_and_sources() -> None:
    places = (Place(name="a", lat=1), Place(name="b", lat=1.5, lon=-2))
    sources = (Source(id="x", publisher="P", url="https://p.example"), Source(id="y", name="Z", confidential=True))
    (row,) = read(exported(Event(title="A", date="2024", places=places, sources=sources))).rows
    assert [row.cells[name] for name in ("place", "lat", "lon", "source")] == [
        *(("a", "b"), "1.5", "-2.0", ("P https://p.example",))
    ]
