"""Runs the rules over a corpus, and applies their fixes.

Corpus in, problems and new texts out; reads and writes no file. Knows no rule by name.

What is found in a file by looking at it, the registers and the settings alone, its `Checked`, holds while they stay as
they are: who runs the rules may keep it, and hand it in again (timeline/authoring/findings.py does).
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cache, lru_cache
from itertools import product
from typing import Any, NamedTuple

from timeline.checks.corpus import Corpus
from timeline.checks.files import EventFile, File
from timeline.checks.gist import Gist, gist_of
from timeline.checks.registry import SEVERITIES, Finder, Rule, Scope, rules
from timeline.checks.suppression import silenced
from timeline.errors import Contained, KeyPath, Problem, TimelineError
from timeline.eventfile import reader
from timeline.eventfile.paths import DOCUMENTS, TABLES, is_manifest
from timeline.eventfile.public_text import unsaid
from timeline.eventfile.unsettled import is_conflict
from timeline.toml.positions import shown_line

WHY_UNREAD = frozenset(("SCH006", "SCH007", "TIM206"))
"""Rules that say why a file is in no answer: of such a file they are heard whatever is selected, ignored or silenced,
since no other rule has looked at it."""
ROUNDS = 10
"""A fix may uncover the next; after so many rounds two rules must be at odds, and what is left is reported."""


class Checked(NamedTuple):
    """What the rules find in one file by itself, and what the rules for several need to know of it."""

    gist: Gist | None
    """None where it holds no event."""
    problems: tuple[Problem, ...]
    """Of all rules that look at one file."""
    unread: bool
    """Whether they keep all that it says out of every answer."""

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
    unread: list[Problem]
    """Why files are in no answer still."""


def run(
    corpus: Corpus, chosen: Iterable[Rule], only: Collection[str] | None = None, known: dict[str, Checked] | None = None
) -> list[Problem]:
    """What the rules find, the worst first, file by file and line by line; what cannot be read, whatever the rules.

    Args:
        corpus: what is looked at.
        chosen: the rules.
        only: the paths of the files to report on; None for all.
        known: what files came to before, by path, and still do; the others are added to it.
    """
    known = {} if known is None else known
    wanted = {rule.code for rule in chosen} | {"SCH007"}
    problems: list[Problem] = []
    for path in [*corpus.events, *(table.path for table in corpus.tables)]:
        if path not in known:
            known[path] = check_file(corpus, path)
            corpus.forget(path)
        checked = known[path]
        if checked.gist is not None:
            corpus.gists[path] = checked.gist
        heard = wanted | WHY_UNREAD if checked.unread else wanted
        problems += (problem for problem in checked.problems if problem.code in heard)
    problems += _ask([pair for pair in _finders("corpus") if pair[0].code in wanted], corpus, ())
    told = problems if only is None else [problem for problem in problems if problem.path in only]
    rank = {code: SEVERITIES.index(rule.severity) for code, rule in rules().items()}
    return sorted(told, key=lambda p: (rank[p.code], p.path, p.line, p.col, p.code[3:], p.message))


def check_file(corpus: Corpus, path: str) -> Checked:
    """Ask all rules that look at one file by itself."""
    file, gist = corpus.file(path), None
    problems: list[Problem] = []
    with Contained(path, problems):
        sources = corpus.described if path == DOCUMENTS else []
        problems += _ask(_finders("file"), corpus, (file,))
        if isinstance(file, EventFile):
            problems += _ask(_finders("event"), corpus, (file,))
            gist, sources = gist_of(file.masked.event, corpus.register, file.masked.written.sources), file.sources
            gist = gist._replace(copied=any(cited.source.copy for cited in sources))
        problems += _ask(_finders("source"), corpus, *((cited,) for cited in sources))
    if file.ours:  # no command changes it before it is settled
        problems = [problem._replace(fix=None, fixable=False, offer="") for problem in problems]
    return Checked(gist, tuple(problems), file.is_unread)


@cache
def _finders(scope: Scope) -> list[tuple[Rule, Finder]]:
    """The functions that are handed things of one sort, each with its rule."""
    return [(rule, find) for rule in rules().values() for of, find in rule.finders if of == scope]


def _ask(finders: Iterable[tuple[Rule, Finder]], corpus: Corpus, *things: tuple[Any, ...]) -> Iterator[Problem]:
    """What rules find that are handed these, and the corpus, with rule, place and line; but what a comment silences."""
    for (rule, find), thing in product(finders, things):
        for problem in find(*thing, corpus):  # mostly there is none, and then nothing more is done
            file = corpus.file(problem.path)
            loud = rule.code == "SCH007" or (file.is_unread and rule.code in WHY_UNREAD) or is_manifest(file.path)
            if loud or not silenced(file, rule, problem):
                line, col = file.spot(problem)
                source = problem.source or (shown_line(file.lines[line - 1]) if line else "")
                found = problem._replace(line=line, col=col, code=rule.code, source=source)
                is_told = not file.public.hidden or is_conflict(found)  # of which no more is told than may be
                yield found if is_told else _public(rule, found, find, thing, corpus)


def _public(rule: Rule, problem: Problem, find: Finder, thing: Sequence[Any], corpus: Corpus) -> Problem:
    """A problem in a file that holds what is confidential, as others may hear of it.

    It is said in the words that the rule finds when it is handed the same things as others see them: these cannot tell
    more. Where it finds nothing then, or the fault lies in what is confidential, the title of the rule has to do.
    """
    public = corpus.file(problem.path).public
    said = rule.title[:1].lower() + rule.title[1:].rstrip(".")
    found = public.told(problem, said)
    masked = tuple(part.masked for part in thing)
    if public.silences(problem) or all(part is other for part, other in zip(masked, thing, strict=True)):
        return found
    words = _found_by_others(find, masked, corpus).get(problem.at) or unsaid(found, said)
    return found._replace(message=words.message, hint=words.hint, offer=words.offer)


@lru_cache(maxsize=1)  # each problem of a rule asks
def _found_by_others(find: Finder, masked: tuple[Any, ...], corpus: Corpus) -> dict[KeyPath, Problem]:
    """What a rule finds, the first of each place, when it is handed things as others see them."""
    return {problem.at: problem for problem in reversed([*find(*masked, corpus)])}


def fixed(corpus: Corpus, chosen: Sequence[Rule], only: Collection[str] | None = None) -> Fixed:
    """Apply every fix, again and again until none is left, but none that would keep a file from being read."""
    texts: dict[str, str] = {}
    seen: dict[str, bytes] = {}
    known: dict[str, Checked] = {}
    found: list[Problem] = []
    for _ in range(ROUNDS):
        changed: dict[str, str] = {}
        found = run(corpus, chosen, only, known)
        for problem in found:
            file = corpus.file(problem.path)
            with suppress(ValueError, TimelineError):
                text = changed.get(file.path) or file.data.decode()
                new = problem.fix(text) if problem.fix else text
                if new != text and _is_readable(file, new):
                    changed[file.path] = new
                    seen.setdefault(file.path, file.data)
        if not changed:
            break
        texts |= changed
        corpus = corpus.changed({path: text.encode() for path, text in changed.items()})
        stale = changed if TABLES.isdisjoint(changed) else known  # what was found depends on these, too
        known = {path: checked for path, checked in known.items() if path not in stale}
    unread = [problem for problem in found if problem.code in WHY_UNREAD and corpus.file(problem.path).is_unread]
    return Fixed(corpus, texts, seen, unread)


def _is_readable(file: File, text: str) -> bool:
    """Whether the file can still be read as what it was."""
    if isinstance(file, EventFile):
        return reader.read(text.encode(), file.id, file.path)[0] is not None
    return not reader.read_tables(text.encode(), file.path)[1]
