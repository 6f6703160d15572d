"""What was changed from one event to another, as data that JSON holds, and the way from the one to the other.

Knows the table of fields: which hold one value, which hold words or tables. Must not know where the two events come
from, nor who is told.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import isfinite
from typing import Any, Literal

from msgspec import Struct, to_builtins

from timeline.changes.matching import Plain, labels, matched
from timeline.model.event import Event, Field, table
from timeline.toml.parser import same

_NO_ROWS: dict[str, Field] = {}


class Difference(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that was changed."""

    op: Literal["add", "remove", "change", "order"]
    key: tuple[str, ...]
    """The field; in a list the name of the element (`labels`), of a removed or changed one that which it had; then its
    key. Of the user's own fields the keys of the tables."""
    old: Any = None
    """What it was: nothing where it was added; of an order the names of the elements that stay."""
    new: Any = None
    """What it is, likewise."""
    place: int | None = None
    """Where an element that was added stands in the new list."""


def tables(event: Event, keys: Collection[str] | None = None) -> Plain:
    """The event as plain data: its fields, or some, without what its file is called and what is computed of it.

    Dates in fields of the user's own are texts, as in JSON, and so are numbers that JSON has not.
    """
    held = to_builtins(event)
    return _fields(Event, held if keys is None else {key: held[key] for key in keys if key in held})


def between(old: Event, new: Event) -> tuple[Difference, ...]:
    """What was changed from one event to another: the `diff` of their tables, made of what differs alone."""
    keys = [key for key in table(Event) if key in _EQUAL_YET_OTHER or getattr(old, key) != getattr(new, key)]
    return diff(tables(old, keys), tables(new, keys))


_EQUAL_YET_OTHER = frozenset(("figures", "variants", "x"))
"""Fields that may hold 1 and 1.0, which Python takes for equal."""


def _fields(cls: type[Struct], held: Plain) -> Plain:
    """What a table says, without what is computed of it: its fields stand in the table of fields."""
    return {
        key: [_fields(row.struct, element) for element in held[key]] if row.struct else _plain(held[key])
        for key, row in table(cls).items()
        if key in held
    }


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(held) for held in value]
    return value if not isinstance(value, float) or isfinite(value) else str(value)


def diff(old: Plain, new: Plain) -> tuple[Difference, ...]:
    """What was changed, in the order of the fields; in a list what is gone, what was changed, its order, what is new.

    `apply(old, diff(old, new))` is `new`. A number is another one as a whole number than as a fraction, as in TOML.
    """
    return tuple(_of_table(old, new, table(Event), ()))


def apply(old: Plain, differences: Sequence[Difference]) -> Plain:
    """The event after these changes, which were made of it as it is.

    Raises:
        KeyError: it has not what they take away or change: they were made of another one.
    """
    return _changed(old, differences, table(Event), 0)


def _of_table(old: Plain, new: Plain, rows: Mapping[str, Field], at: tuple[str, ...]) -> Iterator[Difference]:
    held = old.keys() | new.keys()
    for name in (*filter(held.__contains__, rows), *(name for name in (old | new) if name not in rows)):
        before, after = old.get(name), new.get(name)
        if (name in old) == (name in new) and same(before, after):
            continue
        row, key = rows.get(name), (*at, name)
        if row and row.kinds == (tuple,):
            yield from _of_list(before or [], after or [], row, key)
        elif row and row.kinds == (dict,):
            yield from _of_table(before or {}, after or {}, _NO_ROWS, key)
        elif row is None and isinstance(before, dict) and isinstance(after, dict):
            yield from _of_table(before, after, _NO_ROWS, key)
        elif name not in old:
            yield Difference(op="add", key=key, new=after)
        elif name not in new:
            yield Difference(op="remove", key=key, old=before)
        else:
            yield Difference(op="change", key=key, old=before, new=after)


def _of_list(old: list[Any], new: list[Any], row: Field, at: tuple[str, ...]) -> Iterator[Difference]:
    pairs = matched(row.struct, old, new)
    names, kept, met = labels(row.struct, old), dict(pairs), {place for _, place in pairs}
    yield from (
        Difference(op="remove", key=(*at, name), old=element)
        for place, (name, element) in enumerate(zip(names, old, strict=True))
        if place not in kept
    )
    if row.struct:
        for place, after in pairs:
            yield from _of_table(old[place], new[after], table(row.struct), (*at, names[place]))
    if any(one > other for one, other in pairwise(kept.values())):
        moved = sorted(kept, key=kept.__getitem__)
        yield Difference(op="order", key=at, old=[names[n] for n in kept], new=[names[n] for n in moved])
    if len(met) < len(new):
        for place, (name, element) in enumerate(zip(labels(row.struct, new), new, strict=True)):
            if place not in met:
                yield Difference(op="add", key=(*at, name), new=element, place=place)


def _changed(old: Mapping[str, Any], some: Iterable[Difference], rows: Mapping[str, Field], depth: int) -> Plain:
    """A table after the changes of it: so many parts of their keys lead to it."""
    made = dict(old)
    for name, within in _by_part(some, depth).items():
        row, first = rows.get(name), within[0]
        if row and row.kinds == (tuple,):
            made[name] = _changed_list(made.get(name, []), within, row, depth + 1)
        elif len(first.key) > depth + 1:
            made[name] = _changed(made.get(name, {}), within, _NO_ROWS, depth + 1)
        elif first.op == "remove":
            del made[name]
            continue
        else:
            made[name] = first.new
        if row and row.several and not made[name]:
            del made[name]
    return made


def _changed_list(old: list[Any], some: Iterable[Difference], row: Field, depth: int) -> list[Any]:
    kept, rows = dict(zip(labels(row.struct, old), old, strict=True)), table(row.struct) if row.struct else _NO_ROWS
    new: list[tuple[int, Any]] = []
    order: Iterable[str] = kept
    within = []
    for difference in some:
        if len(difference.key) > depth + 1:
            within.append(difference)
        elif difference.op == "order":
            order = difference.new
        elif difference.op == "remove":
            del kept[difference.key[depth]]
        else:
            new.append((difference.place or 0, difference.new))
    kept |= {name: _changed(kept[name], its, rows, depth + 1) for name, its in _by_part(within, depth).items()}
    made = [kept[name] for name in order]
    for place, element in new:
        made.insert(place, element)
    return made


def _by_part(some: Iterable[Difference], depth: int) -> dict[str, list[Difference]]:
    found: dict[str, list[Difference]] = {}
    for difference in some:
        found.setdefault(difference.key[depth], []).append(difference)
    return found
