"""Who cites whom in one event, as others may see it: a tree for people, with what it comes to, and the same as data.

Knows one event, the register, and how wide a line may be; knows nothing of files and terminals. The graph is computed
of what is known and shown as it may be shown: ids and texts of confidential sources are masked.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

from timeline.model.confidential import public
from timeline.model.event import Event, Source, replace, table
from timeline.model.identifier import slug
from timeline.model.register import Register
from timeline.provenance import trace
from timeline.provenance.origins import PAIRS, Graph, known_by
from timeline.provenance.trace import Provenance
from timeline.text.width import filled

_DEPTH = 20
"""Levels of the tree below a report."""
_ROWS = 1000
"""Lines of the tree, before they are wrapped."""
_MORE = "… it goes on: -f json has all of it"


class Traced(NamedTuple):
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


def traced(event: Event, register: Register, published_by: int | None = None) -> Traced:
    """Trace an event as its file says; with `published_by`, a day as in `date.toordinal`, as it was known by then."""
    event = register.resolve(event)
    shown = public(event)
    named = tuple(  # masked names and all that is known: no sentence about them can tell a name
        replace(s, id=m.id, cites=m.cites, same_as=m.same_as, distinct_from=m.distinct_from)
        for s, m in zip(event.sources, shown.sources, strict=True)
    )
    found = trace.trace(replace(event, sources=named), register, published_by)
    kept = range(len(named)) if published_by is None else known_by(named, published_by)
    graph = Graph([shown.sources[n] for n in kept], None)
    later = frozenset(s.id for s in named) - {s.id for s in graph.sources[: graph.described]}
    origins, denials = frozenset(found.origins), frozenset(found.deny_origins)
    return Traced(shown, found, graph, frozenset(graph.entries), origins, denials, later)


# ------------------------------------------------------------------------------------------------------------- a source


def facts(t: Traced, node: int) -> list[str]:
    """What there is to say of a source in a word or two each."""
    graph, source = t.graph, t.graph.sources[node]
    id_ = graph.ids[node]
    stub = node >= graph.described
    unresolved = not stub and not graph.cites[node] and not graph.firsthand[node]
    stances = {"supports": "supports it" if node in t.entries else "", "denies": "denies it", "mentions": "mentions it"}
    states = {"live": "", "retracted": "retracted: supports nothing"}
    words = [
        "origin" * (id_ in t.origins),
        "origin of the denial" * (id_ in t.denials),
        stances.get(source.stance, source.stance),
        "unnamed" * source.anonymous,
        "several people" * source.plural,
        source.affiliation,
        source.position,
        "first hand" * bool(source.firsthand),
        "does not say how it knows" * unresolved,
        "not seen" * (not source.seen),
        "nobody describes it" * (stub and id_ not in t.later),
        "published later" * (id_ in t.later),
        states.get(source.state, source.state),
        f"graded {source.grade}" * bool(source.grade),
    ]
    return [word for word in words if word]


def name(t: Traced, node: int) -> str:
    """What a reader calls a source, with the id that sentences use where that is another word."""
    id_ = t.graph.ids[node]
    label = t.graph.sources[node].label or id_ or "?"
    return label if id_ in {"", label, slug(label)} else f"{label} [{id_}]"


def _told(t: Traced, node: int) -> str:
    source = t.graph.sources[node]
    title = f'"{source.title}"' if source.title and source.title != source.label else ""
    parts = [name(t, node), title, source.published or "", source.locator or ""]
    traits = facts(t, node)
    quote = f': "{source.quote}"' if source.quote else ""
    return ", ".join(filter(None, parts)) + (f" ({', '.join(traits)})" if traits else "") + quote


# ------------------------------------------------------------------------------------------------------------- the tree


class Row(NamedTuple):
    """One line of the tree, before it is wrapped."""

    first: str
    """The branch in front of it."""
    rest: str
    """What stands in front where it goes on."""
    text: str


def tree(t: Traced) -> Iterator[Row]:
    """Each report down to its origins, each source once; where it comes again, only its name."""
    rows = _rows(t)
    yield from islice(rows, _ROWS)
    if next(rows, None):
        yield Row("", "", _MORE)


def _rows(t: Traced) -> Iterator[Row]:
    graph = t.graph
    shown: set[int] = set()
    for root in graph.entries:
        if root in shown:  # a loop that nobody outside cites has as many beginnings as sources
            continue
        path: list[int] = []
        waiting = [(root, 0, "", True)]
        while waiting:
            node, depth, before, last = waiting.pop()
            del path[depth:]
            first = before + ("└─ " if last else "├─ ") * bool(depth)
            rest = before + ("   " if last else "│  ") * bool(depth)
            cites = graph.cites[node]
            if node in path:
                yield Row(first, rest, f"↺ back to {name(t, node)}")
            elif node in shown:
                yield Row(first, rest, name(t, node) + " (as above)")
            else:
                shown.add(node)
                path.append(node)
                yield Row(first, rest + "│  " * bool(cites), _told(t, node))
                if depth < _DEPTH:
                    waiting += [(n, depth + 1, rest, at == 0) for at, n in enumerate(reversed(cites))]
                elif cites:
                    yield Row(f"{rest}└─ ", f"{rest}   ", _MORE)


def lines(t: Traced, width: int) -> Iterator[str]:
    """The tree and what it comes to, as lines that fit the width and drive no terminal."""
    yield from filled(t.event.title, width)
    if t.event.claim:
        yield from filled(f"claim: {t.event.claim}", width)
    yield from filled(t.event.id, width)
    yield ""
    for row in tree(t):
        yield from filled(row.text, width, row.first, row.rest)
    if t.graph.ids:
        yield ""
    yield from filled(counts(t.found), width)
    labels = (t.found.label, *t.found.flags)
    column = max(map(len, labels))
    for label in labels:
        yield from filled(trace.why(t.found, label), width, f"  {label:{column}}  ", " " * (column + 4))
    told = t.found.label == "possibly-corroborated" and len(t.found.pairs) == 1  # the sentence of the class names it
    for a, b, why in () if told else t.found.pairs:
        yield from filled(f"{a} and {b} may be the same: {why}.", width, "  ", "    ")
    if len(t.found.pairs) == PAIRS:
        yield "  … and perhaps more pairs: these are the first"
    for a, b in t.found.clashes:
        yield from filled(
            f"{a} and {b} are held to be one and two: same_as and distinct_from clash.", width, "  ", "    "
        )


def counts(p: Provenance) -> str:
    """The numbers in a line: "1 origin, unnamed · 1 report · 1 channel · no denial"."""
    denials = f"{p.deny_min}–{p.deny_max}" if p.deny_min < p.deny_max else str(p.deny_max)
    denied = f"denied by {denials} origin{'s' * (p.deny_max != 1)}" if p.deny_max else "no denial"
    return " · ".join([trace.phrase(p), _count(p.reports, "report"), _count(p.channels, "channel"), denied])


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


# -------------------------------------------------------------------------------------------------------------- as data


def plain(t: Traced) -> dict[str, Any]:
    """All of it as plain data."""
    found = t.found
    result = {"class" if key == "label" else key: value for key, value in found._asdict().items()}
    result |= {"phrase": trace.phrase(found), "pairs": [pair._asdict() for pair in found.pairs]}
    result["why"] = {label: trace.why(found, label) for label in (found.label, *found.flags)}
    graph = t.graph
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


def _node(t: Traced, node: int) -> dict[str, Any]:
    id_, stub = t.graph.ids[node], node >= t.graph.described
    if stub:
        return {"id": id_, "described": False, "later": id_ in t.later}
    source: Source = t.graph.sources[node]
    told = {key: getattr(source, key) for key in table(Source)}
    empty = (None, False, "", ())
    return {k: v for k, v in told.items() if v not in empty or k == "seen"} | {"id": id_, "described": True}
