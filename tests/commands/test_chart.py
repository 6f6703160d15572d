"""`timeline chart`: how many events there are, drawn."""

import csv
import io
import json
from pathlib import Path

import pytest

from conftest import Run
from random_chronology import Maker
from timeline.dates.calendar import PERIODS
from timeline.text.width import text_width

TEXTS = {
    "2024-11-17-permission": 'title = "Permission"\ndate = 2024-11-17\nactors = ["Joe Biden", "Ukraine"]\n',
    "2024-11-19-strike": 'title = "Strike"\ndate = "2024-11-19?"\nactors = ["Ukraine"]\ntags = ["war"]\n',
    "2024-11-19-report": 'title = "Report"\ndate = 2024-11-19\ndate_basis = "reported"\ntags = ["war"]\n',
    "2024-12-01-call": 'title = "Call"\ndate = "2024-12-01T20:20+02:00"\nstatus = "confirmed"\n',
    "2024-12-02-call": 'title = "Second call"\ndate = "2024-12-01T23:20"\ntimezone = "Europe/Kyiv"\n',
    "2918-future": 'title = "Future"\ndate = "2918"\n',
}


@pytest.fixture
def six(empty: Path) -> Path:
    for name, text in TEXTS.items():
        (empty / f"{name}.toml").write_text(text, encoding="utf-8")
    return empty


def test_bars_by_a_period(run: Run, six: Path) -> None:
    result = run("chart", "--by", "day")
    assert (result.code, result.err) == (0, "")
    assert (
        result.out
        == """\
17 November 2024    ████     1
18 November 2024             0
19 November 2024    ░░░░░░░░ 2
no events: 20 November 2024 – 30 November 2024 (11 days)
1 December 2024     ████████ 2
no events: 2 December 2024 – 31 December 2917 (326,191 days)
2918, day not known ████     1

6 events by day; ░: 2 of them may belong elsewhere
"""
    )


def test_a_period_is_chosen_and_said(run: Run, six: Path) -> None:
    result = run("chart", "until:2025")
    assert result.out.startswith("17 November 2024 ")
    assert result.err == "by day, of which there are few: --by chooses another period\n"
    assert run("chart", "until:2025", "-q").err == ""


def test_hours_by_the_clocks_that_a_list_shows(run: Run, six: Path) -> None:
    assert "1 December 2024, 20:00–20:59 (+02:00)" in run("chart", "--by", "hour").out
    result = run("chart", "--by", "hour", "--timezone", "UTC", "call")
    assert "Times in UTC" in result.out
    assert "1 December 2024, 18:00–18:59" in result.out
    assert "1 December 2024, 21:00–21:59" in result.out
    assert run("chart", "call").out.startswith("1 December 2024, 20:00–20:59 (+02:00)")
    assert run("chart", "call", "--timezone", "UTC", "--by", "day", "-f", "csv").err == "Times in UTC.\n"
    assert "no time zone" in run("chart", "permission", "--timezone", "Mars").err


def test_rows_for_programs(run: Run, six: Path) -> None:
    found = json.loads(run("chart", "--by", "month", "-f", "json").out)
    assert found == [
        {"month": "November 2024", "first": "2024-11-01", "last": "2024-11-30", "events": 3, "possible": 2},
        {"month": "December 2024", "first": "2024-12-01", "last": "2024-12-31", "events": 2, "possible": 0},
        {"month": "2918, month not known", "first": "2918-01-01", "last": "2918-12-31", "events": 1, "possible": 0},
    ]
    (six / "undated.toml").write_text('title = "When?"\ndate = "XXXX-12-24"\n', encoding="utf-8")
    assert (
        run("chart", "--by", "month", "-f", "csv", "When").out
        == "month,first,last,events,possible\r\nundated,,,1,0\r\n"
    )
    assert run("chart", "--by", "month", "-o", "x.csv").code == 0
    assert Path("x.csv").read_text(encoding="utf-8").startswith("month,first,last,events,possible\n")
    assert run("chart", "-o", "x.txt").code == 0
    assert "█" in Path("x.txt").read_text(encoding="utf-8")
    assert run("chart", "--by", "month", "-o", "x.md").code == 0
    assert Path("x.md").read_text(encoding="utf-8").startswith("| month ")
    assert run("chart", "-o", "x.png").err.startswith("error: no chart goes by the ending .png\n")
    assert "month" in run("chart", "--by", "month", "-f", "table").out


