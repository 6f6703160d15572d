"""What a merge has left in git's index: the files of which it holds a side each, and which commits these sides are.

Knows stages, and the states in which git waits for a person; must not know what a file says. What is changed here is
changed as the user would do it, and only what is named.
"""

import os
from collections.abc import Collection, Sequence
from contextlib import suppress
from typing import NamedTuple

from timeline.store.git import committing, repository
from timeline.store.git.failures import GitError, UnknownRevisionError, failure
from timeline.store.git.program import run

_FILES = {"100644", "100755"}
"""Modes of ordinary files: a link or a repository within the repository is nothing to be merged here."""
_LEFT = "AUTO_MERGE"
"""The tree as git left it when it stopped, markers and all (git-diff, since git 2.34)."""


class Stages(NamedTuple):
    """The ids of what git's index holds of one path; empty where a side has none."""

    base: str = ""
    ours: str = ""
    theirs: str = ""

    def side(self, side: str) -> str:
        """What one side has."""
        return self.ours if side == "ours" else self.theirs

    @property
    def both(self) -> bool:
        """Whether each side has the file, so that there is something to be merged."""
        return bool(self.ours and self.theirs)


def unmerged(root: str) -> dict[str, Stages]:
    """What is not merged of a folder, by path within it.

    Raises:
        GitError: why git cannot tell.
    """
    return _stages(run(root, "ls-files", "-u", "-z"))


def settled(root: str) -> dict[str, Stages]:
    """What was merged by hand since, and git could merge again, by path within the folder.

    Raises:
        GitError: why git cannot tell.
    """
    return _stages(run(root, "ls-files", "--resolve-undo", "-z"))


def _stages(listed: bytes) -> dict[str, Stages]:
    """The rows of `ls-files -u` or `--resolve-undo`: MODE ID STAGE, a tab and the path."""
    found: dict[str, Stages] = {}
    for row in listed.split(b"\0")[:-1]:
        head, _, name = row.partition(b"\t")
        mode, id_, stage = head.decode().split(" ")
        if mode in _FILES:
            path = os.fsdecode(name)
            found[path] = found.get(path, Stages())._replace(**{Stages._fields[int(stage) - 1]: id_})
    return found


def elsewhere(root: str) -> int:
    """Count the files of the whole repository that are not merged.

    Raises:
        GitError: why git cannot tell.
    """
    top = os.fsdecode(run(root, "rev-parse", "--show-toplevel").rstrip(b"\r\n"))
    return len({row.partition(b"\t")[2] for row in run(top, "ls-files", "-u", "-z").split(b"\0")[:-1]})


def add(root: str, paths: Collection[str]) -> None:
    """Take files as they are now for merged.

    Raises:
        GitError: git refuses.
    """
    _done(root, ("add", *_LISTED), [_LITERAL + os.fsencode(path) for path in paths])


def forget(root: str, paths: Collection[str]) -> None:
    """Take files out of the index, as what is not to be in the merge; the files themselves are left alone.

    Raises:
        GitError: git refuses.
    """
    # `rm --pathspec-from-file` fails in every folder but the first of a repository (git 2.39)
    _done(root, ("update-index", "--force-remove", "-z", "--stdin"), [*map(os.fsencode, paths)])


def stage(root: str, path: str, stages: Stages) -> None:
    """Have the index hold what the sides have of one file, in place of what it holds of it.

    Raises:
        GitError: git refuses.
    """
    name = os.fsencode((repository.prefix(root) or "") + path)
    ids = [id_ for id_ in stages if id_]
    rows = [f"0 {'0' * len(ids[0])}\t".encode() + name]
    rows += [f"100644 {id_} {n}\t".encode() + name for n, id_ in enumerate(stages, 1) if id_]
    _done(root, ("update-index", "-z", "--index-info"), [*rows, b""])


def of_pair(root: str, base: str, ours: str, theirs: str) -> Stages:
    """What each side has committed of one file under its own name of it; empty where git does not tell.

    Args:
        root: the folder.
        base: the id of what it held before.
        ours: its path on our side.
        theirs: its path on the other.
    """
    found = (_blob(root, revision, theirs) for revision in _OTHERS[:3])
    return Stages(base, _blob(root, "HEAD", ours), next(filter(None, found), ""))


