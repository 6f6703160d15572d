"""Findings for programs: JSON, workflow commands of GitHub Actions, SARIF, and the summary page of a job.

Every text from a file is made harmless here: it stays in its value, its line or its cell. Knows nothing of rules but
their names and pages.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from timeline.checks.output.text import WORST, View, totals
from timeline.checks.registry import Rule, rules
from timeline.checks.runner import Finding
from timeline.text.escape import markdown

_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}
"""The workflow commands of GitHub Actions."""


def json(findings: Iterable[Finding], view: View) -> Iterator[str]:
    """One JSON array; nothing found is an empty one."""
    from json import dumps  # noqa: PLC0415 - start-up: the other forms need none

    rows = [
        {
            "code": f.code,
            "name": f.rule.name,
            "severity": f.rule.severity,
            "path": view.base + f.path,
            "line": f.line,
            "col": f.col,
            "event": f.id,
            "field": f.field,
            "message": f.message,
            "hint": f.hint,
            "offer": f.offer,
            "fixable": f.fixable,
        }
        for f in findings
    ]
    yield "[" + ",".join("\n  " + dumps(row, ensure_ascii=False) for row in rows) + ("\n]\n" if rows else "]\n")


def github(findings: Iterable[Finding], view: View) -> Iterator[str]:
    """Workflow commands, the worst first, since GitHub shows ten of a kind; escaped as its runner reads them."""
    for f in sorted(findings, key=lambda f: WORST.index(f.rule.severity)):
        line = max(1, f.line)
        place = f",line={line},endLine={line}" + (f",col={f.col}" if f.col else "")
        text = ". ".join(filter(None, [f.message, f.hint, f.offer]))
        title = _property(f"{f.code} {f.rule.name}")
        yield f"::{_LEVELS[f.rule.severity]} file={_property(view.base + f.path)}{place},title={title}::{_data(text)}\n"


def _data(text: str) -> str:
    """As `escapeData` of @actions/toolkit, packages/core/src/command.ts, has it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """As its `escapeProperty`."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def sarif(findings: Iterable[Finding], view: View) -> Iterator[str]:
    """SARIF 2.1.0 (OASIS Standard, 27 March 2020), with fingerprints that stay the same from run to run."""
    from json import dumps  # noqa: PLC0415 - start-up: the other forms need none

    found = list(findings)
    known = list(dict.fromkeys(f.code for f in found))
    seen: Counter[str] = Counter()
    driver = {
        "name": "timeline",
        "rules": [_descriptor(rules()[code]) for code in known],
    } | ({"semanticVersion": view.version} if view.version else {})
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "The root of the repository."}}},
        "results": [_result(f, known, view, seen) for f in found],
    }
    log = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    yield dumps(log, ensure_ascii=False, indent=2) + "\n"


def _descriptor(rule: Rule) -> dict[str, Any]:
    from timeline.checks.output import pages  # noqa: PLC0415 - start-up: the other forms need none

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


def _result(f: Finding, known: Sequence[str], view: View, seen: Counter[str]) -> dict[str, Any]:
    from hashlib import sha256  # noqa: PLC0415 - start-up: the other forms need none
    from urllib.parse import quote  # noqa: PLC0415 - as above

    named = f"{f.id}/{f.code}/{f.field}"
    seen[named] += 1
    text = ". ".join(filter(None, [f.message, f.hint, f.offer])).rstrip(".") + "."
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(view.base + f.path), "uriBaseId": "SRCROOT"}}
    place["region"] = {"startLine": max(1, f.line)} | ({"startColumn": f.col} if f.col else {})
    return {
        "ruleId": f.code,
        "ruleIndex": known.index(f.code),
        "level": f.rule.severity,
        "message": {"text": text[:1].upper() + text[1:]},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"timeline/v1": sha256(f"{named}/{seen[named]}".encode()).hexdigest()},
    }


def summary(findings: Sequence[Finding], view: View) -> Iterator[str]:
    """A table in Markdown, for the summary page of a job."""
    yield f"{totals(findings)}\n\n| place | rule | |\n|---|---|---|\n"
    for f in sorted(findings, key=lambda f: WORST.index(f.rule.severity)):
        place = markdown(f"{view.base}{f.path}:{f.line}")
        yield f"| {place} | {f.code} {f.rule.severity} | {markdown(f.message)} |\n"
