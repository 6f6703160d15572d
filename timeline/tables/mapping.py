"""Which column of an input means which field of an event, and how its cells are to be read.

Knows what a person may say of columns, and says it back in words; its file is `mapping_file`'s. Knows no rows and no
chronology.
"""

import re
import shlex
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from timeline.errors import UsageError, did_you_mean
from timeline.model.event import ROLE, Event, Field, table
from timeline.model.imported import IMPORT
from timeline.model.validation import renamed
from timeline.text.lists import abridged, counted, few, with_others

_ALONE = ("place", "lat", "lon", "country", "actor", "tag", "source", "url", "published", "end", "key")
"""What a column may mean besides the keys of an event."""
FIELDS = (*_ALONE, *(name for name, row in table(Event).items() if not row.vouches and name not in {"x", "figures"}))
"""What a column may mean, besides `actor:ROLE`, `figures.NAME` and `x.NAME`."""
LISTS = frozenset(("place", "actor", "tag", "source", "url"))
_MADE = {"end": "date", "place": "places", "lat": "places", "lon": "places", "country": "places", "actor": "actors"}
_MADE |= {"tag": "tags", "source": "sources", "url": "sources", "published": "sources", "figures": "figures"}
"""What each becomes in an event, where it is called otherwise there."""
_ONE = {"places": "place", "actors": "actor", "tags": "tag", "sources": "source"}
"""Keys whose cells hold one element, or several where their column is split."""
_OWN_NAME = re.compile(r"[\w-]+")
_BRACES = re.compile(r"\{([^{}]*)\}")
_MOST_NAMED = 12


class ColumnMapping(NamedTuple):
    """What the columns of an input mean."""

    fields: Mapping[str, tuple[str, ...]]
    """Each FIELD with its columns, or with texts that name columns in braces: `{vehicle}: {payload}`.

    A FIELD is a key of an event, or date, end, place, lat, lon, country, actor, actor:ROLE, tag, source, url,
    published, figures.NAME, x.NAME, key. Where lat and lon have one column, its cells hold both."""
    constants: Mapping[str, tuple[str, ...]] = {}
    """Each FIELD with what it is in every row."""
    split: Mapping[str, str] = {}
    """Columns whose cells hold several values, each with what stands between them."""
    missing: tuple[str, ...] = ()
    """Words that mean nothing, besides those that always do."""
    date_order: str = ""
    """`dmy` or `mdy`; empty: the whole column settles it."""
    dates: str = ""
    """How dates are given: `words` (as they are written, each for itself), `serial` (days of a spreadsheet), `edtf`;
    empty: each column shows it."""
    timezone: str = ""
    """The zone of times without an offset (IANA)."""
    name: str = ""
    """What the set of data is called."""
    rest: bool = False
    """Whether the columns that nobody names are kept in x.*."""

    def speaks_of(self, field: str) -> bool:
        """Whether a field of an event, `x.NAME` too, is made of columns: only then may a row empty it."""
        made = {_MADE.get(key.partition(":")[0].partition(".")[0], key) for key in (*self.fields, *self.constants)}
        own = field[2:] if field.startswith("x.") else ""
        follows = own.removesuffix("s") in {key for key in self.fields if key in _ALONE}
        return field in made or (bool(own) and (self.rest or follows)) or (field == "date_text" and "date" in made)

    def used(self, columns: Collection[str]) -> set[str]:
        """The columns that mean something."""
        return {name for texts in self.fields.values() for text in texts for name in named(text, columns)}

    def left(self, columns: Sequence[str]) -> list[str]:
        """The columns that nobody names, in their order."""
        used = self.used(columns)
        return [column for column in columns if column not in used]


def of_flags(flags: Sequence[str], columns: Sequence[str]) -> ColumnMapping:
    """What `FIELD=COLUMN` and `FIELD=text with {COLUMN}` say.

    Raises:
        UsageError: there is no such field or column, or a field with one value is given several.
    """
    fields: dict[str, tuple[str, ...]] = {}
    for flag in flags:
        name, _, text = map(str.strip, flag.partition("="))
        if not text:
            raise UsageError(f'"{flag}" maps nothing', "write FIELD=COLUMN, as in date='Incident Date'")
        key = field(name)
        must_be_there(text, columns)
        fields[key] = (*fields.get(key, ()), text)
        must_be_one(key, fields[key])
    return ColumnMapping(fields)


