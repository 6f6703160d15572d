"""What people ask, as a tree: its nodes, its values, and what each of them means.

Knows the text of a query only as what `unparse` makes of a tree; query/parser.py reads it. Must not know how
answers are found: `store/search` makes SQL of the tree, and the tests check that against a plain evaluator. Knows no
clock and no register either: names stay names.

What a node means. An event answers "certain", "possible" or "no". `And` is the least of its parts (without parts:
certain), `Or` the greatest, `Not` swaps certain and no and leaves possible. Only `date`, `published`, `figures.NAME`
and dates of `x.NAME` are ever possible. What is absent answers no, hence certain under `Not`; an empty text is absent.
Any one of several values will do, and so will any one actor, place, tag or source; each is looked at alone. Sources are
those of `Register.resolve`.

- `Text`: its words stand side by side in one value: the title, the summary, a name of an actor or place, a tag, the
  publisher or title of a source. With `prefix` the last word may go on. Words are those of `words`, on both sides.
- kind `text`: `:` all words of the value are in the text, in any order, in one of the ways to read them (`readings`);
  with `prefix` the last may go on. A word of a script without blanks is its characters side by side. Of `quote` any
  quote or translation of a source will do.
- kind `own`: as text; of a list any element, a truth value is `true` or `false`, a number as Python writes it, a date
  in ISO 8601; a table has no text. `<` compares with numbers; what is no number, or is a truth value, answers no. So do
  `Numbers`; a `Range` of days or a `Window` goes for what is a date, as in kind `date`.
- kind `id`: as text, but with `prefix` the id begins with the value, by `whole`.
- kind `link`: a value that is a type of link asks for links of that type; any other for links with an event whose id is
  meant as in kind `id`. Links that lead here count too.
- kind `tag`: `:` the tag or one below it, a finds a/b, by `whole`; with `prefix` a tag that begins with the value. Of
  a value in a script without blanks it is enough that a tag holds it, as kind `text` does.
- kind `name`: `:` the register has the name among the spellings that the value means (`Directory.names`), by `fold`; or
  all folded words of the value are among those of the name. `=`: the two share an id of the register, or fold to the
  same. With `prefix` the register is not asked, and the last word may go on. After `:` a place stands for what lies
  within it too, and on request an actor for its members: those that were some day of the event (`Directory.parts`).
  `source` looks so at publisher, name, author and id as names, and at title and address as kind `text` does; so does
  `origin`, of the sources that are origins (Provenance.origins). Of an origin that nobody describes there is the id.
  One such name, title or address holds all words of the value.
- kind `address`: `:` the host is that of the value or below it, the path begins with the whole segments of the value,
  and its parameters are there; with `prefix` the last of these may go on. `=`: it is the same address. Both canonical
  (text/address.py); of an archive, what it holds counts too. `~` as elsewhere, in the address as written.
- kind `country`: `:` a place is in that country, by its own key, or when it has none, by that of any place in the
  register that goes by its name, or lies nearest around it: the same by ISO 3166 or, where ISO knows no such country,
  as kind `text`. `=`: the same. With `prefix` as kind `text`.
- kind `figure`: the figures whose `what` folds to that name, as one span from the lowest to the highest number that any
  of them leaves open. Certain where all of it answers, possible where some does.
- kinds `word` and `scale`: the word itself.
- kind `date`: a `Range` of days is a window as in `Edtf.match`; the days of an event are those of its own clocks. A
  `Window` compares instants as well: local time is that of the event's zone, else of the chronology's, else UTC. Of
  several sources the best answer counts. What is no date, as a source's may be, is none. An event dated by its first
  report happened then or before, and is never certain to have since.
- kind `count`: a `Range` of numbers.
- kind `has`: a key of the event, a key of a source or `x.NAME` is written, whatever it holds but an empty list, and be
  it what is meant without it; or someone has a role. `missing` is the opposite. Where an event and its sources share a
  key, the event's is meant. The keys of a document that a source refers to are written too.
- kind `near`: a place lies in the circle by its own point, or when it has none, by that of any place in the register
  that goes by its name.
- `=` elsewhere: the same by `whole`; of a date: the same canonical EDTF. `~`: the pattern is found in the text,
  in the word, in the date as written, whatever the case.
"""

from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct

from timeline.dates.calendar import EVER, bounds
from timeline.errors import UsageError
from timeline.model.fields import QueryKind
from timeline.query.fields import FIELDS, FIGURES, quoted, words

