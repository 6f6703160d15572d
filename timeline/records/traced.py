"""One event with the graph of its sources, as others may see it: what `trace` shows.

Knows one event and the register; must not know how wide a line is, nor the languages of pictures. The graph is computed
of what is known and shown as it may be shown: ids and texts of confidential sources are masked.
"""

from typing import Any, NamedTuple

from timeline.model.confidential import public
from timeline.model.event import Event, Source, replace, table
from timeline.model.identifier import slug
from timeline.model.register import Register
from timeline.provenance.graph import Graph, known_by
from timeline.provenance.trace import Provenance, trace
from timeline.provenance.words import phrase, why
from timeline.records.source_words import traits


class TracedEvent(NamedTuple):
    """One event, its graph and what it comes to."""

    event: Event
    found: Provenance
    graph: Graph
    entries: frozenset[int]
    origins: frozenset[str]
    denials: frozenset[str]
    """Ids of the origins that deny it."""
    later: frozenset[str]
    """Ids of sources that were published only later, and are therefore left out."""

    def name(self, node: int) -> str:
        """What a reader calls a source, with the id that sentences use where that is another word."""
        id_ = self.graph.ids[node]
        label = self.graph.sources[node].label or id_ or "?"
        return label if id_ in {"", label, slug(label)} else f"{label} [{id_}]"

    def is_origin(self, node: int) -> bool:
        """Whether its chain ends here, that of a denial included."""
        return self.graph.ids[node] in self.origins or self.graph.ids[node] in self.denials

    def is_described(self, node: int) -> bool:
        """Whether more is known of it than that it is cited."""
        return node < self.graph.described

    def box(self, node: int) -> list[str]:
        """The lines of its box in a picture."""
        lines = (self.name(node), self.graph.sources[node].published or "", ", ".join(self.traits(node)))
        return list(filter(None, lines))

    def traits(self, node: int) -> list[str]:
        """What there is to say of a source in a word or two each."""
        graph, source = self.graph, self.graph.sources[node]
        id_ = graph.ids[node]
        stub = not self.is_described(node)
        unresolved = not stub and not graph.cites[node] and not graph.firsthand[node]
        said = traits(source)
        stances = {"supports": "supports it" * (node in self.entries), "mentions": "mentions it"}
        words = [
            "origin" * (id_ in self.origins),
            "origin of the denial" * (id_ in self.denials),
            stances.get(source.stance, said["stance"]),
            *(said[key] for key in ("anonymous", "plural", "affiliation", "position", "firsthand")),
            "does not say how it knows" * unresolved,
            said["seen"],
            "nobody describes it" * (stub and id_ not in self.later),
            "published later" * (id_ in self.later),
            said["state"] + ": supports nothing" * (source.state == "retracted"),
            said["grade"],
        ]
        return list(filter(None, words))


def traced(event: Event, register: Register, published_by: int | None = None) -> TracedEvent:
    """Trace an event as its file says; with `published_by`, a day as in `date.toordinal`, as it was known by then."""
    event = register.resolve(event)
    shown = public(event)
    named = tuple(  # masked names and all that is known: no sentence about them can tell a name
        replace(s, id=m.id, cites=m.cites, same_as=m.same_as, distinct_from=m.distinct_from)
        for s, m in zip(event.sources, shown.sources, strict=True)
    )
    found = trace(replace(event, sources=named), register, published_by)
    kept = range(len(named)) if published_by is None else known_by(named, published_by)
    graph = Graph([shown.sources[n] for n in kept], None)
    later = frozenset(s.id for s in named) - {s.id for s in graph.sources[: graph.described]}
    origins, denials = frozenset(found.origins), frozenset(found.deny_origins)
    return TracedEvent(shown, found, graph, frozenset(graph.entries), origins, denials, later)


def plain(t: TracedEvent) -> dict[str, Any]:
    """All of it as plain data."""
    found, graph = t.found, t.graph
    result = {"class" if key == "label" else key: value for key, value in found._asdict().items()}
    result |= {"phrase": phrase(found), "pairs": [pair._asdict() for pair in found.pairs]}
    result["why"] = {label: why(found, label) for label in (found.label, *found.flags)}
    return {
        "id": t.event.id,
        "path": t.event.path,
        "title": t.event.title,
        **({"claim": t.event.claim} if t.event.claim else {}),
        "provenance": result,
        "nodes": [_node(t, n) for n in range(len(graph.ids))],
        "arcs": [
            {"from": graph.ids[n], "to": graph.ids[other]} for n, cites in enumerate(graph.cites) for other in cites
        ],
    }


def _node(t: TracedEvent, node: int) -> dict[str, Any]:
    id_ = t.graph.ids[node]
    if not t.is_described(node):
        return {"id": id_, "described": False, "later": id_ in t.later}
    told = {key: getattr(t.graph.sources[node], key) for key in table(Source)}
    empty = (None, False, "", ())
    return {k: v for k, v in told.items() if v not in empty or k == "seen"} | {"id": id_, "described": True}
