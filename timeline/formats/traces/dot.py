r"""DOT, for Graphviz: an arrow leads to whom a source cites; origins are ellipses, what nobody describes is dashed.

Cannot hold addresses and exact words. Texts are escaped as quoted strings are in the DOT language, and as labels are,
which know `\N` and `&amp;`.
"""

from collections.abc import Iterator, Sequence

from timeline.formats import About, View
from timeline.records.traced import TracedEvent
from timeline.text.escape import terminal

ABOUT = About(people=False, escapes="dot", extensions=("gv",))


def write(traces: Sequence[TracedEvent], _view: View) -> Iterator[str]:
    """One graph with a cluster an event."""
    yield "digraph timeline {\n  rankdir = TB\n  node [shape=box]\n"
    for number, t in enumerate(traces):
        yield f"  subgraph cluster_{number} {{\n    label = {_quoted([t.event.title])}\n"
        for node in range(len(t.graph.ids)):
            shape = ", shape=ellipse" * t.is_origin(node) + ", style=dashed" * (not t.is_described(node))
            yield f"    e{number}n{node} [label={_quoted(t.box(node))}{shape}]\n"
        for node, cites in enumerate(t.graph.cites):
            for other in cites:
                yield f"    e{number}n{node} -> e{number}n{other}\n"
        yield "  }\n"
    yield "}\n"


def _quoted(lines: Sequence[str]) -> str:
    safe = (terminal(x).replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"') for x in lines)
    return '"' + "\\n".join(safe) + '"'
