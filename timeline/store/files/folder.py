"""One file of a chronology: where the chronology is, and how a file is read and written so that nothing is lost.

Knows bytes, names and hashes; must not know what a file says, nor which files there are (store/files/scan.py).
"""

import os
import stat
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from timeline.errors import DataError, TimelineError
from timeline.eventfile.paths import LARGEST, REMOVED, SETTINGS

_READING = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def find(start: str) -> str:
    """The chronology that serves `start`: the nearest folder upwards that holds timeline.toml, or its `events/`.

    Raises:
        DataError: there is none.
    """
    if not os.path.isdir(start):
        raise DataError(f"there is no folder {start}", "is the name right?")
    for here in _upwards(start):
        for root in (here, os.path.join(here, "events")):
            if os.path.isfile(os.path.join(root, SETTINGS)):
                return root
    hint = "`timeline init` makes one here; `-C DIR` or TIMELINE_DIR names another"
    raise DataError(f"no chronology in {start} or above it", hint)


def _upwards(folder: str) -> Iterator[str]:
    """A folder, and those above it."""
    here, below = os.path.abspath(folder), ""
    while here != below:
        yield here
        here, below = os.path.dirname(here), here


def blob_id(data: bytes) -> str:
    """The id git gives this content (SHA-1 of a blob object), by which the same content is known everywhere."""
    import hashlib  # start-up: an index that is up to date hashes nothing

    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def read(root: str, path: str) -> bytes:
    """The bytes of one file of the chronology.

    Raises:
        DataError: it cannot be read.
    """
    try:
        descriptor = os.open(os.path.join(root, path), _READING)
        try:
            size = os.fstat(descriptor).st_size
            data = os.read(descriptor, size + 1)
            while len(data) > size and (more := os.read(descriptor, LARGEST)):  # it grew while it was read
                data += more
                size = len(data) - 1
            return data
        finally:
            os.close(descriptor)
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error.strerror}", _advice(error)) from error


def begin(root: str, settings: bytes) -> None:
    """Make a folder a chronology by writing its timeline.toml.

    Raises:
        DataError: it is one already, or cannot be written.
    """
    if os.path.lexists(os.path.join(root, SETTINGS)):
        raise DataError(f"{os.path.relpath(root)} is a chronology already", "`timeline list` shows it")
    with _explained(root):
        os.makedirs(root, exist_ok=True)
        _write(os.path.join(root, SETTINGS), settings)


def create(root: str, id_: str, data: bytes, taken: Collection[str]) -> str:
    """Write a new event file under its year and return its path; an ID that is `taken` gets `-2`, `-3` and so on.

    The file appears whole or not at all, and never in place of another.

    Raises:
        DataError: the folder cannot be written, or the disk is full.
    """
    year = _year(id_)
    with _explained(root), _locked(root):
        os.makedirs(os.path.join(root, year), exist_ok=True)
        free, n = id_, 1
        while free in taken or os.path.lexists(os.path.join(root, year, f"{free}.toml")):
            n += 1
            free = f"{id_}-{n}"
        path = f"{year}/{free}.toml"
        _write(os.path.join(root, path), data)
        return path


def replace(root: str, path: str, data: bytes, seen: bytes) -> None:
    """Put `data` in place of a file whose content is still `seen`.

    Raises:
        DataError: somebody changed it meanwhile, or it cannot be written; the file is as it was.
    """
    with _explained(root), _locked(root):
        _unchanged(root, path, seen)
        _write(os.path.join(root, path), data)


def remove(root: str, path: str, seen: bytes, *, keep: bool) -> str | None:
    """Take away a file whose content is still `seen`; with `keep` it moves to `.removed/`, whose path is returned.

    Raises:
        DataError: somebody changed it meanwhile, or it cannot be removed.
    """
    with _explained(root), _locked(root):
        _unchanged(root, path, seen)
        if not keep:
            os.unlink(os.path.join(root, path))
            _prune(root, path)
            return None
        name, n = os.path.basename(path), 1
        os.makedirs(os.path.join(root, REMOVED), exist_ok=True)
        while os.path.lexists(os.path.join(root, REMOVED, name)):
            n += 1
            name = f"{os.path.basename(path)[:-5]}.{n}.toml"
        os.rename(os.path.join(root, path), os.path.join(root, REMOVED, name))
        _prune(root, path)
        return f"{REMOVED}/{name}"


