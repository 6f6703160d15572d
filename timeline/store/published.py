"""Events as the world could have read them by a day: the same engine, asked of an index of its own in memory.

What came later is not in that index, so that every word of a query, counts and origins included, speaks of that day.
Knows parsing and queries; knows nothing of where events come from.
"""

from collections.abc import Callable

from timeline.errors import Problem
from timeline.model.event import Event
from timeline.model.published import standing
from timeline.model.query import Query, Term, all_of
from timeline.model.register import Register
from timeline.store.extract import extract
from timeline.store.parsing import Parse, Parsed

_UNDATED = "undated"
"""Stands among the keys that are set, as one that nobody can ask for."""


def parser(read: Callable[[bytes], tuple[Event | None, list[Problem]]], register: Register, day: int) -> Parse:
    """What makes rows of an event as it was known on that day; none of one whose dated sources all came later."""

    def parse(data: bytes) -> Parsed:
        event, problems = read(data)
        if event is None:
            return Parsed(None, problems)
        known = standing(register.resolve(event).sources, day)
        if known == "later":
            return Parsed(None, [])
        rows = extract(event, register, day)
        return Parsed(rows if known == "published" else rows._replace(terms={*rows.terms, ("has", _UNDATED)}), problems)

    return parse


def dated(query: Query) -> Query:
    """The query, of events that have a dated source."""
    return all_of(query, Term("missing", ":", (_UNDATED,)))


def undated(query: Query) -> Query:
    """The query, of events that have none."""
    return all_of(query, Term("has", ":", (_UNDATED,)))
