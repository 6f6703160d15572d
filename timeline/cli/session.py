"""One run of the command: where it works, on what day, and how it speaks with the person.

Answers go to stdout, talk to stderr. Every text on its way to a terminal passes here. Knows nothing of single commands.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext, redirect_stdout, suppress
from datetime import date
from functools import cached_property
from time import monotonic
from typing import NamedTuple

from timeline.errors import DataError, Problem, TimelineError, UsageError
from timeline.store.chronology import Chronology
from timeline.store.files import folder
from timeline.text.escape import terminal, terminal_lines


class Settings(NamedTuple):
    """What the door found out about this run; nobody else reads clock, environment or terminal."""

    cwd: str = "."
    """Where to look for the chronology."""
    today: date = date.min
    dated: int | None = None
    """The day that documents give as their own, in seconds since 1970 (SOURCE_DATE_EPOCH); None: none."""
    width: int = 0
    """Columns of the terminal; 0: stdout is none."""
    height: int = 0
    color: bool = False
    interactive: bool = False
    """Someone sits there who can be asked."""
    quiet: bool = False
    verbose: bool = False
    editor: str = ""
    pager: str = ""
    """Empty: no pager."""
    actions: bool = False
    """Whether this is a job of GitHub Actions."""
    summary: str = ""
    """The file for its summary page (GITHUB_STEP_SUMMARY); empty: there is none."""
    cache: str | None = None
    """The folder of the index; None: nowhere."""


class Session:
    """What every command is given."""

    def __init__(self, settings: Settings) -> None:
        """Take what the door found out."""
        self.settings = settings
        self._started = 0.0

    @cached_property
    def chronology(self) -> Chronology:
        """The chronology that serves this place.

        Raises:
            DataError: there is none.
        """
        return Chronology(folder.find(self.settings.cwd), self.settings.cache, self.progress)

    def progress(self, done: int, of: int) -> None:
        """Show how far a long reading has come, on a terminal, once it has taken a second."""
        if self.settings.quiet or not sys.stderr.isatty():
            return
        self._started = self._started or monotonic()
        if monotonic() - self._started > 1:
            line = f"reading {done:,} of {of:,} events {'█' * (30 * done // of):30}"[: (self.settings.width or 80) - 1]
            sys.stderr.write(f"\r\x1b[K{line}" + "\r\x1b[K" * (done == of))
            sys.stderr.flush()

    def say(self, text: str) -> None:
        """Talk: what was understood, what was done. Silent with `-q`."""
        if not self.settings.quiet:
            self.warn(text)

    def warn(self, text: str) -> None:
        """Talk that `-q` does not silence."""
        sys.stderr.write(terminal_lines(text) + "\n")

    def fault(self, error: TimelineError) -> None:
        """A request that could not be met, on stderr."""
        lines = [f"error: {error.message}"]
        lines += [str(p) for p in error.problems]
        if error.hint:
            lines.append(f"  {error.hint}")
        self.warn("\n".join(lines))

    def unreadable(self, problems: Sequence[Problem]) -> None:
        """What could not be read while the rest was shown."""
        for problem in problems:
            self.warn(str(problem))
        files = len({p.path for p in problems})
        self.warn(f"{files} file{'s' * (files > 1)} could not be read")

    def answer(self, pieces: Iterable[str], *, to: str | None = None, escaped: bool = False) -> None:
        """The answer, on stdout (through the pager when it is longer than the terminal), or in a file.

        On a terminal the text is escaped, unless who wrote it says that every cell is.

        Raises:
            DataError: the file cannot be written.
        """
        if to is not None and to != "-":
            folder.write_output(to, b"".join(piece.encode() for piece in pieces))
            return
        if sys.stdout.isatty() and not escaped:
            pieces = map(terminal_lines, pieces)
        if sys.stdout.isatty() and self.settings.pager:
            self._page(iter(pieces))
        else:
            sys.stdout.writelines(pieces)

    def _page(self, pieces: Iterator[str]) -> None:
        import shlex  # noqa: PLC0415 - as above
        import shutil  # noqa: PLC0415 - as above
        import signal  # noqa: PLC0415 - as above
        import subprocess  # noqa: PLC0415 - start-up: only a long answer on a terminal needs it

        first: list[str] = []
        lines = 0
        for piece in pieces:
            first.append(piece)
            lines += first[-1].count("\n")
            if lines >= self.settings.height:
                break
        words = shlex.split(self.settings.pager)
        if lines < self.settings.height or not words or not shutil.which(words[0]):
            sys.stdout.writelines(first)
            sys.stdout.writelines(pieces)
            return
        environment = {"LESS": "FRX", "LV": "-c", **os.environ}
        pager = subprocess.Popen(  # noqa: S602 - the user's own pager, as git runs it
            self.settings.pager, shell=True, stdin=subprocess.PIPE, text=True, encoding="utf-8", env=environment
        )
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # ^C is the pager's as long as it runs
        assert pager.stdin
        try:
            pager.stdin.writelines(first)
            pager.stdin.writelines(pieces)
            pager.stdin.close()
        except BrokenPipeError:  # the reader has seen enough
            pass
        pager.wait()
        signal.signal(signal.SIGINT, before)

    def read_date(self, text: str, what: str, *, aloud: Callable[[str], None] | None = None) -> str:
        """The EDTF that a phrase means; what was understood beyond the words is said aloud.

        Raises:
            UsageError: it is no date, or has two readings, which are named.
        """
        from timeline.dates import phrases  # noqa: PLC0415 - start-up: most commands read no phrase

        order = self.chronology.settings.date_order
        try:
            reading = phrases.read(text, self.settings.today, order)
        except phrases.DateError as error:
            readings = f" (it may be {' or '.join(error.readings)})" if error.readings else ""
            raise UsageError(f"{what}: {error.message}{readings}", error.hint) from error
        for note in reading.notes:
            (aloud or self.say)(f"{what}: {note}")
        return reading.edtf

    def edit(self, text: str, suffix: str = ".toml") -> str:
        """The text after the user's editor has closed. The text is also kept in a file, which is named on failure.

        Raises:
            UsageError: there is no terminal, or no editor.
            DataError: the editor failed.
        """
        if not self.settings.interactive:
            raise UsageError("there is no terminal for an editor", "give the fields as flags")
        import subprocess  # noqa: PLC0415 - start-up: only an editor needs it
        import tempfile  # noqa: PLC0415

        with tempfile.NamedTemporaryFile(
            "w", suffix=suffix, prefix="timeline-", delete=False, encoding="utf-8"
        ) as file:
            file.write(text)
        command = f'{self.settings.editor} "{file.name}"'
        if subprocess.run(command, shell=True, check=False).returncode:  # noqa: S602 - the user's own editor, as git runs it
            raise DataError(f"the editor failed: {self.settings.editor}", f"your text is in {file.name}")
        try:
            with open(file.name, encoding="utf-8") as saved:
                edited = saved.read()
        except UnicodeDecodeError as error:
            raise DataError("the text is not UTF-8", f"your text is in {file.name}") from error
        os.unlink(file.name)
        return edited

    def ask(self, question: str, default: str = "", names: Sequence[str] = ()) -> str:
        """What the person answers; empty input takes the default, Tab completes the names.

        Raises:
            UsageError: there is nobody to ask.
        """
        if not self.settings.interactive:
            raise UsageError(f"{question} is not given, and there is nobody to ask")
        with suppress(ImportError):  # Windows has no readline
            import readline  # noqa: PLC0415 - start-up: only questions need it

            def complete(typed: str, n: int) -> str | None:
                return dict(enumerate(name for name in names if name.casefold().startswith(typed.casefold()))).get(n)

            readline.set_completer_delims("")
            readline.set_completer(complete)
            readline.parse_and_bind("tab: complete")
        prompt = terminal(f"{question} [{default}]: " if default else f"{question}: ")
        # answers alone go to stdout; where both are the terminal, readline wants it untouched
        with nullcontext() if sys.stdout.isatty() else redirect_stdout(sys.stderr):
            return input(prompt).strip() or default
