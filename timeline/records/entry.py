"""One event as an answer: its record, read only where somebody looks at it.

Knows where its record is kept; must not know the question, nor how the answer is printed.
"""

from collections.abc import Callable, Sequence
from typing import TypedDict

from timeline.model.event import replace
from timeline.records import record
from timeline.records.columns import Cell, column_named


class EntryStanding(TypedDict):
    """How an event answers a question."""

    certain: bool
    as_stated: bool
    unsettled: bool


class Entry:
    """An event that answers a question, and whether it does so for certain."""

    __slots__ = ("as_stated", "certain", "date", "id", "path", "unpack", "unsettled")

    def __init__(
        self,
        id_: str,
        path: str,
        date: str,
        unpack: Callable[[], bytes],
        *,
        certain: bool = True,
        as_stated: bool = False,
        unsettled: bool = False,
    ) -> None:
        """Take who gives its record (records/record.py) as JSON, once it is looked at.

        Args:
            id_: its ID.
            path: that of its file.
            date: as EDTF.
            unpack: gives its record.
            certain: whether it surely answers.
            as_stated: whether it would, were its date not only that of the first report.
            unsettled: whether a merge has left conflicts in its file, and it is as our side has it.
        """
        self.id = id_
        self.path = path
        self.date = date
        self.unpack = unpack
        self.certain = certain
        self.as_stated = as_stated
        self.unsettled = unsettled

    @property
    def standing(self) -> EntryStanding:
        """How it answers, for the same event with another record."""
        return {"certain": self.certain, "as_stated": self.as_stated, "unsettled": self.unsettled}

    @property
    def event(self) -> record.Record:
        """The event with what is computed of it, read anew each time: ten thousand answers stay small."""
        return replace(record.read(self.unpack()), id=self.id, path=self.path)

    def json(self) -> bytes:
        """The whole of it as one JSON object; `possible` is there, and true, where it only may answer."""
        whole = record.named(self.unpack(), self.id, self.path)
        return whole if self.certain else whole[:-1] + b',"possible":true}'

    def cells(self, columns: Sequence[str]) -> list[Cell]:
        """What these columns say of it: one text or number each, several texts for a list, or nothing.

        Raises:
            UsageError: there is no such column.
        """
        event = self.event
        return [column_named(c).cell(event) for c in columns]
