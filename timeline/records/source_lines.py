"""The chains of citations of one event, each as a line such as a person writes.

Knows how a line reads (model/sources/line.py reads it back); must not know where the lines are printed.
"""

from collections.abc import Sequence

from timeline.model.event import Source
from timeline.model.sources.gathered import gather
from timeline.model.sources.line import divides, whole
from timeline.provenance.algorithms import walk
from timeline.provenance.graph import Citations

_SPARE = 100_000
"""How many sources that stand in full in one line may stand in full in others too."""


def write(sources: Sequence[Source]) -> list[str]:
    """The chains as lines, one for every source that nobody cites; what `gather` has read of lines comes back.

    Where a source cites several they are joined with "and", or "and citing" where "and" alone might not divide them. A
    source met again in a line, as in a loop, is named and not written out a second time.
    """
    known = Citations(gather(sources))
    written: set[str] = set()
    spare = _SPARE

    def cites(id_: str) -> list[str]:
        """What it cites, also where another line has said so already, as long as the lines stay short enough."""
        nonlocal spare
        spare -= id_ in written
        written.add(id_)
        return list(dict.fromkeys(known.get(id_).cites)) if spare >= 0 else []

    lines = []
    for head in dict.fromkeys(s.id for s in known.heads):
        line: list[str] = []
        ends: list[str] = []
        """By depth: what closes a parenthesis that opened there."""
        depth, alone = -1, True
        for step in walk([head], cites):
            first = step.depth > depth
            if step.depth and first:
                line.append(", citing " if alone else " (citing ")
                ends.append(")" * (not alone))
            source = known.get(step.node)
            name = source.publisher or source.name or source.title or source.ref
            name = whole(name or source.id) if step.depth or not source.url else (name and whole(name)) or source.url
            if step.depth and not first:
                closed = ends[step.depth :]
                line += [*closed, " and " if any(closed) or divides(line[-1], name) else " and citing "]
                del ends[step.depth :]
            depth, alone = step.depth, first and step.last
            line.append(name)
        url = known.get(head).url
        lines.append("".join([*line, *ends, f" {url}" if url and line[0] != url else ""]))
    return lines


def sayable(sources: Sequence[Source]) -> list[Source]:
    """The sources that lines can tell of: a line says nothing of a stance, and who reads it back takes it for support.

    So whoever denies or takes no side is left out, with those that pass it on or are known through it alone.
    """
    left = {source.id for source in sources if source.stance not in {None, "supports"}}
    cited_by: dict[str, set[str]] = {}
    for source in sources:
        for id_ in source.cites:
            cited_by.setdefault(id_, set()).add(source.id)
    before = -1
    while len(left) > before:
        before = len(left)
        left |= {source.id for source in sources if source.stance is None and not left.isdisjoint(source.cites)}
        left |= {id_ for id_, citing in cited_by.items() if citing <= left}
    return [source for source in sources if source.id not in left]
