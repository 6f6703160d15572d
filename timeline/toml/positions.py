"""Where everything stands in a TOML text: every key and element, every comment, every table.

Reads only as much of TOML as places need, and only when a place is asked for. Whether a text *is* TOML, and what its
values are, is the reader's business (eventfile/reader.py). Knows nothing of events.
"""

import re
from bisect import bisect
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import islice
from typing import Literal, NamedTuple

from timeline.errors import KeyPath as KeyPath  # noqa: PLC0414 - places are asked for by it
from timeline.errors import Problem
from timeline.toml.limits import DEEPEST, LONGEST_LINE, MOST_PROBLEMS
from timeline.toml.parser import parse_toml

_GAP = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_COMMENT = re.compile(r"#[^\r\n]*")
_BLANKS = re.compile(r"[ \t]*")
KEY_PART = re.compile(r"""[\w-]+|"(?:\\.|[^"\\\n])*"|'[^'\n]*'""")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"""(?!")'  # one or two quotes may stand before the closing three
    r"|'''.*?'''(?!')"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_BARE = re.compile(r"[^,\]}#\r\n]*[^,\]}#\s]")  # a date and its time may stand apart


class Offsets(NamedTuple):
    """Offsets of a key or element: where it begins, and from where to where its value reaches."""

    key: int
    start: int
    end: int
    """Equal to `start` where there is no value: a table under a header, or one that dotted keys imply."""


class Section(NamedTuple):
    """A table under a header of its own; the first is the top of the file."""

    path: KeyPath
    start: int
    """Offset of its header."""
    body: int
    """Offset behind its header."""
    statements: list[tuple[str, int, int]]
    """Of each statement the first name of its key, and its offsets."""


class Mark(NamedTuple):
    """Something that is met on the way through a text."""

    offset: int
    kind: Literal["header", "statement", "pair", "element", "comment", "open", "close"]
    """A pair is a statement in a table on one line; the last two are the brackets of an array."""
    path: KeyPath
    comment: str = ""


class Positions:
    """The places of one text. Of a text that is no TOML it knows those before the fault."""

    def __init__(self, text: str) -> None:
        """Read the whole text, once."""
        self.text = text
        self.spans: dict[KeyPath, Offsets] = {}
        self.marks: list[Mark] = []
        """In their order."""
        self.sections = [Section((), 0, 0, [])]
        self.twice: list[tuple[KeyPath, int, int]] = []
        """What is given a second time: the offset of the first, and of the second."""
        self._pos = 0
        self._entries: dict[KeyPath, int] = {}
        self._given: set[KeyPath] = set()
        while first := self._skip():
            if first == "[":
                self._header()
            else:
                section, start = self.sections[-1], self._pos
                if path := self._statement(section.path, "statement"):
                    section.statements.append((str(path[len(section.path)]), start, self._pos))

    @cached_property
    def comments(self) -> list[tuple[int, str]]:
        """Every comment with its offset."""
        return [(mark.offset, mark.comment) for mark in self.marks if mark.kind == "comment"]

    def place(self, path: KeyPath) -> tuple[int, int]:
        """Line and column of a key or element, or of the nearest that holds it; (1, 1) where there is none."""
        while path and path not in self.spans:
            path = path[:-1]
        return line_and_column(self.text, self.spans[path].key) if path else (1, 1)

    def is_value(self, path: KeyPath) -> bool:
        """Whether it has a value of its own; what stands under headers, or is made of dotted keys, has none."""
        span = self.spans.get(path)
        return span is not None and span.start < span.end

    def pairs(self, path: KeyPath) -> list[tuple[KeyPath, Offsets]]:
        """What stands in a table on one line: the path of each key, and the offsets from its first name on."""
        return [
            (mark.path, self.spans[mark.path]._replace(key=mark.offset))
            for mark in self.marks
            if mark.kind == "pair" and mark.path[: len(path)] == path != mark.path
            if not any(self.is_value(mark.path[:depth]) for depth in range(len(path) + 1, len(mark.path)))
        ]

    def line_end(self, offset: int) -> int:
        """Offset behind the line in which an offset stands, its line end included."""
        return self.text.find("\n", offset) + 1 or len(self.text)

    def above(self, offset: int) -> int:
        """Offset of the line in which an offset stands, or of the comments directly above it."""
        start = self._line_start(offset)
        while start and (before := self._line_start(start - 1)) in self._comment_lines:
            start = before
        return start

    def block(self, path: KeyPath) -> tuple[int, int]:
        """The offsets of a table under its own header: from the comments above it to the next that is no part of it."""
        inside = [s.path[: len(path)] == path for s in self.sections]
        first = inside.index(True)
        last = inside.index(False, first) if False in inside[first:] else len(inside)
        return self.extent(first)[0], self.extent(last - 1)[1]

    def extent(self, number: int) -> tuple[int, int]:
        """The offsets of a section by its number: from the comments above its header to those above the next."""
        start, *behind = [self.above(section.start) for section in self.sections[number : number + 2]]
        return start, next(iter(behind), len(self.text))

    def strays(self, start: int, end: int) -> str:
        """The comments between two offsets that are of no table there: below a blank line, or at the end of all."""
        found = ""
        for number, section in enumerate(self.sections):
            if start <= section.start < end and number:
                last = self.line_end(section.statements[-1][2] if section.statements else section.body)
                behind = min(end, self.extent(number)[1])
                while last in self._comment_lines and behind < len(self.text):
                    last = self.line_end(last)
                if "#" in self.text[last:behind]:
                    found += self.text[last:behind].lstrip("\r\n")
        return found

    def lines(self, path: KeyPath) -> list[tuple[int, int]]:
        """Offsets of the lines, with the comments above, that can go for a key to go; none where more is at stake.

        Lines that alone imply a table, as `x.a = 1` does `x`, cannot go without it.
        """
        headers = {section.path for section in self.sections}
        if path[:-1] not in headers and not any(way[:-1] == path[:-1] and way != path for way in self.spans):
            return []
        own = [(section, start, end) for section, start, end in self.statements(path) if len(section.path) < len(path)]
        lines = [(self.above(start), self.line_end(end)) for _, start, end in own]
        if any(header[: len(path)] == path for header in headers):
            lines.append(self.block(path))
        return sorted(lines)

    def statements(self, path: KeyPath) -> Iterator[tuple[Section, int, int]]:
        """The statements that give a key its value or a part of it: section and offsets."""
        ends = {span.end for way, span in self.spans.items() if way[: len(path)] == path}
        for section in self.sections:
            yield from ((section, start, end) for _, start, end in section.statements if end in ends)

    def _line_start(self, offset: int) -> int:
        return self.text.rfind("\n", 0, offset) + 1

    @cached_property
    def _comment_lines(self) -> set[int]:
        """Offsets of the lines that hold a comment and nothing else."""
        lines = ((self._line_start(offset), offset) for offset, _ in self.comments)
        return {start for start, offset in lines if not self.text[start:offset].strip()}

    def _take(self, pattern: re.Pattern[str]) -> str:
        """Step over what matches here."""
        if found := pattern.match(self.text, self._pos):
            self._pos = found.end()
            return found[0]
        return ""

    def _skip(self) -> str:
        """Step over blanks, line ends and comments; the character behind them."""
        start = self._pos
        if "#" in (gap := self._take(_GAP)):
            self.marks += (Mark(start + c.start(), "comment", (), c[0].rstrip()) for c in _COMMENT.finditer(gap))
        return self.text[self._pos : self._pos + 1]

    def _names(self) -> list[tuple[str, int]]:
        """The parts of a dotted key, each with its offset; none where no key is."""
        parts = []
        while True:
            self._take(_BLANKS)
            start = self._pos
            part = self._take(KEY_PART)
            if not part:
                return []
            parts.append((_unquoted(part), start))
            self._take(_BLANKS)
            if not self.text.startswith(".", self._pos):
                return parts
            self._pos += 1

    def _header(self) -> None:
        start = self._pos
        brackets = 2 if self.text.startswith("[[", start) else 1
        self._pos += brackets
        names = self._names()
        if not names or not self.text.startswith("]" * brackets, self._pos):
            self._pos = len(self.text)
            return
        self._pos += brackets
        path: KeyPath = ()
        for name, offset in names:
            if path in self._entries:
                path = (*path, self._entries[path])
            path = (*path, name)
            self.spans.setdefault(path, Offsets(offset, offset, offset))
        if path in self._given or (brackets == 1 and path in self._entries):
            self.twice.append((path, self.spans[path].key, start))
        if brackets == 2:
            self._entries[path] = self._entries.get(path, -1) + 1
            path = (*path, self._entries[path])
            self.spans[path] = Offsets(start, start, start)
        else:
            self._given.add(path)
        self.sections.append(Section(path, start, self._pos, []))
        self.marks.append(Mark(start, "header", path))

    def _statement(self, table: KeyPath, kind: Literal["statement", "pair"]) -> KeyPath:
        """One `key = value`; the path of the key, or nothing where there is none."""
        start, names = self._pos, self._names()
        if not names or not self.text.startswith("=", self._pos):
            self._pos = len(self.text)
            return ()
        self._pos += 1
        self._take(_BLANKS)
        path = table
        for name, offset in names:
            path = (*path, name)
            self.spans.setdefault(path, Offsets(offset, offset, offset))
        self.marks.append(Mark(start, kind, path))
        start = self._pos
        self._value(path)
        if path in self._given:
            self.twice.append((path, self.spans[path].key, names[0][1]))
        else:
            self._given.add(path)
            self.spans[path] = Offsets(names[-1][1], start, self._pos)
        return path

    def _value(self, path: KeyPath) -> None:
        if len(path) > DEEPEST + 1:  # the parser refuses it
            self._pos = len(self.text)
        elif self.text.startswith("[", self._pos):
            self.marks.append(Mark(self._pos, "open", path))
            self._pos += 1
            number = 0
            while self._skip() not in {"]", ""}:
                start, inner = self._pos, (*path, number)
                self.marks.append(Mark(start, "element", inner))
                self._value(inner)
                self.spans[inner] = Offsets(start, start, self._pos)
                number += 1
                self._comma()
            self._pos += 1
            self.marks.append(Mark(self._pos, "close", path))
        elif self.text.startswith("{", self._pos):
            self._pos += 1
            while self._skip() not in {"}", ""}:
                self._statement(path, "pair")
                self._comma()
            self._pos += 1
        elif not self._take(_STRING) and not self._take(_BARE):
            self._pos = len(self.text)

    def _comma(self) -> None:
        if self._skip() == ",":
            self._pos += 1


def placed(problems: Iterable[Problem], text: str, path: str) -> list[Problem]:
    """Problems that are known by their keys with path, line and column, in the order of the file."""
    positions = Positions(text)
    lines = text.split("\n")
    found = []
    for problem in islice(problems, MOST_PROBLEMS):
        line, col = positions.place(problem.at)
        if problem.offset is not None and (span := positions.spans.get(problem.at)):
            written = text[span.start : span.end]  # between two quotes letter by letter?
            is_plain = written[0] in {'"', "'"} and written[1:2] != written[0] and "\\" not in written
            line, col = line_and_column(text, span.start + (problem.offset + 1 if is_plain else 0))
        found.append(problem._replace(path=path, line=line, col=col, source=shown_line(lines[line - 1])))
    return sorted(found, key=lambda problem: (problem.line, problem.col))


def shown_line(line: str) -> str:
    """A line as it is shown with its fault; nothing of one that nobody could read."""
    return line.rstrip("\r") if len(line) <= LONGEST_LINE else ""


def _unquoted(key: str) -> str:
    if key[0] not in {'"', "'"}:
        return key
    try:
        return next(iter(parse_toml(f"{key} = 0".encode())))
    except ValueError:
        return key


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, from 1, in characters."""
    starts = _line_starts(text)
    line = bisect(starts, offset)
    return line, offset - starts[line - 1] + 1


@lru_cache(maxsize=1)  # many places of one text are asked for in a row
def _line_starts(text: str) -> list[int]:
    return [0, *(end.end() for end in re.finditer("\n", text))]
