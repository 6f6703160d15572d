"""Why git gave no answer: each reason is a class, so that none of them is taken for an answer.

Knows git's own words for each reason (git 2.39 and later, in English: LC_ALL is set); must not know what was asked for.
"""

import re
from collections.abc import Sequence
from typing import ClassVar

from timeline.errors import DataError
from timeline.text.lists import joined


class GitError(DataError):
    """git gave no answer; the message says why, in its own words where it has any."""

    why: ClassVar[str] = "git failed"
    """The reason in a few words that name no place of this machine, for a document."""
    cure: ClassVar[str] = "`git status` may say more"

    def __init__(self, message: str, hint: str = "") -> None:
        """Take what went wrong; the hint is the cure of the class where none is given."""
        super().__init__(message, hint or self.cure)


class NotInstalledError(GitError):
    """There is no git to be run."""

    why = "git is not installed"
    cure = "install git, or put it on the PATH"


class NoRepositoryError(GitError):
    """The folder lies in no repository."""

    why = "they are in no repository"
    cure = "`git init` makes a repository"


class DamagedError(GitError):
    """There is a repository, which git takes for none."""

    why = "git takes the repository that is there for none"
    cure = "is `.git/HEAD` damaged, or gone? it mostly reads `ref: refs/heads/main`"


class UnknownRevisionError(GitError):
    """There is no such commit, or it does not hold the path."""

    why = "there is no such commit"
    cure = "`git log` shows the commits there are"


class NotThenError(UnknownRevisionError):
    """The first commit was made later."""

    why = "nothing was committed yet"


class ShallowError(GitError):
    """The history begins late: what was before is not here."""

    why = "the history here is cut off (shallow clone)"
    cure = "`git fetch --unshallow` brings the rest"


class ObjectsMissingError(GitError):
    """Parts of the repository are not here: it is a partial clone, or damaged."""

    why = "parts of the repository are not here"
    cure = "`git fetch --refetch --no-filter` brings them to a partial clone; `git fsck` names what is damaged"


class RefusedOwnerError(GitError):
    """git answers nothing about a repository of another owner (git-config, safe.directory)."""

    why = "git refuses to answer, for the repository belongs to another user"
    cure = "`git status` says how to trust it (safe.directory)"


class BareError(GitError):
    """The repository has no working tree, so that nothing can be written into it."""

    why = "the repository has no working tree"
    cure = "`git clone` makes one of it that has a working tree"


class OngoingError(GitError):
    """A merge, a rebase or the like is going on, which a commit would spoil."""


class UnmergedError(GitError):
    """Some files are in conflict, which git commits in part never."""

    cure = "`git status` names the files: settle them, then `git add` each"


class NoIdentityError(GitError):
    """git does not know in whose name to commit."""

    cure = 'say who you are: `git config user.name "Your Name"` and `git config user.email you@example.org`'


class NotCommittedError(GitError):
    """What was written is in no commit, since git, a hook or what signs refuses it."""

    exit_code = 1
    taken: Sequence[str] = ()
    """The files that would be in the commit."""
    is_added = True
    """Whether git has taken up those of them that are new."""

    def __init__(self, hooks: Sequence[str], said: Sequence[str]) -> None:
        """Take the hooks that may have refused it, and the lines that were said."""
        named = joined([f'"{hook}"' for hook in hooks], "or")
        lines = [*said[:MOST], *[f"and {len(said) - MOST:,} more lines"] * (len(said) > MOST)] or ["nothing"]
        what = "\n  ".join(["", *lines] if lines[1:] else [f" {lines[0]}"])
        super().__init__(f"{f'hook {named}' if hooks else 'git'} said:{what}")


MOST = 20
"""So many lines of what a hook said are told."""
_KNOWN = {
    RefusedOwnerError: "dubious ownership|unsafe repository",
    BareError: "cannot use bare repository|must be run in a work tree|outside working tree",
    NoRepositoryError: r"not a git repository \(or any",
    UnknownRevisionError: "unknown revision|bad revision|needed a single revision|not a valid object name"
    "|not a tree object|does not exist in|but not in",
    ObjectsMissingError: "unable to read|could not read|bad object|bad tree object|missing|could not fetch|promisor"
    "|corrupt|could not get object info|failed to read",
}
"""What git says of each reason; the first that is found counts."""
_LONGEST = 500
"""So many characters of what git says are told."""
_ADVICE = re.compile(r"git config --global --add safe\.directory .+")


def failure(said: bytes) -> GitError:
    """The reason that git's last words give."""
    lines = [" ".join(line.split()) for line in said.decode("utf-8", "replace").splitlines()]
    worst = (line for start in ("fatal: ", "error: ") for line in lines if line.startswith(start))
    words = next(worst, lines[0] if lines else "it said nothing")  # a merge driver, too, may have said something
    kind = next((kind for kind, known in _KNOWN.items() if re.search(known, words, re.IGNORECASE)), GitError)
    advice = next(filter(None, map(_ADVICE.search, lines)), None)
    return kind(
        f"git: {words.removeprefix('fatal: ').removeprefix('error: ')[:_LONGEST]}",
        f"if you trust it: {advice[0]}" if advice else "",
    )
