"""Runs the rules over a corpus, and applies their fixes.

Corpus in, findings and new texts out; reads and writes no file. Knows no rule by name.

What is found in a file by looking at it and the registers alone, its `Report`, holds while they stay as they are: who
runs the rules may keep it, and hand it in again (timeline/authoring/review.py does).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from timeline.checks.corpus import Corpus, Document, File
from timeline.checks.facts import facts
from timeline.checks.registry import Facts, Finder, Fix, Found, Rule, Scope, Spot, rules
from timeline.checks.suppression import MARK, silenced
from timeline.errors import TimelineError
from timeline.eventfile import reader
from timeline.eventfile.paths import TABLES

ROUNDS = 10
"""A fix may uncover the next; after so many rounds two rules must be at odds, and what is left is reported."""


class Finding(NamedTuple):
    """What one rule has to say of one place: all plain, but for the fix, so that it can be kept."""

    code: str
    path: str
    """Inside the chronology."""
    line: int
    col: int
    source: str
    """The real line."""
    field: str
    """The key as one word: `sources.1.url`."""
    message: str
    hint: str
    offer: str
    fixable: bool
    fix: Fix | None = None

    @property
    def rule(self) -> Rule:
        """The rule."""
        return rules()[self.code]

    @property
    def id(self) -> str:
        """The ID that the file's name gives it."""
        return self.path.rpartition("/")[2][:-5]


class Report(NamedTuple):
    """What one file comes to by itself."""

    facts: Facts | None
    """None where it holds no event."""
    findings: tuple[Finding, ...]
    """Of all rules that look at one file."""


class Fixed(NamedTuple):
    """What fixes came to."""

    corpus: Corpus
    """As it would be."""
    texts: dict[str, str]
    """The new texts by path."""
    seen: dict[str, bytes]
    """What was there before."""


def run(
    corpus: Corpus,
    chosen: Iterable[Rule],
    only: Collection[str] | None = None,
    reports: dict[str, Report] | None = None,
) -> list[Finding]:
    """What the rules find, file by file and line by line; `only` in the files at these paths.

    `reports` are those of files known before; the others are added to it.
    """
    reports = {} if reports is None else reports
    wanted = {rule.code for rule in chosen}
    findings: list[Finding] = []
    for path in [*corpus.events, *(table.path for table in corpus.tables)]:
        report = reports.get(path)
        if report is None:
            report = reports[path] = examined(corpus, path)
            corpus.forget(path)
        if report.facts is not None:
            corpus.facts[path] = report.facts
        findings += (f for f in report.findings if f.code in wanted)
    for rule, find in _finders("corpus"):
        if rule.code in wanted:
            findings += _heard(rule, find(corpus))
    if only is not None:
        findings = [f for f in findings if f.path in only]
    return sorted(findings, key=lambda f: (f.path, f.line, f.col, f.code[3:], f.message))


def examined(corpus: Corpus, path: str) -> Report:
    """What all rules that look at one file say of it."""
    file = corpus.file(path)
    if isinstance(file, Document):
        things: list[tuple[Scope, Sequence[object]]] = [("file", [file]), ("event", [file]), ("source", file.sources)]
    elif path in TABLES:
        things = [("table", [file]), ("source", corpus.described if path == "sources.toml" else [])]
    else:
        things = [("file", [file])]
    findings: list[Finding] = []
    for scope, several in things:
        for rule, find in _finders(scope):
            for thing in several:
                for one in find(thing, corpus):  # mostly there is none, and then nothing more is done
                    findings += _heard(rule, [one])
    return Report(facts(file) if isinstance(file, Document) else None, tuple(findings))


@cache
def _finders(scope: Scope) -> list[tuple[Rule, Finder]]:
    """What looks at things of one sort, with its rule."""
    return [(rule, find) for rule in rules().values() for of, find in rule.finders if of == scope]


def _heard(rule: Rule, found: Iterable[Found]) -> Iterator[Finding]:
    """What nobody asked not to hear, with its place."""
    for one in found:
        if MARK not in one.file.data or not silenced(one.file, rule.code, rule.name, one.at):
            yield _placed(rule, one)


def _placed(rule: Rule, found: Found) -> Finding:
    file, at = found.file, found.at
    line, col = file.place(at)
    source = at.source if isinstance(at, Spot) else None
    if found.offset is not None and not isinstance(at, Spot):
        line, col = _inside(file, at, found.offset) or (line, col)
    if source is None:
        source = file.lines[line - 1].rstrip("\r") if line else ""
    field = "" if isinstance(at, Spot) else ".".join(map(str, at))
    fixable = found.fix is not None
    text = (found.message, found.hint, found.offer)
    return Finding(rule.code, file.path, line, col, source, field, *text, fixable, found.fix)


def _inside(file: File, at: tuple[str | int, ...], offset: int) -> tuple[int, int] | None:
    """The place of a character of a text, where the text stands letter by letter."""
    span = file.layout.spans.get(at)
    if span is None or "\\" in (written := file.text[span.start : span.end]) or written[:1] not in {'"', "'"}:
        return None
    opening = 1
    if written[:3] in {'"""', "'''"}:  # a line end right behind them is no part of the text
        opening = 5 if written[3:5] == "\r\n" else 4 if written[3:4] == "\n" else 3
    return file.layout.at(span.start + opening + offset)


def fixed(corpus: Corpus, chosen: Sequence[Rule], only: Collection[str] | None = None) -> Fixed:
    """Apply every fix, again and again until none is left; a fix that would keep a file from being read is not."""
    texts: dict[str, str] = {}
    seen: dict[str, bytes] = {}
    reports: dict[str, Report] = {}
    for _ in range(ROUNDS):
        changed: dict[str, str] = {}
        for finding in run(corpus, chosen, only, reports):
            file = corpus.file(finding.path)
            if finding.fix is None:
                continue
            text = changed.get(finding.path) or file.data.decode()
            try:
                new = finding.fix(text)
            except (ValueError, TimelineError):
                continue
            if new != text and _bearable(file, new):
                changed[finding.path] = new
                seen.setdefault(finding.path, file.data)
        if not changed:
            break
        texts |= changed
        corpus = corpus.changed({path: text.encode() for path, text in changed.items()})
        reports = _standing(reports, changed)
    return Fixed(corpus, texts, seen)


def _standing(reports: Mapping[str, Report], changed: Collection[str]) -> dict[str, Report]:
    """The reports that still hold: of no file when a register has changed."""
    if not TABLES.isdisjoint(changed):
        return {}
    return {path: report for path, report in reports.items() if path not in changed}


def _bearable(file: File, text: str) -> bool:
    """Whether the file can still be read as what it was."""
    if isinstance(file, Document):
        return reader.read(text.encode(), file.id, file.path)[0] is not None
    return not reader.read_tables(text.encode(), file.path)[1]
