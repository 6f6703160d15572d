"""What git's index holds, and since when it has held a text."""

import os
import subprocess
from pathlib import Path

import pytest

from timeline.store import git


def run(root: Path, *words: str, **environment: str) -> str:
    author = ("-c", "user.name=desk", "-c", "user.email=desk@example.org")
    command = ["git", "-C", str(root), *author, *words]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ, **environment})
    return done.stdout.strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a folder of events in it, of which one is staged and one is not."""
    root = tmp_path / "repository"
    (root / "events/2024").mkdir(parents=True)
    run(root, "init", "-q")
    (root / "events/2024/a b.toml").write_bytes(b"staged\n")
    (root / "README.md").write_bytes(b"outside\n")
    run(root, "add", "-A")
    (root / "events/2024/a b.toml").write_bytes(b"on the disk\n")
    (root / "events/2024/c.toml").write_bytes(b"not added\n")
    return root


def test_the_index_of_a_folder(repository: Path) -> None:
    events = str(repository / "events")
    index = git.index(events)
    assert index is not None
    assert {path: (entry.mode, entry.stage) for path, entry in index.items()} == {"2024/a b.toml": ("100644", 0)}
    ids = [entry.id for entry in index.values()]
    assert git.blobs(events, ids, None) == {ids[0]: b"staged\n"}
    assert git.blobs(events, ids, 6) == {}
    assert git.blobs(events, [*ids, "0" * 40], 7) == {ids[0]: b"staged\n"}
    assert git.blobs(events, [], None) == {}
    tree = run(repository, "write-tree")
    assert git.blobs(events, [tree], None) == {}


def test_no_repository(tmp_path: Path) -> None:
    assert git.index(str(tmp_path)) is None
    assert git.prefix(str(tmp_path)) is None
    assert git.blobs(str(tmp_path), ["0" * 40], None) == {}
    assert git.first_with(str(tmp_path), "a", b"") is None


def test_a_conflict(repository: Path) -> None:
    run(repository, "commit", "-qm", "one")
    path = "events/2024/a b.toml"
    run(repository, "checkout", "-q", "-b", "other")
    run(repository, "commit", "-qam", "theirs")
    run(repository, "checkout", "-q", "-")
    (repository / path).write_bytes(b"ours\n")
    run(repository, "commit", "-qam", "ours")
    with pytest.raises(subprocess.CalledProcessError):
        run(repository, "merge", "-q", "other")
    index = git.index(str(repository / "events"))
    assert index is not None
    assert index["2024/a b.toml"].stage == 3


def test_a_hook_sees_the_index_it_was_given(repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """`git commit -- PATH` hands a temporary index to the hook; relative in the main work tree, with no GIT_DIR."""
    other = repository / ".git/next-index-1.lock"
    (repository / "events/2024/d.toml").write_bytes(b"d\n")
    run(repository, "add", "events/2024/d.toml", GIT_INDEX_FILE=str(other))
    monkeypatch.chdir(repository)
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/next-index-1.lock")
    assert set(git.index("events") or ()) == {"2024/d.toml"}
    monkeypatch.setenv("GIT_DIR", str(repository / ".git"))
    assert set(git.index("events") or ()) == {"2024/d.toml"}


def test_a_hook_of_another_repository_is_not_heard(
    repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    run(elsewhere, "init", "-q")
    monkeypatch.chdir(elsewhere)
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    assert set(git.index(str(repository / "events")) or ()) == {"2024/a b.toml"}


def test_where_a_folder_lies(repository: Path) -> None:
    assert git.prefix(str(repository)) == ""
    assert git.prefix(str(repository / "events")) == "events/"


def test_since_when_a_file_has_had_a_text(repository: Path) -> None:
    path = repository / "events/2024/a b.toml"
    for day, text in ((1, b"one"), (2, b"one two"), (3, b"two three")):
        path.write_bytes(text)
        run(repository, "add", "-A")
        run(repository, "commit", "-qm", "more", GIT_COMMITTER_DATE=f"2024-11-0{day}T23:30:00+0200")
    events = str(repository / "events")
    assert git.first_with(events, "2024/a b.toml", b"two") == "2024-11-02"
    assert git.first_with(events, "2024/a b.toml", b"three") == "2024-11-03"
    assert git.first_with(events, "2024/a b.toml", b"four") is None
    assert git.first_with(events, "2024/nothing.toml", b"one") is None
