"""How many events answer on each date: what a picture of all of them needs, without looking at any.

Knows the index; must not know how a query becomes SQL (compiler.py), nor what a date means.
"""

from contextlib import closing

from timeline.records.groups import Dated
from timeline.store.index.database import Index
from timeline.store.search.compiler import EVENTS, Question
from timeline.store.search.matches import compiled


def by_date(at: Index, asked: Question) -> list[Dated]:
    """Count the events that answer by what is written as their date, in no order.

    Raises:
        UsageError: a pattern takes too long.
    """
    with compiled(at, asked) as (wanted, sure, _, given), closing(at.db.cursor()) as found:
        rows = found.execute(
            f"SELECT e.date, {sure} AS sure, e.reported, count(*) {EVENTS} WHERE {wanted} GROUP BY 1, 2, 3", given
        )
        return [Dated(date, bool(certain), bool(reported), events) for date, certain, reported, events in rows]
