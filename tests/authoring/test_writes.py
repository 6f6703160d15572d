"""Several files written: it is said of each what became of it."""

import io
import sys
from datetime import date

import pytest

from timeline.authoring import writes
from timeline.cli.command_line import Commands
from timeline.cli.session import RunOptions, Session
from timeline.errors import DataError, UsageError


@pytest.mark.parametrize(
    ("outcomes", "code", "said"),
    [
        ([], 0, ""),
        (["wrote a", ""], 0, "wrote a\n"),
        ([DataError("no room", "free some")], 3, "error: no room\n  free some\n"),
        (["wrote a", DataError("no room"), "wrote c", UsageError("no")], 3,
         "wrote a\nerror: no room\nwrote c\nerror: no\n2 of 4 were written; not written: f1, f3\n"),
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


def test_whoever_stops_it_hears_how_far_it_came(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop() -> str:
        raise KeyboardInterrupt

    err = io.StringIO()
    monkeypatch.setattr(sys, "stderr", err)
    session = Session(RunOptions(date(2024, 11, 20)), Commands("timeline.commands", {}, {}))
    with pytest.raises(KeyboardInterrupt):
        writes.each(session, [("f0", lambda: ""), ("f1", stop)])
    assert err.getvalue() == "\n1 written; stopped at f1\n"
