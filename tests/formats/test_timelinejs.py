import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

import answers
from conftest import Run
from event_strategies import EVENTS
from samples import SECRET, fill, same_as_golden
from timeline.errors import DataError
from timeline.formats import Carried, source_lines, timelinejs
from timeline.model.event import Event


def slides(*written: dict[str, Any], **more: Any) -> bytes:
    return json.dumps({**more, "events": written}, indent=1).encode()


def cells(**slide: Any) -> dict[str, Any]:
    (row,) = timelinejs.read(slides({"text": {"headline": "A"}, **slide}), "a.json").rows
    return dict(row.cells) if not row.refused else {"refused": row.refused}


def back(event: Event) -> dict[str, Any]:
    (row,) = timelinejs.read("".join(timelinejs.export([answers.of(event)], Carried())).encode(), "a.json").rows
    assert not row.refused
    return dict(row.cells)


def test_golden(run: Run, empty: Path, update: bool) -> None:
    fill(empty)
    out = run("export", "-f", "timelinejs").out
    assert same_as_golden("timelinejs.json", out, update=update)
    assert SECRET not in out
    for slide in json.loads(out)["events"]:
        assert not set("<>") & set(slide["text"]["headline"] + slide.get("display_date", ""))
        assert slide["autolink"] is False


@settings(max_examples=20)
@given(EVENTS)
def test_what_it_keeps_comes_back(event: Event) -> None:
    of, found = answers.of(event).event, back(event)
    assert found["title"] == of.title
    assert found.get("summary", "") == (of.summary or "")
    assert (found["date"], found.get("tags", ())) == (of.date, of.tags)
    assert found.get("sources", ()) == tuple(source_lines(of))
    for key in ("date_basis", "date_text", "status"):
        assert found.get(key, "") == (getattr(of, key) or "")


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("2024-11-17T20:20:05", {"year": 2024, "month": 11, "day": 17, "hour": 20, "minute": 20, "second": 5}),
        ("-0043-03-15", {"year": -44, "month": 3, "day": 15}),
        ("0000", {"year": -1}),
        ("Y-13800000000", {"year": -13800000000}),
        ("2024-22", {"year": 2024, "month": 6}),
        ("1985-04-XX", {"year": 1985, "month": 4}),
        ("199X", {"year": 1990}),
        ("../2024", {"year": 2024}),
        ("[..2024]", {"year": 2024}),
        ("{2024,2025}", {"year": 2024}),
    ],
)
def test_a_date_as_it_numbers_them(date: str, shown: dict[str, int]) -> None:
    event = Event(title="A", date=date)
    (slide,) = json.loads("".join(timelinejs.export([answers.of(event)], Carried())))["events"]
    assert slide["start_date"] == shown
    assert "end_date" not in slide
    assert ("display_date" in slide) == (date[0] in "[{." or date in {"2024-22", "1985-04-XX", "199X"})
    assert back(event)["date"] == date


def test_a_span_and_a_date_that_somebody_changed_since() -> None:
    text = "".join(timelinejs.export([answers.of(Event(title="A", date="2024~/2025-02"))], Carried()))
    (slide,) = json.loads(text)["events"]
    assert (slide["start_date"], slide["end_date"]) == ({"year": 2024}, {"year": 2025, "month": 2})
    assert slide["display_date"] == "from c. 2024 to February 2025"
    assert "tags" not in cells(**slide | {"record": {"date": "2024~/2025-02", "tags": 1}})
    slide["end_date"]["month"] = 3
    assert cells(**slide)["date"] == "2024/2025-03"
    (slide,) = json.loads("".join(timelinejs.export([answers.of(Event(title="A", date="2024/2024-05"))], Carried())))[
        "events"
    ]
    assert slide["display_date"] == "from 2024 to May 2024"
    eastwards = "2024-05-02T01:00+12:00/2024-05-01T20:00-11:00"
    assert "end_date" not in "".join(timelinejs.export([answers.of(Event(title="A", date=eastwards))], Carried()))


