"""The canonical form of a text that somebody wrote: what `writer.render` would write, with every comment at its owner.

Knows the order of keys and which of them hold dates; asks `writer` how a value is written, `comments` whose a comment
is. Must not know where files are kept. What cannot keep its meaning and its comments is refused, never bent.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from math import inf
from typing import Any

from timeline.errors import DataError
from timeline.eventfile import expand_sources, writer
from timeline.eventfile.reviews import carried
from timeline.model import elements
from timeline.model.date_values import as_text
from timeline.model.event import Event, Field, Variant, table
from timeline.model.fields import is_named, tables_within
from timeline.model.register import Register
from timeline.toml.comments import Comments
from timeline.toml.limits import MOST_VALUES
from timeline.toml.parser import parse_toml, same
from timeline.toml.positions import KeyPath, Positions

_FOLDED = re.compile(r'"""(?:[^\\]|\\[^\n \t])*\\[ \t]*\n')
"""A text whose lines are joined by a backslash at their ends."""


def formatted(text: str, of: type[Any] | None = Event) -> str:
    """The canonical form of a file: an event, a register of `of`, or with None a file without a table of fields.

    Keys stand in the order of the table, unknown ones behind them in their own. Numbers, texts folded by backslashes
    and dates that are none stay as they are written. It says the same, and has all the comments.

    Raises:
        DataError: it is no TOML, or a comment has no place in the canonical form.
    """
    return _Form(text, of).text()


def kept_canonical(text: str, seen: str = "") -> str:
    """An event that was changed, or is new, in canonical form, where what was seen before it had that form, too.

    Other files, and those whose comments have no place in it, stay as they are written.
    """
    try:
        made = formatted(text)
        return text if made == text or (seen and formatted(seen) != seen) else made
    except DataError:
        return text


def expanded(text: str, register: Register) -> str:
    """The canonical form of an event with its actors, places and sources as tables; the register knows their names.

    It says the same, so that reviews which stand do so still.

    Raises:
        DataError: as `formatted`; or it is no event, or a source cannot be read.
    """
    form = _Form(text, Event)
    form.expand(register)
    return carried(text, form.text())


