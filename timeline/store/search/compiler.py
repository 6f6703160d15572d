"""Makes SQL of a query tree (query/tree.py). The one engine that finds anything; matches.py asks the index with it.

Every node becomes a truth value twice: what may answer, and what answers for certain; they differ where a date does.
What a column, a term or the full text can say is asked there; the rest is asked of the record, by functions that SQL
calls. Nothing of a query is ever pasted into SQL but numbers made here. Must not know files.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.json import encode

from timeline.dates.calendar import bounds
from timeline.errors import UsageError
from timeline.model.event import LINK
from timeline.query.fields import FIELDS, FIGURES, words
from timeline.query.tree import ALL, Not, Or, Query, Range, Term, Text, Window, Word
from timeline.records.record import Record, read
from timeline.store.index.database import Index
from timeline.store.index.schema import PLAIN, SEVERAL, TEXTS, VOCABULARY
from timeline.store.search import predicates
from timeline.store.search.names import holding, terms
from timeline.text.address import compared_host
from timeline.text.folding import fold, readings

if TYPE_CHECKING:
    from timeline.text.regex import Budget

DEEP = 10
"""Levels of a tree that make one expression: SQLite's parser holds a hundred things open."""
TOGETHER = 16
"""Terms looked up at once: of n in one expression, FTS5 compares every row with each."""
MOST = 500
"""Conditions side by side: SQLite takes each for one level more, and a thousand levels."""
EVENTS = "FROM event e JOIN file f USING (n)"
"""In a condition an event is `e`, and its file `f`."""


class Question(NamedTuple):
    """What is asked of a chronology."""

    query: Query = ALL
    certain: bool = False
    """Leave out what is only possibly in the range."""
    members: bool = False
    """An actor stands for its members too, as of the days of the event."""
    published_by: int | None = None
    """What the world could have read by that day, as in `date.toordinal`; None: all there is."""
    undated: bool = False
    """With `published_by`: the events without dated sources instead."""

    @property
    def there(self) -> str:
        """The condition under which an event `e` of a file `f` is there at all."""
        day = self.published_by
        known = "1" if day is None else "e.published IS NULL" if self.undated else f"e.published <= {int(day)}"
        return f"NOT f.duplicate AND e.shape IS NOT NULL AND {known}"


