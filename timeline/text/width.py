"""How wide a text is on a terminal (Chinese characters take two columns: Unicode TR 11), how it is wrapped, and cut."""

import re

from timeline.text.escape import terminal

WIDEST = 200
"""Columns of a line where no terminal says how many there are."""
_LEAST = 20
"""Columns that a text is given at least, however narrow the terminal."""

_LATIN = "\u00a1-\u00ac\u00ae-\u02ff\u1e00-\u1eff\u2c60-\u2c7f"
_OTHERS = "\u0391-\u03a1\u03a3-\u03ff\u1f00-\u1f15\u0400-\u0482\u048a-\u052f\u0531-\u0556\u0561-\u0587\u10d0-\u10fa"
"""Greek, Cyrillic, Armenian and Georgian."""
_SIGNS = "\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2116\u2122\u2190-\u2193\u2500-\u257f"
"""Dashes, quotation marks, dots, currencies, arrows, lines."""
each_takes_one = re.compile(f"[ -~{_LATIN}{_OTHERS}{_SIGNS}]*").fullmatch
"""Whether a text holds only these: each of them takes one column."""
with_marks = re.compile(f"[ -~{_LATIN}{_OTHERS}{_SIGNS}\u0300-\u036f]*").fullmatch
"""The same with combining marks, which take none."""


def text_width(text: str) -> int:
    """Columns on a terminal of an escaped text; Chinese characters take two, combining marks none."""
    if text.isascii() or each_takes_one(text):
        return len(text)
    if with_marks(text):
        return len(text) - sum("\u0300" <= c <= "\u036f" for c in text)
    from wcwidth import width  # start-up: it takes a tenth of a command to load, for few texts

    return int(width(text))


def cut(text: str, limit: int) -> str:
    """An escaped text on at most that many columns; `…` stands for what is left out. No grapheme is taken apart."""
    if text_width(text) <= limit:
        return text
    room = limit - 1
    if each_takes_one(text):
        return text[: max(room, 0)].rstrip() + "…" * (room >= 0)
    from wcwidth import iter_graphemes, width  # start-up, as above

    kept = ""
    for shape in iter_graphemes(text):
        room -= width(shape)
        if room >= 0:
            kept += shape
    return kept.rstrip() + "…" * (limit > 0)


def wrapped(
    text: str, width: int, first: str = "", rest: str = "", *, at_hyphens: bool = True, whole: bool = False
) -> list[str]:
    """An escaped text on lines of at most that width.

    Args:
        text: the text.
        width: in columns.
        first: what stands before the first line.
        rest: what stands before the others.
        at_hyphens: whether words may be broken there.
        whole: whether a word that is wider, as an address, stands out instead of being broken.
    """
    if text.strip() and with_marks(first + text) and text_width(first + text) <= width:
        return [first + text.rstrip()]
    breaks = not whole
    if text[:1] != " " and each_takes_one(f"{first}{rest}{text}"):
        from textwrap import wrap  # start-up: only what does not fit is wrapped
    else:
        from wcwidth import wrap  # start-up, as above

        breaks = True  # some scripts have no blanks
        addresses = (word for word in text.split() if "://" in word and text_width(rest + word) > width)
        if whole and (address := next(addresses, "")):
            before, after = (part.strip() for part in text.split(address, 1))
            lines = wrapped(before, width, first, rest, at_hyphens=at_hyphens, whole=True) if before else []
            lines.append((rest if before else first) + address)
            return lines + (wrapped(after, width, rest, rest, at_hyphens=at_hyphens, whole=True) if after else [])
    lines = wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_on_hyphens=at_hyphens,
        break_long_words=breaks,
    )
    return [line.rstrip() for line in lines]


def filled(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    """The text, escaped, on lines of at most that width with `first` before the first and `rest` before the others."""
    rest = first if rest is None else rest
    room = max(width, _LEAST + max(len(first), len(rest)))
    return wrapped(terminal(text), room, first, rest, at_hyphens=False, whole=True) or [first]