FARTHEST = 20_016
"""No place on Earth is further away, in km."""


class Word(NamedTuple):
    """A value in words, as typed, without its quotes."""

    text: str
    prefix: bool = False
    """It ended with `*`."""


class Range(NamedTuple):
    """Numbers, or day numbers (dates/calendar.py), both ends included; None: no limit."""

    low: int | None
    high: int | None


class Numbers(NamedTuple):
    """Numbers of any kind, both ends included; None: no limit."""

    low: float | None
    high: float | None


class Window(NamedTuple):
    """Days, and Unix seconds where a time was asked for, both ends included; None: no limit. All of them hold."""

    low: int | None
    high: int | None
    since: int | None = None
    until: int | None = None

    @property
    def days(self) -> tuple[int, int]:
        """The days that it can touch, wherever on Earth they are; ±EVER for no limit."""
        from timeline.dates.instants import day_of  # start-up: few queries ask for a time

        first = -EVER if self.since is None else day_of(self.since) - 1
        last = EVER if self.until is None else day_of(self.until) + 1
        low, high = bounds(self.low, self.high)
        return max(low, first), min(high, last)


class Near(NamedTuple):
    """A circle: degrees (WGS 84) and kilometres."""

    lat: float
    lon: float
    km: float

    def holds(self, lat: float, lon: float) -> bool:
        """Whether a point lies in it."""
        from timeline.model.geometry import distance_km  # start-up: few ask for a place by distance

        return distance_km((self.lat, self.lon), (lat, lon)) <= self.km


Value = Word | Range | Window | Numbers | Near | str | float
"""Which it is follows from kind and operator: `~` a pattern and `=` of a date are str, so are words of a vocabulary."""


class And(Struct, frozen=True):
    """All parts hold. Never directly inside another `And`."""

    parts: tuple["Query", ...]


class Or(Struct, frozen=True):
    """One part holds. Never directly inside another `Or`."""

    parts: tuple["Query", ...]


class Not(Struct, frozen=True):
    """The part does not hold."""

    part: "Query"


class Text(Struct, frozen=True):
    """Words side by side, anywhere."""

    words: tuple[str, ...]
    prefix: bool = False


class Term(Struct, frozen=True):
    """A field is asked for any of some values."""

    field: str
    """A name of `FIELDS`, `x.NAME` or `figures.NAME`. `since`, `until` and `on` have become `date`."""
    op: str
    """`:` once the value says it all: a comparison has become a `Range`, a scale its words. Only `x.NAME` and figures
    compare."""
    values: tuple[Value, ...]

    @property
    def kind(self) -> QueryKind:
        """The kind of its field."""
        if self.field in FIELDS:
            return FIELDS[self.field].kind
        return "figure" if self.field.startswith(FIGURES) else "own"


Query = And | Or | Not | Text | Term
ALL = And(())
"""The empty query."""
MOST = 500
"""Words and values together: more is refused, before SQLite would."""
TOO_MUCH = f"too much asked for at once; {MOST} words and values are the most"


def all_of(*queries: Query) -> Query:
    """One query that asks for all of these. A first and a last day make one window, as DATES.md wants of filters.

    Raises:
        UsageError: the last day comes before the first.
    """
    parts = [p for query in queries for p in (query.parts if isinstance(query, And) else (query,))]
    ends = [(term, window) for term in parts if (window := _one_sided(term))]
    if len(ends) > 1:
        lows, highs, firsts, lasts = zip(*(window for _, window in ends), strict=True)
        low, since = (max((n for n in edges if n is not None), default=None) for edges in (lows, firsts))
        high, until = (min((n for n in edges if n is not None), default=None) for edges in (highs, lasts))
        ended = [term for term, _ in ends]
        first = parts.index(ended[0])
        parts = [part for part in parts if part not in ended]
        parts.insert(first, Term("date", ":", (windowed(low, high, since, until),)))
    return parts[0] if len(parts) == 1 else And(tuple(parts))


def windowed(low: int | None, high: int | None, since: int | None = None, until: int | None = None) -> Range | Window:
    """Days, and seconds where there are any, as one value.

    Raises:
        UsageError: it ends before it starts; of a day and a second, wherever on Earth the day is.
    """
    window = Window(low, high, since, until)
    first, last = bounds(low, high) if since is None and until is None else window.days
    backwards = last < first or (since is not None and until is not None and until < since)
    if backwards:
        start = _second(since) if since is not None else _day(low or 0)
        end = _second(until) if until is not None else _day(high or 0)
        raise UsageError("the range ends before it starts", f"it goes from {start} to {end}")
    return Range(low, high) if since is None and until is None else window


