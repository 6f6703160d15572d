"""One event in two states: which two files are the same event, and the event of either as others may see it.

Knows what joins two files (ID, alias, content); must not know which states these are, nor what makes a source
confidential (history/secrets.py).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property

from timeline.errors import Problem
from timeline.eventfile import unsettled
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
        return unsettled.read(self.content, self.id, self.path, self._hides)

    @property
    def event(self) -> Event | None:
        """What the file says; None where it cannot be read."""
        return self._read[0]

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with the file."""
        return self._read[1]

    @property
    def unsettled(self) -> list[Problem]:
        """What each conflict is about that a merge has left in it, where the event is that of our side."""
        return [*filter(unsettled.is_conflict, self.problems)]


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
    was = dict(recognized(gone, come))
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


def recognized(gone: Mapping[str, Version], come: Mapping[str, Version]) -> Iterator[tuple[str, str]]:
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
