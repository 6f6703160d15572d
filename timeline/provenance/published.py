"""What the world could have read by a day: of an imprecise date only the latest day is certain.

Knows when sources were published; knows nothing of who cites whom, and no clock.
"""

from math import inf

from timeline.model.event import Source


def latest(source: Source) -> float | None:
    """The last day its date allows, as in `date.toordinal`, infinite where open; None without a date that is one."""
    from timeline.dates import edtf  # start-up: only the question of who knew what when needs dates

    if source.published is None:
        return None
    try:
        day = edtf.parse(source.published).latest
    except edtf.DateError:  # an unreadable date is none
        return None
    return inf if day is None else day
