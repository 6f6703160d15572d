"""The events of an answer under headings.

Knows by what they can be grouped; must not know who prints the headings, nor how.
"""

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any

from timeline.errors import UsageError
from timeline.records.entry import Entry
from timeline.records.identities import Identities
from timeline.text.lists import joined

GROUPS = ("month", "year", "actor", "tag", "place")


def grouped(
    entries: Iterable[Entry], by: str, known: Identities, dated: Callable[[Entry], str] = attrgetter("date")
) -> list[tuple[str, list[Entry]]]:
    """The entries under headings, in their order and by the date that each has there; with two actors under both.

    An actor or place has one heading, whatever the names for it.

    Raises:
        UsageError: `by` is none of the ways to group.
    """
    if by not in GROUPS:
        raise UsageError(f'no group "{by}"', "group by " + joined(GROUPS, "or"))
    groups: dict[Any, tuple[str, list[Entry]]] = {}
    for entry in entries:
        for key, heading in _headings(entry, by, known, dated) or [(("\U0010ffff",), f"no {by}")]:
            groups.setdefault(key, (heading, []))[1].append(entry)
    return [groups[key] for key in sorted(groups)]


def _headings(entry: Entry, by: str, known: Identities, dated: Callable[[Entry], str]) -> list[tuple[Any, str]]:
    if by in {"month", "year"}:
        from timeline.dates import edtf, english  # start-up: most headings are names

        date = dated(entry)
        if date[4:5] == date[7:8] == "-" and date[:10].replace("-", "").isdigit() and date[10:11] in {"", "T"}:
            date = date[:7]  # a plain day or time stands where its month does: months are few, and read once
        return [english.group(edtf.parse(date), by)]
    event = entry.event
    keys = {
        "actor": (known.actor(a.name) for a in event.actors),
        "place": (known.place(p.name) for p in event.places),
        "tag": map(known.tag, event.tags),
    }
    return [((name.casefold(), name), name) for name in map(known.name, dict.fromkeys(keys[by]))]
