"""The files of a chronology as of one moment, seen alike: the working tree, git's index, a commit.

Knows which files count, the IDs of events, the content of each file by git's blob id, and how to read it; must not know
what a file says. `checks` and the index take any of them.
"""

from abc import abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from timeline.errors import DataError, Problem
from timeline.eventfile.paths import (
    EDITIONS,
    LARGEST_COPY,
    MISNAMED,
    REMOVED,
    SETTINGS,
    TABLES,
    counts,
    event_id,
    is_misnamed,
    too_large,
)
from timeline.store.files import folder
from timeline.store.files.scan import NAME, Scan, refusal
from timeline.store.git.bare import BareFolder

if TYPE_CHECKING:
    from timeline.store.git import repository

_LINK = "120000"
"""Mode of a symbolic link in git (gitformat-index, "object type")."""
FILES = {"100644", "100755"}
"""Modes of ordinary files."""


class Snapshot(Mapping[str, bytes]):
    """The TOML files that count, by path, each read when it is asked for."""

    root: str
    """The folder of the chronology."""
    refused: list[Problem]
    """Files that count and cannot be had, with the reason."""

    @property
    def paths(self) -> Collection[str]:
        """The paths."""
        return self.blobs

    def __contains__(self, path: object) -> bool:
        """Tell whether there is such a file, without reading it."""
        return path in self.paths

    def __iter__(self) -> Iterator[str]:
        """Give the paths."""
        return iter(self.paths)

    def __len__(self) -> int:
        """Count the files."""
        return len(self.paths)

    @property
    @abstractmethod
    def blobs(self) -> Mapping[str, str]:
        """The git blob id of each file, by path."""

    @abstractmethod
    def copy(self, path: str) -> bytes | None:
        """Read a preserved copy; None where there is none inside the chronology."""

    @abstractmethod
    def aside(self, place: str) -> list[str]:
        """Give the names in a folder that holds no events.

        Raises:
            DataError: it is a link, no folder, or cannot be read.
        """

    def fetch(self, paths: Iterable[str]) -> None:
        """Read some at once, where few will be asked for and each look costs."""

    def one(self, path: str) -> bytes:
        """Read one, where hardly another will be asked for.

        Raises:
            DataError: it cannot be read.
        """
        self.fetch([path])
        return self[path]

    @cached_property
    def events(self) -> dict[str, str]:
        """The paths of event files by ID; of two with one ID the first counts."""
        paths = self.paths
        return {event_id(path, paths): path for path in sorted(paths, reverse=True) if path not in TABLES}


class WorkingTree(Snapshot):
    """The files as they lie on the disk."""

    def __init__(self, root: str, scan: Scan, known: Callable[[], Mapping[str, str]] = dict) -> None:
        """Take the folder, a look at it, and who knows the blob ids of files that have been read before."""
        self.root = root
        self.refused = scan.refused
        self._scan = scan
        self._known = known

    @cached_property
    def paths(self) -> Collection[str]:
        """As in `Snapshot`; mostly nobody asks."""
        return dict.fromkeys((*self._scan.events, *self._scan.tables))

    def __getitem__(self, path: str) -> bytes:
        """Read one of them.

        Raises:
            DataError: it cannot be read.
        """
        if path not in self.paths:
            raise KeyError(path)
        return folder.read(self.root, path)

    @cached_property
    def blobs(self) -> Mapping[str, str]:
        """As in `Snapshot`; a file that cannot be read has none."""
        known = self._known()
        return {path: known.get(path) or self._blob(path) for path in self}

    def _blob(self, path: str) -> str:
        try:
            return folder.blob_id(self[path])
        except DataError:
            return ""

    def copy(self, path: str) -> bytes | None:
        """As in `Snapshot`; no link leads out of the chronology."""
        with suppress(DataError, ValueError):  # a name may hold what no name can
            return folder.read_inside(self.root, path, most=LARGEST_COPY)
        return None

    def aside(self, place: str) -> list[str]:
        """As in `Snapshot`."""
        return folder.listed(self.root, place)


