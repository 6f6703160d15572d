"""What commits did to the files of a folder: between two of them, and one after the other.

Knows commits, paths and blobs; must not know what a file says. Renames are nobody's guess here: a file that has
another path is one gone and one come (`--no-renames`), and who knows what stands in them joins the two.
"""

import os
from collections.abc import Collection, Sequence
from typing import NamedTuple

from timeline.store.git.program import run
from timeline.store.git.repository import GitFile, is_shallow

NEVER = "-O/dev/null"
"""No order of files that a repository names, in a file that may be anywhere."""


class Touched(NamedTuple):
    """What became of one file."""

    path: str
    """Within the folder."""
    old: tuple[GitFile | None, ...]
    """What it was; in a merge, for each of the commits that were merged. None: it was not there."""
    new: GitFile | None
    """What it is; None: it is gone."""


class Logged(NamedTuple):
    """One commit that changed files of the folder."""

    id: str
    parents: tuple[str, ...]
    """The commits before it that changed the folder, too."""
    author: str
    written: int
    """When its author wrote it, by that author's clock, in seconds since 1970."""
    recorded: int
    """When it became this commit, by the committer's clock."""
    subject: str
    changes: tuple[Touched, ...]
    """Of a merge only what is as none of the merged commits has it."""
    begins: bool
    """History here begins with it, and only here: the clone is shallow, or the folder was elsewhere in the repository.

    What it holds may have been there for long.
    """


def changed(root: str, old: str, new: str) -> list[Touched]:
    """The files of a folder that two commits do not hold alike.

    Raises:
        GitError: why git cannot tell.
    """
    return _diff_tree(root, "--relative", "--end-of-options", old, new)


def _diff_tree(root: str, *words: str) -> list[Touched]:
    rows = ("-r", "-z", "--raw", "--no-abbrev", "--no-renames", "--no-ext-diff", NEVER)
    tokens = iter(run(root, "diff-tree", *rows, *words).split(b"\0")[:-1])
    return [_touched(head, next(tokens), "") for head in tokens]


def commits(root: str, prefix: str, tips: Sequence[str], without: str = "") -> list[Logged]:
    """The commits that changed files of a folder, each before those that it was made after.

    Args:
        root: the folder.
        prefix: where it lies in its repository (`repository.prefix`).
        tips: the newest commits to look at.
        without: a commit of which nothing is wanted, nor of those before it.

    Raises:
        GitError: why git cannot tell.
    """
    listed = run(
        root,
        *("log", "--topo-order", "--full-history", "--parents", "--no-follow", "--root", "--encoding=UTF-8"),
        *("--raw", "-z", "-c", "--no-abbrev", "--no-renames", "--no-relative", "--no-ext-diff", "--no-color", NEVER),
        *("--format=%H %P%n%at %ct%n%an%n%s", "--end-of-options", *tips, *[f"^{without}"] * bool(without), "--", "."),
    )
    begins = _cut_off(root, tips)
    found: list[tuple[list[str], list[Touched]]] = []
    tokens = (token.removeprefix(b"\n") for token in listed.split(b"\0"))
    for token in filter(None, tokens):
        if token.startswith(b":"):
            found[-1][1].append(_touched(token, next(tokens), prefix))
        else:
            found.append((token.decode(errors="replace").split("\n", 3), []))
    return [_logged(head, changes, begins) for head, changes in found]


def came_from(root: str, prefix: str, commit: str) -> str | None:
    """Where a folder lay before a commit moved it: none of its files is there any more, and one at least is the same.

    Args:
        root: the folder.
        prefix: where it lies in its repository.
        commit: the commit with which its history begins.

    Raises:
        GitError: why git cannot tell.
    """
    rows = _diff_tree(root, "--no-relative", "--no-commit-id", "--end-of-options", commit)
    come = {(row.new.id, row.path.removeprefix(prefix)) for row in rows if row.new and row.path.startswith(prefix)}
    for row in rows:
        if row.old[0] and not row.new:
            parts = row.path.split("/")
            found = (n for n in range(len(parts)) if (row.old[0].id, "/".join(parts[n:])) in come)
            if (n := next(found, None)) is not None:
                return "/".join(parts[:n])
    return None


def _logged(head: list[str], changes: list[Touched], begins: Collection[str]) -> Logged:
    ids, clocks, author, subject = head
    id_, *parents = ids.split()
    written, recorded = (int(clock) if clock.isdecimal() else 0 for clock in clocks.split(" "))  # 0: git reads no time
    return Logged(id_, tuple(parents), author, written, recorded, subject, tuple(changes), id_ in begins)


def _touched(head: bytes, path: bytes, prefix: str) -> Touched:
    """A row of `--raw`: a colon for each old side; the modes, old ones first; the ids likewise; a word for each."""
    sides = len(head) - len(head.lstrip(b":"))
    words = head.decode().lstrip(":").split(" ")
    files = [
        GitFile(mode, id_, 0) if int(mode) else None
        for mode, id_ in zip(words[: sides + 1], words[sides + 1 : 2 * sides + 2], strict=True)
    ]
    return Touched(os.fsdecode(path).removeprefix(prefix), tuple(files[:-1]), files[-1])


def _cut_off(root: str, tips: Sequence[str]) -> frozenset[str]:
    """The commits with which the history of a shallow clone begins: each names parents that are not here."""
    if not is_shallow(root):
        return frozenset()
    found = run(root, "rev-list", "--max-parents=0", "--header", "--end-of-options", *tips)
    heads = (commit.partition(b"\n\n")[0].split(b"\n") for commit in found.split(b"\0"))
    return frozenset(head[0].decode() for head in heads if any(line.startswith(b"parent ") for line in head))


def merge_base(root: str, one: str, other: str) -> str | None:
    """The commit in which two histories part; None: they have nothing in common.

    Raises:
        GitError: why git cannot tell.
    """
    found = run(root, "rev-parse", "--end-of-options", f"{one}...{other}").decode().split()
    return next((line[1:] for line in found if line.startswith("^")), None)


def blob_ids(root: str, commits: Collection[str], paths: Collection[str]) -> dict[tuple[str, str], str]:
    """The ids of single files of the folder in some commits, by commit and path; of those that are there.

    Raises:
        GitError: why git cannot tell.
    """
    asked = [(commit, path) for commit in commits for path in paths]
    given = "".join(f"{commit}:./{path}\n" for commit, path in asked).encode()
    rows = run(root, "cat-file", "--batch-check", given=given).decode(errors="replace").splitlines()
    return {key: row.split()[0] for key, row in zip(asked, rows, strict=True) if row.split()[1:2] == ["blob"]}
