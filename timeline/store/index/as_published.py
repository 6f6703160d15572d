"""Events as the world could have read them by a day: the same engine, with other rows for those that differ.

An event all of whose dated sources were published by then is as it is today, and one whose sources all came later is
not there; two columns tell. Only one that straddles the day is read again. Must not know queries.
"""

from timeline.errors import DataError
from timeline.eventfile import reader
from timeline.model.event import Event
from timeline.store.files import folder
from timeline.store.index.database import Index
from timeline.store.index.rows import rows_of
from timeline.store.index.write import Writer


def restate(at: Index, day: int, id_: str | None = None) -> int:
    """Give the events that straddle a day the rows they had then, until the transaction ends; return how many they are.

    Args:
        at: the index, in a transaction that will be rolled back.
        day: as in `date.toordinal`.
        id_: of one event alone; None: all.
    """
    straddling = (
        "SELECT n, (SELECT path FROM folder d WHERE d.f = file.f) || id || '.toml' FROM event JOIN file USING (n)"
        " WHERE published <= :day AND completed > :day AND (:id IS NULL OR id = :id) GROUP BY n"
    )
    found = at.db.execute(straddling, {"day": day, "id": id_}).fetchall()
    Writer(at).instead((n, rows_of(_event(at.root, path), at.register, day)) for n, path in found)
    return len(found)


def _event(root: str, path: str) -> Event:
    event, problems = reader.read(folder.read(root, path), "", path)
    if event is None:
        raise DataError(f"{path} was changed meanwhile", "ask again", problems)
    return event
