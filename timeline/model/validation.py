"""What is wrong with the values of a table, held against its table of fields, in plain words.

Knows what each key takes and how a value was probably meant; must not know files, so that a problem has no path and no
line, but says at which key it lies. Asked only where something may be wrong: a table that is right is converted by
msgspec in one go.
"""

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, time
from functools import cache
from typing import Any, TypeVar

from msgspec import Struct, ValidationError, convert

from timeline.dates.zones import is_zone
from timeline.errors import KeyPath, Problem, UsageError, at_key, did_you_mean
from timeline.model.date_values import as_text, kept_date, with_dates
from timeline.model.event import Document, Event, Source
from timeline.model.fields import Field, Words, is_named, table, tables_within

Table = TypeVar("Table", bound=Struct)

_KINDS = {str: "text", bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "a table"}
_KINDS |= {tuple: "a list", date: "a date", datetime: "a date", time: "a time", type(None): "null"}
_WANTED = {str: "text in quotes", bool: "true or false, without quotes", int: "a whole number, without quotes"}
_WANTED |= {float: "a number, without quotes", tuple: "a list", dict: "a table"}
_EXAMPLES = {"title": 'title = "…": one sentence, what happened', "date": 'date = 2024-11-17, or date = "2024-11"'}
_LONGEST = 60
"""Longer values are not written out again in a hint."""


