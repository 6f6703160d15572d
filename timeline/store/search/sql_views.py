"""What `timeline sql` sees: views of the index, which a SELECT may read, and nothing else.

Knows the columns of the views, made from the table of fields, and how SQLite is kept from anything but reading. Must
not know how the index is brought up to date (store/index/database.py) nor how rows are printed.
"""

import os
import re
import sqlite3
from collections.abc import Collection, Iterable
from functools import lru_cache, partial
from time import perf_counter
from typing import Any, NamedTuple

from msgspec.json import encode

from timeline.errors import UsageError, did_you_mean, marked
from timeline.model.event import Actor, Event, Link, Place, Source, table
from timeline.records import record
from timeline.store.index.database import Index
from timeline.store.index.schema import FILE_PATH, unpacked, unsealed

ELEMENTS = {"actors": Actor, "places": Place, "sources": Source, "links": Link}
NAMES = {"to": "target"}
"""Keys that SQL takes for words of its own."""
HIDDEN = {name for name, row in table(Event).items() if row.private}
"""Keys of an event that are never printed."""
VIEWS: dict[str, tuple[str, ...]] = {
    "events": (
        *("id", "path", "day", *(key for key in table(Event) if key not in HIDDEN)),
        *("reviewed", "conflicts", "earliest", "latest", "first_second", "last_second"),
        *record.Sourcing.__struct_encode_fields__,
    ),
    "tags": ("event", "tag"),
    **{view: ("event", *(NAMES.get(key, key) for key in table(struct))) for view, struct in ELEMENTS.items()},
}
"""The columns of each view. `event` is the id of the event that an element belongs to."""
TABLES = {"event", "file", "folder"}
"""What the views themselves read."""
JSON = ("json_each", "json_tree")
REFUSED = {"cell", "holds", "load_extension", "fts3_tokenizer"}
"""Functions that are ours, or do more than compute."""
STEPS = 1000
"""Steps of SQLite's machine between two looks at the clock, and at whether ^C was pressed."""
SECONDS = 10.0
"""What one question may take."""
LONGEST, MOST = 1 << 24, 1 << 28
"""Bytes of one value, and of all that is found: an answer is held in memory."""
KEPT = 1000
"""Records kept in memory: a join asks for the same ones again and again."""
REQUEST = {sqlite3.SQLITE_ERROR, sqlite3.SQLITE_AUTH, sqlite3.SQLITE_TOOBIG, sqlite3.SQLITE_MISMATCH}
"""Errors that lie in the statement, not in the index."""


class Selection(NamedTuple):
    """What a SELECT found."""

    columns: tuple[str, ...]
    values: list[tuple[Any, ...]]


def select(at: Index, statement: str, base: str) -> Selection:
    """What one SELECT finds in the views; paths of files begin with `base`. To be called within a transaction.

    Raises:
        UsageError: it is no SELECT, reads anything else, or would not end.
        KeyboardInterrupt: ^C was pressed meanwhile.
    """
    db = at.db
    damage: list[BaseException] = []
    dictionary = at.dictionary

    @lru_cache(KEPT)
    def read(n: int) -> dict[str, Any]:
        with db.blobopen("record", "data", n, readonly=True) as blob:  # asks no authorizer, as a statement would
            whole = record.plain(unpacked(unsealed(blob.read()), dictionary))
        return {**whole, **whole["provenance"]}

    def cell(n: int, key: str) -> Any:
        try:
            return _plain(read(n).get(key))
        except BaseException as error:
            damage.append(error)
            raise

    db.create_function("cell", 2, cell)
    inner = {name: f"{name}_{os.urandom(16).hex()}" for name in VIEWS}  # which no statement can call its own
    for name, secret in inner.items():
        db.execute(f"CREATE TEMP VIEW {secret} AS {_query(name, base)}")
        db.execute(f"CREATE TEMP VIEW {name} AS SELECT * FROM {secret}")
    for name in JSON:
        db.execute(f"SELECT 1 FROM {name}('[]')")  # SQLite declares them on first use, and asks whether it may
    stored = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
    longest = db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST)
    db.execute("PRAGMA query_only=ON")
    db.set_authorizer(partial(_allowed, frozenset(inner.values()), stored))
    until = perf_counter() + SECONDS
    db.set_progress_handler(lambda: perf_counter() > until, STEPS)
    found = db.cursor()
    try:
        values = _held(found.execute(statement))
        columns = [name for name, *_ in found.description or ()]
    except (sqlite3.Error, sqlite3.Warning, UnicodeEncodeError, MemoryError) as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 255
        if damage:
            raise damage[0] from None
        if code == sqlite3.SQLITE_INTERRUPT and perf_counter() > until:
            raise UsageError(f"the question takes more than {SECONDS:.0f} seconds", _SMALLER) from None
        if code == sqlite3.SQLITE_INTERRUPT or "user-defined function" in str(error):
            raise KeyboardInterrupt from None
        if code not in REQUEST:
            raise
        raise _refusal(statement, str(error) or "the answer does not fit into memory") from error
    finally:
        found.close()
        db.set_progress_handler(None, 0)
        db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, longest)
        db.set_authorizer(None)
        db.create_function("cell", 2, None)  # they would hold one another for good
        db.execute("PRAGMA query_only=OFF")
    if not columns:
        raise UsageError("there is no question", _HINT)
    return Selection(tuple(" ".join(name.split()) for name in columns), values)


