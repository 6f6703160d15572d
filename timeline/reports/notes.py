"""The notes of a page: their numbers, and which documents they have told already.

The first note that cites a document gives all that is known of it; those after it name it, and say where in it to look.
Knows sources as others may see them; must not know where on the page a note is called.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator

from timeline.model.event import Source
from timeline.provenance.documents import marks
from timeline.provenance.graph import Citations
from timeline.provenance.names import authors
from timeline.records.record import Record
from timeline.reports import sources
from timeline.reports.markup import Markdown, escaped
from timeline.text.folding import fold
from timeline.text.lists import joined


class Notes:
    """Numbered as events are met; each note is made once, when it is first asked for."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._cited: dict[int, Citations] = {}
        self._made: dict[int, Markdown] = {}
        self._documents: dict[Hashable, int] = {}
        """Those told of, by all the marks by which they are known."""
        self._named: defaultdict[str, set[int]] = defaultdict(set)
        """The documents told of under each name."""

    def number(self, event: Record) -> int:
        """That of the note of an event; 0: it has no sources."""
        if event.sources and event.id not in self._numbers:
            number = self._numbers[event.id] = len(self._numbers) + 1
            self._cited[number] = Citations(event.sources)
        return self._numbers.get(event.id, 0)

    def __getitem__(self, number: int) -> Markdown:
        """The note of that number, a line of its own."""
        if number not in self._made:
            text = sources.note(self._cited[number], self._short)
            self._made[number] = Markdown(f"[^{number}]: {text}")
        return self._made[number]

    def __iter__(self) -> Iterator[Markdown]:
        """The notes in the order of their numbers."""
        return (self[number] for number in self._cited)

    def _short(self, source: Source) -> str:
        """What a document is called that the page has told of already, as Markdown; nothing where it has not."""
        keys = [*marks(source)]
        name = joined(authors(source)) or source.publisher or source.name or source.title or ""
        if not keys or not name:
            return ""
        under = self._named[fold(name)]
        known = {self._documents[key] for key in keys if key in self._documents}
        document = min(known, default=len(self._documents))
        self._documents.update(dict.fromkeys(keys, document))
        under.add(document)
        if not known or (len(under) > 1 and not source.title):
            return ""
        title = f", “{escaped(source.title)}”" * (len(under) > 1 and name != source.title)
        return f"{escaped(name)}{title}"
