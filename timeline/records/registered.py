"""What the registers say of the names in an event, beside what its file says: shown with it, never kept.

Knows names, Wikidata ids and countries; must not know where registers are kept, nor how an answer is printed.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from typing import Any

from msgspec import Struct, ValidationError, convert, to_builtins
from msgspec.json import Decoder, encode

from timeline.text.folding import fold

Said = dict[str, str]
"""What is known of a name, by key."""


class _Names(Struct):
    """The parts of a record that hold names."""

    actors: list[dict[str, Any]] = []
    places: list[dict[str, Any]] = []


_decoder = Decoder(_Names)


class _Entry(Struct):
    """What is asked of an entry of a register."""

    name: str
    aliases: list[str] = []
    country: str | None = None
    wikidata: str | None = None


def _by_name(entries: Mapping[str, Any], says: Callable[[_Entry], dict[str, str | None]]) -> Callable[[str], Said]:
    """What the entries of a register say, to be asked by name; nothing where several go by it, or it cannot be read.

    Names are compared as model/register.py does, which would cost an answer in JSON as much as all the rest.
    """
    read: dict[str, _Entry] = {}
    for id_, row in entries.items():
        with suppress(ValidationError):
            read[id_] = convert(row, _Entry)
    said = {id_: {key: value for key, value in says(entry).items() if value} for id_, entry in read.items()}
    names: dict[str, set[str]] = {}
    for id_, entry in read.items() if any(said.values()) else ():
        for spelling in (entry.name, *entry.aliases, id_):
            names.setdefault(fold(spelling), set()).add(id_)
    names.pop("", None)

    @cache
    def ask(name: str) -> Said:
        ids = names.get(fold(name), ())
        return said[next(iter(ids))] if len(ids) == 1 else {}

    return ask


class Registered:
    """What is known of actors and places by their names, each where a name means exactly one entry."""

    def __init__(self, actors: Mapping[str, Any], places: Mapping[str, Any]) -> None:
        """Take the tables of the registers, whatever shape they have."""
        self.actor = _by_name(actors, lambda entry: {"wikidata": entry.wikidata})
        self.place = _by_name(places, lambda entry: {"country": entry.country, "wikidata": entry.wikidata})

    def told(self, key: str, value: Any) -> Any:
        """A field of an event; where it is its actors or places, as plain data with what is known of them."""
        if key not in {"actors", "places"}:
            return value
        known = self.actor if key == "actors" else self.place
        elements: list[dict[str, Any]] = to_builtins(value)
        return [element | {k: v for k, v in known(element["name"]).items() if k not in element} for element in elements]

    def added(self, record: bytes) -> bytes:
        """A record (records/record.py) with what is known of its actors and places, which are found as encoded."""
        named = _decoder.decode(record)
        for key, elements in (("actors", named.actors), ("places", named.places)):
            if elements and elements != (after := self.told(key, elements)):
                record = record.replace(encode({key: elements})[1:-1], encode({key: after})[1:-1], 1)
        return record

    def remove(self, event: dict[str, Any]) -> None:
        """Take out of an event, as plain data of any shape, what was added: Wikidata ids, and countries known here."""
        for key, known in (("actors", self.actor), ("places", self.place)):
            elements = event.get(key)
            for element in elements if isinstance(elements, list) else ():
                if isinstance(element, dict):
                    element.pop("wikidata", None)
                    if "country" in element and element["country"] == known(str(element.get("name"))).get("country"):
                        del element["country"]
