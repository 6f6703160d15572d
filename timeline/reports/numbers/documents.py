"""How many documents some sources are, each counted once, wherever and however often it is cited.

Counts as a bibliography lists (reports/bibliography.py), and keeps no source: of a hundred thousand events not even
the documents need fit in memory.
"""

from collections.abc import Hashable

from timeline.model.event import Source
from timeline.provenance.documents import marks
from timeline.provenance.names import authors, who
from timeline.text.folding import fold


class DocumentCount:
    """Documents as they are met."""

    def __init__(self) -> None:
        """Begin with none."""
        self.number = 0
        self._above: dict[Hashable, Hashable] = {}
        """By each key of a document another one of the same document, up to one that stands for all of them."""

    def add(self, source: Source) -> None:
        """Take one more citation, of a document that is there already or of a new one."""
        keys = [*marks(source)] or [said(source)]
        if not any(key in self._above for key in keys):  # as nearly always
            for key in keys:
                self._above[key] = keys[0]
            self.number += 1
            return
        roots = {self._root(key) for key in keys if key in self._above}
        self.number += 1 - len(roots)
        root = next(iter(roots))
        for key in (*keys, *roots):
            self._above[key] = root

    def _root(self, key: Hashable) -> Hashable:
        """What stands for the document of a key."""
        while (above := self._above[key]) != key:
            self._above[key] = self._above[above]
            key = above
        return key


def said(source: Source) -> str:
    """Give what a bibliography would say of a source, in the order of its entries."""
    author = "\n".join(authors(source))
    body = source.publisher or source.name or ""
    first = author or body or source.title or who(source)
    told = (first, author, source.title, body, source.published, source.url)
    return "\0".join([fold(first), *(text or "" for text in told)])
