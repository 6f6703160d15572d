"""What is written to files: the one canonical form of a new event, and of every table, key and value.

Knows the order and the shape of keys; must not know what makes a file an event (eventfile/reader.py), what a file held
before (eventfile/editor.py), nor where files are kept.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from msgspec import Struct

from timeline.errors import KeyPath, UsageError
from timeline.model.event import Event, Variant, table
from timeline.model.fields import is_named, tables_within

WIDTH = 100
"""A list of plain values that fits in this many columns stands on one line."""
SHORT = 60
"""Columns of a value that is told in short."""
HEADED = ("sources", "reviews")
"""Lists whose tables stand under headers of their own, in this order at the end of a file."""

_ESCAPES = {n: f"\\u{n:04x}" for n in (*range(32), 127) if n not in {9, 10}} | {ord("\\"): "\\\\"}


def render(event: Event) -> str:
    """The event as a new file: keys in the order of the field table, then `x`, then tables under headers (`HEADED`).

    Raises:
        UsageError: `x` or a variant holds a value that TOML has no form for.
    """
    values = to_dict(event)
    under = [(key, entry) for key in HEADED for entry in values.pop(key, ())]
    top = "".join(statement(key, value) for key, value in values.items())
    return "\n".join([top, *(section(f"[[{key}]]", entry) for key, entry in under)])


def to_dict(event: Event) -> dict[str, Any]:
    """The values of an event's file, in canonical order: the inverse of `reader.from_dict`.

    Defaults are left out; a whole day is a date, and so is a full date-time of a source; whoever has but a name is a
    string; `x` and then `HEADED` come last.
    """
    values = _plain(event)
    for key, struct in tables_within(Event):
        if key in values and is_named(struct):
            values[key] = [entry["name"] if _is_name_alone(key, entry) else entry for entry in values[key]]
    return values | {key: values.pop(key) for key in ("x", *HEADED) if key in values}


def _is_name_alone(key: str, entry: Mapping[str, Any]) -> bool:
    """Whether a table holds a name and no more, and the name by itself would be read as no more."""
    if entry.keys() != {"name"}:
        return False
    name: str = entry["name"]
    if ":" not in name and "@" not in name:  # as nearly all
        return True
    from timeline.model.flag_values import stands_for  # start-up: few names have them

    return bool(stands_for(key, name).name == name)


def section(header: str, values: Mapping[str, Any]) -> str:
    """A table under its header, a line a key."""
    return "".join([f"{header}\n", *(statement(key, value) for key, value in values.items())])


def statement(key: str, value: Any) -> str:
    """`key = value` with its line end; over several lines where that reads better; `x` as one dotted key a line.

    Raises:
        UsageError: TOML has no form for the value.
    """
    if key == "x" and isinstance(value, Mapping) and value:
        return "".join(f"x.{statement(name, own)}" for name, own in value.items())
    return f"{key_name(key)} = {shaped(key, value)}\n"


def shaped(key: str, value: Any) -> str:
    """What stands behind `key =` on a line of its own: text with line ends, and long lists, over several lines.

    Raises:
        UsageError: TOML has no form for the value.
    """
    text = literal(value)
    if isinstance(value, str) and "\n" in value and "\r" not in value:
        return _lines(value)
    if isinstance(value, list | tuple) and value and (len(key) + len(text) + 3 > WIDTH or _one_a_line(key, value)):
        return "".join(["[\n", *(f"  {literal(entry)},\n" for entry in value), "]"])
    return text


def literal(value: Any) -> str:
    """A value on one line.

    Raises:
        UsageError: TOML has no form for it.
    """
    if isinstance(value, str) and value.isprintable() and '"' not in value and "\\" not in value:
        return f'"{value}"'  # as nearly all
    from tomli_w import dumps  # start-up: most commands write nothing

    if isinstance(value, Mapping):
        pairs = ", ".join(f"{key_name(key)} = {literal(entry)}" for key, entry in value.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(literal(entry) for entry in value)}]"
    if isinstance(value, date | time) and _has_form(value):
        return value.isoformat()  # with the T that tomli-w leaves out
    if isinstance(value, str) and not value.isascii() and any("\ud800" <= c <= "\udfff" for c in value):
        raise UsageError(f"no text: {value!r}", "it holds bytes that are not UTF-8")
    if not isinstance(value, str | bool | int | float):
        hint = "it holds text, numbers, true and false, dates, lists and tables"
        raise UsageError(f"a file has no form for {value!r}", hint)
    return dumps({"": value}).removeprefix('"" = ').removesuffix("\n")


def in_short(value: Any) -> str:
    """A value on one line for people, cut where it is long; of None that there is none."""
    from timeline.text.width import cut  # start-up: only conflicts are told so

    if value is None:
        return "not there"
    return f'"{cut(" ".join(value.split()), SHORT)}"' if isinstance(value, str) else cut(literal(value), SHORT)


@lru_cache(maxsize=4096)  # most files have the same
def key_name(key: str) -> str:
    """A key as it stands before the `=`, in quotes where it needs them."""
    from tomli_w import dumps  # start-up: most commands write nothing

    return dumps({key: 0}).removesuffix(" = 0\n")


def dotted(path: KeyPath) -> str:
    """The names on a way to a table, as its header has them."""
    return ".".join(key_name(step) for step in path if isinstance(step, str))


def _plain(value: Struct) -> dict[str, Any]:
    """The keys of a struct that are not at their default, or are said though they are, in the order of the table."""
    plain = {}
    said = value.said if isinstance(value, Event) else ()
    for name, row in table(type(value)).items():
        own = getattr(value, name)
        if not row.required and own in (None, row.default, {}) and name not in said:
            continue
        if row.struct:
            own = [_plain(entry) for entry in own]
        elif row.date or (isinstance(value, Variant) and name == "value" and is_date(value.field)):
            own = day(canonical(own) or own, clock=not row.required)
        plain[name] = own
    return plain


def is_date(name: str) -> bool:
    """Whether a key of an event holds a date."""
    return (row := table(Event).get(name)) is not None and row.date


def canonical(text: Any) -> str | None:
    """A date in canonical EDTF; None where it is none, or would not be the same."""
    if not isinstance(text, str):
        return None
    from timeline.dates import edtf  # start-up: edits and merges leave dates as they are written

    try:
        written = edtf.parse(text)
        made = written.canonical()
        return made if made == text or edtf.parse(made)._replace(text="") == written._replace(text="") else None
    except edtf.DateError:
        return None


def day(text: Any, *, clock: bool) -> Any:
    """A whole day, and with `clock` a full date-time, as TOML's own; whatever would not read back alike stays text."""
    try:
        if isinstance(text, str) and len(text) == 10:
            own = date.fromisoformat(text)
        elif isinstance(text, str) and len(text) in {19, 25} and clock:
            own = datetime.fromisoformat(text)
        else:
            return text
    except ValueError:
        return text
    return own if own.isoformat() == text else text


def _has_form(value: date | time) -> bool:
    if isinstance(value, time):
        return value.tzinfo is None
    offset = value.utcoffset() if isinstance(value, datetime) else None
    return offset is None or not offset % timedelta(minutes=1)


def _one_a_line(key: str, value: Sequence[Any]) -> bool:
    """Entries that two people may change at once stand on lines of their own: git then merges them line by line."""
    row = table(Event).get(key)
    return any(isinstance(entry, Mapping) for entry in value) or (row is not None and row.struct is not None)


def _lines(text: str) -> str:
    """A text of several lines between triple quotes; quotes within it stay bare where they can."""
    body = text.translate(_ESCAPES).replace('"""', '""\\"')
    return f'"""\n{body[:-1]}\\""""' if body.endswith('"') else f'"""\n{body}"""'
