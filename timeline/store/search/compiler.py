"""Makes SQL of a query tree (query/tree.py), and asks the index. The one engine that finds anything.

Every node becomes a truth value twice: what may answer, and what answers for certain; they differ where a date does.
What a column, a term or the full text can say is asked there; the rest is asked of the record, by functions that SQL
calls. Nothing of a query is ever pasted into SQL but numbers made here.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.json import encode

from timeline.errors import UsageError
from timeline.query.fields import FIELDS, words
from timeline.query.tree import ALL, Not, Or, Query, Range, Term, Text, Word
from timeline.records.record import Record, read
from timeline.store.files.registers import Registers
from timeline.store.index.schema import PLAIN, SEVERAL, TEXTS, VOCABULARY, Chunk
from timeline.store.search import predicates

if TYPE_CHECKING:
    from timeline.text.regex import Budget

EVER = 2**62
DEEP = 10
"""Levels of a tree that make one expression: SQLite's parser holds a hundred things open."""
KEPT = 256
"""Chunks at hand, compressed."""
TOGETHER = 16
"""Terms looked up at once: of n in one expression, FTS5 compares every row with each."""
KINDS = {"source": ("publisher", "author", "name", "source")}
"""Kinds of terms that a field asks for, where they are several."""
TEXT_COLUMNS = " ".join(TEXTS[:-1])
"""Where words without a field are looked for: all but the addresses."""
EVERY = "FROM event e JOIN file f USING (n) WHERE NOT f.twin AND e.c"
ORDER = "e.day {0}, e.instant {0}, e.width {0}, e.seq IS NULL {0}, e.seq {0}, f.id {0}"


class Question(NamedTuple):
    """What is asked of a chronology."""

    query: Query = ALL
    certain: bool = False
    """Leave out what is only possibly in the range."""
    members: bool = False
    """An actor stands for its members too."""
    published_by: int | None = None
    """What the world could have read by that day, as in `date.toordinal`; None: all there is."""


class Found(NamedTuple):
    """One answer: where the file is, whether it is certain, its record."""

    folder: str
    id: str
    certain: bool
    date: str
    """The EDTF text."""
    chunk: Chunk
    slot: int
    """Which of the chunk's records is its own."""


def search(
    db: sqlite3.Connection, asked: Question, registers: Registers, *, limit: int | None = None, last_first: bool = False
) -> Iterator[Found]:
    """The events that answer, in the order of their dates, or against it."""
    compiler = Compiler(db, registers, members=asked.members)
    try:
        maybe = compiler.sql(asked.query, sure=False)
        sure = compiler.sql(asked.query, sure=True) if compiler.dated else "1"
        wanted = sure if asked.certain and compiler.dated else maybe
        statement = (
            f"SELECT (SELECT path FROM folder d WHERE d.f = f.f), f.id, {sure}, e.date, e.c, e.slot {EVERY}"
            f" AND {wanted} ORDER BY {ORDER.format('DESC' if last_first else '')} LIMIT :limit"
        )
        parameters = compiler.parameters | {"limit": -1 if limit is None else limit}
        for folder, id_, is_certain, date, chunk, slot in db.execute(statement, parameters):
            yield Found(folder, id_, bool(is_certain), date, compiler.chunk(chunk, slot), slot)
    except sqlite3.OperationalError:
        if compiler.refused:
            raise compiler.refused from None
        raise


