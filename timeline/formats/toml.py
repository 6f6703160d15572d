"""TOML: one event is the text of its file, several are the tables of an array, `[[events]]`, each with its ID.

Lossless but for what is confidential, notes for the desk and comments, and for what JSON has no form for in your own
fields: a day in them becomes text.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from timeline.errors import DataError
from timeline.eventfile import reader
from timeline.eventfile.writer import HEADED, section, statement, to_dict
from timeline.formats import About, Carried
from timeline.model.confidential import without_stand_in
from timeline.model.event import replace
from timeline.records.entry import Entry
from timeline.tables import objects
from timeline.tables.input_table import InputTable
from timeline.tables.objects.json_values import JsonValue
from timeline.toml.parser import BOM

ABOUT = About("the text of an event's file, or several in one", people=False, escapes="")
_SEVERAL = "events"


def export(entries: Sequence[Entry], _carried: Carried) -> Iterator[str]:
    """One event as its file has it, or a table an event."""
    for n, entry in enumerate(entries):
        event = entry.event
        values = to_dict(replace(event, said=event.written))
        under = {key: values.pop(key, ()) for key in HEADED}
        under["sources"] = [without_stand_in(source) for source in under["sources"]]
        above = ""
        if len(entries) > 1:
            values, above = {"id": entry.id, **values}, f"{_SEVERAL}."
            yield "\n" * bool(n) + f"[[{_SEVERAL}]]\n"
        yield "".join(statement(key, value) for key, value in values.items())
        yield from ("\n" + section(f"[[{above}{key}]]", one) for key, held in under.items() for one in held)


def read(data: bytes, name: str) -> InputTable:
    """One event, or the tables of an array: events, or rows.

    Raises:
        DataError: it is no TOML, or it is not clear which tables are the rows.
    """
    values, problems = reader.read_tables(data, name)
    if problems:
        raise DataError(f"{name} cannot be read", "mend it there; nothing was written", problems)
    one = JsonValue(values, name)
    if not values or objects.is_event(values):
        return objects.rows([one] * bool(values), name)
    return objects.of_one(one, name, partial(_elements, data, name, values))


def _elements(data: bytes, name: str, values: Mapping[str, Any], path: objects.KeyNames) -> Iterator[JsonValue]:
    """The tables of the array at some keys, each with its line."""
    from timeline.toml.positions import Positions  # start-up: other formats need no places in TOML

    positions = Positions(data.decode().removeprefix(BOM))
    held: Any = values
    for key in path:
        held = held[key]
    for n, one in enumerate(held):
        yield JsonValue(one, f"{name}:{positions.place((*path, n))[0]} (event {n + 1})")
