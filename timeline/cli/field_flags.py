"""One flag for each field of an event, made from the table of fields.

A command takes `given: Adding`, or `Editing`, and is handed what was given. Knows nothing of
what a command does with it.
"""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from timeline.cli.flags import Bundle, Flag, Parameter
from timeline.cli.session import Session, refused
from timeline.cli.source_flags import Told, described, told, told_flags
from timeline.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    from timeline.model.event import Field, Variant

OFFERS = {"timezone": "zone", "actors": "NAME:ROLE", "places": "new place", "tags": "tag", "lang": "lang"}
OFFERS |= {"sources": "NAME, citing NAME", "links": "TYPE:ID", "variants": "KEY=VALUE"}
"""What Tab offers for a field that has no vocabulary (cli/completion/answer.py)."""


class FieldValues(NamedTuple):
    """The fields that flags gave."""

    values: dict[str, Any]
    """Whole values, by key; a date in the words that were typed (`date_fields` reads them)."""
    added: dict[str, tuple[str, ...]]
    """Elements to add to a list, as they were typed (`field_value` reads them)."""
    removed: dict[str, tuple[str, ...]]
    """Elements to take from a list, by what a person calls them."""
    told: Told
    """What is told of the sources that are given, or added."""


def _field_flags(*, editing: bool) -> list[Parameter]:
    """One flag a field; in editing, a list is added to and taken from."""
    from timeline.model.event import Event, table  # start-up: Tab reads it where fields may stand

    flags = []
    for name, row in table(Event).items():
        if row.vouches:
            continue
        words = f": {_among(row.words)}" if row.words else ""
        text = f"{row.help[0].upper()}{row.help[1:]}{words}."
        offers = tuple(row.words or ()) or OFFERS.get(name, "")
        if not row.several:
            spelt = [f"--{word.replace('_', '-')}" for word in dict.fromkeys((row.word, name))]
            spelt += ["DATE"] if row.date else ["WORD"] if row.words else []
            flags.append(Parameter(name, Flag(" ".join(spelt), text, offers), int if row.kinds == (int,) else str))
            continue
        actions = {"": text}
        if editing:
            actions = {"add_": text, "remove_": f"Take it out, by what it is called: {row.word}."}
        for action, said in actions.items():
            flag = Flag(f"--{action.replace('_', '-')}{row.word} {row.word.upper()}", said, offers)
            flags.append(Parameter(action + name, flag, str, many=True, default=()))
        if name == "sources":
            flags += told_flags(next(iter(actions)) + name)
    return flags


def _among(words: Mapping[str, str]) -> str:
    """The words of a vocabulary; where they are few, with what they mean."""
    return ", ".join(f"{word} ({words[word]})" for word in words) if len(words) < 5 else ", ".join(words)


def _field_values(session: Session, given: dict[str, Any]) -> FieldValues:
    """What the flags of fields hold."""
    from timeline.model.event import Event, table  # start-up: Tab reads the flags only

    lines = given.get("sources") or given.get("add_sources") or ()
    found = FieldValues({}, {}, {}, told(session, lines, given))
    for name, value in given.items():
        if value is None or value == () or name.startswith("source_"):
            continue
        if name.startswith("add_"):
            found.added[name.removeprefix("add_")] = value
        elif name.startswith("remove_"):
            found.removed[name.removeprefix("remove_")] = value
        elif name == "date":
            found.values[name] = value
        elif name == "sources":
            found.values[name] = described(session, (), value, found.told)
        else:
            found.values[name] = field_value(session, table(Event)[name], value)
    return found


Adding = Annotated[FieldValues, Bundle(_field_values, "Fields", partial(_field_flags, editing=False))]
Editing = Annotated[FieldValues, Bundle(_field_values, "Fields", partial(_field_flags, editing=True))]


