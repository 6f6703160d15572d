"""`timeline list`: the events that match."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

from timeline.cli.filters import FILTERS
from timeline.cli.flags import Flag
from timeline.cli.result import Display, Result
from timeline.cli.shared_flags import FormatFlag, OutputFlag, column_names, view

if TYPE_CHECKING:
    from timeline.cli.session import Session
    from timeline.records.entry import Entry
    from timeline.store.search.compiler import Question


def run(
    session: "Session",
    asked: Annotated["Question", FILTERS],
    form: FormatFlag = None,
    output: OutputFlag = None,
    columns: Annotated[
        str | None, Flag("--columns", metavar="A,B", help="Which columns, in which order.", offers="columns")
    ] = None,
    sort: Annotated[str, Flag("--sort", metavar="COLUMN", help="By what to sort.", offers="column")] = "date",
    reverse: Annotated[bool, Flag("--reverse", "-r", help="The last first.")] = False,
    limit: Annotated[int | None, Flag("-n", "--limit", metavar="N", least=0, help="The first N only.")] = None,
    group: Annotated[
        str | None,
        Flag("--group", metavar="BY", help="Under headings: month, year, actor, tag or place.", offers="group"),
    ] = None,
) -> Result:
    """Print the events that match, in the order of their dates.

    Dates that are only possibly in the range are shown too, marked ~ and counted.
    """
    from timeline import formats  # start-up: Tab reads the signature only
    from timeline.cli.published import as_published
    from timeline.records.columns import column_named
    from timeline.store.search.compiler import Question

    name = form or formats.by_ending(output) or "table"
    printed = formats.named(name)
    heading = formats.headed(name) if group else None
    chosen = column_names(columns)
    by_date = sort == "date"
    column_named(sort)
    answer = session.chronology.events(asked, limit if by_date else None, last_first=by_date and reverse)
    found: list[Entry] = answer.entries
    if not by_date:
        found = sorted(found, key=lambda e: _sortable(e, sort), reverse=reverse)[:limit]
    before, entries, after = as_published(session, asked.published_by, answer.undated, printed, chosen, found)
    parts: Iterable[tuple[str, Sequence[Entry], str]] = [("", entries, "")]
    if heading:
        from timeline.records.groups import grouped  # start-up: most answers have no headings

        parts = [(heading(text), some, "\n") for text, some in grouped(entries, group or "")]

    def pieces(display: Display) -> Iterator[str]:
        yield before
        for above, some, below in parts:
            yield above
            yield from printed.write(some, view(session, chosen, display))
            yield below
        yield after

    nothing = "no events yet: `timeline add` writes the first" if asked == Question() else "no events match"
    return Result(
        pieces,
        output,
        language=formats.fence(name),
        escaped=printed.ABOUT.escapes == "terminal",
        notes=() if entries else [nothing],
        doubts=answer.doubts,
        problems=answer.problems,
    )


def _sortable(entry: "Entry", column: str) -> tuple[int, float, str]:
    """Numbers by size, texts without case; what is missing comes last."""
    cell = entry.cells([column])[0]
    text = cell if isinstance(cell, str) else ", ".join(cell)
    try:
        return (0, float(text), "")
    except ValueError:
        return (1 if text else 2, 0, text.casefold())
