"""Runs `timeline` again and again, each time in a process of its own whose disk may be faulty.

Reads one order a line (JSON), and prints how the process ended: its exit code, or less than 0 for a signal. It has all
of `timeline` imported and forks, which is twenty times as fast as to start Python, and, unlike a test run, has one thread.
"""

import gc
import importlib
import io
import json
import os
import pkgutil
import signal
import sys
import tempfile
import traceback
from typing import Any

import timeline
from injection.faults import Disk, Fault
from timeline.__main__ import main

PATIENCE = 60
"""Seconds that a run may take."""


class Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def __init__(self, number: int, mode: str) -> None:
        super().__init__(open(number, mode, closefd=False), encoding="utf-8", line_buffering=True)  # noqa: SIM115 - as the streams

    def isatty(self) -> bool:
        return True


def suffer(order: dict[str, Any]) -> None:
    """Be `timeline` with these words, in this folder and environment, on this disk."""
    os.chdir(order["cwd"])
    os.environ.clear()
    os.environ.update(order["environment"])
    for number, name in enumerate(("in", "out", "err")):
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC if number else os.O_RDONLY
        os.dup2(os.open(order["streams"] + name if number else os.devnull, flags, 0o600), number)
    sys.stderr = open(2, "w", encoding="utf-8", buffering=1, closefd=False)  # noqa: SIM115 - for as long as the process
    if order["seated"]:
        sys.stdin, sys.stderr = Terminal(0, "rb"), Terminal(2, "wb")
    note = os.open(order["streams"] + "note", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    tempfile.tempdir = None
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.alarm(PATIENCE)
    sys.argv = order["words"]
    disk = Disk(Fault(*order["fault"]), note)
    disk.mount()
    try:
        main()
    except BaseException:  # noqa: BLE001 - whatever escapes, a user would see it
        traceback.print_exc()
        os._exit(99)


def serve() -> None:
    """Take orders until there are no more."""
    for module in pkgutil.walk_packages(timeline.__path__, "timeline."):
        importlib.import_module(module.name)
    gc.freeze()
    for line in sys.stdin:
        child = os.fork()
        if not child:
            suffer(json.loads(line))
        sys.stdout.write(f"{os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve()
