"""`timeline list`: the events that match."""

from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

from timeline.cli.answers import column_names, located, nothing_found, on_clocks, printed
from timeline.cli.flags import Flag
from timeline.cli.session import Result, Session
from timeline.cli.shared_flags import Asked, FormatFlag, GroupFlag, OutputFlag, RawFlag, TimezoneFlag, WrapFlag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.records.entry import Entry

NONE_YET = "no events yet: `timeline add` writes the first"


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
    wrap: WrapFlag = False,
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
    found = located(session, answer.entries, [*chosen, sort])
    if not by_date:
        found = _sorted(found, sort, last_first=reverse)[:limit]
    found, times = on_clocks(session, name, timezone, found, asked.query)
    parts = [("", found)]
    if heading and group:
        from timeline.records.groups import grouped  # start-up: most answers have no headings
        from timeline.records.identities import Identities

        known = Identities(session.chronology.register)
        parts = [(heading(text), some) for text, some in grouped(found, group, known)]
    everything = asked == Question()
    told = found or limit == 0 or (everything and answer.problems)
    day = asked.published_by
    return printed(session, name, parts, answer, output, chosen, day, raw=raw, wrap=wrap, times=times)._replace(
        notes=() if told else [NONE_YET] if everything else nothing_found(session, asked.query)
    )


def _sorted(entries: "Sequence[Entry]", column: str, *, last_first: bool) -> "list[Entry]":
    """Numbers by size, ranges by where they begin, texts without case; what is missing comes last either way."""
    from timeline.formats import cell_text  # start-up, as above

    column = {"earliest": "first_second", "latest": "last_second"}.get(column, column)
    cells = [cell_text(entry.cells([column])[0]) for entry in entries]
    order = sorted((n for n, cell in enumerate(cells) if cell), key=lambda n: _place(cells[n]), reverse=last_first)
    return [entries[n] for n in (*order, *(n for n, cell in enumerate(cells) if not cell))]


def _place(cell: str) -> tuple[bool, float, str]:
    """Where a cell stands among others."""
    number = cell.strip(".").partition("..")[0]
    if number.lstrip("+-")[:1].isdecimal():  # else "Nan" and "Infinity" would be numbers
        with suppress(ValueError):
            return False, float(number), ""
    return True, 0, cell.casefold()
