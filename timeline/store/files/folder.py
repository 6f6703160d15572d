"""One file of a chronology: where it and its index are, and how a file is read.

Knows bytes, names and hashes; must not know what a file says, which files there are (store/files/scan.py), nor how one
is written (store/files/writer.py).
"""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress

from timeline.errors import DataError
from timeline.eventfile.paths import LARGEST, LARGEST_INPUT, SETTINGS
from timeline.store.files.owner import must_be_ours
from timeline.store.git.bare import BareFolder
from timeline.text.escape import terminal

_READING = os.O_RDONLY | getattr(os, "O_BINARY", 0)
_GUARDED = _READING | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""A link is not followed, and nobody waits for the other end of a pipe."""
_OTHERS = 0o077
"""What others may do with a file."""
_THROW_AWAY = (".sqlite", ".names", ".asked", "-journal", "-wal", "-shm", ".new")
"""How the names of throw-away files end."""


def find(start: str) -> str:
    """The chronology that serves `start`: the nearest folder upwards that holds timeline.toml, or its `events/`.

    Raises:
        DataError: there is none; or it was found further up, and belongs to another user.
    """
    if not os.path.isdir(start):
        if found := _bare(start):
            return found
        raise DataError(f"there is no folder {start}", "is the name right?")
    for here in upwards(start):
        for root in (here, os.path.join(here, "events")):
            if os.path.lexists(os.path.join(root, SETTINGS)):  # what is wrong with it is said where it is read
                if root != here and os.path.islink(root):
                    raise DataError(f"{shown('', root)} is a link; links are not followed", "`-C` names where it leads")
                if here != os.path.abspath(start):
                    must_be_ours(root, os.path.join(root, SETTINGS))
                return root
    if os.path.isdir(beside := os.path.join(start, "events")) and not os.access(beside, os.X_OK):
        raise DataError(f"{shown('', beside)} cannot be opened", "you may not: look at the permissions of the folder")
    if found := _bare(start):
        return found
    hint = "`timeline init` makes one here; `-C DIR` or TIMELINE_DIR names another"
    raise DataError(f"no chronology in {start} or above it", hint)


def _bare(start: str) -> str | None:
    from timeline.store.git import program  # start-up: nearly every chronology is a folder

    return program.bare(start)


def must_be_on_disk(root: str) -> None:
    """See that a chronology has files, and is not only in the commits of a bare repository.

    Raises:
        BareError: it is.
    """
    if isinstance(root, BareFolder):
        from timeline.store.git.failures import BareError  # start-up: a plain list asks git nothing

        said = f"{root.git_dir} is a bare repository: it holds commits, and no files"
        raise BareError(said, "--recorded-at HEAD asks its newest commit; nothing can be written")


def upwards(folder: str) -> Iterator[str]:
    """Give a folder, and those above it."""
    here, below = os.path.abspath(folder), ""
    while here != below:
        yield here
        here, below = os.path.dirname(here), here


def cache_file(root: str, cache: str, ending: str) -> str:
    """A throw-away file of one chronology alone, in the folder of such files."""
    from zlib import crc32  # start-up: not every command has an index

    real = os.path.realpath(root)
    near = os.path.basename(os.path.dirname(real))[:40]
    return os.path.join(cache, f"{near}-{crc32(os.fsencode(real)):08x}.{ending}")


def shut(path: str) -> None:
    """See that a throw-away file is there and is nobody else's to read; its folder too, if it holds nothing else.

    What the system refuses is left as it is: such a folder was made by somebody for several.
    """
    place = os.path.dirname(path)
    with suppress(OSError):
        os.makedirs(place, mode=0o700, exist_ok=True)
        if not os.path.lexists(path):
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        elif stat.S_ISREG(mode := os.lstat(path).st_mode) and mode & _OTHERS:
            os.chmod(path, 0o600)
        if os.stat(place).st_mode & _OTHERS:
            with os.scandir(place) as held:
                if all(entry.name.endswith(_THROW_AWAY) for entry in held):
                    os.chmod(place, 0o700)


def blob_id(data: bytes) -> str:
    """The id git gives this content (SHA-1 of a blob object), by which the same content is known everywhere."""
    import hashlib  # start-up: an index that is up to date hashes nothing

    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def read(root: str, path: str, most: int | None = None) -> bytes:
    """The bytes of one file of the chronology; with `most`, of no larger one.

    Raises:
        DataError: it cannot be read, is a link or no regular file, or too large.
    """
    try:
        descriptor = os.open(os.path.join(root, path), _GUARDED)
        try:
            info = os.fstat(descriptor)
            if not stat.S_ISREG(info.st_mode):
                raise DataError(f"{path} is no regular file", "put a file there, or take it away")
            if most is not None and info.st_size > most:
                raise DataError(f"{path} is larger than {most >> 20} MiB", "take out what is not needed")
            piece = min(info.st_size, LARGEST) + 1  # room for more than there is costs more than the reading
            return b"".join(iter(lambda: os.read(descriptor, piece), b""))
        finally:
            os.close(descriptor)
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error.strerror}", reason(error)) from error


def read_inside(root: str, *path: str, most: int | None = None) -> bytes:
    """The bytes of a file that another file names, which may lie anywhere below the root, and nowhere else.

    Raises:
        DataError: it leads out, it cannot be read, it is larger than `most`, or a link is on the way.
    """
    return read(root, inside(root, os.path.join(*path)), most)


def listed(root: str, place: str) -> list[str]:
    """The names in a folder of the chronology; none where there is no such folder.

    Raises:
        DataError: it is a link, no folder, or cannot be read.
    """
    full = os.path.join(root, place)
    if not os.path.lexists(full):
        return []
    inside(root, f"{place}/x")
    try:
        return sorted(os.listdir(full))
    except OSError as error:
        raise DataError(f"{shown(root, place)} cannot be read: {error.strerror}", reason(error)) from error


def read_input(path: str) -> bytes:
    """What the user hands in: a file, a pipe, or a link to either.

    Raises:
        DataError: it cannot be read, or is larger than what a person writes.
    """
    try:
        with open(path, "rb") as file:
            data = file.read(LARGEST_INPUT + 1)
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error.strerror}", reason(error)) from error
    if len(data) > LARGEST_INPUT:
        raise DataError(f"{path} is larger than {LARGEST_INPUT >> 20} MiB", "give it in parts")
    return data


def inside(root: str, path: str) -> str:
    """See that a path stays in the chronology: no step leads up or through a link, no name drives a terminal.

    What it names may be there or not. This is the one rule for all that is written, and for what files name.

    Raises:
        DataError: it does not; the message names the step.
    """
    steps = path.replace(os.sep, "/").split("/")
    if ".." in steps or os.path.isabs(path) or "\0" in path:
        raise DataError(f"{path} leads out of the chronology", "name a file in it")
    for n, step in enumerate(steps, 1):
        if not is_plain(step):
            raise DataError(f"{terminal(step)} has a control character in its name", "rename it")
        here = os.path.join(*steps[:n])
        try:
            mode = os.lstat(os.path.join(root, here)).st_mode
        except OSError:  # not there; whoever opens it says why
            continue
        if stat.S_ISLNK(mode):
            raise DataError(f"{shown(root, here)} is a link; links are not followed", "put the real one in its place")
        if n < len(steps) and not stat.S_ISDIR(mode):
            raise DataError(f"{shown(root, here)} is no folder", "give it another name")
    return path


def is_plain(name: str) -> bool:
    """Tell whether others can be told a name: it drives nothing, and is UTF-8 (else it holds halves of surrogates)."""
    if name.isascii() and name.isprintable():
        return True
    return name.encode(errors="ignore").decode() == name == terminal(name)


def shown(root: str, path: str) -> str:
    """Give a path of the chronology as seen from where the user stands."""
    full = os.path.join(root, path)
    near = os.path.relpath(full)
    return full if near.startswith(os.path.join("..", "..", "")) else near


def reason(error: OSError) -> str:
    """What a person can do about what the system says."""
    import errno  # only when something went wrong

    return {
        errno.ENOSPC: "the disk is full: free some room and try again",
        errno.EDQUOT: "the quota is used up",
        errno.EROFS: "the disk is read-only",
        errno.EACCES: "you may not: look at the permissions of the folder",
        errno.EPERM: "you may not: look at the permissions of the folder",
        errno.ENAMETOOLONG: "the name is too long: give the event a shorter title",
        errno.ELOOP: "it is a link; links are not followed",
        errno.ENOENT: "is the name right?",
    }.get(error.errno or 0, "")
