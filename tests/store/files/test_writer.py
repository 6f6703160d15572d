"""Files written: whole or not at all, never over what was not seen."""

import errno
import os
import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from newsroom import begun, git
from timeline.errors import DataError
from timeline.store.files.lock import locked
from timeline.store.files.writer import ChangedError, FileWriter, read_output, write_output

LEFT = f".timeline-{'0' * 16}"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return begun(tmp_path / "c")


@pytest.fixture
def at(root: Path) -> FileWriter:
    return FileWriter(str(root))


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_create_appends_a_number_on_a_clash(root: Path, at: FileWriter) -> None:
    assert at.create("2024-x", b"a", ()) == "2024/2024-x.toml"
    assert at.create("2024-x", b"b", ()) == "2024/2024-x-2.toml"
    assert at.create("2024-x", b"c", {"2024-x-3"}) == "2024/2024-x-4.toml"
    assert (root / "2024" / "2024-x.toml").read_bytes() == b"a"


def test_two_writers_lose_nothing(root: Path, at: FileWriter) -> None:
    with ThreadPoolExecutor(8) as pool:
        paths = list(pool.map(lambda n: at.create("2024-x", b"%d" % n, ()), range(40)))
    assert len(set(paths)) == 40
    assert {(root / p).read_bytes() for p in paths} == {b"%d" % n for n in range(40)}


def test_replace_only_what_was_seen(root: Path, at: FileWriter) -> None:
    path = at.create("2024-x", b"a", ())
    at.replace(path, b"b", b"a")
    assert (root / path).read_bytes() == b"b"
    with pytest.raises(ChangedError, match="changed by someone else"):
        at.replace(path, b"c", b"a")
    assert (root / path).read_bytes() == b"b"


