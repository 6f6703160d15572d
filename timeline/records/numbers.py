"""What the events of an answer come to in numbers: the data that is shown, and kept.

Lists are bounded; each says how long it would be. The same in words are sections, alike for every reader. Must not know
how anything is counted (reports/numbers/), nor how it is printed (formats/numbers/).
"""

from collections.abc import Iterator
from typing import Generic, NamedTuple, TypeVar

from msgspec import Struct, msgpack

from timeline.dates import english
from timeline.model.event import STATUS
from timeline.records.lay_words import CLASS_WORDS, FLAG_WORDS
from timeline.text.lists import counted

T = TypeVar("T")


class Few(Struct, Generic[T], frozen=True):
    """The first of some things, and how many there are."""

    total: int
    first: tuple[T, ...]


class Bringing(Struct, frozen=True):
    """Whoever brings events, or from whom they come."""

    name: str
    events: int
    one_source: int
    """Of these, the events that go back to one source."""


class Lull(Struct, frozen=True):
    """A time in which none of the events can have been."""

    first: str
    last: str
    days: int
    words: str
    """The same in English."""
    length: str
    """How long it is, in days or years."""


class Missed(Struct, frozen=True):
    """Somebody who took part regularly, and is in none of the later events."""

    name: str
    events: int
    first: str
    last: str
    usual: int
    """Days between two of the days on which they took part, on average."""
    silent: int
    """Days since, as far as it is sure that the chronology goes on."""


class Sum(Struct, frozen=True):
    """What the figures of one name and one unit come to."""

    what: str
    unit: str | None
    low: float | None
    high: float | None
    best: float | None
    events: int
    """How many have such a figure."""
    words: str
    """The same in English."""


class InNumbers(Struct, frozen=True, kw_only=True):
    """All of it."""

    events: int
    possible: int
    """Events that are only possibly in the range asked for."""
    as_stated: int
    """Of these, those that would surely be, were their dates not only those of first reports."""
    undated: int = 0
    """Events that are left out, since nobody knows when their sources were published."""
    period: str
    """From when until when, and how often, in English."""
    earliest: str | None
    latest: str | None
    classes: dict[str, int]
    flags: dict[str, int]
    documents: int
    outlets: int
    """Who published them."""
    authors: int
    """Who made those of them that no outlet published: posts and films."""
    undocumented: int
    """Outlets or bodies that are named without a document."""
    direct: int
    """Who, or what, was heard or seen without one."""
    withheld: int
    """Sources that are confidential, in how many events soever."""
    unnamed: int
    """Of the origins those that are described, and not named."""
    carriers: Few[Bringing]
    origins: Few[Bringing]
    least_lull: str
    """How long a time without events is at least that is much longer than usual; empty: nobody can tell."""
    lulls: Few[Lull]
    missed_rule: str
    """Who is missed, in English."""
    missed: Few[Missed]
    figures: Few[Sum]
    status: dict[str, int]
    judged: str = ""
    """Whose the statuses are, where they may rest on later sources than were asked for."""
    reviewed: dict[str, int]
    """Empty, where nothing was ever reviewed."""


pack = msgpack.Encoder().encode
unpack = msgpack.Decoder(InNumbers).decode
"""The numbers as bytes, and back."""


class CountedText(NamedTuple):
    """A line of a topic: numbers, and what they are of."""

    numbers: tuple[str, ...]
    text: str


class Topic(NamedTuple):
    """InNumbers of one kind, in words; texts of others are as they wrote them."""

    title: str
    heads: tuple[str, ...]
    """What the numbers are; empty: the text says it."""
    of: str
    """What the texts are."""
    rows: list[CountedText]
    note: str = ""
    """A sentence or two to be read before them."""
    more: int = 0
    """How many rows are not there."""


def topics(n: InNumbers) -> list[Topic]:
    """All of it in words, what is most telling first; of nothing no topic."""
    return [topic for topic in _topics(n) if topic.rows] if n.events else []


