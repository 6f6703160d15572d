"""Whether a value is meant by a term of a query, as functions that SQL calls where no table can tell.

Knows texts, names, tags, dates and the user's own values (query/tree.py says what each node means); knows nothing of
tables and SQL.
"""

import operator
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from timeline.dates.calendar import EVER, bounds
from timeline.query.fields import whole, words
from timeline.query.tree import Near, Range, Term, Word
from timeline.records.record import Record
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
    if not isinstance(value, Word):
        return value
    wanted = whole(value.text)
    if op == "=":
        return lambda tag: whole(tag) == wanted
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


def of_own(op: str, value: Any, path: list[str]) -> Callable[[Record], bool]:
    """Whether a value of the user's own at this path is meant: by its text, or as a number."""
    if size := {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}.get(op):
        return lambda e: any(type(v) in {int, float} and size(v, value) for v in _at(e.x, path))
    holds = of_text(op, value)
    return lambda e: any(holds(str(v).lower() if isinstance(v, bool) else str(v)) for v in _at(e.x, path))


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

    def dates(event: Record) -> Iterator[str]:
        yield from [event.date] if term.field == "date" else (s.published for s in event.sources if s.published)

    def same(text: str) -> bool:
        try:
            return bool(edtf.parse(text).canonical() == value)
        except edtf.DateError:  # of a source, a date that is none is kept as text
            return False

    test = value if callable(value) else same
    return lambda event: any(map(test, dates(event)))


def date_in(window: Range, *, sure: bool) -> Test:
    """Whether a date lies in a window, perhaps for `sure`; one that is none does not."""
    from timeline.dates import edtf  # start-up: only a date asks for it

    wanted = {"certain"} if sure else {"certain", "possible"}

    def lies(text: str) -> bool:
        try:
            return edtf.parse(text).match(window.low, window.high) in wanted
        except edtf.DateError:  # of a source, a date that is none is kept as text
            return False

    return lies


def published_in(window: Range, *, sure: bool) -> Callable[[Record], bool]:
    """Whether a source was published in a window, perhaps for `sure`."""
    lies = date_in(window, sure=sure)
    return lambda event: any(lies(source.published or "") for source in event.sources)
