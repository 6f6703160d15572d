"""The editions of a chronology as files: their manifests, and what is asked of git and the disk about them.

Knows where they lie, and reads nothing outside the repository; must not know what is wrong with one, which
checks/editions.py tells.
"""

import posixpath
from collections.abc import Collection
from contextlib import suppress
from functools import cached_property, partial

from timeline.checks.editions import Once
from timeline.errors import DataError, did_you_mean
from timeline.eventfile.editions.edition import Edition
from timeline.eventfile.editions.manifest import parse
from timeline.eventfile.paths import EDITIONS, HIDDEN, LARGEST_COPY, LARGEST_INPUT
from timeline.store.files import folder
from timeline.store.files.snapshot import FILES, GitFiles, Snapshot
from timeline.store.git import held, repository
from timeline.store.git.failures import GitError

_ENDING = ".toml"


def path_of(name: str) -> str:
    """Where the manifest of an edition lies in the chronology."""
    return f"{EDITIONS}/{name}{_ENDING}"


def names(root: str) -> list[str]:
    """The names of the editions there are.

    Raises:
        DataError: their folder is a link, or cannot be read.
    """
    return _names(folder.listed(root, EDITIONS))


def _names(listed: list[str]) -> list[str]:
    return [name.removesuffix(_ENDING) for name in listed if name.endswith(_ENDING) and name[0] not in HIDDEN]


def read(root: str, name: str) -> Edition:
    """The edition of a name, by its manifest.

    Raises:
        DataError: there is none, or its manifest cannot be read.
    """
    known = names(root)
    if name not in known:
        hint = did_you_mean(name, known) or "`timeline edition --list` shows those there are"
        raise DataError(f'there is no edition "{name}"', hint)
    shown = folder.shown(root, path_of(name))
    found, problems = parse(folder.read_inside(root, path_of(name), most=LARGEST_INPUT), shown)
    if found is None:
        raise DataError(f"{shown} cannot be read as an edition", problems=problems)
    return found


class Shelf:
    """The editions as they lie in a snapshot, and what git and the disk say of what they name."""

    def __init__(self, tree: Snapshot) -> None:
        """Take the files: as they lie on the disk, or as they would be committed."""
        self.doubt = ""
        """Why it could not be told what git holds; empty while it could."""
        self.error: GitError | None = None
        """The same, as it was raised."""
        self._tree = tree

    @cached_property
    def paths(self) -> list[str]:
        """The paths of the manifests; that of their folder, where it cannot be read."""
        try:
            return [path_of(name) for name in _names(self._tree.aside(EDITIONS))]
        except DataError:
            return [EDITIONS]

    def manifest(self, path: str) -> bytes:
        """Read a manifest; nothing where it cannot be read."""
        return self._tree.copy(path) or b""

    def copy(self, path: str) -> bytes | None:
        """Read a preserved copy; None where there is none inside the chronology."""
        return self._tree.copy(path)

    def report(self, path: str) -> bytes | None:
        """Read a report by its path as seen from the chronology; None where there is none inside the repository.

        No link is followed: a manifest may come from a stranger.

        Raises:
            LookupError: it cannot be told what is inside.
        """
        try:
            top, within = held.top(self._tree.root)
        except GitError as error:
            self._cannot_tell(error)
            raise LookupError from error
        place = posixpath.normpath(posixpath.join(within, path))
        if posixpath.isabs(path) or ".git" in place.split("/"):
            return None
        with suppress(DataError, ValueError):
            if isinstance(self._tree, GitFiles):
                entry = repository.index(top).get(place)
                return repository.blobs(top, [entry.id])[entry.id] if entry and entry.mode in FILES else None
            return folder.read_inside(top, place, most=LARGEST_COPY)
        return None

    def missing(self, ids: Collection[str]) -> Collection[str]:
        """Give those of the ids of contents and commits of which git holds none; none where it cannot tell."""
        try:
            return held.missing(self._tree.root, ids)
        except GitError as error:
            self._cannot_tell(error)
            return ()

    def before(self) -> dict[str, list[Once]]:
        """Give what commits hold, or held, of manifests, by path, the newest first; nothing where git cannot tell."""
        try:
            found = held.versions(self._tree.root, EDITIONS)
        except GitError as error:
            self._cannot_tell(error)
            return {}
        return {
            path: [
                Once(partial(repository.is_blob, one.blob), f"commit {one.commit[:7]} of {one.day}") for one in versions
            ]
            for path, versions in found.items()
            if path.endswith(_ENDING)
        }

    def _cannot_tell(self, error: GitError) -> None:
        self.error = self.error or error
        self.doubt = self.error.message
