"""`timeline sources`: who says so."""

from timeline.cli.answers import listed
from timeline.cli.session import Result, Session
from timeline.cli.shared_flags import Asked, CountFlag


def run(session: Session, asked: Asked, count: CountFlag = False) -> Result:
    """List who says so: outlets, people and documents, one a line.

    How to write a source is told by `timeline help sources`.

    Examples:
        timeline sources --count
        timeline sources actor:Biden
    """
    return listed(session, asked, lambda entry, known: map(known.source, entry.event.sources), count=count)
