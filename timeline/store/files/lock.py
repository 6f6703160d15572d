"""One writer at a time: a lock on a folder itself, so that no lock file is left behind.

Knows flock(2); must not know what is written. Where there is no such lock (Windows, some network disks), the hash last
seen is the only guard.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from timeline.errors import DataError
from timeline.store.files.folder import shown

PAUSE = 0.01
"""Seconds between two tries."""
SAID, GIVEN_UP = 1, 10
"""Seconds after which it is said that another process writes, and after which that is an error."""


class HeldError(DataError):
    """Another process holds a lock, and goes on holding it."""


@contextmanager
def locked(folder: str, tell: Callable[[str], None] | None, patience: int = GIVEN_UP) -> Iterator[bool]:
    """Hold the lock of a folder while it lasts; give whether there is one to hold.

    Args:
        folder: its path.
        tell: told that another process writes, for whose end it is waited; None: it is not waited.
        patience: seconds that it is waited.

    Raises:
        HeldError: another process holds it, and goes on holding it.
    """
    descriptor = None
    with suppress(OSError):  # whoever writes says what is wrong with the folder
        descriptor = os.open(folder, os.O_RDONLY)
    if descriptor is None:
        yield False
        return
    try:
        yield _taken(descriptor, folder, tell, patience)
    finally:
        os.close(descriptor)


def _taken(descriptor: int, folder: str, tell: Callable[[str], None] | None, patience: int) -> bool:
    try:
        import fcntl  # not on Windows
    except ImportError:
        return False
    system: Any = fcntl  # of which other platforms know nothing
    tries = 0
    while True:
        try:
            system.flock(descriptor, system.LOCK_EX | system.LOCK_NB)
        except BlockingIOError as error:
            if tell is None:
                return False
            if tries * PAUSE >= patience:
                hint = "a stopped or hung program may hold it: end that one, then try again"
                place = shown("", folder)
                raise HeldError(f"another process has been writing to {place} for {GIVEN_UP} s", hint) from error
            if tries * PAUSE == SAID:
                tell(f"waiting: another process is writing to {shown('', folder)}")
            tries += 1
            time.sleep(PAUSE)
        except OSError:  # this disk has none
            return False
        else:
            return True
