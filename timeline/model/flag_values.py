"""How a flag writes what a file holds in tables: `Joe Biden:agent`, `responds-to:ID`, `killed=3..5`.

Text in, values of the model out; what cannot be read is a `UsageError`, and so is a word outside its vocabulary, which
in a file is not.
"""

from contextlib import suppress
from typing import Any

from timeline.dates import edtf
from timeline.errors import UsageError, did_you_mean
from timeline.model.event import Actor, Event, Field, Figure, Link, Place, Variant, table
from timeline.model.validation import FORMS, choices


def word(name: str, value: str, row: Field) -> str:
    """The word, when it is one of the field's vocabulary, or has the form that the field wants."""
    words = row.words
    if row.form and not FORMS[row.form][0](value):
        raise UsageError(f'"{value}" is no {row.form}', FORMS[row.form][1])
    if not words or value in words:
        return value
    raise UsageError(f'"{value}" is no {name}', " ".join(filter(None, [did_you_mean(value, words), choices(words)])))


def actor(text: str) -> Actor:
    """`NAME` or `NAME:ROLE`. A colon followed by a blank belongs to the name."""
    name, colon, role = text.rpartition(":")
    if not colon or role[:1].isspace():
        return Actor(name=_given(text, "actor"))
    role = word("role", role, table(Actor)["role"])
    return Actor(name=_given(name, "actor"), role=role)


def place(text: str) -> Place:
    """`NAME` or `NAME@LAT,LON` in degrees, north and east positive."""
    name, at, point = text.rpartition("@")
    if not at:
        return Place(name=_given(text, "place"))
    lat, comma, lon = point.partition(",")
    if not comma:
        raise UsageError(f'"{point}" is no point', "write NAME@LAT,LON, as in Kursk@51.73,36.19")
    north, east = float(number(lat)), float(number(lon))
    if abs(north) > 90 or abs(east) > 180:
        raise UsageError(f'"{point}" is no point on Earth', "latitude (-90 to 90) first, then longitude (-180 to 180)")
    return Place(name=_given(name, "place"), lat=north, lon=east)


def link(text: str) -> Link:
    """`TYPE:ID`."""
    kind, colon, to = text.partition(":")
    if not colon:
        raise UsageError(f'"{text}" is no link', "write TYPE:ID, as in responds-to:2024-11-17-…")
    return Link(type=word("link", kind, table(Link)["type"]), to=_given(to, "link"))


def figure(text: str) -> Figure:
    """`WHAT=VALUE` or `WHAT=LOW..HIGH`, with a unit after a blank."""
    what, equals, amount = text.partition("=")
    if not equals:
        raise UsageError(f'"{text}" is no figure', "write WHAT=VALUE or WHAT=LOW..HIGH, as in killed=3..5")
    span, _, unit = amount.strip().partition(" ")
    low, dots, high = span.partition("..")
    if dots:
        least, most = number(low), number(high)
        if least > most:
            raise UsageError(f'"{span}" begins with the higher number', f"write {what}={high}..{low}")
        return Figure(what=_given(what, "figure"), low=least, high=most, unit=unit or None)
    return Figure(what=_given(what, "figure"), value=number(span), unit=unit or None)


def variant(text: str) -> Variant:
    """`FIELD=VALUE`: another account of one field."""
    name, equals, value = text.partition("=")
    row = table(Event).get(name)
    if not equals or row is None:
        near = "" if row else did_you_mean(name, table(Event))
        raise UsageError(f'"{text}" is no variant', near or "write FIELD=VALUE, as in date=2024-11-16")
    if row.date:
        try:
            edtf.parse(value)
        except edtf.DateError as error:
            raise UsageError(f"{text}: {error.message}", error.hint or "write it as EDTF, as in 2024-11-16") from error
    return Variant(field=name, value=word(name, value, row))


def own(text: str) -> tuple[str, Any]:
    """`NAME=VALUE` of a field of the user's own: a whole number, a truth value, or text."""
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise UsageError(f'"{text}" sets nothing', "write NAME=VALUE, as in case=17")
    plain: Any = {"true": True, "false": False}.get(value, value)
    is_number = value.isascii() and value.isdigit() and len(value) < 20 and str(int(value)) == value
    return name.strip(), int(value) if is_number and int(value) < 2**63 else plain  # TOML counts in 64 bits


def number(text: str) -> int | float:
    """A number as written, whole or with a point; rounded where it is whole and beyond the 64 bits that TOML has."""
    for read in (int, float):
        with suppress(ValueError):
            value = read(text)
            if isinstance(value, int) and not -(2**63) <= value < 2**63:
                continue
            if value - value != 0:  # infinite, or not a number
                raise UsageError(f'"{text}" is no number that can be counted with')
            return value
    raise UsageError(f'"{text}" is no number')


def _given(name: str, what: str) -> str:
    if not name.strip():
        raise UsageError(f"an {what} without a name" if what == "actor" else f"a {what} without a name")
    return name.strip()


READERS = {"actors": actor, "places": place, "links": link, "figures": figure, "variants": variant}
"""The short form of each field that holds tables; sources have their own (model/source_line.py)."""