def _topics(n: InNumbers) -> Iterator[Topic]:
    """The sections, empty ones too."""
    told = [_row(n.classes[label], words) for label, words in CLASS_WORDS.items() if n.classes[label] or label == _BEST]
    yield Topic("What they rest on", _EVENTS, "the sources of an event", told, _CLASS)
    flags = [_row(n.flags[label], words) for label, words in FLAG_WORDS.items() if n.flags[label]]
    yield Topic("And besides", _EVENTS, "the sources of an event", flags, _FLAG)
    yield Topic("On file", ("number",), "on file", [*_on_file(n)])
    carried = ("events", "with one source")
    yield _topic("Outlets and authors that most rests on", carried, "outlet or author", n.carriers, _CARRIER)
    yield _topic("From whom most of it comes", carried, "origin", n.origins, _ORIGIN)
    lulls = [CountedText((lull.length,), lull.words) for lull in n.lulls.first]
    note = f"Times of {n.least_lull} or more, five times as long as usual, longest first."
    more = n.lulls.total - len(lulls)
    yield Topic("When nothing is on file", ("how long",), "from when until when", lulls, note, more)
    missed = [CountedText((f"{one.events:,}",), _missed(one)) for one in n.missed.first]
    more = n.missed.total - len(missed)
    yield Topic("Who is in no later event here", _EVENTS, "who", missed, f"{n.missed_rule} {_MISSED}", more)
    sums = [CountedText((), f"{one.what}{f' ({one.unit})' * bool(one.unit)}: {one.words}") for one in n.figures.first]
    yield Topic("Figures", (), "what", sums, _FIGURES, n.figures.total - len(sums))
    status = [_row(number, f"{word} ({STATUS[word]})") for word, number in n.status.items()]
    judged = f"The status is {n.judged}: it may rest on later sources." if n.judged else ""
    yield Topic("By status", _EVENTS, "status", status, judged)
    reviewed = [_row(number, _REVIEWED[word]) for word, number in n.reviewed.items()]
    yield Topic("By review", _EVENTS, "review", reviewed)


_BEST = "corroborated"
"""The class of which is told even that no event has it."""
_EVENTS = ("events",)
_CLASS = "Each event stands once."
_FLAG = "An event may stand several times, or not at all."
_CARRIER = (
    "How many events each brings, and how many of these go back to one source, whoever that is; most of the latter"
    " first."
)
_ORIGIN = (
    "Those who have it from nobody else on file, by name: unnamed people who are described alike may be different"
    " people. How many events rest on each, and how many of these on nobody else; most of the latter first."
)
_MISSED = "That says nothing of what became of them."
_FIGURES = "Each event counts once, and nothing tells whether two of them count the same."
_REVIEWED = {"yes": "reviewed as they stand", "stale": "changed since their review", "no": "not reviewed"}


def _topic(title: str, heads: tuple[str, ...], of: str, found: Few[Bringing], note: str) -> Topic:
    rows = [CountedText((f"{one.events:,}", f"{one.one_source:,}"), one.name) for one in found.first]
    return Topic(title, heads, of, rows, note, found.total - len(rows))


def _row(number: int, text: str) -> CountedText:
    return CountedText((f"{number:,}",), text)


def _on_file(n: InNumbers) -> Iterator[CountedText]:
    """What there is, in the words that go with each number."""
    said = (
        (n.documents, "document", "documents, each counted once"),
        (n.outlets, "outlet with documents on file", "outlets with documents on file"),
        (n.authors, "author of posts or films on file", "authors of posts and films on file"),
        (n.undocumented, "outlet or body without a document named", "outlets or bodies without a document named"),
        (n.direct, "heard or seen directly", "heard or seen directly"),
        (
            n.origins.total,
            "origin: who has it from nobody else on file",
            "origins: who have it from nobody else on file",
        ),
        (n.unnamed, "of these is described, and not named", "of these are described, and not named"),
        (n.withheld, "confidential source, withheld", "confidential sources, withheld"),
    )
    for number, one, several in said:
        if number:
            yield _row(number, one if number == 1 else several)


def _missed(one: Missed) -> str:
    """`Joe Biden: from 1 June to 4 September 2020, about every 8 days; then in none for at least 181 days`."""
    when = english.when(f"{one.first}/{one.last}", "stated")
    every = "daily" if one.usual < 2 else f"about every {one.usual:,} days"
    return f"{one.name}: {when}, {every}; then in none for at least {counted(one.silent, 'day')}"
