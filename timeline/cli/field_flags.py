"""One flag for each field of an event, made from the table of fields.

A command says `@with_fields` and is handed what was given. Knows nothing of what a command does with it.
"""

import inspect
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from timeline.cli import completion
from timeline.cli.filters import Command, extended, flag, singular
from timeline.cli.session import Session
from timeline.errors import UsageError, did_you_mean
from timeline.model import flag_values, source_line
from timeline.model.event import Event, Field, table


class Given(NamedTuple):
    """The fields that flags gave."""

    values: dict[str, Any]
    """Whole values, by key."""
    added: dict[str, tuple[Any, ...]]
    """Elements to add to a list."""
    removed: dict[str, tuple[str, ...]]
    """Elements to take from a list, by what a person calls them."""


def _field_flags(*, editing: bool) -> list[inspect.Parameter]:
    """One flag a field; in editing, a list is added to and taken from."""
    flags = []
    for name, row in table(Event).items():
        words = f": {', '.join(row.words)}" if row.words else ""
        text = f"{row.help[0].upper()}{row.help[1:]}{words}."
        spelled = [f"--{word.replace('_', '-')}" for word in dict.fromkeys((row.word, name))]
        one, offers = singular(name), completion.field(name, row.words)
        if not row.several:
            kind = int if row.kinds == (int,) else str
            metavar = "DATE" if row.date else "WORD" if row.words else None
            flags.append(flag(name, kind, *spelled, about=text, panel="Fields", metavar=metavar, offers=offers))
        elif not editing:
            flags.append(
                flag(name, list[str], f"--{one}", about=text, panel="Fields", metavar=one.upper(), offers=offers)
            )
        else:
            add, remove = f"--add-{one}", f"--remove-{one}"
            flags.append(
                flag(f"add_{name}", list[str], add, about=text, panel="Fields", metavar=one.upper(), offers=offers)
            )
            text = f"Take it out, by what it is called: {one}."
            flags.append(
                flag(
                    f"remove_{name}", list[str], remove, about=text, panel="Fields", metavar=one.upper(), offers=offers
                )
            )
    return flags


def with_fields(*, editing: bool = False) -> Callable[[Command], Command]:
    """Give a command one flag for each field of an event; it gets them as `given`."""
    return lambda command: extended(command, "given", _field_flags(editing=editing), _given)


def _given(session: Session, given: dict[str, Any]) -> Given:
    values: dict[str, Any] = {}
    added: dict[str, tuple[Any, ...]] = {}
    removed: dict[str, tuple[str, ...]] = {}
    for name, value in given.items():
        action, _, key = name.partition("_") if name.startswith(("add_", "remove_")) else ("", "", name)
        if value is None or value in ((), []):
            continue
        if action == "remove":
            removed[key] = tuple(value)
        elif action == "add":
            added[key] = elements(session, key, value)
        else:
            row = table(Event)[key]
            values[key] = elements(session, key, value) if row.several else scalar(session, row, value)
    return Given(values, added, removed)


def scalar(session: Session, row: Field, value: Any) -> Any:
    """The value of a field that holds one: dates are read, words looked up.

    Raises:
        UsageError: it is no date, no word of the vocabulary, or empty where it may not be.
    """
    if row.date:
        return session.read_date(value, row.name, aloud=session.say)
    if row.required and not value.strip():
        raise UsageError(f"the {row.name} is empty")
    return flag_values.word(row.name, value, row) if row.words else value


def elements(session: Session, key: str, lines: Sequence[str]) -> tuple[Any, ...]:
    """The elements of a field that holds several, from their short forms.

    Raises:
        UsageError: one of them cannot be read.
    """
    if table(Event)[key].annotation == tuple[str, ...]:
        return tuple(line.strip() for line in lines if line.strip())
    if key == "x":
        return tuple(flag_values.own(line) for line in lines)
    if key == "sources":
        return source_line.gather(lines, session.chronology.register)
    return tuple(flag_values.READERS[key](line) for line in lines)


def known_key(key: str) -> Field:
    """The row of a key that a person typed.

    Raises:
        UsageError: there is no such key.
    """
    rows = table(Event)
    if key not in rows:
        raise UsageError(f'no field "{key}"', did_you_mean(key, rows) or "fields: " + ", ".join(rows))
    return rows[key]
