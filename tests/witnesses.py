"""People and papers that say so, and what they come to: for tests of provenance."""

from typing import Any

from timeline.model.event import Event, Source
from timeline.model.register import Register
from timeline.provenance.as_of import known_by
from timeline.provenance.trace import Provenance, trace

NOV_17 = 739207  # date(2024, 11, 17).toordinal()


def traced(*sources: Source, register: Register | None = None, published_by: int | None = None) -> Provenance:
    register = register or Register()
    known = register.resolve(Event(title="It happened", date="2024-11-17", sources=sources)).sources
    return trace([known[n] for n in known_by(known, register, published_by)], register)


def person(id_: str, **keys: Any) -> Source:
    return Source(id=id_, kind="person", **({"name": id_} | keys))


def unnamed(id_: str, **keys: Any) -> Source:
    return person(id_, name="an official", anonymous=True, **keys)


def article(id_: str, *cites: str, **keys: Any) -> Source:
    return Source(id=id_, cites=cites, **({"publisher": id_} | keys))
