"""What the elements of a list are known by: by it people name one, and edits find it again.

Knows which keys of the table of fields name an element; must not know texts and files.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from msgspec import Struct

from timeline.model.event import Event
from timeline.model.fields import table, tables_within


@cache
def _keys() -> tuple[str, ...]:
    """The keys by which the elements of any list are known, the surest first."""
    rows = (row for _, struct in tables_within(Event) for row in table(struct).values() if row.called)
    return tuple(dict.fromkeys(row.name for row in sorted(rows, key=lambda row: row.called)))


class Marks(NamedTuple):
    """The keys by which an element of one list is known again when some of the others were changed."""

    surest: str
    """By it people name one."""
    whole: tuple[str, ...]
    """The surest, and what tells those apart that are called alike: an actor in one role."""
    alone: tuple[str, ...]
    """Each tells by itself which element it is, by whatever name: an address."""
    called: tuple[str, ...]
    """All by which it may be called, the surest first."""


@cache
def marks(struct: type[Struct]) -> Marks:
    """By what the elements of a list of such tables are known again."""
    rows = table(struct)
    called = tuple(key for key in _keys() if key in rows and rows[key].called)
    beside, alone = (tuple(k for k, row in rows.items() if getattr(row, way)) for way in ("beside", "alone"))
    return Marks(called[0], (called[0], *beside), alone, called)


@cache
def _tables() -> frozenset[str]:
    """The keys of an event that hold tables."""
    return frozenset(name for name, _ in tables_within(Event))


_SHORT = re.compile("[:@]")
"""What a short form has that a name, as nearly all, has not."""


def as_table(key: str, element: Any) -> Any:
    """The table that a text in a list stands for; any other element, and a text that stands for itself, as it is."""
    if not isinstance(element, str) or key not in _tables():
        return element
    if key in {"actors", "places"} and element == element.strip() and not _SHORT.search(element):
        return {"name": element}
    from timeline.model.flag_values import READERS, stands_for  # start-up: asked for in edits only

    made = stands_for(key, element) if key in READERS else element
    if not isinstance(made, Struct):
        return element
    rows = table(type(made))
    return {
        name: value
        for name, row in rows.items()
        if (value := getattr(made, name)) not in (None, row.default) or row.required
    }


def names(key: str, element: Any) -> list[str]:
    """What an element of a list may be called, the surest first: a text by itself, a table by its keys that name it."""
    held = as_table(key, element)
    return [str(held[key]) for key in _keys() if key in held] if isinstance(held, Mapping) else [str(held)]


def same(one: Any, other: Any) -> bool:
    """Whether two elements are one and the same: alike in the surest key that both have. A text is a name."""
    first, second = ({"name": element} if isinstance(element, str) else element for element in (one, other))
    if not isinstance(first, Mapping) or not isinstance(second, Mapping):
        return False
    key = next((key for key in _keys() if key in first and key in second), None)
    return key is not None and type(first[key]) is type(second[key]) and bool(first[key] == second[key])
