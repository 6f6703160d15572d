"""What the elements of a list are known by: by it people name one, and edits find it again.

Knows which keys of the table of fields name an element; must not know texts and files.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from timeline.model.event import Event
from timeline.model.fields import table, tables_within


@cache
def _keys() -> tuple[str, ...]:
    """The keys by which the elements of any list are known, the surest first."""
    rows = (row for _, struct in tables_within(Event) for row in table(struct).values() if row.called)
    return tuple(dict.fromkeys(row.name for row in sorted(rows, key=lambda row: row.called)))


def names(element: Any) -> list[str]:
    """What an element may be called, the surest first: a text by itself, a table by each of its keys that name it."""
    return [str(element[key]) for key in _keys() if key in element] if isinstance(element, Mapping) else [str(element)]


def same(one: Any, other: Any) -> bool:
    """Whether two elements are one and the same: alike in the surest key that both have. A text is a name."""
    first, second = ({"name": element} if isinstance(element, str) else element for element in (one, other))
    if not isinstance(first, Mapping) or not isinstance(second, Mapping):
        return False
    key = next((key for key in _keys() if key in first and key in second), None)
    return key is not None and type(first[key]) is type(second[key]) and bool(first[key] == second[key])
