"""`timeline log`: who set what when."""

from typing import Annotated, Literal

from timeline.cli.flags import Argument, Flag, Repeated
from timeline.cli.session import Result, Session
from timeline.cli.shared_flags import OutputFlag
from timeline.errors import UsageError


def run(
    session: Session,
    words: Annotated[
        Repeated,
        Argument("[ID|QUERY]…", "An event, also one that is gone or renamed; or a query, as in `list`.", offers="id"),
    ] = (),
    field: Annotated[
        str | None,
        Flag("--field NAME", "Only where this field was set, in a line each: status, sourcing…", offers="column"),
    ] = None,
    limit: Annotated[int | None, Flag("-n --limit N", "The newest N only.", least=0)] = None,
    subject: Annotated[bool, Flag("--subject", "With the first line of each commit's message.")] = False,
    lag: Annotated[
        bool, Flag("--lag", "A table: when each event happened, was first published, and first recorded.")
    ] = False,
    sort: Annotated[
        Literal["date", "published", "recorded"],
        Flag("--sort", "Of --lag: by date, or the longest first until it was published, or recorded."),
    ] = "date",
    form: Annotated[
        Literal["text", "markdown", "json", "jsonl", "table", "csv", "tsv"] | None,
        Flag("-f --format", "How to print it; table, csv and tsv with --lag."),
    ] = None,
    output: OutputFlag = None,
) -> Result:
    """Show who changed what when, the newest first, as git has recorded it.

    What is not committed stands on top. An event is followed through the IDs that it had before, also where its file
    was only renamed. A merge shows only what neither side had. Times are by the clock of whoever made the commit:
    `timeline help history` tells what that is worth.

    Examples:
        timeline log
        timeline log biden-authorises --field status
        timeline log tag:ATACMS --field sourcing
        timeline log --lag --sort recorded
    """
    from itertools import islice  # start-up: Tab reads the signature only

    from timeline.cli.told import commits, days
    from timeline.cli.told.forms import form_of
    from timeline.cli.words.two_states import newest
    from timeline.history import lags, set_by
    from timeline.history.log import Log

    name = form_of(form, output)
    _must_fit(name, lag=lag, others={"--field": field is not None, "--subject": subject}, sort=sort)
    cell = set_by.column(field) if field else None
    chronology = session.chronology
    zone = chronology.settings.timezone
    log = Log(chronology, newest(chronology.root))
    if lag:
        found = lags.lags(log, commits.entries(session, words))
        result = days.days(found, "table" if name == "text" else name, chronology, sort, limit)
        return result._replace(output=output, notes=[*result.notes, *commits.beginning(log, zone)])
    asked = commits.wanted(session, log, words)
    page = commits.LogPage(log, zone, name, output, subject)
    if field and cell:
        return page.fields(
            islice(set_by.set_by(log.entries(asked.has, effects=field == set_by.SOURCING), field, cell), limit),
            one=asked.one,
        )
    return page.commits(islice(log.entries(asked.has, effects=asked.one), limit))


def _must_fit(form: str, *, lag: bool, others: dict[str, bool], sort: str) -> None:
    """See that a table is asked for with what belongs to it.

    Raises:
        UsageError: it is not.
    """
    if lag and (given := next((flag for flag, value in others.items() if value), None)):
        raise UsageError(f"{given} is of single commits, and --lag shows none", "leave out one of them")
    if not lag and form in {"table", "csv", "tsv"}:
        raise UsageError(f"-f {form} holds rows of one kind, as --lag gives", "-f json or -f jsonl holds all of a log")
    if not lag and sort != "date":
        raise UsageError(f"--sort {sort} is of --lag", "add --lag; a log stands in the order of its commits")
