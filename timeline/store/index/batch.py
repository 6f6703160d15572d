"""The rows of many files, bound together: terms numbered, records compressed, so that they are handed over at no cost.

Knows the rows of store/index/rows.py; knows no files, no processes and no SQL.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from timeline.errors import Problem
from timeline.store.index.rows import Extract
from timeline.store.index.schema import packed

CHUNK = 16
"""Records compressed together: neighbours share names and words, and a chunk is still read in no time."""
OWES_DOCUMENTS, OWES_ACTORS = 1, 2
"""What an event owes to the registers: keys of its sources, or who is who among them."""


class Parsed(NamedTuple):
    """What one file holds, in rows."""

    rows: Extract | None
    """None where the file holds no event."""
    problems: list[Problem]


class Row(NamedTuple):
    """The same as the index takes it."""

    problems: list[Problem]
    event: tuple[int | str | None, ...] = ()
    """Columns of the table `event`, from `owes` on; none where the file holds no event."""
    slot: int = 0
    """Which of the records of the batch is its own."""
    terms: Sequence[int] = ()
    """Places in the batch's list."""
    texts: tuple[str, ...] = ()
    links: Sequence[tuple[str, str]] = ()
    asked: Sequence[str] = ()


class Outcome(NamedTuple):
    """What became of one file: its content, unless it could not be opened."""

    blob: bytes
    row: Row | None
    """None where the content is known."""
    refusal: Problem | None = None


class Batch(NamedTuple):
    """Files that were read together."""

    outcomes: list[Outcome]
    terms: list[tuple[str, str]]
    """Kind and value of every term that one of them has."""
    chunks: list[bytes]
    """Their records, `CHUNK` by `CHUNK`."""


class _Numbers(dict[str, int]):
    """Places in the list of terms for the values of one kind, given when a value is first met."""

    def __init__(self, kind: str, terms: list[tuple[str, str]]) -> None:
        self.kind = kind
        self.terms = terms

    def __missing__(self, value: str) -> int:
        self.terms.append((self.kind, value))
        number = self[value] = len(self.terms) - 1
        return number


class Binder:
    """Makes one batch."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.outcomes: list[Outcome] = []
        self.terms: list[tuple[str, str]] = []
        self.numbers: dict[str, _Numbers] = {}
        self.records: list[bytes] = []

    def row(self, parsed: Parsed) -> Row:
        """The row of what one file holds."""
        rows = parsed.rows
        if rows is None:
            return Row(parsed.problems)
        self.records.append(rows.record)
        owes = OWES_DOCUMENTS * rows.refs | OWES_ACTORS * bool(rows.asked)
        event: tuple[Any, ...] = (owes, *rows.bounds, rows.shape, rows.date, *rows.rank, rows.origins)
        terms: list[int] = []
        for kind, values in rows.terms.items():
            if values:
                numbers = self.numbers.get(kind) or self.numbers.setdefault(kind, _Numbers(kind, self.terms))
                terms += map(numbers.__getitem__, values)
        return Row(parsed.problems, event, len(self.records) - 1, terms, rows.texts, [*rows.links], [*rows.asked])

    def batch(self) -> Batch:
        """All that was bound."""
        chunks = [packed(self.records[n : n + CHUNK]) for n in range(0, len(self.records), CHUNK)]
        return Batch(self.outcomes, self.terms, chunks)
