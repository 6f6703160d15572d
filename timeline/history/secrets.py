"""Which sources of an event are confidential, whose word ever says so: that of either state, and of any later one.

Knows events in two states, registers, and what an event was at other times; must not know which states these are.
"""

import re
from collections.abc import Callable, Collection, Iterable, Sequence

from msgspec import to_builtins

from timeline.changes.matching import matched
from timeline.errors import Problem
from timeline.eventfile.public_text import PublicText, unsaid
from timeline.eventfile.unsettled import UNSETTLED
from timeline.history.states import Content
from timeline.history.versions import Version
from timeline.model.confidential import NOTES
from timeline.model.event import Event, Source, replace
from timeline.model.register import Register

Elsewhere = Callable[[str], Iterable[Content]]
"""What the file of an event held at other times whose word counts, by the ID of the event."""
_SIGN = re.compile(rb"(?i)confidential|ref|\\u")
"""Without any of these bytes no file holds a confidential source; the last may begin a letter of the others."""


def of_no_other_time(_: str) -> Iterable[Content]:
    """Of no other time is anything known."""
    return ()


def of_the_past(_: Version) -> bool:
    """Of no file is known that it is that of today."""
    return False


class Secrets:
    """Which sources are confidential, of whichever state the word is. A later state is asked before an earlier one."""

    def __init__(
        self,
        registers: Collection[Register],
        elsewhere: Elsewhere = of_no_other_time,
        is_todays: Callable[[Version], bool] = of_the_past,
        others: Callable[[], Iterable[Register]] = tuple,
    ) -> None:
        """Take who is asked. What stands open today, as it did in both states, is asked of no other time.

        Args:
            registers: those whose word counts, that of today last.
            elsewhere: gives what an event was at other times; each is asked for once.
            is_todays: tells of a file of the later state whether it is as it is today.
            others: gives the registers of other times.
        """
        self._registers = list(registers)
        self._now = self._registers[-1].documents if self._registers else {}
        self._later_registers = others
        self._elsewhere = elsewhere
        self._is_todays = is_todays
        self._later: dict[str, list[Source]] = {}
        self._others: dict[str, list[tuple[Source, ...]]] = {}
        self._doubtful: set[str] = set()
        self._hidden: dict[str, bool] = {}

    def heed(self, *registers: Register) -> None:
        """Let the word of more registers count."""
        more = [register for register in registers if all(register is not known for known in self._registers)]
        if more:
            self._registers += more
            self._hidden.clear()

    def _heed_others(self) -> None:
        """Let the word of the registers of other times count, once there is need to ask for them."""
        others, self._later_registers = self._later_registers, tuple
        self.heed(*others())

    def learn(self, event: Event) -> None:
        """Take what an event is at another time, where that is none of the states that are compared."""
        known = self._others.setdefault(event.id, [])
        if any(map(self._hides, event.sources)) and event.sources not in known:
            known.append(event.sources)

    def _look(self, id_: str) -> None:
        """Learn what an event was at other times, once."""
        if id_ in self._others:
            return
        self._others[id_] = []
        for content in self._elsewhere(id_):
            if isinstance(content, Problem) or _SIGN.search(content.replace(b"\0", b"")):
                version = Version(id_, id_, content, self.hides, None)
                if version.event:
                    self.learn(version.event)
                elif self._is_doubtful(version):
                    self._doubtful.add(id_)

    def _is_doubtful(self, version: Version) -> bool:
        """Whether a file that cannot be read may hold a confidential source: any sign of one is enough."""
        if isinstance(version.content, Problem):
            return True
        public = PublicText(version.content.decode(errors="replace"), self.hides)
        return not public.hidden <= NOTES

    def of(self, old: Version | None, new: Version | None) -> tuple[Event | None, Event | None]:
        """The events of two files of one event, as in `marked`, where one may not be read."""
        there = [version for version in (old, new) if version]
        ids = {version.id for version in there}
        events = [version.event for version in (old, new) if version and version.event]
        is_open = len(events) == 2 and events[0].sources == events[1].sources and new and self._is_todays(new)
        for version in there:
            if not is_open:
                self._look(version.id)
            if not version.event and self._is_doubtful(version):
                self._doubtful |= ids
        if not self._doubtful.isdisjoint(ids):
            self._doubtful |= ids
        before, after = self.marked(old.event if old else None, new.event if new else None)
        if old and not before:
            self._later.setdefault(old.id, []).extend(filter(self._hides, after.sources if after else ()))
        return before, after

    def problems(self, *versions: Version | None) -> tuple[list[Problem], list[Problem]]:
        """Why files of one event cannot be read, and what is in conflict in those that can.

        Only where, if it has confidential sources in any state.
        """
        there = [version for version in versions if version]
        events = [version.event for version in there if version.event]
        is_secret = any(self._hides(source) for event in events for source in event.sources) or any(
            one.id in self._doubtful or self._later.get(one.id) or self._others.get(one.id) for one in there
        )
        unread = [
            unsaid(problem) if is_secret and not isinstance(version.content, Problem) else problem
            for version in there
            if not version.event
            for problem in version.problems
        ]
        unsettled = [problem for version in there for problem in version.unsettled]
        return unread, [unsaid(problem, UNSETTLED) if is_secret else problem for problem in unsettled]

    def marked(self, old: Event | None, new: Event | None) -> tuple[Event | None, Event | None]:
        """An event in two states with all its sources marked that are confidential in either, or in another one."""
        ids = dict.fromkeys(event.id for event in (new, old) if event)
        if not self._doubtful.isdisjoint(ids):
            old, new = (
                event and replace(event, sources=tuple(replace(s, confidential=True) for s in event.sources))
                for event in (old, new)
            )
        known = self._later.get(next(iter(ids), ""), [])
        others = [sources for id_ in ids for sources in self._others.get(id_, ())]
        if not known and not others and not any(self._hides(s) for e in (old, new) if e for s in e.sources):
            return old, new
        for _ in range(2):  # the word of the older one counts for the newer, too
            new = new and self._marked(new, known, *others, old.sources if old else ())
            old = old and self._marked(old, known, *others, new.sources if new else ())
        if old:
            self._later[old.id] = [*known, *filter(self._hides, old.sources)]
        return old, new

    def hides(self, ref: str) -> bool:
        """Tell whether any register calls a document confidential, or may.

        One that is gone where a confidential one has come may be the same under another id.
        """
        if ref not in self._hidden:
            if ref not in self._now:
                self._heed_others()
            knowing = [register.documents for register in self._registers if ref in register.documents]
            others = [register.documents for register in self._registers if ref not in register.documents]
            come = (id_ for some in others if knowing for id_, document in some.items() if document.confidential)
            self._hidden[ref] = any(register.hides(ref) for register in self._registers) or any(
                all(id_ not in some for some in knowing) for id_ in come
            )
        return self._hidden[ref]

    @property
    def has_documents(self) -> bool:
        """Whether any register has a confidential document, or may."""
        self._heed_others()
        return any(
            register.unread or any(document.confidential for document in register.documents.values())
            for register in self._registers
        )

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
