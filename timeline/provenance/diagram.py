"""Pictures of who cites whom: DOT for Graphviz, and a flowchart for Mermaid. An arrow leads to whom a source cites.

Knows both languages and how their labels are escaped, so that nobody's text becomes a part of the picture's language;
knows nothing of files.
"""

from collections.abc import Iterator, Sequence

from timeline.provenance.tree import Traced, facts, name
from timeline.text.escape import terminal


def _label(t: Traced, node: int) -> list[str]:
    """The lines of one box."""
    lines = [name(t, node), t.graph.sources[node].published or "", ", ".join(facts(t, node))]
    return [line for line in lines if line]


def dot(events: Sequence[Traced]) -> Iterator[str]:
    r"""One DOT graph with a cluster an event; origins are ellipses, what nobody describes is dashed.

    Escaped as quoted strings are in the DOT language, and as labels are, which know `\N` and `&amp;`.
    """
    yield "digraph timeline {\n  rankdir = TB\n  node [shape=box]\n"
    for number, t in enumerate(events):
        yield f"  subgraph cluster_{number} {{\n    label = {_dotted([t.event.title])}\n"
        for node in range(len(t.graph.ids)):
            shape = ", shape=ellipse" * _is_origin(t, node) + ", style=dashed" * (node >= t.graph.described)
            yield f"    e{number}n{node} [label={_dotted(_label(t, node))}{shape}]\n"
        for node, cites in enumerate(t.graph.cites):
            for other in cites:
                yield f"    e{number}n{node} -> e{number}n{other}\n"
        yield "  }\n"
    yield "}\n"


def _dotted(lines: Sequence[str]) -> str:
    safe = (terminal(x).replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"') for x in lines)
    return '"' + "\\n".join(safe) + '"'


def mermaid(events: Sequence[Traced]) -> Iterator[str]:
    """One Mermaid flowchart with a subgraph an event; origins are rounded, what nobody describes is dashed."""
    yield "flowchart TB\n"
    for number, t in enumerate(events):
        yield f"  subgraph e{number}[{_coded([t.event.title])}]\n"
        for node in range(len(t.graph.ids)):
            left, right = ("([", "])") if _is_origin(t, node) else ("[", "]")
            yield f"    e{number}n{node}{left}{_coded(_label(t, node))}{right}\n"
        for node, cites in enumerate(t.graph.cites):
            for other in cites:
                yield f"    e{number}n{node} --> e{number}n{other}\n"
        yield "  end\n"
        for stub in range(t.graph.described, len(t.graph.ids)):
            yield f"  style e{number}n{stub} stroke-dasharray:4\n"


def _coded(lines: Sequence[str]) -> str:
    """Letters, digits, spaces and commas stay, and marks between letters or digits; of all else the code is written."""

    def coded(line: str) -> str:
        safe = f" {terminal(line)} "
        return "".join(
            c if c.isalnum() or c in " ," or (c in "-." and a.isalnum() and b.isalnum()) else f"#{ord(c)};"
            for a, c, b in zip(safe, safe[1:-1], safe[2:], strict=False)
        )

    return '"' + "<br>".join(map(coded, lines)) + '"'


def _is_origin(t: Traced, node: int) -> bool:
    return t.graph.ids[node] in t.origins or t.graph.ids[node] in t.denials
