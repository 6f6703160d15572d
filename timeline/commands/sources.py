"""`timeline sources`: who says so."""

from timeline.cli.answers import listed
from timeline.cli.chosen import NewName, OldName, PreviewFlag, YesFlag
from timeline.cli.session import Result, Session
from timeline.cli.shared_flags import Asked, CountFlag, RawFlag, RowFormatFlag


def run(
    session: Session, asked: Asked, count: CountFlag = False, form: RowFormatFlag = None, raw: RawFlag = False
) -> Result:
    """List who says so: outlets, people and documents, one a line.

    How to write a source is told by `timeline help sources`.

    Examples:
        timeline sources --count -f json
        timeline sources actor:Biden
    """
    return listed(
        session, asked, lambda entry, known: map(known.source, entry.event.sources), count=count, form=form, raw=raw
    )


def rename(session: Session, old: OldName, new: NewName, dry_run: PreviewFlag = False, yes: YesFlag = False) -> Result:
    """Give an outlet or a person who says so another name, in every source and in the registers.

    It is changed as publisher, name and author. The old name stays an alias in the register.

    Examples:
        timeline sources rename 'The New York Times' 'New York Times' --dry-run
        timeline sources rename 'Ukrainska Pravda' 'Ukrayinska Pravda' --yes
    """
    from timeline.authoring.renaming import renamed  # start-up: Tab reads the signature only

    return renamed(session, "source", old, new, dry_run=dry_run, yes=yes)
