"""Whether a value is meant by a term of a query, as functions that SQL calls where no table can tell.

Knows texts, names, tags, dates and the user's own values (query/tree.py says what each node means); knows nothing of
tables and SQL.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from timeline.model.event import LINK
from timeline.query.fields import whole, words
from timeline.query.tree import Near, Range, Term, Word
from timeline.records.record import Record
from timeline.text.folding import fold

if TYPE_CHECKING:
    from timeline.dates.edtf import Match
    from timeline.model.register import Register

Test = Callable[[str], bool]


def _finder(value: Any) -> Test:
    """A pattern comes as the function that finds it (text/regex.py)."""
    found: Test = value
    return found


def in_words(wanted: list[str], *, prefix: bool) -> Callable[[list[str]], bool]:
    """Whether all wanted words are among those of a text; with a prefix, the last as the beginning of one."""
    exact = set(wanted[:-1] if prefix else wanted)
    last = wanted[-1] if prefix else ""
    return lambda found: exact <= set(found) and (not last or any(w.startswith(last) for w in found))


def of_text(op: str, value: Any) -> Test:
    """Whether a text is meant, or a word of a vocabulary."""
    if op == "~":
        return _finder(value)
    if isinstance(value, str):
        return lambda text: text == value
    if op == "=":
        exact = whole(value.text)
        return lambda text: whole(text) == exact
    holds = in_words(words(value.text), prefix=value.prefix)
    return lambda text: holds(words(text))


def of_id(op: str, value: Any) -> Test:
    """Whether an id is meant: as text, but a prefix is that of the id."""
    if op == ":" and value.prefix:
        start = whole(value.text)
        return lambda id_: whole(id_).startswith(start)
    return of_text(op, value)


def of_tag(op: str, value: Any) -> Test:
    """Whether a tag is meant: by itself, or by one above it."""
    if op == "~":
        return _finder(value)
    wanted = whole(value.text)
    if op == "=":
        return lambda tag: whole(tag) == wanted
    if value.prefix:
        return lambda tag: whole(tag).startswith(wanted)
    return lambda tag: whole(tag) == wanted or whole(tag).startswith(wanted + "/")


def of_name(op: str, value: Any, register: "Register", *, places: bool, members: bool) -> Test:
    """Whether a name is meant: by the register, or by its words."""
    if op == "~":
        return _finder(value)
    ids, names = (register.place, register.place_names) if places else (register.actor, register.names)
    if op == "=":
        meant, exact = set(ids(value.text)), fold(value.text)
        return lambda name: fold(name) == exact or not meant.isdisjoint(ids(name))
    spellings = set() if value.prefix else {fold(s) for s in names(value.text)}
    if members and not places and not value.prefix:
        below = (m for id_ in register.actor(value.text) for m in register.members(id_))
        spellings |= {fold(s) for m in below for s in register.actors.spellings(m)}
    holds = in_words(fold(value.text).split(), prefix=value.prefix)

    def is_meant(name: str) -> bool:
        folded = fold(name)
        return folded in spellings or holds(folded.split())

    return is_meant


def link_type(value: Word) -> bool:
    """Whether a type of link is asked for, and no event."""
    return value.text in LINK and not value.prefix


def of_own(op: str, value: Any, path: list[str]) -> Callable[[Record], bool]:
    """Whether a value of the user's own at this path is meant: by its text, or as a number."""
    compare: dict[str, Callable[[Any], bool]] = {
        "<": lambda v: v < value,
        "<=": lambda v: v <= value,
        ">": lambda v: v > value,
        ">=": lambda v: v >= value,
    }
    if op in compare:
        size = compare[op]
        return lambda e: any(isinstance(v, int | float) and not isinstance(v, bool) and size(v) for v in _at(e.x, path))
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
            known = [place] if None not in {place.lat, place.lon} else [entries[i] for i in register.place(place.name)]
            if any(p.lat is not None and p.lon is not None and circle.holds(p.lat, p.lon) for p in known):
                return True
        return False

    return is_near


def of_date(term: Term, value: Any) -> Callable[[Record], bool]:
    """Whether a date is written so, or is the very same date."""
    from timeline.dates import edtf  # noqa: PLC0415 - start-up: only a date asks for it

    def dates(event: Record) -> Iterator[str]:
        yield from [event.date] if term.field == "date" else (s.published for s in event.sources if s.published)

    def same(text: str) -> bool:
        try:
            return bool(edtf.parse(text).canonical() == value)
        except edtf.DateError:  # of a source, a date that is none is kept as text
            return False

    test: Test = _finder(value) if term.op == "~" else same
    return lambda event: any(map(test, dates(event)))


def date_in(window: Range) -> Callable[[str], "Match"]:
    """Whether a date lies in a window."""
    from timeline.dates import edtf  # noqa: PLC0415 - start-up: only a date asks for it

    return lambda text: edtf.parse(text).match(window.low, window.high)


def published_in(window: Range) -> Callable[[Record], "Match"]:
    """Whether a source was published in a window: the best of all answers."""
    from timeline.dates import edtf  # noqa: PLC0415 - start-up: only a date asks for it

    def answers(event: Record) -> Iterator["Match"]:
        for source in event.sources:
            with suppress(edtf.DateError):  # a date that is none is kept as text
                yield edtf.parse(source.published or "").match(window.low, window.high)

    return lambda event: max(answers(event), key=("no", "possible", "certain").index, default="no")
