"""A chronology in two states: what became of its events, of its registers, and of what events rest on by these.

Knows how each state is asked; must not know how the words of a line become a state or a question, nor who is told.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cached_property

from timeline.errors import DataError
from timeline.eventfile import reader
from timeline.eventfile.paths import DOCUMENTS, LARGEST, LARGEST_TABLE, TABLES, counts, event_id
from timeline.history import states
from timeline.history.compared import Compared, by_date, compared, placed
from timeline.history.effects import by_registers
from timeline.history.entries import EntryChange, entry_changes
from timeline.history.lives import later
from timeline.history.states import Sides
from timeline.history.versions import Secrets
from timeline.model.register import Register
from timeline.store.chronology import Chronology
from timeline.store.files import folder, registers
from timeline.store.git import history, repository
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
        """What is confidential in either state, or today, or was it meanwhile where it is gone today."""
        sides = self.sides
        secrets = Secrets([sides.old_tables.register, sides.new_tables.register])
        paths = {event_id(path): path for path in (*sides.old, *sides.new) if path not in TABLES}
        gone = set()
        for id_, path in paths.items():
            data = self._today_of(path)
            if data is None:
                gone.add(id_)
            elif self.is_past:
                _learn(secrets, id_, data)
        if self.is_past:
            secrets.heed(*self._documents_now())
        if gone or DOCUMENTS in sides.old:
            self._learn_meanwhile(secrets, gone)
        return secrets

    def _today_of(self, path: str) -> bytes | None:
        """What a file holds today; None where it is gone, or cannot be read."""
        if not self.is_past:
            content = self.sides.new.get(path)
            return content if isinstance(content, bytes) else None
        with suppress(DataError):
            return folder.read_inside(self._today.root, path, most=LARGEST)
        return None

    def _documents_now(self) -> Iterator[Register]:
        """The documents as they are registered today, unless they are as in one of the states."""
        with suppress(DataError):
            data = folder.read(self._today.root, DOCUMENTS, LARGEST_TABLE)
            if all(tables.get(DOCUMENTS) != data for tables in (self.sides.old_tables, self.sides.new_tables)):
                yield registers.read({DOCUMENTS: data}).register

    def _learn_meanwhile(self, secrets: Secrets, gone: set[str]) -> None:
        """Learn what the register of documents said since the older state, and what did events that are gone."""
        root = self._today.root
        commits = history.commits(root, repository.prefix(root) or "", "HEAD", self.old.commit.id)
        since = later(root, commits, gone)
        documents = [row.new.id for each in commits for row in each.changes if row.new and row.path == DOCUMENTS]
        data = repository.blobs(root, {*documents, *(blob for blobs in since.values() for blob in blobs)})
        secrets.heed(*(registers.read({DOCUMENTS: data[blob]}).register for blob in documents))
        for id_, blobs in since.items():
            for blob in blobs:
                _learn(secrets, id_, data[blob])
        known = self._today.files if gone else {}
        for id_ in gone:  # in another folder, or under another name
            there = id_ if id_ in known else self._today.renamed.get(id_)
            with suppress(DataError):
                if there:
                    _learn(secrets, id_, self._today.tree[known[there]])

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
        base = self._today.shown("x")[:-1]
        return [placed(one, base) for one in sorted(found, key=by_date)]

    def _states(self) -> Iterator[Chronology]:
        """Those that hold anything: before a folder was there, nothing in it answers."""
        if any(map(counts, repository.tree(self.old.root, self.old.commit.id))):
            yield self.old
        yield self.new

    def entries(self) -> list[EntryChange]:
        """What became of the entries of the registers, and of the settings."""
        return [*entry_changes(self.sides, self.secrets.hides)]


def _learn(secrets: Secrets, id_: str, data: bytes) -> None:
    """Learn what an event said at another time, of whose sources any may be confidential."""
    if b"confidential" in data or b"ref" in data:
        event, _ = reader.read(data, id_, id_)
        if event:
            secrets.learn(event)
