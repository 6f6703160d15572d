"""What of one event the rules for all of them need to know: little enough to be kept, so that nothing is read twice.

Knows events, no rules.
"""

from collections.abc import Sequence

from timeline.checks.corpus import Document
from timeline.checks.registry import Facts
from timeline.text.folding import fold

RUN = 8
"""So many words of a quote in a row are the same quote."""
_KEPT = 4
"""So many runs of a quote are kept: of two with the same runs the same ones, those that come first in the alphabet."""
_SMALL = frozenset(
    "a an the of in on at to for from by with and or as its his her their is are was were be has have had it"
    " that".split()
)
"""Words that titles share for no reason."""


def runs(words: Sequence[str], length: int) -> list[str]:
    """Every so many words that stand in a row."""
    return [" ".join(words[n : n + length]) for n in range(len(words) - length + 1)]


def facts(doc: Document) -> Facts:
    """What there is to know of an event."""
    event = doc.event
    found: set[str] = set()
    for source in event.sources:
        if source.quote:
            found.update(sorted(runs(fold(source.quote).split(), RUN))[:_KEPT])
    written = enumerate(doc.written.sources)
    return Facts(
        id=doc.id,
        title=event.title,
        words=tuple(dict.fromkeys(word for word in fold(event.title).split() if word not in _SMALL)),
        date=event.date,
        days=(doc.date.earliest, doc.date.latest),
        status=event.status,
        actors=tuple(actor.name for actor in event.actors),
        links=tuple((link.type, link.to) for link in event.links),
        runs=tuple(found),
        pages=tuple((n, source.url, source.title) for n, source in written if source.url and source.title),
        copied=any(source.copy for source in event.sources),
    )
