"""Files become the same rows, whoever reads them, and whatever becomes of the help."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from disk import TEXTS, Disk, Told, parsing
from timeline.errors import Problem
from timeline.eventfile import reader
from timeline.store.files import folder
from timeline.store.index import database
from timeline.store.index import parse_files as under_test
from timeline.store.index.batch import Parsed
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
    assert 0 < len(parsed) < MANY  # the child had its part
    del parsed[:]
    assert disk.told() == alone
    assert not parsed


def test_each_file_once_the_first_by_the_child_and_the_last_by_ourselves(disk: Disk) -> None:
    items = [Item(0, p + name, info) for p, names in disk.scan().folders.items() for name, info in names.items()]

    def parse(data: bytes) -> Parsed:
        return Parsed(None, [Problem("", 0, 0, str(os.getpid()), data.decode())])

    found = list(under_test.batches(str(disk.root), items, parse, lambda _: False))
    paired = [pair for some, batch in found for pair in zip(some, batch.outcomes, strict=True)]
    assert sorted(item.path for item, _ in paired) == sorted(item.path for item in items)
    ours = {}
    for item, outcome in paired:
        assert outcome.row
        (problem,) = outcome.row.problems
        assert problem.message == disk.read(item.path)
        assert outcome.blob.hex() == folder.blob_id(disk.read(item.path).encode())
        ours[item.path] = problem.code == str(os.getpid())
    assert [ours[item.path] for item in items] == sorted(ours.values())  # nobody in between


@pytest.mark.parametrize("said", [b"", b"\x05", b"\x05" + bytes(7), b"\x05" + bytes(7) + b"\x93\x90\x90", bytes(8)])
def test_half_of_what_a_child_had_to_say(disk: Disk, alone: Told, monkeypatch: pytest.MonkeyPatch, said: bytes) -> None:
    def babbling(*given: object) -> None:
        os.write(given[-1], said)  # type: ignore[arg-type]
        os._exit(0)

    monkeypatch.setattr(under_test, "_help", babbling)
    assert disk.told() == alone


@pytest.mark.parametrize("fault", [ImportError, AttributeError, OSError])
def test_a_pipe_that_stays_narrow(
    disk: Disk, alone: Told, monkeypatch: pytest.MonkeyPatch, fault: type[Exception]
) -> None:
    def failing(*_: object) -> None:
        raise fault

    monkeypatch.setattr("fcntl.fcntl", failing)
    assert disk.told() == alone


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
    os.kill(os.getpid(), signal.SIGKILL)


def failing(_: bytes) -> None:
    raise MemoryError


def interrupted(_: bytes) -> None:
    raise KeyboardInterrupt


def ending(_: bytes) -> None:
    sys.exit(5)


@pytest.mark.parametrize("after", [0, 1, 5])
@pytest.mark.parametrize("end", [killed, failing, interrupted, ending])
def test_whatever_becomes_of_the_child(
    disk: Disk, alone: Told, monkeypatch: pytest.MonkeyPatch, end: Callable[[bytes], None], after: int
) -> None:
    in_a_child(monkeypatch, end, after)
    assert disk.told() == alone


def test_no_room_for_a_child(disk: Disk, alone: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", full)
    assert disk.told() == alone


def test_a_system_that_forgets_its_children(disk: Disk, alone: Told) -> None:
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        assert disk.told() == alone
    finally:
        signal.signal(signal.SIGCHLD, before)


def test_broken_off_while_the_child_works(disk: Disk, alone: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BATCH", 4)

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


def test_an_id_is_the_name_without_its_ending() -> None:
    assert Item(0, "a.b/2024-x.toml.toml", (0, 0, 0)).id == "2024-x.toml"
    assert Item(0, "2024.toml", (0, 0, 0)).id == "2024"
