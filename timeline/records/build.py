"""Makes the record of an event (records/record.py): what others may see of it, with what is computed.

Knows dates, provenance and what is confidential; must not know where records are kept.
"""

from collections.abc import Sequence
from functools import cache
from math import isfinite
from typing import Any

from msgspec.structs import asdict

from timeline.dates import edtf
from timeline.dates.calendar import iso_day
from timeline.dates.instants import seconds
from timeline.model.confidential import known, public
from timeline.model.event import Event, Findings, replace, reviewed, table
from timeline.model.register import Register
from timeline.provenance.as_of import known_by
from timeline.provenance.trace import Provenance, trace
from timeline.provenance.words import Wording
from timeline.records.record import Record, Sourcing


def record(event: Event, register: Register, published_by: int | None = None, *, zone: str | None = None) -> Record:
    """The record of an event as others may see it (model/confidential.py), without id and path.

    Args:
        event: as its file says.
        register: who is who.
        published_by: a day as in `date.toordinal`: of its sources only what was certainly published by then.
        zone: that of the chronology, for an event that names none.
    """
    shown, kept, found = shown_and_traced(event, register, published_by)
    date = edtf.parse(event.date)
    first, last = date.earliest, date.latest
    earliest = None if first is None else iso_day(first)
    latest = earliest if first == last else None if last is None else iso_day(last)
    first_second, last_second = seconds(date, event.timezone or zone)
    sources = tuple(shown.sources[n] for n in kept)
    values = asdict(shown) | {"id": "", "path": "", "said": (), "sources": sources, "x": _finite(shown.x)}
    values["variants"] = tuple([replace(one, value=_finite(one.value)) for one in shown.variants])
    words = Wording(found, sources)
    findings = {key: getattr(found, key) for key in Findings.__struct_fields__}
    return Record(
        **values,
        written=_written(shown),
        reviewed=reviewed(event),
        earliest=earliest,
        latest=latest,
        first_second=first_second,
        last_second=last_second,
        provenance=Sourcing(
            **findings, phrase=words.phrase, sentence=words.sentence, short_sentence=words.short_sentence
        ),
    )


def shown_and_traced(
    event: Event, register: Register, published_by: int | None
) -> tuple[Event, Sequence[int], Provenance]:
    """The event as others may see it; the places of the sources that were there by that day; and what they come to.

    These are traced with all that is known of them, under the ids that others may see: so nothing said can tell a name.
    A day of a confidential source does not count: whoever asked day by day would find it.
    """
    event = register.resolve(event)
    shown = public(event)
    sources = known(event, shown)
    kept = known_by(shown.sources, register, published_by)
    return shown, kept, trace([sources[n] for n in kept], register)


def _finite(own: Any) -> Any:
    """Values of any kind, those that JSON has no number for as text: `inf`, `-inf`, `nan`."""
    if isinstance(own, dict):
        return {key: _finite(value) for key, value in own.items()}
    if isinstance(own, list | tuple):
        return [_finite(value) for value in own]
    return str(own) if isinstance(own, float) and not isfinite(own) else own


def _written(event: Event) -> tuple[str, ...]:
    said = event.said
    return tuple([key for key, unwritten in _unwritten() if getattr(event, key) not in unwritten or key in said])


@cache
def _unwritten() -> list[tuple[str, tuple[Any, ...]]]:
    """Of each key what it holds where it is not written, or is at its default."""
    return [(key, (None, {}, row.default)) for key, row in table(Event).items()]
