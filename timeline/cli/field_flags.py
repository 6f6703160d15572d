"""One flag for each field of an event, made from the table of fields.

A command takes `given: Annotated["FieldValues", ADDING]`, or `EDITING`, and is handed what was given. Knows nothing of
what a command does with it.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from timeline.cli.flags import Bundle, Flag, Parameter
from timeline.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    from timeline.cli.session import Session
    from timeline.model.event import Field


class FieldValues(NamedTuple):
    """The fields that flags gave."""

    values: dict[str, Any]
    """Whole values, by key; a date in the words that were typed (`date_fields` reads them)."""
    added: dict[str, tuple[Any, ...]]
    """Elements to add to a list."""
    removed: dict[str, tuple[str, ...]]
    """Elements to take from a list, by what a person calls them."""
    source_lines: tuple[str, ...]
    """The sources to add, as they were typed."""


def _field_flags(*, editing: bool) -> list[Parameter]:
    """One flag a field; in editing, a list is added to and taken from."""
    from timeline.model.event import Event, table  # start-up: Tab reads it where fields may stand

    flags = []
    for name, row in table(Event).items():
        words = f": {', '.join(row.words)}" if row.words else ""
        text = f"{row.help[0].upper()}{row.help[1:]}{words}."
        spelled = [f"--{word.replace('_', '-')}" for word in dict.fromkeys((row.word, name))]
        offers = tuple(row.words) if row.words else f"field {name}"
        if not row.several:
            kind = int if row.kinds == (int,) else str
            metavar = "DATE" if row.date else "WORD" if row.words else None
            flag = Flag(*spelled, help=text, metavar=metavar, offers=offers)
            flags.append(Parameter(name, flag, kind))
            continue
        taken = f"Take it out, by what it is called: {row.word}."
        adding = (("add_", f"--add-{row.word}", text), ("remove_", f"--remove-{row.word}", taken))
        for action, spelling, help_ in adding if editing else (("", f"--{row.word}", text),):
            flag = Flag(spelling, help=help_, metavar=row.word.upper(), offers=offers)
            flags.append(Parameter(action + name, flag, str, many=True, default=()))
    return flags


def _field_values(session: "Session", given: dict[str, Any]) -> FieldValues:
    """What the flags of fields hold.

    Raises:
        UsageError: one of them cannot be read.
    """
    from timeline.model.event import Event, table  # start-up: Tab reads the flags only

    values: dict[str, Any] = {}
    added: dict[str, tuple[Any, ...]] = {}
    removed: dict[str, tuple[str, ...]] = {}
    for name, value in given.items():
        action, _, key = name.partition("_") if name.startswith(("add_", "remove_")) else ("", "", name)
        if value is None or value == ():
            continue
        if action == "remove":
            removed[key] = value
        elif action == "add":
            added[key] = elements(session, key, value)
        else:
            row = table(Event)[key]
            if row.several:
                values[key] = elements(session, key, value)
            else:
                values[key] = value if key == "date" else scalar(session, row, value)
    return FieldValues(values, added, removed, given.get("add_sources", ()))


ADDING = Bundle(_field_values, "Fields", partial(_field_flags, editing=False))
EDITING = Bundle(_field_values, "Fields", partial(_field_flags, editing=True))


def date_fields(session: "Session", typed: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, str]:
    """The date that words mean; and they themselves, as `date_text`, where they say more than EDTF can.

    Args:
        session: that reads them, and says what was understood.
        typed: what the person gave: `date`, perhaps `date_text`, which then stands, and `timezone`.
        before: the fields that the event has already.

    Raises:
        UsageError: they are no date.
    """
    zone = typed.get("timezone") or before.get("timezone")
    reading = session.read_date(typed["date"], "date", zone if isinstance(zone, str) else None)
    text = typed.get("date_text") or reading.date_text
    if text is None and before.get("date_text"):
        session.info(f'date_text is still "{before["date_text"]}"')
    return {"date": reading.edtf} | ({"date_text": text} if text else {})


def scalar(session: "Session", row: "Field", value: Any) -> Any:
    """The value of a field that holds one: dates are read, words looked up.

    Raises:
        UsageError: it is no date, no word of the vocabulary, or empty where it may not be.
    """
    from timeline.model import flag_values  # start-up, as above

    if row.date:
        return session.read_date(value, row.name).edtf
    if row.required and not value.strip():
        raise UsageError(f"the {row.name} is empty")
    return flag_values.word(row.name, value, row) if row.words else value


def elements(session: "Session", key: str, lines: Sequence[str]) -> tuple[Any, ...]:
    """The elements of a field that holds several, from their short forms.

    Raises:
        UsageError: one of them cannot be read.
        DataError: a link leads to no event, or a part of an ID names several.
    """
    from timeline.model import flag_values, source_line  # start-up, as above
    from timeline.model.event import Event, replace, table

    if table(Event)[key].annotation == tuple[str, ...]:
        return tuple(line.strip() for line in lines if line.strip())
    if key == "x":
        return tuple(flag_values.own(line) for line in lines)
    if key == "sources":
        return source_line.gather(lines, session.chronology.register)
    if key == "links":
        links = (flag_values.link(line) for line in lines)
        return tuple(replace(link, to=session.chronology.find(link.to)) for link in links)
    return tuple(flag_values.READERS[key](line) for line in lines)


def known_key(key: str) -> "Field":
    """The row of a key that a person typed.

    Raises:
        UsageError: there is no such key.
    """
    from timeline.model.event import Event, table  # start-up, as above

    rows = table(Event)
    if key not in rows:
        raise UsageError(f'no field "{key}"', did_you_mean(key, rows) or "fields: " + ", ".join(rows))
    return rows[key]
