"""Makes the record of an event (records/record.py): what others may see of it, with what is computed.

Knows dates, provenance and what is confidential; must not know where records are kept.
"""

from msgspec.structs import asdict, replace

from timeline.dates import edtf
from timeline.dates.calendar import iso_day
from timeline.model.confidential import masks, public
from timeline.model.event import Event
from timeline.model.register import Register
from timeline.provenance.graph import known_by
from timeline.provenance.trace import Provenance, trace
from timeline.provenance.words import phrase
from timeline.records.record import Record, Sourcing


def record(event: Event, register: Register, published_by: int | None = None) -> Record:
    """The record of an event as others may see it (model/confidential.py), without id and path.

    With `published_by`, a day as in `date.toordinal`, of its sources only what was certainly published by then.
    """
    event = register.resolve(event)
    sourcing = _sourcing(trace(event, register, published_by))
    if hidden := masks(event):
        origins, denials = (tuple(hidden.get(i, i) for i in ids) for ids in (sourcing.origins, sourcing.deny_origins))
        sourcing = replace(sourcing, origins=origins, deny_origins=denials)
    shown = public(event)
    if published_by is not None:  # masked first: what is left out may be cited still
        shown = replace(shown, sources=tuple(shown.sources[n] for n in known_by(event.sources, published_by)))
    date = edtf.parse(event.date)
    first, last = date.earliest, date.latest
    earliest = None if first is None else iso_day(first)
    latest = earliest if first == last else None if last is None else iso_day(last)
    values = asdict(shown) | {"id": "", "path": ""}
    return Record(**values, earliest=earliest, latest=latest, sourcing=sourcing)


def _sourcing(found: Provenance) -> Sourcing:
    shown = {key: value for key, value in found._asdict().items() if key in Sourcing.__struct_fields__}
    return Sourcing(**shown, phrase=phrase(found))
