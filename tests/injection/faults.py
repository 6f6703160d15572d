"""Makes one write-like call of a process fail, be interrupted, or be the last. Runs inside the process that suffers it.

Knows the calls by which a program changes a disk; must not know what the program is.
"""

import builtins
import errno
import fcntl
import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from typing import Any, NamedTuple, Self

ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EDQUOT, errno.EPERM)
"""What a call may fail with; they take turns."""
DAMAGE = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_READONLY)
"""The same of SQLite."""
KINDS = ("error", "error, and so on", "interrupt", "interrupt, twice", "interrupt after", "kill", "kill after")
HALVES = ("half, error", "half, kill")
"""What may befall a call: a disk may stay full, and who waits press ^C again; one that writes may come to its half."""
NO_DISK = frozenset(("stdout.flush", "run"))
"""Calls that a disk which stays full does not keep from being done."""
WRITERS = frozenset(("os.write", "file.write"))
CALLS = (
    *("write", "pwrite", "fsync", "fdatasync", "replace", "rename", "link", "symlink", "unlink", "remove", "rmdir"),
    *("mkdir", "mkfifo", "chmod", "fchmod", "chown", "fchown", "truncate", "ftruncate", "utime", "sendfile"),
    *("posix_fallocate", "copy_file_range", "setxattr"),
)
"""Functions of `os` that change a disk, or make sure of it; `open` does where it may create or write."""
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


class Fault(NamedTuple):
    """What is to happen, and to which call."""

    call: int
    """Its number, from 1; 0: to none."""
    kind: str
    """One of `KINDS` or `HALVES`."""
    turn: int = 0
    """Which of the errors."""


