"""Where what is confidential stands in text that leaves all the same: a name in a title, a quote in a summary.

Masking (model/confidential.py) takes out the source; what others wrote of it stays. This finds it, by whole values of
the source, folded. Knows sources, events and texts; must not know who publishes. It never says the word itself.
"""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any, NamedTuple

from msgspec import to_builtins

from timeline.errors import KeyPath
from timeline.model.event import Event, Source, table
from timeline.text.address import canonical
from timeline.text.folding import fold, is_unsegmented

TELLING = ("name", "author", "title", "url", "archive_url", "quote", "translation")
"""Keys of a source by which others may know it; kind, publisher, affiliation and position are no secret."""
_ONLY_NAME = ("publisher",)
"""The publisher is, where the source has no other name: `a clerk of the council`, written as a line."""
_ADDRESSES = ("url", "archive_url")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LETTERS, _SIGNS = 4, 2
"""A shorter value stands in many words; where a script has no blanks, two signs are a name."""


class Leak(NamedTuple):
    """A place where what is confidential stands."""

    at: KeyPath
    """The key that holds it."""
    key: str
    """Which key of a confidential source it is."""
    of: str
    """Where that source is described: the ID of an event, or the name of the register."""

    @property
    def place(self) -> str:
        """The key as a person writes it: `links.note`, `x.desk`."""
        return ".".join(step for step in self.at if isinstance(step, str))


class ConfidentialWords:
    """What must stand nowhere else: the values of confidential sources."""

    def __init__(self, sources: Iterable[tuple[str, Source]]) -> None:
        """Take every confidential source, with where it is described."""
        self._words: dict[str, tuple[str, str]] = {}
        for of, source in sources:
            named = any(getattr(source, key) for key in TELLING)
            for key in TELLING if named else _ONLY_NAME:
                for word in _words(key, getattr(source, key)):
                    self._words.setdefault(word, (key, of))

    def found(self, text: str) -> tuple[str, str] | None:
        """Which key of a source, and where it is described, stands in a text; None: none does."""
        folded = fold(text) if self._words else ""
        return next((known for word, known in self._words.items() if word in folded), None)

    def leaks(self, event: Event) -> Iterator[Leak]:
        """Where something stands in an event as others may see it."""
        texts = [*_texts({"id": event.id, **{key: getattr(event, key) for key in table(Event)}}, ())]
        if self.found("\n".join(text for _, text in texts)):
            for at, text in texts:
                if known := self.found(text):
                    yield Leak(at, *known)

    def in_page(self, page: str) -> Iterator[tuple[int, str, str]]:
        """Where something stands in a page of Markdown: the line, or 0 where it runs over several; as in `found`."""
        lines = [unescape(line).replace("\\", "") for line in page.split("\n")]
        if whole := self.found("\n".join(lines)):
            found = [(n, *known) for n, line in enumerate(lines, 1) if (known := self.found(line))]
            yield from found or [(0, *whole)]


def _words(key: str, value: str | tuple[str, ...] | None) -> Iterator[str]:
    """The folded forms of one value by which it is looked for; none of what is too short."""
    for text in value if isinstance(value, tuple) else [value or ""]:
        mails = _MAIL.findall(text)
        whole = canonical(text) if key in _ADDRESSES and not mails else text
        for word in map(fold, (whole, *mails)):
            letters = sum(c.isalnum() for c in word)
            if letters >= (_SIGNS if is_unsegmented(word) else _LETTERS):
                yield word


def _texts(value: Any, at: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """Every text in a value, with its place; the keys of the user's own fields are texts too."""
    plain = value if isinstance(value, str | dict | list) else to_builtins(value)
    if isinstance(plain, str):
        yield at, plain
    elif isinstance(plain, dict):
        for key, part in plain.items():
            yield from [((*at, key), key)] if at[:1] == ("x",) else ()
            yield from _texts(part, (*at, key))
    elif isinstance(plain, list | tuple):
        for n, part in enumerate(plain):
            yield from _texts(part, (*at, n))
