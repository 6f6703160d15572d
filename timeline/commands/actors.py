"""`timeline actors`: who takes part."""

from timeline.cli.answers import listed
from timeline.cli.session import Result, Session
from timeline.cli.shared_flags import Asked, CountFlag


def run(session: Session, asked: Asked, count: CountFlag = False) -> Result:
    """List who takes part, one name a line.

    Examples:
        timeline actors --count
        timeline actors tag:ATACMS since:2024
    """
    return listed(session, asked, lambda entry, known: (known.actor(a.name) for a in entry.event.actors), count=count)
