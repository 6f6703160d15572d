"""The words of a name as names are compared. Knows letters, no names."""

import unicodedata

_STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})
"""Letters that Unicode does not take apart into letter and mark, though readers do."""


class _Letters(dict[int, str | None]):
    """What becomes of each character, found out when it is first met: letters and digits stay, marks go."""

    def __missing__(self, code: int) -> str | None:
        c = chr(code)
        kept = c if c.isalnum() else None if c in "'’ʼ`." or unicodedata.combining(c) else " "
        self[code] = kept
        return kept


_LETTERS = _Letters()


def fold(text: str) -> str:
    """The words of a name as they are compared: without case, accents, full stops, apostrophes and punctuation."""
    if text.isascii():
        text = text.casefold()
    else:
        # compatibility caseless matching (Unicode Standard, D146); what has a combining class is a mark
        for _ in range(2):
            text = unicodedata.normalize("NFKD", text).casefold()
        text = unicodedata.normalize("NFKD", text).translate(_STROKES)
    return " ".join(text.translate(_LETTERS).split())
