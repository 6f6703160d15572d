"""Spoils texts and bytes, by a seed: what editors, programs, disks and people in bad faith do to them."""

import re
from collections.abc import Callable, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")

DATES = (
    *("2024-11-00", "2024-00-17", "2024-02-30", "2023-02-29", "2024-13", "0000", "0000-00-00", "0000-01-01", "-0000"),
    *("-9999", "-9999-12-31", "9999-12-31", "9999-99-99", "10000-01-01", "Y99999999999", "Y-17E7", "Y1E99", "1950S2"),
    *("2024-11-17T24:00", "2024-11-17T23:59:60", "2024-11-17T20:20+23:59", "2024-11-17T20:20-12:00", "24:00:00"),
    *("2024-11-17 20:20:00", "2024-11-17T20:20:00.5Z", "20:20", "2024-11-17T", "2024-W46-7", "2024-322", "20241117"),
    *("XXXX-XX-XX", "2024-XX-31", "20XX", "2024?-11~-17%", "?2024-~11", "2024-21", "2024-41", "2024/..", "../", "/"),
    *("2024-11-17/2024-11-16", "[2024..]", "[..2024,2025]", "{2024,}", "[2024-11-17", "2024-11-17..", "..", "1-1-1"),
    *("0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00", "03/04/2024", "uuuu-uu-uu", "open/2024", "unknown"),
)
NUMBERS = (
    *(
        "0",
        "-0",
        "+0",
        "007",
        "1e400",
        "-1e400",
        "1e-400",
        "inf",
        "-inf",
        "nan",
        "0x7fffffffffffffff",
        "0b1",
        "1_000",
        "0x" + "f" * 4000,
    ),
    *(
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775809",
        "18446744073709551616",
        "9" * 400,
        "1" * 5000,
    ),
    *("1.", ".1", "1.7976931348623157e308", "5e-324", "½", "٣", "१२", "²", "1,5", "0.1" + "0" * 400),
)
QUOTES = ('"', "'", '"""', "'''", "“", "”", "„", "‘", "’", "«", "»", "`", "```", '\\"', "\\'", "\\", "\\\\", '""', "''")
UNICODE = (
    *("\0", "\x1b[31m", "\x1b]0;t\x07", "\x7f", "\x85", "\x9b1m", "\u00ad", "\u200b", "\u200d", "\u200e", "\u202e"),
    *("\u2028", "\u2029", "\u2066", "\ufeff", "\ufffd", "\ufffe", "\uffff", "\U0010ffff", "\U000e0041", "e\u0301"),
    *(
        "\u0301",
        "a" + "\u0300" * 60,
        "ß",
        "ſ",
        "İ",
        "ı",
        "ŉ",
        "ﬁ",
        "ŉ",
        "Ǆ",
        "ﷺ",
        "שלום",
        "مرحبا",
        "東京",
        "Київ",
        "👩\u200d🚒",
    ),
    *("🇺🇦", "\u1f88", "\u0345", "\u2126", "ᾳ", "ⅷ", "①", "\ue000", "\u3000", "\u00a0", "\u180e", "\x1c", "\x1f"),
)
SIGNS = (
    *(
        "[",
        "]",
        "[[",
        "]]",
        "{",
        "}",
        "(",
        ")",
        "<",
        ">",
        "=",
        "==",
        ":",
        "::",
        ",",
        ",,",
        ".",
        "..",
        "…",
        "-",
        "--",
        "—",
    ),
    *("|", "~", "*", "**", "_", "#", "# ", "%", "@", "&", "&amp;", "$", "^", "!", "?", "/", "//", "../", "<!--", "-->"),
    *("{{", "}}", "{%", "%}", "{#", "#}", "\n", "\n\n", "\r", "\r\n", "\t", " ", "    ", "\n---\n", "\\n", "\\u0000"),
    *("\\ud800", "\\U00110000", "\\x1b", "true", "false", "null", "None", "or", "and", "not", "citing", ", citing "),
    *("://", "https://", "http://[::1]/", "https://a.example:99999/", "javascript:alert(1)", "=1+1", "@SUM(A1)"),
)
ODD = (*DATES, *NUMBERS, *QUOTES, *UNICODE, *SIGNS)
MOST = 60_000
"""Characters that a text may grow to: what is larger is tried by the tests of limits."""


_QUOTED = re.compile(r'"((?:[^"\\\n]|\\.)+)"')


class Chance(Random):
    """A source of chance, and what it does to a text."""

    def one(self, of: Sequence[T]) -> T:
        """One of these."""
        return of[int(self.random() * len(of))]

    def happens(self, chance: float) -> bool:
        return self.random() < chance

    def some(self, make: Callable[[], T], most: int) -> list[T]:
        """A few things made, or none."""
        return [make() for _ in range(self.randint(0, most))]

    def few(self) -> int:
        """A small number, and now and then a great one."""
        return self.one((1, 1, 1, 2, 2, 3, 5, 8, 30, 300))

    def piece(self, text: str) -> slice:
        """A part of a text, mostly a short one."""
        start = self.randint(0, len(text))
        return slice(start, start + self.one((0, 1, 1, 2, 3, 5, 10, 40, 400)))

    def odd(self) -> str:
        """Something that few expect."""
        return self.one(self.one((DATES, NUMBERS, QUOTES, UNICODE, SIGNS)))

    def spoilt(self, text: str, words: Sequence[str] = ODD) -> str:
        """The text after none to a dozen mishaps; `words` are what may get into it."""
        for _ in range(self.one((0, 1, 1, 1, 1, 1, 2, 2, 3, 10))):
            text = self.one(_MISHAPS)(self, text, words)[:MOST]
        return text

    def spoilt_bytes(self, text: str, words: Sequence[str] = ODD) -> bytes:
        """The text as a file, in which bytes too may have suffered."""
        text = self.spoilt(text, words)
        data = text.encode(self.one(("utf-8",) * 30 + ("utf-8-sig", "utf-16", "latin-1")), "replace")
        for _ in range(self.one((0,) * 8 + (1, 1, 2, 9))):
            at = self.randint(0, len(data))
            new = self.one(
                (b"", b"\0", b"\xff", b"\x80", b"\xc3", b"\xed\xa0\x80", b"\r", bytes([self.randrange(256)]))
            )
            data = data[:at] + new + data[at + self.randint(0, 2) :]
        return data

    def lines(self, text: str, spoil: Callable[[list[str]], None]) -> str:
        parts = text.splitlines(keepends=True) or [""]
        spoil(parts)
        return "".join(parts)


