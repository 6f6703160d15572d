"""A look at the folder of a chronology: which files there are, without opening one.

Knows names, kinds of file and their times; must not know what a file holds.
"""

import os
import stat
from typing import NamedTuple

from timeline.errors import Problem, of_file
from timeline.eventfile.paths import ASIDE, HIDDEN, LARGEST, MISNAMED, TABLES, is_misnamed, too_large
from timeline.store.files import folder
from timeline.text.escape import terminal

Stat = tuple[int, int, int]
"""Size, mtime and ctime in ns: while they stay, so does the content, once it is not racy (store/index/refresh.py)."""


NAME = "has a name that is not UTF-8, or with a control character"


class Scan(NamedTuple):
    """What a look at the whole folder finds."""

    folders: dict[str, dict[str, Stat]]
    """By path of a folder, relative, with forward slashes and a slash at its end: its event files by name."""
    tables: dict[str, Stat]
    """The settings and the registers that are there."""
    refused: list[Problem]

    @property
    def events(self) -> list[str]:
        """The paths of the event files, in no order."""
        return [prefix + name for prefix, names in self.folders.items() for name in names]


def scan(root: str) -> Scan:
    """Find every file that counts, in no order, and the files that were refused with the reason.

    Links are not followed (they may lead out of the chronology) and large files are not read.

    Raises:
        BareError: there are no files, but only commits.
    """
    folder.must_be_on_disk(root)
    found = Scan({}, {}, [])
    waiting = [""]
    while waiting:
        prefix = waiting.pop()
        try:
            _look(os.path.join(root, prefix), prefix, found, waiting)
        except OSError as error:
            found.folders.pop(prefix, None)
            found.refused.append(refusal(prefix.rstrip("/") or ".", f"cannot be read: {error.strerror}", ""))
    return found


def _look(path: str, prefix: str, found: Scan, waiting: list[str]) -> None:
    """Look at one folder, `prefix` inside the chronology; `waiting` takes those within.

    This loop is most of what many files cost; names, then `lstat`, is fastest.
    """
    files = found.folders[prefix] = {}
    look, begin = os.lstat, os.path.join(path, "")
    for name in os.listdir(path):
        if name[0] in HIDDEN:
            continue
        try:
            info = look(begin + name)
        except FileNotFoundError:  # it has just gone
            continue
        message = hint = ""
        if not name.endswith(".toml"):
            if stat.S_ISDIR(info.st_mode):
                if not folder.is_plain(name):
                    message, hint = NAME, "rename the folder"
                elif prefix or name not in ASIDE:
                    waiting.append(f"{prefix}{name}/")
            elif stat.S_ISLNK(info.st_mode) and os.path.isdir(begin + name):
                message, hint = "is a link; links are not followed", "put the folder here"
            elif is_misnamed(prefix + name):
                message, hint = MISNAMED
        elif not (name.isascii() and name.isprintable()) and not folder.is_plain(name):
            message, hint = NAME, "rename the file"
        elif stat.S_ISLNK(info.st_mode):
            message, hint = "is a link; links are not followed", "put the file itself here"
        elif not stat.S_ISREG(info.st_mode):
            message = "is no regular file"
        elif info.st_size > LARGEST and (excess := too_large(prefix + name, info.st_size)):
            message, hint = excess
        else:
            held = files if prefix or name not in TABLES else found.tables
            held[name] = (info.st_size, info.st_mtime_ns, info.st_ctime_ns)
        if message:
            found.refused.append(refusal(prefix + name, message, hint))


def refusal(path: str, message: str, hint: str) -> Problem:
    """A problem of a file that is not read, under a name that can be told."""
    return of_file(terminal(path.encode(errors="backslashreplace").decode()), message, hint)
