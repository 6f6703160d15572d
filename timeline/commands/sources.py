"""`timeline sources`: who says so."""

from typing import TYPE_CHECKING, Annotated

from timeline.cli.filters import FILTERS
from timeline.cli.result import Result
from timeline.cli.shared_flags import CountFlag

if TYPE_CHECKING:
    from timeline.cli.session import Session
    from timeline.store.search.compiler import Question


def run(session: "Session", asked: Annotated["Question", FILTERS], count: CountFlag = False) -> Result:
    """List who says so: outlets, people and documents, one a line."""
    from timeline.cli.values import listed  # start-up: Tab reads the signature only
    from timeline.records.source_words import publishers

    return listed(session, asked, lambda entry: publishers(entry.event.sources), count=count)
