"""`timeline trace`: who cites whom."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

from timeline.cli.filters import PUBLISHED
from timeline.cli.flags import Flag
from timeline.cli.result import Display, Result
from timeline.cli.shared_flags import EventIds, OutputFlag, ending
from timeline.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    from timeline.cli.session import Session

TRACES = {
    "text": "text",
    "txt": "text",
    "json": "json",
    "dot": "dot",
    "gv": "dot",
    "mermaid": "mermaid",
    "mmd": "mermaid",
}
"""How a trace can be printed, and the endings of files that say so."""


def run(
    session: "Session",
    events: EventIds,
    published_by: Annotated[int | None, PUBLISHED],
    form: Annotated[
        str | None,
        Flag(
            *("-f", "--format"),
            metavar="NAME",
            help="text, json, dot (Graphviz) or mermaid.",
            offers=tuple(dict.fromkeys(TRACES.values())),
        ),
    ] = None,
    output: OutputFlag = None,
) -> Result:
    """Show who cites whom, down to the origins; on how many it rests; and why.

    Two origins that nothing tells apart may be one, and are counted as "1 to 2".
    """
    from timeline.cli.published import as_published, standing_ids  # start-up: Tab reads the signature only
    from timeline.provenance import diagram, tree

    asked = form or ending(output) or "text"
    if asked not in TRACES:
        raise UsageError(f'no format "{asked}" of a trace', did_you_mean(asked, TRACES) or "text, json, dot or mermaid")
    name = TRACES[asked]
    ids, undated = standing_ids(session, events, published_by)
    chronology = session.chronology
    traces = [tree.traced(chronology.event(id_), chronology.register, published_by) for id_ in ids]
    before, _, _ = as_published(session, published_by, undated, name, (), ())

    def pieces(display: Display) -> Iterator[str]:
        yield before
        if name == "json":
            import json  # start-up: most traces are text

            yield json.dumps([tree.plain(t) for t in traces], ensure_ascii=False, indent=2) + "\n"
        elif name == "text":
            for n, trace in enumerate(traces):
                yield "\n" * bool(n) + "".join(f"{line}\n" for line in tree.lines(trace, display.width or 100))
        else:
            yield from (diagram.dot if name == "dot" else diagram.mermaid)(traces)

    return Result(pieces, output, name, escaped=name == "text")
