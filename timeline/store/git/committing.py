"""One commit of named files, and of nothing else: what others have staged stays staged, no history is changed or sent.

Hooks, filters and signing run as the user has configured them, since the user has asked for a commit. Knows paths and
git; must not know what an event is, nor what the message says.
"""

import os
import time
from collections.abc import Collection, Sequence
from contextlib import suppress
from typing import NamedTuple

from timeline.store.git import program, repository
from timeline.store.git.failures import (
    BareError,
    GitError,
    NoIdentityError,
    NotCommittedError,
    OngoingError,
    UnmergedError,
)

ONGOING = {
    "MERGE_HEAD": ("a merge is", "`git merge --continue` ends it, `git merge --abort` gives it up"),
    "rebase-merge": ("a rebase is", "`git rebase --continue` goes on with it, `git rebase --abort` gives it up"),
    "rebase-apply": ("a rebase, or a series of patches, is", "`git status` says how it goes on"),
    "CHERRY_PICK_HEAD": (
        "a cherry-pick is",
        "`git cherry-pick --continue` ends it, `git cherry-pick --abort` gives it up",
    ),
    "REVERT_HEAD": ("a revert is", "`git revert --continue` ends it, `git revert --abort` gives it up"),
    "sequencer": ("a series of cherry-picks or reverts is", "`git status` says how it goes on"),
    "SQUASH_MSG": ("a squashed merge is", "`git commit` ends it"),
}
"""What in git's folder tells that something is to be ended first, which a commit of ours would spoil."""
_HOOKS = ("pre-commit", "prepare-commit-msg", "commit-msg")
"""Those that can refuse a commit by their exit code, in the order in which they are run (githooks)."""
PAUSE, TRIES = 0.1, 50
"""Seconds between two tries, and how many there are, while another git has the lock of the index."""


class Committed(NamedTuple):
    """What became of files that were to be committed."""

    id: str
    """Of the commit, as short as git writes it; empty where there was nothing to commit."""
    ignored: list[str]
    """Files that git ignores, which are in no commit."""


def must_be_possible(root: str) -> None:
    """See that a commit can be made in the repository of a folder, before anything is written.

    Raises:
        GitError: why not: no git, no repository, a merge that is going on, nobody's name.
    """
    if program.run(root, "rev-parse", "--is-inside-work-tree").strip() != b"true":
        raise BareError("this repository has no working tree")
    of_git = repository.git_dir(root)
    for name, (what, hint) in ONGOING.items():
        if os.path.lexists(os.path.join(of_git, name)):
            raise OngoingError(f"{what} going on in this repository", hint)
    if program.run(_line(program.run(root, "rev-parse", "--show-toplevel")), "ls-files", "-u", "-z"):
        raise UnmergedError("there are conflicts in this repository")
    for who in ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"):
        if program.run_as_user(root, "var", who).code:
            raise NoIdentityError("git does not know in whose name to commit")


def commit(root: str, paths: Collection[str], message: str) -> Committed:
    """Commit files of a folder as they are now, also those that are gone.

    Args:
        root: the folder.
        paths: of the files, within it.
        message: all of it; lines that begin with `#` are a part of it.

    Raises:
        NotCommittedError: git, one of its hooks or what signs refuses, or all of the files are ignored.
        GitError: git gives no answer.
    """
    known = {*_paths(program.run(root, "ls-files", "-z"))}
    new = {*_paths(program.run(root, "ls-files", "-z", "--others", "--exclude-standard"))}
    if outside := [path for path in paths if path.startswith("../")]:  # the report of an edition: git lists a folder
        known |= {*_paths(program.run(root, "ls-files", "-z", "--", *outside))}
        new |= {*_paths(program.run(root, "ls-files", "-z", "--others", "--exclude-standard", "--", *outside))}
    there = [path for path in paths if path in known or os.path.lexists(os.path.join(root, path))]
    ignored = [path for path in there if path not in known | new]
    taken = [path for path in there if path in known | new]
    if not taken:
        return Committed("", ignored)
    added = [path for path in taken if path in new]
    command = "add"
    try:
        if added:
            _done(root, added, command)
        command = "commit"
        done = _done(root, taken, command, "--only", "--no-verbose", "--cleanup=whitespace", f"--message={message}")
    except NotCommittedError as error:
        error.taken, error.is_added = taken, command == "commit"
        raise
    if done.code:
        return Committed("", ignored)
    id_ = "HEAD"
    with suppress(GitError):  # it is made, whether or not git tells of it
        id_ = _line(program.run(root, "rev-parse", "--short", "HEAD"))
    return Committed(id_, ignored)


def _done(root: str, paths: Collection[str], command: str, *options: str) -> program.Done:
    """What git says to a command about files, each meant letter by letter; while its index is locked, it is waited.

    Of exit code 1 there is only left that nothing is to be done: then `commit` tells on stdout how things stand, to
    which all that hooks say never goes.

    Raises:
        NotCommittedError: git refuses.
    """
    given = b"\0".join(b":(literal)" + os.fsencode(path) for path in paths)
    words = (command, *options, "--pathspec-from-file=-", "--pathspec-file-nul")
    done = waited(root, words, given)
    if done.code == 0 or (done.code == 1 and done.out.strip()):
        return done
    hooks = [name for name in _HOOKS if _is_run(root, name)] if command == "commit" and done.code == 1 else []
    said = [line.rstrip() for line in done.err.decode("utf-8", "replace").splitlines() if line.strip()]
    raise NotCommittedError(hooks, said)


def waited(root: str, words: Sequence[str], given: bytes) -> program.Done:
    """How a git command ends that writes the index, once no other git has the lock of it, or has it for too long."""
    done, tries = program.run_as_user(root, *words, given=given), 1
    while done.code == 128 and b"index.lock" in done.err and tries < TRIES:
        time.sleep(PAUSE)
        done, tries = program.run_as_user(root, *words, given=given), tries + 1
    return done


def _is_run(root: str, hook: str) -> bool:
    """Whether git would run a hook here: there is one, and it may be run."""
    path = _line(program.run_as_user(root, "rev-parse", "--git-path", f"hooks/{hook}").out)
    return os.access(os.path.join(root, path), os.X_OK)


def _line(said: bytes) -> str:
    return os.fsdecode(said.removesuffix(b"\n").removesuffix(b"\r"))


def _paths(listed: bytes) -> list[str]:
    return [os.fsdecode(path) for path in listed.split(b"\0")[:-1]]
