"""Regular expressions that people type: found in a text in bounded time, or refused with the place.

Knows what Python's `re` takes and what it costs; knows nothing of queries and events.
"""

from collections.abc import Callable
from functools import lru_cache

STEPS, LONGEST_PATTERN, LONGEST_TEXT, SHORTEST_TEXT = 100_000_000, 200, 100_000, 300
"""Bounds of `matcher`: steps it may take at one text; characters of a pattern; characters of the text it looks at."""


class PatternError(ValueError):
    """A regular expression that is none, or that might take too long: why, and where in it (0-based)."""

    def __init__(self, message: str, at: int = 0, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.at = at
        self.hint = hint


@lru_cache(maxsize=256)
def matcher(pattern: str) -> Callable[[str], bool]:
    """A function that tells whether the pattern is found in a text, case aside, in bounded time.

    Python's `re` tries one way after the other, so the ways are counted beforehand: c * n^d of them at each place of a
    text of n characters, where d is the number of open repeats in a row. Only so much of a text is looked at that
    n * c * n^d stays below STEPS: at most 100,000 characters when no repeat is open, 10,000 with one, 464 with two.
    What would reach less far than SHORTEST_TEXT is refused; so are open repeats of what repeats or chooses itself, and
    what cannot be counted: look-around, back-references, flags.

    Raises:
        PatternError: it is no regular expression, or is refused.
    """
    import re  # noqa: PLC0415 - start-up: few queries hold a pattern
    import warnings  # noqa: PLC0415 - likewise

    if len(pattern) > LONGEST_PATTERN:
        raise PatternError(f"{len(pattern)} characters are too many for a pattern; {LONGEST_PATTERN} are the most")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # "[[" may mean something else one day
            find = re.compile(pattern, re.IGNORECASE).search
    except re.error as error:
        raise PatternError(f"no regular expression: {error.msg}", error.pos or 0, _LITERALLY) from error
    except (Warning, OverflowError, RecursionError) as error:
        raise PatternError(f"no regular expression: {error}", 0, _LITERALLY) from error
    count, degree = _ways(pattern)
    reach = min(LONGEST_TEXT, int((STEPS / count) ** (1 / (degree + 1))))
    if reach < SHORTEST_TEXT:
        raise PatternError("there are too many ways to match this", 0, "ask for its pieces one by one")
    return lambda text: find(text[:reach]) is not None


_LITERALLY = r"to find a sign itself, put a backslash before it: \( \[ \+"
_INNER = "of single characters write [ab]+ for (a|b)+"
_Ways = tuple[int, int]
"""c and d of c * n^d ways."""


def _ways(pattern: str) -> _Ways:
    """In how many ways a valid pattern can be tried at one place, at the most."""

    def times(a: _Ways, b: _Ways) -> _Ways:
        return min(a[0] * b[0], STEPS), a[1] + b[1]

    def either(a: _Ways, b: _Ways) -> _Ways:
        return (min(a[0] + b[0] + 1, STEPS), max(a[1], b[1])) if a != none else b

    none, one = (0, 0), (1, 0)
    open_: list[tuple[_Ways, _Ways]] = []  # of each group around: the alternatives before, this one so far
    before, here, last = none, one, one
    at, size = 0, len(pattern)
    while at < size:
        c = pattern[at]
        low, high, end = _repeat(pattern, at)
        if end > at:
            if high is None and last != one:
                raise PatternError("an open repeat of a repeat or choice may take for ever", at, _INNER)
            if high is None:
                last = (1, 1)
            elif (low, high) != (1, 1):
                last = min(last[0] ** min(high, 64) * (high + 2), STEPS), last[1] * high
            at = end + (pattern[end : end + 1] in {"?", "+"})  # lazy, possessive
            continue
        if c in "|)":
            before, here, last = either(before, times(here, last)), one, one
            if c == ")":
                (before, here), last = open_.pop(), before
        else:
            here, last = times(here, last), one
            if c == "(":
                at = _opened(pattern, at)
                open_.append((before, here))
                before, here = none, one
            elif c == "\\":
                at += 1
                if pattern[at] in "123456789":
                    raise PatternError("back-references are not taken", at - 1)
            elif c == "[":
                at = _class_end(pattern, at)
        at += 1
    return either(before, times(here, last))


def _repeat(pattern: str, at: int) -> tuple[int, int | None, int]:
    """Lower and upper bound (None: open) of the repeat that stands here, and where it ends; no repeat ends here."""
    simple: dict[str, tuple[int, int | None]] = {"*": (0, None), "+": (1, None), "?": (0, 1)}
    if bounds := simple.get(pattern[at]):
        return *bounds, at + 1
    inside, close, _ = pattern[at + 1 :].partition("}")
    low, comma, high = inside.partition(",")
    digits = low + high
    if pattern[at] != "{" or not close or not (digits.isascii() and digits.isdecimal() if digits else comma):
        return 1, 1, at
    top = (int(high) if high else None) if comma else int(low)
    return int(low or 0), top, at + len(inside) + 2


def _opened(pattern: str, at: int) -> int:
    """Where the head of a group ends: at `(`, `(?:` or `(?P<name>`."""
    if pattern[at + 1 : at + 2] != "?":
        return at
    if pattern.startswith("(?:", at):
        return at + 2
    if pattern.startswith("(?P<", at):
        return pattern.index(">", at)
    raise PatternError("of groups only (…), (?:…) and (?P<name>…) are taken", at)


def _class_end(pattern: str, at: int) -> int:
    """Where `[...]` ends. A bracket that comes first, or after `^`, stands for itself."""
    at += 2 if pattern.startswith("[^", at) else 1
    at += 1 if pattern[at] == "]" else 0
    while pattern[at] != "]":
        at += 2 if pattern[at] == "\\" else 1
    return at
