"""One file: found, read, and kept inside."""

import os
import stat
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom import begun
from timeline.errors import DataError
from timeline.eventfile.paths import LARGEST_INPUT
from timeline.store.files import folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return begun(tmp_path / "c")


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


def test_settings_that_cannot_be_read_are_those_of_a_chronology(root: Path) -> None:
    (root / "timeline.toml").unlink()
    (root / "timeline.toml").symlink_to("gone")
    assert folder.find(str(root)) == str(root)


def test_a_chronology_that_may_not_be_opened_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "events").mkdir()
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(DataError, match="events cannot be opened"):
        folder.find(str(tmp_path))


def test_no_folder_no_chronology(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="there is no folder"):
        folder.find(str(tmp_path / "missing"))


def test_blob_id_is_git_s() -> None:
    git = subprocess.run(["git", "hash-object", "--stdin"], input=b"a\n", capture_output=True, check=True)
    assert folder.blob_id(b"a\n") == git.stdout.decode().strip()


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


def test_a_chronology_that_is_a_link_is_named_outright(root: Path, tmp_path: Path) -> None:
    (tmp_path / "repo" / "docs").mkdir(parents=True)
    (tmp_path / "repo" / "events").symlink_to(root)
    with pytest.raises(DataError, match="is a link") as caught:
        folder.find(str(tmp_path / "repo" / "docs"))
    assert "`-C` names" in caught.value.hint
    assert folder.find(str(tmp_path / "repo" / "events")) == str(tmp_path / "repo" / "events")


def test_nothing_but_a_file_is_read_and_nothing_waits(root: Path) -> None:
    os.mkfifo(root / "pipe")
    for name in ("pipe", ".", "../c"):
        with pytest.raises(DataError, match="no regular file"):
            folder.read(str(root), name)
    (root / "null").symlink_to(os.devnull)
    with pytest.raises(DataError, match="cannot be read"):
        folder.read(str(root), "null")
    with pytest.raises(DataError, match="no regular file"):
        folder.read("", os.devnull)
    assert folder.read(str(root), "timeline.toml", 0) == b""
    (root / "x").write_bytes(b"a")
    with pytest.raises(DataError, match="larger than 0 MiB"):
        folder.read(str(root), "x", 0)


def test_what_a_file_names_lies_inside(root: Path, tmp_path: Path) -> None:
    (root / "copies").mkdir()
    (root / "copies" / "a").write_bytes(b"x")
    assert folder.read_inside(str(root), "copies/a") == folder.read_inside(str(root), "./copies//a") == b"x"
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a").write_bytes(b"y")
    (root / "away").symlink_to(tmp_path / "out")
    (root / "copies" / "away").symlink_to(tmp_path / "out" / "a")
    for path, why in {
        "away/a": "away is a link",
        "copies/away": "away is a link",
        "copies/a/b": "copies/a is no folder",
        "../out/a": "leads out",
        "copies/../../out/a": "leads out",
        str(tmp_path / "out" / "a"): "leads out",
        "a\0b": "leads out",
        "a\nb": r"a\\nb has a control character",
    }.items():
        with pytest.raises(DataError, match=why):
            folder.read_inside(str(root), path)
    with pytest.raises(DataError, match="cannot be read"):
        folder.read_inside(str(root), "copies/none")


@given(st.text(max_size=20))
def test_a_plain_name_is_as_it_is_printed(name: str) -> None:
    assert folder.is_plain(name) <= (name.encode(errors="replace").decode() == name)
    assert not folder.is_plain(f"{name}\n")
    assert not folder.is_plain(f"\x1b{name}")


def test_what_the_user_hands_in_may_be_a_link_or_a_pipe(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    (tmp_path / "link").symlink_to("a")
    assert folder.read_input(str(tmp_path / "link")) == b"x"
    out, into = os.pipe()
    os.write(into, b"from a pipe")
    os.close(into)
    assert folder.read_input(f"/dev/fd/{out}") == b"from a pipe"
    os.close(out)
    with pytest.raises(DataError, match="larger than 64 MiB"):
        folder.read_input("/dev/zero")
    with pytest.raises(DataError, match="cannot be read") as caught:
        folder.read_input(str(tmp_path / "missing"))
    assert caught.value.hint == "is the name right?"
    (tmp_path / "whole").write_bytes(b"x" * LARGEST_INPUT)
    assert len(folder.read_input(str(tmp_path / "whole"))) == LARGEST_INPUT


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_throw_away_file_is_its_owner_s(tmp_path: Path) -> None:
    kept = tmp_path / "new" / "c-01234567.sqlite"
    folder.shut(str(kept))
    assert (mode(kept), mode(kept.parent)) == (0o600, 0o700)
    kept.write_bytes(b"kept")
    for loose in (0o644, 0o600):
        kept.chmod(loose)
        kept.parent.chmod(0o755)
        folder.shut(str(kept))
        assert (mode(kept), mode(kept.parent), kept.read_bytes()) == (0o600, 0o700, b"kept")


def test_a_folder_that_holds_other_things_is_left_open(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").touch()
    tmp_path.chmod(0o755)
    folder.shut(str(tmp_path / "c.sqlite"))
    assert (mode(tmp_path / "c.sqlite"), mode(tmp_path)) == (0o600, 0o755)


def test_what_is_no_file_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "target").touch(0o644)
    (tmp_path / "c.sqlite").symlink_to("target")
    folder.shut(str(tmp_path / "c.sqlite"))
    folder.shut(str(tmp_path / "target" / "in a file"))
    assert mode(tmp_path / "target") == 0o644
