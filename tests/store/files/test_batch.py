"""Many files at once: all of them, or none; what stops that takes back what was done."""

import errno
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from hand_written import tree
from newsroom import begun
from timeline.store.files import batch
from timeline.store.files.batch import FileChange
from timeline.store.files.writer import ChangedError, FileWriter, UnwritableError

CHANGES = [
    FileChange("2023/2023-a.toml", b"new"),
    FileChange("2024/2024-b.toml", b"new", b"old"),
    FileChange("2024/2024-c.toml", b"as it is", b"as it is"),
    FileChange("2025/05/2025-d.toml", b"new"),
    FileChange("2025/05/2025-e.toml", b"new"),
]
BEFORE = {"2024": None, "2024/2024-b.toml": b"old", "2024/2024-c.toml": b"as it is", "timeline.toml": b""}
AFTER = {"2023": None, "2025": None, "2025/05": None, **BEFORE, **{path: data for path, data, _ in CHANGES}}


@pytest.fixture(autouse=True)
def quick_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for a disk here."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(root := furnished(tmp_path / "c"))
    return root


def furnished(place: Path) -> Path:
    root = begun(place, b"")
    (root / "2024").mkdir()
    for path, _, seen in CHANGES:
        if seen is not None:
            (root / path).write_bytes(seen)
    return root


def holding(root: Path) -> dict[str, bytes | None]:
    """All folders, and files with what they hold, but the one for what is unfinished, in which nothing may be left."""
    assert [path.name for path in root.glob(".unfinished/*")] in ([], [".gitignore"])
    found = {path.relative_to(root).as_posix(): path for path in root.rglob("*") if ".unfinished" not in str(path)}
    return {name: None if path.is_dir() else path.read_bytes() for name, path in found.items()}


def write(root: Path, tell: Callable[[int, int], None] = lambda *_: None) -> None:
    batch.write(FileWriter(str(root)), CHANGES, tell)


def test_all_are_written_and_it_is_told_how_many(root: Path) -> None:
    (root / "2024/2024-b.toml").chmod(0o640)
    told: list[tuple[int, int]] = []
    write(root, lambda *numbers: told.append(numbers))
    assert told == [(n, 5) for n in range(6)]
    assert holding(root) == AFTER
    assert (root / "2024/2024-b.toml").stat().st_mode & 0o777 == 0o640


def strike(monkeypatch: pytest.MonkeyPatch, at: int, fault: BaseException, *, after: bool, lasting: bool) -> list[str]:
    """Let a call that changes the disk fail, by its number, before or after it is done, perhaps all since; note all."""
    calls: list[str] = []

    def faulty(name: str) -> Callable[..., Any]:
        own = getattr(os, name)

        def call(*words: Any, **more: Any) -> Any:
            if name == "open" and not words[1] & os.O_CREAT:
                return own(*words, **more)
            calls.append(name)
            is_its_turn = len(calls) == at or (lasting and len(calls) > at)
            if is_its_turn and not after:
                raise fault
            done = own(*words, **more)
            if is_its_turn:
                raise fault
            return done

        return call

    for name in ("open", "fsync", "replace", "mkdir", "rmdir", "unlink"):
        monkeypatch.setattr(os, name, faulty(name))
    return calls


