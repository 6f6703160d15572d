"""One run of the command: where it works, on what day, what comes of it, and how it speaks with the person.

Answers go to stdout, talk to stderr. Every text on its way to a terminal passes here. Knows nothing of single commands.
"""

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from importlib import import_module
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple

from timeline.cli import streams
from timeline.cli.command_line import Commands
from timeline.errors import DataError, Problem, TimelineError, UsageError

if TYPE_CHECKING:  # start-up: every signature names a session, and Tab reads signatures
    from datetime import date

    from timeline.dates.phrases import Reading
    from timeline.store.chronology import Chronology


class Display(NamedTuple):
    """How an answer is shown."""

    width: int = 0
    """Columns of the terminal; 0: as wide as it comes, as where stdout is none."""
    color: bool = False
    terminal: bool = False
    """Whether a person looks at it, and no program reads it."""


class RunOptions(NamedTuple):
    """What the door found out about this run; nobody else reads clock, environment or terminal."""

    today: "date"
    cwd: str = "."
    """Where to look for the chronology."""
    folder: str = ""
    """What -C named, which commands to paste must name, too; empty: nothing."""
    dated: int | None = None
    """The day that documents give as their own, in seconds since 1970 (SOURCE_DATE_EPOCH); None: none."""
    display: Display = Display()
    height: int = 0
    """Lines of the terminal."""
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
    config: str = ""
    """The file of the user's settings; empty: there is none."""


class Result(NamedTuple):
    """The answer of a command."""

    pieces: Iterable[Any] | Callable[[Display], Iterable[str]] | None = None
    """The text, perhaps made for how it is shown, or bytes; None where there is no answer but what was done."""
    output: str | None = None
    """The file that the user named for it; None and `-` are the standard output."""
    language: str = "text"
    """What a block of code that holds it is marked as; empty: it is Markdown."""
    escaped: bool = False
    """Whether each cell is harmless to a terminal already, so that the colours of the answer may pass."""
    notes: Iterable[str] = ()
    """What is said after it, unless `-q` is given; made then."""
    doubts: Sequence[Problem] = ()
    """Parts of files that could not be read."""
    problems: Sequence[Problem] = ()
    """Files that could not be read: the exit code says so too."""
    code: int = 0
    """The exit code where there is no such file."""
    error: TimelineError | None = None
    """Why the request could not be met, after what is printed."""
    picture: str = ""
    """What it shows, in words, where it is a picture for a file."""

    def text(self, display: Display) -> Iterable[Any]:
        """The answer as it is shown."""
        return self.pieces(display) if callable(self.pieces) else self.pieces or ()


