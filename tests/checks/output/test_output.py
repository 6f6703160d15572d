"""Findings as people, GitHub and SARIF readers get them."""

import json
from urllib.parse import unquote

import pytest

from corpora import EVENT, corpus, strike
from timeline import __version__
from timeline.checks.output import machine
from timeline.checks.output.text import brief, concise, full, statistics, totals
from timeline.checks.registry import SEVERITIES, named, rules
from timeline.checks.runner import run
from timeline.errors import Problem

ERROR = Problem(EVENT, 3, 1, "SCH001", 'unknown key "soruces"', "did you mean?", 'soruces = ["A"]', at=("soruces",))
WARNING = Problem(
    EVENT, 1, 1, "SRC101", "no source", source='title = "A"', at=("title",), offer="timeline edit x --add-source 'A'"
)
NOTE = Problem("2024/b.toml", 0, 0, "TXT801", "100 %, a stop", fixable=True)
ALL = [NOTE, WARNING, ERROR]


def test_full() -> None:
    assert "".join(full(ALL, "events/")) == (
        "events/2024/b.toml: TXT801 note: [*] 100 %, a stop\n"
        "events/2024/2024-11-17-strike.toml:1:1: SRC101 warning: no source\n"
        '  | title = "A"\n'
        "  | ^\n"
        "  = timeline edit x --add-source 'A'\n"
        'events/2024/2024-11-17-strike.toml:3:1: SCH001 error: unknown key "soruces"\n'
        '  | soruces = ["A"]\n'
        "  | ^\n"
        "  = did you mean?\n"
    )


def test_brief_shows_five_of_a_rule_and_says_how_to_see_the_rest() -> None:
    many = [*(ERROR._replace(line=n) for n in range(1, 8)), WARNING, *[NOTE] * 1200]
    told = "".join(brief(many, "", SEVERITIES[:2], ["--staged"], ["a b"]))
    assert told.startswith("".join(full([*many[:5], WARNING], "")))
    assert told.splitlines()[-2:] == [
        "SCH001 unknown-key: 2 more errors: timeline check 'a b' --select SCH001 --staged",
        "TXT801 [*] title-form: 1,200 notes: timeline check 'a b' --select TXT801 --staged",
    ]
    assert "".join(brief(ALL, "", SEVERITIES, [], [])) == "".join(full(ALL, ""))
    assert "".join(brief([], "", SEVERITIES, [], [])) == ""


def test_brief_shows_fewer_of_each_of_many_rules() -> None:
    codes = [code for code, rule in rules().items() if rule.severity != "note"][:10]
    many = [ERROR._replace(code=code, line=n) for code in codes for n in range(9)]
    lines = "".join(brief(many, "", SEVERITIES[:2], [], [])).splitlines()
    assert len(lines) == 10 + 10 * 4 * 1
    assert [line[:6] for line in lines[-10:]] == codes
    assert lines[-1].endswith(f"8 more {rules()[codes[-1]].severity}s: timeline check --select {codes[-1]}")


def test_concise() -> None:
    assert "".join(concise([ERROR, NOTE], "")) == (
        '2024/2024-11-17-strike.toml:3:1: SCH001 error: unknown key "soruces" (did you mean?)\n'
        "2024/b.toml: TXT801 note: [*] 100 %, a stop\n"
    )


@pytest.mark.parametrize(
    ("source", "col", "lines"),
    [
        ("\tkey = 1", 2, "  |  key = 1\n  |  ^"),
        ("a\x1b[31mb", 7, "  | a\\x1b[31mb\n  |          ^"),
        ("x" * 200, 150, f"  | {'x' * 100}\n  | {' ' * 59}^"),
        ("x", 5, "  | x\n  |  ^"),
    ],
)
def test_markers_stand_under_what_is_shown(source: str, col: int, lines: str) -> None:
    shown = "".join(full([ERROR._replace(source=source, col=col, hint="")], ""))
    assert shown.partition("\n")[2] == lines + "\n"


def test_nobody_forges_a_line() -> None:
    """What a file says stays within its line, and begins none."""
    evil = ERROR._replace(
        path="::error::x.toml",
        source="::error ::x\r::error",
        message="a\n::error::b",
        hint="\x1b\n::error::c",
        offer="\n::d",
    )
    for form in (full, concise):
        assert not [line for line in "".join(form([evil], "")).splitlines() if line.startswith("::")]
    lines = "".join(machine.github([evil], "")).splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("::error file=%3A%3Aerror%3A%3Ax.toml,line=3,")
    assert lines[0].endswith("::a%0A::error::b. \\x1b%0A::error::c. %0A::d")


