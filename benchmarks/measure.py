"""Time commands in turn, and hold each against another: ratios within one run count, clocks drift.

Knows processes, medians, bounds and how a table is printed; must not know what is measured.
"""

import operator
import os
import resource
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

LONGEST = 900.0
"""Seconds after which a run is stopped and given up."""
LEAST, MOST = 3, 15
"""How many rounds there are, at the least and at the most."""
BUDGET = 20.0
"""Seconds after which no further round begins."""
UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in a unit of `ru_maxrss`."""
MEBIBYTE = 1024 * 1024


class Command(NamedTuple):
    """What is typed, and where."""

    label: str
    steps: Sequence[Sequence[str]]
    """Programs with their arguments, run one after another and timed together."""
    cwd: Path
    env: Mapping[str, str]
    before: Callable[[], None] | None = None
    """What is done before each run, and not timed."""
    wrong: Callable[[Path], str] = lambda answer: "" if answer.stat().st_size else "it printed nothing"
    """What is wrong with the answer in a file, or nothing."""
    codes: frozenset[int] = frozenset({0})
    """The exit codes of success; of those that are not 0, only with an answer."""
    cpu: bool = False
    """Take the seconds that processors worked for it, in all its processes, instead of those that went by."""


class Unmeasured(NamedTuple):
    """A command without a figure, and why."""

    label: str
    reason: str


class Taken(NamedTuple):
    """What the runs of a command took."""

    label: str
    seconds: float
    """The median."""
    peak: int
    """The most memory that a process of it held, in bytes, as `wait4` tells."""


class Bound(NamedTuple):
    """What a ratio is promised to be."""

    sign: str
    value: float

    def kept(self, ratio: float) -> bool:
        """Whether the ratio is so."""
        within = {"≤": operator.le, "<": operator.lt, "≥": operator.ge, ">": operator.gt}[self.sign]
        return bool(within(ratio, self.value))


class Row(NamedTuple):
    """A command, and what it is held against."""

    command: Command | Unmeasured
    against: Mapping[str, Bound | None] = {}
    """Labels of other commands of the table, and what is promised, if anything."""
    memory: int = 0
    """The most MiB it may hold; 0: nothing is promised."""


def once(command: Command, scratch: Path) -> tuple[float, int, str]:
    """Run it; return seconds, bytes of memory and, when it failed, the reason."""
    if command.before:
        command.before()
    seconds, peak = 0.0, 0
    answer, talk = scratch / "stdout", scratch / "stderr"
    with answer.open("wb") as out, talk.open("wb") as err:
        for step in command.steps:
            began = time.perf_counter()
            try:
                process = subprocess.Popen(
                    step, cwd=command.cwd, env=command.env, stdin=subprocess.DEVNULL, stdout=out, stderr=err
                )
            except OSError as error:
                return seconds, peak, f"{step[0]}: {error.strerror}"
            stop = threading.Timer(LONGEST, process.kill)
            stop.start()
            _, status, usage = os.wait4(process.pid, 0)
            seconds += usage.ru_utime + usage.ru_stime if command.cpu else time.perf_counter() - began
            stop.cancel()
            process.returncode = code = os.waitstatus_to_exitcode(status)
            peak = max(peak, usage.ru_maxrss * UNIT)
            if code not in command.codes or (code and not answer.stat().st_size):
                reason = last_words(talk.read_text("utf-8", "replace")) or f"exit code {code}"
                return seconds, peak, f"stopped after {LONGEST:.0f} s" if seconds >= LONGEST else reason
    return seconds, peak, command.wrong(answer)


def last_words(talk: str) -> str:
    """The last line that is not indented, as hints and the middle of a traceback are; else the last one."""
    lines = [line for line in talk.splitlines() if line.strip()]
    return next((line for line in reversed(lines) if not line[0].isspace()), lines[-1].strip() if lines else "")


def in_turn(commands: Sequence[Command | Unmeasured], scratch: Path, rounds: int = 0) -> dict[str, Taken | Unmeasured]:
    """Run each once to warm up, then A B C A B C …; a command that fails once is given up.

    Without a number of rounds there are as many as the budget allows.
    """
    results: dict[str, Taken | Unmeasured] = {c.label: c for c in commands if isinstance(c, Unmeasured)}
    runs: dict[str, list[tuple[float, int]]] = {}
    live = [c for c in commands if isinstance(c, Command)]
    began = time.perf_counter()
    for number in range(1 + (rounds or MOST)):
        if number == 1:
            began = time.perf_counter()
        if not rounds and number > LEAST and time.perf_counter() - began > BUDGET:
            break
        for command in list(live):
            seconds, peak, reason = once(command, scratch)
            if reason:
                results[command.label] = Unmeasured(command.label, reason)
                live.remove(command)
            elif number:
                runs.setdefault(command.label, []).append((seconds, peak))
    for command in live:
        taken = runs[command.label]
        median = statistics.median(seconds for seconds, _ in taken)
        results[command.label] = Taken(command.label, median, max(peak for _, peak in taken))
    return results


def silent(_: Path) -> str:
    """Nothing is wrong with an answer, even with none."""
    return ""


def held(label: str, figures: str, ratio: float, against: str, bound: Bound | None) -> int:
    """Print how a figure stands to another; return 1 when that breaks a promise, 0 when not."""
    kept = bound is None or bound.kept(ratio)
    promise = (
        f"{bound.sign} {bound.value:<4g} {'OK' if kept else 'over' if bound.sign in '<≤' else 'under'}" if bound else ""
    )
    said(label, figures, f"{ratio:7.2f} × {against:<32} {promise}")
    return 0 if kept else 1


def said(label: str, figures: str, rest: str) -> None:
    """Print a line in the columns of the tables."""
    print(f"  {label:<34} {figures:<18} {rest}".rstrip(), flush=True)


def show(title: str, rows: Sequence[Row], scratch: Path, rounds: int = 0) -> int:
    """Measure a table and print it; return how many promises were not kept."""
    results = in_turn([row.command for row in rows], scratch, rounds)
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * UNIT
    print(f"\n{title}")
    said("", f"{'ms':>9} {'MiB':>8}", "  ratio")
    broken = 0
    for row in rows:
        result = results[row.command.label]
        if isinstance(result, Unmeasured):
            said(result.label, "not measured:", result.reason)
            continue
        # A child is born with the memory of this process: less than that cannot be told from it.
        peak = f"{result.peak / MEBIBYTE:.0f}" if result.peak > own else f"< {own / MEBIBYTE:.0f}"
        label, figures = result.label, f"{result.seconds * 1000:9.1f} {peak:>8}"
        yardsticks = {label: found for label in row.against if isinstance(found := results[label], Taken)}
        if not yardsticks:
            said(label, figures, "no ratio: its yardstick was not measured" if row.against else "")
        for against, yardstick in yardsticks.items():
            broken += held(label, figures, result.seconds / yardstick.seconds, against, row.against[against])
            label = figures = ""
        if row.memory:
            broken += held("", "", result.peak / MEBIBYTE / row.memory, f"{row.memory} MiB", Bound("<", 1))
    return broken