class _Form:
    """A text with what stands in it: values, places and comments."""

    def __init__(self, text: str, of: type[Any] | None) -> None:
        self.of = of
        try:
            self.values = parse_toml(text.encode(), MOST_VALUES if of is Event else inf)
            self.before = text = text.removeprefix("\ufeff").replace("\r\n", "\n")
            positions = Positions(text)
        except ValueError as error:
            raise DataError(f"the file is no TOML: {error}", "`timeline check` shows where") from error
        self.comments = Counter(comment for _, comment in positions.comments)
        self.by_owner = Comments(positions)
        self.raw = {path: text[s.start : s.end] for path, s in positions.spans.items() if s.start < s.end}
        self.bare = positions.spans.keys() - self.raw.keys()
        """What stands under a header, or is implied by dotted keys, and so has no value of its own."""
        headers = [section.path for section in positions.sections]
        self.headers = {path[:depth] for path in headers for depth in range(1, len(path) + 1)}
        self.days: set[KeyPath] = set()
        self.values = self._dated((), self.values)
        self.blocks: list[list[str]] = [self.by_owner.head] if self.by_owner.head else []

    def text(self) -> str:
        """The canonical form.

        Raises:
            DataError: a comment has no place in it.
        """
        try:
            self._table((), self.values, "")
            text = "\n".join("".join(f"{line}\n" for line in block) for block in self.blocks)
            if text == self.before:
                return text
            if same(parse_toml(text.encode()), self.values):
                if Counter(c for _, c in Positions(text).comments) == self.comments:
                    return text
                reason = "a comment would be lost"
            else:
                reason = "a value would change"
        except ValueError as error:
            reason = str(error)
        raise DataError("this has no canonical form; it is left as it is", reason)

    def expand(self, register: Register) -> None:
        """Make tables of names, and sources of lines; a comment goes to the first source of its line.

        Raises:
            DataError: it is no event, or a source cannot be read.
        """
        for key, struct in tables_within(Event):
            if is_named(struct) and isinstance(names := self.values.get(key), list):
                self.values[key] = [elements.as_table(key, name) for name in names]
        entries = self.values.get("sources")
        if not isinstance(entries, list) or not any(isinstance(entry, str) for entry in entries):
            return
        tables, origins = expand_sources.sources(self.values, register)

        def moved(path: KeyPath) -> KeyPath:
            at = path[1] if path[:1] == ("sources",) and len(path) > 1 else None
            return ("sources", origins[at], *path[2:]) if isinstance(at, int) else path

        self.values["sources"] = tables
        self.by_owner.move(moved)
        self.raw = {moved(path): raw for path, raw in self.raw.items()}
        self.days = {moved(path) for path in self.days}

    def _rows(self, path: KeyPath) -> Mapping[str, Field]:
        """The rows of the table at a path, by key; none where keys are the user's own."""
        struct: Any = self.of
        if self.of is not Event and self.of is not None:
            if not path:
                return {}  # the ids of a register
            path = path[1:]
        for step in path:
            if struct is not None and isinstance(step, str):
                row = table(struct).get(step)
                struct = row.struct if row else None
        return table(struct) if struct is not None else {}

    def _dated(self, path: KeyPath, value: Any) -> Any:
        """The values with every date that is one in canonical form."""
        if isinstance(value, list):
            return [self._dated((*path, n), entry) for n, entry in enumerate(value)]
        if not isinstance(value, dict):
            return value
        rows = self._rows(path)
        made = {key: self._dated((*path, key), entry) for key, entry in value.items()}
        for key in value.keys() & rows.keys():
            row = rows[key]
            rival = row is table(Variant)["value"] and writer.is_date(str(value.get("field")))
            if (row.date or (rival and not isinstance(value[key], int))) and (day := _day(value[key], row)) is not None:
                self.days.add((*path, key))
                made[key] = day
        return made

    def _table(self, path: KeyPath, values: Mapping[str, Any], header: str, first: Iterable[str] = ()) -> None:
        """A table on lines of its own, and behind it the tables within it that have headers."""
        lines: list[str] = []
        later: list[tuple[KeyPath, Any]] = []
        for key in self._ordered(path, values):
            self._entry(lines, later, (*path, key), writer.key_name(key), values[key])
        lines += self.by_owner.get(path, "tail")
        above = [*first, *self.by_owner.get(path, "above")]
        implied = later and not [*above, *lines, *self.by_owner.get(path, "behind")] and header[:2] != "[["
        if header and not implied:
            lines = [*above, self._behind(path, header), *lines]
        if lines:
            self.blocks.append(lines)
        for inner, value in later:
            self._headed(inner, value)

    def _ordered(self, path: KeyPath, values: Mapping[str, Any]) -> list[str]:
        """The keys in the order of the table, then the unknown ones; of an event `x` and what has headers last.

        Of unknown ones those with lines here go first, since they are met first when the text is read again.
        """
        ranks = {key: rank for rank, key in enumerate(self._rows(path))}
        if self.of is Event and not path:
            ranks["x"] = len(ranks) + 1
            for place, name in enumerate(writer.HEADED, 2):
                if name in values and self._is_headed((name,), values[name]):
                    ranks[name] = len(ranks) + place
        return sorted(values, key=lambda key: (ranks.get(key, len(ranks)), self._is_later((*path, key), values[key])))

    def _is_later(self, path: KeyPath, value: Any) -> bool:
        """Whether all of it stands under headers."""
        if isinstance(value, dict) and value and self._is_dotted(path) and not self._is_headed(path, value):
            return all(self._is_later((*path, key), entry) for key, entry in value.items())
        return self._is_headed(path, value)

    def _entry(self, lines: list[str], later: list[tuple[KeyPath, Any]], path: KeyPath, name: str, value: Any) -> None:
        """A key with its value, as a line or several; what needs a header goes to `later`."""
        if self._is_headed(path, value):
            later.append((path, value))
            return
        lines += self.by_owner.get(path, "above")
        if isinstance(value, dict) and value and self._is_dotted(path):
            lines += self.by_owner.get(path, "behind")
            for key in self._ordered(path, value):
                self._entry(lines, later, (*path, key), f"{name}.{writer.key_name(key)}", value[key])
            lines += self.by_owner.get(path, "tail")
        else:
            lines.append(self._behind(path, f"{name} = {self._shaped(path, value)}"))

    def _is_dotted(self, path: KeyPath) -> bool:
        return path in self.bare or self.by_owner.within(path) or path[-1] == "x"

    def _is_headed(self, path: KeyPath, value: Any) -> bool:
        """Whether it stands under a header: sources, what comments leave no other form, and what nobody knows."""
        if isinstance(value, dict):
            if self.of is not Event and len(path) == 1:
                return True
            return path in self.bare and path in self.headers and not (self.of is Event and path[0] == "x")
        if not isinstance(value, list) or not value or not all(isinstance(entry, dict) for entry in value):
            return False
        if self.of is Event and len(path) == 1 and path[0] in writer.HEADED:
            return True
        if any(self.by_owner.within((*path, n)) for n in range(len(value))):
            return True
        return path in self.bare and str(path[-1]) not in self._rows(path[:-1])

    def _headed(self, path: KeyPath, value: Any) -> None:
        name = writer.dotted(path)
        if isinstance(value, dict):
            self._table(path, value, f"[{name}]")
            return
        first = self.by_owner.get(path, "above", "open")
        for number, entry in enumerate(value):
            self._table((*path, number), entry, f"[[{name}]]", () if number else first)
        self.blocks[-1] += self.by_owner.get(path, "tail", "behind")

    def _behind(self, path: KeyPath, text: str) -> str:
        return " ".join([text, *self.by_owner.get(path, "behind")])

    def _shaped(self, path: KeyPath, value: Any) -> str:
        """A value behind its key on a line of its own."""
        if isinstance(value, list):
            tables = any(isinstance(entry, dict) for entry in value)
            wide = tables or (value and "\n" in writer.shaped(str(path[-1]), value))
            return self._lines(path, value, "") if wide else self._literal(path, value, "")
        if isinstance(value, str) and not self._is_as_written(path, value):
            return writer.shaped(str(path[-1]), value)
        return self._literal(path, value, "")

    def _lines(self, path: KeyPath, value: list[Any], indent: str) -> str:
        """An array, one element a line."""
        inner = indent + "  "
        lines = [" ".join(["[", *self.by_owner.get(path, "open")])]
        for number, entry in enumerate(value):
            at = (*path, number)
            lines += [inner + comment for comment in self.by_owner.get(at, "above")]
            lines.append(self._behind(at, f"{inner}{self._literal(at, entry, inner)},"))
        lines += [inner + comment for comment in self.by_owner.get(path, "tail")]
        return "\n".join([*lines, f"{indent}]"])

    def _literal(self, path: KeyPath, value: Any, indent: str) -> str:
        """A value on one line, unless a comment stands in it."""
        if isinstance(value, dict):
            if self.by_owner.within(path):
                raise ValueError("a comment stands within a table that is written on one line")
            pairs = [
                f"{writer.key_name(key)} = {self._literal((*path, key), value[key], indent)}"
                for key in self._ordered(path, value)
            ]
            return f"{{ {', '.join(pairs)} }}" if pairs else "{}"
        if isinstance(value, list):
            if self.by_owner.within(path):
                return self._lines(path, value, indent)
            return f"[{', '.join(self._literal((*path, n), entry, indent) for n, entry in enumerate(value))}]"
        return self.raw[path] if self._is_as_written(path, value) else writer.literal(value)

    def _is_as_written(self, path: KeyPath, value: Any) -> bool:
        """Whether it stays letter by letter."""
        raw = self.raw.get(path)
        if raw is None or path in self.days:
            return False
        return not isinstance(value, str) or raw == f'"{value}"' or _FOLDED.match(raw) is not None


def _day(value: Any, row: Field) -> Any:
    """A date as `writer` writes it, in canonical EDTF; None where it is none, or would not be the same."""
    if type(value) is date:
        return value
    if (text := writer.canonical(as_text(value))) is None:
        return None
    return value if isinstance(value, datetime) and not row.required else writer.day(text, clock=not row.required)
