"""`timeline show`: events at length."""

from typing import Annotated

from timeline.cli.answers import column_names, located, on_clocks, printed, standing_ids
from timeline.cli.chosen import Events, matching
from timeline.cli.flags import Flag
from timeline.cli.session import Result, Session
from timeline.cli.shared_flags import FormatFlag, LastDay, OutputFlag, RawFlag, TimezoneFlag


def run(
    session: Session,
    published_by: LastDay,
    events: Events,
    form: FormatFlag = None,
    output: OutputFlag = None,
    columns: Annotated[
        str | None, Flag("--columns A,B", "Which columns, where the format has columns.", offers="column,…")
    ] = None,
    timezone: TimezoneFlag = None,
    raw: RawFlag = False,
) -> Result:
    """Print events at length: what happened, and on whose word.

    Examples:
        timeline show first-atacms
        timeline show first-atacms fear-of -f json
    """
    from timeline.formats import by_ending  # start-up: Tab reads the signature only
    from timeline.query.tree import ALL

    chosen = column_names(columns)
    if matched := matching(session, events, published_by):
        answer, found = matched, matched.entries
    else:
        ids, answer = standing_ids(session, events.ids, published_by)
        found = [session.chronology.entry(id_, published_by) for id_ in ids]
    name = form or by_ending(output) or "card"
    found, times = on_clocks(session, name, timezone, located(session, found, chosen), ALL)
    return printed(session, name, [("", found)], answer, output, chosen, published_by, raw=raw, times=times)
