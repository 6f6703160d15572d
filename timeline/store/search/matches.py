"""The events that answer a question: in the order of their dates, or only how many there are.

Knows the index; must not know how a query becomes SQL (compiler.py), nor files.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from typing import Any, NamedTuple

from timeline.query.fields import IN_CONFLICT
from timeline.records.entry import Entry
from timeline.store.index.database import Index
from timeline.store.index.schema import FILE_PATH, unpacked, unsealed
from timeline.store.search.compiler import EVENTS, Compiler, Question

ORDER = "e.second {0}, e.width {0}, e.seq IS NULL {0}, e.seq {0}, f.id {0}"


class Matches(NamedTuple):
    """How many events answer."""

    events: int
    possible: int = 0
    """Those that only may."""
    as_stated: int = 0
    """Those of them that would for certain, were their dates not only those of first reports."""


def search(
    at: Index, asked: Question, base: str, limit: int | None = None, *, last_first: bool = False, id_: str | None = None
) -> Iterator[Entry]:
    """Find the events that answer, in the order of their dates, or against it.

    Args:
        at: the index, in a transaction.
        asked: the question.
        base: what the path of a file begins with, outside the chronology.
        limit: so many at most; None: all.
        last_first: against the order of their dates.
        id_: that of the only event to look at; None: all.

    Raises:
        UsageError: a pattern takes too long.
    """
    with compiled(at, asked) as (wanted, sure, stated, given), closing(at.db.cursor()) as found:
        statement = (
            f"SELECT n, f.id, {FILE_PATH}, e.date, r.data, {sure}, {stated}"
            f" {EVENTS} JOIN record r USING (n) WHERE {wanted}{' AND f.id = :id' * bool(id_)}"
            f" ORDER BY {ORDER.format('DESC' if last_first else '')} LIMIT :limit"
        )
        dictionary = at.dictionary
        most = -1 if limit is None else min(limit, 2**63 - 1)  # SQLite counts in 64 bits
        parameters = given | {"limit": most, "id": id_}
        unsettled = in_conflict(at)
        for n, name, path, date, data, is_certain, as_stated in found.execute(statement, parameters):
            record = partial(unpacked, unsealed(data), dictionary)
            how = {"certain": bool(is_certain), "as_stated": bool(as_stated), "unsettled": n in unsettled}
            yield Entry(name, base + path, date, record, **how)


def in_conflict(at: Index) -> set[int]:
    """The numbers of the events that are read as our side of a merge has them; nearly always there are none."""
    known = at.db.execute("SELECT t FROM term WHERE kind = 'has' AND value = ?", (IN_CONFLICT,)).fetchone()
    return {n for t in known or () for (n,) in at.db.execute("SELECT rowid FROM terms WHERE terms MATCH ?", (f"t{t}",))}


Answering = tuple[bytes, bool, bool]
"""The record of an event that answers; whether it does for certain; whether it would, as in `Matches`."""


def records(at: Index, asked: Question) -> Iterator[Answering]:
    """Find the records of the events that answer, in the order of their dates; their files are not looked up.

    Raises:
        UsageError: a pattern takes too long.
    """
    with compiled(at, asked) as (wanted, sure, stated, given), closing(at.db.cursor()) as found:
        dictionary = at.dictionary
        order = ORDER.format("")  # LIMIT keeps the inner rows in order, CROSS JOIN the outer ones; no record is sorted
        inner = f"SELECT n, {sure} AS sure, {stated} AS stated {EVENTS} WHERE {wanted} ORDER BY {order} LIMIT -1"
        statement = f"SELECT data, sure, stated FROM ({inner}) CROSS JOIN record USING (n)"
        for data, is_certain, as_stated in found.execute(statement, given):
            yield unpacked(unsealed(data), dictionary), bool(is_certain), bool(as_stated)


def count(at: Index, asked: Question) -> Matches:
    """Count the events that answer.

    Raises:
        UsageError: a pattern takes too long.
    """
    with compiled(at, asked) as (wanted, sure, stated, given), closing(at.db.cursor()) as found:
        numbers = f"count(*), total(NOT {sure}), total(NOT {sure} AND {stated})"
        (row,) = found.execute(f"SELECT {numbers} {EVENTS} WHERE {wanted}", given)
        return Matches(*map(int, row))


@contextmanager
def compiled(at: Index, asked: Question) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """A question as SQL, for as long as it is asked.

    These are the conditions under which an event answers; does so for certain; and would, were its date not only that
    of a first report; and what they are given.
    """
    with closing(Compiler(at, asked)) as compiler:
        try:
            maybe = compiler.sql(asked.query, sure=False)
            sure = compiler.sql(asked.query, sure=True) if compiler.dated else "1"
            wanted = sure if asked.certain and compiler.dated else maybe
            compiler.as_stated = True
            stated = compiler.sql(asked.query, sure=True) if compiler.reported else "0"
            yield f"{asked.there} AND {wanted}", sure, stated, compiler.parameters
        except sqlite3.OperationalError:
            if compiler.refused:
                raise compiler.refused from None
            raise
