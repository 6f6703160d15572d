"""Several files written: it is said of each what became of it."""

import errno
import io
import itertools
import sys
from datetime import date
from functools import partial

import pytest

from terminal import Tty
from timeline.authoring import writes
from timeline.cli.command_line import Commands
from timeline.cli.session import RunOptions, Session
from timeline.errors import DataError, UsageError
from timeline.store.files.writer import UnwritableError


@pytest.mark.parametrize(
    ("outcomes", "code", "said"),
    [
        ([], 0, ""),
        (["wrote a", ""], 0, "wrote a\n"),
        ([DataError("no room", "free some")], 3, "error: no room\n  free some\n"),
        (["wrote a", DataError("no room"), "wrote c", UsageError("no")], 3,
         "wrote a\nerror: no room\nwrote c\nerror: no\n2 of 4 were written; not written: f1 and f3\n"),
    ],
)  # fmt: skip
def test_each_is_said(outcomes: list[str | DataError], code: int, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def write(outcome: str | DataError) -> str:
        if isinstance(outcome, str):
            return outcome
        raise outcome

    err = io.StringIO()
    monkeypatch.setattr(sys, "stderr", err)
    session = Session(RunOptions(date(2024, 11, 20)), Commands("timeline.commands", {}, {}))
    given = ((f"f{n}", lambda outcome=outcome: write(outcome)) for n, outcome in enumerate(outcomes))
    assert writes.each(session, given) == code
    assert err.getvalue() == said


@pytest.mark.parametrize("again", [True, False])
def test_whoever_stops_it_hears_how_far_it_came(again: bool) -> None:
    def stop() -> str:
        raise KeyboardInterrupt

    session = Session(RunOptions(date(2024, 11, 20)), Commands("timeline.commands", {}, {}))
    with pytest.raises(KeyboardInterrupt) as told:
        writes.each(session, [("f0", lambda: ""), ("f1", stop)], again=again)
    assert str(told.value) == "1 written; stopped at f1" + "; the same command does the rest" * again


@pytest.mark.parametrize(
    ("paths", "said"),
    [
        (["d/a"], "error: d/a cannot be written: Permission denied\n  you may not: look at the permissions of the folder; n\n"),
        (["d/e/a", "d/f/a"], "error: 2 files in d cannot be written: Permission denied\n  you may not: look at the permissions of the folder; they are as they were\n"),
        (["d/a", "e/a"], "error: 2 files here cannot be written: Permission denied\n  you may not: look at the permissions of the folder; they are as they were\n"),
    ],
)  # fmt: skip
def test_what_is_refused_for_one_reason_is_one_error(
    paths: list[str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: str) -> str:
        raise UnwritableError(path, OSError(errno.EACCES, "Permission denied"), "n")

    monkeypatch.setattr(sys, "stderr", err := io.StringIO())
    session = Session(RunOptions(date(2024, 11, 20)), Commands("timeline.commands", {}, {}))
    assert writes.each(session, ((path, partial(refuse, path)) for path in paths)) == 3
    assert err.getvalue() == said


def test_a_long_write_shows_how_far_it_has_come(monkeypatch: pytest.MonkeyPatch) -> None:
    def write(n: int) -> str:
        if n in {0, 30}:
            raise DataError(f"no {n}")
        return "wrote" if n == 35 else ""

    err = Tty(io.BytesIO(), encoding="utf-8", write_through=True)
    monkeypatch.setattr(sys, "stderr", err)
    monkeypatch.setattr("timeline.cli.streams.monotonic", itertools.count(1, 100).__next__)
    session = Session(RunOptions(date(2024, 11, 20)), Commands("timeline.commands", {}, {}))
    assert writes.each(session, ((f"f{n}", partial(write, n)) for n in range(50))) == 3
    bar = "\r\x1b[Kwriting {} of 50 events {:30}"
    assert err.buffer.getvalue().decode() == (  # type: ignore[attr-defined]  # a BytesIO
        f"error: no 0\n{bar.format(20, '█' * 12)}\r\x1b[Kerror: no 30\nwrote\n"
        f"{bar.format(40, '█' * 24)}\r\x1b[K48 of 50 were written; not written: f0 and f30\n"
    )
    failing = ((f"f{n}", partial(write, 0)) for n in range(30))
    monkeypatch.setattr(sys, "stderr", told := io.StringIO())
    assert writes.each(session, failing) == 3
    assert told.getvalue().count("error") == writes.MOST
