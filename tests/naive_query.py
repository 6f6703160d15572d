"""Answers a query the plain way, event by event: the oracle that the index must agree with.

Says what `timeline/query/tree.py` says in its docstring, in as simple Python as can be; shares with it the tree, the
comparison of texts (`words`, `whole`, `Budget.finder`) and nothing else.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, time
from typing import Any

from timeline.dates import edtf, instants
from timeline.model.event import LINK, ROLE, Event, Number, Place, Source, table
from timeline.model.register import Directory, Register
from timeline.provenance.witness import platform
from timeline.query.fields import whole, words
from timeline.query.tree import And, Near, Not, Numbers, Or, Query, Range, Term, Text, Value, Window, Word
from timeline.records.record import Record
from timeline.text.address import addresses, canonical, host
from timeline.text.countries import code
from timeline.text.folding import fold, is_unsegmented, name_words, readings
from timeline.text.regex import Budget

Answer = edtf.Match
RANK: dict[Answer, int] = {"no": 0, "possible": 1, "certain": 2}
OPPOSITE: dict[Answer, Answer] = {"no": "certain", "possible": "possible", "certain": "no"}


def matches(
    query: Query,
    event: Record,
    register: Register,
    *,
    members: bool = False,
    events: Iterable[Event] = (),
    noted: Collection[str] = (),
) -> Answer:
    """Whether the event answers; `events` are all of them, for the links that lead to this one; `noted` have a note."""
    return _Asked(event, register, members, events, noted).answer(query)


def _sure(holds: bool) -> Answer:
    return "certain" if holds else "no"


def _compared(n: float, op: str, value: float) -> bool:
    return (n < value and op[0] == "<") or (n > value and op[0] == ">") or (n == value and op[1:] == "=")


def _side_by_side(query: Text, found: list[str]) -> bool:
    size = len(query.words)
    return any(_equal(query, found[at : at + size]) for at in range(len(found) - size + 1))


def _equal(query: Text, piece: list[str]) -> bool:
    *first, last = query.words
    return piece[:-1] == first and (piece[-1].startswith(last) if query.prefix else piece[-1] == last)


def _contains(wanted: list[str], prefix: bool, found: list[str]) -> bool:
    """All wanted words are there, the last perhaps as the beginning of one; a word may be several in a row."""
    *others, last = [tuple(word.split()) for word in wanted]
    return all(_row(word, False, found) for word in others) and _row(last, prefix, found)


def _row(words: tuple[str, ...], prefix: bool, found: list[str]) -> bool:
    return _side_by_side(Text(words, prefix), found)


def _worded(value: Word, text: str) -> bool:
    return any(_contains(reading, value.prefix, words(text)) for reading in readings(value.text) if reading)


class _Asked:
    """One event, and what is known about it."""

    def __init__(
        self, event: Record, register: Register, members: bool, events: Iterable[Event], noted: Collection[str]
    ) -> None:
        self.event = event
        self.register = register
        self.members = members
        self.events = events
        self.noted = noted

    def answer(self, query: Query) -> Answer:
        """Whether it answers this node."""
        if isinstance(query, And):
            return min(map(self.answer, query.parts), key=RANK.__getitem__, default="certain")
        if isinstance(query, Or):
            return max(map(self.answer, query.parts), key=RANK.__getitem__)
        if isinstance(query, Not):
            return OPPOSITE[self.answer(query.part)]
        if isinstance(query, Text):
            return _sure(any(_side_by_side(query, words(text)) for text in self.everywhere()))
        return max((self.value(query, value) for value in query.values), key=RANK.__getitem__)

    def everywhere(self) -> Iterator[str]:
        """The values that a word without a field looks into."""
        event = self.event
        yield from (event.title, event.summary or "", *event.tags)
        yield from (actor.name for actor in event.actors)
        yield from (place.name for place in event.places)
        yield from (text for s in event.sources for text in (s.publisher, s.title) if text)

    def value(self, term: Term, value: Value) -> Answer:
        """Whether one value of a term holds."""
        if term.kind in {"date", "own"} and isinstance(value, Range | Window):
            low, high, since, until = Window(*value)
            both = (
                (d.match(low, high), self.instants(d).match(since, until)) for d in map(_date, self.dates(term)) if d
            )
            found = (min(pair, key=RANK.__getitem__) for pair in both)
            best: Answer = max(found, key=RANK.__getitem__, default="no")
            then_or_before = term.field == "date" and self.event.date_basis == "reported" and {low, since} != {None}
            return "possible" if best == "certain" and then_or_before else best
        if term.kind == "figure":
            return self.figure(term, value)
        return _sure(self.holds(term, value))

    def figure(self, term: Term, value: Value) -> Answer:
        """Whether all numbers that the figures leave open answer, or the lowest or the highest of them."""
        figures = [f for f in self.event.figures if fold(f.what) == fold(term.field[len("figures.") :])]
        spans: list[tuple[Number, Number]] = []
        for f in figures:
            if f.value is not None:
                spans.append((f.value, f.value))
            elif f.best is not None and f.low is None and f.high is None:
                spans.append((f.best, f.best))
            else:
                spans.append((f.low, f.high))
        if not spans:
            return "no"
        low = None if None in {a for a, _ in spans} else min(a for a, _ in spans if a is not None)
        high = None if None in {b for _, b in spans} else max(b for _, b in spans if b is not None)
        if isinstance(value, Numbers):
            if (value.high is not None and low is not None and low > value.high) or (
                value.low is not None and high is not None and high < value.low
            ):
                return "no"
            inside = value.low is None or (low is not None and low >= value.low)
            inside = inside and (value.high is None or (high is not None and high <= value.high))
            return "certain" if inside else "possible"
        assert isinstance(value, int | float)
        ends = [
            _compared(e, term.op, value) if e is not None else at == (term.op[0] == ">")
            for at, e in enumerate((low, high))
        ]
        return "certain" if all(ends) else "possible" if any(ends) else "no"

    def instants(self, date: edtf.Edtf) -> edtf.Edtf:
        return instants.in_seconds(date, self.event.timezone)

    def dates(self, term: Term) -> list[str]:
        if term.kind == "own":
            return [v for v in _elements(_own(self.event, term.field)) if isinstance(v, str)]
        return [self.event.date] if term.field == "date" else [s.published for s in self.event.sources if s.published]

    def holds(self, term: Term, value: Value) -> bool:
        if term.kind == "count":
            assert isinstance(value, Range)
            number = self.event.provenance.min
            return (value.low is None or value.low <= number) and (value.high is None or number <= value.high)
        if term.kind == "near":
            assert isinstance(value, Near)
            return any(value.holds(lat, lon) for lat, lon in self.points())
        if term.op == "~":
            assert isinstance(value, str)
            return any(map(Budget().finder(value), self.texts(term)))
        if isinstance(value, Numbers):
            return any(
                not (value.low is not None and n < value.low) and not (value.high is not None and n > value.high)
                for n in _elements(_own(self.event, term.field))
                if isinstance(n, int | float) and not isinstance(n, bool)
            )
        if term.kind in {"text", "own"}:
            return self.written(term, value)
        if term.kind == "address":
            assert isinstance(value, Word)
            return any(_leads_to(term.op, value, address) for address in addresses(*self.texts(term)))
        if term.kind == "country":
            assert isinstance(value, Word)
            known = code(value.text) if not value.prefix else None
            if term.op == "=" or known:
                return any((code(c) or fold(c)) == (known or fold(value.text)) for c in self.texts(term))
            return any(_worded(value, country) for country in self.texts(term))
        if term.kind == "name":
            assert isinstance(value, Word)
            return self.named(term, value)
        if term.kind in {"word", "scale"}:
            return value in self.texts(term)
        if term.kind == "date":
            return any(d.canonical() == value for d in map(_date, self.dates(term)) if d)
        if term.kind == "has":
            assert isinstance(value, str)
            return self.has(value) == (term.field == "has")
        assert isinstance(value, Word)
        if term.kind == "tag":
            return any(self.tagged(term.op, value, tag) for tag in self.event.tags)
        if term.kind == "id":
            return _identified(term.op, value, self.event.id)
        return self.linked(term.op, value)

    def texts(self, term: Term) -> list[str]:
        """The texts that `~` looks into, and words; an empty one is as good as none."""
        return [text for text in self.written_texts(term) if text]

    def written_texts(self, term: Term) -> list[str | None]:
        event, name = self.event, term.field
        if term.kind == "own":
            return [*_texts(_own(event, name))]
        if name == "tag":
            return [*event.tags]
        if name == "reviewed":
            return ["yes" if any(r.stands for r in event.reviews) else "stale" if event.reviews else "no"]
        if name == "label":
            return [event.provenance.label, *event.provenance.flags]
        if term.kind == "name":
            return [*self.names(name), *self.plain(name)]
        if term.kind == "date":
            return [*self.dates(term)]
        if term.kind == "address":
            return [getattr(s, name) for s in event.sources]
        if name == "quote":
            return [text for s in event.sources for text in (s.quote, s.translation)]
        if name == "country":
            return [country for place in event.places for country in self.countries(place)]
        return [getattr(event, "date_basis" if name == "basis" else name)]

    def written(self, term: Term, value: Value) -> bool:
        if isinstance(value, Word):
            if term.op == "=":
                return any(whole(text) == whole(value.text) for text in self.texts(term))
            return any(_worded(value, text) for text in self.texts(term))
        assert isinstance(value, int | float)
        return any(
            _compared(n, term.op, value)
            for n in _elements(_own(self.event, term.field))
            if isinstance(n, int | float) and not isinstance(n, bool)
        )

    def countries(self, place: Place) -> Iterator[str | None]:
        """The country of a place: its own, else that of each place of the register that it may be, or of what is around."""
        if place.country:
            yield place.country
            return
        entries = self.register.places.entries
        for id_ in self.register.places.find(place.name):
            around = [id_]
            while (within := entries[around[-1]].within) in entries and within not in around:
                around.append(str(within))
            yield next((entries[i].country for i in around if entries[i].country), None)

    def names(self, field: str) -> list[str]:
        """The names that a field of kind `name` looks into."""
        event = self.event
        if field == "place":
            return [place.name for place in event.places if place.name]
        if field == "actor" or field in ROLE:
            return [actor.name for actor in event.actors if actor.name and field in {"actor", actor.role}]
        sources = self.origins() if field == "origin" else event.sources
        found: list[str | None] = [i for i in self.undescribed() if not platform(i)] if field == "origin" else []
        for s in sources:
            authors = (s.author,) if isinstance(s.author, str) else s.author or ()
            if field == "publisher":
                found.append(s.publisher)
            elif field == "author":
                found += authors
            else:
                said = (s.id, s.publisher, s.name, *authors)
                bare = s.url and not (s.publisher or s.name or authors)
                if field == "source":
                    found += said
                elif not bare:
                    found += (n for n in said if not (n and platform(n)))
                if s.url and (field == "source" or bare):
                    found += (host(s.url), canonical(s.url).partition("#")[0].partition("?")[0].split("/")[0])
        return [name for name in found if name]

    def origins(self) -> list[Source]:
        return [s for s in self.event.sources if s.id in self.event.provenance.origins]

    def undescribed(self) -> list[str]:
        described = {s.id for s in self.event.sources}
        return [i for i in self.event.provenance.origins if i not in described]

    def plain(self, field: str) -> list[str]:
        """The texts that a field of kind `name` looks into besides."""
        sources: Iterable[Source] = {"source": self.event.sources, "origin": self.origins()}.get(field, ())
        return [s.title for s in sources if s.title]

    def named(self, term: Term, value: Word) -> bool:
        directory = self.register.places if term.field == "place" else self.register.actors
        spellings, find = directory.names, directory.find
        names, plain = self.names(term.field), self.plain(term.field)
        if term.op == "=":
            return any(whole(text) == whole(value.text) for text in plain) or any(
                fold(name) == fold(value.text) or not set(find(name)).isdisjoint(find(value.text)) for name in names
            )
        if any(_worded(value, text) for text in plain):
            return True
        known = set() if value.prefix else {fold(s) for s in spellings(value.text)}
        if not value.prefix and (self.members or term.field == "place"):
            known |= {fold(spelling) for spelling in self.parts(term.field, value.text)}
        return any(
            fold(name) in known or _contains(name_words(value.text), value.prefix, fold(name).split()) for name in names
        )

    def parts(self, field: str, text: str) -> Iterator[str]:
        """Every spelling of what was, some day of the event, a part of what goes by this name."""
        directory: Directory[Any] = self.register.places if field == "place" else self.register.actors
        when = edtf.parse(self.event.date)
        for whole_id in directory.find(text):
            for part, first, last in directory.parts(whole_id):
                begun = first is None or when.latest is None or when.latest >= first
                ended = last is not None and when.earliest is not None and when.earliest > last
                if begun and not ended:
                    yield from directory.spellings(part)

    def tagged(self, op: str, value: Word, tag: str) -> bool:
        tag, wanted = whole(tag), whole(value.text)
        if op == "=":
            return tag == wanted
        if is_unsegmented(value.text) and _worded(value, tag):
            return True
        return tag.startswith(wanted) if value.prefix else tag == wanted or tag.startswith(wanted + "/")

    def linked(self, op: str, value: Word) -> bool:
        now = [(old, e.id) for e in self.events for old in e.aliases]
        out = [(k.type, to) for k in self.event.links for to in (k.to, *(new for old, new in now if old == k.to))]
        meant = [new for old, new in now if old == value.text]
        if len(meant) == 1:
            value = value._replace(text=meant[0])
        own = {self.event.id, *self.event.aliases}
        into = [(link.type, e.id) for e in self.events for link in e.links if link.to in own]
        if value.text in LINK and not value.prefix:
            return any(kind == value.text for kind, _ in out + into)
        return any(_identified(op, value, other) for _, other in out + into)

    def has(self, key: str) -> bool:
        if key.startswith("x."):
            return _own(self.event, key) is not None
        if key == "note":
            return self.event.id in self.noted
        if key in table(Event):
            return key in self.event.written
        if key in ROLE:
            return any(actor.role == key for actor in self.event.actors)
        return any(getattr(s, key) != getattr(Source(), key) for s in self.event.sources)

    def points(self) -> Iterator[tuple[float, float]]:
        for place in self.event.places:
            if place.lat is not None and place.lon is not None:
                yield place.lat, place.lon
            else:
                for known in (self.register.places.entries[i] for i in self.register.places.find(place.name)):
                    if known.lat is not None and known.lon is not None:
                        yield known.lat, known.lon


def _date(text: str) -> edtf.Edtf | None:
    """The date; None where a source holds what is none."""
    try:
        return edtf.parse(text)
    except edtf.DateError:
        return None


def _leads_to(op: str, value: Word, address: str) -> bool:
    wanted = canonical(value.text)
    if op == "=":
        return address == wanted
    (labels, path, parameters), (its_labels, its_path, its_parameters) = map(_parts, (wanted, address))
    if value.prefix and not path and not parameters:
        return ".".join(its_labels).startswith(".".join(labels))
    if its_labels[-len(labels) :] != labels:
        return False
    if value.prefix:
        return "/".join(its_path).startswith("/".join(path)) and set(parameters) <= set(its_parameters)
    return its_path[: len(path)] == path and set(parameters) <= set(its_parameters)


def _parts(address: str) -> tuple[list[str], list[str], list[str]]:
    address, _, fragment = address.partition("#")
    address, _, query = address.partition("?")
    host_, *path = address.split("/")
    return (
        host_.split("."),
        [*path, *(f"#{fragment}".split("/") if fragment else [])],
        [p for p in query.split("&") if p],
    )


def _identified(op: str, value: Word, id_: str) -> bool:
    if op == "=":
        return whole(id_) == whole(value.text)
    if value.prefix:
        return whole(id_).startswith(whole(value.text))
    return _worded(value, id_)


def _own(event: Event, name: str) -> Any:
    found: Any = event.x
    for part in name.split(".")[1:]:
        found = found.get(part) if isinstance(found, dict) else None
    return found


def _elements(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _texts(value: Any) -> Iterator[str]:
    for each in _elements(value):
        if isinstance(each, bool):
            yield "true" if each else "false"
        elif isinstance(each, str | int | float):
            yield str(each)
        elif isinstance(each, date | time):  # a date-time is a date
            yield each.isoformat()