_SMALLER = "ask for less: WHERE and LIMIT say which rows; a WITH RECURSIVE must end"


def _held(rows: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """All rows, as long as they fit."""
    values, size = [], 0
    for row in rows:
        values.append(row)
        size += sum(len(value) if isinstance(value, str | bytes) else 16 for value in row) + 64
        if size > MOST:
            raise UsageError(f"the answer has more than {MOST >> 20} MiB", _SMALLER)
    return values


_HINT = f"sql only reads: SELECT … FROM {', '.join(VIEWS)}; docs/queries.md lists their columns"


def _plain(value: Any) -> Any:
    """A value as SQLite holds it: lists and tables as JSON."""
    if isinstance(value, list | dict):
        return encode(value).decode()
    return str(value) if isinstance(value, int) and not -(2**63) <= value < 2**63 else value


def _query(view: str, base: str) -> str:
    """The SELECT behind a view."""
    events = "event e JOIN file f USING (n)"
    if view == "events":
        quoted = base.replace("'", "''")
        given = {"id": "f.id", "path": f"'{quoted}' || {FILE_PATH}", "day": "e.day"}
        columns = {c: given.get(c) or _or_default(f"cell(e.n, '{c}')", Event, c) for c in VIEWS[view]}
    elif view == "tags":
        columns = {"event": "f.id", "tag": "j.value"}
    else:
        struct = ELEMENTS[view]
        columns = {"event": "f.id"}
        for key in table(struct):
            columns[NAMES.get(key, key)] = _or_default(f"json_extract(j.value, '$.{key}')", struct, key)
    if view != "events":
        events += f", json_each(cell(e.n, '{view}')) j"
    shown = ", ".join(f'{expression} AS "{name}"' for name, expression in columns.items())
    return f"SELECT {shown} FROM {events} WHERE NOT f.duplicate AND e.shape IS NOT NULL"


def _or_default(expression: str, struct: Any, key: str) -> str:
    """The value, or what the field is where it is not set: no, an empty list, or an empty table."""
    row = table(struct).get(key)
    default = {"False": "0", "()": "'[]'", "{}": "'{}'"}.get(repr(row.default if row else None))
    return f"ifnull({expression}, {default})" if default else expression


def _allowed(
    inner: Collection[str],
    stored: Collection[str],
    action: int,
    first: str | None,
    second: str | None,
    _database: str | None,
    view: str | None,
) -> int:
    """What SQLite asks before each part of a statement. It may select, read the views, and compute.

    Args:
        inner: the views that read the tables; a WITH can take the name of any other for its own.
        stored: the tables that there are.
        action: what is to be done.
        first: to which table or function.
        second: to which column or function; empty where a table is gone through, and no column read.
        view: within which view, or WITH.
    """
    if action == sqlite3.SQLITE_FUNCTION:
        fine = view in inner or second not in REFUSED
    elif action == sqlite3.SQLITE_READ:
        fine = first in VIEWS or first in JSON or first in inner or (view in inner and first in TABLES)
        fine = fine or not (second or first in stored or str(first).startswith("sqlite_"))  # the rows of a WITH
    else:
        fine = action in {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_RECURSIVE}
    return sqlite3.SQLITE_OK if fine else sqlite3.SQLITE_DENY


def _refusal(statement: str, message: str) -> UsageError:
    """What SQLite found wrong, with a marker where it names a word that stands there once."""
    named = re.search(
        r'near "(.+)": |unrecognized token: "(.+)"|no such (column|table|function): (\S+)|ambiguous .*: (\S+)', message
    )
    word = next((text for text in (named.group(1, 2, 4, 5) if named else ()) if text), "")
    kind = named[3] if named else None
    known = {"table": VIEWS, "column": {c for names in VIEWS.values() for c in names}}.get(kind or "", ())
    tables = re.findall(r"\b(?:(?<!DELETE )FROM|JOIN)\s+(\w+)", statement, re.IGNORECASE)
    meant = next(filter(None, (did_you_mean(name, VIEWS) for name in tables if name.lower() not in VIEWS)), "")
    hint = f"{meant}\n  {_HINT}" if meant else did_you_mean(word.rpartition(".")[2], known) or _HINT
    message = message[:1].lower() + message[1:].rstrip(".")
    if word and statement.count(word) == 1:
        before, _, after = statement.partition(word)
        line = before.rpartition("\n")[2]
        message += "\n" + marked(line + word + after.partition("\n")[0], len(line) + 1, len(word))
    return UsageError(message, hint)
