"""Events as the world could have read them by a day: the same engine, asked of an index of its own in memory.

What came later is not in that index, so that every word of a query, counts and origins included, speaks of that day.
Knows rows and queries; knows nothing of files and of SQL.
"""

from timeline.model.event import Event
from timeline.model.register import Register
from timeline.provenance.published import standing
from timeline.query.tree import Query, Term, all_of
from timeline.store.index.rows import Extract, extract

_UNDATED = "undated"
"""Stands among the keys that are set, as one that nobody can ask for."""


def extract_by(event: Event, register: Register, day: int) -> Extract | None:
    """The rows of an event as it was known on that day; None where its dated sources all came later, or may have."""
    known = standing(register.resolve(event).sources, day)
    if known == "later":
        return None
    rows = extract(event, register, day)
    return rows if known == "published" else rows._replace(terms=rows.terms | {"has": {*rows.terms["has"], _UNDATED}})


def dated(query: Query) -> Query:
    """The query, of events that have a dated source."""
    return all_of(query, Term("missing", ":", (_UNDATED,)))


def undated(query: Query) -> Query:
    """The query, of events that have none."""
    return all_of(query, Term("has", ":", (_UNDATED,)))
