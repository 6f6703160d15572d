"""What the rules are given: every file of a chronology with its values, every event with its provenance, the registers.

Bytes go in; must not know where they come from (the disk, or the index of git), nor any rule. What costs time (texts,
places, provenance) is worked out when a rule asks for it.
"""

import re
from collections import ChainMap
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from timeline.checks.names import Names
from timeline.checks.registry import Facts, Spot
from timeline.dates import edtf
from timeline.errors import DataError, Problem
from timeline.eventfile import reader
from timeline.model.event import Event, Source, replace
from timeline.model.register import Register
from timeline.provenance.trace import Provenance, trace
from timeline.toml.positions import KeyPath, Layout

SETTINGS = "timeline.toml"
REGISTERS = ("actors.toml", "places.toml", "sources.toml")
TABLES = frozenset((SETTINGS, *REGISTERS))
"""The files that hold no event."""
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
        self.id = path.rpartition("/")[2][:-5]
        """The ID that its name gives it."""
        self.values = values
        self.problems = problems

    @cached_property
    def text(self) -> str:
        """The text, without a byte order mark; what is not UTF-8 is replaced."""
        return self.data.decode(errors="replace").removeprefix("\ufeff")

    @cached_property
    def layout(self) -> Layout:
        """Where everything stands."""
        return Layout(self.text)

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text."""
        return self.text.split("\n")

    def place(self, at: KeyPath | Spot) -> tuple[int, int]:
        """Line and column, from 1, of a key or element, or of the nearest that holds it."""
        if isinstance(at, Spot):
            return at.line, at.col
        if (offset := self._quick(at)) is not None:
            return self.text.count("\n", 0, offset) + 1, 1
        return self.layout.place(at)

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
        return trace(self.event, self.register)

    def key(self, *names: str) -> KeyPath:
        """The first of these keys that is written, or else the title."""
        return next(((name,) for name in names if name in self.values), ("title",))

    @property
    def sources(self) -> list["Written"]:
        """Its sources as they are written."""
        return [Written(self, source, n) for n, source in enumerate(self.written.sources)]

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

    def at(self, n: int, key: str) -> KeyPath:
        """Where a key of the source with this number is written."""
        return (*self.source(n), key)


class Written(NamedTuple):
    """A source as it is written: in an event, or in sources.toml."""

    file: File
    source: Source
    number: int
    """Which of the event's it is; -1 in sources.toml."""

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
        return f"timeline edit {self.file.id} --set {quoted(f'sources.{self.source.id}.{key}={value}')}"


def quoted(word: str) -> str:
    """A word as a shell takes it."""
    from shlex import quote  # noqa: PLC0415 - only an offer needs it

    return quote(word)


class Outside(NamedTuple):
    """What of the world outside the files the rules may ask for."""

    today: int
    """The day of this run, as in `date.toordinal`."""
    copy: Callable[[str], bytes | None] = lambda _: None
    """The bytes of a preserved copy by its path; None where there is none."""
    recorded: Callable[[str, str], str | None] | None = None
    """The day on which a file was first committed with this text in it; None where no history is."""


class Corpus:
    """A whole chronology, as of one look at its files."""

    def __init__(
        self,
        data: Mapping[str, bytes],
        outside: Outside,
        *,
        refused: Iterable[Problem] = (),
        ids: Iterable[str] = (),
    ) -> None:
        """Take the bytes of all TOML files by path, which are asked for when they are needed, and what was refused.

        `ids` are those of events that are not looked at, but there.
        """
        self.data = data
        self.outside = outside
        self.refused = {problem.path: problem for problem in refused}
        self.others = frozenset(ids)
        self.facts: dict[str, Facts] = {}
        """What of every event the others need to know, by path, in the order of the paths (engine/run.py)."""
        self._files: dict[str, File] = {}
        held = [self.file(name).values if name in data else {} for name in REGISTERS]
        self.register, self.faults = Register.build(*held)
        """What the registers come to, and what is wrong with them."""

    def file(self, path: str) -> File:
        """One file."""
        if path not in self._files:
            self._files[path] = self._read(path)
        return self._files[path]

    def _read(self, path: str) -> File:
        if path in self.refused:
            return File(path, b"", {}, [self.refused[path]])
        try:
            data = self.data[path]
        except DataError as error:
            return File(path, b"", {}, [Problem(path, 0, 0, "SCH007", error.message, error.hint)])
        values, problems = reader.read_tables(data, path)
        if path in TABLES:
            return File(path, data, values, problems)
        id_ = path.rpartition("/")[2][:-5]
        faults: list[Problem] = []
        if problems or not values:
            return File(path, data, {}, reader.read(data, id_, path)[1])
        try:
            event = reader.from_dict(values, id_, path, faults)
        except ValueError:
            return File(path, data, values, reader.read(data, id_, path)[1])
        problems = reader.read(data, id_, path)[1] if faults else []
        return Document(path, data, values, problems, event, self.register)

    def forget(self, path: str) -> None:
        """Let go of an event that has been looked at; who wants it again reads it again."""
        if path not in TABLES:
            del self._files[path]

    def changed(self, texts: Mapping[str, bytes]) -> "Corpus":
        """The same with some files changed; the others are not read again, unless a register is among them."""
        refused = self.refused.values()
        data: Mapping[str, bytes] = ChainMap({**texts}, self.data)  # type: ignore[arg-type]  # none of them is written to
        made = Corpus(data, self.outside, refused=refused, ids=self.others)
        if not any(name in texts for name in REGISTERS):
            made.register = self.register
            made._files = {path: file for path, file in self._files.items() if path not in texts}
        return made

    @property
    def events(self) -> list[str]:
        """The paths of the files that are to hold an event, whether or not they do."""
        return sorted({*self.data, *self.refused} - TABLES)

    @property
    def tables(self) -> Iterator[File]:
        """The settings and the registers that are there."""
        return (self.file(name) for name in (SETTINGS, *REGISTERS) if name in self.data or name in self.refused)

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ID of every event there is."""
        return self.others | {path.rpartition("/")[2][:-5] for path in self.events}

    @cached_property
    def settings(self) -> Mapping[str, Any]:
        """The settings of timeline.toml."""
        return self.file(SETTINGS).values if SETTINGS in self.data else {}

    @cached_property
    def names(self) -> Names:
        """What the register makes of names."""
        return Names(self.register)

    @cached_property
    def described(self) -> list[Written]:
        """The documents of sources.toml, each with its id."""
        if "sources.toml" not in self.data:
            return []
        held = self.file("sources.toml")
        return [Written(held, replace(source, id=id_), -1) for id_, source in self.register.documents.items()]

    @property
    def copied(self) -> Iterator[Document]:
        """The events of which a source has a preserved copy."""
        return (self.document(path) for path, facts in self.facts.items() if facts.copied)

    def document(self, path: str) -> Document:
        """An event of which there are facts."""
        file = self.file(path)
        assert isinstance(file, Document)
        return file
