"""`timeline log`: who set what when."""

from typing import Annotated

from timeline.cli.flags import Argument, Flag, Repeated
from timeline.cli.session import Result, Session
from timeline.cli.shared_flags import OutputFlag
from timeline.cli.told.forms import ToldFlag, form_of


def run(
    session: Session,
    words: Annotated[
        Repeated,
        Argument("[ID|QUERY]…", "An event, be it gone or renamed; or which events, as in `list`.", offers="id"),
    ] = (),
    field: Annotated[
        str | None,
        Flag(
            "--field NAME", "Only where this field was set, in a line each: status, sources, sourcing…", offers="column"
        ),
    ] = None,
    limit: Annotated[int | None, Flag("-n --limit N", "The newest N commits only.", least=0)] = None,
    subject: Annotated[bool, Flag("--subject", "With the first line of what was written of each commit.")] = False,
    form: ToldFlag = None,
    output: OutputFlag = None,
) -> Result:
    """Show who changed what when, the newest first, as git has recorded it.

    What is not committed stands on top. An event is followed by its ID, by those that it had before, and by equal
    content. A merge shows only what is as neither side had it.

    Examples:
        timeline log
        timeline log biden-authorises --field status
        timeline log tag:ATACMS --field sourcing
    """
    from itertools import islice  # start-up: Tab reads the signature only

    from timeline.cli.told import commits
    from timeline.cli.words.two_states import newest
    from timeline.history import set_by
    from timeline.history.log import Log

    cell = set_by.column(field) if field else None
    chronology = session.chronology
    log = Log(chronology, newest(chronology.root))
    asked = commits.wanted(session, log, words)
    page = commits.LogPage(log, chronology.settings.timezone, form_of(form, output), output, subject)
    if field and cell:
        found = set_by.set_by(log.entries(asked.has), field, cell)
        return page.fields(islice(found, limit), one=asked.one)
    return page.commits(islice(log.entries(asked.has), limit))