class Session:
    """What every command is given."""

    def __init__(self, options: RunOptions, commands: Commands) -> None:
        """Take what the door found out, and the commands that there are."""
        self.options = options
        self.commands = commands
        self.progress = streams.ProgressLine(options.display.width or 80, quiet=options.quiet)
        self._again: Counter[str] | None = None

    @cached_property
    def chronology(self) -> "Chronology":
        """The chronology that serves this place."""
        from timeline.store.chronology import Chronology  # start-up: not every command asks one
        from timeline.store.files import folder

        root = folder.find(self.options.cwd)
        self.log(f"chronology: {root}")
        return Chronology(root, self.options.cache, self.progress.show, self.log, self.warning)

    @contextmanager
    def as_before(self) -> Iterator[None]:
        """Ask, when it ends, the chronology that was asked before: one of the past serves one answer."""
        before = self.chronology
        try:
            yield
        finally:
            self.chronology = before

    @contextmanager
    def gathered(self) -> Iterator[None]:
        """Say once, and how often, what is understood again and again while it lasts."""
        self._again = Counter()
        try:
            yield
        finally:
            again, self._again = self._again, None
            self.info(*(text + f" ({times:,} times)" * (times > 1) for text, times in again.items()))

    def info(self, *texts: str) -> None:
        """Say what was understood, or done. Silent with `-q`."""
        if self._again is not None:
            self._again.update(texts)
        elif not self.options.quiet:
            self.warning(*texts)

    def warning(self, *texts: str) -> None:
        """Say what `-q` does not silence; each text begins a line, and what goes on under it is set in."""
        self.progress.erase()
        streams.tell(*texts, folder=self.options.folder)

    def log(self, text: str) -> None:
        """Say how the work is done, with `-v`."""
        if self.options.verbose:
            self.warning(text)

    def remind(self) -> None:
        """Say once a day, to a person, that git is to merge by meaning here, where this clone does not know how."""
        chronology: Chronology | None = self.__dict__.get("chronology")
        if self.options.quiet or not self.options.cache or chronology is None or not sys.stderr.isatty():
            return
        if os.path.lexists(os.path.join(chronology.root, ".gitattributes")):
            from timeline.store import merging  # start-up: few chronologies have such a file

            if merging.is_off(chronology.root, self.options.cache, self.options.today.isoformat()):
                self.info("note: event files are to be merged by meaning here: `timeline git setup` switches it on")

    @contextmanager
    def traced(self) -> Iterator[None]:
        """Say, with `-v`, which git commands are run while it lasts, and how long it all takes."""
        if not self.options.verbose:
            yield
            return
        from timeline.store.git import program  # start-up: few ask

        started, before, program.log = monotonic(), program.log, self.log
        try:
            yield
        finally:
            program.log = before
            self.log(f"{monotonic() - started:.3f} s in all")

    def error(self, error: TimelineError) -> int:
        """Say that a request could not be met, and why; return the exit code."""
        self.progress.erase()
        return streams.refuse(error, self.options.folder)

    def show(self, result: Result) -> int:
        """Print what a command hands back, and say what goes with it; return the exit code.

        Raises:
            TimelineError: the request could not be met.
        """
        if result.pieces is not None:
            display = Display() if result.output else self.options.display
            self._write(result.text(display), result.output, result.language, escaped=result.escaped)
        self.comment(result)
        return DataError.exit_code if result.problems else result.code

    def comment(self, result: Result) -> None:
        """Say what goes with an answer: notes, and what could not be read while the rest is shown."""
        from timeline.eventfile.same_id import copies_once  # start-up, as above

        for note in result.notes:
            self.info(note)
        for problem in (*result.doubts, *copies_once(result.problems)):
            self.warning(str(problem))
        if files := len({p.path for p in result.problems}):
            self.warning(f"{files} file{'s' * (files > 1)} could not be read")
        if result.error:
            raise result.error

    def _write(self, pieces: Iterable[Any], to: str | None, language: str, *, escaped: bool) -> None:
        """Write an answer to a file, or to stdout: there harmless to a terminal, and paged when it is long."""
        self.progress.erase()
        if to is not None and to != "-":
            from timeline.store.files.writer import write_output  # start-up: most answers are printed

            data = b"".join(piece.encode() if isinstance(piece, str) else piece for piece in pieces)
            write_output(to, data, tell=self.warning)
            return
        if sys.stdout.isatty() and not escaped:
            from timeline.text.escape import terminal_lines  # start-up, as above

            pieces = map(terminal_lines, pieces)
        if language == "text":
            from timeline.text.escape import commanding_nothing  # start-up, as above

            pieces = map(commanding_nothing, pieces)
        if sys.stdout.isatty() and self.options.pager:
            from timeline.cli.programs import page  # start-up: only a long answer needs it

            page(iter(pieces), self.options.pager, self.options.height)
        else:
            streams.answer(pieces)

    def read_date(
        self,
        text: str,
        what: str,
        zone: str | None = None,
        *,
        writing: bool = False,
        typed: bool = True,
        completes: bool = True,
    ) -> "Reading":
        """What a phrase means as a date of something; what was understood beyond the words is said aloud.

        A time without an offset is of an IANA zone, or of that of the chronology. What is not `typed` now, but stands
        in a file, takes nothing from today; nor does what is not said at all, unless today `completes` it.

        Raises:
            UsageError: it is no date, or has two readings, which are named.
            DataError: it is for `writing`, and the settings cannot be read.
        """
        if writing and (faults := self.chronology.settings_faults):
            raise DataError("the settings cannot be read, by which dates are", problems=faults)
        with refused(what):
            reading = self.reading(text, self.options.today if typed else None, zone, completes=completes)
        for note in reading.notes:
            self.info(f"note: {note}" if what == "date" else f"note: {what}: {note}")
        return reading

    def reading(self, text: str, today: "date | None", zone: str | None = None, *, completes: bool = True) -> "Reading":
        """What a phrase means as a date, counted from some day or from none.

        Raises:
            DateError: it is no date, or has two readings.
        """
        from timeline.dates import phrases  # start-up: most commands read no phrase

        settings = self.chronology.settings
        return phrases.read(text, today, settings.date_order, zone or settings.timezone, completes=completes)

    def keep(self, text: str, then: str = "") -> None:
        """Keep what a person wrote, which would be lost, where only that person can read it; say where.

        `then` is the command that goes on with it, before its path.
        """
        from timeline.cli.programs import kept  # start-up: little goes wrong
        from timeline.text.shell import command

        try:
            path = kept(text)
        except OSError:  # the disk is full
            self.warning("your text, so that it is not lost:", "", *text.split("\n"))
            return
        self.warning(f"your text is in {path}")
        if then:
            self.warning(f"  `{command(*then.split(), path)}` goes on with it")

    def ask(
        self,
        question: str,
        default: str = "",
        offers: Callable[[str], Iterable[str]] = lambda _: (),
        past: Sequence[str] = (),
    ) -> str:
        """What the person answers; empty input takes the default.

        Args:
            question: what is asked.
            default: what is taken for an empty answer.
            offers: what may go on with what was typed, for Tab.
            past: what the arrow up brings back, the last of them first.

        Raises:
            UsageError: there is nobody to ask.
        """
        if not self.options.interactive:
            raise UsageError(f"{question} is not given, and there is nobody to ask")
        from timeline.cli.asking import completed, prompted  # start-up: few runs ask
        from timeline.text.escape import terminal

        with suppress(ImportError):  # Windows has none
            completed(import_module("readline"), offers, past)
        shown = terminal(f"{question} [{default}]" if default else question)
        return prompted(shown, default).strip() or default

    def agrees(self, question: str, *, default: bool = False) -> bool:
        """Whether the person says yes; empty input takes the default. Somebody must be there to ask."""
        usual = "Y/n" if default else "y/N"
        while (answer := self.ask(question, usual)) != usual and answer.casefold() not in {"y", "yes", "n", "no"}:
            self.warning(f'"{answer}" is neither y nor n')
        return default if answer == usual else answer[0] in "yY"


@contextmanager
def refused(what: str) -> Iterator[None]:
    """Say of what is no date what it was to be one of, and what it may be."""
    from timeline.dates.value import DateError  # start-up: most commands read no date

    try:
        yield
    except DateError as error:
        readings = f" (it may be {' or '.join(error.readings)})" if error.readings else ""
        raise UsageError(f"{what}: {error.message}{readings}", error.hint) from error
