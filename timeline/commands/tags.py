"""`timeline tags`: the tags there are."""

from timeline.cli.filters import Asked
from timeline.cli.result import Result
from timeline.cli.session import Session
from timeline.cli.shared_flags import CountFlag


def run(session: Session, asked: Asked, count: CountFlag = False) -> Result:
    """List the tags, one a line."""
    from timeline.cli.values import listed  # start-up: Tab reads the signature only

    return listed(session, asked, lambda entry: entry.event.tags, count=count)
