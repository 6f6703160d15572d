"""The lock of a folder: waited for, said, given up."""

import builtins
import errno
import fcntl
import os
import time
from pathlib import Path
from typing import Any

import pytest

from timeline.errors import DataError
from timeline.store.files import lock
from timeline.store.files.lock import GIVEN_UP, PAUSE, SAID, locked
from timeline.store.files.writer import FileWriter


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long was waited, by nobody."""
    pauses: list[float] = []
    monkeypatch.setattr(time, "sleep", pauses.append)
    return pauses


def held_for(tries: int, monkeypatch: pytest.MonkeyPatch, error: int = errno.EWOULDBLOCK) -> None:
    """Let the lock be another's for so many tries."""
    left = [tries]

    def flock(*_: int) -> None:
        left[0] -= 1
        if left[0] >= 0:
            raise OSError(error, os.strerror(error))

    monkeypatch.setattr(fcntl, "flock", flock)


def test_one_at_a_time(tmp_path: Path) -> None:
    with locked(str(tmp_path), print) as held, locked(str(tmp_path), None) as other:
        assert (held, other) == (True, False)
    with locked(str(tmp_path), None) as held:
        assert held


def test_it_is_said_after_a_second_and_given_up_after_ten(
    tmp_path: Path, slept: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, float]] = []
    (tmp_path / "c").mkdir()
    monkeypatch.chdir(tmp_path)

    def tell(text: str) -> None:
        told.append((text, len(slept) * PAUSE))

    held_for(50, monkeypatch)
    with locked(str(tmp_path / "c"), tell) as held:
        assert held
    assert not told
    slept.clear()
    held_for(10_000, monkeypatch)
    with pytest.raises(DataError, match="to c for 10 s"), locked(str(tmp_path / "c"), tell):
        pass
    assert told == [("waiting: another process is writing to c", SAID)]
    assert len(slept) * PAUSE == GIVEN_UP


def test_where_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with locked(str(tmp_path / "missing"), print) as held:
        assert not held
    held_for(1, monkeypatch, errno.ENOLCK)
    with locked(str(tmp_path), print) as held:
        assert not held
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "fcntl":
            raise ImportError
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with lock.locked(str(tmp_path), print) as held:
        assert not held


def test_of_several_files_only_the_first_is_waited_for(
    tmp_path: Path, slept: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    held_for(10_000, monkeypatch)
    writer = FileWriter(str(tmp_path))
    for _ in range(3):
        with pytest.raises(DataError, match="another process"):
            writer.create("2024-x", b"a", ())
    assert sum(slept) == pytest.approx(GIVEN_UP)