def test_a_title_that_begins_with_a_command() -> None:
    event = strike(title='"::error file=x::forged"', kind='"\\n::error::forged"')
    for form in (full, concise, machine.github):
        lines = "".join(form(run(corpus({EVENT: event}), [named("SCH006"), named("SRC101")]), "")).splitlines()
        assert not [line for line in lines if "::error" in line[:9] and "2024-11-17-strike" not in line]


def test_json() -> None:
    rows = json.loads("".join(machine.json(ALL, "events/")))
    assert rows[2] == {
        "code": "SCH001",
        "name": "unknown-key",
        "severity": "error",
        "path": f"events/{EVENT}",
        "line": 3,
        "col": 1,
        "event": "2024-11-17-strike",
        "field": "soruces",
        "message": 'unknown key "soruces"',
        "hint": "did you mean?",
        "offer": "",
        "fixable": False,
    }
    assert "".join(machine.json([], "")) == "[]\n"


def test_github_escapes() -> None:
    assert "".join(machine.github([ERROR, WARNING, NOTE], "a,b:c/")) == (
        f"::error file=a%2Cb%3Ac/{EVENT},line=3,endLine=3,col=1,title=SCH001 unknown-key::"
        'unknown key "soruces". did you mean?\n'
        f"::warning file=a%2Cb%3Ac/{EVENT},line=1,endLine=1,col=1,title=SRC101 no-source::"
        "no source. timeline edit x --add-source 'A'\n"
        "::notice file=a%2Cb%3Ac/2024/b.toml,line=1,endLine=1,title=TXT801 title-form::100 %25, a stop\n"
    )


def test_sarif() -> None:
    text = "".join(machine.sarif([*ALL, ERROR], "a b/"))
    log = json.loads(text)
    run_ = log["runs"][0]
    assert log["version"] == "2.1.0"
    assert [r["id"] for r in run_["tool"]["driver"]["rules"]] == ["TXT801", "SRC101", "SCH001"]
    assert run_["tool"]["driver"]["semanticVersion"] == __version__
    assert [(r["ruleId"], r["level"], r["ruleIndex"]) for r in run_["results"]][:3] == [
        ("TXT801", "note", 0),
        ("SRC101", "warning", 1),
        ("SCH001", "error", 2),
    ]
    place = run_["results"][2]["locations"][0]["physicalLocation"]
    assert unquote(place["artifactLocation"]["uri"]) == f"a b/{EVENT}"
    assert place["region"] == {"startLine": 3, "startColumn": 1}
    assert run_["results"][0]["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}
    prints = [r["partialFingerprints"]["timeline/v1"] for r in run_["results"]]
    assert len(set(prints)) == 4
    assert "".join(machine.sarif([*ALL, ERROR], "a b/")) == text
    moved = json.loads("".join(machine.sarif([ERROR._replace(line=9)], "")))["runs"][0]
    assert moved["results"][0]["partialFingerprints"]["timeline/v1"] == prints[2]


def test_sarif_leaves_out_the_last_of_too_many_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "MOST_RESULTS", 2)
    run_ = json.loads("".join(machine.sarif([ERROR, WARNING, NOTE], "")))["runs"][0]
    assert [result["ruleId"] for result in run_["results"]] == ["SCH001", "SRC101"]
    [told] = run_["invocations"]
    assert told["executionSuccessful"]
    said = "left out, since SARIF is to hold 2 results at most: 1 note in 1 file"
    assert told["toolExecutionNotifications"][0]["message"]["text"].startswith(said)


def test_sarif_of_nothing() -> None:
    assert json.loads("".join(machine.sarif([], "")))["runs"][0]["results"] == []


def test_statistics_and_totals() -> None:
    many = [*ALL, ERROR]
    assert "".join(statistics(many)) == (
        "2  SCH001 unknown-key            error\n"
        "1  SRC101 no-source              warning\n"
        "1  TXT801 title-form             note\n"
    )
    assert "".join(statistics([])) == ""
    assert totals(many) == (
        "2 errors, 1 warning, 1 note in 2 files; 1 marked [*] can be mended with `timeline check --fix`"
    )
    assert totals([WARNING]) == "1 warning in 1 file"


def test_the_summary_of_a_job() -> None:
    evil = ERROR._replace(message="a | <b>\n# c")
    assert "".join(machine.summary([evil, NOTE], "events/")) == (
        "1 error, 1 note in 2 files; 1 marked [*] can be mended with `timeline check --fix`\n\n"
        "| place | rule | |\n|---|---|---|\n"
        "| events/2024/2024-11-17-strike.toml:3 | SCH001 error | a \\| &lt;b&gt; \\# c |\n"
        "| events/2024/b.toml:0 | TXT801 note | 100 %, a stop |\n"
    )
