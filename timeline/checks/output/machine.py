"""Problems for programs: JSON, workflow commands of GitHub Actions, SARIF, the summary page of a job; and all forms.

Every text from a file is made harmless here: it stays in its value, its line or its cell. Knows nothing of rules but
their names and pages.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from timeline import __version__
from timeline.checks.output import pages
from timeline.checks.output.text import concise, full, totals
from timeline.checks.registry import Rule, rule_of, rules
from timeline.errors import Problem
from timeline.eventfile.paths import event_id
from timeline.text.escape import markdown, terminal

_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}
"""The workflow commands of GitHub Actions."""
MOST_RESULTS = 25_000
"""More results of one run GitHub refuses ("SARIF support for code scanning", limits)."""


def json(problems: Sequence[Problem], base: str) -> Iterator[str]:
    """One JSON array; nothing found is an empty one."""
    from json import dumps  # start-up: the other forms need none

    rows = [
        {
            "code": p.code, "name": rule_of(p).name, "severity": rule_of(p).severity,
            "path": base + p.path, "line": p.line, "col": p.col, "event": event_id(p.path), "field": _field(p),
            "message": p.message, "hint": p.hint, "offer": p.offer, "fixable": p.fixable,
        }
        for p in problems
    ]  # fmt: skip
    yield "[" + ",".join("\n  " + dumps(row, ensure_ascii=False) for row in rows) + ("\n]\n" if rows else "]\n")


def _field(p: Problem) -> str:
    """The key as one word: `sources.1.url`."""
    return ".".join(map(str, p.at))


def _told(p: Problem) -> str:
    """All that is said of it, on one line."""
    return ". ".join(filter(None, [p.message, p.hint, p.offer]))


def github(problems: Sequence[Problem], base: str) -> Iterator[str]:
    """Workflow commands, of which GitHub shows the first ten of a kind; escaped as its runner reads them."""
    for p in problems:
        line = max(1, p.line)
        place = f",line={line},endLine={line}" + (f",col={p.col}" if p.col else "")
        level, title = _LEVELS[rule_of(p).severity], _property(f"{p.code} {rule_of(p).name}")
        yield f"::{level} file={_property(base + p.path)}{place},title={title}::{_data(_told(p))}\n"


def _data(text: str) -> str:
    """As `escapeData` of @actions/toolkit, packages/core/src/command.ts, has it; what drives a terminal is shown."""
    return terminal(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    """As its `escapeProperty`."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def sarif(problems: Sequence[Problem], base: str) -> Iterator[str]:
    """SARIF 2.1.0 (OASIS Standard, 27 March 2020), with fingerprints that stay the same from run to run.

    Of too many results the last are left out, which are the notes, and that is said as a notification of the tool.
    """
    from json import dumps  # as above

    told = problems[:MOST_RESULTS]
    codes = list(dict.fromkeys(p.code for p in told))
    seen: Counter[str] = Counter()
    results = []
    for p in told:
        named = f"{event_id(p.path)}/{p.code}/{_field(p)}"
        seen[named] += 1
        text = _told(p).rstrip(".") + "."
        region = {"startLine": max(1, p.line)} | ({"startColumn": p.col} if p.col else {})
        place = {"artifactLocation": {"uri": quote(base + p.path), "uriBaseId": "SRCROOT"}, "region": region}
        result = {
            "ruleId": p.code,
            "ruleIndex": codes.index(p.code),
            "level": rule_of(p).severity,
            "message": {"text": text[:1].upper() + text[1:]},
            "locations": [{"physicalLocation": place}],
            "partialFingerprints": {"timeline/v1": sha256(f"{named}/{seen[named]}".encode()).hexdigest()},
        }
        results.append(result)
    described = [_descriptor(rules()[code]) for code in codes]
    run = {
        "tool": {"driver": {"name": "timeline", "rules": described, "semanticVersion": __version__}},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "The root of the repository."}}},
        "results": results,
    }
    if left := left_out(problems):
        run["invocations"] = [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [{"level": "warning", "message": {"text": left}}],
            }
        ]
    schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
    yield dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def left_out(problems: Sequence[Problem]) -> str:
    """Which of them SARIF does not tell; nothing where it tells all."""
    left = problems[MOST_RESULTS:]
    return f"left out, since SARIF is to hold {MOST_RESULTS:,} results at most: {totals(left)}" if left else ""


def _descriptor(rule: Rule) -> dict[str, Any]:
    page = pages.page(rule)
    why = pages.why(page)
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": " ".join(why.split())},
        "help": {"text": why, "markdown": page},
        "defaultConfiguration": {"level": rule.severity},
    }


def summary(problems: Sequence[Problem], base: str) -> Iterator[str]:
    """A table in Markdown, for the summary page of a job."""
    yield f"{totals(problems)}\n\n| place | rule | |\n|---|---|---|\n"
    for p in problems:
        place = markdown(f"{base}{p.path}:{p.line}")
        yield f"| {place} | {p.code} {rule_of(p).severity} | {markdown(p.message)} |\n"


FORMS: Mapping[str, Callable[[Sequence[Problem], str], Iterator[str]]] = {
    "full": full, "concise": concise, "json": json, "github": github, "sarif": sarif,
}  # fmt: skip
"""The forms of problems by the name that `--output-format` takes."""
