"""`timeline sources`: who says so."""

from timeline.cli.filters import Asked
from timeline.cli.result import Result
from timeline.cli.session import Session
from timeline.cli.shared_flags import CountFlag


def run(session: Session, asked: Asked, count: CountFlag = False) -> Result:
    """List who says so: outlets, people and documents, one a line."""
    from timeline.cli.values import listed  # start-up: Tab reads the signature only
    from timeline.records.source_words import publishers

    return listed(session, asked, lambda entry: publishers(entry.event.sources), count=count)
