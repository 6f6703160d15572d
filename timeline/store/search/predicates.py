"""Whether a value is meant by a term of a query, as functions that SQL calls where no table can tell.

Knows texts, names, tags, dates and the user's own values (query/tree.py says what each node means); knows nothing of
tables and SQL.
"""

import operator
from collections.abc import Callable, Iterable, Iterator
from math import inf
from typing import TYPE_CHECKING, Any, NamedTuple

from timeline.dates.calendar import EVER, bounds
from timeline.query.fields import whole, words
from timeline.query.tree import Near, Numbers, Range, Term, Window, Word
from timeline.records.figures import limits
from timeline.records.record import Record
from timeline.text.address import canonical, taken_apart
from timeline.text.folding import fold, is_unsegmented, name_words, readings

if TYPE_CHECKING:
    from timeline.model.register import Directory, Register

Test = Callable[[str], bool]


def of_text(op: str, value: Word | str | Test) -> Test:
    """Whether a text is meant, or a word of a vocabulary. A pattern comes as the function that finds it."""
    if isinstance(value, str):
        return lambda text: text == value
    if not isinstance(value, Word):
        return value
    if op == "=":
        exact = whole(value.text)
        return lambda text: whole(text) == exact
    ends = "" if value.prefix else " "
    ways = [[*(f" {word} " for word in reading[:-1]), f" {reading[-1]}{ends}"] for reading in readings(value.text)]

    def holds(text: str) -> bool:
        found = f" {' '.join(words(text))} "
        return any(all(word in found for word in way) for way in ways)

    return holds


def of_id(op: str, value: Any) -> Test:
    """Whether an id is meant: as text, but a prefix is that of the id."""
    if op == ":" and value.prefix:
        start = whole(value.text)
        return lambda id_: whole(id_).startswith(start)
    return of_text(op, value)


def of_tag(op: str, value: Word | Test) -> Test:
    """Whether a tag is meant: by itself, or by one above it."""
    if op != ":" or not isinstance(value, Word):
        return of_text(op, value)
    wanted = whole(value.text)
    beginning = wanted if value.prefix else f"{wanted}/"
    inside = of_text(op, value) if is_unsegmented(value.text) else lambda _: False
    return lambda tag: whole(tag) == wanted or whole(tag).startswith(beginning) or inside(tag)


class NamesMeant(NamedTuple):
    """How a name may be spelt that a value means; all of it folded."""

    spellings: set[str]
    words: list[str]
    """Or it holds all of these; none: it must be one of the spellings."""
    lasting: dict[tuple[int, int], set[str]]
    """Spellings that go for events of some days alone, by first and last day; ±EVER for none."""


def names_meant(register: "Register", field: str, op: str, value: Word, *, members: bool) -> NamesMeant:
    """Tell how names may be spelt that a value means.

    Args:
        register: who goes by which names.
        field: what is asked for: `place` looks into places, all else into actors.
        op: `:` or `=`.
        value: as it was typed.
        members: an actor stands for its members too, a place always for what lies within.
    """
    directory: Directory[Any] = register.places if field == "place" else register.actors
    folded = fold(value.text)
    if op == "=":
        ids = directory.find(value.text)
        return NamesMeant({folded, *_folded(directory, ids)}, [], {})
    if value.prefix:
        return NamesMeant(set(), name_words(value.text), {})
    spellings = {fold(spelling) for spelling in directory.names(value.text)}
    lasting: dict[tuple[int, int], set[str]] = {}
    for id_ in directory.find(value.text) if members or field == "place" else ():
        for part, first, last in directory.parts(id_):
            days = bounds(first, last)
            where = spellings if days == (-EVER, EVER) else lasting.setdefault(days, set())
            where.update(_folded(directory, [part]))
    return NamesMeant(spellings, name_words(value.text), lasting)


def _folded(directory: "Directory[Any]", ids: Iterable[str]) -> set[str]:
    return {fold(spelling) for id_ in ids for spelling in directory.spellings(id_)}


def of_address(op: str, value: Word) -> Test:
    """Whether a canonical address is meant: by its host, and the beginning of its path."""
    if op == "=":
        exact = canonical(value.text)
        return lambda address: address == exact
    host, path, parameters = taken_apart(canonical(value.text))

    def holds(address: str) -> bool:
        its_host, its_path, its_parameters = taken_apart(address)
        if value.prefix and not path and not parameters:
            return its_host.startswith(host)
        if its_host != host and not its_host.endswith(f".{host}"):
            return False
        begins = its_path.startswith(path if value.prefix else f"{path}/") or its_path == path
        return begins and parameters <= its_parameters

    return holds


def in_country(register: "Register", op: str, value: Any) -> Callable[[Record], bool]:
    """Whether a place lies in a country: by what is written of it, else by what the register knows for its name."""
    means = of_country(op, value)
    return lambda event: any(
        means(country)
        for place in event.places
        for country in ([place.country] if place.country else register.countries(place.name))
    )


