"""One file as the rules see it: what it holds, where everything stands in it, and how to say what is wrong with it.

Knows one file and the registers; no other files, no rules, and not where files are kept.
"""

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from timeline.dates import edtf
from timeline.errors import Fix, Problem
from timeline.eventfile.paths import event_id
from timeline.model.event import Event, Source
from timeline.model.register import Register
from timeline.provenance.trace import Provenance, trace
from timeline.toml.parser import BOM
from timeline.toml.positions import KeyPath, Positions

_LINES = re.compile(r'"""(?:\\.|[^\\])*?"""', re.DOTALL)
_HEADER = re.compile(r"^[ \t]*\[", re.MULTILINE)
_QUOTED = re.compile(r"^[ \t]*\[\[[ \t]*[\"']", re.MULTILINE)
"""A header with a quoted name, or a list of texts in a list: only a reading tells."""


class File:
    """One TOML file: what it holds, and where everything stands in it."""

    def __init__(self, path: str, data: bytes, values: dict[str, Any], problems: list[Problem]) -> None:
        """Take the path inside the chronology, the bytes, the values, and what keeps them from being read."""
        self.path = path
        self.data = data
        self.id = event_id(path)
        """The ID that its name gives it."""
        self.values = values
        self.problems = problems

    @cached_property
    def text(self) -> str:
        """The text, without a byte order mark; what is not UTF-8 is replaced."""
        return self.data.decode(errors="replace").removeprefix(BOM)

    @cached_property
    def positions(self) -> Positions:
        """Where everything stands."""
        return Positions(self.text)

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text."""
        return self.text.split("\n")

    def problem(
        self,
        at: KeyPath,
        message: str,
        hint: str = "",
        *,
        offer: str = "",
        fix: Fix | None = None,
        offset: int | None = None,
        place: tuple[int, int] = (0, 0),
    ) -> Problem:
        """Say what is wrong with this file; which rule says so, and on what line it is, is found by who hears it.

        Args:
            at: the very key or element; the nearest that holds it is marked where it is not written.
            message: what is wrong.
            hint: what to do about it.
            offer: a command to paste.
            fix: a safe change, for `--fix`.
            offset: which character of the text that stands there, from 0.
            place: line and column, from 1, of what is no key; 0 for none.
        """
        return Problem(self.path, *place, "", message, hint, "", at, offset, offer, fix is not None, fix)

    def command(self, name: str, *words: str) -> str:
        """Write a command about its event, as a shell takes it."""
        from shlex import join  # only an offer needs it

        return join(("timeline", name, self.id, *words))

    def unread(self, code: str) -> Iterator[Problem]:
        """What the reader found wrong with it, and put under this code."""
        return (problem for problem in self.problems if problem.code == code)

    def place(self, at: KeyPath) -> tuple[int, int]:
        """Line and column, from 1, of a key or element, or of the nearest that holds it."""
        if (offset := self._quick(at)) is not None:
            return self.text.count("\n", 0, offset) + 1, 1
        return self.positions.place(at)

    def _quick(self, at: KeyPath) -> int | None:
        """Where a key stands that begins a line, as nearly all do; None where it takes a reading of the whole text."""
        text = self._outline
        if not at or at[-1] == "" or text is None:
            return None
        start = 0
        if len(at) > 1:
            if not isinstance(at[1], int) or len(at) > 3:
                return None
            headers = re.finditer(rf"^[ \t]*\[\[[ \t]*{re.escape(str(at[0]))}[ \t]*\]\]", text, re.MULTILINE)
            header = next((h for n, h in enumerate(headers) if n == at[1]), None)
            if header is None or len(at) == 2:
                return None if header is None else header.start()
            start = header.end()
        end = _HEADER.search(text, start)
        statement = re.compile(rf"^{re.escape(str(at[-1]))}[ \t]*=", re.MULTILINE)
        found = statement.search(text, start, end.start() if end else len(text))
        return found.start() if found else None

    @cached_property
    def _outline(self) -> str | None:
        """The text with blanks for its texts of several lines; None where it takes a reading to tell them."""
        if "'''" in self.text or ('"""' in self.text and "#" in self.text) or _QUOTED.search(self.text):
            return None
        if '"""' not in self.text:
            return self.text
        return _LINES.sub(lambda m: "\n".join(" " * len(line) for line in m[0].split("\n")), self.text)


