"""Runs inputs of one kind one after another, keeps the time, and remembers each fault once.

Knows numbers, seconds and tracebacks; must not know what the inputs are.
"""

import signal
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic, process_time
from types import FrameType
from typing import Any, NamedTuple

from conftest import CHECKOUT
from fuzz.chance import Chance

SECONDS = 2.0
"""Of the processor, which one input may take."""
OFTEN = 20.0
"""Seconds between two lines that say how far it has come."""


class HangError(BaseException):
    """An input has taken too long; nobody who catches an `Exception` may keep it."""


class Fault(NamedTuple):
    """What went wrong, by the place in the code where it did."""

    number: int
    given: str
    traceback: str

    def __str__(self) -> str:
        return f"number {self.number}: {self.given}\n{self.traceback}"


class Figures:
    """What came of a run."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.inputs = self.accepted = self.wrong = 0
        self.slowest, self.slowest_number = 0.0, 0
        self.faults: dict[str, Fault] = {}

    def __str__(self) -> str:
        refused = self.inputs - self.accepted - self.wrong
        return (
            f"{self.kind:14}{self.inputs:9,} inputs {self.accepted:9,} accepted {refused:9,} refused {self.wrong:6,} wrong"
            f"   slowest {self.slowest:.2f} s (number {self.slowest_number})"
        )

    def told(self) -> str:
        """The figures, and each fault."""
        return "\n\n".join([str(self), *map(str, self.faults.values())])


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Stop what takes longer than so many seconds of the processor."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise HangError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def run(
    kind: str,
    numbers: range,
    make: Callable[[Chance], Any],
    edge: Callable[[Any, Chance], bool],
    say: Callable[[str], None] = lambda _: None,
) -> Figures:
    """Give the edge the inputs with these numbers."""
    figures, said = Figures(kind), monotonic()
    for number in numbers:
        chance = Chance(f"{kind} {number}")
        given, started = make(chance), process_time()
        try:
            with limited(2 * SECONDS):
                figures.accepted += edge(given, chance)
                seconds = process_time() - started
            assert seconds < SECONDS, f"it took {seconds:.1f} s"
        except (Exception, HangError) as error:  # noqa: BLE001 - whatever it is, that is what is looked for
            figures.wrong += 1
            seconds = process_time() - started
            fault = Fault(number, f"{given!r:.3000}", "".join(traceback.format_exception(error)[-12:]))
            if figures.faults.setdefault(_place(error), fault) is fault:
                say(f"{kind}, {fault}")
        figures.inputs += 1
        if seconds > figures.slowest:
            figures.slowest, figures.slowest_number = seconds, number
        if monotonic() - said > OFTEN:
            said = monotonic()
            say(str(figures))
    return figures


def _place(error: BaseException) -> str:
    """The kind of an error, and the last lines of ours that it went through."""
    steps = traceback.extract_tb(error.__traceback__)
    ours = [
        f"{s.filename.removeprefix(f'{CHECKOUT}/')}:{s.lineno}" for s in steps if s.filename.startswith(str(CHECKOUT))
    ]
    own = [place for place in ours if ".venv" not in place and "<" not in place and "campaign" not in place]
    return f"{type(error).__name__} at {' > '.join(own[-1:] if isinstance(error, AssertionError) else own[-2:])}"
