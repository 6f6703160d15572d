"""Times on the command line: shown in one zone by every verb that reads, grouped by the hour, with how long it lasted."""

import re
from pathlib import Path

import pytest

from conftest import Run

TOKYO = ("--timezone", "Asia/Tokyo")


@pytest.fixture
def outage(empty: Path) -> Path:
    (empty / "timeline.toml").write_text('timezone = "Europe/Berlin"\n', encoding="utf-8")
    for name, text in {
        "a": 'date = "2026-10-24T17:31-05:00"\n[[sources]]\npublisher = "A"\npublished = "2026-10-25T03:00"\n',
        "b": 'date = "2026-10-25T01:10/2026-10-25T02:25+02:00"\n',
        "c": "date = 2026-10-25\n",
    }.items():
        (empty / f"{name}.toml").write_text(f'title = "{name.upper()}"\n{text}', encoding="utf-8")
    return empty


def test_a_table_in_one_zone(run: Run, outage: Path) -> None:
    lines = run("list", *TOKYO, "--columns", "title,date").out.splitlines()
    assert lines[:2] == ["Times in Asia/Tokyo; days without a time as written.", ""]
    assert lines[4:] == [
        "C      2026-10-25",
        "A      2026-10-25T07:31",
        "B      2026-10-25T08:10/2026-10-25T09:25 (1 h 15 min)",
    ]
    assert "2026-10-24T17:31-05:00" in run("list", "--columns", "date").out
    assert "2026-10-25T01:10+02:00/2026-10-25T02:25+02:00 (1 h 15 min)" in run("list", "--columns", "date").out


def test_what_is_found_stays_and_another_day_is_said(run: Run, outage: Path) -> None:
    found = run("list", "--on", "2026-10-24", *TOKYO)
    assert "2026-10-25T07:31" in found.out
    assert "\n1 event shown on a day outside those asked for, in which its own clocks had it.\n" in found.out
    told = run("list", "--on", "2026-10-24", *TOKYO, "-f", "tsv", "--columns", "date")
    assert told.out == "date\n2026-10-25T07:31+09:00\n"
    assert told.err.startswith("Times in Asia/Tokyo.\n1 event shown on a day outside")


def test_show_and_trace(run: Run, outage: Path) -> None:
    card = run("show", "a", *TOKYO).out
    assert card.startswith("Times in Asia/Tokyo.\n\n25 October 2026, 07:31\n")
    assert "A, 2026-10-25T11:00" in card
    assert "A, 2026-10-25T11:00" in run("trace", "a", *TOKYO).out
    assert "A, 2026-10-25T03:00" in run("trace", "a").out
    assert '"published": "2026-10-25T11:00+09:00"' in run("trace", "a", "-f", "json", *TOKYO).out
    for verb in ("show", "trace"):
        refused = run(verb, "a", "--timezone", "Asia/Tokio")
        assert (refused.code, refused.err) == (2, 'error: no time zone "Asia/Tokio"\n  did you mean "Asia/Tokyo"?\n')


@pytest.mark.parametrize(
    ("window", "found"),
    [
        ("2024-11-17T18:20Z..2024-11-17T18:20Z", "a\n"),
        ("2024-11-17T19:20..2024-11-17T19:20", "a\n"),
        ("2024-11-17..2024-11-17T19:20", "a\n"),
        ("2024-11-17T20:20..", ""),
        ("..2024-11-17T18:20", ""),
        ("2024-11-17T20:00Z..2024-11-17T21:00Z", ""),
    ],
)
@pytest.mark.parametrize("field", ["date", "x.seen"])
def test_a_time_is_asked_for_by_our_clocks_and_was_by_those_of_the_event(
    run: Run, empty: Path, field: str, window: str, found: str
) -> None:
    (empty / "timeline.toml").write_text('timezone = "Europe/Berlin"\n', encoding="utf-8")
    times = 'date = "2024-11-17T20:20"\ntimezone = "Europe/Kyiv"\nx.seen = ["late", "2024-11-17T20:20"]\n'
    (empty / "a.toml").write_text(f'title = "A"\n{times}', encoding="utf-8")
    assert run("list", "-f", "ids", f"{field}:{window}").out == found


