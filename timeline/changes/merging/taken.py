"""What either side of a merge brought to it, counted and in words: `2 fields from ours, 1 actor and 1 tag from theirs`.

Knows the table of fields; must not know what became of it, nor any value: this is said wherever git is run.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from timeline.changes.matching import matched
from timeline.changes.merging.entries import table_of
from timeline.model.event import Event, Field, table
from timeline.text.lists import counted, joined
from timeline.toml.parser import parse_toml, same

_Change = tuple[str, str, str]
"""By which word it is counted, its key, and what is said there now, so that the same on both sides is known."""


def taken(base: str | None, ours: str, theirs: str, of: type[Struct] | None) -> str:
    """What was brought by one side alone, in words.

    Args:
        base: what both were made of; None: nothing.
        ours: the one side, which is TOML.
        theirs: the other.
        of: the class of the file: an event, or that of the entries of a register; None: no table of fields.
    """
    old, *sides = (_values(text) for text in (base or "", ours, theirs))
    mine, its = (Counter(_changes(old, side, of)) for side in sides)
    parts = []
    for name, changes in (("ours", mine - its), ("theirs", its - mine)):
        words = Counter(word for word, _, _ in changes.elements())
        if words:
            parts.append(f"{joined([counted(number, word) for word, number in words.items()])} from {name}")
    return ", ".join(parts) or "the same, or comments alone, from both"


def _values(text: str) -> Mapping[str, Any]:
    try:
        return parse_toml(text.encode())
    except ValueError:  # of the base it is as if there were none
        return {}


def _changes(old: Mapping[str, Any], new: Mapping[str, Any], of: type[Struct] | None) -> Iterator[_Change]:
    rows = table(Event) if of is Event else {}
    for key in {**old, **new}:
        before, after, row = old.get(key), new.get(key), rows.get(key)
        if same(before, after):
            continue
        if row and row.kinds == (tuple,) and isinstance(before, list | None) and isinstance(after, list | None):
            lists = ([_element(row, element) for element in value or ()] for value in (before, after))
            for said in _other(row.struct, *lists):
                yield row.word, key, said
        else:
            yield "field" if of in {Event, None} else "entry", key, str(after)


def _element(row: Field, element: Any) -> Any:
    """An element as elements are held against each other: a table, or a text where the list holds texts."""
    return str(element) if row.struct is None else table_of(row.name, element)


def _other(struct: type[Struct] | None, old: list[Any], new: list[Any]) -> Iterator[str]:
    """What is said of each element that is new, gone or another."""
    pairs = matched(struct, old, new)
    yield from (f"- {old[place]}" for place in {*range(len(old))} - {place for place, _ in pairs})
    yield from (f"+ {new[place]}" for place in {*range(len(new))} - {place for _, place in pairs})
    yield from (f"{old[one]} {new[other]}" for one, other in pairs if not same(old[one], new[other]))
