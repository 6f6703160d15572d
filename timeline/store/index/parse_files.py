"""Opens files and makes batches of their rows; many files with the help of a second process.

Knows files and what parses them; knows nothing of the index that takes the rows.
"""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from select import select
from typing import NamedTuple

from msgspec import DecodeError, msgpack

from timeline.errors import DataError, Problem
from timeline.store.files import folder
from timeline.store.index.batch import Batch, Binder, Outcome, Parsed

MANY = 2000
"""Files from which a second process pays."""
BATCH = 256
"""Files read together."""
AHEAD = 1 << 20
"""Bytes that the pipe may hold, where the system lets us say it: some batches, so that the child need not wait."""
HEAD = 8
"""Bytes that tell the size of a batch."""


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


Parse = Callable[[bytes], Parsed]
Read = Callable[[Sequence[Item]], Batch]
_decoder = msgpack.Decoder(Batch)


def batches(
    root: str, items: Sequence[Item], parse: Parse, known: Callable[[bytes], bool]
) -> Iterator[tuple[Sequence[Item], Batch]]:
    """What the files hold, some files at a time; what is `known` need not be parsed."""

    def read(some: Sequence[Item]) -> Batch:
        return _read(root, some, parse, known)

    each = [items[n : n + BATCH] for n in range(0, len(items), BATCH)]
    if len(items) < MANY or (os.cpu_count() or 1) < 2 or not hasattr(os, "fork"):
        return ((some, read(some)) for some in each)
    return _with_help(each, read, lambda some: _read(root, some, parse, lambda _: False))


def _read(root: str, items: Sequence[Item], parse: Parse, known: Callable[[bytes], bool]) -> Batch:
    binder = Binder()
    for item in items:
        try:
            data = folder.read(root, item.path)
        except DataError as error:
            refusal = Problem(item.path, 0, 0, "SCH007", error.message, error.hint)
            binder.outcomes.append(Outcome(b"", None, refusal))
            continue
        blob = bytes.fromhex(folder.blob_id(data))
        binder.outcomes.append(Outcome(blob, None if known(blob) else binder.row(parse(data))))
    return binder.batch()


def _with_help(each: Sequence[Sequence[Item]], read: Read, help_: Read) -> Iterator[tuple[Sequence[Item], Batch]]:
    """The same, the first ones by a child of this process and the last ones by itself, until they meet.

    Should the child fail, this process does all of them.
    """
    reading, writing = os.pipe()
    _widen(writing)
    try:
        child = os.fork()
    except OSError:  # no room for another process: the pipe ends at once, as after a child that failed
        child = -1
    if not child:  # pragma: no cover - the child
        os.close(reading)
        _help(each, help_, writing)
    os.close(writing)
    first, last = 0, len(each)
    with os.fdopen(reading, "rb") as pipe:
        try:
            while first < last:
                # The child is at the first one: where that is all there is left, wait for it.
                waiting = first == last - 1 or select([pipe], [], [], 0)[0]
                if waiting and (batch := _received(pipe.read)):
                    yield each[first], batch
                    first += 1
                else:
                    last -= 1
                    yield each[last], read(each[last])
        finally:
            if child > 0:  # -1, no child, would be all of them
                os.kill(child, signal.SIGKILL)
                with suppress(ChildProcessError):  # the system was told not to keep its end
                    os.waitpid(child, 0)


def _widen(pipe: int) -> None:
    with suppress(ImportError, AttributeError, OSError):  # Linux alone, and it may say no
        from fcntl import F_SETPIPE_SZ, fcntl  # noqa: PLC0415 - not there on every system

        fcntl(pipe, F_SETPIPE_SZ, AHEAD)


def _help(each: Sequence[Sequence[Item]], read: Read, writing: int) -> None:  # pragma: no cover - a child
    """Read one after the other until stopped; whatever goes wrong shows as a pipe that ends early."""
    with suppress(BaseException), os.fdopen(writing, "wb") as pipe:
        for some in each:
            data = msgpack.encode(read(some))
            pipe.write(len(data).to_bytes(HEAD, "little") + data)
            pipe.flush()
    os._exit(0)


def _received(read: Callable[[int], bytes]) -> Batch | None:
    """A batch from the child; None when it has ended."""
    head = read(HEAD)
    with suppress(DecodeError):
        return _decoder.decode(read(int.from_bytes(head, "little"))) if len(head) == HEAD else None
    return None