def date_fields(
    session: Session, given: Mapping[str, Any], before: Mapping[str, Any], *, typed: bool = True
) -> dict[str, str | None]:
    """The date that words mean; and they themselves, as `date_text`, where they say more than EDTF can.

    Args:
        session: of the user.
        given: `date`, perhaps `date_text`, which then stands, and `timezone`.
        before: what the event has already. Another date takes the old words with it (None), for they were of the old.
        typed: whether the words were typed now, so that today is known.
    """
    from timeline.model.date_values import as_text  # start-up, as above

    zone = given.get("timezone") or before.get("timezone")
    zone = zone if isinstance(zone, str) else None
    reading = session.read_date(given["date"], "date", zone, writing=True, typed=typed)
    if zone and "T" in reading.edtf:
        from timeline.dates.zones import in_zone  # start-up: few events have a time

        must_be_shown(session, reading.edtf, zone)
        reading = reading._replace(edtf=in_zone(reading.edtf, zone, zone, offsets=True))
    text, old = given.get("date_text") or reading.date_text, before.get("date_text")
    if text:
        return {"date": reading.edtf, "date_text": text}
    if not old or as_text(before.get("date")) == reading.edtf:
        return {"date": reading.edtf}
    session.info(f'note: date_text "{old}" was of the old date, and is taken out')
    return {"date": reading.edtf, "date_text": None}


def must_be_shown(session: Session, date: str, zone: str | None) -> None:
    """See that clocks showed the times of an event, once, and had their offsets; the zone is that of the event.

    Raises:
        UsageError: they did not; with what they showed.
    """
    if "T" in date:
        from timeline.dates import edtf, zones  # start-up: few dates have a time

        with refused("date"):
            zones.must_be_shown(edtf.parse(date), session.chronology.settings.timezone, zone)


def field_value(session: Session, row: "Field", typed: Any) -> Any:
    """The value of a field: dates are read, words looked up, the elements of a list made from their short forms.

    Raises:
        UsageError: it is no date, no word of the vocabulary, no element, or empty where it may not be.
        DataError: a link leads to no event, or a part of an ID names several.
    """
    from timeline.model import flag_values  # start-up, as above
    from timeline.model.event import replace

    if row.date:
        return session.read_date(typed, row.name, writing=True, completes=False).edtf
    if row.required and not typed.strip():
        raise UsageError(f"the {row.name} is empty")
    if not row.several:
        return flag_values.word(row.name, typed, row)
    if row.annotation == tuple[str, ...]:
        if not all(map(str.strip, typed)):
            raise UsageError(f"the {row.word} is empty", "leave it out, or say which")
        return tuple(map(str.strip, typed))
    if row.name == "sources":
        return described(session, (), typed, {})
    if row.name == "links":
        links = map(flag_values.link, typed)
        return tuple(replace(link, to=session.chronology.find(link.to)) for link in links)
    if row.name == "variants":
        return tuple(_variant(session, text) for text in typed)
    return tuple(map(flag_values.READERS.get(row.name, flag_values.own), typed))


def _variant(session: Session, text: str) -> "Variant":
    """The variant that `FIELD=VALUE` is; words of a date that say more than EDTF can are its note."""
    from timeline.model import flag_values  # start-up, as above
    from timeline.model.event import Event, replace, table

    name, equals, value = text.partition("=")
    if not (equals and name in table(Event) and table(Event)[name].date):
        return flag_values.variant(text)
    reading = session.read_date(value, name, writing=True, completes=False)
    return replace(flag_values.variant(f"{name}={reading.edtf}"), note=reading.date_text or None)


def known_key(key: str) -> "Field":
    """The row of a key that a person typed."""
    from timeline.model.event import Event, table  # start-up, as above

    rows = table(Event)
    if key not in rows:
        raise UsageError(f'no field "{key}"', did_you_mean(key, rows) or "fields: " + ", ".join(rows))
    if rows[key].vouches:
        raise UsageError(
            f"{key} are not set by flags", "`timeline review ID` adds one, `timeline edit ID` takes it out"
        )
    return rows[key]
