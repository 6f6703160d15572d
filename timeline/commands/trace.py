"""`timeline trace`: who cites whom."""

from typing import Annotated

from timeline.cli.answers import printed, standing_ids
from timeline.cli.flags import Flag
from timeline.cli.session import Result, Session
from timeline.cli.shared_flags import EventIds, LastDay, OutputFlag, TimezoneFlag, must_be_zone


def run(
    session: Session,
    events: EventIds,
    published_by: LastDay,
    form: Annotated[
        str | None, Flag("-f --format NAME", "text, json, dot (Graphviz) or mermaid.", offers="trace format")
    ] = None,
    timezone: TimezoneFlag = None,
    output: OutputFlag = None,
) -> Result:
    """Show who cites whom, down to the origins, and how many there are.

    Two origins that nothing tells apart may be one, and are counted as "1 to 2": `timeline help provenance`.

    Examples:
        timeline trace biden-authorises
        timeline trace biden-authorises -f mermaid
        timeline trace biden-authorises --published-by 2024-11-17
    """
    from timeline.formats import TRACES, by_ending, named  # start-up: Tab reads the signature only
    from timeline.records.shown.clocks import Clocks
    from timeline.records.shown.traced import on_clocks, traced

    ids, answer = standing_ids(session, events, published_by)
    chronology = session.chronology
    found = [chronology.event(id_, may_be_open=True) for id_ in ids]
    for event in found:
        if event.conflicts:
            session.warning(f"{event.path}: in conflict, traced as our side has it")
    traces = [traced(event, chronology.register, published_by) for event in found]
    name = form or by_ending(output, TRACES) or "text"
    must_be_zone(timezone)
    if timezone:
        clocks = Clocks(timezone, chronology.settings.timezone, named(name, TRACES).ABOUT.people)
        traces = [on_clocks(trace, clocks) for trace in traces]
    times = [f"Times in {timezone}"] * bool(timezone)
    return printed(session, name, [("", traces)], answer, output, day=published_by, of=TRACES, times=times)