def test_a_date_in_words_is_the_same_as_it_would_be_written(run: Run, empty: Path) -> None:
    (empty / "timeline.toml").write_text('timezone = "Europe/Kyiv"\n', encoding="utf-8")
    for name, date in {"a": "2024-11-17T20:20Z", "b": "2024-11-17T22:20", "c": "2024-11-17T22:20+02:00"}.items():
        (empty / f"{name}.toml").write_text(f'title = "A"\ndate = "{date}"\n', encoding="utf-8")
    assert run("list", "-f", "ids", 'date="17 Nov 2024, 20:20 UTC"').out == "a\n"
    assert run("list", "-f", "ids", 'date="17 Nov 2024, 22:20"').out == "b\n"
    assert run("list", "-f", "ids", 'date="17 Nov 2024, 22:20 EET"').out == "c\n"
    assert run("list", "-f", "ids", 'date:"17 Nov 2024, 22:20"').out.split() == ["a", "b", "c"]


def test_hours_are_those_of_the_chronology_where_no_zone_is_asked_for(run: Run, empty: Path) -> None:
    (empty / "timeline.toml").write_text('timezone = "Europe/Berlin"\n', encoding="utf-8")
    for name, date in {"a": "2026-10-24T22:15-04:00", "b": "2026-10-24T23:40"}.items():
        (empty / f"{name}.toml").write_text(f'title = "{name}"\ndate = "{date}"\n', encoding="utf-8")
    for command in (["list", "-f", "markdown"], ["report"]):
        shown = run(*command, "--group", "hour").out
        assert "Times in Europe/Berlin." in shown
        assert shown.index("24 October 2026, 23:00–23:59") < shown.index("25 October 2026, 03:00–03:59")
    assert "25 October 2026, 03:00–03:59" in run("list", "--group", "hour", "--count").out


def test_headings_follow_what_is_shown(run: Run, outage: Path) -> None:
    def headings(*flags: str) -> list[str]:
        out = run("report", *flags).out
        return re.findall("(?m)^## (?:<a.*</a>)?([0-9].*)", out)

    assert headings("--group", "day") == ["24 October 2026", "25 October 2026"]
    assert headings("--group", "day", *TOKYO) == ["25 October 2026"]
    assert headings("--group", "hour", *TOKYO) == [
        "25 October 2026, time not known",
        "25 October 2026, 07:00–07:59",
        "25 October 2026, 08:00–08:59",
    ]
    assert "25 October 2026, 08:10–09:25 (1 h 15 min): " in run("report", *TOKYO).out


@pytest.mark.parametrize(
    ("date", "length"),
    [
        ("2026-10-24T23:00/2026-10-25T04:00", "6 h"),  # the clocks were put back
        ("2026-10-25T01:10Z/2026-10-25T01:10Z", "0 min"),
        ("2026-10-25T01:10:30Z/2026-10-25T01:11:45Z", "1 min 15 s"),
        ("2026-10-25T01:10Z/2026-10-27T02:15Z", "2 d 1 h 5 min"),
    ],
)
def test_how_long_it_lasted(date: str, length: str, run: Run, outage: Path) -> None:
    (outage / "d.toml").write_text(f'title = "D"\ndate = "{date}"\n', encoding="utf-8")
    assert f" ({length})" in run("show", "d").out


@pytest.mark.parametrize("date", ["2026-10-24T23:00/..", "2026-10-24T23:00/2026-10-25", "2026-10-24/2026-10-25T01:00"])
def test_no_length_without_two_times(date: str, run: Run, outage: Path) -> None:
    (outage / "d.toml").write_text(f'title = "D"\ndate = "{date}"\n', encoding="utf-8")
    assert " (" not in run("show", "d").out.splitlines()[0].replace(" (UTC", "")
