"""Two states of a chronology side by side: the files that they do not hold alike, and the tables of each.

Knows commits and the working tree; must not know what an event says. A file that cannot be had stands there with the
reason: nothing is dropped.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from timeline.errors import DataError, Problem
from timeline.eventfile.paths import LARGEST_TABLE, TABLES, counts, is_misnamed, too_large
from timeline.model.register import Register
from timeline.store.files import registers
from timeline.store.files.scan import refusal
from timeline.store.files.snapshot import Snapshot, unfit
from timeline.store.git import history, repository
from timeline.store.git.repository import GitFile

Content = bytes | Problem
"""What a file holds, or why that cannot be had."""


class HeldTables(dict[str, bytes]):
    """The registers and the settings of one state, by path."""

    def __init__(self, files: Mapping[str, Content]) -> None:
        """Take those that are there."""
        super().__init__({path: content for path, content in files.items() if isinstance(content, bytes)})
        self.refused = [content for content in files.values() if isinstance(content, Problem)]

    @cached_property
    def register(self) -> Register:
        """Who was who."""
        return registers.read(self).register


class Sides(NamedTuple):
    """Two states."""

    old: Mapping[str, Content]
    """The files that the other state does not hold alike, by path."""
    new: Mapping[str, Content]
    old_tables: HeldTables
    new_tables: HeldTables


def of_commits(root: str, old: str, new: str) -> Sides:
    """Two commits, by their ids.

    Raises:
        GitError: why git cannot tell.
    """
    rows = [(row.path, row.old[0], row.new) for row in history.changed(root, old, new)]
    return KeptTables(root).sides([(old, new, rows)])[0]


def of_commit(root: str, old: str, tree: Snapshot) -> Sides:
    """A commit, by its id, and the files as they lie on the disk, be they added to git or not.

    A file that the checkout gave CR LF is as it was.

    Raises:
        GitError: why git cannot tell.
    """
    blobs, held = tree.blobs, repository.tree(root, old)
    files = [(path, file) for path, file in held.items() if file.id != blobs.get(path)]
    files += [(path, held[path]) for path in TABLES if path in held]
    before = contents(root, files)(files)
    tables = {path: before[path] for path in TABLES if path in before}
    after = {path: had(tree, path) for path, blob in blobs.items() if path not in held or held[path].id != blob}
    refused = {problem.path: problem for problem in tree.refused}
    after |= refused
    for path in before.keys() & after.keys():
        now, then = after[path], before[path]
        if repository.is_blob(held[path].id, now) if isinstance(now, bytes) else isinstance(then, Problem):
            del after[path], before[path]
    return Sides(
        {path: content for path, content in before.items() if path not in tables or path in after or path not in tree},
        after,
        HeldTables(tables),
        HeldTables({path: refused.get(path) or had(tree, path) for path in TABLES if path in tree or path in refused}),
    )


def had(tree: Mapping[str, bytes], path: str) -> Content:
    """What a file that is there holds, or why that cannot be had."""
    try:
        return tree[path]
    except DataError as error:
        return unreadable(path, error)


def unreadable(path: str, error: DataError) -> Problem:
    """Why the content of a file that is there cannot be had."""
    return Problem(path, 0, 0, "SCH007", error.message, error.hint)


Between = tuple[str, str, Sequence[tuple[str, GitFile | None, GitFile | None]]]
"""Two commits, by their ids, and the files that became others between them; an empty id: before there was anything."""


class KeptTables:
    """The tables of many commits, of which most have the same: each is read once."""

    def __init__(self, root: str) -> None:
        """Take the folder."""
        self.root = root
        self._kept: dict[tuple[tuple[str, str], ...], HeldTables] = {}

    def sides(self, steps: Sequence[Between]) -> list[Sides]:
        """Commits, each beside one before it.

        Raises:
            GitError: why git cannot tell.
        """
        commits = dict.fromkeys(commit for old, new, _ in steps for commit in (old, new) if commit)
        ids = history.blob_ids(self.root, commits, sorted(TABLES))
        tables: dict[str, list[tuple[str, GitFile | None]]] = {
            commit: [(path, GitFile(_PLAIN, ids[commit, path], 0)) for path in sorted(TABLES) if (commit, path) in ids]
            for commit in ("", *commits)
        }
        old = [[(path, file) for path, file, _ in rows] for _, _, rows in steps]
        new = [[(path, file) for path, _, file in rows] for _, _, rows in steps]
        content_of = contents(self.root, (file for some in (*tables.values(), *old, *new) for file in some))

        def tables_of(commit: str) -> HeldTables:
            key = tuple((path, ids[commit, path]) for path, _ in tables[commit])
            if key not in self._kept:
                self._kept[key] = HeldTables(content_of(tables[commit]))
            return self._kept[key]

        return [
            Sides(content_of(were), content_of(are), tables_of(before), tables_of(after))
            for (before, after, _), were, are in zip(steps, old, new, strict=True)
        ]


_PLAIN = "100644"
"""A table that is a link holds what is no TOML, which is said then."""
GitRow = tuple[str, GitFile | None]
"""A path, and what git has there."""
_Files = Iterable[GitRow]


def contents(root: str, files: _Files) -> Callable[[_Files], dict[str, Content]]:
    """What files of git's hold, of those that count; each content is fetched once."""
    wanted = {file.id for path, file in files if file and counts(path) and not unfit(path, file)}
    sizes = repository.sizes(root, wanted)
    data = repository.contents(root, {id_: size for id_, size in sizes.items() if size <= LARGEST_TABLE})

    def content(path: str, file: GitFile) -> Content:
        why = unfit(path, file) or too_large(path, sizes[file.id])
        return refusal(path, *why) if why else data[file.id]

    return lambda some: {p: content(p, file) for p, file in some if file and (counts(p) or is_misnamed(p))}
