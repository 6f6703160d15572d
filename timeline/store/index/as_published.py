"""Events as the world could have read them by a day: the same engine, with other rows for those that differ.

An event all of whose dated sources were published by then is as it is today, and one whose sources all came later is
not there; two columns tell. Only one that straddles the day is read again. Must not know queries.
"""

from timeline.errors import DataError
from timeline.eventfile import unsettled
from timeline.store.index.database import Index
from timeline.store.index.rows import rows_of
from timeline.store.index.schema import FILE_PATH
from timeline.store.index.write import Writer


def restate(at: Index, day: int, id_: str | None = None) -> int:
    """Give events that straddle a day, or one of them, the rows they had then; return how many they are.

    The transaction that is open must be rolled back.
    """
    straddling = (
        f"SELECT n, {FILE_PATH} FROM event JOIN file f USING (n)"
        " WHERE published <= :day AND completed > :day AND (:id IS NULL OR id = :id) GROUP BY n"
    )
    found = at.db.execute(straddling, {"day": day, "id": id_}).fetchall()
    at.files.fetch(path for _, path in found)
    writer = Writer(at)
    numbers = []
    for new, (n, path) in enumerate(found, writer.next):
        event, problems = unsettled.read(at.files[path], "", path, at.register.hides)
        if event is None:
            raise DataError(f"{path} was changed meanwhile", "ask again", problems)
        writer.event(new, rows_of(event, at.register, at.meta("timezone"), day))
        numbers.append((new, n))
    writer.flush()
    faults = "SELECT ?, line, col, code, message, hint, source FROM problem WHERE n = ?"
    at.db.executemany(f"INSERT INTO problem {faults}", numbers)
    at.db.executemany("UPDATE file SET n = ? WHERE n = ?", numbers)
    return len(found)
