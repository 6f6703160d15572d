"""The events of an answer under headings.

Knows by what they can be grouped; must not know who prints the headings, nor how.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from timeline.dates.calendar import PERIODS, plain_day
from timeline.errors import UsageError
from timeline.model.event import STATUS
from timeline.model.settings import GROUP
from timeline.records.entry import Entry
from timeline.records.identities import Identities
from timeline.records.lay_words import CLASS_WORDS
from timeline.records.record import Record
from timeline.text.lists import counted, joined

_PLAIN = {"day": 10, "week": 10, "month": 7, "quarter": 7, "year": 4, "decade": 4, "century": 4}
"""By period: how much of a plain day or time settles in which one it stands, so that few dates need be read."""

_ORDER = {word: n for n, word in enumerate((*STATUS, *CLASS_WORDS.values()))}
"""In which order headings stand that are words of ours."""


def grouped(entries: Iterable[Entry], by: str, known: Identities) -> list[tuple[str, list[Entry]]]:
    """The entries under headings, in their order, by the dates that they show; with two actors under both.

    An actor or place has one heading, whatever the names for it.

    Raises:
        UsageError: `by` is none of the ways to group.
    """
    if by not in GROUP:
        raise UsageError(f'no group "{by}"', "group by " + joined([*GROUP], "or"))
    groups: dict[Any, tuple[str, list[Entry]]] = {}
    for entry in entries:
        for key, heading in _headings(entry, by, known) or [(("\U0010ffff",), f"no {by}")]:
            groups.setdefault(key, (heading, []))[1].append(entry)
    return [groups[key] for key in sorted(groups)]


def _headings(entry: Entry, by: str, known: Identities) -> list[tuple[Any, str]]:
    if by in PERIODS:
        return [_standing(entry.date, by)]
    return [(_key(name, by), name) for name in names(entry.event, by, known)]


def names(event: Record, by: str, known: Identities) -> list[str]:
    """The actors, places or tags of an event, its status or its class of sourcing in words: each once."""
    written: Iterable[str] = {
        "actor": (actor.name for actor in event.actors),
        "place": (place.name for place in event.places),
        "tag": event.tags,
        "status": (event.status,),
        "sourcing": (event.provenance.label,),
    }[by]
    return list(dict.fromkeys([_called(name, by, known) for name in written if name]))


def is_sure(entry: Entry, by: str) -> bool:
    """Whether an entry surely answers, and surely belongs under its heading: a day that was reported may be earlier."""
    return entry.certain and (by not in PERIODS or (_lies(entry.date, by) and entry.event.date_basis != "reported"))


class Dated(NamedTuple):
    """So many events of one date that are alike in how surely they answer."""

    date: str
    """As EDTF."""
    certain: bool
    """Whether they surely answer."""
    reported: bool
    """Whether the date is that of the first report."""
    events: int


class HeadingCount(NamedTuple):
    """How many events stand under a heading."""

    key: Any
    """Puts it in order among the others; of a period see dates/periods.py."""
    heading: str
    events: int
    possible: int
    """Those of them of which that is not sure."""


def tallied(dates: Iterable[Dated], by: str) -> list[HeadingCount]:
    """How many events stand under each period, in order, as `grouped` and `is_sure` have it."""
    headings, all_, possible = dict[Any, str](), Counter[Any](), Counter[Any]()
    for date, certain, reported, events in dates:
        settled = _settled(date, by)
        key, headings[key] = _period(settled or date, by)
        all_[key] += events
        if not certain or reported or not (settled or _lies(date, by)):
            possible[key] += events
    return [HeadingCount(key, headings[key], all_[key], possible[key]) for key in sorted(headings)]


class Ranking(NamedTuple):
    """How many events there are of several names."""

    first: list[HeadingCount]
    """Those of most events, the most first."""
    others: HeadingCount
    """How many are of any of the other names, without events where there are none."""
    none: HeadingCount
    """How many have no name."""


class Naming(NamedTuple):
    """Which events have which names."""

    certain: Sequence[bool]
    """Of each event, in the order of their dates, whether it surely answers."""
    names: Sequence[tuple[str, Collection[int]]]
    """Each name as it is written, the one that is met first before the others, and the places of those that have it."""


def ranked(found: Naming, by: str, known: Identities, most: int | None = None) -> Ranking:
    """Tell how many events are of each actor, place, tag, status or class of sourcing, as `grouped` has them.

    Args:
        found: which events have which names.
        by: what they are told apart by.
        known: who is one, whatever the name.
        most: how many names there are to be; None: all.
    """
    having = defaultdict[str, set[int]](set)
    for name, some in found.names:
        having[_called(name, by, known)].update(some)
    order = sorted(having, key=lambda name: (-len(having[name]), _key(name, by), name))

    def counted_(heading: str, some: Collection[int], key: Any = None) -> HeadingCount:
        return HeadingCount(key, heading, len(some), sum(not found.certain[n] for n in some))

    first, others = order[:most], order[len(order) if most is None else most :]
    return Ranking(
        [counted_(name, having[name], _key(name, by)) for name in first],
        counted_(counted(len(others), "other"), set().union(*(having[name] for name in others))),
        counted_(f"no {by}", set(range(len(found.certain))).difference(*having.values())),
    )


def _called(name: str, by: str, known: Identities) -> str:
    """What somebody or something is called that is written so."""
    if by in {"actor", "place"}:
        return known.name(known.actor(name) if by == "actor" else known.place(name))
    return CLASS_WORDS[name] if by == "sourcing" else name


def _key(name: str, by: str) -> tuple[Any, ...]:
    """What puts a heading in order among the others."""
    if by in {"status", "sourcing"}:
        return (_ORDER.get(name, len(_ORDER)),)
    return name.casefold(), name


def _standing(date: str, by: str) -> tuple[Any, str]:
    """The period under which a date stands."""
    return _period(_settled(date, by) or date, by)


def _settled(date: str, by: str) -> str:
    """So much of a date as settles in which period it surely stands, where that is plain to see; else nothing."""
    size, (first, _, last) = _PLAIN.get(by), date.partition("/")
    if not size or not _begins_with_day(first):
        return ""
    ends_there = last in {"", ".."} or (last[:size] == first[:size] and _begins_with_day(last))
    return date[:size] if ends_there else ""


def _begins_with_day(date: str) -> bool:
    return date[10:11] in {"", "T"} and plain_day(date[:10]) is not None


@lru_cache(maxsize=4096)
def _lies(date: str, by: str) -> bool:
    from timeline.dates import edtf, periods  # start-up: as below

    return bool(_settled(date, by)) or periods.is_sure(edtf.parse(date), by)


@lru_cache(maxsize=4096)
def _period(date: str, by: str) -> tuple[Any, str]:
    from timeline.dates import edtf, periods  # start-up: most headings are names

    return periods.period(edtf.parse(date), by)
