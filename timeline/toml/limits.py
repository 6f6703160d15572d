"""How deep a TOML text may be nested, how long its keys, how many its values: told by one look before a parser's.

What reads a text, and what walks through its values, calls itself at every level; the parser takes the square of the
parts of a key; rules compare the sources of an event with each other. Knows strings, comments and brackets; whether a
text *is* TOML is the parser's business.
"""

import re
from math import inf

DEEPEST = 100
"""Levels of tables and lists, whether brackets, headers or dotted keys make them."""
LONGEST_KEY = 1024
"""Characters of a key with all its parts."""
LONGEST_NUMBER = 1000
"""Characters of a number: what has more cannot even be printed (Python's limit is 4,300 digits)."""
MOST_VALUES = 10_000
"""Of one event, with lists, tables and the parts of keys: ten times as many as in the largest that anybody wrote."""
MOST_PROBLEMS = 100
"""Faults of one kind that are told of one file: whoever mends them hears of the next."""
LONGEST_LINE = 10_000
"""Characters of a line that is shown with its fault."""
_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*+(?:"{3,5}|\\?\Z)'
    r"|'''(?:[^']|'{1,2}(?!'))*+(?:'{3,5}|\Z)"
    r'|"(?:[^"\\\n]|\\[^\n])*+"?'
    r"|'[^'\n]*+'?"
    r"|\#[^\n]*+"
    rf"|\d\w{{{LONGEST_NUMBER},}}"
    r"|[][{}=,.\n]",
    re.DOTALL,
)
"""What makes levels, and what may hold the same characters and makes none."""


def excess(text: str, most: float = inf) -> tuple[str, int] | None:
    """What is too much in a text, and the offset where it becomes so; None where nothing is.

    Where no line is longer than a key may be, no number is too long either.

    Args:
        text: the text.
        most: how many values it may have.
    """
    marks = text.count(".") + text.count("[") + text.count("{")
    if (
        marks <= DEEPEST
        and (len(text) <= LONGEST_KEY or max(map(len, text.split("\n"))) <= LONGEST_KEY)
        and (len(text) <= 2 * most or marks + text.count("=") + text.count(",") <= most)
    ):
        return None  # as nearly always
    levels, opened = [0], ""
    """How many tables and lists hold what stands under the last header, and in each bracket that is open."""
    parts, begin, in_key, in_header, values = 0, 0, True, False, 0
    for token in _TOKEN.finditer(text):
        mark, here = token[0], token.start()
        if not in_key and mark[0].isdigit():
            return "Too long a number", here
        if in_key and mark in {"=", "]"} and len(text[begin:here].strip("[] \t")) > LONGEST_KEY:
            return "Too long a key", begin
        if mark == "\n" and not opened:
            levels = [parts] if in_header else levels
            parts, begin, in_key, in_header = 0, token.end(), True, False
        elif in_key and not opened and mark == "[":
            levels, parts, in_header = [0], parts + 1, True
        elif in_key and mark == ".":
            parts += 1
            values += 1
        elif mark == "=":
            in_key = False
        elif mark in {"[", "{"}:
            levels.append(levels[-1] + parts + 1)
            opened += mark
            parts, begin, in_key = 0, token.end(), mark == "{"
        elif mark in {"]", "}"} and opened:
            levels.pop()
            opened, in_key = opened[:-1], False
        elif mark == "," and opened:
            parts, begin, in_key = 0, token.end(), opened[-1] == "{"
        if levels[-1] + parts > DEEPEST:
            return "Too deep", here
        values += mark in {"=", ",", "["}
        if values > most:
            return "Too many values", here
    return None
