"""Findings as a terminal shows them."""

from corpora import EVENT
from timeline.checks.output.screen import screen
from timeline.checks.output.text import full
from timeline.checks.registry import SEVERITIES
from timeline.errors import Problem

NOBODY = Problem(EVENT, 1, 1, "SRC101", "who says so?", "name a source", 'title = "A"')
TWICE = Problem(EVENT, 9, 1, "DUP401", "looks like b: same days", "one event?", offer="timeline show a b")
STOP = Problem("2024/b.toml", 0, 0, "TXT801", "a stop", fixable=True)


def shown(problems: list[Problem], **more: bool) -> list[str]:
    return "".join(screen(problems, "events/", SEVERITIES[:2], ["--staged"], ["a b"], **more)).splitlines()


def test_ten_are_told_in_full() -> None:
    assert "".join(screen([STOP] * 10, "", SEVERITIES[:2])) == "".join(full([STOP] * 10, ""))


def test_many_are_told_rule_by_rule_and_what_repeats_once() -> None:
    nobody = [NOBODY._replace(path=f"{n}.toml") for n in range(7)]
    twice = [TWICE, TWICE._replace(path="c.toml"), TWICE._replace(message="looks like \x1b[31m", offer="", line=0)]
    notes = [STOP, *[STOP._replace(code="SRC110", fixable=False)] * 1200]
    assert shown([*nobody, *twice, *notes]) == [
        "SRC101 no-source: 7 warnings",
        "  who says so?",
        "  = name a source",
        *[f"  events/{n}.toml:1" for n in range(5)],
        "  and 2 more like this: timeline check 'a b' --select SRC101 --staged",
        "",
        "DUP401 possible-duplicate: 3 warnings",
        "  = one event?",
        f"  events/{EVENT}:9 and 1 other",
        "    looks like b: same days",
        "    = timeline show a b",
        f"  events/{EVENT}",
        "    looks like \\x1b[31m",
        "",
        "notes; to see all of a rule: timeline check 'a b' --select SRC110 --staged",
        "  1,200  SRC110 quote-missing   A report without its words, and without a place…",
        "      1  TXT801 title-form [*]  A title that is too long, ends in a full stop,…",
        "",
    ]


def test_all_are_told_where_that_is_asked_for() -> None:
    told = shown([STOP._replace(path=f"{n}.toml") for n in range(40)], every=True, color=True)
    assert told == [
        "\x1b[1mTXT801 title-form [*]: 40 notes\x1b[0m",
        "  a stop",
        *[f"  events/{n}.toml" for n in range(40)],
        "",
    ]
