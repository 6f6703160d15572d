"""One event as an answer: its record, read only where somebody looks at it.

Knows where its record is kept; must not know the question, nor how the answer is printed.
"""

from collections.abc import Sequence
from typing import Protocol

from timeline.model.event import replace
from timeline.records import record
from timeline.records.columns import Cell, column_named


class Records(Protocol):
    """Records by number."""

    def __getitem__(self, slot: int, /) -> bytes:
        """One of them."""


class Entry:
    """An event that answers a question, and whether it does so for certain."""

    __slots__ = ("certain", "date", "id", "path", "records", "slot")

    def __init__(
        self, id_: str, path: str, date: str, records: Records, slot: int = 0, *, certain: bool = True
    ) -> None:
        """Take where its record is kept; it is read only when it is looked at.

        Args:
            id_: its ID.
            path: its file, as seen from where the user stands.
            date: its date, as it is written.
            records: records (records/record.py).
            slot: which of them is its own.
            certain: whether it surely answers, or only may.
        """
        self.id = id_
        self.path = path
        self.date = date
        self.records = records
        self.slot = slot
        self.certain = certain

    @property
    def raw(self) -> bytes:
        """The record as it is kept."""
        return self.records[self.slot]

    @property
    def event(self) -> record.Record:
        """The event with what is computed of it. Read anew each time: ten thousand answers stay small."""
        return replace(record.read(self.raw), id=self.id, path=self.path)

    def json(self) -> bytes:
        """The whole of it as one JSON object; `possible` is there, and true, where it only may answer."""
        whole = record.named(self.raw, self.id, self.path)
        return whole if self.certain else whole[:-1] + b',"possible":true}'

    def cells(self, columns: Sequence[str]) -> list[Cell]:
        """What these columns say of it: one text each, or several for a list.

        Raises:
            UsageError: there is no such column.
        """
        event = self.event
        return [column_named(c)(event) for c in columns]
