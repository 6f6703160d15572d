"""The columns of an answer: what each says of an event, as text.

Follows from the field table, a column a field, and adds what is computed. Knows nothing of widths, colours, escaping or
files.
"""

from collections.abc import Callable
from typing import Any

from msgspec.structs import astuple

from timeline.errors import UsageError, did_you_mean
from timeline.model.event import Actor, Event, Figure, Link, Place, Variant, table
from timeline.records.record import Record
from timeline.records.source_words import figure, origins, publishers

Cell = str | tuple[str, ...]
Column = Callable[[Record], Cell]


def column_named(name: str) -> Column:
    """What a column says of an event.

    Raises:
        UsageError: there is no such column; the nearest is named.
    """
    if name.startswith("x."):
        return lambda event: _own(event, name[2:])
    if found := COLUMNS.get(name):
        return found
    raise UsageError(
        f'no column "{name}"', did_you_mean(name, COLUMNS) or "columns: " + ", ".join(COLUMNS) + ", x.NAME"
    )


def _own(event: Event, path: str) -> str:
    value: Any = event.x
    for part in path.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return "" if value is None else str(value)


def actor_words(actor: Actor, *more: str) -> str:
    """`Joe Biden (agent), alleged`: who, as what, what else is to be said, and how sure that is."""
    said = ", ".join((*(() if actor.role == "participant" else (actor.role,)), *more))
    return actor.name + (f" ({said})" if said else "") + (f", {actor.certainty}" * (actor.certainty != "stated"))


_ELEMENTS: dict[type, Callable[[Any], str]] = {
    str: str,
    Actor: actor_words,
    Place: lambda place: place.name,
    Link: lambda link: f"{link.type} {link.to}",
    Figure: figure,
    Variant: lambda variant: f"{variant.field}: {variant.value}",
}
"""One element of a list in words; of any other its values."""


def _element(value: Any) -> str:
    words = _ELEMENTS.get(type(value))
    return words(value) if words else ", ".join(str(v) for v in astuple(value) if v not in (None, "", ()))


def _field(name: str) -> Column:
    def column(event: Event) -> Cell:
        value = getattr(event, name)
        if isinstance(value, tuple):
            return tuple(map(_element, value))
        return "" if value is None else str(value)

    return column


def _sources(event: Event) -> Cell:
    from timeline.records import source_lines  # start-up: this column is not shown by default

    return tuple(source_lines.write(event.sources))


def _when(event: Event) -> str:
    from timeline.records import date_words  # start-up: the table shows the date as it is written

    return date_words.when(event)


def _day(event: Event) -> str:
    length = ""
    if "/" in event.date:
        from timeline.records import date_words  # start-up: most dates are no stretch

        length = date_words.lasting(event)
    return event.date + length + {"reported": " (reported)", "as-of": " (as of)"}.get(event.date_basis, "")


COLUMNS: dict[str, Column] = {
    **{name: _field(name) for name in table(Event) if name not in {"note", "x"}},
    "sources": _sources,
    "id": _field("id"),
    "path": _field("path"),
    "when": _when,
    "day": _day,
    "earliest": _field("earliest"),
    "latest": _field("latest"),
    "first_second": _field("first_second"),
    "last_second": _field("last_second"),
    "publishers": lambda e: publishers(e.sources),
    "sourcing": lambda e: e.provenance.phrase,
    "origins": origins,
}
