"""Brings an index up to date with the files: registers first, since rows may depend on them.

Knows when the times of a file can be trusted, and what rows depend on; must not know questions. Most commands find
everything as it was, and load no more than this.
"""

import itertools
import os
import time
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from msgspec import msgpack

from timeline.errors import Problem
from timeline.eventfile.paths import TABLES, event_id
from timeline.store.files.scan import Scan, Stat
from timeline.store.files.snapshot import Snapshot
from timeline.store.index.database import Index
from timeline.store.index.schema import DATABASES, ZONE

if TYPE_CHECKING:
    from timeline.model.register import Register

Progress = Callable[[int, int], None]
"""Told how many of how many files have been read."""
PAST = 10_000
"""Events of the past that may stay beside three times those that are there: other branches ask for them again."""
BATCH = 10_000
"""Files between two commits: what ^C can cost."""
RACY = 20_000_000
COARSE = 2_000_000_000
"""Nanoseconds within which a second write can leave size and times as they were: on most file systems a few clock
ticks, on those that count whole seconds two of them. A file that was so new when it was read is read again next time
(git's index calls it racy)."""
ZONES = ("/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo")
"""Where the time zone database may be (PEP 615)."""


class Refreshed(NamedTuple):
    """An index that is up to date, and what was met on the way."""

    unread: list[Problem]
    """Registers, settings and files that could not be read, with relative paths."""
    doubts: list[Problem]
    """Parts of registers that could not."""
    read: int
    """How many files were read."""


def refresh(at: Index, scan: Scan, tree: Snapshot, progress: Progress) -> Refreshed:
    """Bring the index up to date; only what looks other than last time is read, and only content never seen is parsed.

    Args:
        at: the index.
        scan: a look at the folder.
        tree: the files in it.
        progress: told how far it has come.

    Raises:
        ValueError: most of what the index holds is of the past; it is better made anew.
    """
    at.files = tree
    stats = msgpack.encode((scan.tables, [p.path for p in scan.refused if p.path in TABLES], _zones()))
    if at.meta("tables") != stats:
        _refresh_tables(at, scan, tree, stats)
    unread, doubts = msgpack.decode(at.meta("faults"), type=tuple[list[Problem], list[Problem]])
    unopened, read = _refresh_events(at, scan, tree, progress)
    return Refreshed([*unread, *unopened], doubts, read)


def racy(stats: Iterable[Stat], now: int | None = None) -> bool:
    """Tell whether any file may yet be changed without its size and times showing it."""
    now = time.time_ns() if now is None else now
    newest = [max(info[1:]) for info in stats]
    return any(t > now - (RACY if t % 1_000_000_000 else COARSE) for t in newest)


def _zones() -> int:
    """When the time zone database was last changed, as far as the system tells it."""
    for path in ZONES:
        with suppress(OSError):
            return os.stat(path).st_mtime_ns
    return 0


def _refresh_tables(at: Index, scan: Scan, tree: Snapshot, stats: bytes) -> None:
    """Read registers and settings that have changed; let what depended on them be made anew."""
    from timeline.eventfile.unsettled import is_conflict  # start-up: mostly nothing has changed
    from timeline.store.files import registers, settings  # as above
    from timeline.store.index import register_rows  # as above

    doubtful = racy(scan.tables.values())
    found = registers.read(tree)
    set_, faults = settings.read(at.root)
    unread = [*found.unread, *itertools.filterfalse(is_conflict, faults)]
    doubts = [*found.doubts, *filter(is_conflict, faults)]
    zone = set_.timezone
    of_zone, digest = digests(found.register, zone)
    with at.writing():
        register_rows.keep(at.db, found.register)
        if at.meta("digest") != digest:
            least = DATABASES if at.meta("zone") == of_zone else ZONE
            dependent = f"SELECT n FROM event WHERE depends_on >= {least}"
            folders = f"SELECT f FROM file WHERE n IN ({dependent})"
            at.db.execute(f"UPDATE folder SET seen = x'' WHERE f IN ({folders})")
            at.db.execute(f"DELETE FROM file WHERE n IN ({dependent})")
        at.note("digest", digest)
        at.note("zone", of_zone)
        at.note("timezone", zone)
        at.note("faults", msgpack.encode((unread, doubts)))
        at.note("tables", b"" if doubtful or unread else stats)


