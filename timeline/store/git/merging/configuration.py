"""What the configuration of one repository says of merging event files: four keys of ours, and no other.

Nothing is said for all repositories of a user, and nothing that concerns other files. Knows `git config`; must not know
to which files it applies (attributes.py).
"""

import os
from collections.abc import Iterator

from timeline.store.git.program import run

TOOL = "timeline-merge"
DRIVER = "merge.timeline.driver"
KEYS = {
    "merge.timeline.name": "event files by meaning",
    DRIVER: f"command -v {TOOL} >/dev/null 2>&1 && {TOOL} %O %A %B %L %P %S %X %Y; case $? in 0) exit 0;; 66) exit 1;;"
    " *) git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B;; esac",
    "merge.timeline.recursive": "binary",
    "diff.timeline.xfuncname": r"^(\[\[?.*\]\]?|(id|name) *=.*)$",
}
"""What is set. Where the tool is absent, or does not come to its end, git merges line by line, as it would by itself;
of versions that have several histories in common, it hands the oldest one on, and not a merge of them with markers."""


def path(root: str) -> str:
    """The file of it, as seen from the folder.

    Raises:
        GitError: why git cannot tell.
    """
    return os.fsdecode(run(root, "rev-parse", "--git-path", "config").removesuffix(b"\n"))


def held(root: str) -> dict[str, list[str]]:
    """What the repository's own file says of the keys, as often as it does; what it includes is not its own.

    Raises:
        GitError: why git cannot tell.
    """
    return _found(run(root, "config", "--local", "--no-includes", "--list", "-z"))


def effective(root: str) -> dict[str, str]:
    """What git goes by, from whatever file.

    Raises:
        GitError: why git cannot tell.
    """
    return {key: values[-1] for key, values in _found(run(root, "config", "--list", "-z")).items()}


def set_up(root: str) -> Iterator[str]:
    """Set each key that is not set so, once; give its name when it is done.

    Raises:
        GitError: the file cannot be read, or written.
    """
    known = held(root)
    for key, value in KEYS.items():
        if known.get(key) != [value]:
            run(root, "config", "--local", "--replace-all", key, value)
            yield key


def take_back(root: str) -> Iterator[str]:
    """Take away each key that is set as we set it; give its name when it is done.

    Raises:
        GitError: the file cannot be read, or written.
    """
    known = held(root)
    for key, value in KEYS.items():
        if known.get(key) == [value]:
            run(root, "config", "--local", "--unset", key)
            yield key


def _found(listed: bytes) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in listed.decode(errors="backslashreplace").split("\0")[:-1]:
        key, _, value = row.partition("\n")
        if key in KEYS:
            found.setdefault(key, []).append(value)
    return found
