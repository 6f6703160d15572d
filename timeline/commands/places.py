"""`timeline places`: where it happens."""

from timeline.cli.answers import listed
from timeline.cli.session import Result, Session
from timeline.cli.shared_flags import Asked, CountFlag


def run(session: Session, asked: Asked, count: CountFlag = False) -> Result:
    """List where it happens, one place a line.

    Examples:
        timeline places --count
        timeline places actor:Biden
    """
    return listed(session, asked, lambda entry, known: (known.place(p.name) for p in entry.event.places), count=count)
