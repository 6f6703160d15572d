"""What a template may take, so that one without an end comes to one: seconds, memory, and a longest page.

Knows the means of the system, and does without where it has none (Windows). Must not know what is printed.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import Any

SECONDS = 5
"""What the processor may work between two pieces of a page: of ten thousand events, the whole takes one."""
MEMORY = 512 << 20
"""Bytes that a page may take while it is made."""
LONGEST = 256 << 20
"""Characters of a page."""


class BoundError(Exception):
    """The page would not end, or not fit."""


def bounded(pieces: Iterator[str]) -> Iterator[str]:
    """The same pieces, each made within the bounds; who takes them may take as long and as much as needed.

    Raises:
        BoundError: they take too long, or the page is too long.
        MemoryError: they take too much memory.
    """
    length = 0
    while True:
        with _seconds(), _memory():
            piece = next(pieces, None)
        if piece is None:
            return
        length += len(piece)
        if length > LONGEST:
            raise BoundError(f"the page has more than {LONGEST >> 20} million characters")
        yield piece


@contextmanager
def _seconds() -> Iterator[None]:
    signal: Any = import_module("signal")

    def late(*_: object) -> None:
        raise BoundError(f"it takes more than {SECONDS} seconds")

    try:
        before = signal.signal(signal.SIGVTALRM, late)
    except (AttributeError, ValueError):  # Windows has none; in a thread there can be none
        yield
        return
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS, 1)  # again, should somebody have swallowed the first
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@contextmanager
def _memory() -> Iterator[None]:
    limit: Any = None
    before = (-1, -1)
    with suppress(ImportError, OSError):  # elsewhere than on Linux there is no such module, or file
        resource: Any = import_module("resource")
        with open("/proc/self/statm", "rb") as file:
            used = int(file.read().split()[0]) * resource.getpagesize()
        before = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (min([used + MEMORY, *(n for n in before if n >= 0)]), before[1]))
        limit = resource
    try:
        yield
    finally:
        if limit:
            limit.setrlimit(limit.RLIMIT_AS, before)
