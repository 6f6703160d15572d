import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example, given, settings

from conftest import Run
from event_strategies import EVENTS
from samples import fill, same_as_golden
from timeline.dates.extent import extent
from timeline.errors import DataError
from timeline.formats import Carried, ics, source_lines
from timeline.model.event import DEFAULTS, Event, Place, Source
from timeline.model.register import Register
from timeline.records.build import record
from timeline.records.entry import Entry
from timeline.tables.input_table import InputTable

TOLD = ("status", "date_basis", "date_text", "kind", "likelihood", "claim", "lang")


def test_golden(run: Run, empty: Path, update: bool) -> None:
    fill(empty)
    done = run("export", "-o", "all.ics")
    text = Path("all.ics").read_bytes().decode()
    assert same_as_golden("ics.ics", text, update=update)
    assert done.err.splitlines() == [
        "9 events written to all.ics",
        "2 events without an exact date: shown on all the days that it may mean",
        "1 confidential source withheld",
        "2 sources left out, which deny it, take no side, or pass that on: no line says so; xlsx and JSON do",
    ]
    assert "\n" not in text.replace("\r\n", "")
    assert max(map(len, text.encode().split(b"\r\n"))) <= 75


def entry(event: Event, zone: str | None = None) -> Entry:
    raw = record(event, Register(), zone=zone).json()
    return Entry(event.id, event.path, event.date, lambda: raw)


def exported(*events: Event, zone: str | None = None) -> str:
    return "".join(ics.export([entry(event, zone) for event in events], Carried(zone=zone)))


def calendar(*lines: str) -> bytes:
    return "\r\n".join(["BEGIN:VCALENDAR", *lines, "END:VCALENDAR"]).encode()


def vevents(*each: str) -> bytes:
    return calendar(*(line for lines in each for line in ["BEGIN:VEVENT", *lines.split("\n"), "END:VEVENT"]))


def read(data: bytes | str) -> InputTable:
    return ics.read(data if isinstance(data, bytes) else data.encode(), "a.ics")


def cells(*each: str) -> Any:
    (row,) = read(vevents(*each)).rows
    assert not row.refused
    return row.cells


def plain(text: str | None) -> str:
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", (text or "").replace("\r\n", "\n").replace("\r", "\n"))


def on_one_line(text: str | None) -> str:
    return " ".join(plain(text).split())


@given(EVENTS)
@example(Event(id="a", title="C:\\News", date="2024-11-17", tags=("\\N", "a\\\\N"), summary="\\N\nC:\\new " * 9))
@settings(max_examples=20)
def test_it_reads_back(event: Event) -> None:
    shown = entry(event).event
    assume(extent(event.date, None))
    (row,) = read(exported(event)).rows
    wanted: dict[str, Any] = {name: on_one_line(getattr(shown, name)) for name in TOLD}
    wanted = {name: value for name, value in wanted.items() if value != DEFAULTS.get(name)}
    places = tuple(plain(place.name) for place in shown.places)
    wanted |= {
        "uid": "a@timeline",
        "date": event.date,
        "timezone": plain(event.timezone),
        "title": plain(event.title) if plain(event.title).strip() else "(no title)",
        "summary": plain(event.summary),
        "place": "".join(places) if len(places) < 2 else places,
        "tag": tuple(filter(None, map(plain, event.tags))),
        "source": tuple(map(on_one_line, source_lines(shown))),
    }
    assert not row.refused
    assert row.cells == {name: value for name, value in wanted.items() if value not in {"", ()}}


def test_each_of_several_places_reads_back() -> None:
    places = (Place(name="a; b"), Place(name="c\nd", lat=0.1234567, lon=-0.0), Place(name="e", lat=1, lon=2))
    (row,) = read(exported(Event(id="a", title="A", date="[2024,2026]", places=places))).rows
    assert [row.cells[name] for name in ("date", "place", "lat", "lon")] == [
        *("[2024,2026]", ("a; b", "c\nd", "e"), 0.123457, 0.0)
    ]


