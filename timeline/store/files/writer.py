"""How a file is written: whole or not at all, never over what was not seen, by one process at a time.

Knows bytes, names and modes; must not know what a file says. A file that is being written lies in a folder of its own,
which git ignores; one that a crash left there goes with the next command.
"""

import os
import stat
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from timeline.errors import DataError, TimelineError
from timeline.eventfile.paths import HIDDEN, REMOVED, SETTINGS, TABLES, UNFINISHED
from timeline.store.files import folder
from timeline.store.files.lock import GIVEN_UP, HeldError, locked

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_IGNORE = b"*\n"
_MARK, _DIGITS = ".timeline-", 16
"""How a file that is being written is called: nobody else calls one so."""


class ChangedError(DataError):
    """A file no longer holds what was last seen of it."""


class UnwritableError(DataError):
    """The system refuses that a file be written."""

    def __init__(self, path: str, error: OSError, state: str) -> None:
        """Take the path as the user would type it, what the system says, and what is so now."""
        self.path, self.reason, self.advice = path, error.strerror or "", folder.reason(error)
        hint = "; ".join(filter(None, (self.advice, state)))
        super().__init__(f"{path} cannot be written: {self.reason}", hint)


class FileWriter:
    """Writes the files of one chronology."""

    def __init__(self, root: str, tell: Callable[[str], None] = lambda _: None) -> None:
        """Take the folder, and who is told that another process writes."""
        self.root = root
        self.tell = tell
        self.changes: dict[str, bytes] = {}
        """By its path, what each file that this run has written holds; of one that it took away, what it held last; of
        one that went to another path, nothing."""
        self._patience = GIVEN_UP

    def create(self, id_: str, data: bytes, taken: Collection[str]) -> str:
        """Write a new event file under its year and return its path; an ID that is `taken` gets `-2`, `-3` and so on.

        The file appears whole or not at all, and never in place of another.

        Raises:
            DataError: the folder cannot be written, or the disk is full.
        """
        free, n = id_, 1
        with self.writing(event_path(id_), "no file was made"):
            while free in taken or os.path.lexists(self._full(event_path(free))):
                n += 1
                free = f"{id_}-{n}"
            self._put(event_path(free), data)
        return event_path(free)

    def replace(self, path: str, data: bytes, seen: bytes | None) -> None:
        """Put `data` in place of a file whose content is still `seen`; None: that is not there yet.

        Raises:
            ChangedError: it is not.
            DataError: it cannot be written; the file is as it was.
        """
        with self.writing(path, "the file is as it was"):
            must_be_as_seen(self.root, path, seen)
            self._put(path, data)

    def make(self, path: str, data: bytes) -> bool:
        """Write a file that the tool makes by itself; tell whether it was not there as it should be.

        Raises:
            DataError: it cannot be written; what was there is as it was.
        """
        with explained(folder.shown("", self.root), "no file was made"):
            os.makedirs(self.root, exist_ok=True)
        with self.writing(path, "no file was made"):
            if os.path.lexists(self._full(path)) and folder.read(self.root, path) == data:
                return False
            self._put(path, data)
        return True

    def remove(self, path: str, seen: bytes, *, keep: bool) -> str | None:
        """Take away a file whose content is still `seen`; with `keep` it moves to `.removed/`, whose path is returned.

        Raises:
            ChangedError: it is not.
            DataError: it cannot be removed.
        """
        with self.writing(path, "it was not removed"):
            must_be_as_seen(self.root, path, seen)
            name, n = os.path.basename(path), 1
            if keep:
                kept = self.own(REMOVED)
                while os.path.lexists(os.path.join(kept, name)):
                    n += 1
                    name = f"{os.path.basename(path)[:-5]}.{n}.toml"
                os.rename(self._full(path), os.path.join(kept, name))
                settle(kept)
            else:
                os.unlink(self._full(path))
            self._prune(path)
        self.changes[path] = seen
        return f"{REMOVED}/{name}" if keep else None

    def put_back(self, path: str, data: bytes, kept: str | None) -> None:
        """Write a file that was removed; the one in `.removed/` that it was `kept` as goes, where there is one.

        Raises:
            DataError: something is in its place, or it cannot be written.
        """
        with self.writing(path, "it was not put back"):
            if os.path.lexists(self._full(path)):
                raise DataError(f"{folder.shown(self.root, path)} is there", "it stays; move it away first")
            if kept is None:
                self._put(path, data)
            else:
                os.makedirs(os.path.dirname(self._full(path)), exist_ok=True)
                os.rename(self._full(kept), self._full(path))
                settle(os.path.dirname(self._full(path)))
        self.changes[path] = data

    def move(self, path: str, id_: str, data: bytes, seen: bytes, taken: Collection[str]) -> str:
        """Write a file under another ID with new content, then take away the old one; return the new path.

        An ID without a date leaves it in its folder.

        Where that ended half-way, the same again takes away the old one.

        Raises:
            ChangedError: the old file does not hold what was `seen`.
            DataError: the ID is taken, or a file cannot be written.
        """
        target = event_path(id_, path.rpartition("/")[0])
        if target in TABLES:
            raise DataError(f"{target} is no file of an event", "choose another ID")
        with self.writing(target, "it has its old name"):
            must_be_as_seen(self.root, path, seen)
            is_there = os.path.lexists(self._full(target))
            if folder.read(self.root, target) != data if is_there else id_ in taken:
                raise DataError(f'there is an event "{id_}" already', "choose another ID")
            if not is_there:
                self._put(target, data)
        with self.writing(path, f"it is there twice, as {id_} too: the same command again finishes it"):
            must_be_as_seen(self.root, path, seen)
            os.unlink(self._full(path))
            self._prune(path)
        self.changes |= {path: b"", target: data}
        return target

    def sweep(self) -> None:
        """Take away what an interrupted command left unfinished, unless somebody is writing."""
        place = self._full(UNFINISHED)
        if _left(place):
            with locked(self.root, None) as held:
                _sweep(place, held=held)

    def _full(self, path: str) -> str:
        return os.path.join(self.root, path)

    @contextmanager
    def writing(self, path: str, state: str) -> Iterator[None]:
        """Hold the folder while a file in it is written; `state` is what is so where that fails."""
        folder.must_be_on_disk(self.root)
        folder.inside(self.root, path)
        try:
            with explained(folder.shown(self.root, path), state), locked(self.root, self.tell, self._patience) as held:
                _sweep(self._full(UNFINISHED), held=held)
                yield
        except HeldError:
            self._patience = 0  # of several files only the first is waited for
            raise

    def _put(self, path: str, data: bytes) -> None:
        os.makedirs(os.path.dirname(self._full(path)), exist_ok=True)
        put(self._full(path), data, self.own(UNFINISHED))
        self.changes[path] = data

    def own(self, name: str) -> str:
        """A folder of our own that git ignores, whatever `git add -A` finds in it, or somebody wrote there."""
        place, ignore = self._full(name), f"{name}/.gitignore"
        folder.inside(self.root, ignore)
        os.makedirs(place, exist_ok=True)
        if not os.path.lexists(self._full(ignore)) or folder.read(self.root, ignore) != _IGNORE:
            put(self._full(ignore), _IGNORE, place if name == UNFINISHED else self.own(UNFINISHED))
        return place

    def _prune(self, path: str) -> None:
        """An empty year folder goes with its last event; git does not keep it either."""
        with suppress(OSError):
            if within := os.path.dirname(path):
                os.rmdir(self._full(within))


