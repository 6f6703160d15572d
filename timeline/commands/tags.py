"""`timeline tags`: the tags there are."""

from typing import TYPE_CHECKING, Annotated

from timeline.cli.filters import FILTERS
from timeline.cli.result import Result
from timeline.cli.shared_flags import CountFlag

if TYPE_CHECKING:
    from timeline.cli.session import Session
    from timeline.store.search.compiler import Question


def run(session: "Session", asked: Annotated["Question", FILTERS], count: CountFlag = False) -> Result:
    """List the tags, one a line."""
    from timeline.cli.values import listed  # start-up: Tab reads the signature only

    return listed(session, asked, lambda entry: entry.event.tags, count=count)