def test_times_are_in_utc_and_the_zone_is_kept() -> None:
    event = Event(id="a", title="A", date="2024-11-17T20:20/2024-11-17T21:00")
    text = exported(event, zone="Europe/Kyiv")
    assert "DTSTART:20241117T182000Z\r\nDTEND:20241117T190000Z\r\n" in text
    assert dict(read(text).rows[0].cells) == {
        "uid": "a@timeline",
        "title": "A",
        "date": event.date,
        "timezone": "Europe/Kyiv",
    }
    assert "DTSTART:20241117T202000\r\n" in exported(event)


def test_what_somebody_has_moved_or_rewritten_in_a_calendar_counts() -> None:
    text = exported(Event(id="a", title="A", date="2024-11", summary="One.", tags=("b",)))
    assert "DTSTART;VALUE=DATE:20241101\r\nDTEND;VALUE=DATE:20241201\r\n" in text
    moved = read(text.replace("20241101", "20241103").replace("One.", "Two.\\n\\n--\\nThree."))
    assert (moved.rows[0].cells["date"], moved.rows[0].cells["summary"]) == (
        "2024-11-03/2024-11-30",
        "Two.\n\n--\nThree.",
    )
    assert moved.notes == ["moved since they were exported, so that DTSTART counts: 1 VEVENT"]
    assert read(text.replace("TEXT:2024-11", "TEXT:2024-99")).rows[0].cells["date"] == "2024-11-01/2024-11-30"


def test_addresses_that_are_none_of_the_web_and_confidential_sources_stay_here() -> None:
    sources = (
        Source(id="a", publisher="Paper", cites=("b",), url="javascript:alert(1)"),
        Source(id="b", name="X", confidential=True, url="https://secret.example"),
        Source(id="c", publisher="Other", url="https://c.example/1"),
    )
    text = exported(Event(id="a", title="A", date="9999", status="cancelled", sources=sources))
    assert re.findall("^(?:URL|STATUS).*", text, re.MULTILINE) == ["STATUS:CANCELLED\r", "URL:https://c.example/1\r"]
    (row,) = read(text).rows
    assert row.cells["source"] == ("Paper, citing withheld source 1 javascript:alert(1)", "Other https://c.example/1")
    assert (row.cells["date"], row.cells["status"]) == ("9999", "cancelled")


@pytest.mark.parametrize(
    ("lines", "date", "zone"),
    [
        ("DTSTART;VALUE=DATE:20240101\nDTEND;VALUE=DATE:20240103", "2024-01-01/2024-01-02", ""),
        ("DTSTART:20240101\nDTEND:20240102", "2024-01-01", ""),
        ("DTSTART:20240101\nDTEND:20240101", "2024-01-01", ""),
        ("DTSTART:20240101\nDURATION:P2D", "2024-01-01/2024-01-02", ""),
        ("DTSTART;TZID=Europe/Kyiv:20240101", "2024-01-01", ""),
        ("DTSTART:20240101T101530Z", "2024-01-01T10:15:30Z", ""),
        ("DTSTART:20240101T100000\nDURATION:PT90M", "2024-01-01T10:00:00/2024-01-01T11:30:00", ""),
        ("DTSTART:20240101T100000Z\nDTEND:20240101T100000Z", "2024-01-01T10:00:00Z", ""),
        ("DTSTART;TZID=Europe/Kyiv:20240101T100000", "2024-01-01T10:00:00+02:00", "Europe/Kyiv"),
        ("DTSTART;TZID=FLE Standard Time:20240101T100000", "2024-01-01T10:00:00+02:00", "Europe/Kiev"),
        ("DTSTART;TZID=/x.example/Europe/Kyiv:20240101T100000", "2024-01-01T10:00:00+02:00", "Europe/Kyiv"),
        (
            "DTSTART;TZID=Europe/Kyiv:20240330T100000\nDURATION:P1DT1H",
            "2024-03-30T10:00:00+02:00/2024-03-31T11:00:00+03:00",
            "Europe/Kyiv",
        ),
    ],
)
def test_dates_are_just_those_that_it_states(lines: str, date: str, zone: str) -> None:
    held = cells("SUMMARY:A\n" + lines)
    assert (held["date"], held.get("timezone", "")) == (date, zone)


