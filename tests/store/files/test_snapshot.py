"""The working tree, git's index and a commit are seen alike."""

import os
from pathlib import Path

import pytest

from newsroom import git
from timeline.errors import DataError
from timeline.eventfile.paths import LARGEST
from timeline.store.files.scan import scan
from timeline.store.files.snapshot import Snapshot, WorkingTree, alike, committed, staged
from timeline.store.git.failures import UnknownRevisionError

A, B = "2024/2024-a.toml", "2024-b.toml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A chronology, committed, as a folder of a repository."""
    root = tmp_path / "desk/events"
    (root / "2024").mkdir(parents=True)
    (root / "copies").mkdir()
    for path, text in ((A, "a"), (B, "b"), ("timeline.toml", ""), ("copies/c.txt", "copy"), ("2024/_draft.toml", "")):
        (root / path).write_text(text)
    (tmp_path / "desk/2024-outside.toml").touch()
    git("init", "-q", "desk", at=tmp_path)
    git("add", "-A", at=tmp_path / "desk")
    git("commit", "-qm", "one", at=tmp_path / "desk")
    return root


def tree(root: Path) -> WorkingTree:
    return WorkingTree(str(root), scan(str(root)))


def everything(of: Snapshot) -> tuple[object, ...]:
    files = {path: (path in of, data, of.blobs[path]) for path, data in of.items()}
    return files, len(of), of.events, of.refused, of.copy("copies/c.txt"), of.copy("copies/none")


def test_they_are_alike(root: Path) -> None:
    on_disk, index, commit = tree(root), staged(str(root)), committed(str(root), "HEAD")
    assert everything(on_disk) == everything(index) == everything(commit)
    assert dict(on_disk) == {A: b"a", B: b"b", "timeline.toml": b""}
    assert on_disk.events == {"2024-a": A, "2024-b": B}
    for snapshot in (on_disk, index, commit):
        assert "2024/_draft.toml" not in snapshot
        with pytest.raises(KeyError):
            snapshot["2024/_draft.toml"]


def test_each_is_of_its_moment(root: Path) -> None:
    (root / A).write_text("staged")
    git("add", "-A", at=root)
    (root / A).write_text("on the disk")
    found = tree(root), staged(str(root)), committed(str(root), "HEAD")
    assert [snapshot[A] for snapshot in found] == [b"on the disk", b"staged", b"a"]
    assert len({snapshot.blobs[A] for snapshot in found}) == 3


def test_of_two_files_with_one_id_the_first_counts(root: Path) -> None:
    (root / "2023").mkdir()
    (root / "2023/2024-a.toml").touch()
    assert tree(root).events["2024-a"] == "2023/2024-a.toml"


def test_blob_ids_that_are_known_are_not_worked_out(root: Path) -> None:
    known = WorkingTree(str(root), scan(str(root)), lambda: {A: "known"})
    (root / B).unlink()
    assert known.blobs[A] == "known"
    assert known.blobs[B] == ""  # it has gone


@pytest.mark.skipif(os.name == "nt", reason="links need leave there")
def test_what_git_holds_and_cannot_count(root: Path) -> None:
    (root / "2024-link.toml").symlink_to("2024-b.toml")
    (root / "copies/link").symlink_to("c.txt")
    (root / "2024-large.toml").write_bytes(b"#" * (LARGEST + 1))
    (root / "2024-c.TOML").touch()
    git("add", "-A", at=root)
    index = staged(str(root))
    assert {p.path for p in index.refused} == {"2024-link.toml", "2024-large.toml", "2024-c.TOML"}
    assert {p.message for p in index.refused} == {
        "is a link; links are not followed",
        "is larger than 1 MiB",
        "is not read: its name ends in capitals",
    }
    assert sorted(index) == sorted({p.path for p in tree(root).refused} ^ {*index, *(p.path for p in index.refused)})
    assert index.copy("copies/link") is None


def test_what_was_removed_is_not_to_be_committed(root: Path) -> None:
    (root / ".removed").mkdir()
    (root / ".removed/2024-c.toml").write_text('title = "C"', encoding="utf-8")
    (root / "2024-\x1b.toml").write_text('title = "C"', encoding="utf-8")
    git("add", "-A", at=root)
    told = {p.path: p.message for p in staged(str(root)).refused}
    assert told.keys() == {".removed/2024-c.toml", r"2024-\x1b.toml"}
    assert told[".removed/2024-c.toml"] == "was removed, and would be committed with all that it says"
    git("commit", "-qm", "1", at=root)
    assert [p.path for p in committed(str(root), "HEAD").refused] == [r"2024-\x1b.toml"]


def test_a_repository_within_is_no_file(root: Path) -> None:
    other = root / "2024-other.toml"
    other.mkdir()
    git("init", "-q", at=other)
    git("commit", "-qm", "one", "--allow-empty", at=other)
    git("add", "2024-other.toml", at=root)
    assert [(p.path, p.message) for p in staged(str(root)).refused] == [
        ("2024-other.toml", "is a repository of its own")
    ]


def test_no_repository_and_no_commit(root: Path, tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    with pytest.raises(DataError, match="not a git repository"):
        staged(str(tmp_path / "plain"))
    with pytest.raises(DataError, match='git has no commit "v9"'):
        committed(str(root), "v9")


def test_a_tree_like_its_commit(root: Path) -> None:
    commit = committed(str(root), "HEAD")
    assert alike(tree(root), commit)
    (root / A).write_bytes(b"a\r\n")
    assert not alike(tree(root), commit)
    (root / A).write_bytes(b"a")
    (root / "2024-new.toml").touch()
    assert not alike(tree(root), commit)


def test_a_checkout_may_have_given_a_file_other_ends_of_lines(root: Path) -> None:
    (root / A).write_bytes(b"a\nb\n")
    git("commit", "-qam", "two", at=root)
    (root / A).write_bytes(b"a\r\nb\r\n")
    assert alike(tree(root), committed(str(root), "HEAD"))


@pytest.mark.skipif(os.name == "nt", reason="links need leave there")
def test_a_commit_of_what_cannot_count_is_like_no_tree(root: Path) -> None:
    (root / "2024-link.toml").symlink_to("2024-b.toml")
    git("add", "-A", at=root)
    git("commit", "-qm", "two", at=root)
    assert not alike(tree(root), committed(str(root), "HEAD"))


def test_a_commit_may_be_named_by_anything_but_a_flag(root: Path) -> None:
    with pytest.raises(UnknownRevisionError, match='git has no commit "--help"'):
        committed(str(root), "--help")
    assert committed(str(root), "main")[A] == b"a"