def move(root: str, path: str, id_: str, seen: bytes, taken: Collection[str]) -> str:
    """Give a file another ID, and the folder of its year; return the new path.

    Raises:
        DataError: the ID is taken, somebody changed the file meanwhile, or it cannot be moved.
    """
    year = _year(id_)
    target = f"{year}/{id_}.toml"
    with _explained(root), _locked(root):
        _unchanged(root, path, seen)
        if id_ in taken or os.path.lexists(os.path.join(root, target)):
            raise DataError(f'there is an event "{id_}" already', "choose another ID")
        os.makedirs(os.path.join(root, year), exist_ok=True)
        os.rename(os.path.join(root, path), os.path.join(root, target))
        _prune(root, path)
    return target


def read_output(path: str) -> bytes | None:
    """What a file that the user named holds; None where there is none.

    Raises:
        DataError: it cannot be read, or is a link.
    """
    return read("", path) if os.path.lexists(path) else None


def write_output(path: str, data: bytes, seen: bytes | None = None) -> None:
    """Write an answer to a file that the user named, whole or not at all; one that holds it already is not touched.

    Raises:
        DataError: it cannot be written, it is an event file or no regular file, or no longer holds what was `seen`.
    """
    folder = os.path.dirname(os.path.abspath(path))
    with _explained(folder):
        if os.path.islink(path):
            raise DataError(f"{path} is a link; it is not written through", "name the file itself")
        if os.path.exists(path) and not os.path.isfile(path):
            raise DataError(f"{path} is no regular file", "name a file; `-` is the standard output")
        if path.endswith(".toml") and any(os.path.isfile(os.path.join(up, SETTINGS)) for up in _upwards(folder)):
            raise DataError(f"{path} lies in a chronology", "write the answer elsewhere; `timeline add` makes events")
        if seen is not None:
            _unchanged("", path, seen)
        if os.path.exists(path) and os.path.getsize(path) == len(data) and read("", path) == data:
            return
        _write(path, data)


def _year(id_: str) -> str:
    """The folder of an ID: what stands before its first hyphen."""
    return id_.partition("-")[0]


def _unchanged(root: str, path: str, seen: bytes) -> None:
    if blob_id(read(root, path)) != blob_id(seen):
        raise DataError(f"{path} was changed by someone else meanwhile", "nothing was written: look, then try again")


def _prune(root: str, path: str) -> None:
    """An empty year folder goes with its last event; git does not keep it either."""
    with suppress(OSError):
        if folder := os.path.dirname(path):
            os.rmdir(os.path.join(root, folder))


def _write(path: str, data: bytes) -> None:
    """Through a temporary file beside it: on any failure the old content, or no file, is what remains."""
    temporary = os.path.join(os.path.dirname(path), f".{os.path.basename(path)[:60]}.{os.getpid()}.new")
    try:
        mode = stat.S_IMODE(os.stat(path).st_mode) if os.path.exists(path) else None
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            os.chmod(temporary, mode)
        os.replace(temporary, path)
        _sync_folder(os.path.dirname(path))
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def _sync_folder(folder: str) -> None:
    """The new name survives a power cut too, where the system lets a folder be opened."""
    with suppress(OSError):
        descriptor = os.open(folder or ".", os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def _locked(root: str) -> Iterator[None]:
    """One writer at a time: a lock on the folder itself, so that no lock file is left behind."""
    try:
        import fcntl  # not on Windows, where the hash last seen is the only guard
    except ImportError:  # pragma: no cover - Windows
        yield
        return
    system: Any = fcntl  # of which other platforms know nothing
    descriptor = os.open(root, os.O_RDONLY)
    try:
        system.flock(descriptor, system.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def _explained(root: str) -> Iterator[None]:
    """What the system says, as an error a person can act on."""
    try:
        yield
    except TimelineError:
        raise
    except OSError as error:
        where = error.filename if isinstance(error.filename, str) else root
        raise DataError(f"{where} cannot be written: {error.strerror}", _advice(error)) from error


def _advice(error: OSError) -> str:
    import errno  # only when something went wrong

    return {
        errno.ENOSPC: "the disk is full: nothing was changed; free some room and try again",
        errno.EDQUOT: "the quota is used up: nothing was changed",
        errno.EROFS: "the disk is read-only: nothing was changed",
        errno.EACCES: "you may not: look at the permissions of the folder; nothing was changed",
        errno.EPERM: "you may not: look at the permissions of the folder; nothing was changed",
        errno.ENAMETOOLONG: "the name is too long: give the event a shorter title",
        errno.ELOOP: "it is a link; links are not followed",
        errno.ENOENT: "is the name right?",
    }.get(error.errno or 0, "nothing was changed")