class Disk:
    """The disk as the process sees it: it counts write-like calls, and is faulty at one of them."""

    def __init__(self, fault: Fault, note: int) -> None:
        """Take what is to happen, and the descriptor on which it is noted what did."""
        self.fault = fault
        self.note = note
        self.calls: list[str] = []
        self._write, self._exit = os.write, os._exit

    def call(self, name: str, act: Callable[[], Any], half: Callable[[], Any] = lambda: None, path: Any = None) -> Any:
        """Do as asked, unless it is this call's turn."""
        self.calls.append(name)
        kind, since = self.fault.kind, len(self.calls) - self.fault.call
        lasting = (kind.endswith("on") and name not in NO_DISK) or (kind.endswith("twice") and since == 1)
        if not self.fault.call or since < 0 or (since and not lasting):
            return act()
        if not since:
            self._write(self.note, f"{name}\n".encode())
        if kind.startswith("half"):
            half()
        done = act() if kind.endswith("after") else None
        if "kill" in kind:
            os.kill(os.getpid(), signal.SIGKILL)
        if "interrupt" in kind:
            signal.raise_signal(signal.SIGINT)
            return done if kind.endswith("after") else act()  # who does not heed it goes on
        if name.startswith("sqlite"):
            damage = sqlite3.OperationalError("disk I/O error")
            damage.sqlite_errorcode = DAMAGE[self.fault.turn % len(DAMAGE)]
            raise damage
        code = ERRORS[self.fault.turn % len(ERRORS)]
        raise OSError(code, os.strerror(code), *[path] * isinstance(path, str | bytes))

    def exit(self, code: int) -> None:
        """End the process, and note the calls there were."""
        self._write(self.note, json.dumps(self.calls).encode())
        self._exit(code)

    def mount(self) -> None:
        """Put this disk under everything."""
        for name in CALLS:
            if hasattr(os, name):
                self._put(os, name, f"os.{name}", half=self._half(getattr(os, name)) if name == "write" else None)
        for name in ("flock", "lockf"):
            self._put(fcntl, name, f"fcntl.{name}")
        self._put(subprocess.Popen, "__init__", "run")
        os.open = self._opened(os.open)
        io.open = builtins.open = self._file(builtins.open)
        os._exit = self.exit  # type: ignore[assignment]
        disk = self

        class Database(sqlite3.Connection):
            """A connection whose writes count."""

            def execute(self, sql: str, *more: Any) -> sqlite3.Cursor:
                if _reads(sql):
                    return super().execute(sql, *more)
                done: sqlite3.Cursor = disk.call(_named(sql), lambda: sqlite3.Connection.execute(self, sql, *more))
                return done

            def executemany(self, sql: str, rows: Any) -> sqlite3.Cursor:
                done: sqlite3.Cursor = disk.call(_named(sql), lambda: sqlite3.Connection.executemany(self, sql, rows))
                return done

            def executescript(self, sql: str) -> sqlite3.Cursor:
                done: sqlite3.Cursor = disk.call("sqlite", lambda: sqlite3.Connection.executescript(self, sql))
                return done

            def commit(self) -> None:
                disk.call("sqlite COMMIT", lambda: sqlite3.Connection.commit(self))

        sqlite3.connect = self._connecting(sqlite3.connect, Database)
        sys.stdout = Stdout(disk)

    def _connecting(self, own: Any, kind: type[sqlite3.Connection]) -> Any:
        def call(path: str, **named: Any) -> Any:
            if path == ":memory:":  # no disk
                return own(path, **named)
            return self.call("sqlite connect", lambda: own(path, factory=kind, **named))

        return call

    def _put(self, of: Any, name: str, called: str, half: Callable[..., Any] | None = None) -> None:
        """Put a call that counts in place of a function."""
        own = getattr(of, name)

        def call(*words: Any, **more: Any) -> Any:
            path = words[0] if words else None
            return self.call(called, lambda: own(*words, **more), lambda: half and half(*words), path)

        setattr(of, name, call)
        for able in (os.supports_dir_fd, os.supports_fd, os.supports_follow_symlinks):
            able.update([call] * (own in able))

    @staticmethod
    def _half(write: Callable[[int, bytes], int]) -> Callable[[int, bytes], int]:
        return lambda to, data: write(to, data[: len(data) // 2])

    def _opened(self, own: Any) -> Any:
        def call(path: Any, flags: int, *more: Any, **named: Any) -> Any:
            if not flags & WRITING:
                return own(path, flags, *more, **named)
            return self.call("os.open", lambda: own(path, flags, *more, **named), path=path)

        os.supports_dir_fd.add(call)
        return call

    def _file(self, own: Any) -> Any:
        def call(file: Any, mode: str = "r", *more: Any, **named: Any) -> Any:
            if not set(mode) & set("wax+"):
                return own(file, mode, *more, **named)
            made = own if isinstance(file, int) else lambda *w, **n: self.call("open", lambda: own(*w, **n), path=file)
            return File(self, made(file, mode, *more, **named))

        return call


def _reads(sql: str) -> bool:
    verb = "".join(sql.split()[:1]).upper()
    return verb in {"", "SELECT", "WITH"} or (verb == "PRAGMA" and "=" not in sql)


def _named(sql: str) -> str:
    return " ".join(["sqlite", *sql.split()[:1]])


class File:
    """A file that was opened to write."""

    def __init__(self, disk: Disk, own: Any) -> None:
        self._disk = disk
        self._own = own

    def write(self, data: Any) -> Any:
        def half() -> None:
            self._own.write(data[: len(data) // 2])
            self._own.flush()

        return self._disk.call("file.write", lambda: self._own.write(data), half)

    def writelines(self, lines: Any) -> None:
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        self._disk.call("file.flush", self._own.flush)

    def __enter__(self) -> Self:
        self._own.__enter__()
        return self

    def __exit__(self, *how: object) -> Any:
        return self._own.__exit__(*how)

    def __iter__(self) -> Any:
        return iter(self._own)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._own, name)


class Stdout(io.TextIOWrapper):
    """The standard output, which fails when what was written is to be seen."""

    def __init__(self, disk: Disk) -> None:
        super().__init__(io.BufferedWriter(io.FileIO(1, "wb", closefd=False)), encoding="utf-8")
        self._disk = disk
        self._waiting = False

    def write(self, text: str) -> int:
        self._waiting = True
        return super().write(text)

    def flush(self) -> None:
        waiting, self._waiting = self._waiting, False
        if waiting:
            self._disk.call("stdout.flush", super().flush)
