"""Files become the same rows, whoever reads them, and whatever becomes of the help."""

import os
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from disk import TEXTS, Disk, Told, parsing
from timeline.eventfile import reader
from timeline.model.register import Register
from timeline.store.files import folder
from timeline.store.index import parse_files as under_test
from timeline.store.index import refresh
from timeline.store.index.parse_files import Item

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="no second process there"),
    pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning"),  # the runner has threads, the command has none
]
MANY = 23


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Disk:
    """More files than one process likes, some of them no events, some alike."""
    disk = Disk(tmp_path)
    for n in range(MANY):
        disk.write(f"{n % 3}/2024-{n}.toml", TEXTS[n % len(TEXTS)] + f"# {n // 16}\n")
    monkeypatch.setattr(under_test, "MANY", 5)
    monkeypatch.setattr(under_test, "BATCH", 2)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    return disk


@pytest.fixture
def alone(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> Told:
    with monkeypatch.context() as patch:
        patch.setattr(os, "cpu_count", lambda: None)
        return disk.anew()


def test_with_help_the_same(disk: Disk, alone: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = parsing(monkeypatch)
    assert disk.told() == alone
    assert not parsed  # others did it
    assert disk.told() == alone


def test_each_file_once_in_its_order(disk: Disk) -> None:
    items = [
        Item(0, p + name, name[:-5], info) for p, names in disk.scan().folders.items() for name, info in names.items()
    ]
    found = list(under_test.batches(str(disk.root), items, Register(), None, lambda _: False, helped=True))
    paired = [pair for some, outcomes in found for pair in zip(some, outcomes, strict=True)]
    assert [item for item, _ in paired] == items
    for item, outcome in paired:
        assert outcome.blob.hex() == folder.blob_id(disk.read(item.path).encode())
        assert outcome.rows or outcome.problems


def test_no_more_is_asked_in_advance_than_may_wait(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    class Pool(ThreadPoolExecutor):
        def __init__(self, count: int, _context: object, *more: Any) -> None:
            super().__init__(count, "", *more)

        def submit(self, *given: Any, **more: Any) -> Any:
            asked.append(given)
            return super().submit(*given, **more)

    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", Pool)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    items = [
        Item(0, p + name, name[:-5], info) for p, names in disk.scan().folders.items() for name, info in names.items()
    ]
    for n, _ in enumerate(under_test.batches(str(disk.root), items, Register(), None, lambda _: False, helped=True), 1):
        assert len(asked) == min(n + under_test.AHEAD, -(-MANY // 2))


def in_a_child(monkeypatch: pytest.MonkeyPatch, then: Callable[[bytes], None], after: int = 0) -> None:
    """Let something happen in the child, once it has parsed so many files."""
    read, parent = reader.read, os.getpid()
    left = [after]

    def reading(data: bytes, *more: object) -> object:
        if os.getpid() != parent:
            left[0] -= 1
            if left[0] < 0:
                then(data)
        return read(data, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(reader, "read", reading)


def killed(_: bytes) -> None:
    os.kill(os.getpid(), 9)


def ending(_: bytes) -> None:
    os._exit(5)


@pytest.mark.parametrize("after", [0, 1, 5])
@pytest.mark.parametrize("end", [killed, ending])
def test_whatever_becomes_of_the_child(
    disk: Disk, alone: Told, monkeypatch: pytest.MonkeyPatch, end: Callable[[bytes], None], after: int
) -> None:
    in_a_child(monkeypatch, end, after)
    assert disk.told() == alone


def test_a_fault_of_ours_in_a_child_is_said(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_: bytes) -> None:
        raise ZeroDivisionError

    in_a_child(monkeypatch, failing)
    answer = disk.open().events()
    assert answer.entries == []
    assert {p.message for p in answer.problems} == {"this should not happen: ZeroDivisionError"}
    assert len({p.path for p in answer.problems}) == MANY


def test_no_room_for_a_child(disk: Disk, alone: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", full)
    assert disk.told() == alone


def test_broken_off_while_the_child_works(disk: Disk, alone: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refresh, "BATCH", 4)

    def stop(_done: int, _of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        disk.open(progress=stop).events()
    assert disk.told() == alone


def test_files_that_go_before_they_are_read(disk: Disk) -> None:
    shelf = disk.open()
    _ = shelf.scan
    (disk.root / "0/2024-0.toml").unlink()
    (disk.root / "0/2024-21.toml").unlink()
    gone = [p for p in shelf.events().problems if "cannot be read" in p.message]
    assert sorted(os.path.basename(p.path) for p in gone) == ["2024-0.toml", "2024-21.toml"]
    disk.times.pop("0/2024-0.toml")
    disk.times.pop("0/2024-21.toml")
    assert disk.told() == disk.anew()
