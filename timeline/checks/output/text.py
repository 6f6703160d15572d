"""Findings for people: at length with the line and a marker, or a line each; counted, and summed up.

Every text from a file is made harmless here: it stays on its line, and no line of ours can begin with it. Knows nothing
of rules but their names, and of the place it prints to nothing at all.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from timeline.checks.registry import rules
from timeline.checks.runner import Finding
from timeline.text.escape import terminal

_CUT = 100
"""Characters of a line that are shown."""
WORST = ("error", "warning", "note")


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
    parts = [f"{counted[s]} {s}{'s' * (counted[s] > 1)}" for s in WORST if counted[s]]
    files = len({f.path for f in findings})
    text = f"{', '.join(parts)} in {files} file{'s' * (files > 1)}"
    fixable = sum(f.fixable for f in findings)
    return text + (f"; {fixable} marked [*] can be mended with `timeline check --fix`" if fixable else "")
