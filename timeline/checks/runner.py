"""Runs the rules over a corpus, and applies their fixes.

Corpus in, problems and new texts out; reads and writes no file. Knows no rule by name.

What is found in a file by looking at it and the registers alone, its `Checked`, holds while they stay as they are: who
runs the rules may keep it, and hand it in again (timeline/authoring/review.py does).
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from timeline.checks.corpus import Corpus
from timeline.checks.files import EventFile, File
from timeline.checks.gist import Gist, gist_of
from timeline.checks.registry import Finder, Rule, Scope, rules
from timeline.checks.suppression import silenced
from timeline.errors import Problem, TimelineError
from timeline.eventfile import reader
from timeline.eventfile.paths import TABLES

ROUNDS = 10
"""A fix may uncover the next; after so many rounds two rules must be at odds, and what is left is reported."""


class Checked(NamedTuple):
    """What the rules find in one file by itself, and what the rules for several need to know of it."""

    gist: Gist | None
    """None where it holds no event."""
    problems: tuple[Problem, ...]
    """Of all rules that look at one file."""

    def plain(self) -> "Checked":
        """The same as plain data, which can be kept: what can be mended is known, the fixes are not."""
        return self._replace(problems=tuple(problem._replace(fix=None) for problem in self.problems))


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
    known: dict[str, Checked] | None = None,
) -> list[Problem]:
    """What the rules find, file by file and line by line.

    Args:
        corpus: what is looked at.
        chosen: the rules.
        only: the paths of the files to report on; None for all.
        known: what files came to before, by path, and still do; the others are added to it.
    """
    known = {} if known is None else known
    wanted = {rule.code for rule in chosen}
    problems: list[Problem] = []
    for path in [*corpus.events, *(table.path for table in corpus.tables)]:
        checked = known.get(path)
        if checked is None:
            checked = known[path] = check_file(corpus, path)
            corpus.forget(path)
        if checked.gist is not None:
            corpus.gists[path] = checked.gist
        problems += (problem for problem in checked.problems if problem.code in wanted)
    for rule, find in _finders("corpus"):
        if rule.code in wanted:
            for problem in find(corpus):
                problems += _placed(rule, corpus, problem)
    if only is not None:
        problems = [problem for problem in problems if problem.path in only]
    return sorted(problems, key=lambda p: (p.path, p.line, p.col, p.code[3:], p.message))


def check_file(corpus: Corpus, path: str) -> Checked:
    """Ask all rules that look at one file by itself."""
    file, gist = corpus.file(path), None
    things: dict[Scope, Sequence[object]] = {"file": [file]}
    if isinstance(file, EventFile):
        things |= {"event": [file], "source": file.sources}
        gist = gist_of(file.event, corpus.register, file.written.sources)
    elif path == "sources.toml":
        things["source"] = corpus.described
    problems: list[Problem] = []
    for scope, several in things.items():
        for rule, find in _finders(scope):
            for thing in several:
                for problem in find(thing, corpus):  # mostly there is none, and then nothing more is done
                    problems += _placed(rule, corpus, problem)
    return Checked(gist, tuple(problems))


@cache
def _finders(scope: Scope) -> list[tuple[Rule, Finder]]:
    """The functions that are handed things of one sort, each with its rule."""
    return [(rule, find) for rule in rules().values() for of, find in rule.finders if of == scope]


def _placed(rule: Rule, corpus: Corpus, problem: Problem) -> Iterator[Problem]:
    """Give a problem its rule, its place and its line; none comes of it where a comment silences the rule."""
    file = corpus.file(problem.path)
    if silenced(file, rule, problem):
        return
    line, col = problem.line, problem.col
    if not line and problem.at:
        line, col = file.place(problem.at)
    if problem.offset is not None:
        line, col = _inside(file, problem.at, problem.offset) or (line, col)
    source = problem.source or (file.lines[line - 1].rstrip("\r") if line else "")
    yield problem._replace(line=line, col=col, code=rule.code, source=source)


def _inside(file: File, at: tuple[str | int, ...], offset: int) -> tuple[int, int] | None:
    """The place of a character of a text, where the text stands letter by letter."""
    span = file.positions.spans.get(at)
    if span is None or "\\" in (written := file.text[span.start : span.end]) or written[:1] not in {'"', "'"}:
        return None
    opening = 1
    if written[:3] in {'"""', "'''"}:  # a line end right behind them is no part of the text
        opening = 5 if written[3:5] == "\r\n" else 4 if written[3:4] == "\n" else 3
    return file.positions.at(span.start + opening + offset)


def fixed(corpus: Corpus, chosen: Sequence[Rule], only: Collection[str] | None = None) -> Fixed:
    """Apply every fix, again and again until none is left, but none that would keep a file from being read."""
    texts: dict[str, str] = {}
    seen: dict[str, bytes] = {}
    known: dict[str, Checked] = {}
    for _ in range(ROUNDS):
        changed: dict[str, str] = {}
        for problem in run(corpus, chosen, only, known):
            file = corpus.file(problem.path)
            if problem.fix is None:
                continue
            try:
                text = changed.get(file.path) or file.data.decode()
                new = problem.fix(text)
            except (ValueError, TimelineError):
                continue
            if new != text and _is_readable(file, new):
                changed[file.path] = new
                seen.setdefault(file.path, file.data)
        if not changed:
            break
        texts |= changed
        corpus = corpus.changed({path: text.encode() for path, text in changed.items()})
        stale = changed if TABLES.isdisjoint(changed) else known  # what was found owes to the registers, too
        known = {path: checked for path, checked in known.items() if path not in stale}
    return Fixed(corpus, texts, seen)


def _is_readable(file: File, text: str) -> bool:
    """Whether the file can still be read as what it was."""
    if isinstance(file, EventFile):
        return reader.read(text.encode(), file.id, file.path)[0] is not None
    return not reader.read_tables(text.encode(), file.path)[1]