def test_a_zone_that_the_file_describes_holds_in_that_file_alone() -> None:
    zone = ["BEGIN:VTIMEZONE", "TZID:Own", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0500"]
    zone += ["TZOFFSETTO:+0500", "END:STANDARD", "END:VTIMEZONE"]
    event = ["BEGIN:VEVENT", "DTSTART;TZID=Own:20240101T100000", "SUMMARY:A", "END:VEVENT"]
    assert read(calendar(*zone, *event)).rows[0].cells["date"] == "2024-01-01T10:00:00+05:00"
    unknown = read(calendar(*event))
    assert unknown.rows[0].cells["date"] == "2024-01-01T10:00:00"
    assert unknown.notes == ["times of a zone that the file does not describe, stored without an offset: 1 VEVENT"]


@pytest.mark.parametrize(
    ("lines", "because"),
    [
        ("SUMMARY:A", "no DTSTART"),
        ("DTSTART:20240230", 'its DTSTART "20240230" is no date'),
        (
            "SUMMARY:A\nE ND:VEVENT\nDTSTART:20240101",
            'it cannot be read: Property "DTSTART" does not have a parent component.',
        ),
        ("DTSTART:PT1H", 'its DTSTART "PT1H" is no date'),
        ("DTSTART:20240101\nDTSTART:20240102", "it has 2 DTSTARTs"),
        ("DTSTART:20240102\nDTEND:20240101", "it ends before it begins"),
        ("DTSTART:20240102T100000Z\nDURATION:-PT1H", "it ends before it begins"),
        ("DTSTART:20240101\nRRULE:FREQ=DAILY\nEXDATE:20240101,20240103", "its first time is taken out by EXDATE"),
    ],
)
def test_what_has_no_date_is_refused(lines: str, because: str) -> None:
    table = read(vevents(lines, "DTSTART:20240101\nSUMMARY:B"))
    assert [(row.place, row.refused) for row in table.rows] == [
        *(("a.ics:2", because), (f"a.ics:{4 + len(lines.splitlines())}", ""))
    ]
    assert table.notes == []


def test_of_what_repeats_the_first_time_is_taken_once() -> None:
    master = "UID:a\nSUMMARY:A\nDTSTART:20240101T100000Z\nRRULE:FREQ=DAILY;COUNT=3"
    table = read(vevents(master, "UID:a\nSUMMARY:B\nDTSTART:20240101T120000Z\nRECURRENCE-ID:20240101T100000Z", master))
    assert [(row.cells["uid"], row.refused[:30]) for row in table.rows] == [
        ("a", "its first time is told by anot"),
        ("a 20240101T100000Z", ""),
        ("a", "its first time is told by anot"),
    ]
    alone = read(vevents(master, "UID:b\nSUMMARY:A\nDTSTART:20240101\nRDATE:20240105"))
    assert alone.notes == ["only the first time is taken of what repeats: 2 VEVENTs"]
    assert alone.meaning["x.rrule"] == "rrule"
    assert alone.rows[0].cells["rrule"] == "FREQ=DAILY;COUNT=3"


def test_what_else_it_reads_and_what_it_says() -> None:
    table = read(
        vevents(
            "UID:u\nDTSTART:20240101T100000\nDTEND:20240102\nSUMMARY:a\\, b\\n\\;c\nDESCRIPTION:d\\\\n\nLOCATION:Kursk\n"
            "GEO:51.5;36\nCATEGORIES:a\\,b,c\nCATEGORIES:d\nURL:https://e.example\nSTATUS:cancelled\nnonsense",
            "DTSTART:20240101\nDTEND:20240230\nSUMMARY: \nGEO:x\nURL:javascript:alert(1)",
            "DTSTART:99991231\nDURATION:P3D\nSUMMARY:B",
            "DTSTART:20240101\nDURATION:PT3H\nSUMMARY:B",
        ).replace(b"END:VCALENDAR", b"BEGIN:VTODO\r\nEND:VTODO\r\nEND:VCALENDAR")
    )
    assert table.rows[0].cells == {
        "uid": "u",
        "date": "2024-01-01T10:00:00",
        "title": "a, b\n;c",
        "summary": "d\\n",
        "place": "Kursk",
        "lat": 51.5,
        "lon": 36.0,
        "tag": ("a,b", "c", "d"),
        "url": "https://e.example",
        "status": "cancelled",
    }
    assert [dict(row.cells) for row in table.rows[1:]] == [
        {"uid": "20240101  ", "title": "(no title)", "date": "2024-01-01"},
        {"uid": "99991231 B", "title": "B", "date": "9999-12-31"},
        {"uid": "20240101 B", "title": "B", "date": "2024-01-01"},
    ]
    assert set(table.meaning) == {"key", "date", "title", "summary", "place", "lat", "lon", "tag", "url", "status"}
    assert table.notes == [
        "ends that cannot be read, or do not go with their DTSTART, left out: 4 VEVENTs",
        "times of no zone, stored without an offset: 1 VEVENT",
        "lines that cannot be read, left out: 1 VEVENT",
        "without SUMMARY, so called (no title): 1 VEVENT",
        "no event, so left out: 1 VTODO",
    ]


def test_what_lacks_a_uid_among_others_is_known_by_start_and_title() -> None:
    table = read(vevents("UID:a\nDTSTART:20240101\nSUMMARY:A", "DTSTART:20240102\nSUMMARY:B"))
    assert [row.cells["uid"] for row in table.rows] == ["a", "20240102 B"]
    assert "key" not in read(vevents("DTSTART:20240102\nSUMMARY:B")).meaning


@pytest.mark.parametrize("zone", ["Europe", "/etc/passwd", "../../x", "/" + "a/" * 500])
def test_a_zone_that_is_a_path_is_none(zone: str) -> None:
    assert cells(f"SUMMARY:A\nDTSTART;TZID={zone}:20240101T100000")["date"] == "2024-01-01T10:00:00"


def test_alarms_in_an_event_are_left_alone_whatever_they_say() -> None:
    alarm = "BEGIN:VALARM\nTRIGGER:x\nDTSTART:x\nBEGIN:X\nEND:X\nEND:VALARM\n"
    assert cells(f"DTSTART:20240101\n{alarm}SUMMARY:A")["title"] == "A"
    inner = read(vevents("DTSTART:20240101\nBEGIN:VEVENT\nDTSTART:20240102\nEND:VEVENT\nSUMMARY:A"))
    assert [(row.place, row.cells["title"]) for row in inner.rows] == [("a.ics:2", "A"), ("a.ics:4", "(no title)")]


def test_encodings_and_several_calendars() -> None:
    one = vevents("DTSTART:20240101\nSUMMARY:Übung")
    for data in (
        b"\xef\xbb\xbf" + one,
        one.replace(b"\r", b""),
        one.replace(b":V", b":\0V"),
        one.replace("Ü".encode(), b"\xc3\r\n \x9c"),
        one.decode().encode("cp1252"),
        one.decode().encode("utf-16"),
    ):
        assert [row.cells["title"] for row in read(data).rows] == ["Übung"]
    assert [row.place for row in read(one + b"\r\n" + one).rows] == ["a.ics:2", "a.ics:8"]


@pytest.mark.parametrize(
    ("data", "notes"),
    [
        (calendar(), ["no VEVENT in a.ics"]),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\n", ["no VEVENT in a.ics holds anything"]),
    ],
)
def test_a_calendar_of_nothing(data: bytes, notes: list[str]) -> None:
    table = read(data)
    assert (list(table.rows), table.notes) == ([], notes)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b" \n", "a.ics is empty"),
        (b"<html>\n", "a.ics:1: this is no line of a calendar"),
        (b"END:VEVENT", "a.ics cannot be read as a calendar"),
        (calendar("X", "DTSTART:x"), "a.ics:2: this is no line of a calendar"),
        (vevents("DTSTART:20240101")[:-20], "a.ics:1: this VCALENDAR is never closed"),
        (
            vevents("DTSTART:20240101", "DTSTART:20240101").replace(b"END:VEVENT", b"X:y", 1),
            "a.ics:1: this VCALENDAR is",
        ),
    ],
)
def test_what_is_no_calendar_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(DataError) as caught:
        read(data)
    assert caught.value.message.startswith(message)
    assert caught.value.hint
