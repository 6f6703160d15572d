"""The record of an event: every field in its expanded form, with what is computed, as JSON that programs read.

What is absent is unset. `earliest` and `latest` are ISO days, null where open or unknown. Keys may be added in later
versions, never removed or changed in meaning. Knows nothing of files; id and path are put in front by whoever has them.
"""

from typing import TYPE_CHECKING, Any

from msgspec import Struct, field
from msgspec.json import Decoder, Encoder
from msgspec.structs import asdict, replace

from timeline.model.event import Event

if TYPE_CHECKING:
    from timeline.model.register import Register


class Sourcing(Struct, frozen=True, kw_only=True):
    """What model/provenance.py finds, under its words."""

    label: str = field(name="class")
    flags: tuple[str, ...]
    min: int
    max: int
    origins: tuple[str, ...]
    deny_min: int
    deny_max: int
    deny_origins: tuple[str, ...]
    reports: int
    channels: int
    phrase: str
    """One short phrase for tables: "1 origin, unnamed"."""


class Record(Event, frozen=True, kw_only=True, omit_defaults=True):
    """An event with what is computed of it."""

    earliest: str | None
    latest: str | None
    sourcing: Sourcing = field(name="provenance")

    def json(self) -> bytes:
        """The record as a JSON object on one line."""
        return _encoder.encode(self)


_decoder = Decoder(Record)
_plain = Decoder(dict[str, Any])
_encoder = Encoder()


def record(event: Event, register: "Register", published_by: int | None = None) -> Record:
    """The record of an event as others may see it (model/confidential.py), without id and path.

    With `published_by`, a day as in `date.toordinal`, of its sources only what was certainly published by then.
    """
    from timeline.model import edtf, provenance  # noqa: PLC0415 - start-up: what the index holds is not computed again
    from timeline.model.confidential import masks, public  # noqa: PLC0415 - start-up, as below

    date = edtf.parse(event.date)
    event = register.resolve(event)
    found = provenance.trace(event, register, published_by)
    sourcing = Sourcing(
        **{name: getattr(found, name) for name in Sourcing.__struct_fields__ if name != "phrase"},
        phrase=provenance.phrase(found),
    )
    if hidden := masks(event):
        origins, denials = (tuple(hidden.get(i, i) for i in ids) for ids in (found.origins, found.deny_origins))
        sourcing = replace(sourcing, origins=origins, deny_origins=denials)
    shown = public(event)
    if published_by is not None:  # masked first: what is left out may be cited still
        from timeline.model.origins import known_by  # noqa: PLC0415 - start-up, as above

        shown = replace(shown, sources=tuple(shown.sources[n] for n in known_by(event.sources, published_by)))
    earliest, latest = (None if d is None else edtf.iso_day(d) for d in (date.earliest, date.latest))
    values = asdict(shown) | {"id": "", "path": ""}
    return Record(**values, earliest=earliest, latest=latest, sourcing=sourcing)


def plain(raw: bytes) -> dict[str, Any]:
    """A record as plain data."""
    return _plain.decode(raw)


def read(raw: bytes) -> Record:
    """The event of a record, without id and path.

    Raises:
        ValueError: it is none.
    """
    return _decoder.decode(raw)


def named(raw: bytes, id_: str, path: str) -> bytes:
    """The record with id and path in front."""
    return b'{"id":%b,"path":%b,%b' % (_encoder.encode(id_), _encoder.encode(path), raw[1:])
