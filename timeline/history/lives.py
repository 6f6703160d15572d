"""Which event each file was, commit by commit, however often it was renamed.

An event is followed by its ID, by the IDs that it says it had before, and by equal content, along every line of commits
that was merged. Knows commits and what joins two files (history/versions.py); must not know who asks.
"""

from collections.abc import Container, Iterable, Mapping, Sequence

from timeline.eventfile.paths import event_id, is_event
from timeline.history.states import GitRow
from timeline.history.versions import Version, recognized
from timeline.model.confidential import of_anyone
from timeline.store.git import repository
from timeline.store.git.history import Logged, Touched

Names = Mapping[str, str]
"""By an ID that a commit knows: that which its event has now; empty where the event is gone, and the ID another's."""


class Lives:
    """The commits, from the newest on, and which events their files are."""

    def __init__(self, root: str, commits: Sequence[Logged], today: Container[str], renamed: Names) -> None:
        """Take the commits as `git.history.commits` gives them.

        Args:
            root: the folder of the chronology.
            commits: the commits.
            today: the IDs that there are now.
            renamed: by old ID what was renamed since the newest commit, and by what events say of themselves.

        Raises:
            GitError: why git cannot tell.
        """
        self.commits = commits
        self._today = today
        self._ever = dict(renamed)
        self._names: dict[str, dict[str, str]] = {}
        self._moves = moves(root, commits)
        for commit in reversed(commits):
            self._ever |= self._moves[commit.id]
        self._ever |= renamed
        for commit in commits:
            names = self._names.setdefault(commit.id, {})
            if moved := self._moves[commit.id]:
                now = {old: self.now(commit.id, new) for old, new in moved.items()}
                names = {**names, **dict.fromkeys(moved.values(), ""), **now}
            for parent in commit.parents:
                self._names[parent] = {**names, **self._names.get(parent, {})} if names else self._names.get(parent, {})

    def of(self, commit: str, row: Touched) -> str:
        """The ID that the event has now, or had last, of whose file a commit made another, or which it took away."""
        id_ = event_id(row.path)
        return self.now(commit, id_ if row.new else self._moves[commit].get(id_, id_))

    def now(self, commit: str, id_: str) -> str:
        """The ID that an event has now, or had last, which had this one after a commit.

        Empty: it is gone, and another event had that ID since.
        """
        if (known := self._names.get(commit, {}).get(id_)) is not None:
            return known
        met = {id_}
        while id_ not in self._today and (newer := self._ever.get(id_)) and newer not in met:
            met.add(newer)
            id_ = newer
        return id_


def later(root: str, commits: Sequence[Logged]) -> dict[str, list[GitRow]]:
    """What became of events that were there before some commits: by each ID that one had the files that it had since.

    Raises:
        GitError: why git cannot tell.
    """
    was: dict[str, str] = {}
    found: dict[str, list[GitRow]] = {}
    moved = moves(root, commits)
    for commit in reversed(commits):
        was |= {new: was.get(old, old) for old, new in moved[commit.id].items()}
        for row in commit.changes:
            if row.new and is_event(row.path):
                id_ = event_id(row.path)
                found.setdefault(was.get(id_, id_), []).append((row.path, row.new))
    return {**{new: found[old] for new, old in was.items() if old in found}, **found}


def moves(root: str, commits: Sequence[Logged]) -> dict[str, dict[str, str]]:
    """What each commit renamed: by its id the new ID of each event by the old one.

    Raises:
        GitError: why git cannot tell.
    """
    doubtful = {commit.id: _unknown(commit.changes) for commit in commits}
    blobs = {blob for sides in doubtful.values() for side in sides for blob in side.values()}
    data = repository.blobs(root, blobs) if blobs else {}
    return {id_: _moved(*sides, data) for id_, sides in doubtful.items()}


def _unknown(changes: Iterable[Touched]) -> tuple[dict[str, str], dict[str, str]]:
    """The events that are gone, and those that came, by path with their blobs, where IDs do not tell which is which."""
    events = [t for t in changes if is_event(t.path)]
    gone = {t.path: next(file.id for file in t.old if file) for t in events if not t.new}
    come = {t.path: t.new.id for t in events if t.new and not any(t.old)}
    known = set(map(event_id, gone)) & set(map(event_id, come))
    gone, come = ({path: blob for path, blob in some.items() if event_id(path) not in known} for some in (gone, come))
    return (gone, come) if gone and come else ({}, {})


def _moved(gone: Mapping[str, str], come: Mapping[str, str], data: Mapping[str, bytes]) -> dict[str, str]:
    """The new ID of each event by the old one; a submodule that is called like an event holds nothing."""
    held = ({path: blob for path, blob in some.items() if blob in data} for some in (gone, come))
    before, after = (
        {path: Version(path, event_id(path), data[blob], of_anyone, blob) for path, blob in some.items()}
        for some in held
    )
    return {event_id(was): event_id(path) for path, was in recognized(before, after)}
