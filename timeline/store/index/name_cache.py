"""What Tab offers of a chronology, kept beside the index, so that no Tab waits for a look at every file.

It holds as long as no folder, register or index of the chronology has changed. Knows names by their kind; must not know
what they are names of. Imports next to nothing.
"""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from mmap import ACCESS_READ, mmap

from timeline.store.index.place import cache_file

Names = bytes | mmap
"""Names by kind: those that are kept are not read, but where one is looked for."""
FRESH = 20_000_000
"""Nanoseconds within which a folder may change again without its time showing it."""
LONGEST = 256
"""Bytes of a file's name and a line feed, on most file systems."""
_KIND, _FILE = "\x1d", "\x1e"
"""Stand before each kind, and between watched files: in no name that can be offered."""


def read(root: str, place: str | None) -> Names | None:
    """The names as `keep` wrote them; None where something has changed since, or nothing was kept."""
    if place is None:
        return None
    with suppress(OSError, ValueError), open(cache_file(root, place, "names"), "rb") as file:
        names = mmap(file.fileno(), 0, access=ACCESS_READ)
        stamp = names[: max(0, names.find(_KIND.encode()))].decode()
        if stamp == _stamp(watched.partition(" ")[2] for watched in stamp.split(_FILE)):
            return names
    return None


def joined(kinds: Mapping[str, Iterable[str]]) -> bytes:
    """Names by kind, as `of_kind` takes them; those with control characters are left out."""
    texts = (
        f"{_KIND}{kind}\n" + "".join(f"\n{name}" for name in names if name.isprintable())
        for kind, names in kinds.items()
    )
    return "".join(texts).encode()


def of_kind(names: Names, kind: str, begun: str = "", most: int | None = None) -> list[str]:
    """The names of one kind, from the first that begins so on.

    Args:
        names: as `joined` made them.
        kind: one of theirs.
        begun: how the first begins.
        most: how many are looked at; where there are many, the others are not taken apart.
    """
    head = f"{_KIND}{kind}\n".encode()
    start = names.find(head) + len(head)
    end = names.find(_KIND.encode(), start)
    end = len(names) if end < 0 else end
    at = names.find(f"\n{begun}".encode(), start, end)
    if at < 0 or start < len(head):
        return []
    text = names[at + 1 : end if most is None else min(end, at + most * LONGEST)]
    return text.decode(errors="ignore").split("\n")[:most]


def keep(root: str, place: str | None, names: bytes, watched: Iterable[str], since: int) -> None:
    """Keep names until one of the watched files or folders changes, or the index does.

    Args:
        root: the chronology.
        place: the folder of throw-away files; None: nothing is kept.
        names: as `joined` made them.
        watched: folders and files inside the chronology, whether or not they are there.
        since: when it was begun to look at them, in nanoseconds; where one has changed since, nothing is kept.
    """
    from timeline.errors import DataError  # start-up: mostly nothing has changed
    from timeline.store.files import folder

    inside = [os.path.join(root, name) for name in watched]
    if place is None or max(map(_changed, inside)) > since - FRESH:
        return
    stamp = _stamp([*inside, cache_file(root, place, "sqlite")])
    with suppress(OSError, DataError):  # what cannot be kept is found again
        folder.write_output(cache_file(root, place, "names"), stamp.encode() + names)


def _changed(path: str) -> int:
    """When a file or folder was last changed, in nanoseconds; 0 where it is not there."""
    try:
        stat = os.stat(path)
    except OSError:
        return 0
    return max(stat.st_mtime_ns, stat.st_ctime_ns)


def _stamp(paths: Iterable[str]) -> str:
    return _FILE.join(f"{_changed(path)} {path}" for path in paths)
