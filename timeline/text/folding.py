"""The words of texts and names as they are compared. Knows letters, no names."""

import re
from functools import lru_cache

_STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})
"""Letters that Unicode does not take apart into letter and mark, though readers do."""
_APOSTROPHES = "'’ʼ‘"
_SILENT = frozenset("ʿʾʻʽʹʺˈ\u0640\u00ad\u034f\u200d\u2060\ufeff")
"""Marks that a transliteration writes or leaves out (ayin, hamza, okina, soft sign); a drawn-out stroke of Arabic; and
what is not seen: soft hyphen, joiners."""
UNSEGMENTED = (
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\ua9e0-\ua9ff\uaa60-\uaa7f"  # Thai, Lao, Burmese, Khmer
    "\u3005-\u31ff\u3400-\u9fff\uf900-\ufaff\U0001aff0-\U0001b16f\U00020000-\U0003ffff]"  # kana, bopomofo, Han
)
"""A pattern: characters of scripts that put no blanks between words. To compile it takes a tenth of what a merge does,
which meets none."""
ALONE = "\x1f"
"""Stands around each of those: they are words of their own, which touch one another. `str.split` takes it for blank."""
APART = "\ue000"
"""A word that nobody can type: no phrase runs across it."""
_INSIDE = re.compile(r"(?<=[^ '])'(?!s(?![^ ]))(?=[^ '])")
"""An apostrophe inside a word, but for that of an English genitive."""


class _Letters(dict[int, str]):
    """What becomes of each character, found out when it is first met.

    Letters and digits stay, without case and accent; marks go, but for vowels; the rest parts words, but for full stops
    and apostrophes, of which the one who asks says it. Compatibility caseless matching (Unicode Standard, D146) is the
    same for a text as for its characters one by one, but for the order of marks, and these go: what has a combining
    class is a mark.
    """

    def __init__(self, stop: str, apostrophe: str) -> None:
        """Take what stands for a full stop or a backtick, and for an apostrophe."""
        self.said = {".": stop, "`": stop, **dict.fromkeys(_APOSTROPHES, apostrophe)}

    def __missing__(self, code: int) -> str:
        text = chr(code).lower()
        if code > 127:
            import unicodedata  # start-up: most questions are ASCII

            for _ in range(2):
                text = unicodedata.normalize("NFKD", text).casefold()
            text = unicodedata.normalize("NFKD", text).translate(_STROKES)
            text = "".join(c for c in text if not unicodedata.combining(c))
        self[code] = kept = "".join(map(self._kept, text))
        return kept

    def _kept(self, letter: str) -> str:
        if letter in self.said:
            return self.said[letter]
        if letter in _SILENT:
            return ""
        if letter.isalnum():
            return ALONE + letter + ALONE if letter > "\u0e00" and re.match(UNSEGMENTED, letter) else letter
        if letter < "\u0300":
            return " "
        import unicodedata  # start-up, as above

        if unicodedata.category(letter) not in {"Mn", "Mc"}:
            return " "
        if "VARIATION SELECTOR" in unicodedata.name(letter, ""):
            return ""
        return ALONE + letter + ALONE if re.match(UNSEGMENTED, letter) else letter


_NAME, _TEXT = _Letters("", ""), _Letters(" ", "'")


def fold(text: str) -> str:
    """The words of a name as they are compared: without case, accents, full stops, apostrophes and punctuation."""
    return " ".join(text.translate(_NAME).split())


def name_words(text: str) -> list[str]:
    """The words by which a name is asked for: each as it stands, blanks around it, in the `fold` of one that has it."""
    return _runs(text.translate(_NAME))


@lru_cache(maxsize=4096)  # a text that many events share is folded once
def spaced(text: str) -> str:
    """A text as it is searched, its words apart: as `fold`, but full stops and apostrophes part words.

    Where an apostrophe stands inside a word, the text follows once more, its words joined: "Hawai'i" is "hawai i" and
    "hawaii".
    """
    words = text.translate(_TEXT)
    if "'" not in words:
        return words
    joined = _INSIDE.sub("", words)
    ways = [words] if joined == words else [words, joined]
    return f" {APART} ".join(ways).replace("'", " ")


def is_unsegmented(text: str) -> bool:
    """Whether any of it is of a script that puts no blanks between words."""
    return not text.isascii() and ALONE in spaced(text)


def composed(text: str) -> str:
    """A text in which each letter and its marks are one character, where there is one: Unicode's form C."""
    if text.isascii():
        return text
    import unicodedata  # start-up: most questions are ASCII

    return unicodedata.normalize("NFC", text)


def readings(text: str) -> list[list[str]]:
    """The words by which a text is asked for, in each way to read it: as they stand in what is `spaced`."""
    return [_runs(reading) for reading in spaced(text).split(f" {APART} ")]


def _runs(text: str) -> list[str]:
    """What stands between blanks; characters of scripts without them stay together."""
    return [" ".join(run.split()) for run in text.split(" ") if run.split()]
