"""The sources of one event as their readers follow them: by id, each with those that it cites.

Knows ids and citations; must not know what is printed of a source, nor what its chains come to (graph.py, trace.py).
"""

from collections.abc import Iterator, Sequence

from timeline.model.event import Source
from timeline.provenance.algorithms import Step, walk


class Citations:
    """Who cites whom. Of two sources with one id the first is meant."""

    def __init__(self, sources: Sequence[Source]) -> None:
        """Take the sources, each with an id."""
        self.sources = sources
        self.by_id = {s.id: s for s in reversed(sources)}
        cited = {c for s in sources for c in s.cites if c != s.id}
        self.heads = [s for s in sources if s.id not in cited]
        """The reports that no other one here relays, and of each loop that none of them leads to its first source."""
        told = {s.id for s in self.heads}
        for source in sources:  # mostly a report stands before what it cites, and one look at each will do
            if source.id in told:
                told.update(source.cites)
        if not told.issuperset(self.by_id):  # it does not, or there is a loop that nothing leads to
            starts = [s.id for s in (*self.heads, *sources)]
            self.heads += [self.by_id[s.node] for s in walk(starts, self.cites) if not s.depth and s.node in cited]

    def get(self, id_: str) -> Source:
        """The source of that id; one that is cited and described nowhere is known by its id alone."""
        return self.by_id.get(id_) or Source(id=id_, seen=False)

    def cited(self, source: Source) -> list[Source]:
        """The sources that it cites, each once, but itself."""
        return [self.get(c) for c in dict.fromkeys(source.cites) if c != source.id] if source.cites else []

    def cites(self, id_: str) -> list[str]:
        """The ids that the source of that id cites, each once, but its own."""
        return [c for c in dict.fromkeys(self.get(id_).cites) if c != id_]

    def walk(self) -> Iterator[Step[str]]:
        """The ids from the heads down, each chain to its end before the next."""
        return walk((s.id for s in self.heads), self.cites)
