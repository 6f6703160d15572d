"""`timeline stats`: what the events that match come to in numbers."""

from typing import Annotated, Literal

from timeline.cli.answers import printed, told_beside
from timeline.cli.flags import Flag
from timeline.cli.session import Result, Session
from timeline.cli.shared_flags import Asked, OutputFlag

NumbersFormat = Literal["text", "json", "markdown"]


def run(
    session: Session,
    asked: Asked,
    form: Annotated[NumbersFormat | None, Flag("-f --format", "How to print it.")] = None,
    output: OutputFlag = None,
    limit: Annotated[int | None, Flag("-n --limit N", "The first N of each kind only; default: 10.", least=0)] = None,
) -> Result:
    """Print what the events that match come to in numbers.

    When they were, and when nothing is on file; what they rest on, in lay words; which outlets bring most of them, and
    from whom it comes; who took part regularly and is in no later event; what figures sum up to; by status and review.
    Dates that are only possibly in the range are counted too, and how many they are is said.

    Examples:
        timeline stats
        timeline stats actor:Biden since:2024-10
        timeline stats tag:energy -n 3 -f markdown
        timeline stats -o numbers.json
    """
    from timeline import formats  # start-up: Tab reads the signature only
    from timeline.reports.numbers import statistics

    name = form or formats.by_ending(output, formats.NUMBERS) or "text"
    numbers, answer = statistics.of_answer(session.chronology, asked, statistics.MOST if limit is None else limit)
    result = printed(session, name, [("", [numbers])], answer, output, day=asked.published_by, of=formats.NUMBERS)
    return result._replace(notes=told_beside(session, asked, answer, found=bool(numbers.events)))
