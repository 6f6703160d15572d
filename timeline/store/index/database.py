"""A throw-away index of the files: what they say, keyed by content, so that a question opens none of them.

It is filled only by reading, may be deleted between any two commands, and is dropped on any doubt: damage, another
version, another folder. Knows SQLite and the tables; must not know queries, nor how rows are made of an event.
"""

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any

from timeline.errors import Problem
from timeline.eventfile.paths import DOCUMENTS
from timeline.eventfile.same_id import same_id
from timeline.store.files import folder
from timeline.store.index.schema import APPLICATION, FILE_PATH, SCHEMA, unpacked, unsealed, version

if TYPE_CHECKING:
    from timeline.model.event import Source
    from timeline.model.register import Register
    from timeline.store.files.snapshot import Snapshot

WAIT = 10.0
"""Seconds to wait for another process that is writing."""
UNUSABLE = {
    *(sqlite3.SQLITE_PERM, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY),
    *(sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN),
}
"""Errors that say nothing against the index, but that it cannot be used now."""


class OutdatedError(Exception):
    """Another process has written to the index meanwhile: what was read of it may no longer hold."""


class Index:
    """The index of one chronology, as of the last look at its files."""

    files: "Snapshot"
    """The files as of which it answers; there once it has looked at them."""

    def __init__(self, root: str, place: str | None) -> None:
        """Open the index in the folder `place`, or in memory where that is None or cannot be used."""
        self.root = os.path.realpath(root)
        self.path = None
        self.made = False
        """It was made anew."""
        self.of_past: dict[str, Any] = {}
        """What stands in place of what was noted of today, where these files are of the past."""
        if place is not None:
            self.path = folder.cache_file(self.root, place, "sqlite")
            folder.shut(self.path)
        if self.path is None or not self._opened(self.path):
            self.path = None
            self._open(":memory:")

    def _opened(self, path: str) -> bool:
        """Whether the file can be used; a damaged one is deleted and made anew."""
        for _ in range(2):
            try:
                self._open(path)
            except Exception as damage:  # noqa: BLE001 - what a damaged index makes of itself cannot be listed
                if not self._deleted(damage):
                    break
            else:
                return True
        return False

    def _open(self, path: str) -> None:
        """Open the index if it is of this version and folder; make it where it is empty; else `ValueError`."""
        self.db = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
        try:
            self.db.execute("PRAGMA synchronous=OFF")  # a cache: a power cut may cost it, never the answer
            if self._mark() != (APPLICATION, version()):
                self._make()
            self.written = self.db.execute("PRAGMA data_version").fetchone()
            self._must_be_of_this_folder()
        except BaseException:
            self.db.close()
            raise

    def _must_be_of_this_folder(self) -> None:
        if self.meta("root") != os.fsencode(self.root):
            raise ValueError("another folder")

    def _mark(self) -> tuple[int, int]:
        names = ("application_id", "user_version")
        application, number = (self.db.execute(f"PRAGMA {name}").fetchone()[0] for name in names)
        return application, number

    def _make(self) -> None:
        """Make the tables, unless another process has just done so."""
        self.db.execute("BEGIN IMMEDIATE")
        if self._mark() != (APPLICATION, version()):
            if self.db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                raise ValueError("another version")
            for statement in SCHEMA.split(";"):
                self.db.execute(statement)
            self.db.execute(f"PRAGMA application_id={APPLICATION}")
            self.db.execute(f"PRAGMA user_version={version()}")
            self.note("root", os.fsencode(self.root))
            self.made = True
        self.db.execute("COMMIT")

    def _deleted(self, damage: Exception) -> bool:
        """Delete an index that is damaged; not one that cannot be used now."""
        if self.path is None or isinstance(damage, OSError) or getattr(damage, "sqlite_errorcode", 0) & 255 in UNUSABLE:
            return False
        for ending in ("", "-journal", "-wal", "-shm"):
            with suppress(OSError):
                os.unlink(f"{self.path}{ending}")
        return True

    def drop(self, damage: Exception) -> bool:
        """Close an index that failed, and delete it where it is damaged; whether one in its place may do better."""
        self.db.close()
        return isinstance(damage, OutdatedError) or self._deleted(damage)

    def meta(self, key: str) -> Any:
        """Give what was noted under a key; None where nothing was."""
        if key in self.of_past:
            return self.of_past[key]
        row = self.db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else row[0]

    def note(self, key: str, value: Any) -> None:
        """Note a value under a key."""
        self.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    @contextmanager
    def writing(self, how: str = "BEGIN IMMEDIATE") -> Iterator[None]:
        """Write to the index while it lasts, or only to what is gone with this process: all of it, or nothing.

        What was committed meanwhile stays.

        Raises:
            OutdatedError: another process has written meanwhile.
        """
        try:
            self.begin(how)
            yield
            self.db.execute("COMMIT")
        except BaseException:
            self._roll_back()
            raise

    def begin(self, how: str = "BEGIN IMMEDIATE") -> None:
        """Begin to write, or only to read.

        Raises:
            OutdatedError: another process has written meanwhile.
        """
        self.db.execute(how)
        if self.db.execute("PRAGMA data_version").fetchone() != self.written:
            raise OutdatedError

    @contextmanager
    def reading(self, *, pretending: bool = False) -> Iterator[None]:
        """Read the index while it lasts: it stays as it was when this process last wrote to it.

        With `pretending`, rows may be written that are gone at the end.

        Raises:
            OutdatedError: another process has written meanwhile.
        """
        try:
            self.begin("BEGIN IMMEDIATE" if pretending else "BEGIN")
            yield
        finally:
            self._roll_back()

    def _roll_back(self) -> None:
        with suppress(sqlite3.ProgrammingError):  # it was dropped meanwhile, and nothing is left to be taken back
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")

    @property
    def dictionary(self) -> bytes:
        """What all records are compressed with; empty as long as there is none.

        Raises:
            ValueError: it was damaged.
        """
        kept = self.meta("dictionary")
        return unsealed(kept) if kept is not None else b""

    @cached_property
    def register(self) -> "Register":
        """The registers, read as they are asked."""
        from timeline.store.index import register_rows  # start-up: only a name asks for it

        return register_rows.kept(self.db, self._documents)

    def _documents(self) -> "Mapping[str, Source]":
        """The documents as their file has them."""
        from timeline.store.files import registers  # start-up: mostly none is confidential

        return registers.read({DOCUMENTS: self.files[DOCUMENTS]}).register.documents

    def record(self, n: int) -> bytes:
        """Give the record of an event by its number, as JSON."""
        data = self.db.execute("SELECT data FROM record WHERE n = ?", (n,)).fetchone()[0]
        return unpacked(unsealed(data), self.dictionary)

    def blobs(self) -> dict[str, str]:
        """Give the git blob id of each file, by relative path."""
        found = f"SELECT {FILE_PATH}, blob FROM file f JOIN content c USING (n)"
        return {path: blob.hex() for path, blob in self.db.execute(found)}

    def values(self, kind: str) -> list[str]:
        """Give every value of one kind of term that an event has."""
        events = "SELECT 1 FROM terms JOIN file ON n = terms.rowid WHERE terms MATCH 't' || term.t AND NOT duplicate"
        rows = f"SELECT value FROM term WHERE kind = ? AND EXISTS ({events}) ORDER BY value"
        return [value for (value,) in self.db.execute(rows, (kind,))]

    def linking(self, id_: str) -> list[str]:
        """Give the IDs of the other events with a link to this one, perhaps by an ID that it had before."""
        names = "SELECT :id UNION SELECT old FROM alias JOIN file USING (n) WHERE NOT duplicate AND id = :id"
        found = f"SELECT DISTINCT id FROM link JOIN file USING (n) WHERE NOT duplicate AND target IN ({names})"
        return [other for (other,) in self.db.execute(f"{found} AND id <> :id ORDER BY id", {"id": id_})]

    def renamed(self) -> dict[str, str]:
        """Give the IDs that events had before, each with the one that its event has now; not those of two events."""
        rows = "SELECT old, max(id) FROM alias JOIN file USING (n) WHERE NOT duplicate GROUP BY old HAVING count(*) = 1"
        return dict(self.db.execute(rows))

    def published(self, id_: str) -> int | None:
        """Tell the day by which the first of an event's dated sources was published; None: none is dated."""
        rows = "SELECT max(published) FROM event JOIN file USING (n) WHERE id = ? AND NOT duplicate"
        day: int | None = self.db.execute(rows, (id_,)).fetchone()[0]
        return day

    def problems(self) -> Iterator[tuple[bool, Problem]]:
        """Tell what is wrong with the files as they are, and whether it keeps the file from being an event."""
        faults = (
            f"SELECT {FILE_PATH}, e.shape IS NULL, p.line, p.col, p.code, p.message, p.hint, p.source"
            " FROM problem p JOIN event e USING (n) JOIN file f USING (n) WHERE NOT duplicate"
        )
        for where, fatal, *fault in self.db.execute(faults):
            yield bool(fatal), Problem(where, *fault)
        firsts = f"SELECT id, {FILE_PATH} AS first FROM file f WHERE NOT duplicate"
        duplicates = f"SELECT {FILE_PATH}, first FROM file f JOIN ({firsts}) USING (id) WHERE duplicate"
        for where, first in self.db.execute(duplicates):
            yield True, same_id(where, first)
