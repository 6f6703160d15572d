"""What the rules are given: every file of a chronology with its values, every event with its provenance, the registers.

Bytes go in; must not know where they come from (the disk, or the index of git), nor any rule. What costs time (texts,
places, provenance) is worked out when a rule asks for it.
"""

from collections import ChainMap
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from itertools import islice
from math import inf
from typing import TYPE_CHECKING, Any, NamedTuple

from timeline.checks.editions import EditionFiles, Manifest, read
from timeline.checks.files import Cited, EventFile, File
from timeline.errors import Contained, Problem
from timeline.eventfile import reader
from timeline.eventfile.paths import DOCUMENTS, REGISTERS, SETTINGS, TABLES, counts, event_id, is_manifest
from timeline.eventfile.unsettled import unsettled
from timeline.model import validation
from timeline.model.confidential import of_anyone
from timeline.model.event import Event
from timeline.model.register import Register
from timeline.model.settings import Settings
from timeline.toml.limits import MOST_PROBLEMS, MOST_VALUES

if TYPE_CHECKING:
    from timeline.checks.gist import Gist


class Outside(NamedTuple):
    """What the rules may ask of the world outside the files."""

    today: int
    """The day of this run, as in `date.toordinal`."""
    copy: Callable[[str], bytes | None] = lambda _: None
    """The bytes of a preserved copy by its path; None where there is none."""
    editions: EditionFiles | None = None
    """The editions, and what is asked of the world about them; None: nobody asks."""


class Corpus:
    """A whole chronology, as of one look at its files."""

    def __init__(
        self, data: Mapping[str, bytes], outside: Outside, *, refused: Iterable[Problem] = (), ids: Iterable[str] = ()
    ) -> None:
        """Take what there is.

        Args:
            data: the bytes of all TOML files by path, each asked for when it is needed.
            outside: the world around them.
            refused: why others are not read.
            ids: those of events that are not looked at, but there, and those that they had before.
        """
        self.data = data
        self.outside = outside
        self.refused = {problem.path: problem for problem in refused}
        self.others = frozenset(ids)
        self.gists: dict[str, Gist] = {}
        """What the rules need to know of every event beside others, by path, in their order; filled by runner.py."""
        self._files: dict[str, File] = {}
        held = [self.file(name).values if name in data else {} for name in REGISTERS]
        self.register, faults = Register.build(*held)
        self.register.unread = DOCUMENTS in self.refused or (DOCUMENTS in data and self.file(DOCUMENTS).is_unread)
        for fault in faults:
            path, code = f"{fault.at[0]}.toml", "SCH006" if fault.code == "TIM206" else fault.code
            self.file(path).problems.append(Problem(path, 0, 0, code, fault.message, fault.hint, at=fault.at[1:]))

    def file(self, path: str) -> File:
        """One file."""
        if path not in self._files:
            self._files[path] = self._read(path)
        return self._files[path]

    def _read(self, path: str) -> File:
        if path in self.refused:
            return File(path, b"", {}, [self.refused[path]])
        problems: list[Problem] = []
        data = b""
        if is_manifest(path) and self.outside.editions:
            data = self.outside.editions.manifest(path)
            return File(path, data, reader.read_tables(data, path)[0], [])
        with Contained(path, problems):
            data = self.data[path]
            return self._held(path, data)
        return File(path, data, {}, problems)

    def _held(self, path: str, data: bytes) -> File:
        """A file, and what it holds; of one that is in conflict what our side holds."""
        most = inf if path in TABLES else MOST_VALUES
        values, problems = reader.read_tables(data, path, most=most)
        if not problems:
            return self._file(path, data, values)
        wanted, refers = (path, of_anyone) if path in TABLES else (event_id(path, self.data), self.register.hides)
        ours = unsettled(data, path, refers, most, wanted)
        if ours is None:
            return self._file(path, data, values, problems)
        file = self._file(path, ours.text, ours.values)
        file.problems[:0] = ours.problems
        file.data, file.ours = data, ours.text
        return file

    def _file(self, path: str, data: bytes, values: dict[str, Any], unread: Iterable[Problem] = ()) -> File:
        problems = [*unread]
        if path == SETTINGS:
            for look in (validation.unknown_keys, validation.faults, validation.odd_values):
                problems += islice(look(Settings, values), MOST_PROBLEMS)
        if path in TABLES:
            return File(path, data, values, problems)
        event, id_ = None, event_id(path, self.data)
        found: list[Problem] = []
        with suppress(ValueError):
            event = reader.from_dict(values, id_, path, found) if values else None
        if event is None or found:
            problems = reader.read(data, id_, path, self.register.hides)[1]  # the same with their lines
        problems += islice(validation.unknown_keys(Event, values), MOST_PROBLEMS)
        if event is None:
            return File(path, data, values, problems, self.register)
        problems += islice(validation.odd_values(Event, values), MOST_PROBLEMS)
        return EventFile(path, data, values, problems, event, self.register)

    def forget(self, path: str) -> None:
        """Let go of an event that has been looked at; who wants it again reads it again."""
        if path not in TABLES:
            held = vars(self._files.pop(path))
            for name in ("sources", "masked"):  # they hold the file: else it would wait for the collector
                held.pop(name, None)

    def changed(self, texts: Mapping[str, bytes]) -> "Corpus":
        """The same with some files changed; the others are not read again, unless a register is among them."""
        data = ChainMap({**texts}, self.data)  # type: ignore[arg-type]  # none of them is written to
        made = Corpus(data, self.outside, refused=self.refused.values(), ids=self.others)
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
        return self.others | frozenset(event_id(path, self.data) for path in self.events if counts(path))

    @property
    def renamed(self) -> dict[str, str]:
        """The IDs that events had before, each with the one that its event has now."""
        return {old: gist.id for gist in self.gists.values() for old in gist.aliases}

    @cached_property
    def settings(self) -> Mapping[str, Any]:
        """The settings of timeline.toml."""
        return self.file(SETTINGS).values if SETTINGS in self.data else {}

    @cached_property
    def described(self) -> list[Cited]:
        """The documents of sources.toml."""
        return [Cited(self.file(DOCUMENTS), source, source, -1) for source in self.register.documents.values()]

    @cached_property
    def manifests(self) -> list[Manifest]:
        """Those of the editions; nearly always there are none."""
        return read(self.outside.editions) if self.outside.editions else []

    @property
    def copied(self) -> Iterator[Cited]:
        """The sources of events of which there is a preserved copy."""
        copied = (self.event_file(path).sources for path, gist in self.gists.items() if gist.copied)
        return (cited for sources in copied for cited in sources if cited.source.copy)

    def event_file(self, path: str) -> EventFile:
        """An event of which there is a gist."""
        file = self.file(path)
        assert isinstance(file, EventFile)
        return file
