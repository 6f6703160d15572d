"""What a command hands back: what is to be printed, where to, and what is said beside it.

Knows nothing of streams, terminals and events.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from timeline.errors import Problem, TimelineError


class Display(NamedTuple):
    """How an answer is shown."""

    width: int = 0
    """Columns of the terminal; 0: as wide as it comes."""
    color: bool = False


class Result(NamedTuple):
    """The answer of a command."""

    pieces: Iterable[str] | Callable[[Display], Iterable[str]] | None = None
    """The text, perhaps made for how it is shown; None where there is no answer but what was done."""
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

    def text(self, display: Display) -> Iterable[str]:
        """The answer as it is shown."""
        return self.pieces(display) if callable(self.pieces) else self.pieces or ()
