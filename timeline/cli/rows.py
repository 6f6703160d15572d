"""A row of what SQL finds, printed by the same formats as an event. Knows no question."""

import json
from collections.abc import Sequence
from typing import Any

from timeline.records.columns import Cell
from timeline.records.entry import Entry

Value = str | int | float | bytes | None


class Row(Entry):
    """Values, and the names of their columns."""

    __slots__ = ("names", "values")

    def __init__(self, values: Sequence[Value], names: Sequence[str]) -> None:
        """Take what was found."""
        super().__init__("", "", "", bytes)
        self.values = values
        self.names = names

    def cells(self, columns: Sequence[str]) -> list[Cell]:  # noqa: ARG002 - a row has its columns already
        """The values as text."""
        return ["" if v is None else v.hex() if isinstance(v, bytes) else str(v) for v in self.values]

    def json(self) -> bytes:
        """The values by the names of their columns."""
        return json.dumps(dict(zip(self.names, map(_plain, self.values), strict=True)), ensure_ascii=False).encode()


def _plain(value: Value) -> Any:
    """A value as JSON holds it: bytes in hex; what is no number in RFC 8259 as text."""
    if isinstance(value, bytes):
        return value.hex()
    return str(value) if value in (float("inf"), float("-inf")) else value
