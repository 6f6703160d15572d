"""The JSON Schema of each kind of file, made from the tables of fields, so that an editor completes and checks it.

Draft 2020-12 (json-schema.org), with the meaning of each word where editors look for it: `x-taplo` for taplo and Even
Better TOML, `markdownEnumDescriptions` for VS Code. Knows the tables alone; what a schema cannot say the
check rules do.
"""

from typing import Any, Literal, get_args

from msgspec import Struct

from timeline.eventfile.paths import TABLES, event_id
from timeline.model.event import LINK, Actor, Document, Event, Figure, Link, Place, Source, Variant
from timeline.model.fields import Field, table
from timeline.model.register.entry import ActorEntry, PlaceEntry
from timeline.model.settings import Settings

Schema = dict[str, Any]
FileKind = Literal["event", "actors", "places", "sources", "timeline"]
KINDS: tuple[FileKind, ...] = get_args(FileKind)

ENTRY_CLASSES: dict[str, type[Any]] = {"actors": ActorEntry, "places": PlaceEntry, "sources": Document}
"""Of the tables in a register."""
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TYPES: dict[type, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    dict: {"type": "object"},
    tuple: {"type": "array", "items": {"type": "string"}},
}
_SHORT = {
    Source: ("A line: X, citing Y, citing officials https://…", ""),
    Actor: ("NAME or NAME:ROLE", ""),
    Place: ("NAME or NAME@LAT,LON", ""),
    Link: ("TYPE:ID", f"^({'|'.join(LINK)}):"),
    Figure: ("WHAT=VALUE or WHAT=LOW..HIGH", "=(at least |at most |up to )?[0-9.-]"),
    Variant: ("FIELD=VALUE", f"^({'|'.join(table(Event))})="),
}
"""What may stand in place of a table, and how that looks where it is not any text."""

_YEAR = r"(?:-?[0-9X]{4}|Y-?[1-9](?:\d{4,}|\d*E\d+))(?:S\d+)?"
_MONTH = r"-[?~%]?(?:0[1-9X]|1[0-2X]|2[1-9X]|3[0-9X]|4[01X]|X[0-9X])[?~%]?"
"""Or a season, a quarter, a third or a half of the year: 21 to 41."""
_DAY = r"-[?~%]?(?:0[1-9X]|[12][0-9X]|3[01X]|X[0-9X])[?~%]?"
_CLOCK = r"[Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:[Zz]|[+-]\d{2}(?::\d{2})?)?"
_ONE = rf"[?~%]?{_YEAR}[?~%]?(?:{_MONTH}(?:{_DAY}(?:{_CLOCK})?)?)?"
EDTF = rf"^(?:{_ONE}|(?:{_ONE}|\.\.)?/(?:{_ONE}|\.\.)?|[\[{{](?:\.\.)?{_ONE}(?:(?:,|\.\.){_ONE})*(?:\.\.)?[\]}}])$"
"""What an EDTF value looks like; whether there is such a day is the check rules'."""


def class_of(path: str) -> type[Any] | None:
    """The class of the table, or of the tables, in a file; None for the settings."""
    return ENTRY_CLASSES.get(event_id(path)) if path in TABLES else Event


def schema(kind: FileKind) -> Schema:
    """The schema of an event, of a register, or of timeline.toml."""
    if kind == "event":
        made = _object(Event)
        made["properties"]["title"]["pattern"] = r"\S"
    elif kind == "timeline":
        made = {**_object(Settings), "title": "Timeline"}
    else:
        made = {
            "title": kind.capitalize(),
            "description": f"The register {kind}.toml: one table each, under its id.",
            "type": "object",
            "additionalProperties": _object(ENTRY_CLASSES[kind]),
        }
    return {"$schema": _DIALECT, **made}


def _object(struct: Any) -> Schema:
    """A table of the format; other keys are refused."""
    rows = table(struct)
    required = [key for key, row in rows.items() if row.required]
    return {
        "title": struct.__name__.removesuffix("Entry"),
        "description": str(struct.__doc__).partition("\n")[0],
        "type": "object",
        "additionalProperties": False,
        **({"required": required} if required else {}),
        "properties": {key: _key(row) for key, row in rows.items()},
    }


def _key(row: Field) -> Schema:
    said = f"{row.help[0].upper()}{row.help[1:]}."
    default = {} if row.default in (None, "", (), {}) or isinstance(row.default, Struct) else {"default": row.default}
    if row.words:
        listed = "".join(f"\n- `{word}`: {meaning}" for word, meaning in row.words.items() if meaning)
        meant = list(row.words.values())
        shown = {"markdownEnumDescriptions": meant, "x-taplo": {"docs": {"enumValues": meant}}} if any(meant) else {}
        said += listed.replace("\n", "\n\n", 1)
        return {"description": said, "type": "string", "enum": list(row.words), **shown, **default}
    return {"description": said, **_value(row), **default}


def _value(row: Field) -> Schema:
    if row.date:
        year = {"type": "integer", "minimum": 1000, "maximum": 9999}
        return {"anyOf": [{"type": "string", "pattern": EDTF}, year]}
    if row.struct:
        entry = _object(row.struct)
        if short := _SHORT.get(row.struct):
            form = {"pattern": short[1]} if short[1] else {}
            entry = {"anyOf": [{"description": f"{short[0]}.", "type": "string", **form}, entry]}
        return {"type": "array", "items": entry} if row.several else entry
    if row.kinds == (Any,):
        return {}
    made = [_TYPES[kind] for kind in row.kinds if not (kind is int and float in row.kinds)]
    return made[0] if len(made) == 1 else {"anyOf": made}
