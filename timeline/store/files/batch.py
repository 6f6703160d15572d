"""Many files written in one go: all of them, or none.

All are written under names of their own first, which is where a disk fills up; then each gets its name. What stops that
takes back what was done. A process that is killed meanwhile leaves whole files, some of them new and some as they were.
Must not know what a file says.
"""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any, NamedTuple

from timeline.errors import TimelineError
from timeline.eventfile.paths import UNFINISHED
from timeline.store.files import folder
from timeline.store.files.writer import (
    FileWriter,
    UnwritableError,
    begin,
    must_be_as_seen,
    put,
    settle,
    unfinished,
)
from timeline.text.lists import abridged, counted

FEW = 16
"""More files than these are written by several threads: a disk makes sure of many at once nearly as fast as of one."""
_THREADS = 8
_AHEAD = 256
"""So many files are handed to them at a time."""
_NAMED = 5
"""So many files that could not be taken back are named."""


class FileChange(NamedTuple):
    """A file of the chronology, and what it is to hold."""

    path: str
    data: bytes
    seen: bytes | None = None
    """What it held when it was read; None: it is not there yet."""


def write(writer: FileWriter, changes: Sequence[FileChange], tell: Callable[[int, int], None]) -> None:
    """Write many files, each only over what was seen of it, and all under one lock.

    Args:
        writer: of the chronology.
        changes: each file once.
        tell: told how many of how many are on the disk.

    Raises:
        ChangedError: a file is no longer as it was seen; nothing was written.
        DataError: one cannot be written. Nothing was, unless the message names what could not be taken back.
        KeyboardInterrupt: ^C was pressed; as above.
    """
    with writer.writing("", "nothing was written"):
        for change in changes:
            folder.inside(writer.root, change.path)
            must_be_as_seen(writer.root, change.path, change.seen)
        _Batch(writer).write(changes, tell)
    writer.changes |= {change.path: change.data for change in changes}


class _Batch:
    """One run, and what it has done so far."""

    def __init__(self, writer: FileWriter) -> None:
        self.root = writer.root
        self.writer = writer
        self.place = ""
        self.pool: Any = None
        self.waiting: list[str] = []
        """What is not yet a file."""
        self.folders: list[str] = []
        """Those that were made."""
        self.done: list[FileChange] = []
        """The last one perhaps not."""

    def write(self, changes: Sequence[FileChange], tell: Callable[[int, int], None]) -> None:
        """Do all, or take back what was done."""
        path, done = "", 0
        try:
            self.place = self.writer.own(UNFINISHED)
            if len(changes) > FEW:
                from concurrent.futures import ThreadPoolExecutor  # start-up: few commands write many

                self.pool = ThreadPoolExecutor(_THREADS)
            for n in range(0, len(changes), _AHEAD):
                begun = [(change, self._begin(change)) for change in changes[n : n + _AHEAD]]
                for change, made_sure in begun:
                    path = change.path
                    tell(done, len(changes))
                    made_sure()
                    done += 1
            tell(done, len(changes))
            self._end_threads()
            for temporary, change in zip(self.waiting, changes, strict=True):
                path = change.path
                self._make_folder(os.path.dirname(path))
                must_be_as_seen(self.root, path, change.seen)
                self.done.append(change)
                os.replace(temporary, os.path.join(self.root, path))
            for near in {os.path.dirname(path) for path, _, _ in changes} | {*map(os.path.dirname, self.folders)}:
                settle(os.path.join(self.root, near))
        except BaseException as error:
            with _heedless():
                self._end_threads()
                state = self._taken_back()
            if isinstance(error, KeyboardInterrupt):
                raise KeyboardInterrupt(state) from None
            if isinstance(error, TimelineError):
                raise type(error)(error.message, state) from error
            if isinstance(error, OSError):
                raise UnwritableError(folder.shown(self.root, path), error, state) from error
            raise

    def _begin(self, change: FileChange) -> Callable[[], object]:
        """Write one file under a name of its own, now or meanwhile; return what waits until it is on the disk."""
        self.waiting.append(unfinished(self.place))
        writing = partial(begin, self.waiting[-1], os.path.join(self.root, change.path), change.data)
        return self.pool.submit(writing).result if self.pool else writing

    def _end_threads(self) -> None:
        if self.pool:
            self.pool.shutdown(cancel_futures=True)

    def _make_folder(self, path: str) -> None:
        """Make a folder of events, and those above it, where they are not there."""
        if path and not os.path.isdir(os.path.join(self.root, path)):
            self._make_folder(os.path.dirname(path))
            self.folders.append(path)
            os.mkdir(os.path.join(self.root, path))

    def _taken_back(self) -> str:
        """Put everything back as it was, but what others have changed since; say what is so now."""
        left = [change.path for change in reversed(self.done) if not self._is_undone(change)]
        for temporary in self.waiting:
            with suppress(OSError):
                os.unlink(temporary)
        for path in reversed(self.folders):
            with suppress(OSError):  # somebody put a file there
                os.rmdir(os.path.join(self.root, path))
        if not left:
            return "nothing was written"
        names = abridged([folder.shown(self.root, path) for path in left], _NAMED)
        were = "was" if len(left) == 1 else "were"
        return f"{counted(len(left), 'file')} {were} written and could not be taken back: {names}"

    def _is_undone(self, change: FileChange) -> bool:
        """Take back one file, and tell whether it is as it was."""
        full = os.path.join(self.root, change.path)
        with suppress(OSError, TimelineError):
            held = folder.read(self.root, change.path) if os.path.lexists(full) else None
            if held == change.data != change.seen:
                if change.seen is None:
                    os.unlink(full)
                else:
                    put(full, change.seen, self.place)
                return True
            return held == change.seen
        return False


@contextmanager
def _heedless() -> Iterator[None]:
    """No second ^C stops what lasts no longer than a moment."""
    try:
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    except ValueError:  # not the main thread, which alone hears it
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
