"""SAF: what must not stand in a file that others will read."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from timeline.checks.corpus import Corpus
from timeline.checks.files import Cited, File
from timeline.checks.fixes import put, without
from timeline.checks.registry import rule
from timeline.errors import Fix, Problem
from timeline.model.event import Source
from timeline.text.escape import terminal_lines
from timeline.toml.positions import KeyPath, line_and_column

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}")
_PHONE = re.compile(
    r"(?<![\w/.-])(?:\+|00)\d[\d ()./-]{6,17}\d(?![\w-])|(?<![\w/.-])\(?0\d{2,4}\)?[ /-]\d[\d -]{4,10}\d(?![\w-])"
)
_PROFILE = re.compile(
    r"(?<![\w.])(?:t\.me|telegram\.me|wa\.me|(?:www\.|m\.)?(?:facebook|instagram|vk|tiktok|threads)\.(?:com|net)"
    r"|(?:[a-z]{2,3}\.)?linkedin\.com/in|(?:www\.)?(?:x|twitter)\.com|ok\.ru/profile|signal\.me|bsky\.app/profile)"
    r"/@?[\w.%+-]+|(?<![\w.@/])@[A-Za-z]\w{3,}",
    re.IGNORECASE,
)
_TEXTS = "id title author publisher url archive_url locator quote translation name affiliation position".split()
_BODIES = frozenset(
    "official officials source sources person people diplomat diplomats aide aides insider insiders adviser "
    "advisers advisor advisors staff staffer staffers employee employees informant informants whistleblower "
    "resident residents soldier soldiers officer officers lawmaker lawmakers analyst analysts expert experts "
    "witness witnesses eyewitness eyewitnesses others someone minister spokesman spokesperson spokeswoman senator "
    "deputy ambassador commander general colonel captain judge lawyer prosecutor police army navy force forces "
    "ministry department office house government administration council committee agency bureau embassy court "
    "parliament congress senate kremlin pentagon company group party union service intelligence staff command "
    "headquarters team member members relative relatives colleague colleagues friend friends neighbour neighbours "
    "neighbor neighbors doctor doctors nurse teacher student students driver worker workers trader traders banker "
    "executive executives manager guard guards withheld unnamed anonymous undisclosed unidentified unknown senior "
    "former".split()
)
"""Words of a description; with one of them it is no personal name."""


@rule("SAF501", "exposed-source", "error", of="source")
def exposed_source(cited: Cited, corpus: Corpus) -> Iterator[Problem]:
    """A source that is to stay unnamed carries a name, a mail address, a number or a profile."""
    source = cited.written
    if not (source.anonymous or source.confidential):
        return
    what = "an anonymous" if source.anonymous else "a confidential"
    for key, text in _named(source):
        if _is_personal(text, corpus):
            yield cited.problem(key, f"{what} source carries a personal name", _AWAY)
    held = " ".join(text for key in _TEXTS for text in _several(getattr(source, key)))
    if not any(pattern.search(held) for _, pattern in _TRACES):
        return
    for key in _TEXTS:
        for text in _several(getattr(source, key)):
            for kind, pattern in _TRACES:
                if pattern.search(text):
                    yield cited.problem(key, f"{what} source carries {kind}", _AWAY)
                    break


_TRACES = (("a mail address", _MAIL), ("a phone number", _PHONE), ("a profile", _PROFILE))
_AWAY = "take it out before you commit; git never forgets"


def _several(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value or ()


def _named(source: Source) -> Iterator[tuple[str, str]]:
    """The keys that can hold a person's name."""
    for key in ("name", "author"):
        for text in _several(getattr(source, key)):
            yield key, text


def _is_personal(name: str, corpus: Corpus) -> bool:
    """Whether it is the name of a person: one of the register, or two to four capitalised words that describe none."""
    ids = corpus.register.actor(name)
    if ids:
        return any(corpus.register.actors.entries[i].kind == "person" for i in ids)
    words = name.replace(".", " ").split()
    if not 2 <= len(words) <= 4 or any(word.casefold().strip(",'’s") in _BODIES for word in words):
        return False
    return all(
        word[0].isupper() and word.replace("-", "").replace("'", "").replace("’", "").isalpha() for word in words
    )


@rule("SAF502", "unsafe-text", "error", of="file")
def unsafe_text(file: File, corpus: Corpus) -> Iterator[Problem]:
    """A character that cannot be seen, and changes what is seen."""
    if not file.data.isascii() or b"\x7f" in file.data:
        text = file.text.replace("\r\n", "\n") if b"\r" in file.data else file.text
        if harmful := {c for c in set(text) if not c.isprintable() and _is_harmful(c)}:
            offset = min(map(text.index, harmful))
            yield _unseen(file, text[offset], line_and_column(text, offset), without(_is_harmful))
    if b"\\" in file.data:
        for at, value in _strings(file.values, ()):
            escaped = [c for c in value if _is_harmful(c)]
            if escaped and escaped[0] not in file.text.replace("\r\n", "\n"):
                clean = "".join(c for c in value if not _is_harmful(c))
                start = file.positions.spans[at].start if at in file.positions.spans else 0
                escape = _ESCAPE.search(file.text, start)
                place = line_and_column(file.text, escape.start() if escape else start)
                yield _unseen(file, escaped[0], place, put(at, clean))


_ESCAPE = re.compile(r"\\(?:[bfre]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})")


@lru_cache(maxsize=4096)
def _is_harmful(c: str) -> bool:
    return c not in "\n\t" and terminal_lines(c) != c


def _unseen(file: File, c: str, place: tuple[int, int], fix: Fix) -> Problem:
    message = f"a character that cannot be seen: U+{ord(c):04X}"
    return file.problem((), message, "--fix takes it out", place=place, fix=fix)


def _strings(value: Any, at: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _strings(inner, (*at, key))
    elif isinstance(value, list):
        for n, inner in enumerate(value):
            yield from _strings(inner, (*at, n))
