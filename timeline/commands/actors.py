"""`timeline actors`: who takes part."""

from typing import Annotated

from timeline.cli.answers import listed
from timeline.cli.chosen import OLD_NAME, NewName, PreviewFlag, YesFlag
from timeline.cli.flags import Argument
from timeline.cli.session import Result, Session
from timeline.cli.shared_flags import Asked, CountFlag, RawFlag, RowFormatFlag


def run(
    session: Session, asked: Asked, count: CountFlag = False, form: RowFormatFlag = None, raw: RawFlag = False
) -> Result:
    """List who takes part, one name a line.

    Examples:
        timeline actors --count
        timeline actors -f csv
        timeline actors tag:ATACMS since:2024
    """
    return listed(
        session,
        asked,
        lambda e, known: (known.actor(a.name) for a in e.event.actors),
        count=count,
        form=form,
        raw=raw,
    )


def rename(
    session: Session,
    old: Annotated[str, Argument(*OLD_NAME, offers="actor")],
    new: NewName,
    dry_run: PreviewFlag = False,
    yes: YesFlag = False,
) -> Result:
    """Give an actor another name, in every event and in the register.

    The old name stays an alias in the register. Comments stay. A name that is there already makes two into one.
    Where it is also the name of a source, that is `sources rename`.

    Examples:
        timeline actors rename 'Ukrainian forces' 'Armed Forces of Ukraine' --dry-run
        timeline actors rename 'Joe Biden' 'Joseph Biden' --yes
    """
    from timeline.authoring.renaming import renamed  # start-up: Tab reads the signature only

    return renamed(session, "actor", old, new, dry_run=dry_run, yes=yes)
