"""One file as the rules see it: what it holds, where everything stands in it, and how to say what is wrong with it.

Knows one file and the registers; no other files, no rules, and not where files are kept.
"""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property, reduce
from itertools import accumulate
from operator import getitem
from typing import Any, NamedTuple, TypedDict, Unpack

from timeline.dates import edtf
from timeline.errors import Fix, Problem
from timeline.eventfile.paths import TABLES, event_id
from timeline.eventfile.public_text import PublicText
from timeline.model.confidential import NAMING, known, public
from timeline.model.elements import names
from timeline.model.event import Event, Source, replace
from timeline.model.register import Register
from timeline.provenance.trace import Provenance, trace
from timeline.text.shell import command
from timeline.toml.parser import BOM
from timeline.toml.positions import KeyPath, Positions, line_and_column

_START = re.compile(r"^(?:([\w-]+)[ \t]*=|\[\[([a-z_]+)\]\]|[ \t]*\[)", re.MULTILINE)
"""What begins a line: a key, the header of an entry, or what only a reading tells."""
_OPENING = re.compile(r"""(?:"{3}|'{3})(?:\r?\n)?|["']""")
"""The quotes before a text; a line end right behind three of them is no part of it."""


class Advice(TypedDict, total=False):
    """What a `Problem` may hold besides what is wrong and where."""

    offer: str
    fix: Fix | None
    offset: int | None


