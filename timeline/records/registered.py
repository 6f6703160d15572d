"""What the registers say of the names in an event, beside what its file says: shown with it, never kept.

Knows Wikidata ids and countries; must not know where registers are kept, nor how an answer is printed.
"""

from functools import cache
from typing import Any

from msgspec import Raw, to_builtins
from msgspec.json import Decoder, decode, encode

from timeline.model.register import Register

_SHOWN = {"actors": ("wikidata",), "places": ("country", "wikidata")}
"""The fields that hold names, and the keys of their registers that are shown with them."""
_parts = Decoder(dict[str, Raw])


class Registered:
    """What is known of actors and places by their names, each where a name means exactly one entry."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.known = cache(self._known)

    def _known(self, field: str, name: str) -> dict[str, str]:
        """What is known, by key, of a name in one of the fields."""
        directory = self.register.actors if field == "actors" else self.register.places
        ids = directory.find(name)
        entry = directory.entries[ids[0]] if len(ids) == 1 else None
        return {key: value for key in _SHOWN[field] if (value := getattr(entry, key, None))}

    def told(self, field: str, value: Any) -> Any:
        """A field of an event; where it is its actors or places, as plain data with what is known of them."""
        if field not in _SHOWN:
            return value
        return [element | self.known(field, element["name"]) | element for element in to_builtins(value)]

    def added(self, record: bytes) -> bytes:
        """A record (records/record.py) with what is known of its actors and places."""
        parts: dict[str, Any] = _parts.decode(record)
        for field in _SHOWN:
            if field in parts:
                parts[field] = self.told(field, decode(parts[field]))
        return encode(parts)

    def remove(self, event: dict[str, Any]) -> None:
        """Take out of an event, as plain data of any shape, what was added: Wikidata ids, and countries known here."""
        for field in _SHOWN:
            elements = event.get(field)
            for element in elements if isinstance(elements, list) else ():
                if isinstance(element, dict):
                    element.pop("wikidata", None)
                    country = self.known(field, str(element.get("name"))).get("country")
                    if "country" in element and element["country"] == country:
                        del element["country"]