def test_what_it_cannot_hold_is_said() -> None:
    dates = ["2024"] * 200 + ["2024?", "XXXX-12-01"]
    fits = timelinejs.fitting([answers.entry(date=date) for date in dates])
    assert [entry.date for entry in fits.entries] == dates[:-1]
    assert fits.notes == [
        "1 event without any known day left out",
        "1 event without an exact date: shown through display_date",
        "201 events: above 200 TimelineJS is slow",
    ]


def test_only_an_address_of_the_web_is_a_picture() -> None:
    picture = {"media": "https://a.example/b.jpg", "media_credit": "<C>", "group": "<D>"}
    event = Event(title="A", date="2024", status="refuted", summary="www.e'f", x=picture, sources=())
    (slide,) = json.loads("".join(timelinejs.export([answers.of(event)], Carried())))["events"]
    assert slide["media"] == {"url": "https://a.example/b.jpg", "credit": "&lt;C&gt;"}
    assert slide["group"] == "&amp;lt;D&amp;gt;"
    assert slide["text"]["text"] == '<p class="timeline-status">Status: refuted</p><p>www.e&#x27;f</p>'
    assert {key: back(event)[key] for key in picture} == picture
    event = Event(title="A", date="2024", x={"media": "javascript:alert(1)", "group": 3})
    (slide,) = json.loads("".join(timelinejs.export([answers.of(event)], Carried())))["events"]
    assert not {"media", "group"} & slide.keys()


def test_titles_and_eras_are_no_events() -> None:
    era = {"start_date": {"year": 1900}, "end_date": {"year": 1950}, "text": {"headline": "Then"}}
    data = slides({"start_date": {"year": "1901"}, "background": {}}, title={"text": {"headline": "All"}}, eras=[era])
    table = timelinejs.read(b"\xef\xbb\xbf" + data, "a.json")
    assert [(row.place, row.cells.get("title"), row.refused) for row in table.rows] == [
        ("a.json (title)", "All", "not an event: title row"),
        ("a.json:21 (event 1)", None, "no headline"),
        ("a.json:8 (era 1)", "Then", "not an event: era"),
    ]
    assert table.notes == ["1 background left behind"]
    none = timelinejs.read(slides(), "a.json")
    assert (none.rows, none.columns) == ([], ("title", "date"))
    assert cells(start_date={"year": 1}, text={"headline": ["A"]}) == {"refused": "no headline"}


@pytest.mark.parametrize(
    ("start", "end", "date"),
    [
        ({"year": "1,815", "month": "", "day": None}, {}, "1815"),
        (
            {"year": 2012, "month": "02", "day": "5", "hour": "6", "minute": 5, "millisecond": ""},
            {},
            "2012-02-05T06:05",
        ),
        ({"year": "2012.0", "month": 2.0}, {}, "2012-02"),
        ({"year": "2012"}, {"year": 2012}, "2012"),
        ({"year": 2012}, {"year": 2012}, "2012"),
        ({"year": -44}, {"year": "14"}, "-0043/0014"),
        ({"year": "-100000"}, {}, "Y-100000"),
        ({"year": 2012, "month": 13}, {}, "month 13"),
        ({"year": 2012, "day": 1}, {}, "a day without a month"),
        ({"year": 0}, {}, "year 0: TimelineJS counts 1 BC as -1"),
        ({"year": "c. 1900"}, {}, 'year "c.1900" is no number'),
        ({"month": 2}, {}, "a month without a year"),
        ({"year": ""}, {}, "no start_date with a year"),
        ({"year": 2012}, {"year": 2011}, "the interval ends before it starts"),
    ],
)
def test_dates_that_people_write(start: dict[str, Any], end: dict[str, Any], date: str) -> None:
    found = cells(start_date=start, end_date=end)
    assert date in (found.get("date") or found["refused"])


def test_a_refused_row_keeps_what_it_says() -> None:
    (row,) = timelinejs.read(slides({"start_date": {"year": 2012, "month": 13}, "text": {"headline": "A"}}), "").rows
    assert row.cells == {"title": "A", "date": "2012 13"}


