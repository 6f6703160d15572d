"""Reads the text of a query into its tree.

Knows the grammar (see `Parser`). Must not know what the tree means (query/tree.py), nor how answers are found.
"""

import re
from collections.abc import Callable, Iterable
from typing import NoReturn, TypeVar

from timeline.errors import TimelineError, UsageError, did_you_mean, marked
from timeline.query.fields import ALIASES, DAYS, FIELDS, FIGURES, ORDER, WORDY, QueryField, dotted, unescaped
from timeline.query.tree import ALL, MOST, TOO_MUCH, Not, Or, Query, Term, Text, Value, all_of, size
from timeline.query.values import NO_WORDS, RawValue, Span
from timeline.text.folding import readings

LONGEST, DEEPEST = 10_000, 50
"""Characters of a query, parentheses and nots inside one another: more is refused."""


def parse(
    text: str | Iterable[str],
    read_date: Callable[[str], str] | None = None,
    known: Callable[[str, str], bool] = lambda *_: False,
    zone: Callable[[], str | None] = lambda: None,
) -> Query:
    """The tree of a query. The words of a command line are one text, joined with blanks; no words ask for everything.

    Args:
        text: the query, or the words of the command line.
        read_date: makes EDTF of a date in words, or raises a `ValueError` or `TimelineError` that says why not; without
            it, dates are EDTF. ISO days, months and years do not go through it.
        known: tells of a field and a text whether that is a name as it stands: it is not parted at its commas.
        zone: tells the zone of times without an offset; None: UTC.

    Raises:
        UsageError: it cannot be read; with the query, and a caret under the place.
    """
    joined = text if isinstance(text, str) else " ".join(text)
    return Parser(joined, read_date or str, known, zone).query()


T = TypeVar("T", Text, Term)

_CURLY = "“”„"
_WORD = re.compile(rf'[^\s()"{_CURLY}]*')
_ITEM = re.compile(rf'[^\s()"{_CURLY},]*')
"""An unquoted value, and one among several."""
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"(\*?)', re.DOTALL)
_FIELD = re.compile(rf'(figures\."(?:[^"\\]|\\.)*"|[^\s()"{_CURLY}:=~<>]*)([<>]=|[:=~<>])', re.DOTALL)
_JOINS = re.compile(r"(?:or|and)(?![^\s()])")
_LITERAL = 'to look for the text itself, put it in quotes: "…"'
_ANYWHERE = QueryField("", "text", "words, anywhere")


