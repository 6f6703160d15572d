"""Lets an index answer as of a moment that is past: what a file says is in it by the content, whichever commit has it.

Which files there were, and who was who, is kept beside it while the process lasts. Knows the tables and a snapshot;
must not know questions, nor which moment it is.
"""

from collections.abc import Mapping
from itertools import filterfalse

from timeline.errors import Problem
from timeline.eventfile.paths import REGISTERS, SETTINGS, TABLES, event_id
from timeline.eventfile.unsettled import is_conflict
from timeline.model.register import Register
from timeline.store.files import registers, settings
from timeline.store.files.snapshot import GitFiles
from timeline.store.index import register_rows
from timeline.store.index.database import Index
from timeline.store.index.parse_files import BATCH, Item, read
from timeline.store.index.refresh import Progress, Refreshed, digests
from timeline.store.index.schema import PAST
from timeline.store.index.write import Writer


def turn(at: Index, files: GitFiles, progress: Progress) -> Refreshed:
    """Let an index answer as of these files until it is closed; only content never seen is parsed.

    Args:
        at: the index, which may never have been filled.
        files: the files of a commit.
        progress: told how far it has come.
    """
    files.fetch(path for path in (*REGISTERS, SETTINGS) if path in files)
    found, (set_, faults) = registers.read(files), settings.of_commit(files)
    zone, everything = digests(found.register, set_.timezone)
    at.files = files
    at.of_past = {"zone": zone, "digest": everything, "timezone": set_.timezone}
    for statement in PAST.split(";"):
        at.db.execute(statement)
    of_content = "SELECT blob, n FROM content WHERE digest IN (0, ?, ?)"
    known: dict[bytes, int] = dict(at.db.execute(of_content, (zone, everything)))
    ids = {path: bytes.fromhex(blob) for path, blob in files.blobs.items() if path not in TABLES}
    missing = [path for path in {id_: path for path, id_ in ids.items()}.values() if ids[path] not in known]
    unread: list[Problem] = []
    for first in range(0, len(missing), BATCH):
        some = missing[first : first + BATCH]
        unread += _take(at, files.read(some), ids, known, found.register)
        progress(first + len(some), len(missing))
    with at.writing("BEGIN"):
        register_rows.keep(at.db, found.register)
        _list(at, {path: known[id_] for path, id_ in ids.items() if id_ in known})
    unread += filterfalse(is_conflict, (*found.unread, *faults))
    return Refreshed(unread, [*found.doubts, *filter(is_conflict, faults)], len(missing))


def _take(
    at: Index,
    files: Mapping[str, bytes],
    ids: Mapping[str, bytes],
    known: dict[bytes, int],
    register: Register,
) -> list[Problem]:
    """Parse some files into the index; return what is wrong with those of which nothing can be kept.

    Their contents are known by the ids that git gives them, in whichever hash.
    """
    items = [Item(0, path, event_id(path), (0, 0, 0)) for path in files]
    outcomes = read(files.__getitem__, items, register, at.meta("timezone"), lambda _: False)
    unread: list[Problem] = []
    with at.writing():
        writer = Writer(at)
        writer.learn(outcomes)
        for path, outcome in zip(files, outcomes, strict=True):
            if outcome.blob:
                known[ids[path]] = writer.content(outcome._replace(blob=ids[path]))
            else:
                unread += outcome.problems
        writer.flush()
    return unread


def _list(at: Index, numbers: Mapping[str, int]) -> None:
    """Write which files there were, by path with the number of their content; of two of one ID the first counts."""
    folders: dict[str, int] = {}
    taken: set[str] = set()
    rows = []
    for path in sorted(numbers):
        folder, _, name = path.rpartition("/")
        f = folders.setdefault(f"{folder}/" if folder else "", len(folders) + 1)
        id_, stem = event_id(path, numbers).rpartition("/")[2], name.removesuffix(".toml")
        rows.append((numbers[path], f, id_, None if stem == id_ else stem, 0, 0, 0, int(id_ in taken)))
        taken.add(id_)
    at.db.executemany("INSERT INTO folder VALUES (?, ?, x'')", [(f, path) for path, f in folders.items()])
    at.db.executemany("INSERT INTO file VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