def test_words_for_a_date_are_kept_where_they_say_more() -> None:
    hour = {"year": 2012, "month": 2, "day": 5, "hour": 6}
    assert (
        cells(start_date={"year": 1963}, display_date="about <b>1963</b>, they say")["date_text"]
        == "about 1963, they say"
    )
    assert "date_text" not in cells(start_date={"year": 1963, "display_date": "1963"})
    assert cells(start_date=hour)["date_text"] == "year 2012 month 2 day 5 hour 6"
    assert cells(start_date=hour, end_date={"year": 2013}, display_date="at six")["date_text"] == "at six"


def test_a_page_becomes_plain_text() -> None:
    page = (
        "<p>One <a href='https://a.example'>two</a></a>  <br>three</p><script>x()</script>"
        "<ul><li>4 &lt; 5</li></ul><a href='javascript:b'>c</a> <a>d</a> <a href='https://e.example'>https://e.example</a>"
    )
    found = cells(
        start_date={"year": 1}, text={"headline": "<b>A</b><br>b", "text": page}, location={"name": "C", "lat": 1}
    )
    assert found["title"] == "A b"
    assert found["summary"] == "One two (https://a.example)\nthree\n\n4 < 5\n\nc d https://e.example"
    assert (found["place"], found["lat"]) == ("C", 1)


def test_what_is_wrong_with_one_slide() -> None:
    rows = timelinejs.read(b'{"events": [1, {"text": 1, "text": 2}]}', "a.json").rows
    assert [row.refused for row in rows] == [
        "this is no object",
        'an object has more than one "text"; each key stands once in it; several values are a list',
    ]


def test_ids_are_keys_where_no_two_slides_have_the_same() -> None:
    slide = {"start_date": {"year": 1}, "text": {"headline": "A"}}
    for first, means in (("", "key"), ("b", "key"), ("a", "x.id")):
        two = slides({**slide, "unique_id": first}, {**slide, "unique_id": "a"})
        assert timelinejs.read(two, "a.json").meaning[means] == "id"


def test_its_spreadsheet() -> None:
    sheet = (
        b"Year,Month,Day,Time,End Year,End Time,Headline,Text,Media,Media Credit,Type,Group\r\n"
        b",,,,,,All,,,,title,\r\n"
        b'"1,815",12,10,8:04:31 PM,1852,,A,<p>b</p>,https://a.example,C,,d\r\n'
        b"2012,1,2,12.30 am,,,B,,,,,\r\n2012,1,2,14:05,,,C,,,,,\r\n2012,1,2,noon,,,D,,,,,\r\n1,2,3,4,5,6,7,8,9,0,1,2,3\r\n"
    )
    assert timelinejs.is_it(sheet)
    table = timelinejs.read(sheet, "a.csv")
    assert [row.refused for row in table.rows][:5] == [
        "not an event: title row",
        "",
        "",
        "",
        'hour "noon" is no number',
    ]
    assert "13 cells" in table.rows[5].refused
    assert table.rows[1].cells == {
        "title": "A",
        "date": "1815-12-10T20:04:31/1852",
        "summary": "b",
        "group": "d",
        "media": "https://a.example",
        "media_credit": "C",
    }
    assert [row.cells["date"] for row in table.rows[2:4]] == ["2012-01-02T00:30", "2012-01-02T14:05"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'{"events": [', "is no JSON object"),
        (b'{"timeline": {}}', "holds no list of events"),
        (b'{"a": 1}\n{"a": 2}', "is no JSON object"),
    ],
)
def test_what_is_none(data: bytes, said: str) -> None:
    with pytest.raises(DataError, match=said):
        timelinejs.read(data, "a.json")


@pytest.mark.parametrize(
    ("start", "is_one"),
    [
        (b' {"title": {"text": {}}', True),
        (b'{"events": [\n{"start_date": 1', True),
        (b'{"title": "A", "text": 1}', False),
        (b'[{"start_date"', False),
        (b"Year,Title\r\n", False),
    ],
)
def test_it_knows_its_own(start: bytes, is_one: bool) -> None:
    assert timelinejs.is_it(start) == is_one
