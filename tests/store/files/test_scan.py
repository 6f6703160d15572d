"""Which files are found, and which are refused."""

import errno
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from newsroom import begun
from timeline.eventfile.paths import LARGEST, LARGEST_TABLE
from timeline.store.files.scan import NAME, Scan, scan


@pytest.fixture
def root(tmp_path: Path) -> Path:
    begun(tmp_path / "c", b'title = ""\n')
    return tmp_path / "c"


def paths(found: Scan) -> list[str]:
    return sorted(path + name for path, files in found.folders.items() for name in files)


def test_scan_takes_events_alone(root: Path) -> None:
    for name in ("2024/a.toml", "loose.toml", "2024/actors.toml"):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).touch()
    for name in ("actors.toml", "copies/x.toml", ".hidden/b.toml", "_drafts/c.toml", ".d.toml", "2024/notes.md"):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).touch()
    (root / "places.toml").write_bytes(b"#" * (LARGEST + 1))
    found = scan(str(root))
    assert paths(found) == ["2024/a.toml", "2024/actors.toml", "loose.toml"]
    assert {name: stat[0] for name, stat in found.tables.items()} == {
        "actors.toml": 0,
        "places.toml": LARGEST + 1,
        "timeline.toml": 11,
    }
    assert not found.refused
    info = (root / "loose.toml").stat()
    assert found.folders[""]["loose.toml"] == (0, info.st_mtime_ns, info.st_ctime_ns)


def test_scan_refuses_links_giants_and_what_is_no_file(root: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (root / "link.toml").symlink_to("/etc/hostname")
    (root / "linked").symlink_to(tmp_path / "outside")
    (root / "notes.md").symlink_to("/etc/hostname")
    (root / "nowhere").symlink_to("gone")
    (root / "A.TOML").touch()
    (root / "folder.TOML").mkdir()
    (root / "big.toml").write_bytes(b"#" * (LARGEST + 1))
    with (root / "places.toml").open("wb") as file:
        file.truncate(LARGEST_TABLE + 1)
    mkfifo: Any = getattr(os, "mkfifo", None)  # not on Windows
    mkfifo(root / "pipe.toml")
    found = scan(str(root))
    assert not paths(found)
    assert sorted(p.path for p in found.refused) == [
        "A.TOML",
        "big.toml",
        "link.toml",
        "linked",
        "pipe.toml",
        "places.toml",
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="names are not bytes there")
def test_scan_refuses_names_that_cannot_be_told(root: Path) -> None:
    (root / "né.toml").touch()
    (root / "a\nb.toml").touch()
    os.mkdir(os.fsencode(root) + b"/\xff")
    with open(os.fsencode(root) + b"/\xfe.toml", "wb"):
        found = scan(str(root))
    assert paths(found) == ["né.toml"]
    assert sorted(str(p) for p in found.refused) == [
        f"\\udcfe.toml: SCH007 {NAME}\n  = rename the file",
        f"\\udcff: SCH007 {NAME}\n  = rename the folder",
        f"a\\nb.toml: SCH007 {NAME}\n  = rename the file",
    ]


def test_scan_says_what_it_cannot_open(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "2024").mkdir()
    (root / "2024" / "a.toml").touch()
    (root / "b.toml").touch()
    real = os.listdir
    denied = iter([False, True])

    def second_denied(*given: Any) -> Any:
        if next(denied):
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(*given)

    monkeypatch.setattr(os, "listdir", second_denied)
    found = scan(str(root))
    assert paths(found) == ["b.toml"]
    assert [str(p) for p in found.refused] == ["2024: SCH007 cannot be read: Permission denied"]


def test_a_file_that_goes_while_the_folder_is_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "ab":
        (root / f"{name}.toml").touch()
    real = os.listdir

    def late(path: str) -> list[str]:
        found = real(path)
        (root / "a.toml").unlink()
        return found

    monkeypatch.setattr(os, "listdir", late)
    found = scan(str(root))
    assert paths(found) == ["b.toml"]
    assert not found.refused
