"""Opens files and makes rows of them; many files with the help of a second process.

Knows files and what parses them; knows nothing of the index that takes the rows.
"""

import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from queue import Empty, Queue
from threading import Event, Thread
from typing import NamedTuple

from timeline.errors import DataError, Problem
from timeline.store import folder
from timeline.store.extract import Extract

MANY = 2000
"""Files from which a second process pays."""
BATCH = 250
"""Files handed over at once."""
AHEAD, HEAD = 8, 8
"""Batches that may wait to be written; bytes that tell the size of one."""
OURS = 3
"""This process also writes what both have parsed, so it takes only every third batch itself."""


class Item(NamedTuple):
    """One file to read."""

    f: int
    """Number of its folder."""
    path: str
    stat: folder.Stat

    @property
    def id(self) -> str:
        """The ID that its name gives it."""
        return self.path.rpartition("/")[2][:-5]


class Parsed(NamedTuple):
    """What one file holds, in rows."""

    rows: Extract | None
    """None where the file holds no event."""
    problems: list[Problem]


Parse = Callable[[bytes], Parsed]
Outcome = tuple[bytes, Parsed | None] | Problem
"""Blob id and rows (None: content is known), or why the file cannot be opened."""


def parsed(root: str, items: Sequence[Item], parse: Parse, known: Callable[[bytes], bool]) -> Iterator[Outcome]:
    """What each file holds, in the order given."""
    if len(items) < MANY or (os.cpu_count() or 1) < 2 or not hasattr(os, "fork"):
        return (_parsed(root, item, parse, known) for item in items)
    return _with_help(root, items, parse, known)


def _parsed(root: str, item: Item, parse: Parse, known: Callable[[bytes], bool]) -> Outcome:
    try:
        data = folder.read(root, item.path)
    except DataError as error:
        return Problem(item.path, 0, 0, "SCH007", error.message, error.hint)
    blob = bytes.fromhex(folder.blob_id(data))
    return blob, None if known(blob) else parse(data)


def _with_help(root: str, items: Sequence[Item], parse: Parse, known: Callable[[bytes], bool]) -> Iterator[Outcome]:
    """The same, most batches by a child of this process; should it fail, this process does them itself."""
    batches = [items[n : n + BATCH] for n in range(0, len(items), BATCH)]
    reading, writing = os.pipe()
    try:
        child = os.fork()
    except OSError:  # no room for another process: the pipe ends at once, as after a child that failed
        child = -1
    if not child:  # pragma: no cover - the child
        os.close(reading)
        _help(root, batches, parse, writing)
    os.close(writing)
    waiting: Queue[bytes] = Queue(AHEAD)
    enough = Event()
    reader = Thread(target=_drain, args=(reading, waiting, enough), daemon=True)
    reader.start()
    try:
        for n, batch in enumerate(batches):
            received = None if n % OURS == 0 else _received(waiting)
            yield from received or [_parsed(root, item, parse, known) for item in batch]
    finally:
        enough.set()
        while reader.is_alive():  # it may wait for room
            with suppress(Empty):
                waiting.get(timeout=0.01)
        if child > 0:  # -1, no child, would be any
            with suppress(ChildProcessError):  # the system was told not to keep its end
                os.waitpid(child, 0)


def _help(
    root: str, batches: Sequence[Sequence[Item]], parse: Parse, writing: int
) -> None:  # pragma: no cover - a child
    """Parse the batches that are the child's, and end; whatever goes wrong shows as a pipe that ends early."""
    with suppress(BaseException), os.fdopen(writing, "wb") as pipe:
        for n, batch in enumerate(batches):
            if n % OURS:
                data = pickle.dumps([_parsed(root, item, parse, lambda _: False) for item in batch], -1)
                pipe.write(len(data).to_bytes(HEAD, "little") + data)
                pipe.flush()
    os._exit(0)


def _drain(reading: int, waiting: "Queue[bytes]", enough: Event) -> None:
    """Take batches from the child as they come: a pipe holds but a tenth of one, and the child would have to wait.

    When the pipe is closed before its end, the child ends at its next write.
    """
    with os.fdopen(reading, "rb") as pipe:
        while True:
            size = int.from_bytes(pipe.read(HEAD), "little")
            data = pipe.read(size)
            waiting.put(data)
            if not data or enough.is_set():
                return


def _received(waiting: "Queue[bytes]") -> list[Outcome] | None:
    """A batch from the child; None when it has ended."""
    data = waiting.get()
    try:
        batch: list[Outcome] = pickle.loads(data)  # noqa: S301 - from our own child
    except (EOFError, pickle.UnpicklingError):
        waiting.put(b"")  # nothing more will come
        return None
    return batch