class GitFiles(Snapshot):
    """The files as git's index or a commit has them."""

    def __init__(self, root: str, entries: "Mapping[str, repository.GitFile]") -> None:
        from timeline.store.git import repository  # start-up: most commands ask git nothing

        self.root = root
        self.refused = []
        self._entries = entries
        self._ids: dict[str, str] = {}
        self._held: dict[str, bytes] = {}
        for path, entry in entries.items():
            if why := unfit(path, entry):
                self._refuse(path, *why)
            elif counts(path):
                self._ids[path] = entry.id
        sizes = repository.sizes(root, self._ids.values())
        for path, id_ in list(self._ids.items()):
            if excess := too_large(path, sizes[id_]):
                self._refuse(path, *excess)
                del self._ids[path]

    def _refuse(self, path: str, message: str, hint: str) -> None:
        self.refused.append(refusal(path, message, hint))

    def fetch(self, paths: Iterable[str]) -> None:
        """As in `Snapshot`: each look starts git."""
        wanted = [path for path in paths if self._ids[path] not in self._held]
        if wanted:
            self._held |= {self._ids[path]: data for path, data in self.read(wanted).items()}

    def read(self, paths: Collection[str]) -> dict[str, bytes]:
        """Read some at once that will not be asked for again: nothing of them is kept."""
        from timeline.store.git import repository  # as above

        found = repository.blobs(self.root, map(self._ids.__getitem__, paths))
        return {path: found[self._ids[path]] for path in paths}

    def __getitem__(self, path: str) -> bytes:
        """Read one of them, and all others with it, unless it was fetched."""
        if self._ids[path] not in self._held:
            self.fetch(self._ids)
        return self._held[self._ids[path]]

    @property
    def blobs(self) -> Mapping[str, str]:
        """As in `Snapshot`."""
        return self._ids

    def copy(self, path: str) -> bytes | None:
        """As in `Snapshot`."""
        from timeline.store.git import repository  # as above

        entry = self._entries.get(path)
        return repository.blobs(self.root, [entry.id])[entry.id] if entry and entry.mode in FILES else None

    def aside(self, place: str) -> list[str]:
        """As in `Snapshot`."""
        within = (path.removeprefix(f"{place}/") for path in self._entries if path.startswith(f"{place}/"))
        return [name for name in within if "/" not in name]


def unfit(path: str, entry: "repository.GitFile") -> tuple[str, str] | None:
    """Say why a file of git's that would count is not read, and what to do about it; None: it is, or does not count."""
    if is_misnamed(path):
        return MISNAMED
    if not counts(path):
        return None
    if not folder.is_plain(path):
        return NAME, "rename the file"
    if entry.stage:
        return "is not merged", "settle the conflict, as `timeline conflicts` shows it, then `git add` it"
    if entry.mode == _LINK:
        return "is a link; links are not followed", "put the file itself here"
    return None if entry.mode in FILES else ("is a repository of its own", "work in it, with -C")


def staged(root: str) -> GitFiles:
    """The files as they would be committed now.

    Raises:
        GitError: why git cannot tell.
    """
    from timeline.store.git import repository  # as above

    entries = repository.index(root)
    files = GitFiles(root, entries)
    for path in entries:
        if path.startswith(f"{REMOVED}/") and path.endswith(".toml"):
            message = "was removed, and would be committed with all that it says"
            files.refused.append(refusal(path, message, "`git rm --cached` takes it out; the file stays"))
    return files


def committed(root: str, revision: str) -> GitFiles:
    """The files as a commit holds them.

    Raises:
        GitError: why git cannot tell; there may be no such commit.
    """
    from timeline.store.git import repository  # as above
    from timeline.store.git.failures import UnknownRevisionError

    try:
        tree = _within(root, revision)
        return GitFiles(root, {} if tree is None else repository.tree(root, tree))
    except UnknownRevisionError as error:
        raise UnknownRevisionError(f'git has no commit "{revision}"') from error


def _within(root: str, revision: str) -> str | None:
    """The tree of a commit that holds the chronology; None where it holds none.

    git finds it by where the folder is, if that is on a disk. Of a bare repository it is the folder that was named,
    else the root or `events`, as `folder.find` would find it.
    """
    if not isinstance(root, BareFolder):
        return revision
    from timeline.store.git import repository  # as above

    named = [f"{root.within}/"] if root.within else ["", "events/"]
    trees = (f"{revision}:{place}" for place in named)
    return next((tree for tree in trees if repository.has(root, tree + SETTINGS)), None)


def newest_commit(tree: Snapshot) -> tuple[tuple[str, int] | None, bool]:
    """The newest commit of a folder (id, seconds since 1970), and whether the files are as it has them.

    One that only keeps what was published changes nothing of which a page is made.

    Raises:
        GitError: why git cannot tell, but for want of a repository or of commits.
    """
    from timeline.store.git import repository  # as above

    newest = repository.newest(tree.root, EDITIONS)
    return newest, newest is not None and alike(tree, committed(tree.root, "HEAD"))


def alike(tree: Snapshot, commit: GitFiles) -> bool:
    """Tell whether a working tree has the files of a commit, none more and none less, each with its content.

    They are compared here, since `git status` would run filters and monitors of the repository. A checkout may have
    given a file CR LF, and a repository may count in SHA-256.
    """
    if set(tree) != {*commit, *(p.path for p in commit.refused)} or commit.refused:
        return False
    from timeline.store.git import repository  # as above

    return all(blob == tree.blobs[path] or repository.is_blob(blob, tree[path]) for path, blob in commit.blobs.items())
