"""`timeline tags`: the tags there are."""

from typing import Annotated

from timeline.cli.answers import listed
from timeline.cli.chosen import OLD_NAME, NewName, PreviewFlag, YesFlag
from timeline.cli.flags import Argument
from timeline.cli.session import Result, Session
from timeline.cli.shared_flags import Asked, CountFlag, RawFlag, RowFormatFlag


def run(
    session: Session, asked: Asked, count: CountFlag = False, form: RowFormatFlag = None, raw: RawFlag = False
) -> Result:
    """List the tags, one a line.

    Examples:
        timeline tags --count
        timeline tags -f csv
        timeline tags since:2024-11
    """
    return listed(
        session, asked, lambda entry, known: map(known.tag, entry.event.tags), count=count, form=form, raw=raw
    )


def rename(
    session: Session,
    old: Annotated[str, Argument(*OLD_NAME, offers="tag")],
    new: NewName,
    dry_run: PreviewFlag = False,
    yes: YesFlag = False,
) -> Result:
    """Give a tag another name, with all that it holds: of a, also a/b.

    The old name finds nothing from then on: tags have no aliases. A tag that is there already makes two into one.

    Examples:
        timeline tags rename ATACMS missiles/ATACMS --dry-run
        timeline tags rename 'long-range strikes' strikes/long-range --yes
    """
    from timeline.authoring.renaming import renamed  # start-up: Tab reads the signature only

    return renamed(session, "tag", old, new, dry_run=dry_run, yes=yes)
