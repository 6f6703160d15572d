"""Starts git, and nobody else does: under options and in an environment in which no repository starts a program.

Only where the user has asked for a commit, git runs as the user would run it.

Knows how git is run and why it failed; must not know what it is asked.
"""

import os
import shlex
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple

from timeline.store.git.bare import BareFolder
from timeline.store.git.failures import DamagedError, GitError, NoRepositoryError, NotInstalledError, failure

if TYPE_CHECKING:
    import subprocess

_LITERAL = "--literal-pathspecs"
SAFE = (
    "--no-pager",
    _LITERAL,
    "--no-replace-objects",
    *("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "safe.bareRepository=explicit"),
    *("-c", "log.showSignature=false", "-c", "diff.external="),
    *("-c", "advice.graftFileDeprecated=false"),  # said of the empty one that it is given, too
    *("-c", "diff.orderFile=/dev/null", "-c", "log.mailmap=false"),  # files anywhere, which may be pipes
    *("-c", "log.showRoot=true", "-c", "log.follow=false", "-c", "log.diffMerges=separate"),  # else `log` leaves out
)
"""Options under which no configuration of a repository starts a program or hides a commit (measured with git 2.39)."""


def _silent(_: str) -> None:
    """Report nothing."""


log: Callable[[str], None] = _silent
"""Is told of every git command, and how long it took."""


_OWN = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_ALLOW_PROTOCOL": "",
    "LC_ALL": "C.UTF-8",
    "LANGUAGE": "",
}
"""What git is told: to write nothing, ask nothing, fetch nothing, and speak English."""
_USER = ("GIT_CONFIG_", "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM")
"""What the user may say to git; all else that begins with GIT_ comes from a hook, and is of its repository."""


def bare(path: str) -> BareFolder | None:
    """The folder of a bare repository that a path names: the repository itself, or what would lie in it."""
    git_dir = path
    while not os.path.isdir(git_dir) and os.path.dirname(git_dir):
        git_dir = os.path.dirname(git_dir)
    if not all(os.path.exists(os.path.join(git_dir, part)) for part in ("HEAD", "objects", "refs")):
        return None
    found = BareFolder.of(path, git_dir)
    with suppress(GitError):
        return found if run(found, "rev-parse", "--is-bare-repository").strip() == b"true" else None
    return None


def run(folder: str, *arguments: str, given: bytes = b"", index: str | None = None, magic: bool = False) -> bytes:
    """The output of one git command.

    Args:
        folder: where it is run.
        arguments: the command.
        given: what it reads.
        index: an index other than the repository's own.
        magic: whether paths may begin with a sign such as `:(exclude)`: those of ours, never those of files.

    Raises:
        GitError: why git gives none.
    """
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_") or k.startswith(_USER)} | _OWN
    if index is not None:
        environment["GIT_INDEX_FILE"] = index
    options = [option for option in SAFE if not (magic and option == _LITERAL)]
    done = _started(options, folder, arguments, given, environment, capture_output=True)
    if done.returncode:
        why = failure(done.stderr)
        raise DamagedError(why.message) if _lies_in_ruins(folder, why) else why
    return bytes(done.stdout)


class Done(NamedTuple):
    """How a git command ended that was run as the user would run it."""

    code: int
    out: bytes
    err: bytes


_AS_USER = ("--no-pager", "-c", "core.fsmonitor=false", "-c", "i18n.commitEncoding=UTF-8")
"""Options of commands that write: hooks inherit them, so that they are few."""
_OF_REPOSITORY = frozenset(
    "GIT_ALTERNATE_OBJECT_DIRECTORIES GIT_COMMON_DIR GIT_DIR GIT_GLOB_PATHSPECS GIT_GRAFT_FILE GIT_ICASE_PATHSPECS"
    " GIT_IMPLICIT_WORK_TREE GIT_INDEX_FILE GIT_INTERNAL_SUPER_PREFIX GIT_LITERAL_PATHSPECS GIT_NAMESPACE"
    " GIT_NOGLOB_PATHSPECS GIT_NO_REPLACE_OBJECTS GIT_OBJECT_DIRECTORY GIT_PREFIX GIT_QUARANTINE_PATH"
    " GIT_REPLACE_REF_BASE GIT_SHALLOW_FILE GIT_WORK_TREE".split()
)
"""What a hook hands on of its own repository (`git rev-parse --local-env-vars`), and how paths are to be read."""


def run_as_user(folder: str, *arguments: str, given: bytes = b"") -> Done:
    """How one git command ends that writes, with all that the user has configured: hooks, filters, what signs, names.

    A hook may leave something running: nobody waits for that.

    Raises:
        NotInstalledError: there is no git.
        GitError: there is no room for what it says.
    """
    from tempfile import TemporaryFile  # start-up: few commands write so

    environment = {name: value for name, value in os.environ.items() if name not in _OF_REPOSITORY}
    with ExitStack() as stack:
        try:
            out, err = (stack.enter_context(TemporaryFile(buffering=0)) for _ in range(2))
        except OSError as error:
            said = f"git cannot be asked: {error.strerror}"
            raise GitError(said, "no temporary file can be made for what it says") from error
        done = _started(_AS_USER, folder, arguments, given, environment, stdout=out, stderr=err)
        out.seek(0)
        err.seek(0)
        return Done(done.returncode, out.read(), err.read())


def _started(
    options: Sequence[str],
    folder: str,
    arguments: Sequence[str],
    given: bytes,
    environment: Mapping[str, str],
    **streams: Any,
) -> "subprocess.CompletedProcess[bytes]":
    """Run git until it ends.

    Args:
        options: before the command.
        folder: where.
        arguments: the command and what is behind it.
        given: what it reads.
        environment: of the process.
        streams: where its output goes.

    Raises:
        NotInstalledError: there is no git.
    """
    import subprocess  # start-up: most commands ask git nothing

    began = monotonic()
    try:
        done = subprocess.run(
            ["git", *options, *_at(folder), *arguments], input=given, check=False, env=environment, **streams
        )
    except OSError as error:
        log(f"git cannot be run: {error.strerror}")
        raise NotInstalledError(f"git cannot be run: {error.strerror}") from error
    log(f"git {shlex.join(arguments)} ({monotonic() - began:.3f} s)")
    return done


def _at(folder: str) -> list[str]:
    return [f"--git-dir={folder.git_dir}"] if isinstance(folder, BareFolder) else ["-C", folder]


def _lies_in_ruins(folder: str, why: GitError) -> bool:
    """Tell whether it lies in something that was a repository, where git says that it lies in none."""
    if not isinstance(why, NoRepositoryError) or os.environ.get("GIT_CEILING_DIRECTORIES"):
        return False
    from pathlib import PurePath  # start-up: nearly always git knows

    here = PurePath(os.path.abspath(folder))
    parts = (up / ".git" / part for up in (here, *here.parents) for part in ("HEAD", "objects"))
    return any(map(os.path.lexists, parts))
