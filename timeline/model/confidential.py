"""What may leave the desk: an event without its desk note and with its confidential sources masked.

The one place that masks; every reading verb gets its events through it.
"""

from functools import cache
from itertools import count

from timeline.model.event import Event, Source, replace, table


def masks(event: Event) -> dict[str, str]:
    """The ids that may hold the name of a confidential source, each with the one that stands in for it."""
    confidential = [s.id for s in event.sources if s.confidential]
    if not confidential:
        return {}
    taken = {s.id for s in event.sources}
    free = (mask for n in count(1) if (mask := f"withheld-{n}") not in taken)
    return {id_: next(free) for id_ in confidential}


@cache
def _private() -> tuple[str, ...]:
    return tuple(name for name, row in table(Event).items() if row.private)


def public(event: Event) -> Event:
    """The event as others may see it.

    A masked source keeps kind, stance, whom it cites, and whether it is unnamed. Its id may hold the name, so that is
    masked too, wherever it is cited. Who counts origins counts them before masking: affiliation and dates go.
    """
    if any(getattr(event, name) is not None for name in _private()):
        event = replace(event, **dict.fromkeys(_private()))
    hidden = masks(event)
    if not hidden:
        return event

    def masked(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(hidden.get(i, i) for i in ids)

    def source(s: Source) -> Source:
        if s.confidential:
            number = hidden[s.id].rpartition("-")[2]
            s = Source(
                id=s.id,
                kind=s.kind,
                name=f"withheld source {number}",
                anonymous=s.anonymous,
                plural=s.plural,
                cites=s.cites,
                stance=s.stance,
                firsthand=s.firsthand,
                seen=s.seen,
                same_as=s.same_as,
                distinct_from=s.distinct_from,
                state=s.state,
                confidential=True,
            )
        return replace(
            s,
            id=hidden.get(s.id, s.id),
            cites=masked(s.cites),
            same_as=masked(s.same_as),
            distinct_from=masked(s.distinct_from),
        )

    return replace(
        event,
        sources=tuple(source(s) for s in event.sources),
        links=tuple(replace(k, according_to=masked(k.according_to)) for k in event.links),
        figures=tuple(replace(f, according_to=masked(f.according_to)) for f in event.figures),
        variants=tuple(replace(v, according_to=masked(v.according_to)) for v in event.variants),
    )
