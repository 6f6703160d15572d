"""A flowchart for Mermaid: an arrow leads to whom a source cites; origins are rounded, what nobody describes is dashed.

Cannot hold addresses and exact words. Of all but letters, digits, blanks and commas the code is written, so that
nobody's text becomes a part of the picture's language.
"""

from collections.abc import Iterator, Sequence

from timeline.formats import About, View
from timeline.records.traced import TracedEvent
from timeline.text.escape import terminal

ABOUT = About(people=False, escapes="mermaid", extensions=("mmd",))


def write(traces: Sequence[TracedEvent], _view: View) -> Iterator[str]:
    """One flowchart with a subgraph an event."""
    yield "flowchart TB\n"
    for number, t in enumerate(traces):
        yield f"  subgraph e{number}[{_coded([t.event.title])}]\n"
        for node in range(len(t.graph.ids)):
            left, right = ("([", "])") if t.is_origin(node) else ("[", "]")
            yield f"    e{number}n{node}{left}{_coded(t.box(node))}{right}\n"
        for node, cites in enumerate(t.graph.cites):
            for other in cites:
                yield f"    e{number}n{node} --> e{number}n{other}\n"
        yield "  end\n"
        for stub in range(t.graph.described, len(t.graph.ids)):
            yield f"  style e{number}n{stub} stroke-dasharray:4\n"


def _coded(lines: Sequence[str]) -> str:
    """Marks between letters or digits stay too."""

    def coded(line: str) -> str:
        safe = f" {terminal(line)} "
        return "".join(
            c if c.isalnum() or c in " ," or (c in "-." and a.isalnum() and b.isalnum()) else f"#{ord(c)};"
            for a, c, b in zip(safe, safe[1:-1], safe[2:], strict=False)
        )

    return '"' + "<br>".join(map(coded, lines)) + '"'
