"""Which commit is meant: by a name that git knows, or as the newest at a moment.

Knows commits and their order; must not know what they hold. No word of a user's is handed to git as a date: it would
make something of any word (`garbage` is now).
"""

import os
import re
from typing import NamedTuple

from timeline.store.git.failures import GitError, NotThenError, ShallowError, UnknownRevisionError
from timeline.store.git.program import run
from timeline.store.git.repository import has, must_reach_back

_OF_REFLOG = re.compile(r"@\{(?!-?\d+\}|u\}|upstream\}|push\})", re.IGNORECASE)
"""What git would read as a date (gitrevisions, `@{yesterday}`)."""


class Commit(NamedTuple):
    """One commit."""

    id: str
    time: int
    """When it was made, in seconds since 1970, as the clock of who made it had it."""


def named(root: str, text: str) -> Commit | None:
    """The commit that git knows by a name; None where it knows none.

    Raises:
        GitError: why git cannot tell, but for want of such a commit.
    """
    if text[:1] in "-^" or ".." in text or _OF_REFLOG.search(text) or not text.isprintable():
        return None  # no name, but options, or what rev-list reads as several commits
    try:
        return known(root, f"{text}^{{commit}}")
    except UnknownRevisionError:
        return None


def known(root: str, name: str) -> Commit:
    """The commit of a name that means one, or of an id.

    Raises:
        GitError: why git cannot tell.
    """
    time, id_ = run(root, "rev-list", "--max-count=1", "--timestamp", "--end-of-options", name, "--").split()
    return Commit(id_.decode(), int(time))


def unknown(root: str, text: str, hint: str) -> GitError:
    """Why git knows no commit by a name: it may be one that is not here.

    Args:
        root: the folder.
        text: the name.
        hint: what to say where nothing is known but that.
    """
    said = f'git has no commit "{text}"'
    try:
        _must_have_begun(root)
        must_reach_back(root, ())
    except UnknownRevisionError as error:
        return UnknownRevisionError(f"{said}: {error.message}", error.hint)
    except ShallowError as error:
        return ShallowError(f"{said} here: {error.message}")
    return UnknownRevisionError(said, hint)


def _must_have_begun(root: str) -> None:
    """See that there is a first commit.

    Raises:
        UnknownRevisionError: there is none on this branch.
    """
    if not has(root, "HEAD^{commit}"):
        raise UnknownRevisionError("there is no commit here yet", "`git commit` makes the first")


def around(root: str) -> tuple[str, str]:
    """The folders of a submodule and of the repository that it is one of; empty where it is none.

    Raises:
        GitError: why git cannot tell.
    """
    told = ("show-superproject-working-tree", "show-toplevel")
    over = os.fsdecode(run(root, "rev-parse", f"--{told[0]}").rstrip(b"\n"))
    return (os.fsdecode(run(root, "rev-parse", f"--{told[1]}").rstrip(b"\n")), over) if over else ("", "")


def until(root: str, second: int) -> tuple[Commit, int]:
    """The newest commit that was made by a moment, as the commits of HEAD were made one after another (first parents).

    With it comes how many of those before it say that they were made later than that moment: clocks were wrong, or
    history was put in another order.

    Raises:
        NotThenError: the first was made later.
        ShallowError: that may be, or older ones are not here.
        GitError: why git cannot tell.
    """
    _must_have_begun(root)
    rows = [row.split() for row in run(root, "rev-list", "--first-parent", "--timestamp", "HEAD").splitlines()]
    commits = [Commit(id_.decode(), int(time)) for time, id_ in rows]
    place = next((n for n, commit in enumerate(commits) if commit.time <= second), None)
    if place is not None:
        return commits[place], sum(commit.time > second for commit in commits[place:])
    must_reach_back(root, ())
    raise NotThenError("no commit here is that old", f"the first is {commits[-1].id[:7]}: `git log --reverse` shows it")
