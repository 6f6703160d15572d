"""What can go wrong, said so that a person can act on it. Knows nothing of events, files or terminals.

A wrong *request* raises a `TimelineError`, whose class carries the exit code. Wrong *data* is returned as `Problem`s,
all of them, each with its place.
"""

from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

Fix = Callable[[str], str]
"""Makes a new text of a file's text; raises `ValueError` or `TimelineError` where it cannot."""
KeyPath = tuple[str | int, ...]
"""The way to a value in a file: names of keys, numbers of elements."""


class Problem(NamedTuple):
    """One fault in somebody's file: where it is, which rule it breaks, and what to do about it.

    Who finds it knows either line and column or the key (`at`); who has the text makes of the second the first.
    """

    path: str
    """The file, as the user would type it."""
    line: int
    """1-based; 0 when the fault belongs to no line."""
    col: int
    """1-based, in characters; 0 when it belongs to no column."""
    code: str
    message: str
    hint: str = ""
    source: str = ""
    """The real line, for the marker under it."""
    at: KeyPath = ()
    """The key or element it lies in."""
    offset: int | None = None
    """Which character of the text that stands there, from 0."""
    offer: str = ""
    """A command to paste."""
    fixable: bool = False
    """Whether there is a fix: that is known too where it has been kept without it."""
    fix: Fix | None = None
    """A safe change of the file: the one part that is not plain data."""

    def __str__(self) -> str:
        """`path:line:col: CODE message`, the line with a marker, and the hint."""
        place = ":".join([self.path, *(str(n) for n in (self.line, self.col) if n)])
        text = _on_one_line(f"{place}: {self.code} {self.message}")
        if self.source:
            text += "\n" + marked(_on_one_line(self.source), self.col)
        return text + (f"\n  = {_on_one_line(self.hint)}" if self.hint else "")


def _on_one_line(text: str) -> str:
    """The text with its line ends shown, since other people's may hold some."""
    return text.replace("\n", "\\n")


def of_file(path: str, message: str, hint: str = "") -> Problem:
    """A problem of a whole file, which keeps its event out of every answer."""
    return Problem(path, 0, 0, "SCH007", message, hint)


def at_key(at: KeyPath, code: str, message: str, hint: str = "", offset: int | None = None) -> Problem:
    """A problem with these fields, known by its key: who has the text finds the line (toml/positions.py)."""
    return Problem("", 0, 0, code, message, hint, at=at, offset=offset)


def marked(line: str, col: int, length: int = 1) -> str:
    """The line with a `^` under column `col` (1-based); long lines are cut around it. Tabs keep their width."""
    start = max(0, col - 60)
    shown = line[start : start + 100]
    lead = "".join("\t" if c == "\t" else " " for c in line[start : max(0, col - 1)])
    return f"  | {shown}\n  | {lead}{'^' * max(1, length)}"


def reasons(faults: "Iterable[Problem | TimelineError]") -> str:
    """Why something is refused, and what to do about it, on one line."""
    return "; ".join(part for fault in faults for part in (fault.message, fault.hint) if part)


class TimelineError(Exception):
    """A request that cannot be met: `message` says why, `hint` what to type instead."""

    exit_code = 2

    def __init__(
        self, message: str, hint: str = "", problems: Iterable[Problem] = (), *, offset: int | None = None
    ) -> None:
        """Keep the hint and the problems apart from the message, so that the door can lay them out.

        Args:
            message: what is wrong.
            hint: what to type instead.
            problems: what is wrong with files.
            offset: which character of the text that was given, from 0; None where it is no single one.
        """
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.problems = tuple(problems)
        self.offset = offset
        for line in (*map(str, self.problems), *[hint] * bool(hint)):
            self.add_note(line)  # so that a traceback in a notebook says all of it


class UsageError(TimelineError):
    """Wrong use: a flag, a date, a query, a word outside its vocabulary (exit 2)."""


class DataError(TimelineError):
    """The files stand against it: no such or ambiguous ID, unreadable, changed meanwhile (exit 3)."""

    exit_code = 3


debugging = False
"""Whether what nobody foresaw is to end the run, with its traceback: the door says so (TIMELINE_DEBUG)."""


def unforeseen(error: Exception) -> tuple[str, str]:
    """What to say of an error that nobody foresaw: message and hint. Its own text may hold what is confidential."""
    if debugging:
        raise error
    return f"this should not happen: {type(error).__name__}", "TIMELINE_DEBUG=1 shows where"


class Contained:
    """Lets whatever goes wrong with one file while it lasts become a problem of it, so that all others are answered."""

    def __init__(self, path: str, problems: list[Problem]) -> None:
        """Take the file, as the user would type it, and the list for what is wrong with it."""
        self.path = path
        self.problems = problems

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> bool:
        """Take what was raised, but not that the user wants to stop."""
        if isinstance(error, TimelineError):
            self.problems += error.problems or [of_file(self.path, error.message, error.hint)]
        elif isinstance(error, Exception):
            self.problems.append(of_file(self.path, *unforeseen(error)))
        return isinstance(error, Exception)


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that was probably meant, or an empty string when none is near."""
    import difflib  # start-up: most words are right

    folded = {name.casefold(): name for name in known}
    return folded.get(next(iter(difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)), ""), "")


PAIRS = 100_000
"""How many words are held against each other at most for one file: with more, a guess costs more than it tells."""


class Guesses:
    """What was probably meant by many words, until `PAIRS` have been held against each other."""

    def __init__(self) -> None:
        """Begin."""
        self._left = PAIRS

    def did_you_mean(self, word: str, known: Collection[str]) -> str:
        """As the function, or an empty string."""
        self._left -= len(known)
        return did_you_mean(word, known) if self._left >= 0 else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`did you mean "actor"?` for the nearest known word, or an empty string when none is near."""
    near = nearest(word, known)
    return f'did you mean "{near}"?' if near else ""
