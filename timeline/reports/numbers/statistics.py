"""What the events of an answer come to in numbers (records/numbers.py), counted in one look at each.

Keeps no event: what it holds grows with names, days and documents. Must not know how the numbers are printed.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, repeat
from math import inf
from typing import TypeVar

from timeline.dates.edtf import day_number, iso_day
from timeline.model.event import REVIEWED, STATUS, Figure, replace
from timeline.records import figures
from timeline.records.entry import Entry
from timeline.records.identities import Identities
from timeline.records.lay_words import CLASS_WORDS, FLAG_WORDS
from timeline.records.numbers import Bringing, Few, InNumbers, Lull, Missed, Sum, pack, unpack
from timeline.records.record import Outline, outline
from timeline.reports.numbers.documents import DocumentCount
from timeline.reports.numbers.grounds import Carrier, Grounds
from timeline.reports.numbers.missed import RULE, Presence, When
from timeline.reports.numbers.overview import Bounded, Course, Silence, length, stretch
from timeline.store import kept
from timeline.store.answer import Answer
from timeline.store.chronology import Chronology
from timeline.store.index.schema import ROOMS, code
from timeline.store.search.compiler import Question
from timeline.store.search.matches import Answering
from timeline.text.folding import fold

T = TypeVar("T")
MOST = 10
"""How many of each kind are named, unless another number is asked for."""
_UNHAPPENED = {"planned", "expected", "possible", "cancelled", "refuted"}
"""With one of these an event was not, or not yet: nobody was there."""
_OURS = (*ROOMS, "store", "reports", "query")
"""Whose code the numbers depend on."""
_UNSURE = frozenset("?~%")
"""What qualifies a date, or a part of it (EDTF)."""
_STEP = 1000
"""Events between two looks at the clock."""


class _Date:
    """What is known of a date, and what if it is only that of a report, or of what was not."""

    __slots__ = ("first", "last", "loose", "sure")

    def __init__(self, event: Outline) -> None:
        self.first, self.last = _day(event.earliest), _day(event.latest)
        is_day = self.first == self.last and not _UNSURE.intersection(event.date)
        until = inf if self.last is None else self.last
        self.sure, self.loose = When(self.first if is_day else None, until), When(None, until)


class Statistics:
    """The numbers as they grow."""

    def __init__(self, known: Identities) -> None:
        """Take what tells who is one, whatever the name."""
        self._known = known
        self._documents = DocumentCount()
        self._grounds = Grounds(known, self._documents.add)
        self._presence = Presence(known.actor)
        self._dates: dict[str, _Date] = {}
        self._judged: Counter[tuple[str, str]] = Counter()
        """How many events have a status, and are reviewed or not."""
        self._as_stated = 0
        self._figures: defaultdict[tuple[str, str | None], Counter[figures.Amount]] = defaultdict(Counter)
        self._called: dict[str, str] = {}
        """The names of figures, as they were first met."""

    def look(self, event: Outline, *, certain: bool, as_stated: bool) -> None:
        """Count one event; with `as_stated` it would surely answer, were its date not only that of the first report."""
        self._grounds.rests(event.sources, event.provenance, certain=certain)
        self._as_stated += as_stated and not certain
        self._judged[event.status, event.reviewed] += 1
        date = self._dates.get(event.date)
        if date is None:
            date = self._dates[event.date] = _Date(event)
        is_loose = event.date_basis == "reported" or event.status in _UNHAPPENED
        self._presence.look(event.actors, date.loose if is_loose else date.sure)
        if event.figures:
            self._look_at_figures(event)

    def _look_at_figures(self, event: Outline) -> None:
        """Nothing of two units is taken together."""
        named: defaultdict[tuple[str, str | None], list[Figure]] = defaultdict(list)
        for figure in event.figures:
            self._called.setdefault(fold(figure.what), figure.what)
            named[fold(figure.what), figure.unit].append(figure)
        for key, some in named.items():
            if (amount := figures.together(some)) is not None:
                self._figures[key][amount] += 1

    def numbers(self, most: int) -> InNumbers:
        """All of it, with so many of each kind named."""
        grounds, course = (
            self._grounds,
            Course(Bounded(d.first, d.last, date, d.sure.number + d.loose.number) for date, d in self._dates.items()),
        )
        first, last = (None, None) if course.bounds is None else map(iso_day, course.bounds)
        return InNumbers(
            events=grounds.events,
            possible=grounds.possible,
            as_stated=self._as_stated,
            period=course.words,
            earliest=first,
            latest=last,
            classes={label: grounds.labels[label] for label in CLASS_WORDS},
            flags={label: grounds.labels[label] for label in FLAG_WORDS},
            documents=self._documents.number,
            outlets=grounds.publishers,
            authors=grounds.authors,
            undocumented=grounds.bare,
            direct=grounds.direct,
            withheld=grounds.hidden,
            unnamed=grounds.unnamed,
            carriers=_few(map(_carried, grounds.outlets), most),
            origins=_few(map(_carried, grounds.origins), most),
            least_lull=length(course.least) if course.least else "",
            lulls=_few(map(_lull, course.silences), most),
            missed_rule=RULE,
            missed=_few(self._missed, most),
            figures=_few(self._sums, most),
            status={word: number for word in STATUS if (number := self._with(word))},
            reviewed={word: self._with(word) for word in REVIEWED} if self._with("yes") + self._with("stale") else {},
        )

    def _with(self, word: str) -> int:
        """How many events have a word of `STATUS` or `REVIEWED`."""
        return sum(number for words, number in self._judged.items() if word in words)

    @property
    def _missed(self) -> list[Missed]:
        found = [
            Missed(self._known.name(a.who), a.events, iso_day(a.first), iso_day(a.last), a.usual, a.silent)
            for a in self._presence.absences
        ]
        return sorted(found, key=lambda one: (-one.events, -one.silent, one.name))

    @property
    def _sums(self) -> list[Sum]:
        """What is counted in most events first."""
        events, found = self._grounds.events, []
        for (what, unit), amounts in self._figures.items():
            number = amounts.total()
            whole = figures.total(chain(amounts.elements(), repeat(None, events - number)))
            low, high, best = whole.amount
            found.append(Sum(self._called[what], unit, low, high, best, number, figures.in_words(whole, events)))
        return sorted(found, key=lambda one: (-one.events, fold(one.what), one.unit or ""))


def _day(iso: str | None) -> int | None:
    """The number of a day, if there is one."""
    return None if iso is None else day_number(*map(int, iso.rsplit("-", 2)))


def _lull(silence: Silence) -> Lull:
    days, first, last = silence
    return Lull(iso_day(first), iso_day(last), days, stretch(first, last), length(days))


def _carried(carrier: Carrier) -> Bringing:
    return Bringing(carrier.name, carrier.events, carrier.alone)


def _few(things: Iterable[T], most: int) -> Few[T]:
    all_ = [*things]
    return Few(len(all_), tuple(all_[:most]))


def of_entries(entries: Iterable[Entry], known: Identities, most: int) -> InNumbers:
    """The numbers of some events."""
    statistics = Statistics(known)
    for entry in entries:
        statistics.look(outline(entry.unpack()), certain=entry.certain, as_stated=entry.as_stated)
    return statistics.numbers(most)


def of_answer(chronology: Chronology, asked: Question, most: int) -> tuple[InNumbers, Answer]:
    """The numbers of the events that answer, and what could not be read; kept until anything is changed."""
    stamp = repr((code(_OURS), most)).encode()
    register, of = chronology.register, len(chronology.tree)

    def worked_out(matches: Iterator[Answering]) -> bytes:
        statistics = Statistics(Identities(register))
        for number, (record, is_certain, as_stated) in enumerate(matches, 1):
            statistics.look(outline(record), certain=is_certain, as_stated=as_stated)
            if not number % _STEP:
                chronology.progress(number, of)
        return pack(statistics.numbers(most))

    data, met = kept.of_answer(chronology, asked, stamp, worked_out)
    numbers = unpack(data)
    judged = "" if asked.published_by is None else chronology.judged_after(asked.published_by)
    return replace(numbers, undated=met.undated, judged=judged), met
