"""What may leave the desk: an event without its desk note and with its confidential sources masked.

The one place that masks; every reading verb gets its events through it.
"""

from itertools import count
from typing import Any

from timeline.model.event import Event, Source, replace, table

_PRIVATE: dict[str, Any] = {name: None for name, row in table(Event).items() if row.private}
_COUNTED = "id kind anonymous plural cites stance firsthand seen same_as distinct_from state confidential".split()
"""What a masked source keeps. Who counts origins counts them before masking: affiliation and dates go."""


def masks(event: Event) -> dict[str, str]:
    """The ids that may hold the name of a confidential source, each with the one that stands in for it."""
    taken = {s.id for s in event.sources}
    free = (mask for n in count(1) if (mask := f"withheld-{n}") not in taken)
    return {s.id: next(free) for s in event.sources if s.confidential}


def public(event: Event) -> Event:
    """The event as others may see it.

    The id of a masked source may hold the name, so that is masked too, wherever it is cited.
    """
    if any(getattr(event, name) is not None for name in _PRIVATE):
        event = replace(event, **_PRIVATE)
    hidden = masks(event)
    if not hidden:
        return event

    def masked(part: Any, *keys: str) -> Any:
        return replace(part, **{key: tuple(hidden.get(i, i) for i in getattr(part, key)) for key in keys})

    def source(s: Source) -> Any:
        if s.confidential:
            name = f"withheld source {hidden[s.id].rpartition('-')[2]}"
            s = Source(name=name, **{key: getattr(s, key) for key in _COUNTED})
        return masked(replace(s, id=hidden.get(s.id, s.id)), "cites", "same_as", "distinct_from")

    told = {
        key: tuple(masked(p, "according_to") for p in getattr(event, key)) for key in ("links", "figures", "variants")
    }
    return replace(event, sources=tuple(map(source, event.sources)), **told)
