"""How wide a text is on a terminal (Chinese characters take two columns: Unicode TR 11), and how it is wrapped."""

import re

from timeline.text.escape import terminal

_LEAST = 20
"""Columns that a text is given at least, however narrow the terminal."""


_LETTERS = "\u00a1-\u00ac\u00ae-\u02ff" + "\u0391-\u03a1\u03a3-\u03ff" + "\u0400-\u0482\u048a-\u052f"
"""Latin, Greek and Cyrillic."""
each_takes_one = re.compile(f"[ -~{_LETTERS}\u2010-\u2027]*").fullmatch
"""Whether a text holds only these, dashes, quotation marks and dots: each of them takes one column."""


def text_width(text: str) -> int:
    """Columns on a terminal of an escaped text; Chinese characters take two, combining marks none."""
    if text.isascii() or each_takes_one(text):
        return len(text)
    from wcwidth import width  # noqa: PLC0415 - start-up: it takes a tenth of a command to load, for few texts

    return int(width(text))


def wrapped(text: str, width: int) -> list[str]:
    """An escaped text on lines of at most that width."""
    from wcwidth import wrap  # noqa: PLC0415 - start-up: only what does not fit is wrapped

    return list(wrap(text, width))


def filled(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    """The text, escaped, on lines of at most that width with `first` before the first and `rest` before the others."""
    from wcwidth import wrap  # noqa: PLC0415 - start-up: most answers do without

    rest = first if rest is None else rest
    room = max(width, _LEAST + max(len(first), len(rest)))
    safe = terminal(text)
    return list(wrap(safe, room, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)) or [first]
