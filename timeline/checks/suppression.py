"""`# timeline: ignore SRC105`: on the line, above the statement, or in the head of a file for the whole of it.

Knows comments and where they stand; knows no rules but by the words that name them.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from timeline.checks.files import File
from timeline.checks.registry import Rule
from timeline.errors import Problem
from timeline.toml.positions import line_and_column

_IGNORE = re.compile(r"#\s*timeline:\s*ignore\b[:\s]*(.*)")
_WORD = re.compile(r"[A-Za-z]{3}\d{0,3}|[a-z]+(?:-[a-z]+)+")
MARK = b"timeline:"


class IgnoreComment(NamedTuple):
    """A comment that silences rules."""

    line: int
    col: int
    words: tuple[str, ...]
    """Codes, beginnings of codes, or names of rules; a remark may follow them."""


def ignore_comments(file: File) -> Iterator[IgnoreComment]:
    """Find the comments of a file that silence rules."""
    if MARK not in file.data:
        return
    for offset, comment in file.positions.comments:
        if found := _IGNORE.match(comment):
            words = []
            for word in re.split(r"[,\s]+", found[1].strip()):
                if not _WORD.fullmatch(word):
                    break
                words.append(word)
            yield IgnoreComment(*line_and_column(file.text, offset), tuple(words))


def silenced(file: File, rule: Rule, problem: Problem) -> bool:
    """Whether a comment silences a rule at the place of a problem."""
    wanted = {
        i.line for i in ignore_comments(file) if any(rule.code.startswith(w.upper()) or rule.name == w for w in i.words)
    }
    return bool(wanted) and not wanted.isdisjoint(_lines(file, problem))


def _lines(file: File, problem: Problem) -> Iterator[int]:
    """The lines on which a comment speaks of a problem: its own, those of what holds it, those above, and the head."""
    comments = {line_and_column(file.text, offset)[0] for offset, _ in file.positions.comments}
    line = 1
    while line in comments and file.lines[line - 1].lstrip().startswith("#"):
        yield line
        line += 1
    holders = [problem.at[:n] for n in range(1, len(problem.at) + 1)]
    own = {file.place(holder)[0] for holder in holders if holder in file.positions.spans}
    for start in own | {problem.line}:
        line = start
        yield line
        while line - 1 in comments and file.lines[line - 2].lstrip().startswith("#"):
            line -= 1
            yield line
