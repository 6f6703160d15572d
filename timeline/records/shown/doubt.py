"""What is said of events that only may answer, or that are only one side of a merge, by whoever prints them.

Knows entries; must not know the question, nor how a mark looks.
"""

from collections.abc import Iterable, Sequence

from timeline.records.entry import Entry
from timeline.records.record import Record
from timeline.text.lists import counted, joined


def possible(entries: Sequence[Entry]) -> tuple[bool, str]:
    """Tell whether those that only may be in the range are to be marked, and what is said of them below.

    They are not where all of them would surely be in it, were their dates not those of first reports: that stands
    beside each date, and what it means is said once.
    """
    unsure = [entry for entry in entries if not entry.certain]
    return possibly(len(entries), len(unsure), sum(entry.as_stated for entry in unsure))


def possibly(all_: int, some: int, as_stated: int) -> tuple[bool, str]:
    """Tell the same of so many entries, of which some only may be in the range, and of these so many as stated."""
    if some and some == as_stated:
        return False, f"{counted(some, 'event')} dated by the first report: then or before"
    which = "" if all_ == 1 else "all " if some == all_ else f"{some} of them "
    return some > 0, f"{counted(all_, 'event')}, {which}only possibly in the range" if some else ""


def unsettled(entries: Iterable[Entry]) -> str:
    """What is said of those in whose files a merge has left conflicts; nothing where it has not."""
    some = sum(entry.unsettled for entry in entries)
    return f"{counted(some, 'event')} in conflict, as our side has {'it' if some == 1 else 'them'}" if some else ""


def left_open(event: Record) -> str:
    """What is said of one: what its conflicts are about; nothing where there are none."""
    return f"unresolved conflict in {joined(event.conflicts)}" if event.conflicts else ""
