"""The date of an event as people read it: in English, with what it rests on, and in the source's own words.

Knows nothing of columns and pages.
"""

from timeline.dates import english
from timeline.model.event import Event


def when(event: Event, date: str | None = None) -> str:
    """`17 November 2024 (reported) (“evening of 17 November 2024”)`: its own words stand where they say more.

    Args:
        event: the event.
        date: its date in another time zone; None: as it is written.
    """
    shown, own = english.when(date or event.date, event.date_basis), event.date_text
    if not own:
        return shown
    from timeline.dates import phrases  # start-up: few dates have words of their own

    return f"{shown} (“{own}”)" if phrases.says_more(own, event.date) else shown
