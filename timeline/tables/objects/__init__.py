"""The objects of a JSON or TOML text as rows, or as events where all of them are such.

Knows which keys an event has; must not know how a text is written.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from os.path import basename, splitext
from shlex import quote
from typing import Any

from timeline.errors import DataError, reasons
from timeline.model.event import Event, table
from timeline.records.record import COMPUTED
from timeline.tables.cells import as_text
from timeline.tables.delimited import BECAUSE
from timeline.tables.input_table import InputRow, InputTable
from timeline.tables.objects.json_values import JsonValue, is_too_deep, too_deep
from timeline.text.lists import joined
from timeline.toml.limits import DEEPEST, MOST_PROBLEMS

KeyNames = tuple[str, ...]
"""The keys that lead to a list in an object."""


def rows(values: Iterable[JsonValue], name: str) -> InputTable:
    """Values as rows; as events where each object has a title and a date, and only keys that an event has.

    In other rows the keys of objects in objects are joined by dots; a list of plain values is a cell of several texts,
    one that holds more is JSON text; null, and what is empty, says nothing.

    Raises:
        DataError: there is no object.
    """
    held = [*values]
    if not held:
        raise DataError(f"{name} is empty", "each row is an object")
    objects = [one.value for one in held if isinstance(one.value, dict)]
    if not objects:
        problems = [one.problem for one in held if one.problem]
        what = "cannot be read" if problems else "holds no object, and each row is one"
        raise DataError(f"{name} {what}", "mend it there; nothing was written", problems[:MOST_PROBLEMS])
    is_of_records = all(map(is_event, objects))
    return _table([_row(one, is_of_records) for one in held], is_of_records)


def as_rows(records: InputTable) -> InputTable:
    """Events as rows, whose keys mean what a person says."""
    return _table([row if row.refused else _row(JsonValue({**row.cells}, row.place), False) for row in records.rows])


def _table(made: list[InputRow], is_of_records: bool = False) -> InputTable:
    columns = dict.fromkeys(column for row in made for column in row.cells)
    return InputTable((*columns,), made, is_of_records=is_of_records)


def is_event(value: Mapping[str, Any]) -> bool:
    """Whether an object has a title and a date, and only keys of an event, or of an answer of this program."""
    return {"title", "date"} <= value.keys() <= {*table(Event), *COMPUTED, "written", BECAUSE}


def of_one(one: JsonValue, name: str, within: Callable[[KeyNames], Iterable[JsonValue]]) -> InputTable:
    """The rows of one object: of the one list of objects in it, unless it has a date; else it is a row itself.

    Args:
        one: the object.
        name: of the input.
        within: the elements of the list in it to which keys lead, each with its place.

    Raises:
        DataError: it holds several such lists, or an object for each of its keys.
    """
    value = one.value
    paths = [] if "date" in value else [*_lists(value)]
    if len(paths) == 1:
        made = rows(within(paths[0]), name)
        said = [f'the rows are the list "{".".join(paths[0])}" of {name}']
        return made if made.is_of_records else made._replace(notes=said)
    if paths:
        named = joined([f'"{".".join(path)}"' for path in paths])
        raise DataError(f"{name} holds {len(paths)} lists of objects: {named}", _alone(_jq(paths[0]), name))
    if len(value) > 1 and all(isinstance(held, dict) for held in value.values()):
        hint = _alone("[to_entries[] | {key} + .value]", name)
        raise DataError(f"{name} holds an object for each of its keys, and no list of them", hint)
    return rows([one], name)


def _row(value: JsonValue, is_of_records: bool) -> InputRow:
    held, place, problem = value
    if isinstance(held, dict) and not problem:
        problem = too_deep(place) if is_too_deep(held) else None
    if problem:
        return InputRow({}, place, reasons([problem]))
    if not isinstance(held, dict):
        return InputRow({}, place, "this is no object, and each row is one")
    if is_of_records:
        return InputRow({key: cell for key, cell in held.items() if key != BECAUSE}, place)
    pairs = [*_cells(held)]
    cells = dict(pairs)
    return InputRow(cells, place, "two of its keys, joined by dots, are the same" if len(cells) < len(pairs) else "")


def _alone(program: str, name: str) -> str:
    """How one list of a file is handed in: TOML becomes JSON first, since `jq` reads no other."""
    if splitext(name)[1].lower() == ".toml":
        return "keep one list in it: [[events]] above each of its tables"
    stem = splitext(basename(name))[0]
    return f"hand in one: jq {quote(program)} {quote(name)} | timeline import --as json --name {quote(stem)} -"


def _jq(path: KeyNames) -> str:
    return "".join(f".{key}" if key.isidentifier() and key.isascii() else f".{json.dumps(key)}" for key in path)


def _lists(value: Mapping[str, Any], above: KeyNames = ()) -> Iterator[KeyNames]:
    """The keys that lead to the lists of objects in an object."""
    for key, held in value.items():
        if isinstance(held, dict) and len(above) < DEEPEST:
            yield from _lists(held, (*above, key))
        elif isinstance(held, list) and held and all(isinstance(one, dict) for one in held):
            yield (*above, key)


def _cells(value: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for key, held in value.items():
        plain = key.replace("\0", "").strip().lstrip("\ufeff").strip()  # as a row of CSV can have it
        name = f"{above}{plain or 'column'}"
        if isinstance(held, dict):
            yield from _cells(held, f"{name}.")
        elif isinstance(held, list):
            is_plain = not any(isinstance(one, dict | list) for one in held)
            if (
                cell := tuple(filter(None, map(_text, held)))
                if is_plain
                else json.dumps(held, ensure_ascii=False, default=as_text)
            ):
                yield name, cell
        elif (cell := held.strip() if isinstance(held, str) else held) not in {None, ""}:
            yield name, cell


def _text(held: Any) -> str:
    return as_text(held).strip()