def test_nothing_found(run: Run, six: Path) -> None:
    assert run("chart", "nowhere") == (0, "", "no events match\n")


def test_an_empty_chronology(run: Run, empty: Path) -> None:
    assert run("chart") == (0, "", "no events yet: `timeline add` writes the first\n")


def test_what_the_world_could_have_read(run: Run, six: Path) -> None:
    source = '[[sources]]\npublisher = "Reuters"\npublished = 2024-12-03\n'
    (six / "2024-12-03-late.toml").write_text(f'title = "Late"\ndate = 2024-12-03\n{source}', encoding="utf-8")
    result = run("chart", "--published-by", "2024-12-31", "--by", "day")
    assert result.out.startswith("Sources published by 2024-12-31; 6 events without dated sources left out.\n\n3 Dec")
    assert run("chart", "--published-by", "2024", "--by", "day", "-f", "csv").err.startswith("Sources published by")


def test_what_cannot_be_read_is_said(run: Run, six: Path) -> None:
    (six / "2024-12-03-broken.toml").write_text("title", encoding="utf-8")
    result = run("chart", "--by", "year")
    assert result.code == 3
    assert "1 file could not be read" in result.err
    assert "2024" in result.out


def test_a_slip_is_said(run: Run, six: Path) -> None:
    assert 'no actor "Nobody" here' in run("chart", "actor:Nobody or actor:Ukraine", "--by", "day").err


def test_bars_by_name(run: Run, six: Path) -> None:
    result = run("chart", "--by", "actor")
    assert (result.code, result.err) == (0, "")
    assert (
        result.out
        == """\
Ukraine   ████████ 2
Joe Biden ████     1
no actor: 4 events

6 events by actor; an event of several stands under each
"""
    )
    assert "1 other: 1 event\nno actor" in run("chart", "--by", "actor", "-n", "1").out
    assert run("chart", "--by", "status").out.endswith("\n6 events by status\n")
    result = run("chart", "--by", "actor", "-n", "1", "-f", "csv")
    assert result.out == "actor,events,possible\r\nUkraine,2,0\r\nno actor,4,0\r\n"
    assert result.err == "1 other left out\n"
    possible = run("chart", "on:2024-11-19", "--by", "place").out
    assert (
        possible
        == "no place: 2 events, 2 of them only possibly\n\n2 events by place; ░: 2 of them may belong elsewhere; an event of several stands under each\n"
    )


def test_spans(run: Run, six: Path) -> None:
    result = run("chart", "--spans", "--by", "tag", "until:2025-01", "-n", "4")
    assert result.code == 0
    assert "\nwar:\nReport " in result.out
    assert "\n~ Strike " in result.out
    assert "\nno tag:\nPermission " in result.out
    assert result.err == "4 of 5 events\n"
    whole = run("chart", "--spans").out
    assert "1 outside, in 2918" in whole
    assert "UTC" not in whole
    (six / "2024-12-02-third.toml").write_text('title = "Third"\ndate = "2024-12-01T20:20Z"\n', encoding="utf-8")
    assert run("chart", "--spans").out.startswith("Times stand where they are by UTC.\n\n")
    assert "Times in UTC; days without a time as written.\n\n" in run("chart", "--spans", "--timezone", "UTC").out
    doubtful = run("chart", "--spans", "since:2024-11-19", "until:2024-11-30")
    assert "~ Strike" in doubtful.out
    assert doubtful.out.endswith("2 events, all only possibly in the range (~)\n")


