"""The date of an event as people read it: in English, with what it rests on, and in the source's own words.

Knows nothing of columns and pages.
"""

from timeline.dates import english
from timeline.model.event import Event
from timeline.records.record import Record


def when(event: Event) -> str:
    """`17 November 2024 (reported) (“evening of 17 November 2024”)`: its own words stand where they say more."""
    return english.when(event.date, event.date_basis, lasting(event)) + own(event)


def own(event: Event) -> str:
    """The words of its own that say more than the date, as in ` (“evening of 17 November 2024”)`."""
    if not event.date_text:
        return ""
    from timeline.dates import phrases  # start-up: few dates have words of their own

    return f" (“{event.date_text}”)" if phrases.says_more(event.date_text, event.date) else ""


def lasting(event: Event) -> str:
    """How long it lasted, as in ` (1 h 15 min)`, where both ends have times, and its seconds are known."""
    start, _, end = event.date.partition("/")
    if "T" not in start or "T" not in end or not isinstance(event, Record) or event.first_second is None:
        return ""
    from timeline.dates.instants import length  # start-up: few events have times

    return f" ({length(event.first_second, event.last_second or 0, end)})"
