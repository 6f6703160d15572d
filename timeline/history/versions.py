"""One event in two states: what is the same event, and what others may see of it on either side.

Knows what joins two files (ID, alias, content), and whose word makes a source confidential: that of either state, and
of any later one. Must not know which states these are.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import to_builtins

from timeline.changes.matching import matched
from timeline.errors import Problem
from timeline.eventfile import reader
from timeline.eventfile.paths import TABLES, event_id
from timeline.history.states import Content
from timeline.model.confidential import Refers, public
from timeline.model.event import Event, Source, replace
from timeline.model.register import Register
from timeline.provenance.names import called
from timeline.provenance.trace import Provenance
from timeline.records.build import record, shown_and_traced
from timeline.records.record import Record


class Version:
    """One file of an event, as one state has it; read when it is looked at."""

    def __init__(self, path: str, id_: str, content: Content, hides: Refers, mark: object) -> None:
        """Take the file; of what is confidential no problem of it tells more.

        Args:
            path: where it is.
            id_: the ID that its name gives it.
            content: what it holds.
            hides: tells which documents are confidential.
            mark: what files have in common that hold the same.
        """
        self.path = path
        self.id = id_
        self.content = content
        self.mark = mark
        self._hides = hides

    @cached_property
    def _read(self) -> tuple[Event | None, list[Problem]]:
        if isinstance(self.content, Problem):
            return None, [self.content]
        return reader.read(self.content, self.id, self.path, self._hides)

    @property
    def event(self) -> Event | None:
        """What the file says; None where it cannot be read."""
        return self._read[0]

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with the file."""
        return self._read[1]


def versions(files: Mapping[str, Content], hides: Refers) -> dict[str, Version]:
    """The files of events, by path."""
    return {
        path: Version(path, event_id(path, files), held, hides, held)
        for path, held in files.items()
        if path not in TABLES
    }


Both = tuple[Version | None, Version | None]
"""An event before and after; None: it was not there."""


def paired(old: Mapping[str, Version], new: Mapping[str, Version]) -> Iterator[Both]:
    """Each event with what it was. Never is it what merely looks alike.

    It is the file of the same path, else of the same ID, else of one that either had before, else of the same content.
    """
    gone = {path: version for path, version in old.items() if path not in new}
    come = {path: version for path, version in new.items() if path not in old}
    was = dict(joined(gone, come))
    yield from ((old.get(was.get(path, path)), version) for path, version in new.items())
    met = set(was.values())
    yield from ((version, None) for path, version in gone.items() if path not in met)


_Keys = Callable[[Version], Iterable[object]]
_WAYS: tuple[tuple[_Keys, _Keys], ...] = (
    (lambda gone: [gone.id], lambda come: [come.id]),
    (lambda gone: [gone.id], lambda come: come.event.aliases if come.event else ()),
    (lambda gone: gone.event.aliases if gone.event else (), lambda come: [come.id]),
    (lambda gone: [gone.mark], lambda come: [come.mark]),
)
"""By what a file that is gone is known, and by what one that came may be it; the surest way first."""


def joined(gone: Mapping[str, Version], come: Mapping[str, Version]) -> Iterator[tuple[str, str]]:
    """The path of each file that came and is one that is gone, with the path of that."""
    left, new = dict(gone), dict(come)
    for known, names in _WAYS:
        if not left or not new:
            return
        free = {key: path for path, version in reversed(left.items()) for key in known(version)}
        for path, version in [*new.items()]:
            was = next((free[name] for name in names(version) if free.get(name) in left), None)
            if was is not None:
                yield path, was
                del left[was], new[path]


class Seen:
    """An event as others may see it, in one state."""

    def __init__(self, event: Event, own: Register, newer: Register) -> None:
        """Take the event with all marked that is confidential, the registers of its state, and those of the newer."""
        self._event = event
        self._own = own
        self.event = public(newer.resolve(event))

    @cached_property
    def _traced(self) -> tuple[Event, Provenance]:
        shown, _, found = shown_and_traced(self._event, self._own, None)
        return shown, found

    @property
    def found(self) -> Provenance:
        """What its sources came to, by the registers of its day."""
        return self._traced[1]

    @property
    def record(self) -> Record:
        """The event with all that is computed of it, by the registers of its day."""
        made = record(self._event, self._own, None)
        return replace(made, id=self.event.id, path=self.event.path)

    def called(self, id_: str) -> str:
        """What the source of its with that id is called; one that nobody describes has no other name."""
        return called(next((s for s in self._traced[0].sources if s.id == id_), Source(id=id_)))


class Secrets:
    """Which sources are confidential, of whichever state the word is. A later state is asked before an earlier one."""

    def __init__(self, registers: Collection[Register]) -> None:
        """Take all registers whose word counts."""
        self._registers = list(registers)
        self._later: dict[str, list[Source]] = {}
        self._today: dict[str, tuple[Source, ...]] = {}

    def heed(self, *registers: Register) -> None:
        """Let the word of more registers count."""
        self._registers += [
            register for register in registers if all(register is not known for known in self._registers)
        ]

    def learn(self, event: Event) -> None:
        """Take what an event is now, where that is none of the states that are compared."""
        if any(map(self._hides, event.sources)):
            self._today[event.id] = (*self._today.get(event.id, ()), *event.sources)

    def marked(self, old: Event | None, new: Event | None) -> tuple[Event | None, Event | None]:
        """An event in two states with all its sources marked that are confidential in either, or in a later one."""
        id_ = new.id if new else old.id if old else ""
        known, today = self._later.get(id_, []), self._today.get(id_, ())
        if not known and not today and not any(self._hides(s) for e in (old, new) if e for s in e.sources):
            return old, new
        for _ in range(2):  # the word of the older one counts for the newer, too
            new = new and self._marked(new, known, today, old.sources if old else ())
            old = old and self._marked(old, known, today, new.sources if new else ())
        if old:
            self._later[old.id] = [*known, *filter(self._hides, old.sources)]
        return old, new

    def hides(self, ref: str) -> bool:
        """Tell whether any register calls a document confidential, or may."""
        return any(register.hides(ref) for register in self._registers)

    def _hides(self, source: Source) -> bool:
        return source.confidential or (source.ref is not None and self.hides(source.ref))

    def _marked(self, event: Event, known: Sequence[Source], *beside: Sequence[Source]) -> Event:
        """The event with those marked that are confidential elsewhere, and those that may be one that is.

        Of one that is called otherwise in the state beside it, nobody can tell which it was: then each may be it that
        is not there.
        """
        sources = [replace(s, confidential=True) if self._hides(s) else s for s in event.sources]
        for other in (known, *beside):
            pairs = matched(Source, *([_table(s) for s in some] for some in (sources, other)))
            here, there = dict(pairs), {b for _, b in pairs}
            unknown = other is not known and any(self._hides(s) for n, s in enumerate(other) if n not in there)
            for n, source in enumerate(sources):
                if self._hides(other[here[n]]) if n in here else unknown:
                    sources[n] = replace(source, confidential=True)
        return replace(event, sources=tuple(sources))


def _table(source: Source) -> dict[str, object]:
    """What matching asks of a source, of which it is no matter whether it is confidential."""
    plain: dict[str, object] = to_builtins(source)
    return {key: value for key, value in plain.items() if key != "confidential"}
