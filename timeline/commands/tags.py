"""`timeline tags`: the tags there are."""

from timeline.cli.answers import listed
from timeline.cli.session import Result, Session
from timeline.cli.shared_flags import Asked, CountFlag


def run(session: Session, asked: Asked, count: CountFlag = False) -> Result:
    """List the tags, one a line.

    Examples:
        timeline tags --count
        timeline tags since:2024-11
    """
    return listed(session, asked, lambda entry, known: map(known.tag, entry.event.tags), count=count)
