"""A person at a terminal: in this process where streams will do, and on a real pty where only that will."""

import io
import os
import re
import selectors
import struct
import subprocess
import sys
from collections.abc import Sequence
from typing import NamedTuple

import pytest

from conftest import Result
from timeline import app

CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Tty(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def seated(monkeypatch: pytest.MonkeyPatch, *words: str, typed: str = "") -> Result:
    """Run `timeline` with someone there to ask: stdin and stderr are terminals, stdout is a pipe."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    err = Tty(io.BytesIO(), encoding="utf-8", write_through=True)
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdin", Tty(io.BytesIO(typed.encode()), encoding="utf-8"))
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        code = app.run(words)
    read = [stream.buffer.getvalue().decode() for stream in (out, err)]  # type: ignore[attr-defined]  # a BytesIO
    return Result(code, *read)


class Screen(NamedTuple):
    """What a run on a pty left behind."""

    code: int
    text: str
    """All that was sent to the terminal, stdout and stderr as they came, line ends as line feeds."""

    @property
    def plain(self) -> str:
        """The same without colours."""
        return CONTROL.sub("", self.text)


OWN_TERMINAL = """
import fcntl, runpy, signal, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
signal.signal(signal.SIGINT, signal.default_int_handler)
runpy.run_module("timeline", run_name="__main__", alter_sys=True)
"""
"""^C typed on it interrupts, even where the tests themselves run in the background."""


def on_pty(
    *words: str, talk: Sequence[tuple[str, str]] = (), columns: int = 80, rows: int = 24, **environment: str
) -> Screen:
    """Run `timeline` on a real terminal; `talk` is what to wait for on the screen, and what to type then."""
    fcntl, pty, termios = (pytest.importorskip(name) for name in ("fcntl", "pty", "termios"))  # not on Windows
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-c", OWN_TERMINAL, *words],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        start_new_session=True,
        env={**os.environ, "TERM": "xterm-256color", **environment},
    )
    os.close(slave)
    screen_says = selectors.DefaultSelector()  # a test run may hold more files than `select` can count
    screen_says.register(master, selectors.EVENT_READ)
    screen, waiting, read_to = b"", list(talk), 0
    said, silences = "", 0
    while silences < 20:
        if not screen_says.select(1):
            silences += 1
            if said == "\x03":  # between prompt and read, an interrupt may fall on deaf ears
                os.write(master, said.encode())
            continue
        try:
            piece = os.read(master, 65536)
        except OSError:  # Linux says so when the other side has closed
            break
        if not piece:
            break
        screen += piece
        while waiting and (at := screen.find(waiting[0][0].encode(), read_to)) >= 0:
            read_to = at + len(waiting[0][0].encode())
            said = waiting.pop(0)[1]
            os.write(master, said.encode())
    screen_says.close()
    os.close(master)
    code = process.wait(timeout=20)
    assert not waiting, (waiting, screen)
    text = screen.decode(errors="replace")  # ^C makes a terminal drop what waits, in the middle of a letter if need be
    return Screen(code, text.replace("\r\n", "\n"))
