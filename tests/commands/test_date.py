"""`timeline date`: how a date is read."""

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import Run

DATA = Path(__file__).parent.parent / "dates" / "data"


def test_date_shows_how_words_are_read(run: Run) -> None:
    result = run("--today", "2024-11-18", "date", "night", "of", "16-17", "November")
    assert result.code == 0
    assert result.out == (
        "edtf      2024-11-16/2024-11-17\n"
        "earliest  2024-11-16\n"
        "latest    2024-11-17\n"
        "display   16–17 November 2024\n"
        "note: no year given: read as the latest 16 November not after today\n"
        "note: no year given: read as the latest 17 November not after today\n"
        "note: EDTF has no night: both days are stored\n"
    )
    assert run("date", "since 2022").out.endswith("latest    not known\ndisplay   since 2022\n")
    assert json.loads(run("date", "Nov 2024", "-f", "json").out) == {
        "input": "Nov 2024",
        "edtf": "2024-11",
        "earliest": "2024-11-01",
        "latest": "2024-11-30",
        "display": "November 2024",
    }


def test_a_time_is_shown_by_utc_and_by_the_clocks_of_the_chronology(run: Run) -> None:
    assert "utc" not in run("date", "17 November 2024, 20:20").out
    assert json.loads(run("date", "24 Oct 2026, 20:45 EDT", "-f", "json").out)["utc"] == "2026-10-25T00:45Z"
    run("-q", "init", "--timezone", "Europe/Berlin")
    assert (
        "utc       2026-10-25T00:45Z\nlocal     2026-10-25T02:45+02:00\n" in run("date", "24 Oct 2026, 20:45 EDT").out
    )


@pytest.mark.parametrize("today", ["2024-11-18", "2019-02-28", "2031-12-31"])
def test_a_month_is_that_month_whatever_today_is(today: str, run: Run) -> None:
    assert run("--today", today, "date", "Nov 2024").out.startswith("edtf      2024-11\n")


def test_an_ambiguous_date_is_refused_with_both_readings(run: Run) -> None:
    result = run("date", "03/04/2024")
    assert (result.code, result.out) == (2, "")
    assert "2024-03-04 or 2024-04-03" in result.err
    as_json = run("date", "03/04/2024", "-f", "json")
    assert as_json.code == 2
    assert json.loads(as_json.out)["readings"] == ["2024-03-04", "2024-04-03"]


@pytest.mark.parametrize(("order", "edtf"), [("dmy", "2024-04-03"), ("mdy", "2024-03-04")])
def test_the_chronology_may_settle_the_order(order: str, edtf: str, run: Run) -> None:
    run("-q", "init", "--date-order", order)
    assert run("date", "03/04/2024").out.startswith(f"edtf      {edtf}\n")
    assert run("-q", "add", "03/04/2024: A").out.startswith(f"{edtf}-a\t")


def test_strict_takes_no_words(run: Run) -> None:
    assert run("date", "--strict", "2024-11?").code == 0
    result = run("date", "--strict", "17 November 2024")
    assert result.code == 2
    assert "column" in result.err


def published(name: str) -> list[dict[str, Any]]:
    """The cases of one file, as tests of the model keep them."""
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


def test_all_published_edtf_cases(run: Run) -> None:
    cases = published("edtf_cases.jsonl")
    result = run("date", "-", "-f", "json", "--strict", stdin="".join(c["input"] + "\n" for c in cases))
    assert result.code == 0
    read = [json.loads(line) for line in result.out.splitlines()]
    assert [r["input"] for r in read] == [c["input"] for c in cases]
    for case, reading in zip(cases, read, strict=True):
        assert ("error" not in reading) == case["valid"], reading
        if case["valid"]:
            assert (reading["earliest"], reading["latest"]) == (case["earliest"], case["latest"]), reading


def test_all_published_phrases(run: Run) -> None:
    cases = published("phrase_cases.jsonl")
    stdin = "".join(c["phrase"] + "\n" for c in cases)
    result = run("--today", "2024-11-18", "date", "-", "-f", "json", stdin=stdin)
    assert result.code == 0
    for case, line in zip(cases, result.out.splitlines(), strict=True):
        reading = json.loads(line)
        assert (reading["input"], reading.get("edtf")) == (case["phrase"], case["edtf"])
        assert reading.keys() - {"notes", "utc"} == (
            {"input", "edtf", "earliest", "latest", "display"}
            if case["edtf"]
            else {"input", "error", "readings", "hint"}
        )
        assert reading.get("readings", []) == case.get("readings", [])


def test_lines_are_taken_as_they_are(run: Run) -> None:
    out = run("date", "-", stdin=" 2024\r\n\n2023").out
    assert [json.loads(line)["input"] for line in out.splitlines()] == [" 2024", "", "2023"]


def test_bytes_that_are_no_text_are_one_bad_line(run: Run) -> None:
    result = run("date", "-", stdin="2023\n\udcff\n2024\n")
    lines = [json.loads(line) for line in result.out.splitlines()]
    assert result.code == 0
    assert [line.get("edtf") for line in lines] == ["2023", None, "2024"]
