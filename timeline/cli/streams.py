"""The three streams of a run: there though they were closed, and written so that what fails is said plainly.

Answers go to stdout, and fail where it does; talk goes to stderr, which never changes what a run does. Knows nothing of
what is said but what a terminal obeys and a shell is given.
"""

import errno
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from time import monotonic

from timeline.errors import DataError, TimelineError

_PAUSE = 0.1
"""Seconds between two looks of a line that shows how far work has come."""


def prepare() -> None:
    """Put something in the place of a stream that was closed, before a file takes its number; text is UTF-8."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 - for as long as the process
    for stream in (sys.stderr, sys.stdout):
        with suppress(OSError, AttributeError):  # it cannot be written, which is said when it is; or it is of a test
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")  # type: ignore[union-attr]


def answer(pieces: Iterable[str | bytes]) -> None:
    """Write to stdout.

    Raises:
        DataError: it cannot be written.
        BrokenPipeError: nobody reads it.
    """
    for piece in pieces:
        try:
            sys.stdout.buffer.write(piece) if isinstance(piece, bytes) else sys.stdout.write(piece)
        except OSError as error:
            raise unwritable(error) from error


def finish() -> None:
    """Send what stdout still holds on its way.

    Raises:
        DataError: it cannot be written.
        BrokenPipeError: nobody reads it.
    """
    try:
        sys.stdout.flush()
    except OSError as error:
        raise unwritable(error) from error


def unwritable(error: OSError) -> OSError | DataError:
    """Why stdout cannot be written; a reader that has seen enough is another matter."""
    if isinstance(error, BrokenPipeError):
        return error
    hint = "is the disk full?" if error.errno == errno.ENOSPC else "look where stdout leads"
    return DataError(f"the answer cannot be written: {error.strerror}", hint)


def say(text: str) -> None:
    """Write to stderr, where that can be written."""
    with suppress(OSError):
        sys.stderr.write(text)
        sys.stderr.flush()


def tell(*texts: str, folder: str = "") -> None:
    """Say texts, each of which begins a line, harmless to a terminal; commands to paste name the folder that -C did."""
    from timeline.text.escape import told  # start-up: Tab says nothing
    from timeline.text.shell import in_folder

    say("".join(told(in_folder(text, folder)) + "\n" for text in texts))


def refuse(error: TimelineError, folder: str = "") -> int:
    """Say that a request could not be met, and why; return the exit code. For the folder see `tell`."""
    from timeline.eventfile.same_id import copies_once  # start-up: mostly all is well

    problems = map(str, copies_once(error.problems))
    tell(f"error: {error.message}", *problems, *[f"  {error.hint}"] * bool(error.hint), folder=folder)
    return error.exit_code


def typed() -> Iterator[bytes]:
    """The lines of stdin.

    Raises:
        DataError: it cannot be read.
    """
    try:
        yield from sys.stdin.buffer
    except OSError as error:
        raise DataError(f"stdin cannot be read: {error.strerror}", "give it a file, or a pipe") from error


class ProgressLine:
    """The line of one run: it appears once the work has taken a second."""

    def __init__(self, width: int, *, quiet: bool) -> None:
        """Take the columns of the terminal, and whether nothing is to be shown."""
        self._width = width
        self._quiet = quiet
        self._started = 0.0
        self._drawn = 0.0
        self._is_there = False

    def show(self, done: int, of: int, doing: str = "reading") -> None:
        """Show that so many events of so many are done."""
        if self._quiet or not sys.stderr.isatty():
            return
        now = monotonic()
        self._started = self._started or now
        if now > max(self._started + 1, self._drawn + _PAUSE):
            line = f"{doing} {done:,} of {of:,} events {'█' * (30 * done // of):30}"
            say(f"\r\x1b[K{line[: self._width - 1]}")
            self._drawn, self._is_there = now, True
        if done == of:
            self.erase()

    def erase(self) -> None:
        """Take the line away, so that something else can stand there."""
        if self._is_there:
            say("\r\x1b[K")
            self._is_there = False
