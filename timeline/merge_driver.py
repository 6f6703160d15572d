"""`timeline-merge`: of three versions of one file git is made one, by meaning. git starts it once for each such file.

The small door: what is merged by hundreds must start at once, so that it imports next to nothing, and ends as soon as
the result is written. Knows what git hands over and how it takes an answer (gitattributes, "Defining a custom merge
driver"); must not know how two events become one (changes/merge.py).
"""

import gc
import os
import sys
from contextlib import contextmanager, suppress

from timeline import errors
from timeline.store.git.merging import versions

TYPE_CHECKING = False  # start-up: typing costs as much as it takes to merge
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any, Literal

    from timeline.changes.merge import Merged

    Side = Literal["", "ours", "theirs"]

CLEAN, FAILED, MISUSED, CONFLICTS = 0, 1, 2, 66
"""Exit codes: after CONFLICTS there are markers in the file; after FAILED it is as it was: git merges it by lines."""
SECONDS = 10
"""So long a merge may take, where the system can wake us (not on Windows)."""
MOST = 20
"""So many conflicts of one file are told."""
_FAVORED: "dict[str, Side]" = {"": "", "ours": "ours", "theirs": "theirs"}
ABOUT = """\
timeline-merge merges one event file by meaning. git calls it, once `timeline git setup` was run:

  timeline-merge BASE OURS THEIRS MARKER-SIZE PATH [BASE-LABEL OUR-LABEL THEIR-LABEL]

The result is written to OURS. Exit code 66: it holds conflicts between markers; 1: nothing was written.
TIMELINE_MERGE_VERBOSE=1 tells what came from which side, TIMELINE_MERGE_FAVOR=ours or theirs decides conflicts so.
"""


class TooLongError(BaseException):
    """It takes too long. Nothing on the way takes it for a fault of its own."""


def main() -> None:
    """Merge what the line names, and end the process."""
    gc.disable()  # it ends before cycles weigh anything
    # msgspec asks for typing_extensions and works without, which costs a fifth of a merge to import
    sys.modules.setdefault("typing_extensions", None)  # type: ignore[arg-type]
    try:
        code = run(sys.argv[1:], os.environ)
    except KeyboardInterrupt:
        code = FAILED
    os._exit(code)  # to take objects apart that end with the process costs more than it gives


def run(words: "Sequence[str]", environment: "Mapping[str, str]") -> int:
    """Merge the files that git names in this order (gitattributes); the exit code."""
    if [*words] == ["--version"]:
        from timeline import __version__

        return _say(1, f"timeline-merge {__version__}\n", CLEAN)
    if words[:1] in (["--help"], ["-h"]):
        return _say(1, ABOUT, CLEAN)
    if not 5 <= len(words) <= 8:
        return _say(2, ABOUT, MISUSED)
    errors.debugging = bool(environment.get("TIMELINE_DEBUG"))
    merging = _Merging(words, environment)
    try:
        try:
            with _limited():
                data, code = merging.by_meaning()
        except TooLongError:
            data, code = merging.by_lines(f"takes longer than {SECONDS} s")
        except errors.TimelineError as error:
            data, code = merging.by_lines(error.message)
        versions.put(merging.paths[1], data)
    except OSError as error:
        merging.say(f"cannot be read or written: {error.strerror}; merged line by line, please check")
        return FAILED
    except Exception as error:  # noqa: BLE001 - git merges it line by line then
        merging.say("; ".join((*errors.unforeseen(error), "merged line by line, please check")))
        return FAILED
    return code


