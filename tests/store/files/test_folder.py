import errno
import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from timeline.errors import DataError
from timeline.store.files import folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder.begin(str(tmp_path / "c"), b'title = ""\n')
    return tmp_path / "c"


def test_found_from_below_and_beside(root: Path) -> None:
    (root / "2024" / "deep").mkdir(parents=True)
    assert folder.find(str(root / "2024" / "deep")) == str(root)
    (root.parent / "events").mkdir()
    (root.parent / "events" / "timeline.toml").touch()
    (root.parent / "docs").mkdir()
    assert folder.find(str(root.parent / "docs")) == str(root.parent / "events")


def test_no_chronology(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        folder.find(str(tmp_path / "work"))
    assert "timeline init" in caught.value.hint


def test_no_folder_no_chronology(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="there is no folder"):
        folder.find(str(tmp_path / "missing"))


def test_begun_once(root: Path) -> None:
    with pytest.raises(DataError, match="already"):
        folder.begin(str(root), b"")


def test_blob_id_is_git_s() -> None:
    git = subprocess.run(["git", "hash-object", "--stdin"], input=b"a\n", capture_output=True, check=True)
    assert folder.blob_id(b"a\n") == git.stdout.decode().strip()


def test_create_appends_a_number_on_a_clash(root: Path) -> None:
    assert folder.create(str(root), "2024-x", b"a", ()) == "2024/2024-x.toml"
    assert folder.create(str(root), "2024-x", b"b", ()) == "2024/2024-x-2.toml"
    assert folder.create(str(root), "2024-x", b"c", {"2024-x-3"}) == "2024/2024-x-4.toml"
    assert (root / "2024" / "2024-x.toml").read_bytes() == b"a"


def test_two_writers_lose_nothing(root: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        paths = list(pool.map(lambda n: folder.create(str(root), "2024-x", b"%d" % n, ()), range(40)))
    assert len(set(paths)) == 40
    assert {(root / p).read_bytes() for p in paths} == {b"%d" % n for n in range(40)}


def test_replace_only_what_was_seen(root: Path) -> None:
    path = folder.create(str(root), "2024-x", b"a", ())
    (root / path).chmod(0o640)
    folder.replace(str(root), path, b"b", b"a")
    assert (root / path).read_bytes() == b"b"
    assert stat.S_IMODE((root / path).stat().st_mode) == 0o640
    with pytest.raises(DataError, match="changed by someone else"):
        folder.replace(str(root), path, b"c", b"a")
    assert (root / path).read_bytes() == b"b"


@pytest.mark.parametrize(("code", "advice"), [(errno.ENOSPC, "the disk is full"), (errno.EIO, "nothing was changed")])
def test_a_failed_write_leaves_what_was_there(
    root: Path, monkeypatch: pytest.MonkeyPatch, code: int, advice: str
) -> None:
    path = folder.create(str(root), "2024-x", b"a", ())

    def full(_: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DataError) as caught:
        folder.replace(str(root), path, b"b", b"a")
    assert advice in caught.value.hint
    with pytest.raises(DataError):
        folder.create(str(root), "2024-y", b"b", ())
    assert [p.name for p in (root / "2024").iterdir()] == ["2024-x.toml"]
    assert (root / path).read_bytes() == b"a"


def test_read_follows_no_link(root: Path) -> None:
    (root / "x.toml").symlink_to("/etc/hostname")
    with pytest.raises(DataError, match="cannot be read"):
        folder.read(str(root), "x.toml")
    with pytest.raises(DataError) as caught:
        folder.read(str(root), "missing.toml")
    assert caught.value.hint == "is the name right?"


def test_a_file_is_read_whole_though_it_grows(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = root / "x.toml"
    path.write_bytes(b"a" * 10)
    real = os.read

    def before_it_grew(descriptor: int, size: int) -> bytes:
        data = real(descriptor, size)
        if len(data) == 10:
            path.write_bytes(b"a" * 3000)
        return data

    monkeypatch.setattr(os, "read", before_it_grew)
    assert folder.read(str(root), "x.toml") == b"a" * 3000


def test_remove_keeps_a_copy_when_asked(root: Path) -> None:
    first = folder.create(str(root), "2024-x", b"a", ())
    assert folder.remove(str(root), first, b"a", keep=True) == ".removed/2024-x.toml"
    assert not (root / "2024").exists()
    second = folder.create(str(root), "2024-x", b"b", ())
    assert folder.remove(str(root), second, b"b", keep=True) == ".removed/2024-x.2.toml"
    third = folder.create(str(root), "2024-x", b"c", ())
    folder.create(str(root), "2024-y", b"c", ())
    assert folder.remove(str(root), third, b"c", keep=False) is None
    assert [p.name for p in (root / "2024").iterdir()] == ["2024-y.toml"]
    with pytest.raises(DataError):
        folder.remove(str(root), "2024/2024-y.toml", b"other", keep=False)


def test_move(root: Path) -> None:
    path = folder.create(str(root), "2024-x", b"a", ())
    with pytest.raises(DataError, match="already"):
        folder.move(str(root), path, "2025-y", b"a", {"2025-y"})
    assert folder.move(str(root), path, "2025-y", b"a", ()) == "2025/2025-y.toml"
    assert not (root / "2024").exists()
    (root / "loose.toml").write_bytes(b"b")
    assert folder.move(str(root), "loose.toml", "2025-z", b"b", ()) == "2025/2025-z.toml"


def test_output_is_written_whole_and_never_over_an_event(root: Path, tmp_path: Path) -> None:
    folder.write_output(str(tmp_path / "out.md"), b"x")
    assert (tmp_path / "out.md").read_bytes() == b"x"
    with pytest.raises(DataError, match="lies in a chronology"):
        folder.write_output(str(root / "2024.toml"), b"x")
    folder.write_output(str(tmp_path / "out.toml"), b"x")
    (tmp_path / "link.md").symlink_to(tmp_path / "out.md")
    with pytest.raises(DataError, match="is a link"):
        folder.write_output(str(tmp_path / "link.md"), b"y")
    with pytest.raises(DataError, match="cannot be written"):
        folder.write_output(str(tmp_path / "missing" / "out.md"), b"y")


def test_output_over_an_older_one(tmp_path: Path) -> None:
    path = str(tmp_path / "out.md")
    assert folder.read_output(path) is None
    folder.write_output(path, b"one")
    assert folder.read_output(path) == b"one"
    before = os.stat(path).st_ino
    folder.write_output(path, b"one", b"one")
    assert os.stat(path).st_ino == before  # nothing new, nothing written
    folder.write_output(path, b"two", b"one")
    assert folder.read_output(path) == b"two"
    with pytest.raises(DataError, match="changed by someone else"):
        folder.write_output(path, b"three", b"one")
    with pytest.raises(DataError, match="no regular file"):
        folder.write_output(str(tmp_path), b"")


@pytest.mark.skipif(sys.platform == "win32", reason="folders cannot be opened there")
def test_no_lock_file_is_left(root: Path) -> None:
    folder.create(str(root), "2024-x", b"a", ())
    assert sorted(p.name for p in root.iterdir()) == ["2024", "timeline.toml"]
