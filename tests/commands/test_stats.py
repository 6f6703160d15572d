"""`timeline stats`: what the events that match come to in numbers."""

import json
from pathlib import Path

import pytest

from conftest import Run
from newsroom import git, record


@pytest.mark.usefixtures("real")
def test_numbers_of_the_real_chronology(run: Run) -> None:
    shown = run("stats")
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.startswith("6 events: 3 on 17 November 2024; of 3 others the beginning or the end is open.\n\n")
    assert "\n  6  all of it from one source\n" in shown.out
    assert run("stats") == shown


@pytest.mark.usefixtures("real")
def test_as_data_and_as_a_page(run: Run) -> None:
    found = json.loads(run("stats", "-f", "json", "actor:Biden").out)
    assert (found["events"], found["classes"]["single-source"], found["carriers"]["total"]) == (3, 3, 2)
    assert run("stats", "-o", "n.json", "actor:Biden") == (0, "", "")
    assert json.loads(Path("n.json").read_text(encoding="utf-8")) == found
    assert "\n## What they rest on\n" in run("stats", "-f", "markdown").out
    refused = run("stats", "-o", "n.csv")
    assert refused.code == 2
    assert "no format goes by the ending .csv" in refused.err


@pytest.mark.usefixtures("real")
def test_the_first_of_each_only(run: Run) -> None:
    assert "  … and 3 more\n" in run("stats", "-n", "1").out
    none = run("stats", "-n", "0").out
    assert "Outlets and authors" not in none
    assert "all of it from one source" in none


def test_nothing_is_said_so(run: Run, empty: Path) -> None:
    assert run("stats") == (0, "No events.\n", "no events yet: `timeline add` writes the first\n")
    (empty / "2024-a.toml").write_text('title = "A"\ndate = 2024\n', encoding="utf-8")
    assert run("stats", "tag:x") == (0, "No events.\n", 'no events match\nno tag "x" here\n')
    assert run("stats", "tag:x or A").err == 'no tag "x" here\n'


def test_what_is_only_possible_is_said(run: Run, empty: Path) -> None:
    (empty / "2024-a.toml").write_text('title = "A"\ndate = 2024\n', encoding="utf-8")
    assert "1 event, only possibly in the range." in run("stats", "since:2024-06").out
    assert run("stats", "since:2024-06", "--certain").out == "No events.\n"


def test_what_cannot_be_read_is_named(run: Run, empty: Path) -> None:
    (empty / "2024-a.toml").write_text('title = "A"\ndate = 2024\n', encoding="utf-8")
    (empty / "2024-b.toml").write_text("title = 1\ndate = 2024\n", encoding="utf-8")
    for _ in range(2):
        shown = run("stats")
        assert shown.code == 3
        assert shown.out.startswith("1 event in 2024.\n")
        assert "1 file could not be read\n" in shown.err
    (empty / "2024-a.toml").unlink()
    shown = run("stats")
    assert shown.out == "No events.\n"
    assert "no events yet" not in shown.err  # there may be some in it


def test_as_of_the_past(run: Run, real: Path) -> None:
    past = run("stats", "--published-by", "2024-11-17").out
    assert past.startswith("Sources published by 2024-11-17.\n\n6 events")
    assert "The status is today's: it may rest on later sources." in past

    git("init", "-q", at=real)
    first = record(real, "2025-01-01T12:00:00Z", {})
    record(real, "2025-01-02T12:00:00Z", {"2025/2025-x.toml": 'title = "X"\ndate = 2025\n'})
    assert run("stats").out.startswith("7 events")
    then = run("stats", "--recorded-at", first)
    assert then.out.startswith(f"As recorded in commit {first[:7]}")
    assert "\n6 events" in then.out
    assert run("stats", "--recorded-at", first) == then
    assert run("stats").out.startswith("7 events")


def test_the_index_may_be_deleted_between_two_commands(run: Run, real: Path, tmp_path: Path) -> None:
    before = run("stats")
    for file in (tmp_path / "cache").iterdir():
        file.unlink()
    assert run("stats") == before
    (real / "2025-x.toml").write_text('title = "X"\ndate = 2025\n', encoding="utf-8")
    assert run("stats").out.startswith("7 events")


@pytest.mark.usefixtures("real")
def test_as_a_block_of_a_page(run: Run) -> None:
    page = Path("page.md")
    page.write_text("# P\n\n<!-- timeline: stats actor:Biden -->\n<!-- /timeline -->\n", encoding="utf-8")
    assert run("embed", "page.md").code == 0
    text = page.read_text(encoding="utf-8")
    assert "\n3 events: 2 on 17 November 2024; of the other one the beginning or the end is open.\n" in text
    assert "\n## What they rest on\n\nEach event stands once.\n\n| " in text
    assert "```" not in text
    page.write_text(text.replace("actor:Biden", "actor:Biden -f text"), encoding="utf-8")
    run("embed", "page.md")
    assert "\n```text\n3 events" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("template", ["chronology", "brief", "sourcing", "actors"])
def test_as_a_section_of_a_report(template: str, run: Run, real: Path) -> None:
    told = run("report", "-t", template, "--stats").out
    assert "\n## In numbers\n\n### What they rest on\n\n" in told
    assert "\n\n\n\n" not in told
    plain = run("report", "-t", template).out
    assert "In numbers" not in plain
    settings = real / "timeline.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + "[report]\nstats = true\n", encoding="utf-8")
    assert run("report", "-t", template).out == told
    assert run("report", "-t", template, "--no-stats").out == plain
    assert run("report", "--stats", "--no-stats").code == 2
    past = run("report", "-t", template, "--published-by", "2024-11-17").out
    assert "\nThe status is today's: it may rest on later sources.\n" in past
    assert "In numbers" not in run("report", "-t", template, "tag:none").out
