"""Whether event files are merged by meaning here: it is set up, taken back, and what stands against it is found.

One line of a .gitattributes says for which files, and keys of the repository's own configuration say how; nothing else
is touched, nor is anything committed. Must not know how events are merged.
"""

import os
import shlex
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import NamedTuple

from timeline.errors import DataError
from timeline.eventfile.paths import LARGEST
from timeline.store.files import folder
from timeline.store.files.scan import Scan
from timeline.store.files.writer import FileWriter, explained, read_output, write_output
from timeline.store.git import program
from timeline.store.git.failures import BareError
from timeline.store.git.merging import attributes, configuration
from timeline.text.escape import terminal
from timeline.text.lists import counted

_PROBE = "2024/2024-01-01-event.toml"
"""Where a new event could be."""
_NEEDED = {
    "merge": ("timeline", "git merges {} line by line"),
    "text": ("set", "git may take {} for no text"),
    "eol": ("lf", "git may give {} other line ends"),
    "diff": ("timeline", "`git diff` names no event in {}"),
}
"""By attribute, what it must be, and what is so else."""
_HURTS = {
    "export-ignore": "`git archive` leaves out {}",
    "working-tree-encoding": "git writes {} in another encoding than UTF-8",
    "ident": "git changes `$Id$` in {}",
    "filter": "a program changes {} on the way into git and out of it",
    "linguist-generated": "GitHub hides the changes of {}",
}
"""Attributes that no event file should have, and what they do to it."""
_NOWHERE = "said nowhere"
_Write = Callable[[bytes, bytes | None], None]


class Changed(NamedTuple):
    """One line that was added, or taken away."""

    file: str
    """As seen from where the user stands."""
    line: str
    is_for_all: bool = False
    """Whether all who have the chronology get it, once it is committed."""


class Fault(NamedTuple):
    """One thing that stands against merging by meaning, or that hurts event files in git."""

    message: str
    is_missing: bool = False
    """Whether `set_up` mends it."""
    is_only_warning: bool = False

    @property
    def told(self) -> str:
        """It as a line."""
        return "warning: " * self.is_only_warning + terminal(self.message)