def _put(chance: Chance, text: str, words: Sequence[str]) -> str:
    at = chance.randint(0, len(text))
    return text[:at] + chance.one(words) + text[at:]


def _odd(chance: Chance, text: str, _: Sequence[str]) -> str:
    return _put(chance, text, (chance.odd(),))


def _instead(chance: Chance, text: str, words: Sequence[str]) -> str:
    """Something else where a word, a number or a quoted text stood."""
    at = chance.randint(0, len(text))
    start, end = at, at
    ends = chance.one(("\n\"' ,=[]{}()-:.", "\n\"' ,=[]{}()", "\n"))
    while start and text[start - 1] not in ends:
        start -= 1
    while end < len(text) and text[end] not in ends:
        end += 1
    return text[:start] + chance.one((chance.odd(), chance.one(words))) + text[end:]


def _quoted(chance: Chance, text: str, _: Sequence[str]) -> str:
    """Something odd in quotes, written as it should be, where another quoted text stood."""
    found = list(_QUOTED.finditer(text))
    if not found:
        return text
    at = chance.one(found)
    odd = chance.odd().replace("\\", "\\\\").replace('"', '\\"')
    kept = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" if c < "\U00010000" else "" for c in odd)
    return f'{text[: at.start()]}"{chance.one((at[1], ""))}{kept}"{text[at.end() :]}'


def _without(chance: Chance, text: str, _: Sequence[str]) -> str:
    piece = chance.piece(text)
    return text[: piece.start] + text[piece.stop :]


def _again(chance: Chance, text: str, _: Sequence[str]) -> str:
    piece = chance.piece(text)
    return text[: piece.start] + text[piece] * (1 + chance.few()) + text[piece.stop :]


def _elsewhere(chance: Chance, text: str, _: Sequence[str]) -> str:
    return _put(chance, text, (text[chance.piece(text)],))


def _cut(chance: Chance, text: str, _: Sequence[str]) -> str:
    at = chance.randint(0, len(text))
    return chance.one((text[:at], text[at:]))


def _character(chance: Chance, text: str, _: Sequence[str]) -> str:
    at = chance.randint(0, max(0, len(text) - 1))
    return (
        text[:at]
        + chr(chance.one((chance.randrange(128), chance.randrange(0xD800), ord(text[at : at + 1] or "a") ^ 1)))
        + text[at + 1 :]
    )


def _deep(chance: Chance, text: str, _: Sequence[str]) -> str:
    opened, closed = chance.one(
        (("[", "]"), ("{a=", "}"), ("(", ")"), ("{{", "}}"), ("a.", ""), ("not ", ""), ("-", ""))
    )
    depth = chance.one((1, 3, 20, 49, 51, 99, 101, 400, 3000))
    piece = chance.piece(text)
    closing = closed * chance.one((depth, depth, depth - 1, 0))
    return text[: piece.start] + opened * depth + text[piece] + closing + text[piece.stop :]


def _long(chance: Chance, text: str, _: Sequence[str]) -> str:
    return _put(chance, text, (chance.one((*"a1 .-\"'[=\n\t\\/é", "ab ", "\u0301")) * chance.one((100, 1100, 20_000)),))


def _line_ends(chance: Chance, text: str, _: Sequence[str]) -> str:
    if chance.happens(0.5):
        return text.replace("\n", chance.one(("\r\n", "\r", "\n\n", "", " ", "\u2028", "\x85", "\\\n", "\t\n")))
    return "".join(chance.one(("\n", "\r\n", "\r", "\n\r")) if c == "\n" else c for c in text)


def _lines(chance: Chance, text: str, _: Sequence[str]) -> str:
    return chance.lines(text, chance.one((chance.shuffle, lambda each: each.append(chance.one(each)), list.reverse)))


def _mark(chance: Chance, text: str, _: Sequence[str]) -> str:
    return "\ufeff" * chance.one((1, 2)) + text


def _case(chance: Chance, text: str, _: Sequence[str]) -> str:
    piece = chance.piece(text)
    return text[: piece.start] + chance.one((str.upper, str.lower, str.swapcase))(text[piece]) + text[piece.stop :]


_MISHAPS: tuple[Callable[[Chance, str, Sequence[str]], str], ...] = (
    *(
        _quoted,
        _quoted,
        _quoted,
        _quoted,
        _quoted,
        _quoted,
        _put,
        _put,
        _odd,
        _odd,
        _odd,
        _instead,
        _instead,
        _instead,
        _without,
        _without,
        _again,
        _elsewhere,
        _cut,
        _character,
    ),
    *(_character, _deep, _long, _line_ends, _lines, _mark, _case),
)
