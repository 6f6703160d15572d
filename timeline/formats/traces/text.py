"""A tree for a terminal: each report down to its origins, and what it comes to.

Cannot hold more than 20 levels and 1,000 lines. Control characters of other people's texts are shown, never sent.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from timeline.formats import About, View
from timeline.provenance.algorithms import walk
from timeline.records.shown.traced import DEPTH, MOST, TracedEvent
from timeline.records.source_words import described, titled
from timeline.text.width import filled

ABOUT = About("a tree, for a terminal", people=True, escapes="terminal", extensions=("txt",))
MORE = "… it goes on: -f json has all of it"
Branch = tuple[str, str, str]
"""A line of the tree before it is wrapped: what stands in front of it, what in front where it goes on, and the text."""


def write(traces: Sequence[TracedEvent], view: View) -> Iterator[str]:
    """A tree an event, with an empty line between two."""
    for n, t in enumerate(traces):
        yield "\n" * bool(n) + "".join(f"{line}\n" for line in _lines(t, view.width or 100))


def _lines(t: TracedEvent, width: int) -> Iterator[str]:
    """The tree and what it comes to, as lines that fit the width and drive no terminal."""
    yield from filled(t.event.title, width)
    if t.event.claim:
        yield from filled(f"claim: {t.event.claim}", width, "", "  ")
    yield from filled(t.event.id, width)
    yield ""
    branches = _tree(t)
    for first, rest, text in islice(branches, MOST):
        yield from filled(text, width, first, rest)
    if next(branches, None):
        yield MORE
    if t.nodes:
        yield ""
    yield from filled(t.words.counts, width)
    labels = (t.found.label, *t.found.flags)
    column = max(map(len, labels))
    for label in labels:
        yield from filled(t.words.why(label), width, f"  {label:{column}}  ", " " * (column + 4))
    for doubt in t.words.doubts:
        yield from filled(doubt, width, "  ", "    ")


def _tree(t: TracedEvent) -> Iterator[Branch]:
    """Each report down to its origins, each source once; where it comes again, only its name."""
    rests: list[str] = []
    for n, depth, last, again in walk(t.entries, lambda n: t.nodes[n].cites, DEPTH):
        node = t.nodes[n]
        del rests[depth:]
        before = rests[-1] if depth else ""
        first = before + ("└─ " if last else "├─ ") * bool(depth)
        rest = before + ("   " if last else "│  ") * bool(depth)
        rests.append(rest)
        if again:
            yield first, rest, f"↺ back to {node.name}" if again == "above" else f"{node.name} (as above)"
            continue
        source = node.source
        parts = (node.name, titled(source), source.published, source.locator, None if source.title else source.url)
        on = "│  " if node.cites else "" if depth else "   "
        yield first, rest + on, described(source, parts, node.traits)
        if depth == DEPTH and node.cites:
            yield f"{rest}└─ ", f"{rest}   ", MORE
