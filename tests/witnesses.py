"""People and papers that say so, and what they come to: for tests of provenance."""

from typing import Any

from timeline.model.event import Event, Source
from timeline.model.register import Register
from timeline.provenance.trace import Provenance, trace

NOV_17 = 739207  # date(2024, 11, 17).toordinal()


def event(*sources: Source) -> Event:
    return Event(title="It happened", date="2024-11-17", sources=sources)


def traced(*sources: Source, register: Register | None = None, published_by: int | None = None) -> Provenance:
    return trace(event(*sources), register, published_by)


def person(id_: str, **keys: Any) -> Source:
    return Source(id=id_, kind="person", **({"name": id_} | keys))


def unnamed(id_: str, **keys: Any) -> Source:
    return person(id_, name="an official", anonymous=True, **keys)


def article(id_: str, *cites: str, **keys: Any) -> Source:
    return Source(id=id_, publisher=id_, cites=cites, **keys)
