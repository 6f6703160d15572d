"""The record of an event: every field in its expanded form, with what is computed, as JSON that programs read.

What is absent is unset. `earliest` and `latest` are ISO days of the event's own zone, `first_second` and `last_second`
Unix seconds; null where open or unknown. Keys may be added in later versions, never removed or changed in meaning.
Knows nothing of files; id and path are put in front by whoever has them. How one is made of an event is in
records/build.py.
"""

from typing import Any

from msgspec import Struct
from msgspec.json import Decoder, Encoder

from timeline.model.event import Actor, Event, Figure, Findings, Ids, Source

COMPUTED = frozenset("id path conflicts reviewed earliest latest first_second last_second provenance possible".split())
"""What JSON shows beside the fields of an event; it may come back, and is worked out anew."""


class Sourcing(Findings, frozen=True, kw_only=True):
    """What provenance/trace.py finds, and in words."""

    phrase: str
    """For tables: "1 origin, unnamed: American officials"."""
    sentence: str
    """For reports: "All of it goes back to one source, American officials who are not named."."""
    short_sentence: str
    """The same, to stand after their names: "All of it goes back to one source, not named."."""


class Record(Event, frozen=True, kw_only=True, omit_defaults=True):
    """An event with what is computed of it."""

    written: Ids
    """The keys that stand in its file, but those that others may not read."""
    reviewed: str
    """Whether somebody vouches for it as it stands: a word of `REVIEWED`."""
    earliest: str | None
    latest: str | None
    first_second: int | None
    last_second: int | None
    provenance: Sourcing

    def json(self) -> bytes:
        """The record as a JSON object on one line."""
        return _encoder.encode(self)


class Outline(Struct, frozen=True, kw_only=True):
    """The part of a record that numbers are made of: a hundred thousand are read in two thirds of the time."""

    date: str
    date_basis: str
    status: str
    reviewed: str
    earliest: str | None
    latest: str | None
    actors: tuple[Actor, ...] = ()
    sources: tuple[Source, ...] = ()
    figures: tuple[Figure, ...] = ()
    provenance: Findings


_encoder = Encoder()
outline = Decoder(Outline).decode
"""That part of a record; ValueError: it is none."""
read = Decoder(Record).decode
"""The event of a record, without id and path; ValueError: it is none."""
plain = Decoder(dict[str, Any]).decode
"""A record as plain data."""


def named(raw: bytes, id_: str, path: str) -> bytes:
    """The record with id and path in front."""
    return b'{"id":%b,"path":%b,%b' % (_encoder.encode(id_), _encoder.encode(path), raw[1:])
