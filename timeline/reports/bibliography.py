"""The documents of a page, each listed once, wherever and however often it is cited.

Two citations are of one document where they share what provenance/documents.py knows it by; without any of that, where
they say the same of it.
"""

from collections.abc import Hashable

from timeline.model.event import Source
from timeline.provenance.documents import marks
from timeline.reports.numbers.documents import said

_TELLING = ("author", "title", "publisher", "published", "url", "archive_url", "accessed")
"""What an entry of a bibliography is made of."""


class _Document:
    """A document, by the citation that says most of it, and all the keys by which it is known."""

    def __init__(self, source: Source, keys: set[Hashable]) -> None:
        self.source = source
        self.keys = keys


class Bibliography:
    """Documents as they are met."""

    def __init__(self) -> None:
        self._by_key: dict[Hashable, _Document] = {}

    def add(self, source: Source) -> None:
        """Take one more citation, of a document that is there already or of a new one."""
        document = _Document(source, {*marks(source)} or {said(source)})
        for known in {id(d): d for key in document.keys if (d := self._by_key.get(key))}.values():
            document = _Document(max(known.source, document.source, key=_told), known.keys | document.keys)
        self._by_key.update(dict.fromkeys(document.keys, document))

    @property
    def documents(self) -> list[Source]:
        """Each once, by author or publisher, title and day."""
        return sorted({id(d): d.source for d in self._by_key.values()}.values(), key=said)


def _told(source: Source) -> int:
    """How much an entry would say."""
    return sum(bool(getattr(source, key)) for key in _TELLING)
