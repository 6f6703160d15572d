"""`# timeline: ignore SRC105`: on the line, above the statement, or in the head of a file for the whole of it.

Knows comments and where they stand; knows no rules but by the words that name them.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import count, takewhile

from timeline.checks.files import File
from timeline.checks.registry import Rule
from timeline.errors import Problem
from timeline.toml.positions import line_and_column

_IGNORE = re.compile(r"#\s*timeline:\s*ignore\b[:\s]*(.*)")
_WORD = re.compile(r"[A-Za-z]{3}\d{0,3}|[a-z]+(?:-[a-z]+)+")
"""A code, the beginning of one, or a name; a remark may follow."""


@lru_cache(maxsize=1)  # each problem of a file asks
def ignore_comments(file: File) -> list[tuple[tuple[int, int], list[str]]]:
    """Find the comments of a file that silence rules: line and column, and the words for the rules."""
    silencing = []
    for offset, comment in file.positions.comments if b"timeline:" in file.data else ():
        if found := _IGNORE.match(comment):
            words = takewhile(_WORD.fullmatch, re.split(r"[,\s]+", found[1].strip()))
            silencing.append((line_and_column(file.text, offset), [*words]))
    return silencing


def silenced(file: File, rule: Rule, problem: Problem) -> bool:
    """Whether a comment silences a rule at the place of a problem."""
    wanted = {line for (line, _), words in ignore_comments(file) if any(map(rule.is_meant, words))}
    return bool(wanted) and not wanted.isdisjoint(_lines(file, problem))


def _lines(file: File, problem: Problem) -> Iterator[int]:
    """The lines on which a comment speaks of a problem: its own, those of what holds it, those above, and the head."""
    comments = _comment_lines(file)
    yield from takewhile(comments.__contains__, count(1))
    holders = [problem.at[:n] for n in range(1, len(problem.at) + 1)]
    own = {file.place(holder)[0] for holder in holders if holder in file.positions.spans}
    for line in own | {problem.line}:
        yield line
        yield from takewhile(comments.__contains__, count(line - 1, -1))


@lru_cache(maxsize=1)  # as above
def _comment_lines(file: File) -> set[int]:
    """The lines that hold a comment and nothing else."""
    lines = [line_and_column(file.text, offset)[0] for offset, _ in file.positions.comments]
    return {line for line in lines if file.lines[line - 1].lstrip().startswith("#")}