def _one_sided(part: Query) -> Window | None:
    """The window of a part that sets a first or a last day or second, and nothing else."""
    if isinstance(part, Term) and part.field == "date" and len(part.values) == 1:
        value = part.values[0]
        if isinstance(value, Range | Window):
            low, high, since, until = window = Window(*value)
            return window if (low is None and since is None) or (high is None and until is None) else None
    return None


def size(query: Query) -> int:
    """How many words and values it asks for; a name of several words counts as so many."""
    if isinstance(query, Text):
        return 1
    if isinstance(query, Not):
        return size(query.part)
    if isinstance(query, Term):
        named = query.kind == "name"
        return sum(max(1, len(words(v.text))) if named and isinstance(v, Word) else 1 for v in query.values)
    return sum(map(size, query.parts))


def terms(query: Query) -> Iterator[Term]:
    """All terms of it, in their order."""
    if isinstance(query, Term):
        yield query
    elif isinstance(query, Not):
        yield from terms(query.part)
    elif not isinstance(query, Text):
        for part in query.parts:
            yield from terms(part)


def unparse(query: Query) -> str:
    """The text of a query, such that `parse` makes the same tree of it; dates as the days they were read as."""
    if isinstance(query, Text):
        return _literal(" ".join(query.words)) + "*" * query.prefix
    if isinstance(query, Term):
        value = query.values[0]
        if isinstance(value, Window) and (None not in value[::2] or None not in value[1::2]):
            low, high, since, until = value  # a day and a second on one side: only apart can they be written
            parts = [Window(low, None), Window(None, high), Window(None, None, since), Window(None, None, None, until)]
            return f"({' '.join(f'date:{_shown(query, part)}' for part in parts if part != Window(None, None))})"
        return _field(query.field) + query.op + ",".join(_shown(query, value) for value in query.values)
    if isinstance(query, Not):
        inner = unparse(query.part)
        return f"-({inner})" if isinstance(query.part, And | Or) else f"-{inner}"
    if isinstance(query, Or):
        return " or ".join(map(unparse, query.parts))
    return " ".join(f"({unparse(part)})" if isinstance(part, Or) else unparse(part) for part in query.parts)


def _field(name: str) -> str:
    """A field; what is counted in quotes."""
    what = name.removeprefix(FIGURES)
    return name if what == name else FIGURES + _literal(what)


def _shown(term: Term, value: Value) -> str:
    if isinstance(value, Word):
        return _literal(value.text) + "*" * value.prefix
    if isinstance(value, Near):
        return f"{value.lat!r},{value.lon!r},{value.km!r}km"
    if isinstance(value, Window):
        low, high, since, until = value
        edges = [
            (_second, since) if since is not None else (_day, low),
            (_second, until) if until is not None else (_day, high),
        ]
        return "..".join("" if edge is None else shown(edge) for shown, edge in edges)
    if isinstance(value, Range | Numbers):
        plain = isinstance(value, Numbers) or term.kind == "count"
        return "..".join("" if edge is None else repr(edge) if plain else _day(int(edge)) for edge in value)
    if isinstance(value, str):
        return f'"{value}"' if term.op == "~" else _literal(value)
    return repr(value)


def _literal(text: str) -> str:
    """A value, in quotes where it could be anything else."""
    is_word = text.replace("-", "").replace(".", "").isalnum() and text.isascii()
    is_other = text[:1] == "-" or ".." in text or text in {"and", "or", "not", "AND", "OR", "NOT"}
    return text if is_word and not is_other else quoted(text)


def _second(number: int) -> str:
    """A Unix second as EDTF."""
    from timeline.dates import calendar, instants  # start-up: few queries are written out

    minutes, second = divmod(number % 86_400, 60)
    return f"{calendar.iso_day(instants.day_of(number))}T{minutes // 60:02}:{minutes % 60:02}:{second:02}Z"


def _day(number: int) -> str:
    """A day as EDTF: beyond year 9999 there are only years, and reading makes only their first and last days."""
    from timeline.dates import calendar  # start-up: few queries are written out

    year = calendar.civil(number)[0]
    return calendar.iso_day(number) if abs(year) <= 9999 else f"Y{year}"
