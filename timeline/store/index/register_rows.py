"""The registers as the index keeps them: each entry and each spelling is a row, read when somebody asks for it.

So a question that names one of three thousand actors reads a few of them. Of confidential documents nothing is kept but
that there are some: who asks for one has it read from its file. Must not know what the entries mean
(model/register/), nor when the registers have changed (store/index/refresh.py).
"""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, TypeVar

from msgspec import msgpack

from timeline.model.event import Source
from timeline.model.register import Directory, Register
from timeline.model.register.entry import ActorEntry, PlaceEntry

T = TypeVar("T")
_SPELT = " by spelling"
"""Behind the name of a register: which of its entries go by a folded spelling, each with the spelling as written."""

_DESCRIBED = "described"
"""The kind of the rows of `Register.described`."""
_LACKING = "lacking"
"""The kind of the rows that say which documents are not here: those that are `_SECRET`, or all, as `_UNREAD`."""
_SECRET, _UNREAD = "secret", "unread"


def keep(db: sqlite3.Connection, register: Register) -> None:
    """Write the rows of all registers in place of those that were there."""
    rows: list[tuple[str, str, bytes]] = []
    for kind, directory in (("actors", register.actors), ("places", register.places)):
        rows += [(kind, id_, msgpack.encode(entry)) for id_, entry in directory.entries.items()]
        rows += [(kind + _SPELT, folded, msgpack.encode(ids)) for folded, ids in directory.spelt.items()]
    open_ = {id_: document for id_, document in register.documents.items() if not document.confidential}
    rows += [("sources", id_, msgpack.encode(document)) for id_, document in open_.items()]
    lacking = {_SECRET: len(open_) < len(register.documents), _UNREAD: register.unread}
    rows += [(_LACKING, what, b"") for what, is_so in lacking.items() if is_so]
    rows += [(_DESCRIBED, field, msgpack.encode(None)) for field in register.described]
    db.execute("DELETE FROM register")
    db.executemany("INSERT INTO register VALUES (?, ?, ?)", rows)


def kept(db: sqlite3.Connection, in_file: Callable[[], Mapping[str, Source]]) -> Register:
    """Give the registers, which read their rows as they are asked; `in_file` reads the documents from their file."""
    register = Register()
    lacking = {what for (what,) in db.execute("SELECT key FROM register WHERE kind = ?", (_LACKING,))}
    register.unread = _UNREAD in lacking
    register.actors = _KeptDirectory(db, "actors", ActorEntry)
    register.places = _KeptDirectory(db, "places", PlaceEntry)
    register.documents = _Kept(db, "sources", Source, in_file if _SECRET in lacking else dict)
    register.described = _Kept(db, _DESCRIBED, None)
    return register


class _KeptDirectory(Directory[Any]):
    """The entries of one register, and their spellings."""

    def __init__(self, db: sqlite3.Connection, kind: str, of: type) -> None:
        self._db = db
        self._kind = kind + _SPELT
        super().__init__(_Kept(db, kind, of))
        self.spelt = _Kept(db, self._kind, dict[str, str])

    def holding(self, words: Collection[str]) -> Iterator[Iterable[str]]:
        """The ids that go by each spelling that has all these words."""
        each = " AND ".join(["instr(' ' || key || ' ', ' ' || ? || ' ')"] * len(words))
        rows = f"SELECT value FROM register WHERE kind = ? AND {each} ORDER BY rowid"
        return (msgpack.decode(value) for (value,) in self._db.execute(rows, (self._kind, *words)))


class _Kept(Mapping[str, T]):
    """The rows of one kind by key, in the order of the file; what was read once is remembered."""

    def __init__(
        self, db: sqlite3.Connection, kind: str, of: Any, elsewhere: Callable[[], Mapping[str, T]] = dict
    ) -> None:
        self._db = db
        self._kind = kind
        self._decode = msgpack.Decoder(of).decode
        self._elsewhere = elsewhere
        self._read: dict[str, T | None] = {}
        self._whole = False

    def _rows(self) -> dict[str, T | None]:
        """All of them: whoever goes through them wants the values too."""
        if not self._whole:
            rows = self._db.execute("SELECT key, value FROM register WHERE kind = ? ORDER BY rowid", (self._kind,))
            self._read = {**self._others, **{key: self._decode(value) for key, value in rows}}
            self._whole = True
        return self._read

    @cached_property
    def _others(self) -> Mapping[str, T]:
        """Those of which no row is kept."""
        return self._elsewhere()

    def __getitem__(self, key: str) -> T:
        if key not in self._read and not self._whole:
            found = "SELECT value FROM register WHERE kind = ? AND key = ?"
            row = self._db.execute(found, (self._kind, key)).fetchone()
            self._read[key] = self._decode(row[0]) if row else self._others.get(key)
        if (value := self._read.get(key)) is None:
            raise KeyError(key)
        return value

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows())

    def __len__(self) -> int:
        return len(self._rows())