@pytest.mark.skipif(sys.platform == "win32", reason="files have no modes there")
@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_modes(mask: int, mode: int, root: Path, at: FileWriter, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is being written is nobody else's; then it has the mode of the old one, or the usual one."""
    while_written: list[int] = []
    sync = os.fsync

    def look(descriptor: int) -> None:
        info = os.fstat(descriptor)
        if stat.S_ISREG(info.st_mode):
            while_written.append(stat.S_IMODE(info.st_mode))
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", look)
    before = os.umask(mask)
    try:
        path = at.create("2024-x", b"a", ())
        assert stat.S_IMODE((root / path).stat().st_mode) == mode
        (root / path).chmod(0o640)
        at.replace(path, b"b", b"a")
    finally:
        os.umask(before)
    assert stat.S_IMODE((root / path).stat().st_mode) == 0o640
    assert set(while_written) == {0o600}


@pytest.mark.skipif(sys.platform == "win32", reason="files have no groups there")
def test_the_group_stays(root: Path, at: FileWriter, monkeypatch: pytest.MonkeyPatch) -> None:
    path = at.create("2024-x", b"a", ())
    given: list[int] = []
    real = os.lstat

    def of_another_group(name: Any, **more: Any) -> Any:
        info = real(name, **more)
        if str(name).endswith("2024-x.toml"):
            return os.stat_result((*info[:5], 4711, *info[6:]))
        return info

    monkeypatch.setattr(os, "lstat", of_another_group)
    monkeypatch.setattr(os, "fchown", lambda _, user, group: given.extend((user, group)))
    at.replace(path, b"b", b"a")
    assert given == [-1, 4711]


@pytest.mark.parametrize(
    ("code", "advice"), [(errno.ENOSPC, "the disk is full: free some room and try again; "), (errno.EIO, "")]
)
def test_a_failed_write_leaves_what_was_there(
    root: Path, at: FileWriter, monkeypatch: pytest.MonkeyPatch, code: int, advice: str
) -> None:
    path = at.create("2024-x", b"a", ())

    def full(_: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", full)
    monkeypatch.chdir(root)
    with pytest.raises(DataError, match=r"^2024/2024-x\.toml cannot be written") as caught:
        at.replace(path, b"b", b"a")
    assert caught.value.hint == f"{advice}the file is as it was"
    with pytest.raises(DataError) as caught:
        at.create("2024-y", b"b", ())
    assert caught.value.hint == f"{advice}no file was made"
    assert names(root / "2024") == ["2024-x.toml"]
    assert names(root / ".unfinished") == [".gitignore"]
    assert (root / path).read_bytes() == b"a"


def test_remove_keeps_a_copy_when_asked(root: Path, at: FileWriter) -> None:
    first = at.create("2024-x", b"a", ())
    assert at.remove(first, b"a", keep=True) == ".removed/2024-x.toml"
    assert not (root / "2024").exists()
    second = at.create("2024-x", b"b", ())
    assert at.remove(second, b"b", keep=True) == ".removed/2024-x.2.toml"
    third = at.create("2024-x", b"c", ())
    at.create("2024-y", b"c", ())
    assert at.remove(third, b"c", keep=False) is None
    assert names(root / "2024") == ["2024-y.toml"]
    with pytest.raises(ChangedError):
        at.remove("2024/2024-y.toml", b"other", keep=False)


def test_git_never_takes_what_is_kept_aside(root: Path, at: FileWriter) -> None:
    git("init", "-q", at=root)
    at.remove(at.create("2024-x", b"a", ()), b"a", keep=True)
    (root / ".unfinished" / LEFT).write_bytes(b"half")
    git("add", "-A", at=root)
    assert git("ls-files", at=root) == "timeline.toml\n"
    (root / ".removed" / ".gitignore").write_bytes(b"!*\n")
    at.remove(at.create("2024-x", b"a", ()), b"a", keep=True)
    git("add", "-A", at=root)
    assert git("ls-files", at=root) == "timeline.toml\n"


def test_move(root: Path, at: FileWriter) -> None:
    path = at.create("2024-x", b"a", ())
    with pytest.raises(DataError, match="already"):
        at.move(path, "2025-y", b"b", b"a", {"2025-y"})
    assert at.move(path, "2025-y", b"b", b"a", ()) == "2025/2025-y.toml"
    assert (root / "2025" / "2025-y.toml").read_bytes() == b"b"
    assert not (root / "2024").exists()
    (root / "loose.toml").write_bytes(b"b")
    with pytest.raises(DataError, match="already"):
        at.move("loose.toml", "2025-y", b"c", b"b", ())
    assert at.move("loose.toml", "2025-y", b"b", b"b", ()) == "2025/2025-y.toml"  # as one that ended half-way
    assert not (root / "loose.toml").exists()


@pytest.mark.parametrize("link", ["2024", ".removed", ".unfinished"])
def test_nothing_is_written_through_a_link(link: str, root: Path, at: FileWriter, tmp_path: Path) -> None:
    (tmp_path / "victim").mkdir()
    (root / "a.toml").write_bytes(b"a")
    (root / link).symlink_to(tmp_path / "victim")
    (tmp_path / "victim" / LEFT).write_bytes(b"theirs")
    with pytest.raises(DataError, match=f"{link} is a link"):
        at.create("2024-x", b"b", ()) if link != ".removed" else at.remove("a.toml", b"a", keep=True)
    at.sweep()
    assert names(tmp_path / "victim") == [LEFT]
    assert (root / "a.toml").read_bytes() == b"a"


def test_what_was_left_unfinished_goes_with_the_next_command_but_not_while_another_writes(
    root: Path, at: FileWriter
) -> None:
    at.create("2024-x", b"a", ())
    left = root / ".unfinished" / LEFT
    left.write_bytes(b"half")
    with locked(str(root), None):
        at.sweep()
    assert left.exists()
    at.sweep()
    assert names(root / ".unfinished") == [".gitignore"]
    left.write_bytes(b"half")
    at.create("2024-y", b"a", ())
    assert names(root / ".unfinished") == [".gitignore"]
    left.mkdir()  # not ours: it stays, and nothing is stopped by it
    at.create("2024-z", b"a", ())
    assert left.is_dir()


def test_make_writes_what_is_not_as_it_should_be(tmp_path: Path) -> None:
    at = FileWriter(str(tmp_path / "new" / "c"))
    assert at.make(".schema/a.json", b"{}")
    assert not at.make(".schema/a.json", b"{}")
    assert at.make(".schema/a.json", b"[]")
    (tmp_path / "file").touch()
    with pytest.raises(DataError, match="file cannot be written"):
        FileWriter(str(tmp_path / "file")).make("a", b"")


def test_output_is_written_whole_and_never_over_an_event(root: Path, tmp_path: Path) -> None:
    write_output(str(tmp_path / "out.md"), b"x")
    assert (tmp_path / "out.md").read_bytes() == b"x"
    with pytest.raises(DataError, match="lies in a chronology"):
        write_output(str(root / "2024.toml"), b"x")
    write_output(str(tmp_path / "out.toml"), b"x")
    (tmp_path / "link.md").symlink_to(tmp_path / "out.md")
    with pytest.raises(DataError, match="is a link"):
        write_output(str(tmp_path / "link.md"), b"y")
    with pytest.raises(DataError, match="cannot be written"):
        write_output(str(tmp_path / "missing" / "out.md"), b"y")
    (tmp_path / LEFT).write_bytes(b"half")
    write_output(str(tmp_path / "out.md"), b"z")
    assert not (tmp_path / LEFT).exists()


def test_output_over_an_older_one(tmp_path: Path) -> None:
    path = str(tmp_path / "out.md")
    assert read_output(path) is None
    write_output(path, b"one")
    assert read_output(path) == b"one"
    before = os.stat(path).st_ino
    write_output(path, b"one", b"one")
    assert os.stat(path).st_ino == before  # nothing new, nothing written
    write_output(path, b"two", b"one")
    assert read_output(path) == b"two"
    with pytest.raises(ChangedError, match="changed by someone else"):
        write_output(path, b"three", b"one")
    with pytest.raises(DataError, match="no regular file"):
        write_output(str(tmp_path), b"")


@pytest.mark.skipif(sys.platform == "win32", reason="folders cannot be opened there")
def test_no_lock_file_is_left(root: Path, at: FileWriter) -> None:
    at.create("2024-x", b"a", ())
    assert names(root) == [".unfinished", "2024", "timeline.toml"]
