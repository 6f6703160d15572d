"""Whatever becomes of stdin, stdout and stderr, a run ends with a sentence and an exit code of its own."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import Run
from terminal import Tty
from timeline import app
from timeline.__main__ import main
from timeline.cli import streams

HERE = f'"{sys.executable}" -P -m timeline'
posix = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device there")


def shell(text: str) -> tuple[int, str, str]:
    """What becomes of a line of the shell, in which `timeline` is this one."""
    done = subprocess.run(
        ["sh", "-c", f'timeline() {{ {HERE} "$@"; }}; {text}'], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout, done.stderr


UNWRITTEN = "error: the answer cannot be written: No space left on device\n  is the disk full?\n"


@posix
@pytest.mark.parametrize("words", ["--version", "--help", "list --help", "list -f ids", "--show-completion bash"])
def test_a_full_disk(words: str, real: Path) -> None:
    assert shell(f"timeline {words} >/dev/full") == (3, "", UNWRITTEN)


@posix
@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("timeline --version >&-", 0),
        ("timeline --version <&- >&- 2>&-", 0),
        ("timeline --version >/dev/full 2>/dev/full", 3),
        ("timeline nothing 2>/dev/full", 2),
        ("timeline -v list 2>/dev/full >/dev/null", 0),
        ("timeline list foo:bar 2>&- >&-", 2),
        ("_TIMELINE_COMPLETE=source_bash timeline >/dev/full 2>/dev/null", 3),
    ],
)
def test_full_and_closed(line: str, code: int, real: Path) -> None:
    assert shell(line) == (code, "", "")


@posix
def test_stdout_that_is_for_reading(real: Path) -> None:
    told = "error: the answer cannot be written: Bad file descriptor\n  look where stdout leads\n"
    assert shell("timeline --version 1</dev/null") == (3, "", told)


@posix
@pytest.mark.parametrize("line", ["date -", "add --from -"])
def test_stdin_that_is_for_writing(line: str, real: Path) -> None:
    code, out, err = shell(f"timeline {line} 0>/dev/null")
    assert (code, out) == (3, "")
    assert err == "error: stdin cannot be read: Bad file descriptor\n  give it a file, or a pipe\n"


@posix
def test_nobody_reads_what_is_said(real: Path) -> None:
    """The answer is not lost with it."""
    _, out, err = shell("exec 3>&1; timeline -v list -f ids 2>&1 >&3 | :")
    assert out.count("2024-11-17-") == 6
    assert err == ""


def test_a_fault_of_ours_is_no_full_disk(real: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise OSError(11, "not of a stream")

    monkeypatch.setattr("timeline.store.files.folder.find", broken)
    result = run("list")
    assert (result.code, result.out) == (3, "")
    assert result.err.startswith("error: this should not happen: ")


def test_the_version_where_nobody_reads_it(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """In this process too, where the second try is the last."""

    class Full(Tty):
        def write(self, _: str) -> int:
            raise OSError(28, os.strerror(28))

    monkeypatch.setattr(sys, "argv", ["timeline", "--version"])
    monkeypatch.setattr(os, "_exit", sys.exit)
    monkeypatch.setattr("atexit._run_exitfuncs", lambda: None)
    monkeypatch.setattr(sys, "stdout", Full(sys.stdout.buffer))
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 3
    assert capsys.readouterr().err == UNWRITTEN


def test_a_reader_that_has_seen_enough_is_no_fault() -> None:
    error = BrokenPipeError(32, "")
    assert streams.unwritable(error) is error


def test_what_cannot_be_sent_at_the_end(
    real: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Full(io.StringIO):
        def flush(self) -> None:
            raise OSError(28, os.strerror(28))

    monkeypatch.setattr(sys, "stdout", Full())
    assert app.run(["list"]) == 3
    assert capsys.readouterr().err == UNWRITTEN