class _Merging:
    """One file, and what is known of how it is to be merged."""

    def __init__(self, words: "Sequence[str]", environment: "Mapping[str, str]") -> None:
        self.paths = (words[0], words[1], words[2])
        """Of the base, of ours and of theirs."""
        self._size = int(words[3]) if words[3].isdecimal() else 7
        self._path = words[4]
        self._labels = words[5:]
        self._environment = environment

    def by_meaning(self) -> tuple[bytes, int]:
        """The result, and the exit code.

        Raises:
            DataError: it cannot be merged so.
        """
        base, ours, theirs = map(versions.read, self.paths)
        if theirs in {ours, base}:
            return ours, CLEAN
        if ours == base:
            return theirs, CLEAN
        from timeline.eventfile.paths import ASIDE, too_large  # start-up: who only asks what this is needs none

        folder, path = self._within()
        for size in map(len, (base, ours, theirs)):
            if excess := too_large(path, size):
                raise errors.DataError(*excess)
        from timeline.changes import merge

        texts = _text("ours", ours), _text("theirs", theirs)
        how = merge.How(self._is_strict(folder), self._favored(), self._size, names=self._names)
        if not ASIDE.isdisjoint(path.split("/")[:1]):  # hashes are of what it is: it is taken as it is
            return self._told(merge.whole(*texts, how))
        before, of = _base(base), _class_of(path)
        found = merge.merge(before, *texts, how, of)
        if found.conflicts and versions.shows_base():
            found = merge.merge(before, *texts, how._replace(with_base=True), of)
        if self._environment.get("TIMELINE_MERGE_VERBOSE"):
            from timeline.changes.merging.taken import taken

            is_all = not (found.conflicts or found.decided)  # else some of it is not there, or not yet
            self.say(f"{'merged' if is_all else 'to be merged'} ({taken(before, *texts, of)})")
        told = self._told(found)
        if merge.TWO_EVENTS in found.conflicts:
            from shlex import quote  # start-up: two events seldom come to one name

            there, other = (
                quote(text) for text in (f":3:{self._path}", f"{self._path.removesuffix('.toml')}-theirs.toml")
            )
            self.say(f"`git show {there} > {other}`, from the top of the repository, keeps theirs under another name")
        return told

    def by_lines(self, reason: str) -> tuple[bytes, int]:
        """What git makes of it line by line, and the exit code: that of conflicts, since somebody must look at it."""
        if (data := versions.by_lines((self.paths[1], self.paths[0], self.paths[2]), self._size)) is not None:
            self.say(f"{reason}; merged line by line, please check")
            return data, CONFLICTS
        self.say(f"{reason}; both versions are in it whole, please check")
        return versions.whole(versions.read(self.paths[1]), versions.read(self.paths[2]), self._size), CONFLICTS

    def say(self, *texts: str) -> None:
        """Say something of the file."""
        from timeline.text.escape import terminal  # start-up: mostly nothing is said

        path = terminal(self._path)
        _say(2, "".join(f"timeline: {path}: {terminal(text)}\n" for text in texts), CLEAN)

    @property
    def _names(self) -> tuple[str, str]:
        """What git calls the sides, where it tells: an older git leaves the signs as they are."""
        if len(self._labels) < 3 or self._labels[1] == "%X":
            return "", ""
        return self._labels[1], self._labels[2]

    def _within(self) -> tuple[str | None, str]:
        """The chronology that the file is in, as seen from where git stands, and its path there.

        Where the settings are not there yet, or no more, a folder aside and the name of a table still tell.
        """
        from timeline.eventfile.paths import ASIDE, SETTINGS

        *folders, name = self._path.split("/")
        for n in range(len(folders), -1, -1):
            if os.path.lexists("/".join([*folders[:n], SETTINGS])):
                return "/".join(folders[:n]), "/".join([*folders[n:], name])
        aside = next((n for n, folder in enumerate(folders) if folder in ASIDE), len(folders))
        return None, "/".join([*folders[aside:], name])

    def _favored(self) -> "Side":
        """The side that the user wants to have where both cannot be had."""
        wish = self._environment.get("TIMELINE_MERGE_FAVOR", "")
        if wish not in _FAVORED:
            self.say(f"TIMELINE_MERGE_FAVOR is {wish}, which is neither ours nor theirs: it decides nothing")
        return _FAVORED.get(wish, "")

    def _is_strict(self, root: str | None) -> bool:
        """Whether the settings ask for a conflict wherever both sides changed one event."""
        if root is None:
            return False
        from timeline.eventfile.paths import LARGEST_TABLE, SETTINGS
        from timeline.store.files import folder

        try:
            if b"merge" not in folder.read(root, SETTINGS, LARGEST_TABLE):  # as nearly always
                return False
        except errors.DataError as error:
            self.say(f"{error.message}: merged as if it did not ask for more")
            return False
        from timeline.store.files import settings

        found, problems = settings.read(root)
        if any(problem.at[:1] in {(), ("merge",)} for problem in problems):
            self.say(f"{SETTINGS} cannot be read ({problems[0].message}): merged as if it did not ask for more")
        return found.merge.strict

    def _told(self, found: "Merged") -> tuple[bytes, int]:
        """The result and the exit code, once it is said what is left to decide."""
        self._tell("conflict in", found.conflicts)
        self._tell(f"decided for {self._favored()}:", found.decided)
        return found.text.encode(), CONFLICTS if found.conflicts else CLEAN

    def _tell(self, what: str, found: "Sequence[str]") -> None:
        """Say what each conflict is about, of so many as can be read."""
        if found:
            more = len(found) - MOST
            self.say(*[f"{what} {one}" for one in found[:MOST]], *[f"and {more:,} more conflicts"] * (more > 0))


def _text(side: str, data: bytes) -> str:
    """A version.

    Raises:
        DataError: it is no text.
    """
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise errors.DataError(f"{side} is not readable (line {line}: not UTF-8)") from error


def _base(data: bytes) -> str | None:
    """What both sides began with; None where they began alone, or nobody can read it."""
    try:
        return _text("base", data) if data else None
    except errors.DataError:
        return None


def _class_of(path: str) -> "type[Any] | None":
    """The class of the table, or of the tables, in a file; None for the settings."""
    from timeline.eventfile.paths import TABLES

    if path in TABLES:
        from timeline.eventfile.json_schema import class_of  # start-up: registers are few

        return class_of(path)
    from timeline.model.event import Event

    return Event


@contextmanager
def _limited() -> "Iterator[None]":
    """Have no more than some seconds.

    Raises:
        TooLongError: they are over.
    """
    import signal

    system: Any = signal  # mypy asks for all platforms
    if not hasattr(system, "setitimer"):  # Windows
        yield
        return

    def ring(*_: object) -> None:
        raise TooLongError

    before = signal.signal(system.SIGALRM, ring)
    system.setitimer(system.ITIMER_REAL, SECONDS)
    try:
        yield
    finally:
        system.setitimer(system.ITIMER_REAL, 0)
        signal.signal(system.SIGALRM, before)


def _say(stream: int, text: str, code: int) -> int:
    """Write to a stream, where that can be written; the exit code."""
    with suppress(OSError):
        os.write(stream, text.encode(errors="backslashreplace"))
    return code


if __name__ == "__main__":
    main()
