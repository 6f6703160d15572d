"""`timeline places`: where it happens."""

from typing import Annotated

from timeline.cli.answers import listed
from timeline.cli.chosen import OLD_NAME, NewName, PreviewFlag, YesFlag
from timeline.cli.flags import Argument
from timeline.cli.session import Result, Session
from timeline.cli.shared_flags import Asked, CountFlag, RawFlag, RowFormatFlag


def run(
    session: Session, asked: Asked, count: CountFlag = False, form: RowFormatFlag = None, raw: RawFlag = False
) -> Result:
    """List where it happens, one place a line.

    Examples:
        timeline places --count -f json
        timeline places actor:Biden
    """
    return listed(
        session,
        asked,
        lambda e, known: (known.place(p.name) for p in e.event.places),
        count=count,
        form=form,
        raw=raw,
    )


def rename(
    session: Session,
    old: Annotated[str, Argument(*OLD_NAME, offers="place")],
    new: NewName,
    dry_run: PreviewFlag = False,
    yes: YesFlag = False,
) -> Result:
    """Give a place another name, in every event and in the register.

    The old name stays an alias in the register. Comments stay. A name that is there already makes two into one.

    Examples:
        timeline places rename 'Kursk Oblast' Kursk --dry-run
        timeline places rename 'Kursk Oblast' 'Kursk region' --yes
    """
    from timeline.authoring.renaming import renamed  # start-up: Tab reads the signature only

    return renamed(session, "place", old, new, dry_run=dry_run, yes=yes)
