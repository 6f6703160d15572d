"""What the world could have read of the sources of one event by a day.

Knows their days and who cites whom; must not know what the rest comes to.
"""

from collections.abc import Sequence
from math import inf

from timeline.model.event import Source
from timeline.model.register import Register
from timeline.provenance.algorithms import closure
from timeline.provenance.documents import documents
from timeline.provenance.graph import Graph


def latest(source: Source) -> float | None:
    """The last day on which it may have been published, as in `date.toordinal`, infinite where open; None: undated.

    Of an imprecise date only the latest day is certain; one that cannot be read is none.
    """
    from timeline.dates import edtf  # start-up: only the question of who knew what when needs dates

    if source.published is None:
        return None
    try:
        day = edtf.parse(source.published).latest
    except edtf.DateError:
        return None
    return inf if day is None else day


def known_by(sources: Sequence[Source], register: Register, day: int | None) -> list[int]:
    """The places of the sources that were there on that day, or today; of what came later only the citations are left.

    A document is as old as the earliest day that is written of it, an undated one as old as the first that cites it;
    where nothing that cites it is dated, it stays.
    """
    if day is None:
        return list(range(len(sources)))
    graph = Graph(sources, documents(sources, register).nodes)
    days = [min([d for s in node if (d := latest(s)) is not None], default=None) for node in graph.nodes]
    undated = {n for n, last in enumerate(days) if last is None}
    late = [n for n, last in enumerate(days) if last is not None and last > day]
    early = [n for n, last in enumerate(days) if last is not None and last <= day]
    lost = closure(graph.cites, late, undated.__contains__).keys() - closure(graph.cites, early, undated.__contains__)
    return [n for n, node in enumerate(graph.place) if node not in lost]
