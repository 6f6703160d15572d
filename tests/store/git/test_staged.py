"""What git's index holds, and since when it has held a text."""

import os
import subprocess
from pathlib import Path

import pytest

from timeline.store.git import repository
from timeline.store.git.failures import NoRepositoryError, ObjectsMissingError


def run(root: Path, *words: str, **environment: str) -> str:
    author = ("-c", "user.name=desk", "-c", "user.email=desk@example.org")
    command = ["git", "-C", str(root), *author, *words]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ, **environment})
    return done.stdout.strip()


@pytest.fixture
def repo(tmp_path: Path) -> Path:
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


def test_the_index_of_a_folder(repo: Path) -> None:
    events = str(repo / "events")
    index = repository.index(events)
    assert {path: (entry.mode, entry.stage) for path, entry in index.items()} == {"2024/a b.toml": ("100644", 0)}
    ids = [entry.id for entry in index.values()]
    assert repository.blobs(events, ids) == {ids[0]: b"staged\n"}
    assert repository.sizes(events, ids) == {ids[0]: 7}
    with pytest.raises(ObjectsMissingError, match="1 of the contents is not here"):
        repository.blobs(events, [*ids, "0" * 40])
    assert repository.blobs(events, []) == {}
    tree = run(repo, "write-tree")
    assert repository.blobs(events, [tree]) == {}


def test_no_repository(tmp_path: Path) -> None:
    root = str(tmp_path)
    assert repository.prefix(root) is None
    assert repository.newest(root, "aside") is None
    for ask in (
        lambda: repository.index(root),
        lambda: repository.tree(root, "HEAD"),
        lambda: repository.blobs(root, ["0" * 40]),
    ):
        with pytest.raises(NoRepositoryError, match="not a git repository"):
            ask()


def test_a_conflict(repo: Path) -> None:
    run(repo, "commit", "-qm", "one")
    path = "events/2024/a b.toml"
    run(repo, "checkout", "-q", "-b", "other")
    run(repo, "commit", "-qam", "theirs")
    run(repo, "checkout", "-q", "-")
    (repo / path).write_bytes(b"ours\n")
    run(repo, "commit", "-qam", "ours")
    with pytest.raises(subprocess.CalledProcessError):
        run(repo, "merge", "-q", "other")
    index = repository.index(str(repo / "events"))
    assert index["2024/a b.toml"].stage == 3


def test_a_hook_sees_the_index_it_was_given(repo: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """`git commit -- PATH` hands a temporary index to the hook; relative in the main work tree, with no GIT_DIR."""
    other = repo / ".git/next-index-1.lock"
    (repo / "events/2024/d.toml").write_bytes(b"d\n")
    run(repo, "add", "events/2024/d.toml", GIT_INDEX_FILE=str(other))
    monkeypatch.chdir(repo)
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/next-index-1.lock")
    assert set(repository.index("events")) == {"2024/d.toml"}
    monkeypatch.setenv("GIT_DIR", str(repo / ".git"))
    assert set(repository.index("events")) == {"2024/d.toml"}


def test_a_hook_of_another_repository_is_not_heard(repo: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    run(elsewhere, "init", "-q")
    monkeypatch.chdir(elsewhere)
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    assert set(repository.index(str(repo / "events"))) == {"2024/a b.toml"}
    monkeypatch.chdir(tmp_path)
    assert set(repository.index(str(repo / "events"))) == {"2024/a b.toml"}


def test_what_is_only_announced_is_not_staged(repo: Path) -> None:
    """`git add -N`: no commit would take it. A file that is staged and empty is there."""
    for name in ("announced", "with\nsize: 0\tflags: 20000000\nin its name", "empty"):
        (repo / f"events/2024/{name}.toml").touch()
    run(repo, "add", "events/2024/empty.toml")
    run(repo, "add", "-N", ".")
    assert set(repository.index(str(repo / "events"))) == {"2024/a b.toml", "2024/empty.toml"}


def test_where_a_folder_lies(repo: Path) -> None:
    assert repository.prefix(str(repo)) == ""
    assert repository.prefix(str(repo / "events")) == "events/"
