"""`timeline trace`, and `--published-by` wherever it can be given."""

import json
from pathlib import Path

import pytest

from conftest import Run
from samples import SECRET, fill
from terminal import on_pty

ID = "2024-11-17-biden-authorises-atacms"


@pytest.fixture
def dated(empty: Path) -> Path:
    """Three events: known early, known late, and one nobody dates."""
    texts = {
        "2024-a": 'title = "Early"\nstatus = "confirmed"\nsources = [\n'
        '  { id = "bbc", publisher = "BBC", published = 2024-11-16, cites = ["mayor"] },\n'
        '  { id = "mayor", kind = "person", name = "The mayor" },\n'
        '  { id = "reuters", publisher = "Reuters", published = 2024-11-18, cites = ["general"] },\n'
        '  { id = "general", kind = "person", name = "The general" },\n]\n',
        "2024-b": 'title = "Late"\nsources = [{ id = "ap", publisher = "AP", published = "2024-11" }]\n',
        "2024-c": 'title = "Undated"\nsources = ["dpa"]\n',
    }
    for name, text in texts.items():
        (empty / f"{name}.toml").write_text(f"date = 2024\n{text}", encoding="utf-8")
    return empty


# trace


def test_trace_shows_the_chain_and_what_it_comes_to(run: Run, real: Path) -> None:
    result = run("trace", "biden-auth")
    assert (result.code, result.err) == (0, "")
    assert (
        result.out
        == """\
Biden authorises Ukrainian forces to strike Russian territory with ATACMS missiles
2024-11-17-biden-authorises-atacms

Ukrainska Pravda, "Biden allows Ukraine to strike Russia with ATACMS missiles – NYT",
│  2024-11-17T20:20:00, para 1 (supports it)
└─ The New York Times (not seen)
   └─ American officials (origin, unnamed, several people, United States)

1 origin, unnamed · 1 report · 1 channel · no denial
  single-source   1 report in all, and one origin: American officials.
  anonymous-only  Nobody it comes from is named: American officials.
"""
    )


def test_several_and_other_formats(run: Run, real: Path) -> None:
    assert run("trace", "biden-auth", "fear-of").out.count("\n\nSome US officials fear") == 1
    both = json.loads(run("trace", "biden-auth", "fear-of", "-f", "json").out)
    assert [t["id"] for t in both] == [ID, "2024-11-17-fear-of-retaliation"]
    assert both[0]["provenance"]["class"] == "single-source"
    assert both[0]["arcs"] == [{"from": "up", "to": "nyt"}, {"from": "nyt", "to": "us-officials"}]
    listed = json.loads(run("list", "biden authorises", "-f", "json").out)[0]["provenance"]
    assert {k: both[0]["provenance"][k] for k in listed} == listed
    assert run("trace", "biden-auth", "fear-of", "-f", "dot").out.count("subgraph cluster_") == 2
    assert run("trace", "biden-auth", "-f", "mermaid").out.startswith("flowchart TB\n  subgraph e0[")


def test_the_computed_part_in_json(run: Run, real: Path) -> None:
    for event in json.loads(run("list", "-f", "json").out):
        assert event["provenance"].keys() >= {
            *("class", "flags", "min", "max", "origins", "deny_min", "deny_max", "reports", "channels"),
        }


@pytest.mark.parametrize(
    ("ending", "start"),
    [("txt", "Biden"), ("json", "[\n"), ("dot", "digraph"), ("gv", "digraph"), ("mmd", "flowchart")],
)
def test_in_a_file_of_that_ending(ending: str, start: str, run: Run, real: Path) -> None:
    result = run("trace", "biden-auth", "-o", f"out.{ending}")
    assert (result.code, result.out, result.err) == (0, "", "")
    assert Path(f"out.{ending}").read_text(encoding="utf-8").startswith(start)


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["nothing-like-it"], 3, 'no event "nothing-like-it"'),
        (["2024"], 3, "is a part of 6 IDs"),
        (["biden-auth", "-f", "jsn"], 2, 'no format "jsn" of a trace\n  did you mean "json"?'),
        (["biden-auth", "-o", "x.pdf"], 2, "of themselves go .dot, .gv, .json, .mermaid, .mmd, .text, .txt"),
        ([], 2, "ID"),
    ],
)
def test_what_cannot_be_traced(words: list[str], code: int, message: str, run: Run, real: Path) -> None:
    result = run("trace", *words)
    assert (result.code, result.out) == (code, "")
    assert message in result.err


def test_it_fits_a_terminal_and_names_no_confidential_source(empty: Path) -> None:
    fill(empty)
    screen = on_pty("--no-pager", "trace", "everything", "secret", "control", columns=60)
    lines = screen.plain.split("\n")
    assert screen.code == 0
    assert max(map(len, lines)) <= 60
    assert "└─ withheld source 1 (origin)" in lines


