"""`timeline trace`: who cites whom."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

from timeline.cli.filters import PUBLISHED
from timeline.cli.flags import Flag
from timeline.cli.result import Display, Result
from timeline.cli.shared_flags import EventIds, OutputFlag, view

if TYPE_CHECKING:
    from timeline.cli.session import Session


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
            offers="trace_format",
        ),
    ] = None,
    output: OutputFlag = None,
) -> Result:
    """Show who cites whom, down to the origins; on how many it rests; and why.

    Two origins that nothing tells apart may be one, and are counted as "1 to 2".
    """
    from timeline import formats  # start-up: Tab reads the signature only
    from timeline.cli.published import as_published, standing_ids
    from timeline.records.traced import traced

    name = form or formats.by_ending(output, formats.TRACES) or "text"
    printed = formats.named(name, formats.TRACES)
    ids, undated = standing_ids(session, events, published_by)
    chronology = session.chronology
    traces = [traced(chronology.event(id_), chronology.register, published_by) for id_ in ids]
    before, _, _ = as_published(session, published_by, undated, printed)

    def pieces(display: Display) -> Iterator[str]:
        yield before
        yield from printed.write(traces, view(session, (), display))

    return Result(pieces, output, formats.fence(name, formats.TRACES), printed.ABOUT.escapes == "terminal")
