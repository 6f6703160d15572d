"""`# timeline: ignore SRC105`: on the line, above the statement, or in the head of a file for the whole of it.

Knows comments and where they stand; knows no rules but by the words that name them.
"""

import re
from collections.abc import Iterator
from itertools import count, takewhile

from timeline.checks.files import File
from timeline.checks.registry import Rule
from timeline.errors import Problem
from timeline.toml.positions import line_and_column

_IGNORE = re.compile(r"#\s*timeline:\s*ignore\b[:\s]*(.*)")
_WORD = re.compile(r"[A-Za-z]{3}\d{0,3}|[a-z]+(?:-[a-z]+)+")
"""A code, the beginning of one, or a name; a remark may follow."""


def ignore_comments(file: File) -> Iterator[tuple[tuple[int, int], list[str]]]:
    """Find the comments of a file that silence rules: line and column, and the words for the rules."""
    for offset, comment in file.positions.comments if b"timeline:" in file.data else ():
        if found := _IGNORE.match(comment):
            words = takewhile(_WORD.fullmatch, re.split(r"[,\s]+", found[1].strip()))
            yield line_and_column(file.text, offset), [*words]


def silenced(file: File, rule: Rule, problem: Problem) -> bool:
    """Whether a comment silences a rule at the place of a problem."""
    wanted = {line for (line, _), words in ignore_comments(file) if any(map(rule.is_meant, words))}
    return bool(wanted) and not wanted.isdisjoint(_lines(file, problem))


def _lines(file: File, problem: Problem) -> Iterator[int]:
    """The lines on which a comment speaks of a problem: its own, those of what holds it, those above, and the head."""
    lines = [line_and_column(file.text, offset)[0] for offset, _ in file.positions.comments]
    comments = {line for line in lines if file.lines[line - 1].lstrip().startswith("#")}
    yield from takewhile(comments.__contains__, count(1))
    holders = [problem.at[:n] for n in range(1, len(problem.at) + 1)]
    own = {file.place(holder)[0] for holder in holders if holder in file.positions.spans}
    for line in own | {problem.line}:
        yield line
        yield from takewhile(comments.__contains__, count(line - 1, -1))