@pytest.mark.parametrize("form", ["text", "json", "dot", "mermaid"])
@pytest.mark.parametrize("more", [[], ["--published-by", "2030"]])
def test_a_confidential_source_is_never_named(form: str, more: list[str], run: Run, empty: Path) -> None:
    fill(empty)
    events = [p.stem for p in empty.glob("20*.toml")]
    result = run("trace", *events, "-f", form, *more)
    assert result.code == 0
    assert SECRET.casefold() not in (result.out + result.err).casefold()
    assert more or "withheld" in result.out


# --published-by


LINE = "Sources published by 2024-11-17; 1 event without dated sources left out.\n"


def test_a_list_of_what_could_be_read_by_a_day(run: Run, dated: Path) -> None:
    result = run("list", "--published-by", "2024-11-17", "--columns", "title,status,sourcing")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(LINE + "\ntitle ")
    assert result.out.splitlines()[4].split("  ") == ["Early", "confirmed†", "1 origin: The mayor"]
    assert result.out.endswith("\n\n† the status is today's: it may rest on later sources\n")
    assert "†" not in run("list", "--published-by", "2024-11-17").out
    assert run("list", "--published-by", "2024-11").out.startswith(
        "Sources published by 2024-11-30; 1 event without dated sources left out.\n"
    )
    page = run("list", "--published-by", "17 Nov 2024", "-f", "markdown", "--group", "year").out
    assert page.startswith(LINE + "\n## 2024\n\n| ")


def test_programs_get_no_such_line(run: Run, dated: Path) -> None:
    for form in ("ids", "csv", "json", "jsonl"):
        result = run("list", "--published-by", "2024-11-17", "-f", form)
        assert result.err == LINE
        assert "2024-a" in result.out
        assert "†" not in result.out
        assert "Reuters" not in result.out
    assert run("sources", "--published-by", "2024-11-17").out == "BBC\nThe mayor\n"
    assert run("list", "tag:none", "--published-by", "2024-11-17", "-f", "ids").err == (
        'Sources published by 2024-11-17.\nno events match\nno tag "none" here\n'
    )


def test_nothing_by_then_is_said(run: Run, dated: Path) -> None:
    result = run("list", "--published-by", "1999")
    assert (result.code, result.err) == (0, "no events match\n")
    assert result.out == "Sources published by 1999-12-31; 1 event without dated sources left out.\n\n"


def test_show_and_trace_by_a_day(run: Run, dated: Path) -> None:
    result = run("show", "2024-a", "2024-b", "2024-c", "--published-by", "2024-11-17")
    assert result.out.startswith(LINE + "\n2024\nEarly\n")
    assert "status     confirmed† (it happened" in result.out
    assert "Reuters" not in result.out
    assert result.out.endswith("\n† the status is today's: it may rest on later sources\n")
    assert result.err == "2024-b: every dated source is later, or may be\n2024-c: no source has a date\n"
    traced = run("trace", "2024-a", "2024-c", "--published-by", "2024-11-17")
    assert traced.out.startswith(LINE + "\nEarly\n2024-a\n\nBBC, 2024-11-16 (supports it)\n")
    assert "1 origin · 1 report · 1 channel · no denial\n" in traced.out
    assert "2 origins · 2 reports" in run("trace", "2024-a").out
    as_json = run("trace", "2024-a", "--published-by", "2024-11-17", "-f", "json")
    assert as_json.err == "Sources published by 2024-11-17.\n"
    assert [n["id"] for n in json.loads(as_json.out)[0]["nodes"]] == ["bbc", "mayor"]
    assert "†" not in run("show", "2024-c", "--published-by", "2024-11-17").out


@pytest.mark.parametrize(
    ("date", "message"),
    [
        ("2024-11-17T20:20", "takes a whole day"),
        ("since 2022", "that ends"),
        ("03/04/2024", "2024-03-04 or 2024-04-03"),
        ("whenever", "not understood as a date"),
    ],
)
@pytest.mark.parametrize("command", [["list"], ["show", "2024-a"], ["trace", "2024-a"]])
def test_a_day_that_is_none(command: list[str], date: str, message: str, run: Run, dated: Path) -> None:
    result = run(*command, "--published-by", date)
    assert (result.code, result.out) == (2, "")
    assert message in result.err


@pytest.mark.parametrize("words", [["--as-of"], ["--as-of", "2024-11-17"]])
@pytest.mark.parametrize("command", [["list"], ["show", "2024-a"], ["trace", "2024-a"], ["tags"]])
def test_as_of_is_ambiguous(command: list[str], words: list[str], run: Run, dated: Path) -> None:
    result = run(*command, *words)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(
        "error: --as-of is ambiguous: --recorded-at (our commits) or --published-by (the sources)?\n"
    )
