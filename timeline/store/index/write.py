"""Writes rows to the index, many at once.

Knows the tables of store/index/schema.py and the rows of store/index/rows.py; must not know questions, nor how a file
becomes rows.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec.json import encode

from timeline.eventfile.paths import is_decomposed
from timeline.store.files.scan import Stat
from timeline.store.index.database import Index
from timeline.store.index.parse_files import Item, Outcome
from timeline.store.index.rows import Rows
from timeline.store.index.schema import DATABASES, LARGEST_DICTIONARY, TEXTS, packed, sealed
from timeline.text.folding import fold

WORDS = f"words (rowid, {', '.join(TEXTS)})"


class Writer:
    """Writes to the index."""

    def __init__(self, at: Index) -> None:
        """Take the index, on which a transaction has begun."""
        self.at = at
        self.db = at.db
        self.digests: tuple[int, int, int] = (0, at.meta("zone"), at.meta("digest"))
        """Of what rows may depend on: NOTHING, ZONE, DATABASES."""
        self.rows: dict[str, list[tuple[Any, ...]]] = {}
        self.next = self._free("event", "n")
        self.term = self._free("term", "t")
        self.terms: dict[tuple[str, str], str] = {}
        self.numbers: dict[bytes, int] = {}
        self.first: bool = not self.db.execute("SELECT EXISTS (SELECT 1 FROM content)").fetchone()[0]
        """Nothing had ever been taken: what is known is what this writing has taken."""
        self.dictionary = at.dictionary
        self.taken: set[str] = set()
        """IDs of the files taken."""

    def _free(self, table: str, key: str) -> int:
        """The first number that no row of a table has."""
        free: int = self.db.execute(f"SELECT coalesce(max({key}), 0) + 1 FROM {table}").fetchone()[0]
        return free

    def _add(self, table: str, *row: Any) -> None:
        self.rows.setdefault(table, []).append(row)

    def flush(self) -> None:
        """Write all rows that wait."""
        for table, rows in self.rows.items():
            self.db.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(rows[0]))})", rows)
        self.rows.clear()

    def numbered(self, path: str) -> int:
        """Give the number of a folder, which is not trusted until all its files are taken."""
        self.db.execute("INSERT INTO folder VALUES (NULL, ?, x'') ON CONFLICT (path) DO UPDATE SET seen = x''", (path,))
        number: int = self.db.execute("SELECT f FROM folder WHERE path = ?", (path,)).fetchone()[0]
        return number

    def forget_folder(self, f: int) -> None:
        """Forget a folder that is no longer there. What its files held stays, for the branch that has them."""
        self.db.execute("DELETE FROM file WHERE f = ?", (f,))
        self.db.execute("DELETE FROM folder WHERE f = ?", (f,))

    def differing(self, f: int, files: Mapping[str, Stat]) -> Iterator[tuple[str, Stat]]:
        """Give the files of a folder that are not as last seen, and forget those that are gone.

        The ID of one whose name is decomposed depends on what else is there: it is taken again.
        """
        before = {
            f"{stem}.toml": (row, (size, mtime, ctime))
            for row, stem, size, mtime, ctime in self.db.execute(
                "SELECT rowid, coalesce(stem, id), size, mtime, ctime FROM file WHERE f = ?", (f,)
            )
        }
        gone = [name for name, (_, info) in before.items() if files.get(name) != info or is_decomposed(name)]
        self.db.executemany("DELETE FROM file WHERE rowid = ?", [(before.pop(name)[0],) for name in gone])
        return ((name, info) for name, info in files.items() if name not in before)

    def number(self, blob: bytes) -> int | None:
        """Give the number of a content whose rows are there, from whatever branch."""
        if blob not in self.numbers and not self.first:
            rows = "SELECT n FROM content WHERE blob = ? AND digest IN (?, ?, ?)"
            if found := self.db.execute(rows, (blob, *self.digests)).fetchone():
                self.numbers[blob] = found[0]
        return self.numbers.get(blob)

    def take(self, items: Sequence[Item], stats: Sequence[Stat], outcomes: Sequence[Outcome]) -> None:
        """Take files that were read together, each as it looked; those that could not be opened wait."""
        self.learn(outcomes)
        for item, stat, outcome in zip(items, stats, outcomes, strict=True):
            if outcome.blob:
                self.taken.add(item.id)
                n = self.number(outcome.blob)
                if n is None:
                    n = self.content(outcome)
                stem = item.path.rpartition("/")[2].removesuffix(".toml")
                self._add("file", n, item.f, item.id, None if stem == item.id else stem, *stat, 0)
        self.flush()

    def learn(self, outcomes: Sequence[Outcome]) -> None:
        """Let the first records there are help to compress all others."""
        if not self.dictionary and (records := b"\n".join(o.rows.record for o in outcomes if o.rows)):
            self.dictionary = records[:LARGEST_DICTIONARY]
            self.at.note("dictionary", sealed(self.dictionary))

    def content(self, outcome: Outcome) -> int:
        """Let the rows of a content never seen wait to be written; return its number."""
        n = self.numbers[outcome.blob] = self.next
        self.next += 1
        rows = outcome.rows
        depends_on = rows.depends_on if rows else DATABASES  # what of a fault may be told hangs on the documents
        self._add("content", outcome.blob, self.digests[depends_on], n)
        for problem in outcome.problems:
            self._add("problem", n, *problem[1:7])
        if rows:
            self.event(n, rows)
        else:
            self._add("event", n, depends_on, *[None] * 14)
        return n

    def event(self, n: int, rows: Rows) -> None:
        """Let the rows of an event wait to be written, under a number."""
        when = (*rows.bounds, rows.shape, rows.date, rows.reported, rows.day, *rows.rank)
        self._add("event", n, rows.depends_on, *when, rows.origins, *rows.published)
        self._add("record", n, sealed(packed(rows.record, self.dictionary)))
        known = self.terms
        words = [
            known.get((kind, value)) or self._term((kind, value))
            for kind, values in rows.terms.items()
            for value in values
        ]
        self._add("terms (rowid, t)", n, " ".join(words))
        self._add(WORDS, n, *rows.texts)
        for link in rows.links:
            self._add("link", n, *link)
        for address in rows.addresses:
            self._add("address", n, *address)
        for old in rows.aliases:
            self._add("alias", n, old)

    def _term(self, term: tuple[str, str]) -> str:
        """The word that stands for a term in the full text of terms."""
        found = None
        if not self.first:
            found = self.db.execute("SELECT t FROM term WHERE kind = ? AND value = ?", term).fetchone()
        if not found:
            found = (self.term,)
            self.term += 1
            self._add("term", *found, *term, fold(term[1]))
        word = self.terms[term] = f"t{found[0]}"
        return word

    def settle_duplicates(self, *, everywhere: bool) -> None:
        """Let of files with one ID the first by path count; say of the others that they are duplicates.

        Only files taken can be new ones, unless a writing before this one came to no end.
        """
        alike = (
            "SELECT id FROM file WHERE :all OR id IN (SELECT value FROM json_each(:taken)) GROUP BY id"
            " HAVING count(*) > 1 UNION SELECT id FROM file WHERE duplicate"
        )
        ranked = (
            "SELECT row_number() OVER (PARTITION BY id ORDER BY path || coalesce(stem, id) || '.toml') > 1, file.rowid"
            f" FROM file JOIN folder USING (f) WHERE id IN ({alike})"
        )
        given = {"all": everywhere, "taken": encode(list(self.taken)).decode()}
        self.db.executemany("UPDATE file SET duplicate = ? WHERE rowid = ?", self.db.execute(ranked, given).fetchall())
