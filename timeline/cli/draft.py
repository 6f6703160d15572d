"""A draft: a text in a file that only its owner can read, in a folder of its own for all that an editor puts beside it.

Knows the system's folder for temporary files; must not know editors, nor what the text says.
"""

import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from shutil import rmtree
from tempfile import mkdtemp

from timeline.errors import DataError


@contextmanager
def lent(text: str) -> Iterator[str]:
    """The path of a draft, which goes with its folder when it is done with.

    Raises:
        DataError: it cannot be written.
    """
    with ExitStack() as held:
        try:
            folder = mkdtemp(prefix="timeline-")
            held.callback(_gone, folder)
            path = _written(folder, text)
        except OSError as error:
            raise DataError(f"no draft can be written: {error.strerror}", "TMPDIR names another folder") from error
        yield path


def kept(text: str) -> str:
    """The path of a draft that stays.

    Raises:
        OSError: it cannot be written.
    """
    return _written(mkdtemp(prefix="timeline-"), text)


def _written(folder: str, text: str) -> str:
    path = os.path.join(folder, "event.toml")
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(text.encode(errors="surrogateescape"))
    return path


def _gone(folder: str) -> None:
    """Take a draft away, also where ^C is pressed again meanwhile."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    rmtree(folder, ignore_errors=True)
    signal.signal(signal.SIGINT, before)
