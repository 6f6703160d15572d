"""One file, one format, found by its name: `write(entries, view)` gives the text in pieces.

A format that can stand under headings has `heading(text)`; one that is read by people has `COLUMNS` of its own. What a
format keeps and what it cannot hold stands in its docstring. This page finds the file; it knows no format by name.
"""

import os
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any, NamedTuple, Protocol, cast

from timeline.errors import UsageError, did_you_mean
from timeline.model import event as model
from timeline.records.entry import Entry


class View(NamedTuple):
    """How the answer is to be shown."""

    columns: tuple[str, ...] = ()
    """Names of columns (records/entry.py); empty: what the format shows by itself."""
    width: int = 0
    """Columns of the terminal; 0: as wide as it comes."""
    color: bool = False
    heads: tuple[str, ...] = ()
    """What the columns are called; empty: what the format calls them."""


def chosen(entry: Entry, columns: Sequence[str]) -> dict[str, Any]:
    """What `--columns` keeps of a record: a field as the whole record has it, and of a computed column its text.

    Raises:
        UsageError: there is no such column.
    """
    event = entry.event
    fields = model.table(model.Event)
    return {c: getattr(event, c) if c in fields else v for c, v in zip(columns, entry.cells(columns), strict=True)}


def possible(entries: Sequence[Entry]) -> str:
    """How many are only possibly in the range that was asked for; nothing where all of them surely are."""
    all_, some = len(entries), sum(not e.certain for e in entries)
    which = "" if all_ == 1 else "all " if some == all_ else f"{some} of them "
    return f"{all_} event{'s' * (all_ > 1)}, {which}only possibly in the range" if some else ""


class Format(Protocol):
    """What a file of this drawer offers."""

    def write(self, entries: Sequence[Entry], view: View) -> Iterator[str]:
        """The text of the entries, in pieces, each ending a line."""
        ...


class Headed(Format, Protocol):
    """A format that can stand under headings."""

    def heading(self, text: str) -> str:
        """The heading of a group."""
        ...


def names() -> list[str]:
    """The formats there are."""
    return sorted(f[:-3] for f in os.listdir(__path__[0]) if f.endswith(".py") and f[0] != "_")


ENDINGS = {"md": "markdown", "txt": "table"}
"""File endings that are not the name of their format."""


def named(name: str) -> Format:
    """The format of this name.

    Raises:
        UsageError: there is none.
    """
    if name not in names():
        raise UsageError(f'no format "{name}"', did_you_mean(name, names()) or "formats: " + ", ".join(names()))
    return cast("Format", import_module(f"{__name__}.{name}"))


def headed(name: str) -> Headed:
    """The format of this name, when it can stand under headings.

    Raises:
        UsageError: there is none, or it cannot.
    """
    found = named(name)
    if not hasattr(found, "heading"):
        raise UsageError(f"-f {name} has no headings, so --group cannot shape it", "group a table or Markdown")
    return cast("Headed", found)