class Compiler:
    """A query on its way to SQL: its parameters, and what must be asked of records."""

    def __init__(self, at: Index, asked: Question) -> None:
        """Take the index, whose terms are looked through, and the question."""
        self.at = at
        self.db = at.db
        self.asked = asked
        self.dated = False
        """Whether any part can be possible."""
        self.reported = False
        """Whether any part can be so for the one reason that a date is that of a report."""
        self.as_stated = False
        """Take such a date as if it were stated."""
        self.parameters: dict[str, Any] = {}
        self.tests: list[Callable[[Any], int]] = []
        self.budget: Budget | None = None
        self.refused: UsageError | None = None
        self.db.create_function("holds", 2, self._holds)

    def _holds(self, test: int, value: Any) -> int:
        try:
            return self.tests[test](value)
        except UsageError as error:  # SQLite does not hand it on
            self.refused = error
            raise

    def close(self) -> None:
        """Take its function from the connection, which would hold it, and be held by it, for good."""
        self.db.create_function("holds", 2, None)

    def sql(self, node: Query, *, sure: bool, depth: int = 0) -> str:
        """The condition under which an event may answer, or surely does."""
        if isinstance(node, Text):
            phrase = '"' + " ".join(node.words) + '"' + "*" * node.prefix  # they hold letters and digits only
            return self._words(" ".join(TEXTS), phrase)
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
        with closing(self.db.cursor()) as found:
            found.execute(f"SELECT f.rowid {EVENTS} WHERE {self.asked.there} AND {condition}", self.parameters)
            rows = [row for (row,) in found]
        return f"f.rowid IN (SELECT value FROM json_each({self._given(encode(rows).decode())}))"

    def _given(self, value: Any) -> str:
        name = f"p{len(self.parameters)}"
        self.parameters[name] = value
        return f":{name}"

    def _value(self, term: Term, value: Any, *, sure: bool) -> str:
        """One value of a term."""
        kind, field, op = term.kind, term.field, term.op
        if op == "~":
            from timeline.text.regex import Budget  # start-up: few queries hold a pattern

            self.budget = self.budget or Budget()  # all patterns of a question share the time there is
            value = self.budget.finder(value)
        if kind == "date" or (kind == "own" and isinstance(value, Range | Window)):
            return self._date(term, value, sure=sure)
        if kind == "count":
            low, high = bounds(*value)
            return f"e.origins BETWEEN {self._given(low)} AND {self._given(high)}"
        if kind == "has":
            there = self._has(value)
            return f"NOT {there}" if field == "missing" else there
        if kind == "link":
            return self._link(op, value)
        if kind == "near":
            return self._of_record(predicates.of_point(value, self.at.register), within="places")
        if kind == "name":
            return self._name(term, value)
        if kind == "tag":
            return self._terms("tag", predicates.of_tag(op, value))
        if kind == "id":
            return self._asked(predicates.of_id(op, value), "f.id")
        if kind == "own":
            return self._of_record(predicates.of_own(op, value, predicates.own_path(term)), within="x")
        if kind == "figure":
            self.dated = True
            what = field.removeprefix(FIGURES)
            return self._of_record(predicates.of_figure(op, value, what, sure=sure), within="figures")
        if kind == "address":
            return self._address(term, value)
        if kind == "country":
            return self._country(op, value)
        return self._text(field, op, value)

    def _asked(self, test: Callable[[Any], int], column: str) -> str:
        self.tests.append(test)
        return f"holds({len(self.tests) - 1}, {column})"

    def _of_record(self, test: Callable[[Record], int], *, within: str = "") -> str:
        """Asked of the whole event, which is read for it; of those alone that have a key."""
        asked = self._asked(lambda n: test(read(self.at.record(n))), "e.n")
        return f"({self._has(within)} AND {asked})" if within else asked

    def _has(self, key: str) -> str:
        """Events in which a key is set."""
        return self._terms("has", lambda value: value == key)

    def _terms(self, kind: str, test: Callable[[str], int]) -> str:
        """Events with a term of this kind whose value passes the test. Values are few, so they are tried here."""
        return self._any_term([t for t, value in terms(self.at, kind, "t, value").fetchall() if test(value)])

    def _any_term(self, numbers: Iterable[int]) -> str:
        """Events with any of these terms."""
        found = [f"t{t}" for t in numbers]
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
        if op == "~" or not words(value.text):
            return self._of_record(test)
        found = self._words(columns, _all(value))
        decided = any_source and op == ":" and [*map(len, readings(value.text))] == [1]
        return found if decided else f"({found} AND {self._of_record(test)})"

    def _text(self, field: str, op: str, value: Any) -> str:
        test = predicates.of_text(op, value)
        name = FIELDS[field].key or field
        if name in {"label", "reviewed"} or name in VOCABULARY:
            return self._terms(name, test)
        if name == "quote":
            quotes = self._of_record(lambda event: any(map(test, predicates.quotes(event))))
            return f"(({self._has('quote')} OR {self._has('translation')}) AND {quotes})"
        if op == ":":
            return self._words(name, _all(value))
        return self._of_record(lambda event: bool(text := getattr(event, name)) and test(text))

    def _date(self, term: Term, value: Any, *, sure: bool) -> str:
        if not isinstance(value, Range | Window):
            return self._of_record(predicates.of_date(term, value))
        self.dated = True
        any_in = partial(self._of_record, predicates.any_in(term, value, self.at.meta("timezone"), sure=sure))
        if term.field != "date":
            return any_in(within="x" if term.kind == "own" else term.field)
        window = Window(*value)
        late = sure and (window.low, window.since) != (None, None)  # of a first report, it happened then or before
        self.reported |= late
        told = " AND NOT e.reported" if late and not self.as_stated else ""
        since, until = map(self._given, window.days if isinstance(value, Window) else bounds(*value))
        if isinstance(value, Window):
            return f"(e.start_min <= {until} AND e.end_max >= {since} AND {any_in()}{told})"
        lies = self._asked(predicates.date_in(value, sure=sure), "e.date")
        several = f"CASE WHEN e.shape = {SEVERAL} THEN {lies} ELSE"
        if sure:
            return f"({several} e.shape = {PLAIN} AND e.start_max <= {until} AND e.end_min >= {since} END{told})"
        return f"({several} 1 END AND e.start_min <= {until} AND e.end_max >= {since})"

    def _link(self, op: str, value: Word) -> str:
        if value.text in LINK and not value.prefix:  # a type of link, and no event
            to = come_from = f"type = {self._given(value.text)}"
        else:
            test = predicates.of_id(op, value._replace(text=self.at.renamed().get(value.text, value.text)))
            to, come_from = self._asked(test, "target"), self._asked(test, "f.id")
            known = f"SELECT old FROM alias JOIN file f USING (n) WHERE NOT f.duplicate AND {come_from}"
            to = f"({to} OR target IN ({known}))"
        there = f"link JOIN event e USING (n) JOIN file f USING (n) WHERE {self.asked.there}"
        back = f"SELECT target FROM {there} AND {come_from}"
        renamed = f"e.n IN (SELECT n FROM alias WHERE old IN ({back}))"
        return f"(e.n IN (SELECT n FROM link WHERE {to}) OR f.id IN ({back}) OR {renamed})"

    def _name(self, term: Term, value: Any) -> str:
        field, op = term.field, term.op
        found = self._named(field, op, value)
        if field not in {"source", "origin"}:
            return found
        as_text = predicates.of_text(op, value)

        def is_meant(event: Record) -> bool:
            origins = event.provenance.origins
            sources = [s for s in event.sources if field == "source" or s.id in origins]
            return any(as_text(s.title) for s in sources if s.title)

        return f"({found} OR {self._worded('titles', op, value, is_meant, any_source=field == 'source')})"

    def _address(self, term: Term, value: Any) -> str:
        field = term.field
        if term.op == "~":
            return self._of_record(lambda e: any(url and value(url) for url in map(attrgetter(field), e.sources)))
        host = self._given(compared_host(value.text))
        holds = self._asked(predicates.of_address(term.op, value), "value")
        kind = self._given(field)
        return f"e.n IN (SELECT n FROM address WHERE kind = {kind} AND instr(value, {host}) AND {holds})"

    def _country(self, op: str, value: Any) -> str:
        """Of places that are in such a country, or may be by the register, the record decides."""
        register = self.at.register
        means = predicates.of_country(op, value)
        spellings = {
            fold(spelling)
            for id_ in register.places.entries
            if any(map(means, register.countries(id_)))
            for spelling in register.places.spellings(id_)
        }
        known = self._any_term(self._spelt("place", spellings))
        decided = self._of_record(predicates.in_country(register, op, value))
        return f"(({self._terms('country', means)} OR {known}) AND {decided})"

    def _named(self, field: str, op: str, value: Any) -> str:
        """Events with a name of this kind that is meant: by a spelling that the register knows, or by its words."""
        if op == "~":
            return self._terms(field, value)
        meant = predicates.names_meant(self.at.register, field, op, value, members=self.asked.members)
        parts = [self._any_term(self._spelt(field, meant.spellings, meant.words, prefix=value.prefix))]
        for (first, last), spellings in meant.lasting.items():
            days = f"e.end_max >= {self._given(first)} AND e.start_min <= {self._given(last)}"
            parts.append(f"({self._any_term(self._spelt(field, spellings))} AND {days})")
        some = (" OR ".join(parts[n : n + MOST]) for n in range(0, len(parts), MOST))
        return f"(({') OR ('.join(some)}))"

    def _spelt(
        self, kind: str, spellings: set[str], wanted: Sequence[str] = (), *, prefix: bool = False
    ) -> Iterator[int]:
        """Terms spelt in one of these ways, or that hold all the wanted words, the last perhaps as a beginning."""
        condition = f"(folded IN (SELECT value FROM json_each(?)) OR {holding(wanted, prefix=prefix)})"
        found = terms(self.at, kind, "t", condition, (encode(list(spellings)).decode(), *wanted))
        return (t for (t,) in found.fetchall())


def _all(value: Word) -> str:
    """All words in any order, in one of the ways to read them; with a prefix, the last may go on."""
    star = "*" * value.prefix
    return " OR ".join("(" + " AND ".join([f'"{word}"' for word in way]) + star + ")" for way in readings(value.text))
