"""The columns of an answer: what each says of an event, as text or as a number.

Follows from the field table, a column a field, and adds what is computed. Knows nothing of widths, colours, escaping or
files.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from msgspec.structs import astuple

from timeline.errors import UsageError, did_you_mean
from timeline.model.event import Actor, Event, Figure, Link, Place, Review, Variant, table
from timeline.provenance.names import called
from timeline.records.record import Record
from timeline.records.source_words import figure, origins, publishers

Cell = str | int | float | tuple[str, ...] | None
"""One text or number, several texts for a list, or nothing."""


class Column(NamedTuple):
    """A column."""

    cell: Callable[[Record], Cell]
    """What it says of an event."""
    about: str
    """What that is, in a few words."""


def column_named(name: str) -> Column:
    """The column of this name.

    Raises:
        UsageError: there is none; the nearest is named, or else all.
    """
    start, dot, rest = name.partition(".")
    if dot and rest and start in PATTERNS:
        return PATTERNS[start](rest)
    if found := COLUMNS.get(name):
        return found
    if any(row.private for key, row in table(Event).items() if key == name):
        raise UsageError(f'no column "{name}"', f"a {name} is for the desk, and never printed")
    nearest = did_you_mean(name, described())
    width = max(map(len, described()))
    known = "\n".join(f"  {column:{width}}  {about}" for column, about in described().items())
    raise UsageError(f'no column "{name}"', nearest or f"columns:\n{known}")


def described() -> dict[str, str]:
    """The names of all columns, each with what it says of an event; those of figures and of the user's own at the end.

    They are `figures.NAME` and `x.NAME`.
    """
    named = {f"{start}.NAME": made("NAME") for start, made in PATTERNS.items()}
    return {name: column.about for name, column in (COLUMNS | named).items()}


def own(event: Event, path: str) -> Any:
    """What the user's own fields hold at a path like `deep.er`."""
    value: Any = event.x
    for part in path.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value


def _own(path: str) -> Column:
    def column(event: Event) -> Cell:
        value = own(event, path)
        return tuple(str(_plain(v)) for v in value) if isinstance(value, list) else _plain(value)

    return Column(column, "the user's own field of this name")


def _plain(value: Any) -> str | int | float | None:
    """A value of the user's own: a number or text as it is, anything else as JSON has it."""
    if value is None or isinstance(value, str) or type(value) in {int, float}:
        return value  # type: ignore[no-any-return]
    from msgspec.json import encode  # start-up: most values are plain

    return encode(value).decode()


def _figure(name: str) -> Column:
    def column(event: Event) -> Cell:
        from timeline.records import figures  # start-up: few tables show numbers

        return figures.cell(figures.amount(event, name))

    return Column(column, "the figure of this name: a number, or LOW..HIGH")


PATTERNS: dict[str, Callable[[str], Column]] = {"figures": _figure, "x": _own}
"""Columns that are named by the user, behind a dot."""


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
    Review: lambda review: f"{review.by} {review.on}{'' if review.stands else ' (changed since)'}",
}
"""One element of a list in words; of any other its values."""


def _element(value: Any) -> str:
    words = _ELEMENTS.get(type(value))
    return words(value) if words else ", ".join(str(v) for v in astuple(value) if v not in (None, "", ()))


def _field(name: str) -> Callable[[Record], Cell]:
    def cell(event: Event) -> Cell:
        value = getattr(event, name)
        return tuple(map(_element, value)) if isinstance(value, tuple) else _plain(None if value == {} else value)

    return cell


def _sources(event: Event) -> Cell:
    from timeline.records import source_lines  # start-up: this column is not shown by default

    return tuple(source_lines.write(event.sources))


def _when(event: Event) -> str:
    from timeline.records import date_words  # start-up: the table shows the date as it is written

    return date_words.when(event)


def _day(event: Event) -> str:
    basis = {"reported": " (reported)", "as-of": " (as of)"}.get(event.date_basis, "")
    if "/" not in event.date and not event.date_text:
        return event.date + basis
    from timeline.records import date_words  # start-up: most dates are no stretch, and have no words of their own

    return event.date + date_words.lasting(event) + basis + date_words.own(event)


def _since_1970(bound: str) -> Callable[[Record], Cell]:
    def cell(event: Record) -> Cell:
        from timeline.dates import edtf, instants  # start-up: people read dates

        day = getattr(edtf.parse(event.date), bound)
        return None if day is None else day - instants.EPOCH

    return cell


def _point(key: str) -> Callable[[Record], Cell]:
    return lambda event: next((getattr(p, key) for p in event.places if p.lat is not None and p.lon is not None), None)


def _found(key: str) -> Callable[[Record], Cell]:
    return lambda event: getattr(event.provenance, key)


COLUMNS: dict[str, Column] = {
    **{name: Column(_field(name), row.help.partition(":")[0]) for name, row in table(Event).items() if not row.private},
    "sources": Column(_sources, "who says so, each report as one line"),
    "id": Column(_field("id"), "the name of the event"),
    "path": Column(_field("path"), "its file"),
    "when": Column(_when, "the date in words, with what it rests on"),
    "day": Column(_day, "the date as it is written, what it rests on, and words that say more"),
    "earliest": Column(_field("earliest"), "the first day that it may mean"),
    "latest": Column(_field("latest"), "the last one"),
    "earliest_day": Column(_since_1970("earliest"), "that first day, counted from 1 January 1970"),
    "latest_day": Column(_since_1970("latest"), "that last day, so counted"),
    "first_second": Column(_field("first_second"), "the first second, counted from 1970 in UTC"),
    "last_second": Column(_field("last_second"), "the last second, so counted"),
    "reviewed": Column(_field("reviewed"), "whether somebody vouches for it as it stands: yes, stale, no"),
    "conflicts": Column(_field("conflicts"), "what a merge has left open in its file"),
    "country": Column(
        lambda e: tuple(dict.fromkeys(p.country for p in e.places if p.country)),
        "the country of its places, of the register where the file says none",
    ),
    "lat": Column(_point("lat"), "latitude of its first place that has a point"),
    "lon": Column(_point("lon"), "longitude of that place"),
    "publishers": Column(lambda e: publishers(e.sources), "outlets and people named as sources"),
    "first_source": Column(lambda e: called(e.sources[0]) if e.sources else None, "the first of its sources"),
    "origins": Column(origins, "the sources in which its chains end"),
    "sourcing": Column(lambda e: e.provenance.phrase, "what it rests on, in words"),
    "class": Column(_found("label"), "what it rests on, in a word: corroborated, single-source…"),
    "flags": Column(_found("flags"), "what else there is to say of that: disputed, echo…"),
    "min": Column(_found("min"), "origins that are certain"),
    "max": Column(_found("max"), "origins that are possible"),
    "reports": Column(_found("reports"), "reports that lead to them"),
    "channels": Column(_found("channels"), "ways to them that share no source"),
}
