"""The text of one file -> an event, or all that keeps it from being one, each fault with its place and in plain words.

Knows TOML and what a file may write in short; must not know where files are kept, nor what the check rules say of an
event that has loaded. The way back, `render`, is in eventfile/writer.py and has its name here too; for edits of a text
see eventfile/editor.py.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Any, NamedTuple, get_args, get_origin

from msgspec import Struct, ValidationError, convert

from timeline.dates import edtf
from timeline.errors import Problem, UsageError
from timeline.eventfile.writer import render
from timeline.model.event import Event, Source, Variant, table
from timeline.toml.parser import BOM, parse_toml

if TYPE_CHECKING:
    from timeline.toml.positions import KeyPath

__all__ = ["Fault", "from_dict", "place", "read", "read_tables", "render"]

_KINDS = {str: "text", bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "a table"}
_KINDS |= {tuple: "a list", date: "a date", datetime: "a date", time: "a time", type(None): "null"}
_WANTED = {str: "text in quotes", bool: "true or false, without quotes", int: "a whole number, without quotes"}
_WANTED |= {float: "a number, without quotes", tuple: "a list", dict: "a table"}
_EXAMPLES = {"title": 'title = "…": one sentence, what happened', "date": 'date = 2024-11-17, or date = "2024-11"'}
_TOO_DEEP = "an event needs three levels at most: look for a bracket that is not closed"
_LONGEST = 60
"""Longer values are not written out again in a hint."""


MANY, DEEPEST = 200, 64
"""Points and brackets from which a file may be nested deeper than anything that reads it after TOML can bear."""


class Fault(NamedTuple):
    """What is wrong with one value of a file, before its line is looked up."""

    path: "KeyPath"
    code: str
    message: str
    hint: str = ""
    col: int = 0
    """Where in the value, if it is a date written as text: 1-based."""


def read(
    data: bytes,
    id: str,  # noqa: A002 - its name in the format
    path: str,
) -> tuple[Event | None, list[Problem]]:
    """The event of one file, and what is wrong with the file. None if that keeps the event from loading.

    That is: no TOML, no title, no date, a value of the wrong type. A bad date of a source, or a source's line that
    cannot be read, is reported and kept as text; words outside a vocabulary and unknown keys are the check rules'.
    """
    tables, problems = read_tables(data, path)
    if problems:
        return None, problems
    if data.count(b".") + data.count(b"[") > MANY and _too_deep(tables):
        return None, [Problem(path, 0, 0, "SCH007", "lists or tables are nested too deep", _TOO_DEEP)]
    if not tables and not data.removeprefix(BOM.encode()).strip():
        hint = 'an event has at least two lines: title = "…" and date = 2024-11-17'
        return None, [Problem(path, 0, 0, "SCH007", "the file is empty", hint)]
    faults: list[Fault] = []
    event = None
    try:
        event = from_dict(tables, id, path, faults)
    except ValueError as error:
        faults = list(_faults(Event, tables, ())) or [Fault((), "SCH006", str(error))]
    return event, _placed(faults, data, path) if faults else []


def _too_deep(values: Any) -> bool:
    """Whether tables and lists stand in one another deeper than any event needs."""
    level = [values]
    for _ in range(DEEPEST):
        inner = [
            part for v in level if isinstance(v, dict | list) for part in (v.values() if isinstance(v, dict) else v)
        ]
        if not inner:
            return False
        level = inner
    return True


def read_tables(data: bytes, path: str) -> tuple[dict[str, Any], list[Problem]]:
    """The values of any TOML file, or the one problem that keeps it from being TOML."""
    try:
        return parse_toml(data), []
    except UnicodeDecodeError as error:
        return {}, [_not_utf8(data, error.start, path)]
    except RecursionError:
        return {}, [Problem(path, 0, 0, "SCH007", "lists or tables are nested too deep", _TOO_DEEP)]
    except ValueError as error:
        from timeline.toml.syntax_errors import slip  # noqa: PLC0415 - start-up: needed for a broken file only

        text = data.decode().removeprefix(BOM)
        found = slip(text, str(error))
        code = "TIM206" if found.no_such_date else "SCH007"
        line = text.split("\n")[found.line - 1].rstrip("\r")
        return {}, [Problem(path, found.line, found.col, code, found.message, found.hint, line)]


def from_dict(
    data: Mapping[str, Any],
    id: str,  # noqa: A002 - its name in the format
    path: str,
    faults: list[Fault] | None = None,
) -> Event:
    """The event with these values, written as a file may write them; `faults` takes what does not keep it from loading.

    Raises:
        ValueError: the first value that keeps it from loading.
    """
    faults = [] if faults is None else faults
    values = {**data, "id": id, "path": path}
    for name in _dates(Event):
        if name in values:
            values[name] = _date_text(values[name])
    for array in _arrays():
        if isinstance(entries := values.get(array.name), list | tuple):
            values[array.name] = _entries(array, entries, faults)
    event = convert(values, Event)
    if not event.title.strip():
        raise ValidationError("title is empty")
    return event


def place(text: str, path: "KeyPath") -> tuple[int, int]:
    """Line and column, from 1, of a key or element; of the nearest that holds it where there is none; else (1, 1)."""
    from timeline.toml.positions import Layout  # noqa: PLC0415 - start-up: places are for faults

    return Layout(text).place(path)


@cache
def _dates(struct: type[Struct]) -> tuple[str, ...]:
    return tuple(name for name, row in table(struct).items() if row.date)


class _Array(NamedTuple):
    """What an array of tables may hold."""

    name: str
    struct: type[Struct]
    dates: tuple[str, ...]
    is_named: bool
    """Whether an entry may be a name alone."""


@cache
def _arrays() -> tuple[_Array, ...]:
    rows = table(Event).items()
    return tuple(
        _Array(name, row.struct, _dates(row.struct), _is_named(row.struct)) for name, row in rows if row.struct
    )


def _is_named(struct: type[Struct]) -> bool:
    return "name" in table(struct) and table(struct)["name"].required


def _entries(array: _Array, given: Any, faults: list[Fault]) -> Any:
    """The entries of an array as tables, or as sources where one of them is a line or has no id."""
    if array.is_named:
        return [{"name": entry} if isinstance(entry, str) else entry for entry in given]
    if array.struct is Variant:
        return [_variant(entry) for entry in given]
    entries = [*given]
    for number, entry in enumerate(entries):
        if isinstance(entry, dict):
            for key in array.dates:
                if key in entry:
                    entries[number] = {**entries[number], key: _kept(entry[key], (array.name, number, key), faults)}
    if array.struct is Source and not all(isinstance(entry, dict) and entry.get("id") for entry in entries):
        return _gathered(entries, faults)
    return entries


def _variant(entry: Any) -> Any:
    if isinstance(entry, dict) and isinstance(value := entry.get("value"), date):
        return {**entry, "value": value.isoformat()}
    return entry


def _gathered(entries: list[Any], faults: list[Fault]) -> tuple[Source, ...]:
    from timeline.model.source_line import gather  # noqa: PLC0415 - start-up: most sources are written in full

    given = [entry if isinstance(entry, str) else convert(entry, Source) for entry in entries]
    try:
        return gather(given)
    except UsageError:
        for number, line in enumerate(given):
            if isinstance(line, str) and (fault := _unreadable(line, ("sources", number))):
                faults.append(fault)
                given[number] = Source(title=line)
        return gather(given)


def _unreadable(line: str, at: "KeyPath") -> Fault | None:
    from timeline.model.source_line import parse  # noqa: PLC0415 - start-up: asked for after a fault only

    try:
        parse(line)
    except UsageError as error:
        return Fault(at, "SCH006", error.message, error.hint)
    return None


def _date_text(value: Any) -> Any:
    """A date as EDTF text; what is no kind of date comes back as it is.

    Raises:
        EdtfError: it is a kind of date, but no date.
    """
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, time):
        raise edtf.EdtfError("a time without a day", hint=f"write the day too: 2024-11-17T{value.isoformat('minutes')}")
    if isinstance(value, int) and not isinstance(value, bool) and not 1000 <= value <= 9999:
        raise edtf.EdtfError(f"{value} is no year of four digits", hint=_year_hint(value))
    text = _as_text(value)
    if isinstance(text, str):
        edtf.parse(text)
    return text


def _as_text(value: Any) -> Any:
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _year_hint(year: int) -> str:
    if abs(year) > 9999:
        return f'a year beyond 9999 is written "Y{year}"'
    bc = f"-{abs(year) - 1:04}" if abs(year) > 1 else "0000"
    return f'BC or AD? {abs(year)} BC is written "{bc}", AD {abs(year)} "{abs(year):04}"'


def _kept(value: Any, at: "KeyPath", faults: list[Fault]) -> Any:
    """The text of a date that may be bad."""
    try:
        return _date_text(value)
    except edtf.EdtfError as error:
        faults.append(Fault(at, "TIM206", error.message, error.hint, error.col))
        return _as_text(value)


def _faults(struct: type[Struct], values: Mapping[str, Any], at: "KeyPath") -> Iterator[Fault]:
    """Everything wrong with the values of one table."""
    for name, row in table(struct).items():
        here = (*at, name)
        if name not in values:
            if row.required:
                entry = f" in an entry of {at[-2]}" if at else ""
                yield Fault(at, "SCH006", f"{name} is missing{entry}", _EXAMPLES.get(name, f'{name} = "…"'))
        elif row.struct:
            yield from _array_faults(row.struct, values[name], here)
        elif row.date:
            found: list[Fault] = []
            if isinstance(_kept(values[name], here, found), str):
                yield from found
            else:
                yield _wrong(here, values[name], [], "a date: 2024-11-17, or text in quotes")
        else:
            yield from _value_faults(here, values[name], row.annotation)
    if struct is Event and isinstance(values.get("title"), str) and not values["title"].strip():
        yield Fault(("title",), "SCH006", "title is empty", _EXAMPLES["title"])


def _array_faults(struct: type[Struct], entries: Any, at: "KeyPath") -> Iterator[Fault]:
    if not isinstance(entries, list | tuple):
        yield _wrong(at, entries, [tuple])
        return
    for number, entry in enumerate(entries):
        here = (*at, number)
        if isinstance(entry, dict):
            yield from _faults(struct, entry, here)
        elif isinstance(entry, str) and struct is Source:
            yield from filter(None, [_unreadable(entry, here)])
        elif not (isinstance(entry, str) and _is_named(struct)):
            short = "text in quotes or " if struct is Source or _is_named(struct) else ""
            yield _wrong(here, entry, [], f"{short}a table")


def _value_faults(at: "KeyPath", value: Any, annotation: Any) -> Iterator[Fault]:
    try:
        convert(value, annotation)
    except ValidationError:
        options = get_args(annotation) if isinstance(annotation, UnionType) else (annotation,)
        kinds = [get_origin(option) or option for option in options if option is not type(None)]
        if isinstance(value, list | tuple) and tuple in kinds:
            yield from (_wrong((*at, n), entry, [str]) for n, entry in enumerate(value) if not isinstance(entry, str))
        else:
            yield _wrong(at, value, kinds)


def _wrong(at: "KeyPath", value: Any, kinds: list[Any], wanted: str = "") -> Fault:
    """A value of the wrong type; `kinds` are the right ones."""
    wanted = wanted or " or ".join(_WANTED[kind] for kind in kinds if kind is not int or float not in kinds)
    name = f"an entry of {at[-2]}" if isinstance(at[-1], int) else at[-1]
    message = f"{name} is {_KINDS.get(type(value), type(value).__name__)}; it must be {wanted}"
    key = f"{at[-1]} = " if isinstance(at[-1], str) else ""
    return Fault(at, "SCH006", message, key + meant if (meant := _meant(value, kinds)) else "")


def _meant(value: Any, kinds: list[Any]) -> str:
    """The value as it was probably meant; nothing where that cannot be told."""
    text = str(value).lower() if isinstance(value, bool) else str(_as_text(value))
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


def _placed(faults: list[Fault], data: bytes, path: str) -> list[Problem]:
    """The faults with their lines, in the order of the file."""
    from timeline.toml.positions import Layout  # noqa: PLC0415 - start-up: places are for faults

    layout = Layout(data.decode().removeprefix(BOM))
    lines = layout.text.split("\n")
    problems = []
    for fault in faults:
        line, col = layout.place(fault.path)
        if fault.col and (span := layout.spans.get(fault.path)):
            line, col = layout.at(span.start + (fault.col if _is_plain(layout.text[span.start : span.end]) else 0))
        source = lines[line - 1].rstrip("\r")
        problems.append(Problem(path, line, col, fault.code, fault.message, fault.hint, source))
    return sorted(problems, key=lambda problem: (problem.line, problem.col))


def _is_plain(written: str) -> bool:
    """Whether a text stands between two quotes letter by letter."""
    return written[0] in {'"', "'"} and written[1:2] != written[0] and "\\" not in written


def _not_utf8(data: bytes, at: int, path: str) -> Problem:
    start = data.rfind(b"\n", 0, at) + 1
    line, col = data.count(b"\n", 0, at) + 1, len(data[start:at].decode()) + 1
    source = data[start:].split(b"\n", 1)[0].decode(errors="replace").rstrip("\r")
    hint = "save it as UTF-8" + (", not UTF-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "")
    return Problem(path, line, col, "SCH007", "this is not UTF-8 text", hint, source)
