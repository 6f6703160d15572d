"""Takes files into the index: reads what has changed, and writes the rows of content never seen.

Knows the tables of store/index/database.py and the rows of store/index/rows.py; knows nothing of questions.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec.json import encode

from timeline.store.files.folder import Stat
from timeline.store.index.batch import CHUNK, Batch, Row
from timeline.store.index.parse_files import Item
from timeline.store.index.schema import TEXTS

WORDS = f"words (rowid, {', '.join(TEXTS)})"


class Writer:
    """Writes to the index, many rows at once."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Take the connection, on which a transaction has begun."""
        self.db = db
        self.rows: dict[str, list[tuple[Any, ...]]] = {}
        self.next = self._free("event", "n")
        self.chunk = self._free("chunk", "c")
        self.term = self._free("term", "t")
        self.terms: dict[tuple[str, str], str] = {}
        self.asked: set[str] = set()
        self.blobs: dict[bytes, int] = {}
        self.first: bool = not self.db.execute("SELECT EXISTS (SELECT 1 FROM content)").fetchone()[0]
        """Nothing had ever been taken: what is known is what this writing has taken."""
        self.taken: set[str] = set()
        """IDs of the files taken."""

    def _free(self, table: str, key: str) -> int:
        """The first number that no row of a table has."""
        free: int = self.db.execute(f"SELECT coalesce(max({key}), 0) + 1 FROM {table}").fetchone()[0]
        return free

    def _add(self, table: str, *row: Any) -> None:
        self.rows.setdefault(table, []).append(row)

    def _flush(self) -> None:
        for table, rows in self.rows.items():
            self.db.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(rows[0]))})", rows)
        self.rows.clear()

    def numbered(self, path: str) -> int:
        """The number of a folder, which is not trusted until all its files are taken."""
        self.db.execute("INSERT INTO folder VALUES (NULL, ?, x'') ON CONFLICT (path) DO UPDATE SET seen = x''", (path,))
        number: int = self.db.execute("SELECT f FROM folder WHERE path = ?", (path,)).fetchone()[0]
        return number

    def forget_folder(self, f: int) -> None:
        """A folder that is no longer there. What its files held stays, for the branch that has them."""
        self.db.execute("DELETE FROM file WHERE f = ?", (f,))
        self.db.execute("DELETE FROM folder WHERE f = ?", (f,))

    def differing(self, f: int, files: dict[str, Stat]) -> Iterator[tuple[str, Stat]]:
        """The files of a folder that are not as last seen; those that are gone are forgotten."""
        before = {
            f"{id_}.toml": (row, (size, mtime, ctime))
            for row, id_, size, mtime, ctime in self.db.execute(
                "SELECT rowid, id, size, mtime, ctime FROM file WHERE f = ?", (f,)
            )
        }
        gone = [(row,) for name, (row, info) in before.items() if files.get(name) != info]
        self.db.executemany("DELETE FROM file WHERE rowid = ?", gone)
        return ((name, info) for name, info in files.items() if name not in before or before[name][1] != info)

    def known(self, blob: bytes) -> bool:
        """Whether this content has been seen, on whatever branch."""
        return self._number(blob) is not None

    def _number(self, blob: bytes) -> int | None:
        if blob not in self.blobs and not self.first:
            found = self.db.execute("SELECT n FROM content WHERE blob = ?", (blob,)).fetchone()
            if found:
                self.blobs[blob] = found[0]
        return self.blobs.get(blob)

    def take(self, items: Sequence[Item], stats: Sequence[Stat], batch: Batch) -> None:
        """Files that were read together, new or changed, each as it looked; those that could not be opened wait."""
        words = [self.terms.get(term) or self._term(term) for term in batch.terms]
        chunks: set[int] = set()
        for item, stat, (blob, row, refusal) in zip(items, stats, batch.outcomes, strict=True):
            if refusal is None:
                self.taken.add(item.id)
                n = self._number(blob)
                if n is None and row is not None:
                    n = self.blobs[blob] = self._event(blob, row, words)
                    if row.event:
                        chunks.add(row.slot // CHUNK)
                self._add("file", n, item.f, item.id, *stat, 0)
        for chunk in chunks:  # what is known already needs none
            self._add("chunk", self.chunk + chunk, batch.chunks[chunk])
        self.chunk += len(batch.chunks)
        self._flush()

    def _event(self, blob: bytes, row: Row, words: Sequence[str]) -> int:
        """The rows of content never seen; the number it gets."""
        n = self.next
        self.next += 1
        self._add("content", blob, n)
        for problem in row.problems:
            self._add("problem", n, *problem[1:7])
        if not row.event:
            self._add("event", n, *[None] * 14)
            return n
        self._add("event", n, self.chunk + row.slot // CHUNK, row.slot % CHUNK, *row.event)
        self._add("terms (rowid, t)", n, " ".join([words[term] for term in row.terms]))
        self._add(WORDS, n, *row.texts)
        for link in row.links:
            self._add("link", n, *link)
        for name in row.asked:
            if name not in self.asked:
                self.db.execute("INSERT OR IGNORE INTO asked VALUES (?)", (name,))
                self.asked.add(name)
        return n

    def _term(self, term: tuple[str, str]) -> str:
        """The word that stands for a term in the full text of terms."""
        found = None
        if not self.first:
            found = self.db.execute("SELECT t FROM term WHERE kind = ? AND value = ?", term).fetchone()
        if not found:
            found = (self.term,)
            self.term += 1
            self._add("term", *found, *term)
        word = self.terms[term] = f"t{found[0]}"
        return word

    def settle_twins(self, *, everywhere: bool) -> None:
        """Of files with one ID the first by path counts; say of the others that they are twins.

        Only files taken can be new twins, unless a writing before this one came to no end.
        """
        alike = (
            "SELECT id FROM file WHERE :all OR id IN (SELECT value FROM json_each(:taken)) GROUP BY id"
            " HAVING count(*) > 1 UNION SELECT id FROM file WHERE twin"
        )
        ranked = (
            "SELECT row_number() OVER (PARTITION BY id ORDER BY path || id || '.toml') > 1, file.rowid"
            f" FROM file JOIN folder USING (f) WHERE id IN ({alike})"
        )
        given = {"all": everywhere, "taken": encode(list(self.taken)).decode()}
        self.db.executemany("UPDATE file SET twin = ? WHERE rowid = ?", self.db.execute(ranked, given).fetchall())
