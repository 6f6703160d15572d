from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

import answers
from conftest import Run
from event_strategies import EVENTS
from samples import SECRET, fill, same_as_golden
from timeline.formats import Carried, markwhen, source_lines
from timeline.model.event import Event


def written(*events: Event, zone: str | None = None) -> str:
    return "".join(markwhen.export([*map(answers.of, events)], Carried(zone=zone)))


def cells(text: str) -> dict[str, Any]:
    (row,) = markwhen.read(text.encode(), "a.mw").rows
    return dict(row.cells) | ({"refused": row.refused} if row.refused else {})


def back(event: Event) -> dict[str, Any]:
    return cells(written(event))


def test_golden(run: Run, empty: Path, update: bool) -> None:
    fill(empty)
    out = run("export", "-f", "markwhen").out
    assert same_as_golden("markwhen.mw", out, update=update)
    assert SECRET not in out
    assert len(markwhen.read(out.encode(), "a.mw").rows) == 9


@settings(max_examples=20)
@given(EVENTS)
def test_what_it_keeps_comes_back(event: Event) -> None:
    of, found = answers.of(event).event, back(event)
    assert "refused" not in found
    assert (found["id"], found["title"], found["date"]) == ("the-id", of.title, of.date)
    assert found.get("summary", "") == (of.summary or "")
    assert {*found.get("tags", ())} == {*of.tags}
    assert found.get("sources", ()) == tuple(source_lines(of))
    assert found.get("date_text", "") == (of.date_text or "")


@pytest.mark.parametrize(
    ("date", "line"),
    [
        ("2024-11-17", "2024-11-17"),
        ("2024-11-17T20:20/2024-11-18T01:00", "2024-11-17 20:20/2024-11-18 01:00"),
        ("0044", "0044"),
        ("Y12345", "12345"),
        ("-0043/0014", "44 BCE-0014"),
        ("-0043-03-15", "44 BCE"),
        ("2024-11-17T20:20:05Z", "2024-11-17 20:20"),
        ("2024-22", "2024-06"),
        ("1985-04-XX", "1985-04"),
        ("2024/..", "2024"),
        ("[..2024]", "2024"),
        ("{2020..2022}", "2020"),
    ],
)
def test_a_date_as_a_line_says_it(date: str, line: str) -> None:
    text = written(Event(title="A", date=date))
    assert text.startswith(f"{line}: A")
    assert ("\ndate: " in text) == (cells(f"{line}: A")["date"] != date)
    assert cells(text)["date"] == date
    assert cells(text.replace(line, "1999", 1)).get("date") == "1999"


def test_what_it_takes_for_more_stays_text() -> None:
    title = "[x] of #tag !by .end ![a](b.png) [Rome](map) #1"
    summary = "2024: a\n- May: b\n[2020,2021]: c\nNote: d\n# e\n// f\n#g\nevery day: h\n: i\nMay came\nY12345: j\n17.11.2024: k"
    event = Event(title=title, date="2024", summary=summary, tags=("ok", "not/ok", "1"), status="refuted")
    text = written(event)
    assert text.splitlines()[0] == "2024: (x] of # tag ! by . end ![a] (b.png) [Rome] (map) #1 (refuted) #ok"
    assert text.partition("\n\n")[2].splitlines() == [
        *(
            "> 2024: a",
            "> - May: b",
            "> [2020,2021]: c",
            "Note: d",
            "> # e",
            "> // f",
            "> # g",
            "> every day: h",
            "> : i",
        ),
        *("May came", "> Y12345: j", "> 17.11.2024: k", ""),
    ]
    found = cells(text)
    assert (found["title"], found["summary"], found["tags"]) == (title, summary, event.tags)
    assert found["status"] == "refuted"
    changed = cells(text.replace("> 2024: a", "> 2024: z").replace("(x]", "(y]"))
    assert back(Event(title=": 2025: a", date="2024"))["title"] == ": 2025: a"
    assert changed["title"].startswith("(y] of")
    assert changed["summary"].startswith("> 2024: z")


def test_zones() -> None:
    local = Event(title="A", date="2024-11-17T20:20")
    assert cells(written(local, zone="Europe/Kyiv"))["timezone"] == "Europe/Kyiv"
    assert "timezone" not in cells(written(Event(title="A", date="2024"), zone="Europe/Kyiv"))
    away = Event(title="A", date="2024-11-17T20:20+02:00")
    assert 'timezone: "+02:00"' in written(away)
    assert "\ndate: " not in written(away)
    both = Event(title="A", date="2024-11-17T20:20+02:00", timezone="Europe/Kyiv")
    assert cells(written(both)) == {
        "id": "the-id",
        "title": "A",
        "date": both.date,
        "timezone": "Europe/Kyiv",
    }
    two = Event(title="A", date="2024-11-17T20:20+02:00/2024-11-17T20:20Z")
    assert cells(written(two))["date"] == two.date


def test_sections_are_headings() -> None:
    text = written(
        *(
            Event(title=title, date="2024", x={"section": section})
            for title, section in zip("ABCD", (1, "X", "Y", "X"), strict=True)
        )
    )
    assert [line for line in text.splitlines() if line[:1] in {"#", "2"}] == [
        *("2024: A", "# X", "2024: B", "2024: D", "# Y", "2024: C"),
    ]
    assert [row.cells.get("section") for row in markwhen.read(text.encode(), "a.mw").rows] == [None, "X", "X", "Y"]


def test_what_it_cannot_hold_is_said(run: Run, empty: Path) -> None:
    eastwards = "2024-05-02T01:00+12:00/2024-05-01T20:00-11:00"
    for n, date in enumerate(["XXXX-12-01", "Y-100000", eastwards, "2024?", "2024"]):
        (empty / f"{n}.toml").write_text(f'title = "A"\ndate = "{date}"\n')
    assert run("export", "-o", "a.mw").err.splitlines() == [
        "2 events written to a.mw",
        "3 events without any day that Markwhen knows left out",
        "1 event without an exact date: said in words, and kept as a property",
    ]


def test_properties_of_other_people() -> None:
    text = (
        "2024: A #b\nid: c\nstatus: done\ndate: soon\nsource: BBC\nsources: [D, 'E']\ntags: f\nowner: g\nsummary: h\n"
        "timezone: Europe/Kyiv\ntitle: [1\n\n2025 every year: B"
    )
    table = markwhen.read(text.encode(), "a.mw")
    assert table.rows[0].cells == {
        "id": "c",
        "title": "A",
        "date": "2024",
        "sources": ("D", "E", "BBC"),
        "tags": ("f", "b"),
        "summary": "h",
        "timezone": "Europe/Kyiv",
        "status": "done",
        "owner": "g",
    }
    assert table.meaning["x.owner"] == "owner"
    assert table.notes == ["1 event repeated: only the first time is taken"]
    assert cells("2024: #b")["refused"] == "no title"
    assert cells("5 days: A") == {
        "title": "A",
        "date": "5 days",
        "refused": '"5 days" counts from another date: write it as 2024-11-17',
    }
    assert markwhen.read(b"2024: a !b\n2025: c\n2026: d !b", "a.mw").meaning["x.id"] == "id"
    (note,) = markwhen.read(b"One: a", "a.mw").notes
    assert note == "a.mw holds no event: one is `2024-11-17: What happens` on a line"