def field(name: str) -> str:
    """The FIELD that is meant.

    Raises:
        UsageError: there is none; with what was probably meant.
    """
    kind, colon, role = name.partition(":")
    if colon and kind == "actor":
        if role in ROLE:
            return name
        raise UsageError(f'"{role}" is no role', did_you_mean(role, ROLE) or "roles: " + ", ".join(ROLE))
    kind, dot, own = name.partition(".")
    if dot and kind == "figures" and own.strip():
        return name
    if dot and kind == "x":
        if _OWN_NAME.fullmatch(own) and own != IMPORT:
            return name
        hint = f"x.{own_name(own)}" if own != IMPORT else f"the import keeps its own there: x.{IMPORT}ed"
        raise UsageError(f'"{own}" can be no field of your own', hint)
    if name in FIELDS:
        return _ONE.get(name, name)
    if name in {"x", "figures"}:
        raise UsageError(f'no field "{name}"', f"write {name}.NAME")
    row = renamed(Event, name)
    near = f'write "{_ONE.get(row.name, row.name)}"' if row else did_you_mean(name, FIELDS)
    near = near or f"fields: {', '.join(_ALONE)} and the keys of an event"
    raise UsageError(f'no field "{name}"', f"{near}; a field of your own is x.{own_name(name)}")


def must_be_one(key: str, texts: Sequence[str]) -> None:
    """See that a field with one value has no more than one column.

    Raises:
        UsageError: it has.
    """
    if len(texts) > 1 and not is_list(key):
        both = " ".join(f"{{{text}}}" for text in texts)
        raise UsageError(
            f"{key} is given {len(texts)} columns, and holds one value", f"--map {key}={shlex.quote(both)}"
        )


def is_list(key: str) -> bool:
    """Whether a FIELD may have several columns."""
    row: Field | None = table(Event).get(key)
    return key.partition(":")[0] in LISTS or (row is not None and row.several)


def must_be_there(text: str, columns: Collection[str]) -> None:
    """See that what a text names are columns.

    Raises:
        UsageError: one is not there; with the nearest.
    """
    names = named(text, columns)
    for name in names or [text]:
        if name not in columns:
            shown = few(len(columns), _MOST_NAMED)
            there = ", ".join(with_others([*columns][:shown], len(columns) - shown))
            hint = did_you_mean(name, columns) or f"columns: {there}"
            raise UsageError(f'no column "{name}"', hint)


def named(text: str, columns: Collection[str]) -> list[str]:
    """The columns that a text names: itself, or those in its braces."""
    return [text] if text in columns else _BRACES.findall(text)


def parts(text: str) -> list[str]:
    """A text with columns in braces, taken apart: what stands before, between and behind, and each second a column."""
    return _BRACES.split(text)


def own_name(text: str, taken: Collection[str] = ()) -> str:
    """A name under `x` for a column: small letters, digits and `_`; not one of those that are taken."""
    plain = "_".join(re.findall(r"\w+", text.casefold())) or "column"
    name, n = plain, 1
    while name in taken or name == IMPORT:
        n += 1
        name = f"{plain}_{n}"
    return name


def completed(mapping: ColumnMapping, *keys: str) -> str:
    """What a person writes, so that columns are these FIELDS beside all that is said already."""
    more = " ".join(f"--map {key}=COLUMN" for key in keys)
    if mapping.split or mapping.constants:
        return f"--save-mapping FILE keeps all else; then --mapping FILE {more}"
    given = (("--map", f"{key}={text}") for key, texts in mapping.fields.items() for text in texts)
    return " ".join([*map(shlex.join, given), more])


def in_words(mapping: ColumnMapping, columns: Sequence[str], width: int = 0) -> Iterator[str]:
    """What becomes of which column, in lines; each field has its own where all on one are wider than the terminal."""
    said = [f"{key} <- {text}" for key, texts in mapping.fields.items() for text in texts]
    whole = ", ".join(said) or "no column is called like a field"
    yield from said if width and len(whole) > width else [whole]
    if mapping.constants:
        yield ", ".join(f'{key} is "{text}" in every row' for key, texts in mapping.constants.items() for text in texts)
    for column, sign in mapping.split.items():
        yield f'{column} is split at each "{sign}"'
    if left := mapping.left(columns):
        names = abridged(left, _MOST_NAMED)
        yield f"{counted(len(left), 'column')} {'to x.*' if mapping.rest else 'left out'}: {names}"