def test_pictures_for_files(run: Run, six: Path) -> None:
    assert run("chart", "-o", "x.svg") == (0, "", "")
    lanes = Path("x.svg").read_text(encoding="utf-8")
    assert "Ukraine&#x2069; (2)</text>" in lanes
    assert "Chronology: 6 events on an axis from " in lanes
    assert run("chart", "-f", "svg").out == lanes
    assert "war&#x2069; (2)</text>" in run("chart", "--by", "tag", "-f", "svg").out
    bars = run("chart", "--by", "month", "-f", "svg", "tag:war").out
    assert "<title>November 2024: 2 events, 2 of them may belong elsewhere</title>" in bars
    assert "Chronology, events tagged war, by month: 2 events" in bars
    then = run("chart", "-f", "svg", "title~S", "--published-by", "2024").out
    assert "Chronology, title~&quot;S&quot;, as published by 2024-12-31: 0 events" in then
    moved = run("chart", "-f", "svg", "call", "--timezone", "UTC")
    assert moved.err == "Times in UTC.\n"
    assert "20:20" not in moved.out
    assert run("chart", "nowhere", "-o", "y.svg").err == "no events match\n"
    assert run("chart", "--spans", "-f", "svg").out == run("chart", "-f", "svg").out
    assert "1 event on an axis" in run("chart", "-f", "svg", "-n", "1").out


def test_what_does_not_go_together(run: Run, six: Path) -> None:
    assert "--spans is drawn, and -f csv holds rows" in run("chart", "--spans", "-f", "csv").err
    assert "-n counts events or names" in run("chart", "-n", "3").err
    assert 'error: --by takes no "nonsense"' in run("chart", "--by", "nonsense").err
    assert "--spans draws events, and a bar of --by day many" in run("chart", "--spans", "--by", "day", "-f", "svg").err
    assert "-n counts events, and a bar of --by day many" in run("chart", "-n", "3", "--by", "day", "-o", "x.svg").err


def counts(text: str, by: str) -> list[tuple[str, str, str]]:
    return [(row[by], row["events"], row["possible"]) for row in csv.DictReader(io.StringIO(text))]


@pytest.mark.parametrize("seed", range(2))
def test_the_numbers_are_those_of_a_list(seed: int, run: Run, tmp_path: Path) -> None:
    maker = Maker(seed)
    root = str(maker.chronology(tmp_path / "c", 60))
    for by in PERIODS:
        for query in ((), ("date:2024-11",), ("since:2024", "--timezone", "Asia/Tokyo")):
            listed = run("-C", root, "list", *query, "--group", by, "--count", "-f", "csv")
            charted = run("-C", root, "chart", *query, "--by", by, "-f", "csv")
            assert counts(charted.out, by) == counts(listed.out, by)
        for kind in ("actor", "place", "tag", "status", "sourcing"):
            listed = run("-C", root, "list", "date:2024-11", "--group", kind, "--count", "-f", "csv")
            charted = run("-C", root, "chart", "date:2024-11", "--by", kind, "-f", "csv")
            assert sorted(counts(charted.out, kind)) == sorted(counts(listed.out, kind))


def test_a_picture_tells_of_files_that_could_not_be_read(run: Run, six: Path) -> None:
    (six / "broken.toml").write_text("title = \n")
    for words in ((), ("--by", "month")):
        result = run("chart", "-f", "svg", *words)
        assert result.code == 3
        assert result.out.count("Not complete: 1 file could not be read") == 2


@pytest.mark.parametrize("words", [("--by", "month"), ("--by", "actor"), ("--spans",)])
def test_what_is_said_below_fits_too(
    words: tuple[str, ...], run: Run, six: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert max(map(text_width, run("chart", *words).out.splitlines())) <= 40
