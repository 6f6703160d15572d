"""A throw-away index of the files: what they say, keyed by content, so that a question opens none of them.

It is filled only by reading, may be deleted between any two commands, and is dropped on any doubt: damage, another
version, another folder. Content is known by its git blob id, so that what one branch has parsed serves the others.
Knows SQLite; knows nothing of queries, and of an event only its rows (store/index/rows.py).
"""

import os
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from msgspec import msgpack

from timeline.errors import Problem
from timeline.store.files import folder
from timeline.store.index.place import cache_file
from timeline.store.index.schema import SCHEMA, VERSION

if TYPE_CHECKING:
    from timeline.store.index.parse_files import Parse

Progress = Callable[[int, int], None]
"""Told how many of how many files have been read."""

PAST = 10_000
"""Events of the past that may stay beside three times those that are there: other branches ask for them again."""
BATCH = 10_000
"""Files between two commits: what ^C can cost."""
FRESH = 20_000_000
COARSE = 2_000_000_000
"""Nanoseconds within which a second write can leave size and times as they were: on most file systems a few clock
ticks, on those that count whole seconds two of them. A file so fresh when it was read is read again next time."""
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

    def __init__(self, root: str, place: str | None) -> None:
        """Open the index in the folder `place`, or in memory where that is None or cannot be used."""
        self.root = os.path.realpath(root)
        self.path = None
        if place is not None:
            self.path = cache_file(self.root, place, "sqlite")
            with suppress(OSError):
                os.makedirs(place, mode=0o700, exist_ok=True)
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
        """Open the index if it is ours, of this version and of this folder; make it where it is empty.

        Raises:
            ValueError: it is another's.
        """
        self.db = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
        try:
            self.db.execute("PRAGMA synchronous=OFF")  # a cache: a power cut may cost it, never the answer
            if self._version() == VERSION:
                self._check_seal()
            else:
                self._make()
            self.written = self.db.execute("PRAGMA data_version").fetchone()
            self.require("root", os.fsencode(self.root))
        except BaseException:
            self.db.close()
            raise

    def _version(self) -> int:
        version: int = self.db.execute("PRAGMA user_version").fetchone()[0]
        return version

    def _make(self) -> None:
        """Make the tables, unless another process has just done so."""
        self.db.execute("BEGIN IMMEDIATE")
        if self._version() != VERSION:
            if self.db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                raise ValueError("another version")
            for statement in SCHEMA.split(";"):
                self.db.execute(statement)
            self.db.execute(f"PRAGMA user_version={VERSION}")
            self.note("root", os.fsencode(self.root))
        self.commit()

    def _check_seal(self) -> None:
        """SQLite does not notice what is changed in its rows; but only we leave the file a time of whole even seconds.

        Raises:
            ValueError: the file is not as a process of ours left it.
        """
        for pause in (0, 0.001, 0.1):  # another may be just about to seal what it wrote
            time.sleep(pause)
            self._version()  # waits for one that is writing
            if self.path is not None and os.stat(self.path).st_mtime_ns % COARSE == 0:
                return
        raise ValueError("written by somebody else")

    def _seal(self) -> None:
        if self.path is not None:
            seconds = time.time_ns() // COARSE * COARSE
            with suppress(OSError):
                os.utime(self.path, ns=(seconds, seconds))

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

    def require(self, key: str, value: Any) -> None:
        """Note a value that must stay the same as long as the index.

        Raises:
            ValueError: it was another.
        """
        before = self.meta(key)
        if before is None:
            self.note(key, value)
        elif before != value:
            raise ValueError(f"another {key}")

    def meta(self, key: str) -> Any:
        """What was noted under a key; None where nothing was."""
        row = self.db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else row[0]

    def note(self, key: str, value: Any) -> None:
        """Note a value under a key."""
        self.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def refresh(self, scan: folder.Scan, parser: "Callable[[], Parse]", progress: Progress) -> list[Problem]:
        """Bring the index up to date with the files; return the files that cannot be opened, with relative paths.

        Only files whose size or times differ from those last seen are opened, and only content never seen is parsed.

        Raises:
            ValueError: most of what the index holds is of the past; it is better made anew.
        """
        seen = {path: (f, look) for f, path, look in self.db.execute("SELECT f, path, seen FROM folder")}
        looks = {path: _look(files) for path, files in scan.folders.items()}
        changed = [path for path, look in looks.items() if path not in seen or seen[path][1] != look]
        gone = seen.keys() - looks.keys()
        if not changed and not gone:
            return []
        held = self.db.execute("SELECT count(*) FROM content").fetchone()[0]
        if held > 3 * sum(map(len, scan.folders.values())) + PAST:
            raise ValueError("mostly of the past")
        from timeline.store.index.parse_files import Item, batches  # noqa: PLC0415 - start-up, as above
        from timeline.store.index.write import Writer  # noqa: PLC0415 - start-up: mostly nothing has changed

        refused: list[Problem] = []
        now = time.time_ns()  # before any file is opened: one written to after that has another time
        self.db.execute("PRAGMA cache_size=-65536")  # KiB: content comes in no order
        with self.writing():
            writer = Writer(self.db)
            for path in gone:
                writer.forget_folder(seen[path][0])
            trusted = set(changed)
            items = []
            for path in changed:
                f = writer.numbered(path)
                items += [Item(f, path + name, info) for name, info in writer.differing(f, scan.folders[path])]
            items.sort(key=lambda item: item.id)  # by date: neighbours in time share a chunk
            done = kept = 0
            for some, batch in batches(self.root, items, parser(), writer.known) if items else ():
                stats = [(0, 0, 0) if fresh([item.stat], now) else item.stat for item in some]
                writer.take(some, stats, batch)  # zeros: not what will be seen next time
                for item, stat, outcome in zip(some, stats, batch.outcomes, strict=True):
                    if outcome.refusal:
                        refused.append(outcome.refusal)
                    if outcome.refusal or stat != item.stat:
                        trusted.discard(item.path.rpartition("/")[0] + "/")
                done += len(some)
                if full := done - kept >= BATCH:
                    kept = done
                    self.note("torn", 1)
                    self.commit()
                progress(done, len(items))
                if full:
                    self.begin()
            for path in trusted:
                self.db.execute("UPDATE folder SET seen = ? WHERE path = ?", (looks[path], path))
            writer.settle_twins(everywhere=bool(self.meta("torn")))
            self.note("torn", 0)
        return refused

    def blobs(self) -> dict[str, str]:
        """The git blob id of each file, by relative path."""
        found = "SELECT d.path || id || '.toml', blob FROM file f JOIN folder d USING (f) JOIN content c USING (n)"
        return {path: blob.hex() for path, blob in self.db.execute(found)}

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Write to the index while it lasts: all of it, or nothing since the last `commit`.

        Raises:
            OutdatedError: another process has written meanwhile.
        """
        try:
            self.begin()
            yield
            self.commit()
        except BaseException:
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")
                self._seal()
            raise

    def begin(self) -> None:
        """Begin to write."""
        self.db.execute("BEGIN IMMEDIATE")
        self._must_be_ours()

    def commit(self) -> None:
        """Keep what was written."""
        self.db.execute("COMMIT")
        self._seal()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Read the index while it lasts: it stays as it was when this process last wrote to it.

        Raises:
            OutdatedError: another process has written meanwhile.
        """
        self.db.execute("BEGIN")
        try:
            self._must_be_ours()
            yield
        finally:
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")

    def _must_be_ours(self) -> None:
        if self.db.execute("PRAGMA data_version").fetchone() != self.written:
            raise OutdatedError

    def distrust(self, owing: int) -> None:
        """Let everything that owes something to a register (`OWES_…`) be computed anew at the next refresh."""
        doubtful = "SELECT n FROM event WHERE owes & ?"
        if owing and self.db.execute(f"SELECT EXISTS ({doubtful})", (owing,)).fetchone()[0]:
            self.db.execute(f"DELETE FROM content WHERE n IN ({doubtful})", (owing,))
            self.db.execute("UPDATE event SET owes = 0 WHERE owes & ?", (owing,))
            self.db.execute("DELETE FROM file")
            self.db.execute("DELETE FROM folder")

    def values(self, kind: str) -> list[str]:
        """Every value of one kind of term that an event has."""
        events = "SELECT 1 FROM terms JOIN file ON n = terms.rowid WHERE terms MATCH 't' || term.t AND NOT twin"
        rows = f"SELECT value FROM term WHERE kind = ? AND EXISTS ({events}) ORDER BY value"
        return [value for (value,) in self.db.execute(rows, (kind,))]

    def linking(self, id_: str) -> list[str]:
        """The IDs of events with a link to this one."""
        rows = "SELECT DISTINCT f.id FROM link l JOIN file f USING (n) WHERE NOT f.twin AND l.target = ? ORDER BY f.id"
        return [other for (other,) in self.db.execute(rows, (id_,))]

    def asked(self) -> set[str]:
        """Every name that the register of actors was asked for."""
        return {name for (name,) in self.db.execute("SELECT name FROM asked")}

    def problems(self) -> Iterator[tuple[bool, Problem]]:
        """What is wrong with the files as they are, and whether it keeps the file from being an event."""
        path = "(SELECT path FROM folder WHERE f = file.f) || id || '.toml'"
        faults = (
            f"SELECT {path}, e.shape IS NULL, p.line, p.col, p.code, p.message, p.hint, p.source"
            " FROM problem p JOIN event e USING (n) JOIN file USING (n) WHERE NOT twin"
        )
        for where, fatal, *fault in self.db.execute(faults):
            yield bool(fatal), Problem(where, *fault)
        firsts = f"SELECT id, {path} AS first FROM file WHERE NOT twin"
        twins = f"SELECT {path}, first FROM file JOIN ({firsts}) USING (id) WHERE twin"
        for where, first in self.db.execute(twins):
            hint = "give one of the files another name"
            yield True, Problem(where, 0, 0, "SCH007", f"has the same ID as {first}", hint)


def _look(files: dict[str, folder.Stat]) -> bytes:
    """What a folder looked like, in short: how many files, the newest change, and a checksum of it all.

    A change moves the newest ctime forward, a file gone or renamed the checksum of the names.
    """
    newest = max([info[2] for info in files.values()], default=0)
    return b"%d %d %d" % (len(files), newest, zlib.crc32(msgpack.encode(files)))


def fresh(stats: Iterable[folder.Stat], now: int | None = None) -> bool:
    """Whether any file may yet be changed without its size and times showing it."""
    now = time.time_ns() if now is None else now
    newest = [max(info[1:]) for info in stats]
    return any(t > now - (FRESH if t % 1_000_000_000 else COARSE) for t in newest)
