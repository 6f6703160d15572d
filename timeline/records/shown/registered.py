"""What the registers say of the names in an event, beside what its file says: shown with it, never kept.

Knows Wikidata ids and countries; must not know where registers are kept, nor how an answer is printed.
"""

from functools import cache, lru_cache
from typing import Any

from msgspec import Raw, Struct
from msgspec.json import Decoder, decode, encode

from timeline.model.register import SHOWN, Directory, Register

ADDED = "registered"
"""The key under which an element says what was added to it."""


class _Parts(Struct):
    """The parts of a record that hold names, each element as it stands there."""

    actors: list[Raw] = []
    places: list[Raw] = []


_parts = Decoder(_Parts)


class Registered:
    """What is known of actors and places by their names, each where a name means exactly one entry."""

    def __init__(self, register: Register) -> None:
        self.known = cache(self._known)
        self._element = lru_cache(4096)(self._added_to)
        self._described: dict[str, Directory[Any]] = {field: getattr(register, field) for field in register.described}

    def _known(self, field: str, name: str) -> dict[str, str]:
        """What is known, by key, of a name in one of the fields."""
        if directory := self._described.get(field):
            ids = directory.find(name)
            shown = SHOWN[field](directory.entries[ids[0]]) if len(ids) == 1 else {}
            return {key: value for key, value in shown.items() if value}
        return {}

    def _added_to(self, field: str, element: bytes) -> bytes:
        plain = decode(element)
        more = {key: value for key, value in self.known(field, plain["name"]).items() if key not in plain}
        return element[:-1] + b"," + encode({**more, ADDED: [*more]})[1:] if more else element

    def added(self, record: bytes) -> bytes:
        """A record (records/record.py), or some fields of one, with what is known of its actors and places."""
        parts = _parts.decode(record)
        for field in self._described:
            before = list(map(bytes, getattr(parts, field)))
            after = [self._element(field, element) for element in before]
            if after != before:
                start = b'"%b":[' % field.encode()
                record = record.replace(start + b",".join(before), start + b",".join(after), 1)
        return record


def remove(event: dict[str, Any]) -> None:
    """Take out of an event, as plain data of any shape, what was added of its names."""
    for field in SHOWN:
        elements = event.get(field)
        for element in elements if isinstance(elements, list) else ():
            if isinstance(element, dict):
                added = element.pop(ADDED, None)
                element.pop("wikidata", None)
                if isinstance(added, list) and "country" in added:
                    element.pop("country", None)
