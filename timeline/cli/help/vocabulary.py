"""The words that flags take which belong to no chronology, each with what it means: formats and columns.

Knows where they are described; must not know which command takes them.
"""

from collections.abc import Iterator
from importlib import import_module

from timeline import formats
from timeline.model.event import Event, table
from timeline.records.columns import COLUMNS


def words(kind: str) -> Iterator[tuple[str, str]]:
    """The words of a kind, as flags call it (`offers`), with their meanings."""
    if kind == "column":
        for name in COLUMNS:
            row = table(Event).get(name)
            yield name, row.help if row else ""
        yield "x.NAME", "a field of your own"
    else:
        of = formats.TRACES if kind == "trace format" else formats.EVENTS
        for name in formats.names(of):
            said, _, _ = str(import_module(f"{of}.{name}").__doc__).partition("\n")
            yield name, said
