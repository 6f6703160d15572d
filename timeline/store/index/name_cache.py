"""What Tab offers of a chronology, kept beside the index, so that no Tab waits for a look at every file.

It holds as long as no folder, register or index of the chronology has changed. Knows names by their kind; must not know
what they are names of. Imports next to nothing.
"""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress

from timeline.store.index.place import cache_file

FRESH = 20_000_000
"""Nanoseconds within which a folder may change again without its time showing it."""
_KIND, _FILE = "\x1d", "\x1e"
"""Stand before each kind, and between watched files: in no name that can be offered."""


def read(root: str, place: str | None) -> str | None:
    """The names as `keep` wrote them; None where something has changed since, or nothing was kept."""
    if place is None:
        return None
    with suppress(OSError, ValueError), open(cache_file(root, place, "names"), encoding="utf-8") as file:
        stamp, kind, names = file.read().partition(_KIND)
        if stamp == _stamp(watched.partition(" ")[2] for watched in stamp.split(_FILE)):
            return kind + names
    return None


def of_kind(names: str, kind: str) -> str:
    """The names of one kind, each behind a line feed."""
    start = names.find(f"{_KIND}{kind}\n")
    end = names.find(_KIND, start + 1)
    return "" if start < 0 else names[start + len(kind) + 2 : None if end < 0 else end]


def joined(kinds: Mapping[str, Iterable[str]]) -> str:
    """Names by kind, as `of_kind` takes them; those with control characters are left out."""
    return "".join(
        f"{_KIND}{kind}\n" + "".join(f"\n{name}" for name in names if name.isprintable())
        for kind, names in kinds.items()
    )


def keep(root: str, place: str | None, names: str, watched: Iterable[str], since: int) -> None:
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
    text = _stamp([*inside, cache_file(root, place, "sqlite")]) + names
    with suppress(OSError, DataError):  # what cannot be kept is found again
        folder.write_output(cache_file(root, place, "names"), text.encode())


def _changed(path: str) -> int:
    """When a file or folder was last changed, in nanoseconds; 0 where it is not there."""
    try:
        stat = os.stat(path)
    except OSError:
        return 0
    return max(stat.st_mtime_ns, stat.st_ctime_ns)


def _stamp(paths: Iterable[str]) -> str:
    return _FILE.join(f"{_changed(path)} {path}" for path in paths)