class File:
    """One TOML file: what it holds, and where everything stands in it."""

    def __init__(
        self,
        path: str,
        data: bytes,
        values: dict[str, Any],
        problems: list[Problem],
        register: Register = Register(),  # noqa: B008 - nobody writes to it
    ) -> None:
        """Take what there is.

        Args:
            path: where it is inside the chronology.
            data: the bytes.
            values: what they hold; empty where they cannot be read.
            problems: what is wrong with them, by keys or lines.
            register: says which documents are confidential.
        """
        self.register = register
        self.path = path
        self.data = data
        self.ours = b""
        """Our side of it, where a merge has left conflicts: that is what is looked at."""
        self.id = event_id(path)
        """The ID that its name gives it."""
        self.values = values
        self.problems = problems

    @property
    def is_unread(self) -> bool:
        """Whether what is wrong with it keeps all that it says out of every answer."""
        return bool(self.problems) and not (self.values and self.path in TABLES)

    @cached_property
    def text(self) -> str:
        """The text, without a byte order mark; what is not UTF-8 is replaced."""
        return (self.ours or self.data).decode(errors="replace").removeprefix(BOM)

    @cached_property
    def positions(self) -> Positions:
        """Where everything stands."""
        return Positions(self.text)

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text."""
        return self.text.split("\n")

    @cached_property
    def public(self) -> PublicText:
        """The text as others may see it."""
        return PublicText(self.text, self.register.hides, self.values)

    @property
    def masked(self) -> "File":
        """The same as others may see it: what rules find in it may be told in full."""
        return self

    def value(self, at: KeyPath) -> Any:
        """What stands at a place."""
        values: Any = self.values
        return reduce(getitem, at, values)

    def problem(
        self, at: KeyPath, message: str, hint: str = "", *, place: tuple[int, int] = (0, 0), **more: Unpack[Advice]
    ) -> Problem:
        """Say what is wrong with this file; which rule says so, and on what line it is, is found by who hears it.

        Args:
            at: the very key or element; the nearest that holds it is marked where it is not written.
            message: what is wrong.
            hint: what to do about it.
            place: line and column, from 1, of what is no key; 0 for none.
            more: what else there is to say.
        """
        return Problem(self.path, *place, "", message, hint, at=at, fixable=more.get("fix") is not None, **more)

    def command(self, name: str, *options: str) -> str:
        """Write a command about its event, as a shell takes it."""
        return command(name, *options, of=[self.id])

    def told(self, code: str) -> Iterator[Problem]:
        """What is wrong with its values under this code."""
        return (problem._replace(path=self.path) for problem in self.problems if problem.code == code)

    def spot(self, problem: Problem) -> tuple[int, int]:
        """Line and column of a problem, from 1: of the character that it names, or else of its key; 0 for none."""
        if problem.offset is not None and (span := self.positions.spans.get(problem.at)):
            written = self.text[span.start : span.end]
            if "\\" not in written and (opening := _OPENING.match(written)):
                return line_and_column(self.text, span.start + opening.end() + problem.offset)
        return self.place(problem.at) if problem.at and not problem.line else (problem.line, problem.col)

    def place(self, at: KeyPath) -> tuple[int, int]:
        """Line and column, from 1, of a key or element, or of the nearest that holds it."""
        if (offset := self._starts.get(at)) is not None:
            return line_and_column(self.text, offset)
        return self.positions.place(at)

    @cached_property
    def _starts(self) -> dict[KeyPath, int]:
        """Where keys and headers begin a line, as most do: five times as fast as a reading; as far as is certain."""
        found: dict[KeyPath, int] = {}
        table: KeyPath = ()
        entries = Counter[str]()
        for line in _START.finditer(re.split("\"{3}|'{3}", self.text, maxsplit=1)[0]):
            key, header = line.groups()
            if header:
                table = (header, entries[header])
                entries[header] += 1
            elif not key:
                break
            found.setdefault((*table, key) if key else table, line.start())
        return found


class EventFile(File):
    """One event, and the file it stands in."""

    def __init__(
        self, path: str, data: bytes, values: dict[str, Any], problems: list[Problem], event: Event, register: Register
    ) -> None:
        """Take the event as well, as its file has it, and the register."""
        super().__init__(path, data, values, problems, register)
        self.id = event.id
        self.written = event
        self.event = register.resolve(event)
        """With its `ref` sources filled in."""

    @property
    def is_unread(self) -> bool:
        """As in `File`."""
        return False

    @cached_property
    def date(self) -> edtf.Edtf:
        """When it happened."""
        return edtf.parse(self.event.date)

    @cached_property
    def provenance(self) -> Provenance:
        """What its sources come to."""
        return trace(self.event.sources, self.register)

    def counts_as_much(self, sources: Iterable[Source]) -> bool:
        """Whether on other sources, as they are written, it would rest on no more origins, and be denied by as many."""
        event = self.register.resolve(replace(self.written, sources=tuple(sources)))
        now, then = self.provenance, trace(event.sources, self.register)
        is_more = then.min > now.min or then.max > now.max
        return not is_more and (then.deny_min, then.deny_max) == (now.deny_min, now.deny_max)

    @cached_property
    def masked(self) -> "EventFile":
        """The same as others may see it; what its sources come to is counted with all that is known of them."""
        if not any(source.confidential for source in self.event.sources):
            return self
        shown = public(self.event)
        problems = [problem for problem in self.problems if not self.public.hides(problem.at)]
        masked = EventFile(self.path, self.data, self.values, problems, shown, Register())
        both = zip(self.written.sources, shown.sources, strict=True)
        written = [s if s.confidential else replace(w, **{key: getattr(s, key) for key in NAMING}) for w, s in both]
        masked.ours = self.ours
        masked.written = replace(shown, sources=tuple(written))
        masked.provenance = trace(known(self.event, shown), self.register)
        pairs = enumerate(zip(shown.sources, written, strict=True))
        masked.sources = [Cited(self, source, w, n) for n, (source, w) in pairs]
        return masked

    def key(self, name: str) -> KeyPath:
        """A key where it is written, or else the title."""
        return (name if name in self.values else "title",)

    @cached_property
    def sources(self) -> list["Cited"]:
        """Its sources, in their order."""
        both = zip(self.event.sources, self.written.sources, strict=True)
        return [Cited(self, source, written, n) for n, (source, written) in enumerate(both)]

    def source(self, n: int) -> KeyPath:
        """Where the source with this number is written; the line that names it, where it is one of a line."""
        if self._lines is None:
            return "sources", n
        (tables, text, starts), source = self._lines, self.written.sources[n]
        if (number := tables.get(source.id)) is None:  # two links may be of one host: an address says which
            found = [at for name in (source.url, source.label) if name and (at := text.find(name)) >= 0]
            number = bisect(starts, found[0]) - 1 if found else None
        return ("sources",) if number is None else ("sources", number)

    @cached_property
    def _lines(self) -> tuple[dict[str, int], str, list[int]] | None:
        """The tables among its sources by id, the text of all entries, where each begins; None where all are tables."""
        entries = self.values["sources"]
        tables = {entry.get("id", ""): n for n, entry in reversed([*enumerate(entries)]) if isinstance(entry, dict)}
        if len(entries) == len(self.written.sources) and all(isinstance(entry, dict) for entry in entries):
            return None
        parts = [entry.values() if isinstance(entry, dict) else [entry] for entry in entries]
        texts = ["\0".join(part for part in names if isinstance(part, str)) + "\0" for names in parts]
        return tables, "".join(texts), [*accumulate(map(len, texts), initial=0)]


class Cited(NamedTuple):
    """A source of an event, or a document of sources.toml, and where it is written."""

    file: File
    source: Source
    """With what its `ref` leads to."""
    written: Source
    """As the file has it."""
    number: int
    """Which of the event's it is; -1 in sources.toml."""

    @property
    def masked(self) -> "Cited":
        """The same as others may see it; a document says itself that it is confidential, and so where it stands."""
        return self.file.masked.sources[self.number] if isinstance(self.file, EventFile) else self

    def problem(self, key: str, message: str, hint: str = "", **more: Unpack[Advice]) -> Problem:
        """Say what is wrong with a key of it, or with the whole where none is named; more of that in `File.problem`."""
        return self.file.problem(self.at(key), message, hint, **more)

    @property
    def published(self) -> edtf.Edtf | None:
        """When it was published; None where no date says so."""
        return _day(self.source.published)

    @property
    def accessed(self) -> edtf.Edtf | None:
        """When it was read; None as above."""
        return _day(self.source.accessed)

    @property
    def is_table(self) -> bool:
        """Whether it is written as a table, whose keys a fix may change."""
        return isinstance(self.file.value(self.at()), dict)

    def at(self, key: str = "") -> KeyPath:
        """Where a key of it is written, or the whole where none is named."""
        whole = self.file.source(self.number) if isinstance(self.file, EventFile) else (self.source.id,)
        return (*whole, key) if key else whole

    def edit(self, key: str, value: str) -> str:
        """The command that sets a key of it; nothing where none does: in sources.toml, on one line, without a name.

        Nor where more would count as origins then.
        """
        setting = self.setting(key, value)
        if not setting or not isinstance(self.file, EventFile) or key == "accessed":  # which counts nowhere
            return setting
        sources = [*self.file.written.sources]
        sources[self.number] = replace(self.written, **{key: value})
        return setting if self.file.counts_as_much(sources) else ""

    def setting(self, key: str, value: str) -> str:
        """The same, whatever would count then."""
        if not isinstance(self.file, EventFile) or not self.is_table:
            return ""
        called = Counter(name for entry in self.file.values["sources"] for name in {*names("sources", entry)})
        told = (self.written.id, self.written.publisher, self.written.title, self.written.url)
        mine = names("sources", self.file.value(self.at()))
        name = next((name for name in mine if name in told and called[name] == 1 and "=" not in name), "")
        return self.file.command("edit", "--set", f"sources.{name}.{key}={value}") if name else ""


def _day(text: str | None) -> edtf.Edtf | None:
    try:
        return edtf.parse(text) if text else None
    except edtf.DateError:
        return None