def read_output(path: str) -> bytes | None:
    """What a file that the user named holds; None where there is none.

    Raises:
        DataError: it cannot be read, or is a link.
    """
    return folder.read("", path) if os.path.lexists(path) else None


def write_output(path: str, data: bytes, seen: bytes | None = None, tell: Callable[[str], None] | None = None) -> None:
    """Write an answer to a file that the user named, whole or not at all; one that holds it already is not touched.

    Args:
        path: the file.
        data: what it is to hold.
        seen: what it held when it was read; None: whatever.
        tell: told that another process writes there; None: that is not waited for.

    Raises:
        ChangedError: it no longer holds what was `seen`.
        DataError: it cannot be written, is an event file, a link or no regular file.
    """
    place = os.path.dirname(os.path.abspath(path))
    with explained(path, "it is as it was" if os.path.lexists(path) else "no file was made"):
        if os.path.islink(path):
            raise DataError(f"{path} is a link; it is not written through", "name the file itself")
        if os.path.exists(path) and not os.path.isfile(path):
            raise DataError(f"{path} is no regular file", "name a file; `-` is the standard output")
        is_read = path.endswith(".toml") and os.path.basename(path)[0] not in HIDDEN
        if is_read and any(os.path.isfile(os.path.join(up, SETTINGS)) for up in folder.upwards(place)):
            raise DataError(f"{path} lies in a chronology", "write the answer elsewhere; `timeline add` makes events")
        with locked(place, tell) as held:
            _sweep(place, held=held)
            if seen is not None:
                must_be_as_seen("", path, seen)
            if os.path.exists(path) and os.path.getsize(path) == len(data) and folder.read("", path) == data:
                return
            put(path, data, place)


