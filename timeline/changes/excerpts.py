"""Where two texts differ: the words that were changed, and a few around them.

Knows letters and blanks; must not know what is written, nor how it is printed.
"""

import re
from typing import NamedTuple

from timeline.text.folding import UNSEGMENTED

_ALONE = UNSEGMENTED
_WORD = re.compile(rf"(?:{_ALONE}|(?:(?!{_ALONE})[^\s/])+|/)[/ ]*")
"""A word with what parts it from the next: blanks, the slashes of an address; of scripts without blanks a letter."""
_AROUND = 3
"""Words that are shown before and after."""


class Excerpt(NamedTuple):
    """The part of a text that another has otherwise."""

    words: str
    around: str
    """The same with a few words before and after; `…` stands for the rest."""


def apart(old: str, new: str) -> tuple[Excerpt, Excerpt]:
    """Where each of two texts, of one line, differs from the other: from the first word that does to the last."""
    one, other = (_WORD.findall(f"{text} ") for text in (old, new))
    least = min(len(one), len(other))
    start = next((n for n in range(least) if one[n] != other[n]), least)
    least -= start
    end = next((n for n in range(least) if one[-1 - n] != other[-1 - n]), least)
    return _excerpt(one, start, end), _excerpt(other, start, end)


def _excerpt(words: list[str], start: int, end: int) -> Excerpt:
    first, last, most = max(start - _AROUND, 0), len(words) - max(end - _AROUND, 0), len(words)
    around = "…" * (first > 0) + "".join(words[first:last]).rstrip() + "…" * (last < most)
    return Excerpt("".join(words[start : most - end]).rstrip(), around)
