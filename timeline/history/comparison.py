"""A chronology in two states: what became of its events, of its registers, and of what events rest on by these.

Knows how each state is asked; must not know how the words of a line become a state or a question, nor who is told.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from timeline.errors import DataError
from timeline.eventfile.paths import DOCUMENTS, LARGEST_TABLE, counts, event_id
from timeline.history import states
from timeline.history.compared import Compared, by_date, compared, placed
from timeline.history.effects import by_registers
from timeline.history.entries import EntryChange, entry_changes
from timeline.history.lives import later
from timeline.history.secrets import Secrets
from timeline.history.states import Content, GitRow, HeldTables, Sides, contents, had, unreadable
from timeline.history.versions import Version
from timeline.model.register import Register
from timeline.store.chronology import Chronology
from timeline.store.files import folder
from timeline.store.git import history, repository, revisions
from timeline.store.git.history import Logged
from timeline.store.past import PastChronology
from timeline.store.search.compiler import Question


class Comparison:
    """Two states of one chronology."""

    def __init__(self, old: PastChronology, new: Chronology) -> None:
        """Take a state of the past, and a later one, or the files as they are."""
        self.old = old
        self.new = new
        self._today = new.today if isinstance(new, PastChronology) else new

    @property
    def is_past(self) -> bool:
        """Whether the later state is a commit, too."""
        return self.new is not self._today

    @property
    def new_called(self) -> str:
        """The later state in words."""
        return self.new.called if isinstance(self.new, PastChronology) else "the files as they are, committed or not"

    @property
    def begins(self) -> bool:
        """Whether the older state holds nothing of the folder.

        Raises:
            DataError: nor does the later one.
        """
        return self.old.is_empty and self.new.tree is not None  # a commit that holds nothing has no tree, and says so

    @cached_property
    def sides(self) -> Sides:
        """The files that the two do not hold alike.

        Raises:
            GitError: why git cannot tell.
        """
        if isinstance(self.new, PastChronology):
            return states.of_commits(self.old.root, self.old.commit.id, self.new.commit.id)
        return states.of_commit(self.old.root, self.old.commit.id, self.new.tree)

    @property
    def registers(self) -> tuple[Register, Register]:
        """Who was who then, and who is now."""
        return self.sides.old_tables.register, self.sides.new_tables.register

    @cached_property
    def secrets(self) -> Secrets:
        """What is confidential in either state, or today, or was it at any time since the older of the two."""
        asked = [*self.registers]
        today = self._today_at(DOCUMENTS) if self.is_past else None
        if self.is_past and (today is None or self.sides.new_tables.get(DOCUMENTS) != today):
            asked.append(HeldTables({DOCUMENTS: today} if today is not None else {}).register)
        return Secrets(asked, self._elsewhere, self._is_todays, self._registers_since)

    def _registers_since(self) -> Iterator[Register]:
        rows = dict.fromkeys((r.path, r.new) for each in self._since for r in each.changes if r.path == DOCUMENTS)
        held = contents(self._today.root, rows)
        return (HeldTables(held([row])).register for row in rows)

    def _is_todays(self, version: Version) -> bool:
        """Whether a file of the later state is as it is today."""
        return not self.is_past or self._today_at(version.path) == version.content

    @cached_property
    def _since(self) -> list[Logged]:
        """The commits that are no older than either state."""
        root, old = self._today.root, self.old.commit.id
        newest, new = revisions.named(root, "HEAD"), self.new.commit if isinstance(self.new, PastChronology) else None
        tips = [old, *(commit.id for commit in (newest, new) if commit)]
        base = history.merge_base(root, old, tips[-1])
        return history.commits(root, repository.prefix(root) or "", tips, base or "")

    @cached_property
    def _files_since(self) -> dict[str, list[GitRow]]:
        """The files of events that commits made since, by each ID that an event had."""
        return later(self._today.root, self._since)

    @cached_property
    def _held_since(self) -> Callable[[Iterable[GitRow]], dict[str, Content]]:
        """What those held of which the two states do not hold the same."""
        return contents(self._today.root, (file for id_ in self._paths for file in self._files_since.get(id_, ())))

    def _elsewhere(self, id_: str) -> Iterator[Content]:
        """What an event is today, and what it was since the older state."""
        path = self._paths.get(id_) if self.is_past else None
        today = self._today_at(path) if path else None
        if today is None:
            known = self._today.files
            there = id_ if id_ in known else self._renamed.get(id_, "")
            today = had(self._today.tree, known[there]) if there in known and (self.is_past or there != id_) else None
        if today is not None:
            yield today
        if some := self._files_since.get(id_):
            held = self._held_since if id_ in self._paths else contents(self._today.root, some)
            yield from (content for file in dict.fromkeys(some) for content in held([file]).values())

    @cached_property
    def _renamed(self) -> dict[str, str]:
        return self._today.renamed

    @cached_property
    def _paths(self) -> dict[str, str]:
        """By ID the events of which the two states do not hold the same."""
        return {event_id(path): path for path in {**self.sides.old, **self.sides.new}}

    def _today_at(self, path: str) -> Content | None:
        """What the file of a path holds today, or why that cannot be had; None: it is gone. No other is looked at."""
        try:
            return folder.read_inside(self._today.root, path, most=LARGEST_TABLE)
        except DataError as error:
            return unreadable(path, error) if os.path.lexists(os.path.join(self._today.root, path)) else None

    def events(self, asked: Question | None = None) -> list[Compared]:
        """What became of the events that answer a question in either state, by date; without one, of all.

        Raises:
            GitError: why git cannot tell.
        """
        if asked is None:
            return self.of(None)
        return self.of(self.ids(asked).__contains__)

    def ids(self, asked: Question) -> set[str]:
        """The IDs of the events that answer a question in either state."""
        return {entry.id for state in self._states() for entry in state.events(asked).entries}

    def of(self, wanted: Callable[[str], bool] | None) -> list[Compared]:
        """What became of events, by date, of those whose ID in either state is asked for; None: of all.

        Raises:
            GitError: why git cannot tell.
        """
        root, commit = self.old.root, self.old.commit.id
        found = compared(self.sides, self.secrets, wanted)
        found += by_registers(root, commit, self.sides, self.secrets, wanted)
        base = self._today.base
        return [placed(one, base) for one in sorted(found, key=by_date)]

    def _states(self) -> Iterator[Chronology]:
        """Those that hold anything: before a folder was there, nothing in it answers."""
        if any(map(counts, repository.tree(self.old.root, self.old.commit.id))):
            yield self.old
        yield self.new

    def entries(self) -> list[EntryChange]:
        """What became of the entries of the registers, and of the settings."""
        return [*entry_changes(self.sides, self.secrets, self._today.base)]