def event_path(id_: str, folder_: str = "") -> str:
    """Where an event of this ID is put: under its year; in some folder, where the ID names none."""
    from timeline.model.identifier import DATED  # start-up: only who writes asks

    year = id_.partition("-")[0]
    return "/".join([*filter(None, [year if year == "undated" or DATED.match(id_) else folder_]), f"{id_}.toml"])


def must_be_as_seen(root: str, path: str, seen: bytes | None) -> None:
    """See that a file holds what was last seen of it; None: that it is not there.

    Raises:
        ChangedError: it does not.
    """
    is_there = seen is not None or os.path.lexists(os.path.join(root, path))
    if is_there and folder.read(root, path) != seen:
        raise ChangedError(f"{path} was changed by someone else meanwhile", "it was not written: look, then try again")


def _left(place: str) -> list[str]:
    """What was begun in a folder and has not become a file."""
    with suppress(OSError):
        if not os.path.islink(place):
            return [name for name in os.listdir(place) if name.startswith(_MARK) and len(name) == len(_MARK) + _DIGITS]
    return []


def _sweep(place: str, *, held: bool) -> None:
    """Take away what a command that was killed left in a folder, as only who holds the lock may: else it is in use."""
    for name in _left(place) if held else ():
        with suppress(OSError):
            os.unlink(os.path.join(place, name))


def put(path: str, data: bytes, place: str) -> None:
    """Write a file through a new one in `place`: on any failure the old content, or no file, is what remains."""
    temporary = unfinished(place)
    try:
        begin(temporary, path, data)
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
    settle(os.path.dirname(path))


def unfinished(place: str) -> str:
    """A new path in a folder for what is not yet a file, by which the next command knows it."""
    return os.path.join(place, _MARK + os.urandom(_DIGITS // 2).hex())


def begin(temporary: str, path: str, data: bytes) -> None:
    """Write all of what is to become the file at `path`.

    Until it is whole nobody else may read it; then it has the mode and the group of the one that it replaces, or those
    that the folder and the user's mask give a new one.
    """
    with os.fdopen(os.open(temporary, _NEW, 0o666), "wb") as file:
        at = file.fileno()
        wanted = os.lstat(path) if os.path.lexists(path) else os.fstat(at)
        _set_mode(at, 0o600)
        file.write(data)
        file.flush()
        os.fsync(at)
        if wanted.st_gid != os.fstat(at).st_gid:
            _set_group(at, wanted.st_gid)
        _set_mode(at, stat.S_IMODE(wanted.st_mode))


def _set_mode(at: int, mode: int) -> None:
    system: Any = os  # not on Windows
    with suppress(OSError, AttributeError):  # not every disk has modes
        system.fchmod(at, mode)


def _set_group(at: int, group: int) -> None:
    system: Any = os  # not on Windows
    with suppress(OSError, AttributeError):  # only some may
        system.fchown(at, -1, group)


def settle(place: str) -> None:
    """A new name in a folder survives a power cut too, where the system lets a folder be opened."""
    with suppress(OSError):
        descriptor = os.open(place or ".", os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def explained(shown: str, state: str) -> Iterator[None]:
    """What the system says, as an error a person can act on, and what is so now."""
    try:
        yield
    except TimelineError:
        raise
    except OSError as error:
        raise UnwritableError(shown, error, state) from error
