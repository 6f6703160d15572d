"""What the tests share: the command run in this process, a chronology in a folder, `--update`, and `--long` runs."""

import io
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings

from timeline import app

settings.register_profile("untimed", settings(), deadline=None)  # no test depends on how busy a machine is
settings.load_profile("untimed")

CHECKOUT = Path(__file__).parent.parent


class Result(NamedTuple):
    """What a run left behind."""

    code: int
    out: str
    err: str


PREFIXES = ("TIMELINE_", "GIT_", "GITHUB_", "CLICOLOR", "XDG_", "TTY_", "LC_")
NAMES = {"COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "PY_COLORS", "PAGER", "LESS", "TZ", "ZDOTDIR"}
"""What a user may have set, and a test sets for itself where it means it."""
Run = Callable[..., Result]
ON_TOP = {"fuzz", "injection", "test_hints.py"}
"""Tests of what has its plain examples elsewhere."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite goldens and transcripts with what is printed now")
    said = "long runs: so many inputs or injections of each kind"
    parser.addoption("--long", type=int, default=0, metavar="N", help=said)
    parser.addoption("--first", type=int, default=0, metavar="K", help="long runs: begin with number K")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let a warning fail the test that causes it; those of other plugins, which a Python may be full of, fail nothing.

    Every line is reached by a plain example: what laws and long inputs reach beside is not counted, which takes half
    their time. They come last then: what is worked out once in a process would else be so where nobody counts.
    """
    is_counted = config.getoption("cov_source", default=None) and not config.getoption("no_cov")
    for item in items:
        if is_counted and (item.get_closest_marker("hypothesis") or not ON_TOP.isdisjoint(item.path.parts)):
            item.add_marker("no_cover")
        # Python 3.13 says the second of an index, which is closed with the process that asks it; the last filter wins
        both = pytest.mark.filterwarnings("error", "ignore:unclosed database:ResourceWarning")
        item.add_marker(both, append=False)
    items.sort(key=lambda item: item.get_closest_marker("no_cover") is not None)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests have counted in long runs, also where a worker has run them: each row is a list of figures."""
    said = {row for reports in terminalreporter.stats.values() for report in reports for row in _figures(report)}
    for row in sorted(said):
        terminalreporter.write_line(row)


def _figures(report: object) -> list[str]:
    return [value for name, value in getattr(report, "user_properties", ()) if name == "figures"]


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update"))


@pytest.fixture(scope="session")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where tests are that write no file: a folder for each would cost more than they do."""
    place = _furnished(tmp_path_factory.mktemp("elsewhere"))
    yield place
    assert not [*(place / "home").iterdir(), *(place / "work").iterdir()]


def _furnished(folder: Path) -> Path:
    for name in ("home", "work"):
        (folder / name).mkdir()
    return folder


@pytest.fixture(autouse=True)
def _nowhere(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """No test sees the user's home, terminal size, colours or chronology."""
    for name in list(os.environ):
        if name.startswith(PREFIXES) or name in NAMES:
            monkeypatch.delenv(name)
    for name in ("COLUMNS", "LINES"):
        os.unsetenv(name)  # readline, which a plugin may import, sets them behind Python's back
    is_own = not {"tmp_path", "run"}.isdisjoint(request.fixturenames)
    place = _furnished(request.getfixturevalue("tmp_path")) if is_own else request.getfixturevalue("elsewhere")
    monkeypatch.setenv("HOME", str(place / "home"))
    monkeypatch.setenv("TIMELINE_CACHE_DIR", str(place / "cache"))
    monkeypatch.chdir(place / "work")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `timeline` with these words, and perhaps this on stdin."""

    def run(*words: str, stdin: str = "", together: bool = False) -> Result:
        out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
        err = out if together else io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
        monkeypatch.setattr(
            sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode("utf-8", "surrogateescape")), encoding="utf-8")
        )
        monkeypatch.setattr(sys, "stdout", out)
        monkeypatch.setattr(sys, "stderr", err)
        try:
            code = app.run(words)
        finally:
            monkeypatch.setattr(sys, "stdout", sys.__stdout__)
            monkeypatch.setattr(sys, "stderr", sys.__stderr__)
        read = [stream.buffer.getvalue().decode() for stream in (out, err)]
        return Result(code, read[0], "" if together else read[1])

    return run


@pytest.fixture
def real(tmp_path: Path) -> Path:
    """A copy of the real chronology, in the working folder."""
    return Path(shutil.copytree(CHECKOUT / "events", tmp_path / "work" / "events"))


@pytest.fixture
def empty(run: Run) -> Path:
    """An empty chronology in the working folder, without what `init` leaves for editors."""
    assert run("-q", "init").code == 0
    shutil.rmtree("events/.schema")
    Path(".taplo.toml").unlink()
    return Path("events")
