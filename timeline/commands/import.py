"""`timeline import`: events out of spreadsheets, calendars and other programs' files."""

from typing import Annotated, Literal

from timeline.cli.chosen import YesFlag
from timeline.cli.flags import Argument, Flag, Repeated
from timeline.cli.session import Result, Session


def run(
    session: Session,
    files: Annotated[Repeated, Argument("FILE…", "A table, a calendar, JSON; - is stdin.")],
    maps: Annotated[
        Repeated,
        Flag(
            "--map FIELD=COLUMN",
            "Which column is which field; or a text, as in 'title={what}, {where}'.",
            offers="FIELD=COLUMN",
        ),
    ] = (),
    mapping: Annotated[str | None, Flag("--mapping FILE", "The mapping that --save-mapping wrote.")] = None,
    save: Annotated[str | None, Flag("--save-mapping FILE", "Keep the mapping there, for the next time.")] = None,
    rest: Annotated[bool, Flag("--rest", "Keep the columns that nobody names, in x.*.")] = False,
    date_order: Annotated[
        Literal["dmy", "mdy"] | None, Flag("--date-order", "What 03/04/2024 means, if the column does not say.")
    ] = None,
    dates: Annotated[
        Literal["words", "serial", "edtf"] | None,
        Flag("--dates", "Dates as written, each for itself; numbers as days of a spreadsheet; EDTF alone."),
    ] = None,
    name: Annotated[
        str | None, Flag("--name NAME", "What the set of data is called; default: as its first file.")
    ] = None,
    kind: Annotated[
        str | None, Flag("--as NAME", "The format, where no ending tells it.", offers="import format")
    ] = None,
    partial: Annotated[bool, Flag("--partial", "It is a part of the set: what is not in it is not gone.")] = False,
    refused: Annotated[str | None, Flag("--refused FILE", "Where refused rows go; default: STEM.refused.csv.")] = None,
    form: Annotated[Literal["json"] | None, Flag("-f --format", "Print the counts as JSON, with -v the rows.")] = None,
    dry_run: Annotated[bool, Flag("--dry-run -n", "Show what would change; write nothing.")] = False,
    yes: YesFlag = False,
) -> Result:
    """Take in the rows of a spreadsheet, the events of a calendar, or what another program wrote.

    Each row becomes an event, or is refused with the reason. The same again adds nothing; a revised row changes what
    it revises. Which column means what is guessed and shown; you confirm it, or say it.

    FIELD is any key of an event, and date, end, place, lat, lon, country, actor, actor:ROLE, tag, source, url,
    published, figures.NAME, x.NAME; or key, by which a row is known again. `timeline help spreadsheet` goes from a
    sheet to a chronology.

    Examples:
        timeline import incidents.csv --dry-run
        timeline import incidents.csv --map date=When --map title='{What}, {Where}'
        timeline import incidents.csv -n --save-mapping incidents-mapping.toml
        timeline import calendar.ics --name ministry
    """
    from timeline.desk import inputs, intake  # start-up: Tab reads the signature only

    handed = inputs.read(session, files, kind or "", name or "")
    flags = inputs.Flags(
        maps=maps,
        mapping=mapping,
        save=save,
        rest=rest,
        date_order=date_order or "",
        dates=dates or "",
        name=name or "",
        is_partial=partial or handed.is_part,
        refused=refused,
        dry_run=dry_run,
        yes=yes,
        json=form == "json",
    )
    return intake.taken_in(session, handed, flags)