class MergeSetup:
    """What git is told of merging the files of one chronology."""

    def __init__(self, root: str, writer: FileWriter) -> None:
        """Take the folder, and who writes files in it.

        Raises:
            GitError: there is no repository with files, or git cannot tell.
        """
        folder.must_be_on_disk(root)
        inside, prefix = program.run(root, "rev-parse", "--is-inside-work-tree", "--show-prefix").split(b"\n")[:2]
        if inside != b"true":
            raise BareError("git takes this repository for one without files")
        self._root, self._writer = root, writer
        self._local_line = attributes.line_within(os.fsdecode(prefix))
        self._depth = prefix.count(b"/")

    def set_up(self, *, local: bool) -> Iterator[Changed]:
        """Say all that is not said yet; with `local` nothing is written that others would get.

        Raises:
            DataError: something cannot be read, or written.
        """
        line = self._local_line if local else attributes.LINE
        path, before, write = self._local_file() if local else self._shared_file()
        after = attributes.with_line(before or b"", line)
        yield from self._told(configuration.set_up(self._root))
        if after != before:
            write(after, before)
            yield Changed(path, line, is_for_all=not local)

    def take_back(self, *, local: bool) -> Iterator[Changed]:
        """Take away what `set_up` says, to the letter; with `local` nothing that others got.

        Raises:
            DataError: something cannot be read, or written.
        """
        files = [(self._local_file(), self._local_line, False)]
        if not local:
            files.append((self._shared_file(), attributes.LINE, True))
        for (path, before, write), line, is_for_all in files:
            if before is not None and (after := attributes.without_line(before, line)) != before:
                write(after, before)
                yield Changed(path, line, is_for_all)
        yield from self._told(configuration.take_back(self._root))

    def others(self) -> list[str]:
        """The keys that are set otherwise than `set_up` does it, which stay."""
        known = configuration.held(self._root)
        return [key for key, value in configuration.KEYS.items() if known.get(key, [value]) != [value]]

    def to_commit(self) -> str:
        """What comes next once the line that is for all was written, or taken away; empty: nothing."""
        asked = ("ls-files", "--cached", "--others", "--exclude-standard", "--", attributes.FILE)
        shown = folder.shown(self._root, attributes.FILE)
        if not program.run(self._root, *asked):
            is_there = os.path.lexists(os.path.join(self._root, attributes.FILE))
            return f"git ignores {shown}: nobody else gets it" if is_there else ""
        top = os.path.realpath(os.fsdecode(program.run(self._root, "rev-parse", "--show-toplevel")[:-1]))
        add = ["git", "add", "--", shown]
        if not os.path.join(os.path.realpath(os.curdir), "").startswith(os.path.join(top, "")):
            add = ["git", "-C", folder.shown("", self._root), "add", attributes.FILE]
        return f"next: `{shlex.join(add)}`, and commit it"

    def faults(self, found: Scan) -> Iterator[Fault]:
        """What stands against it, for the files that a look at the chronology finds, and for new ones.

        Raises:
            DataError: something cannot be read.
        """
        own, used = configuration.held(self._root), configuration.effective(self._root)
        where = folder.shown(self._root, configuration.path(self._root))
        for key, value in configuration.KEYS.items():
            if key not in used:
                yield Fault(f"{where}: {key} is missing", is_missing=True)
            elif used[key] != value:
                is_own = own.get(key, [value]) != [value]
                said = f"{where}: {key} is set otherwise" if is_own else f"{key} is overridden in another file"
                yield Fault(f"{said}: {used[key]}", is_missing=is_own)
            elif len(own.get(key, ())) > 1:
                yield Fault(f"{where}: {key} is there {len(own[key])} times", is_missing=True)
        for (path, data, _), line in ((self._shared_file(), attributes.LINE), (self._local_file(), self._local_line)):
            if (often := attributes.count(data or b"", line)) > 1:
                yield Fault(f"{path}: the line is there {often} times: {line}", is_missing=True)
        from shutil import which  # start-up: whether it is off is asked by many

        if not which(configuration.TOOL):
            yield Fault(f"{configuration.TOOL} is not on the PATH (it lies beside `timeline`): git merges line by line")
        yield from self._of_attributes([*found.events, *found.tables, _PROBE])

    def _of_attributes(self, files: list[str]) -> Iterator[Fault]:
        found = attributes.effective(self._root, files)
        is_unsaid = not any("merge" in held for held in found.values())
        for name, said in ({name: said for name, (_, said) in _NEEDED.items()} | _HURTS).items():
            wrong = [path for path in files if not _is_fine(name, found[path].get(name))]
            values = sorted({found[path].get(name, _NOWHERE) for path in wrong})
            if wrong and not (is_unsaid and name != "merge" and values == [_NOWHERE]):
                places = [*self._naming(name, wrong)]
                told = f"{name} is {' or '.join(values)}" + f" ({', '.join(places)})" * bool(places)
                message = f"{told}: {said.format(self._named(wrong, len(files)))}"
                yield Fault(message, name == "merge" and values == [_NOWHERE], name != "merge")

    def _named(self, paths: list[str], of: int) -> str:
        """So many event files in words: all, new ones, or how many and the first of them."""
        there = [path for path in paths if path != _PROBE]
        if len(paths) == of or not there:
            return "event files" if there else "new event files"
        first = folder.shown(self._root, there[0])
        return first if len(there) == 1 else f"{counted(len(there), 'event file')}, as {first}"

    def _naming(self, attribute: str, paths: list[str]) -> Iterator[str]:
        """The lines that say something of an attribute, ours aside, where they may be about one of these files."""
        path, data, _ = self._local_file()
        for number in attributes.naming(data or b"", attribute, self._local_line):
            yield f"{path}:{number}"
        above = [os.path.join(*[os.pardir] * n) for n in range(self._depth, 0, -1)]
        within = sorted({os.path.dirname(path) for path in paths} | {""})
        for place in [*above, *within]:
            near = os.path.join(place, attributes.FILE)
            with suppress(DataError):  # git reads no link and no giant either
                for number in attributes.naming(folder.read(self._root, near, LARGEST), attribute, attributes.LINE):
                    yield f"{folder.shown(self._root, near)}:{number}"

    def _told(self, keys: Iterator[str]) -> Iterator[Changed]:
        shown = folder.shown(self._root, configuration.path(self._root))
        for key in keys:
            yield Changed(shown, f"{key} = {configuration.KEYS[key]}")

    def _shared_file(self) -> tuple[str, bytes | None, _Write]:
        """The file of the chronology, which is for all who have it: its path, what it holds, and what writes it."""
        name = folder.inside(self._root, attributes.FILE)

        def write(data: bytes, seen: bytes | None) -> None:
            if data or seen is None:
                self._writer.replace(name, data, seen)
            else:
                self._writer.remove(name, seen, keep=False)

        is_there = os.path.lexists(os.path.join(self._root, name))
        return folder.shown(self._root, name), folder.read(self._root, name) if is_there else None, write

    def _local_file(self) -> tuple[str, bytes | None, _Write]:
        """The file of this repository alone, which nobody else gets."""
        told = program.run(self._root, "rev-parse", "--git-path", "info/attributes").removesuffix(b"\n")
        path = os.path.join(self._root, os.fsdecode(told))

        def write(data: bytes, seen: bytes | None) -> None:
            with explained(path, "it is as it was"):
                os.makedirs(os.path.dirname(path), exist_ok=True)
                write_output(path, data, seen, self._writer.tell)
                if not data:
                    os.unlink(path)

        return folder.shown("", path), read_output(path), write


def _is_fine(attribute: str, value: str | None) -> bool:
    """Whether an attribute has the value that it must have, or is not set where it must not be."""
    return value == _NEEDED[attribute][0] if attribute in _NEEDED else value in {None, "unset", "false"}


def is_off(root: str, cache: str, day: str) -> bool:
    """Whether files here are to be merged by meaning, and the repository knows nothing of it: once a day, else no.

    Args:
        root: the folder.
        cache: where it is kept that it was asked today.
        day: today.
    """
    with suppress(DataError, OSError):
        if b"merge=timeline" not in folder.read(root, attributes.FILE, LARGEST):
            return False
        stamp = folder.cache_file(root, cache, "asked")
        folder.shut(stamp)
        with open(stamp, "r+", encoding="utf-8") as file:
            if file.read() == day:
                return False
            file.seek(0)
            file.write(day)
        inside = program.run(root, "rev-parse", "--is-inside-work-tree").strip() == b"true"
        return inside and configuration.DRIVER not in configuration.effective(root)
    return False
