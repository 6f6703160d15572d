"""REV: those who vouch for an event, and what has become of it since."""

from collections.abc import Iterator

from timeline.checks.corpus import Corpus
from timeline.checks.files import EventFile
from timeline.checks.registry import rule
from timeline.errors import Problem
from timeline.eventfile.reviews import changed_since, last
from timeline.model.event import reviewed


@rule("REV901", "stale-review", "warning", of="event")
def stale_review(file: EventFile, corpus: Corpus) -> Iterator[Problem]:
    """An event that was changed since its review."""
    if reviewed(file.event) == "stale":
        at = file.event.reviews.index(last(file.event))
        offer = file.command("show")
        yield file.problem(
            ("reviews", at),
            changed_since(file.event),
            "look at it as it stands, and review it anew",
            offer=offer,
        )
