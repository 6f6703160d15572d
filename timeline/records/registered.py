"""What the registers say of the names in an event, beside what its file says: shown with it, never kept.

Knows Wikidata ids and countries; must not know where registers are kept, nor how an answer is printed.
"""

from functools import cache
from typing import Any

from msgspec import Struct, to_builtins
from msgspec.json import Decoder, encode

from timeline.model.register import Register

Said = dict[str, str]
"""What is known of a name, by key."""


class _Names(Struct):
    """The parts of a record that hold names."""

    actors: list[dict[str, Any]] = []
    places: list[dict[str, Any]] = []


_decoder = Decoder(_Names)


class Registered:
    """What is known of actors and places by their names, each where a name means exactly one entry."""

    def __init__(self, register: Register) -> None:
        """Take the registers, which are asked for the names that are met."""
        self.register = register
        self.actor = cache(self._actor)
        self.place = cache(self._place)

    def _actor(self, name: str) -> Said:
        ids = self.register.actor(name)
        entry = self.register.actors.entries[ids[0]] if len(ids) == 1 else None
        return {"wikidata": entry.wikidata} if entry and entry.wikidata else {}

    def _place(self, name: str) -> Said:
        ids = self.register.place(name)
        entry = self.register.places.entries[ids[0]] if len(ids) == 1 else None
        said = {"country": entry.country, "wikidata": entry.wikidata} if entry else {}
        return {key: value for key, value in said.items() if value}

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
