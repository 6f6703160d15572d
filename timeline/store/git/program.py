"""Starts git, and nobody else does: under options and in an environment in which no repository starts a program.

Knows how git is run and why it failed; must not know what it is asked.
"""

import os
import shlex
from collections.abc import Callable
from time import monotonic

from timeline.store.git.failures import DamagedError, GitError, NoRepositoryError, NotInstalledError, failure

SAFE = (
    "--no-pager",
    "--literal-pathspecs",
    "--no-replace-objects",
    *("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "safe.bareRepository=explicit"),
    *("-c", "log.showSignature=false", "-c", "diff.external="),
)
"""Options under which no configuration of a repository can start a program (measured with git 2.39)."""


def _silent(_: str) -> None:
    """Report nothing."""


log: Callable[[str], None] = _silent
"""Is told of every git command, and how long it took."""


_OWN = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "",
    "LC_ALL": "C.UTF-8",
    "LANGUAGE": "",
}
"""What git is told: to write nothing, ask nothing, fetch nothing, and speak English."""
_USER = ("GIT_CONFIG_", "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM")
"""What the user may say to git; all else that begins with GIT_ comes from a hook, and is of its repository."""


def run(folder: str, *arguments: str, given: bytes = b"", index: str | None = None) -> bytes:
    """The output of one git command run in `folder`.

    `given` is what it reads; `index` an index other than the repository's own.

    Raises:
        GitError: why git gives none.
    """
    import subprocess  # start-up: most commands ask git nothing

    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_") or k.startswith(_USER)} | _OWN
    if index is not None:
        environment["GIT_INDEX_FILE"] = index
    began = monotonic()
    try:
        done = subprocess.run(
            ["git", *SAFE, "-C", folder, *arguments], input=given, capture_output=True, check=False, env=environment
        )
    except OSError as error:
        log(f"git cannot be run: {error.strerror}")
        raise NotInstalledError(f"git cannot be run: {error.strerror}") from error
    log(f"git {shlex.join(arguments)} ({monotonic() - began:.3f} s)")
    if done.returncode:
        why = failure(done.stderr)
        raise DamagedError(why.message) if _lies_in_ruins(folder, why) else why
    return done.stdout


def _lies_in_ruins(folder: str, why: GitError) -> bool:
    """Tell whether it lies in something that was a repository, where git says that it lies in none."""
    if not isinstance(why, NoRepositoryError) or os.environ.get("GIT_CEILING_DIRECTORIES"):
        return False
    from pathlib import PurePath  # start-up: nearly always git knows

    here = PurePath(os.path.abspath(folder))
    parts = (up / ".git" / part for up in (here, *here.parents) for part in ("HEAD", "objects"))
    return any(map(os.path.lexists, parts))
