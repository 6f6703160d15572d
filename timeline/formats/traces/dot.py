r"""DOT, for Graphviz: an arrow leads to whom a source cites; origins are ellipses, what nobody describes is dashed.

Cannot hold addresses and exact words. Texts are escaped as quoted strings are in the DOT language, and as labels are,
which know `\N` and `&amp;`.
"""

from collections.abc import Iterator, Sequence

from timeline.formats import About, View
from timeline.records.shown.traced import TracedEvent
from timeline.text.escape import terminal

ABOUT = About("a picture, by Graphviz", people=False, escapes="dot", extensions=("gv",))


def write(traces: Sequence[TracedEvent], _view: View) -> Iterator[str]:
    """One graph with a cluster an event."""
    yield "digraph timeline {\n  rankdir = TB\n  node [shape=box]\n"
    for number, t in enumerate(traces):
        yield f"  subgraph cluster_{number} {{\n    label = {_quoted([t.event.title])}\n"
        for n, node in enumerate(t.nodes):
            shape = ", shape=ellipse" * node.origin + ", style=dashed" * (not node.described)
            yield f"    e{number}n{n} [label={_quoted(node.box)}{shape}]\n"
        for n, node in enumerate(t.nodes):
            yield from (f"    e{number}n{n} -> e{number}n{other}\n" for other in node.cites)
        yield "  }\n"
    yield "}\n"


def _quoted(lines: Sequence[str]) -> str:
    safe = (terminal(x).replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"') for x in lines)
    return '"' + "\\n".join(safe) + '"'
