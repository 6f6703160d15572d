"""Regular expressions that people type: found in a text, or refused with the place; never for long.

Knows what the package `regex` takes and what it leaves unbounded; knows nothing of queries and events.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from time import perf_counter

import regex

from timeline.errors import UsageError
from timeline.text.folding import composed

SECONDS = 1.0
"""What all matches of one question may take together."""
FREE = 20e-6
"""Seconds of a match that do not count: any takes them, and a large chronology has many texts."""
LONGEST, MOST, LARGEST = 200, 10_000, 100_000
"""Characters of a pattern; how often its repeats may say one part of it again; and its parts, all written out."""

_LITERALLY = r"to find a sign itself, put a backslash before it: \( \[ \+"
_PART = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|(\(\?(?:R|[+-]?\d|&|P>))|(\(\?[A-Za-z0-9-]*x)|\{(\d*),?(\d*)\}|.", re.DOTALL
)


class Budget:
    """The time that is left for the matches of one question."""

    def __init__(self, seconds: float = SECONDS, clock: Callable[[], float] = perf_counter) -> None:
        """Take the seconds, and what counts them."""
        self.left = seconds
        self.clock = clock

    def finder(self, pattern: str) -> Callable[[str], bool]:
        """A function that tells whether the pattern is found in a text, case aside.

        Raises:
            UsageError: it is no regular expression; of the function, that it takes too long.
        """
        search = compiled(composed(pattern)).search

        def is_found(text: str) -> bool:
            start, found = self.clock(), False
            try:
                found = self.left > 0 and search(composed(text), timeout=self.left) is not None
            except TimeoutError:
                self.left = 0
            self.left -= max(0.0, self.clock() - start - FREE)
            if self.left <= 0:
                raise UsageError("the pattern takes too long", "say it more exactly, or ask for a word or a time too")
            return found

        return is_found


@lru_cache(maxsize=256)
def compiled(pattern: str) -> "regex.Pattern[str]":
    """The pattern, as it is looked for.

    Raises:
        UsageError: it is no regular expression, or could take long to compile; with the place in it.
    """
    if len(pattern) > LONGEST:
        raise UsageError(f"{len(pattern)} characters are too many for a pattern; {LONGEST} are the most", offset=0)
    _bound(pattern)
    try:
        return regex.compile(pattern, regex.IGNORECASE | regex.VERSION0)
    except (regex.error, ValueError, OverflowError, RecursionError) as error:
        message, place = getattr(error, "msg", error), getattr(error, "pos", None)
        raise UsageError(f"no regular expression: {message}", _LITERALLY, offset=place or 0) from error


def _bound(pattern: str) -> None:
    """Refuse what the package compiles without end: recursion, and repeats whose counts multiply.

    Also the verbose form (`(?x)`), in which a count is read that does not look like one.
    """
    around: list[tuple[int, int]] = []
    most = last = 1  # of the group so far, and of the part before: how often it is said
    parts, written = 0, 0  # those of the group before, and of the part before, all written out
    for part in _PART.finditer(pattern):
        if part[1]:
            raise UsageError("a pattern cannot call itself", "write out what is to be repeated", offset=part.start())
        if part[2]:
            raise UsageError("a pattern has no verbose form", "write it without (?x)", offset=part.start())
        if part[0][0] == "{" and len(part[0]) > 1:
            times = max(int(part[3] or 1), int(part[4] or 1), 1)
            last *= times
            written *= times
            most = max(most, last)
            if most > MOST:
                raise UsageError(f"repeats of more than {MOST:,} parts", "use * or +", offset=part.start())
            if parts + written > LARGEST:
                raise UsageError(f"more than {LARGEST:,} parts, written out", "use * or +", offset=part.start())
        elif part[0] == "(":
            around.append((most, parts + written))
            most = last = 1
            parts = written = 0
        elif part[0] == ")":
            before, outside = around.pop() if around else (1, 0)
            last, most = most, max(before, most)
            parts, written = outside, parts + written
        elif part[0] not in {"?", "+"}:  # behind a repeat they make it lazy, or possessive
            last = 1
            parts, written = parts + written, 1