class Parser:
    r"""The grammar, one method a rule.

    ```
    query := and ( "or" and )*                 or binds weaker than and
    and   := not ( ["and"] not )*              several words are "and"
    not   := ( "not" | "-" ) not | atom        nothing may stand between "-" and what it excludes
    atom  := "(" query ")" | term
    term  := FIELD OP VALUE ( "," VALUE )* | VALUE
    OP    := ":" | "=" | "~" | "<" | "<=" | ">" | ">="
    VALUE := word | "quoted", either with "*" behind it for a prefix; LOW..HIGH of dates and numbers
    ```

    `or`, `and` and `not` are words in lower case. A word ends at a blank, a parenthesis or a quote, and in a value at a
    comma; but a pattern and `near` keep their commas, EDTF those in its brackets, and a pattern the parentheses that it
    opens. A word with an operator in it is a field. In quotes `\"` is a quote and `\\` a backslash, but in a pattern,
    which is left as it is.
    """

    def __init__(
        self,
        text: str,
        read_date: Callable[[str], str],
        known: Callable[[str, str], bool],
        zone: Callable[[], str | None],
    ) -> None:
        """Take the text, what makes EDTF of a date in words, what knows names, and what knows the zone."""
        self.text = text
        self.read_date = read_date
        self.known = known
        self.zone = zone
        self.at = 0
        self.asked = 0

    def query(self) -> Query:
        """The whole text."""
        if len(self.text) > LONGEST:
            raise self._error(f"{len(self.text)} characters are too long for a query; {LONGEST} are the most", (0, 1))
        try:
            self.text.encode()
        except UnicodeEncodeError as error:
            raise self._error("this is no character", (error.start, error.end), "the query must be UTF-8") from error
        self._blanks()
        if not self._here():
            return ALL
        found = self._either(0)
        if self._here():
            raise self._error('")" closes nothing', (self.at, self.at + 1), _LITERAL)
        return found

    def _either(self, depth: int) -> Query:
        parts = [self._every(depth)]
        while self._keyword("or"):
            parts.append(self._every(depth))
        if len(parts) == 1:
            return parts[0]
        flat = (p for part in parts for p in (part.parts if isinstance(part, Or) else (part,)))
        return Or(tuple(flat))

    def _every(self, depth: int) -> Query:
        parts: list[Query] = []
        wanted = True
        self._blanks()
        start = end = self.at
        while not self._stops():
            parts.append(self._negated(depth))
            end = self.at
            wanted = self._keyword("and")
        if wanted:
            self._missing()
        try:
            return all_of(*parts)
        except UsageError as error:
            raise self._error(error.message, (start, end), error.hint) from error

    def _negated(self, depth: int) -> Query:
        start = self.at
        if self._here() == "-":
            self.at += 1
            if not self._here() or self._here().isspace():
                hint = 'write it right before what it excludes; to look for the sign, put it in quotes: "-"'
                raise self._error('nothing follows "-"', (start, self.at), hint)
        elif not self._keyword("not"):
            return self._atom(depth)
        self._deeper(depth, start)
        if self._stops():
            self._missing()
        return Not(self._negated(depth + 1))

    def _atom(self, depth: int) -> Query:
        start = self.at
        found: Query
        if self._here() == "(":
            self._deeper(depth, start)
            self.at += 1
            found = self._either(depth + 1)
            if not self._here():
                hint = f'write ")" where the group ends; {_LITERAL}'
                raise self._error("the parenthesis is not closed", (start, start + 1), hint)
            self.at += 1
        else:
            field = _FIELD.match(self.text, start)
            found = self._term(*field.groups()) if field else self._words()
        self._apart()
        return found

    def _words(self) -> Query:
        raw = self._value(_ANYWHERE, "")
        if raw.text in {"AND", "OR", "NOT"} and not raw.quoted:
            hint = f'write {raw.text.lower()}; to look for the word, put it in quotes: "{raw.text}"'
            raise self._error(f"{raw.text} in capitals is no operator", raw.span, hint)
        ways = [" ".join(reading).split() for reading in readings(raw.text)]
        if not ways[0]:
            self._apart()
            raise self._error(NO_WORDS, raw.span)
        found = tuple(self._counted(Text(tuple(way), raw.star), raw.span) for way in ways)
        return found[0] if len(found) == 1 else Or(found)

    def _term(self, name: str, op: str) -> Term:
        start = self.at
        self.at += len(name + op)
        name = name if name[-1:] != '"' else FIGURES + unescaped(name[len(FIGURES) + 1 : -1])
        field = self._field(name, (start, self.at))
        if op not in field.operators:
            hint = f"{name} takes " + " ".join(field.operators)
            raise self._error(f"{name} does not take {op}", (self.at - len(op), self.at), hint)
        if self._here() in set(":=~<>"):
            hint = f'in a value, put it in quotes: {name}{op}"…"'
            raise self._error("a second operator", (self.at, self.at + 1), hint)
        values: list[Value] = []
        more = True
        while more:
            given = self._value(field, op)
            if not given.text.strip() and not given.star:
                hint = f'no blank after {op}; a value with blanks, commas or parentheses goes in quotes: {name}{op}"…"'
                raise self._error(f"{name}{op} lacks a value", given.span, hint)
            if given.star and (op != ":" or field.kind not in WORDY):
                raise self._error(f'{name}{op} takes no "*"', (given.span[1] - 1, given.span[1]))
            values += self.read(given)
            more = self._here() == ","
            self.at += more
        compares = field.kind == "figure" and op in ORDER
        if field.kind not in WORDY and op != "~" and (op, field.kind) != ("=", "date") and not compares:
            op = ":"
        if field.kind == "own":
            values = [*dict.fromkeys(values)]
        return self._counted(Term("date" if name in DAYS else name, op, tuple(values)), (start, self.at))

    def read(self, given: RawValue) -> list[Value]:
        """What a value means; what is wrong with it is said with a caret."""
        try:
            return given.read()
        except (TimelineError, ValueError) as error:
            start, end = given.span
            if (offset := getattr(error, "offset", None)) is not None:  # of a pattern: where in it
                start = given.start + offset
                end = max(start + 1, end)
            message = getattr(error, "message", str(error))
            raise self._error(message, (start, end), getattr(error, "hint", "")) from error

    def _field(self, name: str, span: Span) -> QueryField:
        if found := FIELDS.get(name) or dotted(name):
            return found
        if not name:
            raise self._error("no field before the operator", span, _LITERAL)
        word = self.text[span[0] :].split(maxsplit=1)[0]
        literal = _LITERAL if len(word) > 40 or '"' in word else _LITERAL.replace("…", word)
        alias = ALIASES.get(name.lower())
        hint = f'did you mean "{alias}"?' if alias else did_you_mean(name[:50], FIELDS)
        raise self._error(f'no field "{name}"', span, "; ".join(filter(None, [hint, literal])))

    def _value(self, field: QueryField, op: str) -> RawValue:
        """The value that stands here, perhaps empty."""
        start = self.at
        if self._here() == '"':
            m = _QUOTED.match(self.text, start)
            if not m:
                raise self._error("the quote is not closed", (start, start + 1), 'write " where the text ends')
            self.at = m.end()
            inside = m[1] if op == "~" else unescaped(m[1])
            return RawValue(inside, bool(m[2]), True, start + 1, (start, self.at), field, op, self.read_date, self.zone)
        if op == "~":
            self.at = self._pattern_end()
        elif field.kind == "date" and self._here() in {"[", "{"}:
            self.at = max(start, self.text.find("]" if self._here() == "[" else "}", start))
        word = (_WORD if op in {"~", ""} or field.kind == "near" else _ITEM).match(self.text, self.at)
        self.at = word.end() if word else self.at
        if field.kind in {"name", "tag"} and op != "~" and self._here() == ",":
            self.at = self._name_end(field, start)
        inside = self.text[start : self.at]
        star = op != "~" and inside.endswith("*")
        inside = inside[:-1] if star else inside
        if op != "~" and "*" in inside:
            at = start + inside.index("*")
            raise self._error('"*" stands only at the end of a word', (at, at + 1), _LITERAL)
        return RawValue(inside, star, False, start, (start, self.at), field, op, self.read_date, self.zone)

    def _name_end(self, field: QueryField, start: int) -> int:
        """Where the longest name ends that is known with its commas; else where the word does."""
        word = _WORD.match(self.text, start)
        end = word.end() if word else self.at
        while end > self.at and not self.known(field.name, self.text[start:end]):
            end = self.text.rfind(",", self.at, end)
        return end

    def _pattern_end(self) -> int:
        """Where a pattern ends: at a blank, a quote, or a parenthesis that closes none of its own."""
        text, end, depth = self.text, self.at, 0
        while end < len(text) and not text[end].isspace() and text[end] not in '"' + _CURLY:
            depth += (text[end] == "(") - (text[end] == ")")
            if depth < 0:
                break
            end += 1 + (text[end] == "\\" and text[end + 1 : end + 2] in {"(", ")", '"', "\\"})
        return end

    def _here(self) -> str:
        return self.text[self.at : self.at + 1]

    def _blanks(self) -> None:
        while self._here().isspace():
            self.at += 1

    def _keyword(self, word: str) -> bool:
        """Step over the word if it comes next, and over the blanks around it."""
        found = re.compile(rf"\s*{word}(?![^\s()])\s*").match(self.text, self.at)
        self.at = found.end() if found else self.at
        return found is not None

    def _stops(self) -> bool:
        """Whether nothing more can be joined with "and"; steps over blanks."""
        self._blanks()
        return self._here() in {"", ")"} or _JOINS.match(self.text, self.at) is not None

    def _apart(self) -> None:
        """Behind a value or a group comes a blank, a closing parenthesis or nothing."""
        odd = self._here()
        if odd in {"", ")"} or odd.isspace():
            return
        message = f"{odd} is no plain quote" if odd in _CURLY else f"a blank is missing before {odd}"
        raise self._error(message, (self.at, self.at + 1), 'put text that holds ( ) , or blanks in quotes: "…"')

    def _deeper(self, depth: int, start: int) -> None:
        if depth == DEEPEST:
            raise self._error(f"nested too deeply; {DEEPEST} levels are the most", (start, start + 1))

    def _counted(self, found: T, span: Span) -> T:
        self.asked += size(found)
        if self.asked > MOST:
            raise self._error(TOO_MUCH, span)
        return found

    def _missing(self) -> NoReturn:
        word = next((w for w in (")", "and", "or") if self.text.startswith(w, self.at)), "")
        where = f'before "{word}"' if word else "at the end"
        joins = word or self.text.rstrip()[-3:].strip()
        hint = f'to look for the word, put it in quotes: "{joins}"' if joins in {"or", "and", "not"} else ""
        raise self._error(f"something is missing {where}", (self.at, self.at + len(word)), hint)

    def _error(self, message: str, span: Span, hint: str = "") -> UsageError:
        """What is wrong, and the query in one line, cut when it is long, with carets under the place."""
        start, end = span
        shown = "".join(c if c.isprintable() else " " for c in self.text[: start + 100])
        length = max(1, min(end - start, 100 - min(start, 60)))
        return UsageError(f"{message}\n{marked(shown, start + 1, length)}", hint)


def days(
    name: str, text: str, read_date: Callable[[str], str] | None = None, zone: Callable[[], str | None] = lambda: None
) -> Term:
    """The term of a date that stands alone, as in a flag: `name` is since, until or on; all else is as in `parse`.

    Raises:
        UsageError: it is no date.
    """
    parser = Parser(text, read_date or str, lambda *_: False, zone)
    given = RawValue(text, False, True, 0, (0, len(text)), FIELDS[name], ":", parser.read_date, zone)
    return Term("date", ":", tuple(parser.read(given)))
