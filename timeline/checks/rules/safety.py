"""SAF: what must not stand in a file that others will read."""

import re
from collections.abc import Iterator
from typing import Any

from timeline.checks.corpus import Corpus
from timeline.checks.files import Cited, File
from timeline.checks.fixes import put, without
from timeline.checks.registry import rule
from timeline.errors import Fix, Problem
from timeline.text.escape import terminal_lines
from timeline.toml.positions import KeyPath, line_and_column

_TRACES = {
    "a mail address": re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}"),
    "a phone number": re.compile(
        r"(?<![\w/.-])(?:\+|00)\d[\d ()./-]{6,17}\d(?![\w-])"
        r"|(?<![\w/.-])\(?0\d{2,4}\)?[ /-]\d[\d -]{4,10}\d(?![\w-])"
    ),
    "a profile": re.compile(
        r"(?<![\w.])(?:t\.me|telegram\.me|wa\.me|(?:www\.|m\.)?(?:facebook|instagram|vk|tiktok|threads)\.(?:com|net)"
        r"|(?:[a-z]{2,3}\.)?linkedin\.com/in|(?:www\.)?(?:x|twitter)\.com|ok\.ru/profile|signal\.me|bsky\.app/profile)"
        r"/@?[\w.%+-]+|(?<![\w.@/])@[A-Za-z]\w{3,}",
        re.IGNORECASE,
    ),
}
"""What leads to a person."""
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
    carries = "an anonymous source carries"  # of a confidential one the title of the rule is all that is said
    away = "take it out before you commit; git never forgets"
    for key in _TEXTS:
        held = getattr(source, key)
        for text in (held,) if isinstance(held, str) else held or ():
            if key in {"name", "author"} and _is_personal(text, corpus):
                yield cited.problem(key, f"{carries} a personal name", away)
            if trace := next((kind for kind, pattern in _TRACES.items() if pattern.search(text)), ""):
                yield cited.problem(key, f"{carries} {trace}", away)


def _is_personal(name: str, corpus: Corpus) -> bool:
    """Whether it is the name of a person: one of the register, or two to four capitalised words that describe none."""
    ids = corpus.register.actors.find(name)
    if ids:
        return any(corpus.register.actors.entries[i].kind == "person" for i in ids)
    words = name.replace(".", " ").split()
    if not 2 <= len(words) <= 4 or any(word.casefold().strip(",'’s") in _BODIES for word in words):
        return False
    return all(word[0].isupper() and re.sub("[-'’]", "", word).isalpha() for word in words)


@rule("SAF502", "unsafe-text", "error", of="file")
def unsafe_text(file: File, corpus: Corpus) -> Iterator[Problem]:
    """A character that cannot be seen, and changes what is seen."""
    text = file.text.replace("\r\n", "\n")
    suspect = () if text.isascii() and "\x7f" not in text else set(text)  # TOML bears no other of ASCII
    if harmful := [c for c in suspect if not c.isprintable() and _is_harmful(c)]:
        offset = min(map(text.index, harmful))
        yield _unseen(file, text[offset], line_and_column(text, offset), without(_is_harmful))
    if "\\" in text:
        for at, value in _strings(file.values, ()):
            escaped = [c for c in value if _is_harmful(c)]
            if escaped and escaped[0] not in text:
                clean = "".join(c for c in value if not _is_harmful(c))
                start = file.positions.spans[at].start if at in file.positions.spans else 0
                escape = _ESCAPE.search(file.text, start)
                place = line_and_column(file.text, escape.start() if escape else start)
                yield _unseen(file, escaped[0], place, put(at, clean))


_ESCAPE = re.compile(r"\\(?:[bfre]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})")


def _is_harmful(c: str) -> bool:
    return c not in "\n\t" and terminal_lines(c) != c


def _unseen(file: File, c: str, place: tuple[int, int], fix: Fix) -> Problem:
    return file.problem(
        (), f"a character that cannot be seen: U+{ord(c):04X}", "--fix takes it out", place=place, fix=fix
    )


def _strings(value: Any, at: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, dict | list):
        for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _strings(inner, (*at, step))
