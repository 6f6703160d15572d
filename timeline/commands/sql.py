"""`timeline sql`: any other question."""

from typing import Annotated

from timeline.cli.flags import Argument
from timeline.cli.session import Result, Session
from timeline.cli.shared_flags import RawFlag, Recorded, RowFormatFlag, WrapFlag
from timeline.errors import UsageError


def run(
    session: Session,
    statement: Annotated[str, Argument('"SELECT …"', "One SELECT, in the SQL of SQLite.")],
    recorded: Recorded,
    form: RowFormatFlag = None,
    raw: RawFlag = False,
    wrap: WrapFlag = False,
) -> Result:
    """Ask in SQL what a query cannot: joins, counts, sums.

    Nothing can be written. The views are events, actors, places, sources, tags and links: `timeline help queries`
    lists their columns.

    Examples:
        timeline sql "SELECT name, count(*) FROM actors GROUP BY name ORDER BY 2 DESC"
        timeline sql "SELECT date, title FROM events WHERE max < 2" -f csv
    """
    from itertools import chain  # start-up: Tab reads the signature only

    from timeline.cli.answers import said_of_day
    from timeline.cli.rows import Row, shown

    found, answer = recorded.sql(statement)
    clocks = said_of_day(session, None, 0, people=form in {None, "table", "markdown"})
    names = found.columns
    if form in {"json", "jsonl"} and (twice := next((name for n, name in enumerate(names) if name in names[:n]), None)):
        raise UsageError(f'two columns are called "{twice}"', "name one of them with AS")
    rows = [Row(values, names) for values in found.values]
    pieces = shown(rows, names, form or "table", raw=raw, wrap=wrap)
    return Result(
        lambda display: chain([clocks], pieces(display)),
        escaped=(form or "table") == "table",
        notes=() if rows else ["no rows"],
        doubts=answer.doubts,
        problems=answer.problems,
    )
