"""Which of the events that answer have which names: what a picture of all of them needs, without looking at any.

Knows the index; must not know how a query becomes SQL (compiler.py), nor who is one under several names.
"""

from collections import defaultdict
from contextlib import closing

from timeline.model.event import CLASSES
from timeline.records.groups import Naming
from timeline.store.index.database import Index
from timeline.store.search.compiler import EVENTS, Question
from timeline.store.search.matches import ORDER, compiled

_KINDS = {"sourcing": "label"}
"""Kinds of terms (store/index/rows.py) that are called otherwise."""


def by_name(at: Index, asked: Question, by: str) -> Naming:
    """Find the names of some kind that events which answer have: of actors, places or tags, a status, or a class.

    Raises:
        UsageError: a pattern takes too long.
    """
    events: dict[int, bool] = {}
    rows: defaultdict[int, list[int]] = defaultdict(list)
    with compiled(at, asked) as (wanted, sure, _, given), closing(at.db.cursor()) as found:
        order = ORDER.format("")
        for row, n, certain in found.execute(
            f"SELECT f.rowid, e.n, {sure} {EVENTS} WHERE {wanted} ORDER BY {order}", given
        ):
            events[row] = bool(certain)
            rows[n].append(row)
    place = {row: number for number, row in enumerate(events)}
    names = []
    for t, name in at.db.execute("SELECT t, value FROM term WHERE kind = ?", (_KINDS.get(by, by),)).fetchall():
        if by == "sourcing" and name not in CLASSES:
            continue
        having = at.db.execute("SELECT rowid FROM terms WHERE terms MATCH ?", (f"t{t}",))
        if some := {place[row] for (n,) in having for row in rows.get(n, ())}:
            names.append((name, some))
    return Naming([*events.values()], sorted(names, key=lambda named: (min(named[1]), named[0])))
