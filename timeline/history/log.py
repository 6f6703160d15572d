"""Commit by commit, the newest first: which events each changed, and what of them.

Knows the commits of a chronology, and which event each file was; must not know how that is told.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from timeline.eventfile.paths import DOCUMENTS, counts, event_id, is_event, is_misnamed
from timeline.history.compared import Compared, compared, placed
from timeline.history.comparison import Comparison
from timeline.history.effects import by_registers
from timeline.history.entries import EntryChange, entry_changes
from timeline.history.lives import Lives
from timeline.history.secrets import Secrets
from timeline.history.states import Between, Content, GitRow, HeldTables, KeptTables, Sides, contents, had
from timeline.model import identifier
from timeline.store.chronology import Chronology
from timeline.store.git import history, repository
from timeline.store.git.history import Logged
from timeline.store.git.revisions import Commit
from timeline.store.past import PastChronology

Wish = Callable[[str], bool] | None
AT_ONCE = 50
"""Commits whose files are fetched together."""


class LogEntry(NamedTuple):
    """What one commit did."""

    commit: Logged | None
    """None: it is not committed."""
    events: list[Compared]
    entries: list[EntryChange]


class Log:
    """What was recorded of a chronology up to a commit, and what is not committed."""

    def __init__(self, today: Chronology, newest: Commit) -> None:
        """Take the chronology, and its newest commit."""
        self._today = today
        self._now = Comparison(PastChronology(today, newest), today)
        prefix = repository.prefix(today.root) or ""
        self.commits = history.commits(today.root, prefix, [newest.id])
        self.came_from: str | None = None
        """Where the folder lay in the repository before the commit with which this begins; None: nowhere."""
        oldest = next((n for n in reversed(range(len(self.commits))) if self.commits[n].changes), None)
        if oldest is not None and not self.commits[oldest].begins:
            self.came_from = history.came_from(today.root, prefix, self.commits[oldest].id)
            if self.came_from is not None:
                self.commits[oldest] = self.commits[oldest]._replace(begins=True)

    @cached_property
    def lives(self) -> Lives:
        """Which event each file was."""
        now = {one.old_id: one.id for one in self._now.events() if one.op == "renamed"}
        return Lives(self._today.root, self.commits, self._today.files, self._today.renamed | now)

    @cached_property
    def _known(self) -> dict[str, str]:
        """Every ID that any commit knows, with the one that its event has now, or had last."""
        known: dict[str, str] = {}
        for commit in self.commits:
            for row in commit.changes:
                if is_event(row.path):
                    id_ = event_id(row.path)
                    known.setdefault(id_, self.lives.of(commit.id, row) or id_)
        return known

    @property
    def begins(self) -> int | None:
        """The second with which history begins here, where it is cut off: what was before is elsewhere."""
        return min((commit.recorded for commit in self.commits if commit.begins), default=None)

    def find(self, wanted: str) -> str:
        """The ID that an event has, or had last, which is meant as in `Chronology.find`, be it gone or not.

        Raises:
            DataError: none or several are meant.
        """
        renamed = {old: new for old, new in self._known.items() if old != new}
        there = {**self._today.files, **dict.fromkeys(self._known.values())}
        return identifier.find(event_id(wanted), there, lambda: renamed, "`timeline log` shows every event there was")

    def entries(self, wanted: Wish = None, *, effects: bool = False) -> Iterator[LogEntry]:
        """What is not committed, and what each commit did, where there is anything.

        Args:
            wanted: tells of the ID that an event has now, or had last, whether it is asked for; None: all are.
            effects: whether to look for what registers changed in the sourcing of events whose files stayed.

        Raises:
            GitError: why git cannot tell.
        """
        now = LogEntry(None, self._now.of(wanted), self._now.entries() if wanted is None else [])
        if now.events or now.entries:
            yield now
        kept = KeptTables(self._today.root)
        secrets = Secrets([*self._now.registers], self._today_of)
        places = {commit.id: place for place, commit in enumerate(self.commits, 1)}
        known = 0
        steps = [(commit, self._steps(commit, wanted, effects=effects)) for commit in self.commits]
        steps = [(commit, some) for commit, some in steps if some]
        for first in range(0, len(steps), AT_ONCE):
            some = steps[first : first + AT_ONCE]
            sides = iter(kept.sides([step for _, each in some for step in each]))
            newer = self.commits[known : places[some[-1][0].id]]
            documents = contents(self._today.root, (row for one in newer for row in _documents(one)))
            for commit, each in some:
                for one in self.commits[known : places[commit.id]]:  # be it asked for or not, its word counts
                    secrets.heed(*(HeldTables(documents([row])).register for row in _documents(one)))
                known = places[commit.id]
                found = self._entry(commit, [next(sides) for _ in each], secrets, wanted, effects=effects)
                if found.events or found.entries:
                    yield found

    def _steps(self, commit: Logged, wanted: Wish, *, effects: bool) -> list[Between]:
        """Its parents, each with what the commit did to the files that are asked for; none where it did nothing."""
        rows = [row for row in commit.changes if counts(row.path) or is_misnamed(row.path)]
        if wanted is not None:
            rows = [r for r in rows if (wanted(self.lives.of(commit.id, r)) if is_event(r.path) else effects)]
        if not rows:
            return []
        parents = commit.parents or ("",)
        steps: list[Between] = [
            (old, commit.id, [(r.path, r.old[n], r.new) for r in rows]) for n, old in enumerate(parents)
        ]
        return [self._elsewhere(step) for step in steps] if len(steps) > 1 else steps

    def _elsewhere(self, step: Between) -> Between:
        """The same with what one side of a merge has under another name, or in another folder: git does not list it."""
        parent, commit, rows = step
        come = {self.lives.now(commit, event_id(path)) for path, old, new in rows if new and not old}
        if not come:
            return step
        root, known = self._today.root, {path for path, _, _ in rows}
        gone = repository.tree(root, parent)
        for path in repository.tree(root, commit):
            gone.pop(path, None)
        gone = {path: file for path, file in gone.items() if is_event(path) and path not in known}
        was = [(path, file, None) for path, file in gone.items() if self.lives.now(parent, event_id(path)) in come]
        return parent, commit, [*rows, *was]

    def _today_of(self, id_: str) -> Iterator[Content]:
        """What an event is today; what it was later than a commit is known from the commits that were told before."""
        known = self._today.files
        there = id_ if id_ in known else self._today.renamed.get(id_)
        if there in known:
            yield had(self._today.tree, known[there])

    def _entry(
        self, commit: Logged, sides: Sequence[Sides], secrets: Secrets, wanted: Wish, *, effects: bool
    ) -> LogEntry:
        """What a commit did.

        Args:
            commit: the commit.
            sides: it beside each of its parents.
            secrets: what is confidential in later commits, and today.
            wanted: as in `entries`.
            effects: as there.
        """
        for side in sides:
            secrets.heed(side.old_tables.register, side.new_tables.register)
        first, *others = [compared(side, secrets) for side in sides]
        for some in others:
            known = {other.id: other for other in some}
            first = [_of_neither(one, known[one.id]) for one in first if one.id in known]
        events = [one for one in first if one.is_told]
        base = self._today.base
        entries = [*entry_changes(sides[0], secrets, base)] if wanted is None else []
        if effects and len(commit.parents) == 1:
            has = None if wanted is None else lambda id_: wanted(self.lives.now(commit.id, id_))
            events += by_registers(self._today.root, commit.parents[0], sides[0], secrets, has)
        return LogEntry(commit, [placed(one, base) for one in events], entries)


def _of_neither(one: Compared, other: Compared) -> Compared:
    """What a merge made of an event that neither of two merged commits has: all else was done before it."""
    if "added" in {one.op, other.op}:  # one side has it under another name, or not at all
        return other if one.op == "added" else one
    keys = {change.key for change in other.changes}
    return one._replace(
        op=one.op if one.op == other.op else "changed",
        old_id=one.old_id if other.op == "renamed" else one.id,
        old_path=one.old_path if other.old_path else "",
        changes=tuple(change for change in one.changes if change.key in keys),
        resourced=one.resourced if other.resourced else (),
        silent=one.silent if other.silent else "",
    )


def _documents(commit: Logged) -> Iterator[GitRow]:
    """The register of documents as a commit made it, if it did."""
    yield from ((row.path, row.new) for row in commit.changes if row.path == DOCUMENTS)