FULL = OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize(("fault", "after"), [(FULL, False), (KeyboardInterrupt(), False), (KeyboardInterrupt(), True)])
def test_what_stops_it_at_any_call_leaves_all_as_it_was(
    fault: BaseException, after: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at, calls = 0, list[str]()
    while len(calls) >= at:  # until nothing is struck
        at += 1
        root = furnished(tmp_path / str(at))
        with monkeypatch.context() as patched:
            calls = strike(patched, at, fault, after=after, lasting=False)
            try:
                write(root)
            except UnwritableError as error:
                told = error.hint
            except KeyboardInterrupt as error:
                told = error.args[0]
            else:  # a folder need not be made sure of
                told = ""
        assert told.endswith("nothing was written") or calls[at - 1 : at] in ([], ["fsync"])
        assert holding(root) == (BEFORE if told else AFTER), calls
    assert at > 20


@pytest.mark.parametrize("fault", [FULL, KeyboardInterrupt()])
def test_threads_end_before_it_is_taken_back(fault: BaseException, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many = [FileChange(f"2023/2023-{n}.toml", b"%d" % n) for n in range(300)]
    writer = FileWriter(str(root))
    with monkeypatch.context() as patched:
        strike(patched, 70, fault, after=False, lasting=False)
        with pytest.raises((UnwritableError, KeyboardInterrupt), match="nothing was written"):
            batch.write(writer, many, lambda *_: None)
    assert holding(root) == BEFORE
    batch.write(writer, many, lambda *_: None)
    assert holding(root) == BEFORE | {"2023": None} | {path: data for path, data, _ in many}


def test_what_cannot_be_taken_back_is_named(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        strike(patched, 19, FULL, after=False, lasting=True)
        with pytest.raises(UnwritableError, match=r"2024-c\.toml cannot be written") as caught:
            write(root)
    left = "2 files were written and could not be taken back: 2024/2024-b.toml and 2023/2023-a.toml"
    assert caught.value.hint == f"the disk is full: free some room and try again; {left}"
    assert {path: data for path, data in tree(root).items() if "/." not in f"/{path}"} == {
        path: AFTER[path] if path in left else data for path, data in BEFORE.items() if data is not None
    } | {"2023/2023-a.toml": b"new"}


def test_what_others_write_meanwhile_stays(root: Path) -> None:
    def meddle(done: int, _: int) -> None:
        if done == 5:
            (root / "2025/05").mkdir(parents=True)
            (root / "2025/05/2025-e.toml").write_bytes(b"of somebody else")

    with pytest.raises(ChangedError, match="2025-e") as caught:
        write(root, meddle)
    assert caught.value.hint == "nothing was written"
    assert holding(root) == {**BEFORE, "2025": None, "2025/05": None, "2025/05/2025-e.toml": b"of somebody else"}
    with pytest.raises(ChangedError, match="2025-e"):
        write(root)


def test_what_others_changed_since_is_not_taken_back(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = os.replace

    def meddle(path: str, to: str) -> None:
        replace(path, to)
        if to.endswith("2025-e.toml"):
            (root / "2023/2023-a.toml").write_bytes(b"by somebody else")
            (root / "2024/2024-b.toml").unlink()
            (root / "2025/05/2025-d.toml").unlink()
            raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", meddle)
    with pytest.raises(KeyboardInterrupt) as caught:
        write(root)
    assert caught.value.args == (
        "2 files were written and could not be taken back: 2024/2024-b.toml and 2023/2023-a.toml",
    )
    assert holding(root) == {
        "2023": None, "2023/2023-a.toml": b"by somebody else", "2024": None, "2024/2024-c.toml": b"as it is", "timeline.toml": b"",
    }  # fmt: skip


def test_a_fault_of_our_own_is_not_hidden(root: Path) -> None:
    with pytest.raises(IndexError):
        write(root, lambda done, _: [].pop(done))
    assert holding(root) == BEFORE


def test_another_thread_hears_no_interrupt(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    strike(monkeypatch, 12, FULL, after=False, lasting=False)
    with ThreadPoolExecutor(1) as pool, pytest.raises(UnwritableError):
        pool.submit(write, root).result()
    assert holding(root) == BEFORE


@pytest.fixture
def _pressed() -> Iterator[None]:
    """Have ^C mean what it does in a shell, also where whoever started the tests ignores it, as `&` in a script does."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_pressed")
def test_a_second_interrupt_stops_no_taking_back(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unlink = os.unlink

    def pressed(path: str) -> None:
        signal.raise_signal(signal.SIGINT)
        unlink(path)

    monkeypatch.setattr(os, "unlink", pressed)
    with pytest.raises(KeyboardInterrupt, match="nothing was written"):
        write(root, lambda done, _: signal.raise_signal(signal.SIGINT) if done == 4 else None)
    assert holding(root) == BEFORE
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
