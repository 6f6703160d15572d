"""How flags and arrays of files write in short what else stands in tables: `Joe Biden:agent`, `follows:ID`, `dead=3`.

Text in, values of the model out; what cannot be read is a `UsageError`, and so is a word outside its vocabulary, which
in a file is not.
"""

import re
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from timeline.dates import edtf
from timeline.errors import UsageError, did_you_mean
from timeline.model.event import ROLE, Actor, Event, Field, Figure, Link, Place, Variant, table
from timeline.model.validation import FORMS, choices

_WORD = re.compile("[a-z]+(-[a-z]+)*")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
"""Whose form is that of a number in TOML, and not only looks so: 007 and 1_000 are names of something."""

_RANGES = (
    (re.compile(r"^at least (?=[0-9.-])(\S+)"), r"\1.."),
    (re.compile(r"^(?:at most|up to) (?=[0-9.-])(\S+)"), r"..\1"),
    (re.compile(r"^([0-9.]+)(?: to | ?[-–] ?)(?=[0-9])"), r"\1.."),
)
"""Words that say how far the number of a figure is known, and how a range is written."""
_GROUPED = re.compile(r"[0-9]{3}(?![0-9])")
"""Behind a blank the thousands of a number, which are no unit."""


def word(name: str, value: str, row: Field) -> str:
    """The word, when it is one of the field's vocabulary, or has the form that the field wants."""
    words = row.words
    if row.form and not FORMS[row.form][0](value):
        raise UsageError(f'"{value}" is no {row.form}', FORMS[row.form][1])
    if not words or value in words:
        return value
    raise UsageError(f'"{value}" is no {name}', " ".join(filter(None, [did_you_mean(value, words), choices(words)])))


def actor(text: str) -> Actor:
    """`NAME` or `NAME:ROLE`. A colon is of the name, but before a role, and before a word in small letters."""
    name, colon, role = text.rpartition(":")
    if not colon or not (role.casefold() in ROLE or _WORD.fullmatch(role)):
        return Actor(name=_given(text, "actor"))
    role = word("role", role, table(Actor)["role"])
    return Actor(name=_given(name, "actor"), role=role)


def place(text: str) -> Place:
    """`NAME` or `NAME@LAT,LON` in degrees, north and east positive. `@` before a blank belongs to the name."""
    name, at, point = text.rpartition("@")
    if not at or point[:1].isspace():
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
    """`WHAT=VALUE` or `WHAT=LOW..HIGH`, either end of which may be left out, with a unit after a blank.

    `at least 2`, `at most 5`, `up to 5` and `2 to 5` are ranges too; no other word may stand before a number.
    """
    what, equals, amount = text.partition("=")
    if not equals:
        raise UsageError(f'"{text}" is no figure', "write WHAT=VALUE or WHAT=LOW..HIGH, as in killed=3..5")
    plain = " ".join(amount.split())
    for words, range_ in _RANGES:
        plain = words.sub(range_, plain)
    span, _, unit = plain.partition(" ")
    low, dots, high = span.partition("..")
    hint = f"write digits, {what}=12 or {what}=3..5; {what}=3.. is at least 3, {what}=..5 at most 5"
    if not span.strip(".") or _GROUPED.match(unit):
        raise UsageError(f'"{amount.strip()}" is no number', hint)
    try:
        least, most = (number(end) if end else None for end in (low, high))
    except UsageError as error:
        raise UsageError(error.message, hint) from error
    if not dots:
        return Figure(what=_given(what, "figure"), value=least, unit=unit or None)
    if least is not None and most is not None and least > most:
        raise UsageError(f'"{span}" begins with the higher number', f"write {what}={high}..{low}")
    return Figure(what=_given(what, "figure"), low=least, high=most, unit=unit or None)


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
    return Variant(field=name, value=number(value) if row.kinds == (int,) else word(name, value, row))


def own(text: str) -> tuple[str, Any]:
    """`NAME=VALUE` of a field of the user's own: a number, a date, a truth value, a text; in quotes always a text."""
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise UsageError(f'"{text}" sets nothing', "write NAME=VALUE, as in case=17")
    return name.strip(), _plain(value)


def _plain(value: str) -> Any:
    """A value as TOML has it, where it is written in the one way that nothing is lost by."""
    if value in {"true", "false"}:
        return value == "true"
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    if _NUMBER.fullmatch(value):
        with suppress(UsageError):
            found = number(value)
            return found if isinstance(found, int) or not value.lstrip("-").isdigit() else value  # too long for TOML
    for read in (date, datetime):
        with suppress(ValueError):
            day = read.fromisoformat(value)
            if day.isoformat() == value.replace(" ", "T").replace("Z", "+00:00"):
                return day
    return value


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
    raise UsageError(f'"{text}" is no number', "write digits, as in 12 or 3.5")


def _given(name: str, what: str) -> str:
    if not name.strip():
        raise UsageError(
            f"an {what} without a name" if what == "actor" else f"a {what} without a name", "write it first"
        )
    return name.strip()


READERS = {"actors": actor, "places": place, "links": link, "figures": figure, "variants": variant}
"""The short form of each field that holds tables; sources have their own (model/sources/line.py)."""
_NAMED = {"actors": Actor, "places": Place}


def stands_for(key: str, text: str) -> Any:
    """What a text in such a list of a file stands for; where it is no short form, a name alone, or else the text."""
    try:
        return READERS[key](text) if key in READERS else text
    except UsageError:
        return _NAMED[key](name=text) if key in _NAMED else text
