"""The tables of `actors.toml`, `places.toml` and `sources.toml` as entries, and every fault in them.

Knows the keys of the registers; must not know where they are kept, so that faults speak of keys, not of lines.
"""

from collections.abc import Iterator, Mapping
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, TypeVar, get_args, get_origin

from msgspec import UNSET, Struct, ValidationError, convert, field

from timeline.errors import did_you_mean
from timeline.model.event import GRADE, PRECISION, Field, Key, Source, Words, table

ACTOR_KIND: Words = {
    "person": "one human being",
    "state": "a state",
    "public-body": "a ministry, agency, court or council",
    "armed-force": "the forces of a state",
    "armed-group": "an armed group of no state",
    "party": "a political party",
    "igo": "an organisation of states",
    "ngo": "an organisation of citizens",
    "company": "a company",
    "outlet": "a newspaper, broadcaster, agency or site that publishes",
    "community": "people who are not an organisation",
}
USE = frozenset(
    ("id", "ref", "locator", "quote", "translation", "cites", "stance", "firsthand", "seen", "same_as", "distinct_from")
)
"""Keys of a source that belong to one event's use of a document, never to the document."""

_WANTED: dict[Any, str] = {str: "text in quotes", float: "a number", bool: "true or false", tuple: 'an array: ["…"]'}


class Membership(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Whose member an actor is, as what, and when."""

    of: Annotated[str, Key("id of the body")]
    role: Annotated[str | None, Key("as what")] = None
    from_: Annotated[str | None, Key("since when", date=True)] = field(default=None, name="from")
    until: Annotated[str | None, Key("to when", date=True)] = None


class ActorEntry(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One person, body or outlet of the register."""

    id: str = ""
    name: Annotated[str, Key("the name that events write")]
    aliases: Annotated[tuple[str, ...], Key("other names, short forms, adjectives")] = ()
    kind: Annotated[str | None, Key("what it is", ACTOR_KIND)] = None
    memberships: Annotated[tuple[Membership, ...], Key("what it is a part of")] = ()
    wikidata: Annotated[str | None, Key("Wikidata id: Q6279")] = None
    country: Annotated[str | None, Key("the country")] = None
    domains: Annotated[tuple[str, ...], Key("hosts an outlet publishes under: nytimes.com")] = ()
    grade: Annotated[str | None, Key("Admiralty grade, given by a person", GRADE)] = None


class PlaceEntry(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One place of the register."""

    id: str = ""
    name: Annotated[str, Key("the name that events write")]
    aliases: Annotated[tuple[str, ...], Key("other names")] = ()
    country: Annotated[str | None, Key("the country")] = None
    lat: Annotated[float | None, Key("latitude in degrees, WGS 84, north positive")] = None
    lon: Annotated[float | None, Key("longitude in degrees, WGS 84, east positive")] = None
    precision: Annotated[str | None, Key("how near the point is to the place", PRECISION)] = None
    within: Annotated[str | None, Key("id of the place it is a part of")] = None
    wikidata: Annotated[str | None, Key("Wikidata id: Q1899")] = None


class Fault(NamedTuple):
    """One fault in a register: where, and what is wrong. Whoever read the file knows the line."""

    keys: tuple[str | int, ...]
    """Register (`actors`, `places` or `sources`), id, key, position in an array …"""
    message: str
    hint: str = ""


Table = TypeVar("Table", bound=Struct)
Tables = Mapping[str, Any]


def entries(cls: type[Table], register: str, tables: Tables | None, faults: list[Fault]) -> dict[str, Table]:
    """The entries of one register by id; what cannot be read is left out, and goes into `faults`."""
    read = ((id_, _read(cls, (register, id_), value, faults, id_)) for id_, value in (tables or {}).items())
    return {id_: entry for id_, entry in read if entry is not None}


def _read(
    cls: type[Table], keys: tuple[str | int, ...], value: Any, faults: list[Fault], id_: str | None = None
) -> Table | None:
    """One table as its class, or None when it cannot be one; what is wrong with it goes into `faults`."""
    if not isinstance(value, Mapping):
        faults.append(Fault(keys, "is no table", f"write [{id_}] and its keys below it" if id_ else ""))
        return None
    rows = {key.rstrip("_"): row for key, row in table(cls).items()}  # `from` is no name in Python
    values: dict[str, Any] = {}
    for key, item in value.items():
        row, at = rows.get(key), (*keys, key)
        if row is None:
            faults.append(Fault(at, f'unknown key "{key}"', did_you_mean(key, rows)))
        elif cls is Source and key in USE:
            faults.append(Fault(at, f'"{key}" belongs to an event\'s source, not to the document', "write it there"))
        elif row.struct and isinstance(item, list):
            read = (_read(row.struct, (*at, n), part, faults) for n, part in enumerate(item))
            values[row.name] = tuple(part for part in read if part is not None)
        else:
            text = _date_text(item) if row.date else item
            values[row.name] = _checked(row, text, at, faults)
            if row.words and isinstance(text, str) and text not in row.words:
                faults.append(Fault(at, f'"{text}" is no {key}', did_you_mean(text, row.words) or _one_of(row.words)))
            if row.date and isinstance(text, str):
                faults.extend(_no_date(text, at))
    values = {key: item for key, item in values.items() if item is not UNSET}
    missing = [row.name for row in rows.values() if row.required and row.name not in values]
    faults.extend(Fault(keys, f'has no "{key}"', "every entry needs one") for key in missing if key not in value)
    if missing:
        return None
    return cls(**values) if id_ is None or cls is Source else cls(id=id_, **values)


def _one_of(words: Words) -> str:
    return "one of: " + ", ".join(words)


def _date_text(value: Any) -> Any:
    """A date or a year of TOML as text; anything else as it is."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


def _checked(row: Field, value: Any, at: tuple[str | int, ...], faults: list[Fault]) -> Any:
    try:
        return convert(value, row.annotation)
    except ValidationError:
        options = get_args(row.annotation) if isinstance(row.annotation, UnionType) else (row.annotation,)
        wanted = [_WANTED[get_origin(option) or option] for option in options if option is not NoneType]
        faults.append(Fault(at, f"{at[-1]} must be {' or '.join(wanted)}"))
        return UNSET


def _no_date(text: str, at: tuple[str | int, ...]) -> Iterator[Fault]:
    from timeline.dates import edtf  # noqa: PLC0415 - start-up: only registers with dates need it

    try:
        edtf.parse(text)
    except edtf.EdtfError as error:
        yield Fault(at, str(error), error.hint)


def dangling(actors: Mapping[str, ActorEntry], places: Mapping[str, PlaceEntry]) -> Iterator[Fault]:
    """References inside the registers that lead nowhere, and domains that are none."""
    for id_, actor in actors.items():
        for n, membership in enumerate(actor.memberships):
            if membership.of not in actors:
                hint = did_you_mean(membership.of, actors)
                yield Fault(("actors", id_, "memberships", n, "of"), f'no actor has the id "{membership.of}"', hint)
        for n, domain in enumerate(actor.domains):
            if not domain or set(domain) & set("/:@ "):
                yield Fault(("actors", id_, "domains", n), f'"{domain}" is no host', "write it as in nytimes.com")
    for id_, place in places.items():
        if place.within is not None and place.within not in places:
            hint = did_you_mean(place.within, places)
            yield Fault(("places", id_, "within"), f'no place has the id "{place.within}"', hint)
