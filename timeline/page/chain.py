"""The sources of an event as nested lists of HTML: each report, in it whom it cites, down to the origins.

Cannot hold more than 20 levels and 1,000 sources; what goes on is said. Knows what `trace` shows of a source.
"""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from timeline.dates import english
from timeline.provenance.algorithms import Step, walk
from timeline.records.record import Record
from timeline.records.shown.traced import DEPTH, MOST, Node, nodes
from timeline.records.source_words import titled
from timeline.text.lists import counted
from timeline.text.markup.links import followed


class ChainSource(NamedTuple):
    """A source in the list."""

    name: str
    url: str
    """Where it can be followed to; or nothing."""
    archive: str
    more: str
    """What else is said of it."""
    quote: str
    translation: str
    opens: bool
    """Whether a list of those that it cites begins under it."""
    closes: int
    """How many lists end behind it."""


def chain(event: Record, *, by_then: bool) -> Iterator[ChainSource]:
    """Give the sources in the order in which they are read; `by_then`: those published later are left out."""
    found, entries = nodes(event.sources, event.provenance, None if by_then else ())
    steps = list(islice(walk(entries, lambda n: found[n].cites, DEPTH), MOST + 1))
    shown = steps[:MOST]
    depths = [step.depth for step in shown[1:]]
    for step, after in zip(shown, [*depths, 0], strict=False):
        yield _cited(found[step.node], step, after)
    if len(steps) > MOST:
        yield ChainSource("… it goes on: `timeline trace` has all of it", "", "", "", "", "", opens=False, closes=0)


def _cited(node: Node, step: Step[int], after: int) -> ChainSource:
    """A source, and how the lists go on behind it, where the next one stands at some depth."""
    opens, closes = after > step.depth, max(step.depth - after, 0)
    if step.again:
        more = ": back to it" if step.again == "above" else ": as above"
        return ChainSource(node.name, "", "", more, "", "", opens, closes)
    source = node.source
    when = source.published and english.when(source.published, "stated")
    said = "".join(f", {part}" for part in (titled(source), when, source.locator) if part)
    told = f" ({', '.join(node.traits)})" if node.traits else ""
    deeper = f"; it cites {counted(len(node.cites), 'more source')}" * bool(step.depth == DEPTH and node.cites)
    page, archive = ((url and followed(url)) or "" for url in (source.url, source.archive_url))
    return ChainSource(
        node.name, page, archive, said + told + deeper, source.quote or "", source.translation or "", opens, closes
    )