def digests(register: "Register", zone: str | None) -> tuple[int, int]:
    """The zone of a chronology, and all that rows of events may depend on beside their file, each as one number."""
    zones = _zones()
    return _digest(zone, zone and zones), _digest(
        register.actors.entries, register.documents, register.unread, zone, zones
    )


def _digest(*parts: object) -> int:
    """Some values as one number that is not zero."""
    from hashlib import blake2b  # start-up, as above

    return int.from_bytes(blake2b(repr(parts).encode(), digest_size=7).digest()) or 1


def _refresh_events(at: Index, scan: Scan, tree: Snapshot, progress: Progress) -> tuple[list[Problem], int]:
    """Take the files that look other than last time; return those that cannot be opened, and how many were read."""
    seen = {path: (f, look) for f, path, look in at.db.execute("SELECT f, path, seen FROM folder")}
    looks = {path: _look(files) for path, files in scan.folders.items()}
    changed = [path for path, look in looks.items() if path not in seen or seen[path][1] != look]
    gone = seen.keys() - looks.keys()
    if not changed and not gone:
        return [], 0
    held = at.db.execute("SELECT count(*) FROM content").fetchone()[0]
    if held > 3 * sum(map(len, scan.folders.values())) + PAST:
        raise ValueError("mostly of the past")
    from timeline.store.index.parse_files import MANY, Item, batches  # start-up, as above
    from timeline.store.index.write import Writer  # start-up, as above

    refused: list[Problem] = []
    now = time.time_ns()  # before any file is opened: one written to after that has another time
    at.db.execute("PRAGMA cache_size=-65536")  # KiB: content comes in no order
    with at.writing():
        writer = Writer(at)
        for path in gone:
            writer.forget_folder(seen[path][0])
        trusted = set(changed)
        items = []
        for path in changed:
            f = writer.numbered(path)
            names = scan.folders[path]
            items += [Item(f, path + name, event_id(name, names), info) for name, info in writer.differing(f, names)]
        items.sort(key=lambda item: item.id)  # by date: what is asked for together stands together
        register = at.register
        if helped := writer.first and len(items) >= MANY:
            from timeline.store.files import registers  # start-up, as above

            register = registers.read(tree).register
        done = 0
        for some, outcomes in batches(at.root, items, register, at.meta("timezone"), writer.number, helped=helped):
            stats = [(0, 0, 0) if racy([item.stat], now) else item.stat for item in some]
            writer.take(some, stats, outcomes)  # zeros: not what will be seen next time
            for item, stat, outcome in zip(some, stats, outcomes, strict=True):
                if not outcome.blob:
                    refused += outcome.problems
                if not outcome.blob or stat != item.stat:
                    trusted.discard(item.path.rpartition("/")[0] + "/")
            before, done = done, done + len(some)
            if full := done // BATCH > before // BATCH:
                at.note("torn", 1)
                at.db.execute("COMMIT")
            progress(done, len(items))
            if full:
                at.begin()
        for path in trusted:
            at.db.execute("UPDATE folder SET seen = ? WHERE path = ?", (looks[path], path))
        writer.settle_duplicates(everywhere=bool(at.meta("torn")))
        at.note("torn", 0)
    return refused, len(items)


def _look(files: dict[str, Stat]) -> bytes:
    """What a folder looked like, in short: how many files, the newest change, and a checksum of it all.

    A change moves the newest ctime forward, a file gone or renamed the checksum of the names.
    """
    newest = max([info[2] for info in files.values()], default=0)
    return b"%d %d %d" % (len(files), newest, zlib.crc32(msgpack.encode(files)))
