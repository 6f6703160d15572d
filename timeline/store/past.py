"""A chronology as one of its commits holds it: the same questions, asked of the files and the registers of then.

Of the past is what git holds: events, registers, title, time zone and order of days. What `check` and `report` are set
to is of today. Must not know how the commit was chosen.
"""

from functools import cached_property

from timeline.dates.instants import day_of
from timeline.dates.zones import clock
from timeline.errors import DataError, Problem
from timeline.eventfile.paths import event_id
from timeline.model.event import replace
from timeline.model.settings import Settings
from timeline.store.chronology import Chronology
from timeline.store.files import settings
from timeline.store.files.snapshot import GitFiles, committed
from timeline.store.git.bare import BareFolder
from timeline.store.git.revisions import Commit
from timeline.store.index.database import Index
from timeline.store.index.refresh import Refreshed


class PastChronology(Chronology):
    """What a chronology said; nothing can be written."""

    def __init__(self, today: Chronology, commit: Commit, until: int | None = None) -> None:
        """Take the chronology of today, and a commit.

        Args:
            today: where it lies, and what is set today.
            commit: the commit.
            until: the moment as of which it was the newest, in seconds since 1970; None: it was named itself.
        """
        super().__init__(today.root, today.cache, today.progress, today.log)
        self.today = today
        self.commit = commit
        self._until = until

    def close(self) -> None:
        """As in `Chronology`."""
        super().close()
        self.today.close()

    @cached_property
    def tree(self) -> GitFiles:
        """The files that the commit holds.

        Raises:
            DataError: it holds none of this chronology.
            GitError: why git cannot tell.
        """
        if self.is_empty:
            told = f"commit {self.commit.id[:7]} of {self._moment(self.commit.time)} holds nothing of this folder"
            raise DataError(told, "was it elsewhere then, or not there yet? `git log --stat` tells")
        return self._held

    @cached_property
    def _held(self) -> GitFiles:
        return committed(self.root, self.commit.id)

    @property
    def is_empty(self) -> bool:
        """Whether the commit holds none of this chronology: it was elsewhere then, or not there yet."""
        return not self._held and not self._held.refused

    @cached_property
    def _settings(self) -> tuple[Settings, list[Problem]]:
        then, problems = settings.of_commit(self.tree)
        now = self.today.settings
        shown = [problem._replace(path=self.shown(problem.path)) for problem in problems]
        return replace(then, check=now.check, report=now.report), shown

    @property
    def recorded(self) -> str:
        """As in `Chronology`."""
        commit = f"commit {self.commit.id[:7]} of {self._moment(self.commit.time)}"
        return f"As recorded on {self._moment(self._until)}: {commit}" if self._until else f"As recorded in {commit}"

    @property
    def opened(self) -> list[str]:
        """The events in which a source is confidential today, and none was then: they are shown as they were."""
        from timeline.query.tree import Term  # start-up: mostly as of today
        from timeline.store.search.compiler import Question

        asked = Question(Term("has", ":", ("confidential",)))
        today = [] if isinstance(self.root, BareFolder) else self.today.events(asked).entries
        hidden = {entry.id for entry in self.events(asked).entries} if today else set()
        return [entry.id for entry in today if entry.id in self.files and entry.id not in hidden]

    def judged_after(self, day: int) -> str:
        """As in `Chronology`."""
        return f"that of commit {self.commit.id[:7]}" if day_of(self.commit.time) > day else ""

    @property
    def called(self) -> str:
        """The commit in words, with the time that its committer's clock had."""
        newest = f", the newest by {self._moment(self._until)}" if self._until else ""
        return f"commit {self.commit.id[:7]}, recorded {self._moment(self.commit.time)}{newest}"

    def _moment(self, second: int) -> str:
        return clock(second, self.today.settings.timezone)

    def find(self, wanted: str) -> str:
        """As in `Chronology`; and by an ID that the event was given only later.

        Raises:
            DataError: none or several are meant.
        """
        from timeline.model import identifier  # start-up, as in `Chronology`

        told_by = f"`timeline list -f ids --recorded-at {self.commit.id[:7]}` prints every ID of then"
        try:
            return identifier.find(event_id(wanted), self.files, lambda: self.renamed, told_by)
        except DataError:
            if then := self._then(wanted):
                return then
            raise

    def _then(self, wanted: str) -> str:
        """The ID that an event of today had then; nothing where it had none, or that is not certain."""
        try:
            now = self.today.find(wanted)
        except DataError:
            return ""
        had = [old for old, new in self.today.renamed.items() if new == now and old in self.files]
        return had[0] if len(had) == 1 else ""

    def bring_up(self, at: Index) -> Refreshed:
        """As in `Chronology`."""
        from timeline.store.index import past  # start-up: mostly as of today

        is_on_disk = not isinstance(self.root, BareFolder)
        if is_on_disk and at.meta("tables") is None:  # most of what was then is so today, and that is read with help
            self.today.bring_up(at)
        return past.turn(at, self.tree, self.progress)