def _blob(root: str, revision: str, path: str) -> str:
    """The id of what a commit has at a path; empty where it has nothing, or is none."""
    with suppress(GitError):
        return run(root, "rev-parse", "--verify", f"{revision}:./{path}").decode().strip()
    return ""


def merge_again(root: str, path: str) -> None:
    """Merge one file again, over what there is of it: with the drivers that the user has, and git's markers.

    Raises:
        GitError: git refuses.
    """
    _done(root, ("checkout", "--merge", *_LISTED), [_LITERAL + os.fsencode(path)])


_LITERAL = b":(literal)"
_LISTED = ("--pathspec-from-file=-", "--pathspec-file-nul")


def _done(root: str, words: Sequence[str], given: Collection[bytes]) -> None:
    """Do what writes the index, as the user would.

    Raises:
        GitError: git refuses.
    """
    done = committing.waited(root, words, b"\0".join(given))
    if done.code:
        why = failure(done.err.replace(_LITERAL, b""))
        raise GitError(why.message, why.hint)


def left(root: str, path: str) -> bytes | None:
    """What the merge had left in a file, whatever was done with it since; None where git does not know it any more."""
    with suppress(GitError):
        return run(root, "cat-file", "blob", f"{_LEFT}:./{path}")
    return None


_OTHERS = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REBASE_HEAD", "REVERT_HEAD", "stash@{0}")
"""Where the commit may be whose changes are merged (gitrevisions); a merge that goes on has just one of the first."""


def is_committed(root: str, path: str, data: bytes) -> bool:
    """Tell whether a commit of either side surely has this very content at this path, so that the file may go."""
    ids = (_blob(root, revision, path) for revision in ("HEAD", *_OTHERS))
    return any(repository.is_blob(id_, data) for id_ in ids if id_)


def sides(root: str) -> str:
    """Say which commits ours and theirs are, as far as git tells; empty where it does not.

    Raises:
        GitError: why git cannot tell.
    """
    of_git = repository.git_dir(root)
    going_on = [name for name in committing.ONGOING if os.path.lexists(os.path.join(of_git, name))]
    ours = _named(root, "HEAD")
    if not going_on or not ours:
        return ""
    if going_on[0].startswith("rebase"):
        theirs = _named(root, "REBASE_HEAD")
        return f"ours: {ours}, what is there already; theirs: {theirs}, the commit of yours that is replayed" * bool(
            theirs
        )
    names = (_named(root, revision) for revision in _OTHERS[:2])
    if theirs := next(filter(None, names), ""):
        return f"ours: {ours}; theirs: {theirs}"
    if theirs := _named(root, "REVERT_HEAD"):
        return f"ours: {ours}; theirs: what was before {theirs}"
    return ""


def _named(root: str, revision: str) -> str:
    """A commit by its branches, and its id in short; empty where there is none."""
    try:
        id_ = run(root, "rev-parse", "--short", "--verify", f"{revision}^{{commit}}").decode().strip()
    except UnknownRevisionError:
        return ""
    name = "--format=%(if)%(symref)%(then)%(else)%(HEAD)%(refname:short)%(end)"  # origin/HEAD is another word for one
    told = (name, f"--points-at={revision}", "refs/heads", "refs/remotes")
    branches = [*filter(None, run(root, "for-each-ref", *told).decode(errors="replace").splitlines())]
    branch = min(branches, key=lambda name: name[0] != "*", default="")[1:]  # several may have come this far
    return f"{branch} ({id_})" if branch else id_


def comes_next(root: str) -> str:
    """Say how that goes on for which git waits; empty where it waits for nothing.

    Raises:
        GitError: why git cannot tell.
    """
    of_git = repository.git_dir(root)
    for name, (what, hint) in committing.ONGOING.items():
        if os.path.lexists(os.path.join(of_git, name)):
            return f"{what} going on: {hint}"
    return ""
