"""The gist of an event: what is asked of it beside others, little enough to be kept; and when two look like one event.

Knows events and the register; no rules, not where events are kept, nor which pairs are worth comparing.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from typing import Any, NamedTuple

from timeline.dates import edtf
from timeline.model.event import Event, Source
from timeline.model.register import Directory, Register
from timeline.text.folding import fold

_SMALL = frozenset(
    "a an the of in on at to for from by with and or as its his her their is are was were be has have had it"
    " that".split()
)
"""Words that titles share for no reason."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_IN_WORDS = (
    dict(zip("two three four five six seven eight nine ten eleven twelve".split(), map(str, range(2, 13)), strict=True))
    | dict(
        zip("second third fourth fifth sixth seventh eighth ninth tenth".split(), map(str, range(2, 11)), strict=True)
    )
    | {"again": "again"}
)
"""Words that say how many or which time, as digits. One and first are more often said for no such reason."""
_USUAL, _SHARE = 20, 50
_POINTS = str.maketrans("", "", ".,")


class Gist(NamedTuple):
    """What the rules that look at several events need to know of each."""

    id: str
    date: str
    days: tuple[int | None, int | None]
    """The first and the last, as in `date.toordinal`."""
    is_wide: bool
    """Whether the date is a month or a year: it is one of its days."""
    words: frozenset[str]
    """Those of the title that say something, folded."""
    numbers: frozenset[str]
    """Those of the title, as digits; and `again`."""
    status: str
    reported: tuple[int, ...]
    """The days of dated reports that speak for it."""
    actors: tuple[str, ...]
    """Their names, as they are written."""
    people: frozenset[str]
    """The same as the register knows them: ids, and folded names of those that it does not know."""
    places: frozenset[str]
    """Where it happened, known alike."""
    sites: tuple[str, ...]
    """The names of its places, as they are written."""
    outlets: tuple[str, ...]
    """The publishers that its file names."""
    links: tuple[tuple[str, str], ...]
    """Type and target."""
    aliases: tuple[str, ...]
    """IDs that it had before."""
    pages: tuple[tuple[int, str, str], ...]
    """Of the sources that its file describes, those with an address and a title: number, address, title."""
    copied: bool
    """Whether a source has a preserved copy."""


def gist_of(event: Event, register: Register, written: Iterable[Source] = ()) -> Gist:
    """What there is to know of an event with its `ref` sources filled in; `written` are those that its file has."""
    date = edtf.parse(event.date)
    days = date.earliest, date.latest
    numbers = frozenset(number.translate(_POINTS) for number in _NUMBER.findall(event.title))
    words = frozenset(fold(event.title).split()) - _SMALL
    numbers |= {_IN_WORDS[word] for word in words if word in _IN_WORDS}
    return Gist(
        id=event.id,
        date=event.date,
        days=days,
        is_wide=date.kind == "date" and date.precision in {"day", "month", "year"} and days[0] != days[1],
        words=frozenset(word for word in words if not word.isdigit()) if numbers else words,
        numbers=numbers,
        status=event.status,
        reported=tuple(_days(source for source in event.sources if source.own_stance == "supports")),
        actors=tuple(actor.name for actor in event.actors),
        people=frozenset([_known(register.actors, actor.name) for actor in event.actors]) - {""},
        places=frozenset([_known(register.places, place.name) for place in event.places]) - {""},
        sites=tuple(place.name for place in event.places),
        outlets=tuple(source.publisher for source in written if source.publisher and not source.confidential),
        links=tuple((link.type, link.to) for link in event.links),
        aliases=event.aliases,
        pages=tuple((n, source.url, source.title) for n, source in enumerate(written) if source.url and source.title),
        copied=any(source.copy for source in event.sources),
    )


def _days(sources: Iterable[Source]) -> Iterator[int]:
    """The days on which sources were published at the latest, where dates say so."""
    for source in sources:
        with suppress(edtf.DateError):
            if source.published and (day := edtf.parse(source.published).latest):
                yield day


@lru_cache(maxsize=16_384)  # the same few are named again and again
def _known(directory: Directory[Any], name: str) -> str:
    """A name as its one id in the register, or else folded."""
    ids = directory.find(name)
    return ids[0] if len(ids) == 1 else fold(name)


def is_usual(titles: int, events: int) -> bool:
    """Whether a word that stands in so many titles of so many says nothing of which event is meant."""
    return titles > max(_USUAL, events // _SHARE)


def why_alike(one: Gist, other: Gist, usual: Callable[[str], bool] = lambda _: False) -> str:
    """Why two events look like one; nothing where they do not, or where the editor has linked them.

    They do where nothing parts them (days, places, and the numbers in their titles) and their titles share two thirds
    of the words that say something, at least two: all of them, or two that are not usual.

    Args:
        one: an event.
        other: another.
        usual: tells whether a word stands in the titles of many events.
    """
    elsewhere = one.places and other.places and one.places.isdisjoint(other.places)
    same_days = one.days == other.days or _holds(one, other) or _holds(other, one)
    if one.numbers != other.numbers or elsewhere or not same_days:
        return ""
    shared = one.words & other.words
    alike = len(shared) > 1 and 3 * len(shared) >= 2 * len(one.words | other.words)
    if not alike or _leads(one, other) or _leads(other, one):
        return ""
    if one.words != other.words and sum(not usual(word) for word in shared) < 2:  # last, since it may ask the index
        return ""
    return f"same days, {'' if one.people.isdisjoint(other.people) else 'an actor shared, '}titles alike"


def _leads(one: Gist, other: Gist) -> bool:
    """Whether one links to another, or had its ID before."""
    return any(to == other.id or to in other.aliases for _, to in one.links) or other.id in one.aliases


def _holds(wide: Gist, narrow: Gist) -> bool:
    """Whether the days of one lie in the month or year that is the date of another."""
    if not wide.is_wide or None in narrow.days:
        return False
    (first, last), (start, end) = wide.days, narrow.days
    return first <= start and end <= last  # type: ignore[operator]  # none of them is None
