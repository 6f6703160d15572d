"""The user's own programs: the pager that shows a long answer, the browser, and the editor, with its draft.

Knows which editors need a terminal, and which come back before anything is saved; must not know what a text says. A
draft is a file that only its owner can read, in a folder of its own for all that an editor puts beside it.
"""

import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import chain
from shutil import rmtree
from tempfile import mkdtemp
from time import monotonic
from typing import NamedTuple

from timeline.cli import streams
from timeline.cli.session import Session
from timeline.errors import DataError, TimelineError, UsageError

_ON_TERMINAL = frozenset("vi vim nvim ex ed nano pico joe ne micro helix hx kak mcedit jed".split())
_WAITS = {
    ("code", "code-insiders", "codium", "cursor", "windsurf", "zed", "subl", "atom", "pulsar"): ("--wait", "-w"),
    ("gedit", "xed", "pluma"): ("--wait", "-w"),
    ("mate", "bbedit"): ("-w", "--wait"),
    ("kate",): ("--block", "-b"),
    ("gvim", "mvim"): ("-f", "--nofork"),
    ("open",): ("-W", "--wait-apps"),
}
"""Programs that hand a file to a window of theirs, each with the option by which they wait until it is closed."""
_AT_ONCE = 0.5
"""Seconds; nobody leaves an editor that soon."""


class Left(NamedTuple):
    """What an editor leaves."""

    text: str | None
    """The draft; None where it is gone."""
    error: TimelineError | None
    """Why it cannot be used."""
    hint: str
    """How to write the name of an editor that came back before the draft could be changed; empty: it may have waited.
    """


def page(pieces: Iterator[str], pager: str, height: int) -> None:
    """Show an answer with a pager where it is longer than the terminal, and there is one; else print it."""
    first: list[str] = []
    lines = 0
    for piece in pieces:
        first.append(piece)
        lines += piece.count("\n")
        if lines >= height:
            break
    whole, words = chain(first, pieces), list[str]()
    with suppress(ValueError):  # a quote is not closed: it can be no program
        words = shlex.split(pager)
    if lines < height or not words or not shutil.which(words[0]):
        streams.answer(whole)
        return
    environment = {"LESS": "FRX", "LV": "-c", **os.environ}
    shows = subprocess.Popen(  # noqa: S602 - the user's own pager, as git runs it
        pager, shell=True, stdin=subprocess.PIPE, text=True, encoding="utf-8", env=environment
    )
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # ^C is the pager's as long as it runs
    assert shows.stdin
    with suppress(BrokenPipeError):  # the reader has seen enough
        shows.stdin.writelines(whole)
        shows.stdin.close()
    shows.wait()
    signal.signal(signal.SIGINT, before)


def browsed(path: str) -> bool:
    """Show a file in the user's browser; whether there is one."""
    import webbrowser  # start-up: few files are shown in one
    from pathlib import Path

    return webbrowser.open(Path(path).absolute().as_uri())


def edited(session: Session, text: str) -> Left:
    """What the user's editor makes of a text.

    The draft lies in a folder that nobody else can look into, with all that an editor puts beside it; none of it stays.

    Raises:
        UsageError: the editor needs a terminal, and there is none.
        DataError: no draft can be written, or no editor be started.
    """
    name, words = session.options.editor, _words(session.options.editor)
    if not session.options.interactive and words[0] in _ON_TERMINAL:
        hint = "give the fields as flags, or in EDITOR a script or an editor with a window of its own"
        raise UsageError(f"there is no terminal for an editor, and {words[0]} needs one", hint)
    with lent(text) as path:
        command = f"trap : INT; {name} {shlex.quote(path)}"  # ^C is the editor's, as long as it runs
        if os.name == "nt":  # pragma: no cover - Windows
            command = f"{name} {subprocess.list2cmdline([path])}"
        screen = None if os.isatty(1) else 2  # answers alone go to stdout
        started = monotonic()
        try:
            editor = subprocess.Popen(command, shell=True, stdout=screen)  # noqa: S602 - the user's own, as git runs it
        except OSError as error:
            raise DataError(f"no editor can be started: {error.strerror}", "nothing was changed") from error
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        failed = editor.wait()
        signal.signal(signal.SIGINT, before)
        at_once = monotonic() - started < _AT_ONCE
        data = None
        if os.path.isfile(path):
            with open(path, "rb") as saved:
                data = saved.read()
    left = None if data is None else data.decode(errors="surrogateescape")
    fault: TimelineError | None = None
    if failed:
        fault = DataError(f"the editor failed: {name}", "TIMELINE_EDITOR, VISUAL or EDITOR names another")
    elif left and any("\udc80" <= c <= "\udcff" for c in left):
        fault = DataError("the text is not UTF-8", "save it as UTF-8")
    return Left(left, fault, _waiting(words, at_once=at_once))


def _words(editor: str) -> list[str]:
    """The program, without its folder, and what it is given."""
    try:
        program, *given = shlex.split(editor) or [editor]
    except ValueError:  # a quote is not closed, as the shell will say
        return [editor]
    return [os.path.basename(program), *given]


def _waiting(words: list[str], *, at_once: bool) -> str:
    """How to write an editor that does not wait until its window is closed."""
    for programs, options in _WAITS.items():
        if words[0] in programs:
            if not set(options).isdisjoint(words):
                return ""
            return f"{words[0]} comes back before anything is saved: write EDITOR='{words[0]} {options[0]}'"
    if at_once and words[0] not in _ON_TERMINAL:
        return f"{words[0]} came back at once: an editor must wait until its window is closed, as 'code --wait' does"
    return ""


@contextmanager
def lent(text: str) -> Iterator[str]:
    """The path of a draft, which goes with its folder when it is done with.

    Raises:
        DataError: it cannot be written.
    """
    with ExitStack() as held:
        try:
            folder = mkdtemp(prefix="timeline-")
            held.callback(_gone, folder)
            path = _written(folder, text)
        except OSError as error:
            raise DataError(f"no draft can be written: {error.strerror}", "TMPDIR names another folder") from error
        yield path


def kept(text: str) -> str:
    """The path of a draft that stays.

    Raises:
        OSError: it cannot be written.
    """
    return _written(mkdtemp(prefix="timeline-"), text)


def _written(folder: str, text: str) -> str:
    path = os.path.join(folder, "event.toml")
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(text.encode(errors="surrogateescape"))
    return path


def _gone(folder: str) -> None:
    """Take a draft away, also where ^C is pressed again meanwhile."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    rmtree(folder, ignore_errors=True)
    signal.signal(signal.SIGINT, before)
