"""A flowchart for Mermaid: an arrow leads to whom a source cites; origins are rounded, what nobody describes is dashed.

Cannot hold addresses and exact words. Of all but letters, digits, blanks and commas the code is written, so that
nobody's text becomes a part of the picture's language.
"""

from collections.abc import Iterator, Sequence

from timeline.formats import About, View
from timeline.records.shown.traced import TracedEvent
from timeline.text.escape import terminal

ABOUT = About("a picture, as Markdown shows it", people=False, escapes="mermaid", extensions=("mmd",))


def write(traces: Sequence[TracedEvent], _view: View) -> Iterator[str]:
    """One flowchart with a subgraph an event."""
    yield "flowchart TB\n"
    for number, t in enumerate(traces):
        yield f"  subgraph e{number}[{_coded([t.event.title])}]\n"
        for n, node in enumerate(t.nodes):
            left, right = ("([", "])") if node.origin else ("[", "]")
            yield f"    e{number}n{n}{left}{_coded(node.box)}{right}\n"
        for n, node in enumerate(t.nodes):
            yield from (f"    e{number}n{n} --> e{number}n{other}\n" for other in node.cites)
        yield "  end\n"
        stubs = (n for n, node in enumerate(t.nodes) if not node.described)
        yield from (f"  style e{number}n{stub} stroke-dasharray:4\n" for stub in stubs)


def _coded(lines: Sequence[str]) -> str:
    """Marks between letters or digits stay too."""

    def coded(line: str) -> str:
        safe = f" {terminal(line)} "
        return "".join(
            c if c.isalnum() or c in " ," or (c in "-." and a.isalnum() and b.isalnum()) else f"#{ord(c)};"
            for a, c, b in zip(safe, safe[1:-1], safe[2:], strict=False)
        )

    return '"' + "<br>".join(map(coded, lines)) + '"'
