"""Findings as people and programs read them: full, concise, json, github, sarif.

Every text from a file is made harmless here: it stays on its line, and no line of ours can begin with it. Knows nothing
of rules but their names, and of the place it prints to nothing at all.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from timeline.checks import Rule, rules
from timeline.checks.engine.run import Finding
from timeline.text.escape import markdown, terminal

_CUT = 100
"""Characters of a line that are shown."""
_WORST = ("error", "warning", "note")
_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}
"""The workflow commands of GitHub Actions."""


class View(NamedTuple):
    """Where the files are, as seen from where the reader stands."""

    base: str = ""
    """What stands before a path of the chronology, as the user would type it; for machines, from the repository on."""
    version: str = ""


def full(findings: Iterable[Finding], view: View) -> Iterator[str]:
    """`path:line:col: CODE message`, the line with a marker, and what to do."""
    for f in findings:
        lines = [_head(f, view)]
        if f.source:
            lines += _marked(f)
        lines += [f"  = {terminal(text)}" for text in (f.hint, f.offer) if text]
        yield "\n".join(lines) + "\n"


def concise(findings: Iterable[Finding], view: View) -> Iterator[str]:
    """One line a finding."""
    for f in findings:
        hint = f" ({terminal(f.hint)})" if f.hint else ""
        yield f"{_head(f, view)}{hint}\n"


def _head(f: Finding, view: View) -> str:
    path = terminal(view.base + f.path)
    place = ":".join(["./" + path if path.startswith(":") else path, *(str(n) for n in (f.line, f.col) if n)])
    return f"{place}: {f.code} {'[*] ' if f.fixable else ''}{terminal(f.message)}"


def _marked(f: Finding) -> list[str]:
    """The line with a marker under the place; long lines are cut around it."""
    start = max(0, f.col - 60)
    plain = f.source.replace("\t", " ")
    before, behind = plain[start : max(0, f.col - 1)], plain[max(0, f.col - 1) : start + _CUT]
    lead = terminal(before)
    return [f"  | {lead}{terminal(behind)}".rstrip(), f"  | {' ' * len(lead)}^"]


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
    for f in sorted(findings, key=lambda f: _WORST.index(f.rule.severity)):
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
    from timeline.checks.engine.pages import page  # noqa: PLC0415 - the page shows what this file prints

    why = page(rule).why
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": " ".join(why.split())},
        "help": {"text": why, "markdown": page(rule).markdown()},
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


def statistics(findings: Iterable[Finding]) -> Iterator[str]:
    """How often each rule found something, most first."""
    counted = Counter(f.code for f in findings)
    width = len(str(max(counted.values(), default=0)))
    for code, number in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0][3:])):
        rule = rules()[code]
        yield f"{number:{width}}  {code} {rule.name:22} {rule.severity}\n"


def totals(findings: Sequence[Finding]) -> str:
    """One line that sums it up."""
    counted = Counter[str](f.rule.severity for f in findings)
    parts = [f"{counted[s]} {s}{'s' * (counted[s] > 1)}" for s in _WORST if counted[s]]
    files = len({f.path for f in findings})
    text = f"{', '.join(parts)} in {files} file{'s' * (files > 1)}"
    fixable = sum(f.fixable for f in findings)
    return text + (f"; {fixable} marked [*] can be mended with `timeline check --fix`" if fixable else "")


def summary(findings: Sequence[Finding], view: View) -> Iterator[str]:
    """A table in Markdown, for the summary page of a job."""
    yield f"{totals(findings)}\n\n| place | rule | |\n|---|---|---|\n"
    for f in sorted(findings, key=lambda f: _WORST.index(f.rule.severity)):
        place = markdown(f"{view.base}{f.path}:{f.line}")
        yield f"| {place} | {f.code} {f.rule.severity} | {markdown(f.message)} |\n"


FORMS: Mapping[str, Callable[[Iterable[Finding], View], Iterator[str]]] = {
    "full": full,
    "concise": concise,
    "json": json,
    "github": github,
    "sarif": sarif,
}
"""By the name that `--output-format` takes."""
