"""`timeline sql`: any other question."""

from typing import Annotated, Literal

from timeline.cli.flags import Argument, Flag
from timeline.cli.session import Result, Session
from timeline.cli.shared_flags import RawFlag, WrapFlag
from timeline.errors import UsageError


def run(
    session: Session,
    statement: Annotated[str, Argument('"SELECT …"', "One SELECT, in the SQL of SQLite.")],
    form: Annotated[
        Literal["table", "csv", "tsv", "json", "jsonl", "markdown"], Flag("-f --format", "How to print it.")
    ] = "table",
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
    from timeline import formats  # start-up: Tab reads the signature only
    from timeline.cli.rows import Row

    write = formats.named(form).write
    formats.must_have_cells(formats.named(form), raw=raw, wrap=wrap)
    found, answer = session.chronology.sql(statement)
    names = found.columns
    keyed = form in {"json", "jsonl"}
    if keyed and (twice := next((name for n, name in enumerate(names) if name in names[:n]), None)):
        raise UsageError(f'two columns are called "{twice}"', "name one of them with AS")
    rows = [Row(values, names) for values in found.values]
    shown = formats.View(() if keyed else names, wrap=wrap, raw=raw, heads=names)
    return Result(
        lambda display: write(rows, shown._replace(width=display.width, color=display.color)),
        escaped=form == "table",
        notes=() if rows else ["no rows"],
        doubts=answer.doubts,
        problems=answer.problems,
    )
