"""What `timeline sql` sees: views of the index, which a SELECT may read, and nothing else.

Knows the columns of the views, made from the table of fields, and how SQLite is kept from anything but reading. Must
not know how the index is brought up to date (store/index/database.py) nor how rows are printed.
"""

import re
import sqlite3
from functools import lru_cache
from typing import Any, NamedTuple

from msgspec.json import encode

from timeline.errors import UsageError, did_you_mean, marked
from timeline.model.event import Actor, Event, Link, Place, Source, table
from timeline.records import record
from timeline.store.index.database import Index
from timeline.store.index.schema import PackedRecord

ELEMENTS = {"actors": Actor, "places": Place, "sources": Source, "links": Link}
NAMES = {"to": "target"}
"""Keys that SQL takes for words of its own."""
HIDDEN = {name for name, row in table(Event).items() if row.private}
"""Keys of an event that are never printed."""
VIEWS: dict[str, tuple[str, ...]] = {
    "events": (
        *("id", "path", "day", *(key for key in table(Event) if key not in HIDDEN), "earliest", "latest"),
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
STEPS = 50_000
"""Steps of SQLite's machine between two looks at whether ^C was pressed: some milliseconds."""
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
        UsageError: it is no SELECT, or reads anything else.
        KeyboardInterrupt: ^C was pressed meanwhile.
    """
    db = at.db
    damage: list[BaseException] = []

    dictionary = at.dictionary

    @lru_cache(KEPT)
    def read(n: int) -> dict[str, Any]:
        with db.blobopen("record", "data", n, readonly=True) as blob:  # asks no authorizer, as a statement would
            whole = record.plain(PackedRecord(blob.read(), dictionary).raw())
        return {**whole, **whole["provenance"]}

    def cell(n: int, key: str) -> Any:
        try:
            return _plain(read(n).get(key))
        except BaseException as error:
            damage.append(error)
            raise

    db.create_function("cell", 2, cell)
    for name in VIEWS:
        db.execute(f"CREATE TEMP VIEW {name} AS {_query(name, base)}")
    for name in JSON:
        db.execute(f"SELECT 1 FROM {name}('[]')")  # SQLite declares them on first use, and asks whether it may
    db.execute("PRAGMA query_only=ON")
    db.set_authorizer(_allowed)
    db.set_progress_handler(_looked, STEPS)
    found = db.cursor()
    try:
        values = found.execute(statement).fetchall()
        columns = [name for name, *_ in found.description or ()]
    except (sqlite3.Error, sqlite3.Warning, UnicodeEncodeError, MemoryError) as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 255
        if damage:
            raise damage[0] from None
        if code == sqlite3.SQLITE_INTERRUPT or "user-defined function" in str(error):
            raise KeyboardInterrupt from None
        if code not in REQUEST:
            raise
        raise _refusal(statement, str(error) or "the answer does not fit into memory") from error
    finally:
        found.close()
        db.set_progress_handler(None, 0)
        db.set_authorizer(None)
        db.create_function("cell", 2, None)  # they would hold one another for good
        db.execute("PRAGMA query_only=OFF")
    if not columns:
        raise UsageError("there is no question", _HINT)
    return Selection(tuple(" ".join(name.split()) for name in columns), values)


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
        path = (
            f"'{base.replace(chr(39), chr(39) * 2)}' || (SELECT path FROM folder d WHERE d.f = f.f) || f.id || '.toml'"
        )
        given = {"id": "f.id", "path": path, "day": "e.day"}
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


def _allowed(action: int, first: str | None, second: str | None, _database: str | None, view: str | None) -> int:
    """What SQLite asks before each part of a statement. It may select, read the views, and compute."""
    if action == sqlite3.SQLITE_FUNCTION:
        fine = view in VIEWS or second not in REFUSED
    elif action == sqlite3.SQLITE_READ:
        fine = first in VIEWS or first in JSON or (view in VIEWS and first in TABLES)
    else:
        fine = action in {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_RECURSIVE}
    return sqlite3.SQLITE_OK if fine else sqlite3.SQLITE_DENY


def _looked() -> int:
    """Called now and then: Python looks for ^C whenever it is."""
    return 0


def _refusal(statement: str, message: str) -> UsageError:
    """What SQLite found wrong, with a marker where it names a word that stands there once."""
    named = re.search(
        r'near "(.+)": |unrecognized token: "(.+)"|no such (column|table|function): (\S+)|ambiguous .*: (\S+)', message
    )
    word = next((text for text in (named.group(1, 2, 4, 5) if named else ()) if text), "")
    kind = named[3] if named else None
    known = {"table": VIEWS, "column": {c for names in VIEWS.values() for c in names}}.get(kind or "", ())
    hint = did_you_mean(word.rpartition(".")[2], known) or _HINT
    message = message[:1].lower() + message[1:].rstrip(".")
    if word and statement.count(word) == 1:
        before, _, after = statement.partition(word)
        line = before.rpartition("\n")[2]
        message += "\n" + marked(line + word + after.partition("\n")[0], len(line) + 1, len(word))
    return UsageError(message, hint)