class Document(File):
    """One event, and the file it stands in."""

    def __init__(
        self,
        path: str,
        data: bytes,
        values: dict[str, Any],
        problems: list[Problem],
        event: Event,
        register: Register,
    ) -> None:
        """Take the event as well, as its file has it, and the register."""
        super().__init__(path, data, values, problems)
        self.written = event
        self.event = register.resolve(event)
        """With its `ref` sources filled in."""
        self.register = register

    @cached_property
    def date(self) -> edtf.Edtf:
        """When it happened."""
        return edtf.parse(self.event.date)

    @cached_property
    def provenance(self) -> Provenance:
        """What its sources come to."""
        return trace(self.event.sources, self.register)

    def key(self, *names: str) -> KeyPath:
        """The first of these keys that is written, or else the title."""
        return next(((name,) for name in names if name in self.values), ("title",))

    @cached_property
    def sources(self) -> list["Cited"]:
        """Its sources, in their order."""
        both = zip(self.event.sources, self.written.sources, strict=True)
        return [Cited(self, source, written, n) for n, (source, written) in enumerate(both)]

    def source(self, n: int) -> KeyPath:
        """Where the source with this number is written; the line that names it, where it is one of a line."""
        entries, source = self.values["sources"], self.written.sources[n]
        if len(entries) == len(self.written.sources) and all(isinstance(entry, dict) for entry in entries):
            return "sources", n
        for number, entry in enumerate(entries):
            if isinstance(entry, dict) and entry.get("id", "") == source.id:
                return "sources", number
        for number, entry in enumerate(entries):
            names = entry.values() if isinstance(entry, dict) else [entry]
            if any(isinstance(name, str) and source.label and source.label in name for name in names):
                return "sources", number
        return ("sources",)


class Cited(NamedTuple):
    """A source of an event, or a document of sources.toml, and where it is written."""

    file: File
    source: Source
    """With what its `ref` leads to."""
    written: Source
    """As the file has it."""
    number: int
    """Which of the event's it is; -1 in sources.toml."""

    def problem(
        self,
        key: str,
        message: str,
        hint: str = "",
        *,
        offer: str = "",
        fix: Fix | None = None,
        offset: int | None = None,
    ) -> Problem:
        """Say what is wrong with a key of it, or with the whole where none is named; more of that in `File.problem`."""
        at = self.at(key) if key else self.table
        return self.file.problem(at, message, hint, offer=offer, fix=fix, offset=offset)

    @property
    def published(self) -> edtf.Edtf | None:
        """When it was published; None where no date says so."""
        return _date(self.source.published)

    @property
    def table(self) -> KeyPath:
        """Where it stands."""
        return self.file.source(self.number) if isinstance(self.file, Document) else (self.source.id,)

    @property
    def is_table(self) -> bool:
        """Whether it is written as a table, whose keys a fix may change."""
        if not isinstance(self.file, Document):
            return True
        at = self.file.source(self.number)
        return len(at) == 2 and isinstance(self.file.values["sources"][at[1]], dict)

    def at(self, key: str) -> KeyPath:
        """Where a key of it is written."""
        return (*self.table, key)

    def edit(self, key: str, value: str) -> str:
        """The command that sets a key of it; nothing where it stands in sources.toml, which no command edits."""
        if self.number < 0:
            return ""
        return self.file.command("edit", "--set", f"sources.{self.source.id}.{key}={value}")


@lru_cache(maxsize=16_384)
def _date(text: str | None) -> edtf.Edtf | None:
    try:
        return None if text is None else edtf.parse(text)
    except edtf.DateError:
        return None