FORMS: dict[str, tuple[Callable[[str], object], str]] = {
    # well-formed as BCP 47 (RFC 5646, 2.1) goes, but for private and grandfathered tags
    "language": (re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*").fullmatch, "a tag as in en, uk or zh-Hant"),
    "SHA-256": (re.compile(r"[0-9a-fA-F]{64}").fullmatch, "64 hexadecimal digits: `sha256sum FILE`"),
    "blob id": (re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?").fullmatch, "40 or 64 hexadecimal digits, as git has them"),
    "fingerprint": (re.compile(r"[0-9a-f]{16}").fullmatch, "16 hexadecimal digits, as `timeline review` writes them"),
    "time zone": (is_zone, "an IANA name, as in Europe/Kyiv"),
}
"""What a text must look like where no vocabulary can say it: whether it fits, and a hint."""


def _how(form: str, text: str) -> str:
    """What to write for a text that does not fit."""
    if form != "time zone":
        return FORMS[form][1]
    from timeline.dates.phrases import zone_names  # start-up: most zones are right

    return zone_names.meant(text)


def faults(struct: type[Struct], values: Any, at: KeyPath = ()) -> Iterator[Problem]:
    """What keeps a table from being one of its class: keys that are missing, wrong types, dates that are none."""
    if not isinstance(values, Mapping):
        yield _wrong(at, values, (dict,))
        return
    for name, row in table(struct).items():
        here = (*at, name)
        if name not in values:
            if row.required:
                entry = f" in an entry of {at[-2]}" if at else ""
                yield at_key(at, "SCH006", f"{name} is missing{entry}", _EXAMPLES.get(name, f'{name} = "…"'))
        elif row.date:
            found: list[Problem] = []
            if isinstance(kept_date(values[name], here, found), str):
                yield from found
            else:
                yield _wrong(here, values[name], (), "a date: 2024-11-17, or text in quotes")
        elif row.struct:
            yield from (_element_faults if row.several else faults)(row.struct, values[name], here)
        elif not (row.words and isinstance(values[name], str)):  # odd words are told apart
            yield from _value_faults(row, values[name], here)
    if struct is Event and isinstance(title := values.get("title"), str) and not title.strip():
        yield at_key((*at, "title"), "SCH006", "title is empty", _EXAMPLES["title"])


def _element_faults(struct: type[Struct], entries: Any, at: KeyPath) -> Iterator[Problem]:
    if not isinstance(entries, list | tuple):
        yield _wrong(at, entries, (tuple,))
        return
    is_short = (at[-1], struct) in tables_within(Event) and not table(Event)[str(at[-1])].vouches
    for number, entry in enumerate(entries):
        here = (*at, number)
        if isinstance(entry, dict):
            yield from faults(struct, entry, here)
        elif isinstance(entry, str) and struct is Source:
            yield from unreadable_line(entry, here)
        elif isinstance(entry, str) and is_short:
            yield from () if is_named(struct) else no_short_form(entry, here)
        else:
            yield _wrong(here, entry, (), "text in quotes or a table" if is_short else "a table")


def _value_faults(row: Field, value: Any, at: KeyPath) -> Iterator[Problem]:
    try:
        convert(value, row.annotation)
    except ValidationError:
        if isinstance(value, list | tuple) and tuple in row.kinds:
            yield from (_wrong((*at, n), entry, (str,)) for n, entry in enumerate(value) if not isinstance(entry, str))
        else:
            yield _wrong(at, value, row.kinds)


def no_short_form(text: str, at: KeyPath) -> Iterator[Problem]:
    """What is wrong with a text in a list that is to stand for a table."""
    from timeline.model.flag_values import READERS  # it knows the forms of this module

    try:
        READERS[str(at[-2])](text)
    except UsageError as error:
        yield at_key(at, "SCH006", error.message, error.hint)


def unreadable_line(line: str, at: KeyPath) -> Iterator[Problem]:
    """What is wrong with the line of a source."""
    from timeline.model.sources.line import parse  # start-up: asked for after a fault only

    try:
        parse(line)
    except UsageError as error:
        yield at_key(at, "SCH006", error.message, error.hint)


def _wrong(at: KeyPath, value: Any, kinds: tuple[Any, ...], wanted: str = "") -> Problem:
    """A value of the wrong type; `kinds` are the right ones."""
    wanted = wanted or " or ".join(_WANTED[kind] for kind in kinds if kind is not int or float not in kinds)
    name = f"an entry of {at[-2]}" if isinstance(at[-1], int) else at[-1]
    message = f"{name} is {_KINDS.get(type(value), type(value).__name__)}; it must be {wanted}"
    key = f"{at[-1]} = " if isinstance(at[-1], str) else ""
    return at_key(at, "SCH006", message, key + meant if (meant := _meant(value, kinds)) else "")


def _meant(value: Any, kinds: tuple[Any, ...]) -> str:
    """The value as it was probably meant; nothing where that cannot be told."""
    text = str(value).lower() if isinstance(value, bool) else str(as_text(value))
    if isinstance(value, dict) and tuple in kinds:
        return "[{ … }], or one header with two brackets, [[ ]], for each entry"
    if isinstance(value, list | tuple | dict) or value is None or len(text) > _LONGEST:
        return ""
    if str in kinds:
        return f'"{text}"'
    if tuple in kinds:
        return f'["{text}"]'
    digits = text.removeprefix("-").replace(".", "", float in kinds)
    whole = digits.isascii() and digits.isdigit() and (int in kinds or float in kinds)
    return text if whole or (bool in kinds and text in {"true", "false"}) else ""


def unknown_keys(struct: type[Struct], values: Mapping[str, Any], at: KeyPath = ()) -> Iterator[Problem]:
    """The keys that its class does not have, in a table and in those within it."""
    for of, place, entry in _tables(struct, values, at):
        rows = table(of)
        for key in (key for key in entry if key not in rows):
            if of is Document and key in table(Source):
                message = f'"{key}" belongs to an event\'s source, not to the document'
                yield at_key((*place, key), "SCH006", message, "write it there")
            else:
                message = f'unknown key "{key}"' + (f" in {place[len(at)]}" if place != at else "")
                yield at_key((*place, key), "SCH001", message, _right_key(of, key))


def renamed(struct: type[Struct], key: str) -> Field | None:
    """The key that people mean who write it as other formats do."""
    return next((row for row in table(struct).values() if key in row.aliases.split()), None)


def _right_key(struct: type[Struct], key: str) -> str:
    if row := renamed(struct, key):
        return f'write "{row.name}"'
    if near := did_you_mean(key, table(struct)):
        return near
    if struct is Event or any(struct is inner for _, inner in tables_within(Event)):
        source = " (in one of its sources?)" if struct is Event and key in table(Source) else ""
        return f"a field of your own stands under x: x.{key}{source}"
    return "keys: " + ", ".join(table(struct))


def odd_values(struct: type[Struct], values: Mapping[str, Any], at: KeyPath = ()) -> Iterator[Problem]:
    """Words outside their vocabulary, and texts that look like what they are not, in a table and in those within it."""
    for of, place, entry in _tables(struct, values, at):
        for row in _told_by_text(of):
            if isinstance(text := entry.get(row.name), str):
                here = (*place, row.name)
                if row.words and text not in row.words:
                    near = did_you_mean(text, row.words) if len(row.words) > 2 else ""
                    yield at_key(here, "SCH006", f'"{text}" is no {row.name}', near or choices(row.words))
                elif row.form and not FORMS[row.form][0](text):
                    yield at_key(here, "SCH006", f'"{text}" is no {row.form}', _how(row.form, text))
        for key, inner in tables_within(of):
            if is_named(inner) and isinstance(names := entry.get(key), list | tuple):
                yield from _odd_names(names, (*place, key))


def _odd_names(names: Sequence[Any], at: KeyPath) -> Iterator[Problem]:
    """Texts that are read as names, since they only look like short forms."""
    for n, name in enumerate(names):
        if isinstance(name, str) and (":" in name or "@" in name):
            for problem in no_short_form(name, (*at, n)):
                hint = f'{problem.hint}; a name is written {{ name = "{name}" }}'
                yield problem._replace(hint=hint.removeprefix("; "))


def choices(words: Words) -> str:
    """All words of a vocabulary."""
    return "one of " + ", ".join(words) if len(words) < 30 else "a letter A-F and a digit 1-6, as in B2"


@cache
def _told_by_text(struct: type[Struct]) -> tuple[Field, ...]:
    return tuple(row for row in table(struct).values() if row.words or row.form)


def _tables(struct: type[Struct], values: Any, at: KeyPath) -> Iterator[tuple[type[Struct], KeyPath, Any]]:
    """A table and those within it: class, place, values."""
    yield struct, at, values
    for name, inner in tables_within(struct):
        held = values.get(name)
        if isinstance(held, Mapping) and not table(struct)[name].several:
            yield from _tables(inner, held, (*at, name))
        elif isinstance(held, list | tuple):
            for n, entry in enumerate(held):
                if isinstance(entry, Mapping):
                    yield from _tables(inner, entry, (*at, name, n))


def usable(struct: type[Table], id_: str, values: Any, at: KeyPath, problems: list[Problem]) -> Table | None:
    """A table under an id as its class, without what is wrong in it; None where nothing can be used.

    Args:
        struct: the class; it has an `id`.
        id_: what the table is called.
        values: the table, as a file may write it.
        at: where it stands.
        problems: takes all that is wrong; words outside a vocabulary and dates that are none stay as they are written.
    """
    if not isinstance(values, Mapping):
        problems.append(_wrong(at, values, (dict,))._replace(hint=f"write [{id_}] and its keys below it"))
        return None
    unknown = [*unknown_keys(struct, values, at)]
    problems += [*unknown, *odd_values(struct, values, at)]
    left = with_dates(struct, _without(values, at, {p.at for p in unknown}) if unknown else values, at, problems)
    with suppress(ValidationError):
        return convert({**left, "id": id_}, struct)
    told = False
    while wrong := [p for p in faults(struct, left, at) if p.code == "SCH006"]:
        problems += [] if told else wrong
        if any(p.at == at for p in wrong):
            return None
        left = _without(left, at, {p.at for p in wrong})
        told = True  # what lacks a key that has just gone goes next, untold
    return convert({**left, "id": id_}, struct)


def _without(value: Any, at: KeyPath, gone: Container[KeyPath]) -> Any:
    """A value without what stands at these places."""
    if isinstance(value, Mapping):
        return {key: _without(part, (*at, key), gone) for key, part in value.items() if (*at, key) not in gone}
    if isinstance(value, list):
        return [_without(part, (*at, n), gone) for n, part in enumerate(value) if (*at, n) not in gone]
    return value