class Compiler:
    """A query on its way to SQL: its parameters, and what must be asked of records."""

    def __init__(self, db: sqlite3.Connection, registers: Registers, *, members: bool) -> None:
        """Take the index, whose terms are looked through, and the registers, which know names."""
        self.db = db
        self.registers = registers
        self.members = members
        self.dated = False
        """Whether any part can be possible."""
        self.parameters: dict[str, Any] = {}
        self.tests: list[Callable[[Any], int]] = []
        self.chunks: dict[int, Chunk] = {}
        self.budget: Budget | None = None
        self.refused: UsageError | None = None
        db.create_function("holds", 2, self._holds)

    def _holds(self, test: int, value: Any) -> int:
        try:
            return self.tests[test](value)
        except UsageError as error:  # SQLite does not hand it on
            self.refused = error
            raise

    def chunk(self, number: int, slot: int) -> Chunk:
        """A chunk that has a record in that slot.

        Raises:
            ValueError: it has none, or was damaged.
        """
        chunk = self.chunks.get(number)
        if chunk is None:
            if len(self.chunks) >= KEPT:
                self.chunks.clear()
            data = self.db.execute("SELECT records FROM chunk WHERE c = ?", (number,)).fetchone()[0]
            chunk = self.chunks[number] = Chunk(data)
        if slot >= len(chunk):
            raise ValueError("a chunk without that slot")
        return chunk

    def sql(self, node: Query, *, sure: bool, depth: int = 0) -> str:
        """The condition under which an event may answer, or surely does."""
        if isinstance(node, Text):
            return self._words(TEXT_COLUMNS, _phrase(node.words, prefix=node.prefix))
        if isinstance(node, Term):
            return "(" + " OR ".join([self._value(node, v, sure=sure) for v in node.values]) + ")"
        if depth == DEEP:
            return self._answered(self.sql(node, sure=sure))
        if isinstance(node, Not):
            return f"NOT {self.sql(node.part, sure=not sure, depth=depth + 1)}"
        parts = [self.sql(part, sure=sure, depth=depth + 1) for part in node.parts]
        return "(" + (" OR " if isinstance(node, Or) else " AND ").join(parts or ["1"]) + ")"

    def _answered(self, condition: str) -> str:
        """What a condition comes to, by the files that meet it: asked at once."""
        rows = [row for (row,) in self.db.execute(f"SELECT f.rowid {EVERY} AND {condition}", self.parameters)]
        return f"f.rowid IN (SELECT value FROM json_each({self._given(encode(rows).decode())}))"

    def _finder(self, pattern: str) -> Callable[[str], bool]:
        """Whether a pattern is found in a text; all patterns of a question share the time there is."""
        from timeline.text.regex import Budget  # noqa: PLC0415 - start-up: few queries hold a pattern

        self.budget = self.budget or Budget()
        return self.budget.finder(pattern)

    def _given(self, value: Any) -> str:
        name = f"p{len(self.parameters)}"
        self.parameters[name] = value
        return f":{name}"

    def _value(self, term: Term, value: Any, *, sure: bool) -> str:
        """One value of a term."""
        kind, field, op = term.kind, term.field, term.op
        if op == "~":
            value = self._finder(value)
        if kind == "date":
            return self._date(term, value, sure=sure)
        if kind == "count":
            low, high = _limits(value)
            return f"e.origins BETWEEN {self._given(low)} AND {self._given(high)}"
        if kind == "has":
            there = self._has(value)
            return f"NOT {there}" if field == "missing" else there
        if kind == "link":
            return self._link(op, value)
        if kind == "near":
            return self._of_record(predicates.of_point(value, self.registers.register), within="places")
        if kind == "name":
            return self._name(term, value)
        if kind == "tag":
            return self._terms("tag", predicates.of_tag(op, value))
        if kind == "id":
            return self._asked(predicates.of_id(op, value), "f.id")
        if kind == "own":
            return self._of_record(predicates.of_own(op, value, field[2:].split(".")), within="x")
        return self._text(field, op, value)

    # ---------------------------------------------------------------------------------------------- where it is asked

    def _asked(self, test: Callable[[Any], int], column: str) -> str:
        self.tests.append(test)
        return f"holds({len(self.tests) - 1}, {column})"

    def _of_record(self, test: Callable[[Record], int], *, within: str = "") -> str:
        """Asked of the whole event, which is read for it; of those alone that have a key."""

        def holds(place: int) -> int:
            number, slot = divmod(place, 256)
            return test(read(self.chunk(number, slot)[slot]))

        asked = self._asked(holds, "e.c * 256 + e.slot")
        return f"({self._has(within)} AND {asked})" if within else asked

    def _has(self, key: str) -> str:
        """Events in which a key is set."""
        return self._terms("has", lambda value: value == key)

    def _terms(self, kind: str, test: Callable[[str], int]) -> str:
        """Events with a term of this kind whose value passes the test. Values are few, so they are tried here."""
        kinds = encode(KINDS.get(kind, (kind,))).decode()
        rows = self.db.execute("SELECT t, value FROM term WHERE kind IN (SELECT value FROM json_each(?))", (kinds,))
        found = [f"t{t}" for t, value in rows if test(value)]
        if not found:
            return "0"
        matches = [" OR ".join(found[n : n + TOGETHER]) for n in range(0, len(found), TOGETHER)]
        each = f"json_each({self._given(encode(matches).decode())}) j CROSS JOIN terms"
        return f"e.n IN (SELECT terms.rowid FROM {each} WHERE terms MATCH j.value)"

    def _words(self, columns: str, match: str) -> str:
        """Events whose words in these columns match."""
        match = f"{{{columns}}} : ({match})"
        return f"e.n IN (SELECT rowid FROM words WHERE words MATCH {self._given(match)})"

    def _worded(
        self, columns: str, op: str, value: Any, test: Callable[[Record], int], *, any_source: bool = True
    ) -> str:
        """Asked of one text of a source: words find candidates, the record decides where they cannot."""
        if op == "~" or not (wanted := words(value.text)):
            return self._of_record(test)
        found = self._words(columns, _all(wanted, prefix=value.prefix))
        decided = any_source and op == ":" and len(wanted) == 1
        return found if decided else f"({found} AND {self._of_record(test)})"

    # ---------------------------------------------------------------------------------------------- kinds of their own

    def _text(self, field: str, op: str, value: Any) -> str:
        test = predicates.of_text(op, value)
        name = FIELDS[field].key or field
        if name == "label" or name in VOCABULARY:
            return self._terms(name, test)
        if field == "url":
            return self._worded("urls", op, value, lambda e: any(test(s.url) for s in e.sources if s.url))
        if op == ":":
            return self._words(name, _all(words(value.text), prefix=value.prefix))
        return self._of_record(lambda event: bool(text := getattr(event, name)) and test(text))

    def _date(self, term: Term, value: Any, *, sure: bool) -> str:
        if not isinstance(value, Range):
            return self._of_record(predicates.of_date(term, value))
        self.dated = True
        answers = ("certain",) if sure else ("certain", "possible")
        if term.field == "published":
            best = predicates.published_in(value)
            return self._of_record(lambda event: best(event) in answers, within="published")
        match = predicates.date_in(value)
        low, high = map(self._given, _limits(value))
        several = (
            f"CASE WHEN e.shape = {SEVERAL} THEN {self._asked(lambda text: match(text) in answers, 'e.date')} ELSE"
        )
        if sure:
            return f"({several} e.shape = {PLAIN} AND e.start_max <= {high} AND e.end_min >= {low} END)"
        return f"({several} 1 END AND e.start_min <= {high} AND e.end_max >= {low})"

    def _link(self, op: str, value: Word) -> str:
        if predicates.link_type(value):
            to = come_from = f"type = {self._given(value.text)}"
        else:
            test = predicates.of_id(op, value)
            to, come_from = self._asked(test, "target"), self._asked(test, "s.id")
        back = f"SELECT target FROM link JOIN file s USING (n) WHERE NOT s.twin AND {come_from}"
        return f"(e.n IN (SELECT n FROM link WHERE {to}) OR f.id IN ({back}))"

    def _name(self, term: Term, value: Any) -> str:
        field, op = term.field, term.op
        register = self.registers.register
        test = predicates.of_name(op, value, register, places=field == "place", members=self.members)
        found = self._terms(field, test)
        if field not in {"source", "origin"}:
            return found
        as_text = predicates.of_text(op, value)

        def is_meant(event: Record) -> bool:
            origins = event.sourcing.origins
            sources = [s for s in event.sources if field == "source" or s.id in origins]
            return any(as_text(text) for s in sources for text in (s.title, s.url) if text)

        return f"({found} OR {self._worded('titles urls', op, value, is_meant, any_source=field == 'source')})"


def _limits(value: Range) -> tuple[int, int]:
    return (-EVER if value.low is None else value.low), (EVER if value.high is None else value.high)


def _phrase(of: Iterable[str], *, prefix: bool) -> str:
    """Words side by side, in the language of FTS5. They hold letters and digits only."""
    return '"' + " ".join(of) + '"' + "*" * prefix


def _all(wanted: list[str], *, prefix: bool) -> str:
    """All words, in any order; with a prefix, the last may go on."""
    *first, last = wanted
    return " AND ".join([*(f'"{w}"' for w in first), f'"{last}"' + "*" * prefix])
