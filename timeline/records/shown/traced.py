"""One event with the graph of its sources, as others may see it: what `trace` shows.

Knows one event and the register; must not know how wide a line is, nor the languages of pictures.
"""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from msgspec import to_builtins
from msgspec.structs import asdict

from timeline.model.event import Event, Findings, Source
from timeline.model.register import Register
from timeline.provenance.graph import Graph
from timeline.provenance.names import called
from timeline.provenance.trace import Provenance
from timeline.provenance.words import Wording
from timeline.records.build import shown_and_traced
from timeline.records.shown.clocks import Clocks
from timeline.records.source_words import traits

DEPTH, MOST = 20, 1000
"""Levels below a report, and sources, of which a tree for people tells: none is read that goes on further."""


class Node(NamedTuple):
    """A source in the graph of an event."""

    id: str
    source: Source
    name: str
    """What a reader calls it."""
    traits: tuple[str, ...]
    """What there is to say of it in a word or two each."""
    cites: list[int]
    """Whom it cites: their places among the nodes."""
    described: bool
    """Whether more is known of it than that it is cited."""
    later: bool
    """Whether it was published only later, and is therefore left out."""
    origin: bool
    """Whether its chain ends here, that of a denial included."""

    @property
    def box(self) -> list[str]:
        """The lines of its box in a picture."""
        return list(filter(None, (self.name, self.source.published, ", ".join(self.traits))))


class TracedEvent(NamedTuple):
    """One event, what its sources come to, and they."""

    event: Event
    found: Provenance
    words: Wording
    """The same in words."""
    nodes: list[Node]
    entries: list[int]
    """The places of the nodes that no other one relays."""


def traced(event: Event, register: Register, published_by: int | None = None) -> TracedEvent:
    """Trace an event as its file says; with `published_by`, a day as in `date.toordinal`, as it was known by then."""
    shown, kept, found = shown_and_traced(event, register, published_by)
    sources = [shown.sources[n] for n in kept]
    later = {s.id for s in shown.sources}.difference(s.id for s in sources)
    found_nodes, entries = nodes(sources, found, later)
    return TracedEvent(shown, found, Wording(found, sources), found_nodes, entries)


def nodes(sources: Sequence[Source], found: Findings, later: Collection[str] | None) -> tuple[list[Node], list[int]]:
    """Give the sources of an event, with those that they cite, and the places of those that no other one relays.

    Args:
        sources: as others may see them.
        found: what they come to.
        later: the ids of those that are left out, since they were published later; None: nobody can tell which.
    """
    graph = Graph(sources)
    entries, origins, denials = set(graph.entries), set(found.origins), set(found.deny_origins)
    made = []
    for n, (id_, source, cites) in enumerate(zip(graph.ids, graph.sources, graph.cites, strict=True)):
        described = n < graph.described
        said = traits(source)
        stances = {"supports": "supports it" * (n in entries or source.stance is not None), "mentions": "mentions it"}
        words = (
            "origin" * (id_ in origins),
            "origin of the denial" * (id_ in denials),
            stances.get(source.own_stance, said["stance"]),
            *(said[key] for key in ("anonymous", "plural", "affiliation", "position", "firsthand")),
            "does not say how it knows" * (described and not cites and not graph.firsthand[n]),
            said["seen"],
            "not known by then" * (later is None and not described),
            "nobody describes it" * (later is not None and not described and id_ not in later),
            "published later" * (is_later := later is not None and id_ in later),
            said["state"] + ": supports nothing" * (source.state == "retracted"),
            said["grade"],
        )
        name = called(source) or "?"
        is_origin = id_ in origins or id_ in denials
        made.append(Node(id_, source, name, tuple(filter(None, words)), cites, described, is_later, is_origin))
    return made, graph.entries


def on_clocks(t: TracedEvent, clocks: Clocks) -> TracedEvent:
    """The same with the times of its sources as they are shown."""
    own = t.event.timezone or clocks.own
    return t._replace(nodes=[node._replace(source=clocks.source(node.source, own)) for node in t.nodes])


def plain(t: TracedEvent) -> dict[str, Any]:
    """All of it as plain data."""
    found, words = t.found, t.words
    said = {"phrase": words.phrase, "sentence": words.sentence, "short_sentence": words.short_sentence}
    result: dict[str, Any] = to_builtins(found) | said
    result["pairs"] = [{"a": p.a, "b": p.b, "why": p.why} for p in found.pairs]
    result["why"] = {label: words.why(label) for label in (found.label, *found.flags)}
    return {
        "id": t.event.id,
        "path": t.event.path,
        "title": t.event.title,
        **({"claim": t.event.claim} if t.event.claim else {}),
        "provenance": result,
        "nodes": [_node(node) for node in t.nodes],
        "arcs": [{"from": node.id, "to": t.nodes[other].id} for node in t.nodes for other in node.cites],
    }


def _node(node: Node) -> dict[str, Any]:
    if not node.described:
        return {"id": node.id, "described": False, "later": node.later}
    told = {k: v for k, v in asdict(node.source).items() if v not in (None, False, "", ()) or k == "seen"}
    return told | {"id": node.id, "described": True}
