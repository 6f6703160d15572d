"""`timeline show`: events at length."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

from timeline.cli.filters import PUBLISHED
from timeline.cli.flags import Flag
from timeline.cli.result import Display, Result
from timeline.cli.shared_flags import EventIds, FormatFlag, OutputFlag, column_names, view

if TYPE_CHECKING:
    from timeline.cli.session import Session


def run(
    session: "Session",
    events: EventIds,
    published_by: Annotated[int | None, PUBLISHED],
    form: FormatFlag = None,
    output: OutputFlag = None,
    columns: Annotated[
        str | None,
        Flag("--columns", metavar="A,B", help="Which columns, where the format has columns.", offers="columns"),
    ] = None,
) -> Result:
    """Print events at length: what happened, on whose word, and who cites whom."""
    from timeline import formats  # start-up: Tab reads the signature only
    from timeline.cli.published import as_published, standing_ids

    name = form or formats.by_ending(output) or "card"
    printed = formats.named(name)
    chosen = column_names(columns)
    ids, undated = standing_ids(session, events, published_by)
    found = [session.chronology.entry(id_, published_by) for id_ in ids]
    before, entries, after = as_published(session, published_by, undated, printed, chosen, found)

    def pieces(display: Display) -> Iterator[str]:
        yield before
        yield from printed.write(entries, view(session, chosen, display))
        yield after

    return Result(pieces, output, formats.fence(name), printed.ABOUT.escapes == "terminal")
