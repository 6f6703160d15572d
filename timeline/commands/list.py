"""`timeline list`: the events that match."""

from typing import TYPE_CHECKING, Annotated

from timeline.cli.answers import column_names, on_clocks, printed
from timeline.cli.flags import Flag
from timeline.cli.session import Result, Session
from timeline.cli.shared_flags import Asked, FormatFlag, GroupFlag, OutputFlag, RawFlag, TimezoneFlag

if TYPE_CHECKING:
    from timeline.records.entry import Entry


def run(
    session: Session,
    asked: Asked,
    form: FormatFlag = None,
    output: OutputFlag = None,
    columns: Annotated[str | None, Flag("--columns A,B", "Which columns, in which order.", offers="column,…")] = None,
    sort: Annotated[str, Flag("--sort COLUMN", "By what to sort.", offers="column")] = "date",
    reverse: Annotated[bool, Flag("--reverse -r", "The last first.")] = False,
    limit: Annotated[int | None, Flag("-n --limit N", "The first N only.", least=0)] = None,
    group: GroupFlag = None,
    timezone: TimezoneFlag = None,
    raw: RawFlag = False,
) -> Result:
    """Print the events that match, in the order of their dates.

    Dates that are only possibly in the range are shown too, marked ~ and counted. `timeline help query` tells how
    to ask.

    Examples:
        timeline list
        timeline list Biden since:2024-10 -tag:escalation
        timeline list "November 2024" --columns date,title,publishers
        timeline list --actor Putin -n 5 -f markdown
        timeline list status:disputed or origins:1 -o doubtful.csv
    """
    from timeline import formats  # start-up: Tab reads the signature only
    from timeline.records.columns import column_named
    from timeline.store.search.compiler import Question

    name = form or formats.by_ending(output) or "table"
    heading = formats.headed(name) if group else None
    chosen = column_names(columns)
    column_named(sort)
    by_date = sort in {"date", "day", "when"}
    answer = session.chronology.events(asked, limit if by_date else None, last_first=by_date and reverse)
    found = answer.entries
    if not by_date:
        found = sorted(found, key=lambda e: _sortable(e, sort), reverse=reverse)[:limit]
    found, times = on_clocks(session, name, timezone, found, asked.query)
    parts = [("", found)]
    if heading and group:
        from timeline.records.groups import grouped  # start-up: most answers have no headings
        from timeline.records.identities import Identities

        known = Identities(session.chronology.register)
        parts = [(heading(text), some) for text, some in grouped(found, group, known)]
    everything = asked == Question()
    nothing = "no events yet: `timeline add` writes the first" if everything else "no events match"
    told = found or limit == 0 or (everything and answer.problems)
    return printed(session, name, parts, answer, output, chosen, asked.published_by, raw=raw, times=times)._replace(
        notes=() if told else [nothing]
    )


def _sortable(entry: "Entry", column: str) -> tuple[int, float, str]:
    """Numbers by size, days in their order, texts without case; what is missing comes last."""
    cell = entry.cells([{"earliest": "first_second", "latest": "last_second"}.get(column, column)])[0]
    text = cell if isinstance(cell, str) else ", ".join(cell)
    try:
        return (0, float(text), "")
    except ValueError:
        return (1 if text else 2, 0, text.casefold())
