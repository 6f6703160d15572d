"""The words of a name as names are compared. Knows letters, no names."""

import unicodedata

_STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})
"""Letters that Unicode does not take apart into letter and mark, though readers do."""


class _Letters(dict[int, str]):
    """What becomes of each character, found out when it is first met.

    Letters and digits stay, without case and accent; marks, full stops and apostrophes go; the rest parts words.
    Compatibility caseless matching (Unicode Standard, D146) is the same for a text as for its characters one by one,
    but for the order of marks, and these go: what has a combining class is a mark.
    """

    def __missing__(self, code: int) -> str:
        text = chr(code)
        for _ in range(2):
            text = unicodedata.normalize("NFKD", text).casefold()
        text = unicodedata.normalize("NFKD", text).translate(_STROKES)
        self[code] = kept = "".join(
            c if c.isalnum() else "" if c in "'’ʼ`." or unicodedata.combining(c) else " " for c in text
        )
        return kept


_LETTERS = _Letters()


def fold(text: str) -> str:
    """The words of a name as they are compared: without case, accents, full stops, apostrophes and punctuation."""
    return " ".join(text.translate(_LETTERS).split())