def of_country(op: str, value: Any) -> Test:
    """Whether a country is meant, by name or code."""
    from timeline.text.countries import code, same  # start-up: few ask for a country

    if not isinstance(value, Word) or value.prefix or (op == ":" and code(value.text) is None):
        return of_text(op, value)
    return lambda country: same(country, value.text)


def of_figure(op: str, value: Any, name: str, *, sure: bool) -> Callable[[Record], bool]:
    """Whether a figure may answer, or surely does: all that its numbers leave open."""
    wanted = fold(name)

    def holds(event: Record) -> bool:
        spans = [limits(figure) for figure in event.figures if fold(figure.what) == wanted]
        if not spans:
            return False
        low, high = min(low for low, _ in spans), max(high for _, high in spans)
        if isinstance(value, Numbers):
            first, last = _open(value.low, value.high)
            return first <= low and high <= last if sure else low <= last and high >= first
        near, far = (low, high) if op[0] == ">" else (high, low)
        return _COMPARED[op](near if sure else far, value)

    return holds


def _open(low: float | None, high: float | None) -> tuple[float, float]:
    """Two numbers as they are compared: None is no limit."""
    return -inf if low is None else low, inf if high is None else high


_COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge
}  # fmt: skip


def of_own(op: str, value: Any, path: list[str]) -> Callable[[Record], bool]:
    """Whether a value of the user's own at this path is meant: by its text, or as a number."""
    if isinstance(value, Numbers):
        first, last = _open(value.low, value.high)
        return lambda e: any(type(v) in {int, float} and first <= v <= last for v in _at(e.x, path))
    if size := _COMPARED.get(op):
        return lambda e: any(type(v) in {int, float} and size(v, value) for v in _at(e.x, path))
    holds = of_text(op, value)
    return lambda e: any(holds(str(v).lower() if isinstance(v, bool) else str(v)) for v in _at(e.x, path))


def quotes(event: Record) -> Iterator[str]:
    """What its sources say word for word, and its translations."""
    return (text for source in event.sources for text in (source.quote, source.translation) if text)


def own_path(term: Term) -> list[str]:
    """The path of a field of the user's own: `x.a.b` is b in a."""
    return term.field.split(".")[1:]


def _at(own: Any, path: list[str]) -> Iterator[Any]:
    """What stands at a dotted path: each element of a list, no table, nothing empty."""
    for part in path:
        own = own.get(part) if isinstance(own, dict) else None
    values = own if isinstance(own, list) else [own]
    return (v for v in values if v is not None and v != "" and not isinstance(v, dict | list))


def of_point(circle: Near, register: "Register") -> Callable[[Record], bool]:
    """Whether a place lies in a circle: by its own point, or by any that the register knows for its name."""
    entries = register.places.entries

    def is_near(event: Record) -> bool:
        for place in event.places:
            known = (
                [place]
                if None not in {place.lat, place.lon}
                else [entries[i] for i in register.places.find(place.name)]
            )
            if any(p.lat is not None and p.lon is not None and circle.holds(p.lat, p.lon) for p in known):
                return True
        return False

    return is_near


def of_date(term: Term, value: Any) -> Callable[[Record], bool]:
    """Whether a date is written so, or is the very same date."""
    from timeline.dates import edtf  # start-up: only a date asks for it

    def same(text: str) -> bool:
        try:
            return bool(edtf.parse(text).canonical() == value)
        except edtf.DateError:  # of a source, a date that is none is kept as text
            return False

    test = value if callable(value) else same
    return lambda event: any(map(test, _dates(term, event)))


def _dates(term: Term, event: Record) -> Iterable[str]:
    """What stands where a term asks for dates; not all of it need be one."""
    if term.kind == "own":
        return (value for value in _at(event.x, own_path(term)) if isinstance(value, str))
    return [event.date] if term.field == "date" else (s.published for s in event.sources if s.published)


def date_in(window: Range | Window, zone: str | None = None, *, sure: bool) -> Test:
    """Whether a date lies in a window, perhaps for `sure`; one that is none does not. Local times are of the zone."""
    from timeline.dates import edtf  # start-up: only a date asks for it

    low, high, since, until = Window(*window)
    wanted = {"certain"} if sure else {"certain", "possible"}

    def lies(text: str) -> bool:
        try:
            date = edtf.parse(text)
        except edtf.DateError:  # of a source, a date that is none is kept as text
            return False
        return date.match(low, high) in wanted and (
            since is until is None or in_seconds(date, zone).match(since, until) in wanted
        )

    if since is not None or until is not None:
        from timeline.dates.instants import in_seconds  # start-up: few ask for a time
    return lies


def any_in(term: Term, window: Range | Window, zone: str | None, *, sure: bool) -> Callable[[Record], bool]:
    """Whether a date that a term asks for lies in a window, perhaps for `sure`; the zone is that of the chronology."""
    return lambda event: any(map(date_in(window, event.timezone or zone, sure=sure), _dates(term, event)))
