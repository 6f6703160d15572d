"""A chronology as the check rules see it: from its files, or from git's index; and what they say of one event.

Joins store and checks, which do not know one another. Knows no rule by name, and prints nothing.
"""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import timeline
from timeline.checks.corpus import Corpus, Outside
from timeline.checks.registry import Rule, chosen, meant
from timeline.checks.runner import Checked, run
from timeline.errors import DataError, Problem, UsageError
from timeline.store.chronology import Chronology
from timeline.store.files import folder
from timeline.store.git import repository
from timeline.store.index.report_cache import Kept

_LINK = "120000"
"""Mode of a symbolic link in git (gitformat-index, "object type")."""


class _Files(Mapping[str, bytes]):
    """Files of the disk by path, each read when it is asked for."""

    def __init__(self, root: str, paths: Iterable[str]) -> None:
        self.root = root
        self.paths = dict.fromkeys(paths)

    def __getitem__(self, path: str) -> bytes:
        """The bytes of one of them.

        Raises:
            DataError: it cannot be read.
        """
        if path not in self.paths:
            raise KeyError(path)
        return folder.read(self.root, path)

    def __contains__(self, path: object) -> bool:
        return path in self.paths

    def __iter__(self) -> Iterator[str]:
        return iter(self.paths)

    def __len__(self) -> int:
        return len(self.paths)


def corpus(chronology: Chronology, today: date) -> Corpus:
    """The files as they lie on the disk."""
    root, scan = chronology.root, chronology.scan
    files = _Files(root, [*_stats(chronology), *scan.registers, folder.MARKER])
    outside = Outside(today.toordinal(), _copies(root), _recorded(root))
    return Corpus(files, outside, refused=scan.refused)


def _stats(chronology: Chronology) -> dict[str, folder.Stat]:
    """The event files by path."""
    return {prefix + name: stat for prefix, names in chronology.scan.folders.items() for name, stat in names.items()}


def found(chronology: Chronology, corpus: Corpus, rules: Iterable[Rule], only: Collection[str] | None) -> list[Problem]:
    """What the rules find in the files on the disk; what was found in a file before is not looked for again.

    That owes to the registers, to the day, to whether git can be asked, and to the rules themselves.

    Args:
        chronology: where the files are, and where what they came to is kept.
        corpus: the same files, for the rules.
        rules: those that are asked.
        only: the paths of the files to report on; None for all.
    """
    tables = [table.data for table in corpus.tables]
    outside = corpus.outside
    stamp = repr((timeline.__version__, _edition(), outside.today, outside.recorded is not None, tables)).encode()
    kept = Kept(chronology.root, chronology.cache, stamp, Checked, Checked.plain)
    stats = _stats(chronology) | chronology.scan.registers
    known = kept.values(stats)
    problems = run(corpus, rules, only, known)
    kept.keep(stats, known)
    return problems


def _edition() -> list[tuple[str, int, int]]:
    """Name, size and time of each file of the program: whoever changes a rule is not told what it found before."""
    found = []
    for place, _, names in os.walk(os.path.dirname(timeline.__file__)):
        for name in names:
            if name.endswith(".py"):
                stat = os.stat(os.path.join(place, name))
                found.append((name, stat.st_size, stat.st_mtime_ns))
    return sorted(found)


def staged(chronology: Chronology, today: date) -> Corpus:
    """The files as they would be committed now.

    Raises:
        DataError: there is no git, or no repository.
    """
    root = chronology.root
    index = repository.index(root)
    if index is None:
        raise DataError("git has no index for this folder", "--staged looks at what would be committed")
    refused = []
    wanted = {}
    for path, entry in index.items():
        if not path.endswith(".toml") or path.startswith(f"{folder.COPIES}/"):
            continue
        if any(part[0] in "._" for part in path.split("/")):
            continue
        if entry.stage:
            refused.append(_refused(path, "is not merged", "resolve the conflict, then `git add` it"))
        elif entry.mode == _LINK:
            refused.append(_refused(path, "is a link; links are not followed", "put the file itself here"))
        else:
            wanted[path] = entry.id
    held = repository.blobs(root, wanted.values(), folder.MAX_SIZE)
    data = {}
    for path, id_ in wanted.items():
        content = held.get(id_)
        if content is None:
            refused.append(_refused(path, f"is larger than {folder.MAX_SIZE >> 20} MiB", "one file, one event"))
        else:
            data[path] = content

    def copy(path: str) -> bytes | None:
        entry = index.get(path)
        return repository.blobs(root, [entry.id], None).get(entry.id) if entry and entry.mode != _LINK else None

    outside = Outside(today.toordinal(), copy)
    return Corpus(data, outside, refused=refused)


def _refused(path: str, message: str, hint: str) -> Problem:
    return Problem(path, 0, 0, "SCH007", message, hint)


def _copies(root: str) -> Callable[[str], bytes | None]:
    """Reads a preserved copy, if it lies inside the chronology."""
    real = os.path.realpath(root) + os.sep

    def copy(path: str) -> bytes | None:
        try:
            inside = os.path.realpath(os.path.join(root, path)).startswith(real)
            return folder.read(root, path) if inside else None
        except (DataError, ValueError):  # a name may hold what no name can
            return None

    return copy


def _recorded(root: str) -> Callable[[str, str], str | None] | None:
    """Asks git for the day on which a text was first committed; None where there is no history."""
    if not os.path.isdir(root) or repository.prefix(root) is None:
        return None
    return lambda path, text: repository.first_with(root, path, text.encode())


def rules(corpus: Corpus, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> list[Rule]:
    """The rules to run: what is given here, and for what is not, what timeline.toml says under `[check]`.

    A word of timeline.toml that means no rule is a finding (SCH006), and left out here.

    Raises:
        UsageError: a word given here means no rule.
    """
    held: Any = corpus.settings.get("check")
    held = held if isinstance(held, dict) else {}
    select = [*select]
    selected = select or _known(held.get("select"))
    return chosen(selected, [*ignore, *(() if select else _known(held.get("ignore")))])


def _known(words: Any) -> list[str]:
    """The codes of the rules that a list of timeline.toml means; what is no list, or means none, is left out."""
    known = []
    for word in words if isinstance(words, list) else ():
        try:
            known += [rule.code for rule in meant(str(word))]
        except UsageError:
            continue
    return known


def review(chronology: Chronology, path: str, today: date, linking: Iterable[str] = ()) -> list[Problem]:
    """What the rules say of one event that has just been written, `linking` being the events with a link to it.

    The others are not opened: what shows only beside them (duplicates, one page under two titles) is for `check`.
    """
    root = chronology.root
    names = [path, *(chronology.files[id_] for id_ in linking), folder.MARKER, *chronology.scan.registers]
    data = {name: folder.read(root, name) for name in names}
    outside = Outside(today.toordinal(), _copies(root))
    seen = Corpus(data, outside, ids=chronology.files)
    return run(seen, rules(seen), {path})
