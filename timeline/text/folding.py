"""The words of a name as names are compared. Knows letters, no names."""

from functools import lru_cache

_STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})
"""Letters that Unicode does not take apart into letter and mark, though readers do."""
_APART = "'’ʼ`."


class _Letters(dict[int, str]):
    """What becomes of each character, found out when it is first met.

    Letters and digits stay, without case and accent; marks go; the rest parts words, but for full stops and
    apostrophes, of which the one who asks says it. Compatibility caseless matching (Unicode Standard, D146) is the
    same for a text as for its characters one by one, but for the order of marks, and these go: what has a combining
    class is a mark.
    """

    def __init__(self, apart: str) -> None:
        """Take what stands for a full stop and an apostrophe."""
        self.apart = apart

    def __missing__(self, code: int) -> str:
        text = chr(code).lower()
        if code > 127:
            import unicodedata  # start-up: most questions are ASCII

            for _ in range(2):
                text = unicodedata.normalize("NFKD", text).casefold()
            text = unicodedata.normalize("NFKD", text).translate(_STROKES)
            text = "".join(c for c in text if not unicodedata.combining(c))
        self[code] = kept = "".join(self.apart if c in _APART else c if c.isalnum() else " " for c in text)
        return kept


_NAME, _TEXT = _Letters(""), _Letters(" ")


def fold(text: str) -> str:
    """The words of a name as they are compared: without case, accents, full stops, apostrophes and punctuation."""
    return " ".join(text.translate(_NAME).split())


@lru_cache(maxsize=4096)  # a text that many events share is folded once
def spaced(text: str) -> str:
    """A text as it is searched, blanks between its words: as `fold`, but full stops and apostrophes part words."""
    return text.translate(_TEXT)
