"""Opens files and makes rows of them; a first reading of many files with the help of other processes.

Knows files and what makes rows of one; must not know the index that takes the rows.
"""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from timeline.errors import Contained, Problem
from timeline.eventfile import unsettled
from timeline.model.register import Register
from timeline.store.files import folder
from timeline.store.files.scan import Stat
from timeline.store.index.rows import Rows, rows_of

MANY = 2000
"""Files from which other processes pay."""
BATCH = 256
"""Files read together."""
PROCESSES, AHEAD = 2, 6
"""How many help, and how many batches are asked of them in advance, which bounds the memory that waits."""


class Item(NamedTuple):
    """One file to read."""

    f: int
    """Number of its folder."""
    path: str
    id: str
    """The ID that its name gives it."""
    stat: Stat


class Outcome(NamedTuple):
    """What became of one file."""

    blob: bytes
    """Git's id of its content; empty where it could not be opened, or what nobody foresaw went wrong."""
    rows: Rows | None = None
    """None where it holds no event, or one whose rows the index has already."""
    problems: Sequence[Problem] = ()


Batches = Iterator[tuple[Sequence[Item], list[Outcome]]]


def batches(
    root: str,
    items: Sequence[Item],
    register: Register,
    zone: str | None,
    known: Callable[[bytes], object],
    *,
    helped: bool,
) -> Batches:
    """Read files, some at a time.

    Args:
        root: the folder of the chronology.
        items: the files.
        register: what rows may depend on.
        zone: that of the chronology, as well.
        known: tells whether a content, by its blob id, need not be parsed.
        helped: other processes read, which know nothing and ask no index.
    """
    each = [items[n : n + BATCH] for n in range(0, len(items), BATCH)]
    if helped and (os.cpu_count() or 1) > 1:
        yield from _with_help(root, each, register, zone)
    else:
        for some in each:
            yield some, read(partial(folder.read, root), some, register, zone, known)


def read(
    load: Callable[[str], bytes],
    items: Sequence[Item],
    register: Register,
    zone: str | None,
    known: Callable[[bytes], object],
) -> list[Outcome]:
    """Read some files, in this process; `load` gives the bytes of one by its path, all else is as in `batches`."""
    outcomes = []
    for item in items:
        faults: list[Problem] = []
        outcome = Outcome(b"", problems=faults)
        with Contained(item.path, faults):
            data = load(item.path)
            blob = bytes.fromhex(folder.blob_id(data))
            if known(blob):
                outcome = Outcome(blob)
            else:
                event, problems = unsettled.read(data, "", "", register.hides)
                outcome = Outcome(blob, rows=rows_of(event, register, zone) if event else None, problems=problems)
        outcomes.append(outcome)
    return outcomes


_given: list[tuple[Register, str | None]] = []
"""What another process was given at its start, so that it is not handed over with every batch."""


def _begin(register: Register, zone: str | None) -> None:
    _given.append((register, zone))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ^C is said once, by the first process


def _read_there(root: str, items: Sequence[Item]) -> list[Outcome]:
    return read(partial(folder.read, root), items, *_given[0], lambda _: False)


def _with_help(root: str, each: Sequence[Sequence[Item]], register: Register, zone: str | None) -> Batches:
    """Read the batches in other processes, in their order; should these fail, in this one."""
    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor  # start-up: many files are rare
    from multiprocessing import get_all_start_methods, get_context  # as above

    context = get_context("fork" if "fork" in get_all_start_methods() else None)
    done = 0
    try:
        with ProcessPoolExecutor(PROCESSES, context, _begin, (register, zone)) as pool:
            try:
                waiting = deque(pool.submit(_read_there, root, some) for some in each[:AHEAD])
                for some in each:
                    outcomes = waiting.popleft().result()
                    waiting += [pool.submit(_read_there, root, more) for more in each[done + AHEAD :][:1]]
                    done += 1
                    yield some, outcomes
            finally:
                pool.shutdown(cancel_futures=True)
    except (BrokenExecutor, OSError):  # one was ended, or there is no room for another process
        for some in each[done:]:
            yield some, read(partial(folder.read, root), some, register, zone, lambda _: False)
