import csv
import io
import os
import subprocess
import sys
import webbrowser
from pathlib import Path

import pytest

from conftest import Run

BIDEN = "2024-11-17-biden-authorises-atacms"


def test_whole_events_go_to_a_file_or_to_stdout(run: Run, real: Path) -> None:
    done = run("export", "-o", "all.csv")
    assert (done.code, done.out, done.err.splitlines()[0]) == (0, "", "6 events written to all.csv")
    text = Path("all.csv").read_bytes().decode()
    for words in (("-f", "csv"), ("-f", "csv", "-o", "-")):
        assert run("export", *words).out == text
    (row,) = csv.DictReader(io.StringIO(run("export", f"id:{BIDEN}", "-f", "csv").out, newline=""))
    assert row["id"] == BIDEN
    assert run("export", "-f", "tsv", "-o", "all.csv").code == 0  # a name wins over the ending
    assert "\t" in Path("all.csv").read_text(encoding="utf-8")


def test_what_stays_is_said_and_what_is_broken_stops_nothing(run: Run, real: Path) -> None:
    (real / "secret.toml").write_text(
        'title = "Zebra"\ndate = 2024\nsources = [{ id = "s", publisher = "Zebulon", confidential = true }]\n',
        encoding="utf-8",
    )
    (real / "broken.toml").write_text("[\n", encoding="utf-8")
    done = run("export", "-o", "a.toml")
    assert done.code == 3
    assert done.err.startswith("7 events written to a.toml\n1 confidential source withheld\n")
    assert "events/broken.toml" in done.err
    assert "Zebulon" not in Path("a.toml").read_text(encoding="utf-8")


def test_what_was_known_by_a_day_takes_no_later_source_out_when_it_comes_back(run: Run, empty: Path) -> None:
    sources = "".join(f'[[sources]]\nid = "{n}"\npublisher = "P{n}"\npublished = 2024-01-0{n}\n' for n in (1, 2))
    (empty / "a.toml").write_text(f'title = "A"\ndate = 2024-01-01\n{sources}', encoding="utf-8")
    for words in (("-o", "a.csv", "--rows", "sources"), ("-o", "b.csv")):
        assert run("export", "--published-by", "2024-01-01", *words).err.endswith(f"1 event written to {words[1]}\n")
    assert '"changed": 0' in run("import", "a.csv", "-n", "-f", "json").out
    assert '"changed": 0' in run("import", "b.csv", "-n", "-f", "json").out


def test_nothing_found_is_said(run: Run, real: Path) -> None:
    done = run("export", "title:nowhere", "-f", "jsonl")
    assert (done.code, done.out, done.err) == (0, "", "no events match\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "in which format?\n  -o FILE.ending or -f NAME: csv, geojson, html, ics, json, "),
        (("-o", "-"), "in which format?\n"),
        (("-o", "a.doc"), "no format goes by the ending .doc\n  -f names one; of themselves go .csv, "),
        (("-f", "frob"), 'no format "frob"\n  formats: csv, '),
        (("-f", "table"), "table is for people: it does not hold whole events\n  formats: csv, "),
        (("-f", "json", "--rows", "sources"), "--rows sources goes with -f csv or -f tsv\n"),
        (("-f", "xlsx"), "xlsx is nothing for a terminal\n  -o FILE.xlsx writes it; "),
        (("--open", "-f", "html"), "--open shows a page\n  name its file: -o FILE.html\n"),
        (("--open", "-o", "-", "-f", "html"), "--open shows a page\n"),
        (("--open", "-o", "a.csv"), "--open shows a page\n"),
        (("-o", "events/2024/a.toml"), "events/2024/a.toml lies in a chronology\n"),
    ],
)
def test_what_it_cannot_do(words: tuple[str, ...], said: str, run: Run, real: Path) -> None:
    done = run("export", *words)
    assert done.code in {2, 3}
    assert done.out == ""
    assert done.err.startswith(f"error: {said}")


def test_a_list_says_who_takes_events_elsewhere(run: Run, real: Path) -> None:
    said = "error: ics prints no list\n  `timeline export -f ics` does: it takes whole events to other programs\n"
    assert run("list", "-f", "ics").err == said
    assert run("import", "-", "--as", "table").err.startswith("error: no events are read from table\n")


def test_whoever_denies_is_in_no_line(run: Run, empty: Path) -> None:
    run("-q", "add", "2024: A", "--source", "Reuters", "--source", "The Ministry", "--stance", "denies")
    for form in ("csv", "tsv", "ics", "markwhen", "timelinejs", "timesketch"):
        done = run("export", "-f", form)
        assert "Reuters" in done.out
        assert "Ministry" not in done.out.replace("denied by The Ministry", ""), form
        assert "1 source left out, which deny it, take no side, or pass that on" in done.err
    for words in (("-f", "jsonl"), ("-f", "csv", "--rows", "sources"), ("-o", "a.xlsx")):
        done = run("export", *words)
        assert "left out" not in done.err


@pytest.mark.parametrize(("exits", "said"), [(0, "opened in the browser: "), (1, "no browser was found: open ")])
def test_a_page_is_shown_in_the_browser(
    exits: int, said: str, real: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > "{tmp_path}/shown"\nexit {exits}\n', encoding="utf-8")
    browser.chmod(0o755)
    command = [sys.executable, "-m", "timeline", "export", "-o", "a page.html", "--open"]
    environment = {**os.environ, "BROWSER": f"{browser} %s", "PATH": "/nowhere", "DISPLAY": ""}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"6 events written to a page.html\n{said}a page.html{' in one' * exits}\n"
    assert (tmp_path / "shown").read_text(encoding="utf-8") == f"{tmp_path.as_uri()}/work/a%20page.html"
    assert Path("a page.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_page_is_told_what_goes_beside_it(run: Run, real: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda _: False)
    done = run("export", "-o", "page.htm", "--open", "tag:ATACMS")
    assert done.err.startswith("3 events written to page.htm\n")
    assert done.err.endswith("no browser was found: open page.htm in one\n")
    assert "Events tagged ATACMS." in Path("page.htm").read_text(encoding="utf-8")
    (real / "timeline.toml").write_text("", encoding="utf-8")
    assert "<title>Chronology</title>" in run("export", "-f", "html").out
