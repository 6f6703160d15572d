"""Whose a chronology is that was found further up."""

import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from conftest import Run
from timeline.errors import DataError
from timeline.store.files import folder, owner

pytestmark = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no such owners there")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "it's/events"
    (root / "2024").mkdir(parents=True)
    (root / "timeline.toml").touch()
    (root.parent / "docs").mkdir()
    return root


def test_of_another_user_it_must_be_named(root: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    for below in ("2024", "../docs"):
        monkeypatch.chdir(root / below)
        refused = run("list")
        assert (refused.code, refused.out) == (3, "")
        assert refused.err.startswith(f"error: {root} belongs to another user (")
        assert "-C '" in refused.err
        assert run("-C", str(root), "list").code == run("-C", str(root.parent), "list").code == 0
        monkeypatch.setenv("TIMELINE_DIR", str(root))
        assert run("list").code == 0
        monkeypatch.delenv("TIMELINE_DIR")
    monkeypatch.chdir(root.parent)
    assert run("list").code == 0  # who stands there has come for it


@pytest.mark.parametrize("other", ["folder", "settings"])
def test_the_folder_and_the_settings_count(other: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lstat(path: str) -> SimpleNamespace:
        return SimpleNamespace(st_uid=7_000_000 if path.endswith("toml") == (other == "settings") else os.geteuid())

    monkeypatch.setattr(owner, "os", SimpleNamespace(lstat=lstat, geteuid=os.geteuid, environ={}, sep=os.sep))
    with pytest.raises(DataError, match=r"belongs to another user \(7000000\)"):
        folder.find(str(root / "2024"))


@pytest.mark.parametrize(
    ("sudo", "fine"), [(str(os.getuid()), True), ("7000000", os.getuid() == 0), ("x", os.getuid() == 0)]
)
def test_root_may_stand_in_for_the_user(sudo: str, fine: bool, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setenv("SUDO_UID", sudo)
    if fine:
        assert folder.find(str(root / "2024")) == str(root)
    else:
        with pytest.raises(DataError):
            folder.find(str(root / "2024"))


def test_only_root_does(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 7_000_000)
    monkeypatch.setenv("SUDO_UID", str(os.getuid()))
    with pytest.raises(DataError):
        folder.find(str(root / "2024"))


def test_where_there_are_no_owners(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 7_000_000)
    monkeypatch.setitem(sys.modules, "pwd", None)
    with pytest.raises(DataError, match=rf"another user \({os.getuid()}\)"):
        folder.find(str(root / "2024"))
    monkeypatch.delattr(os, "geteuid")
    assert folder.find(str(root / "2024")) == str(root)
