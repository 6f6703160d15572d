"""Sources that a file writes as lines, as the tables that they stand for.

Knows how lines become sources, and which table came of which entry; must not know how a text is laid out.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from timeline.errors import DataError, UsageError
from timeline.eventfile import reader, writer
from timeline.model.event import Event, Source, replace
from timeline.model.register import Register
from timeline.model.sources.gathered import gathered


def sources(values: Mapping[str, Any], register: Register) -> tuple[list[dict[str, Any]], dict[int, int]]:
    """The sources of an event as tables, and for each entry of its `sources` the place of the table that came of it.

    Tables keep all that they hold, unknown keys too; of a line it is its first link.

    Raises:
        DataError: it is no event, or a line cannot be read.
    """
    entries = values["sources"]
    try:
        found, came = _gathered(values, register)
    except (ValueError, UsageError) as error:
        hint = "`timeline check` shows where"  # the reason would repeat the line, which may name who is confidential
        raise DataError("the sources cannot be made tables; they are left as they are", hint) from error
    tables, origins = _tables(found), {number: places[0] for number, places in came.items()}
    for number, place in origins.items():
        if isinstance(entries[number], dict):
            before, now = _tables((_source(entries[number]),))[0], tables[place]
            tables[place] = entries[number] | {k: v for k, v in now.items() if v != before.get(k)}
    return tables, origins


def read(entries: Sequence[Any]) -> tuple[dict[str, tuple[str, ...]], dict[int, str]]:
    """Whom each source cites, by id; and the id that each entry is read by, a line by that of its first link.

    Nothing where one of the entries is no source.
    """
    try:
        found, origins = gathered([one if isinstance(one, str) else _source(one) for one in entries])
    except (ValueError, UsageError):
        return {}, {}
    return {source.id: source.cites for source in found}, {
        number: found[places[0]].id for number, places in origins.items()
    }


def _tables(sources: tuple[Source, ...]) -> list[dict[str, Any]]:
    """Sources as a file holds them."""
    tables = writer.to_dict(Event(title="-", date="2024", sources=sources))["sources"]
    return [{k: list(v) if isinstance(v, tuple) else v for k, v in entry.items()} for entry in tables]


def _source(entry: Mapping[str, Any]) -> Source:
    """A table of a file as a source, with no id where it has none; `ValueError` where it is no source."""
    event = reader.from_dict({"title": "-", "date": "2024", "sources": [entry]}, "", "")
    return replace(event.sources[0], id=entry.get("id", ""))


def _gathered(values: Mapping[str, Any], register: Register) -> tuple[tuple[Source, ...], dict[int, tuple[int, ...]]]:
    """The sources of an event, and the places of what came of each entry.

    They go by the names of the register, unless an id that the event speaks of would be lost by that. `ValueError`: it
    is no event.
    """
    given = [entry if isinstance(entry, str) else _source(entry) for entry in values["sources"]]
    event = reader.from_dict(values, "", "")
    named = {id_ for part in (event.links, event.figures, event.variants) for p in part for id_ in p.according_to}
    named |= {id_ for s in given if isinstance(s, Source) for id_ in (*s.cites, *s.same_as, *s.distinct_from)}
    plain, found = gathered(given), gathered(given, register)
    lost = {source.id for source in plain[0]} - {source.id for source in found[0]}
    return plain if named & lost else found
