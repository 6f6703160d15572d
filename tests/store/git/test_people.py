"""Who works here, and whose work a file is."""

from pathlib import Path

import pytest

from newsroom import git
from timeline.store.git import people
from timeline.store.git.failures import GitError, NoRepositoryError, ShallowError


def commit(root: Path, name: str, text: str, path: str = "a.toml") -> None:
    (root / path).write_text(text, encoding="utf-8")
    git("add", "-A", at=root)
    git("commit", "-qm", "x", f"--author={name} <x@example.org>", at=root)


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    root = tmp_path / "repo"
    root.mkdir()
    git("init", "-q", at=root)
    commit(root, "Anna", "1")
    commit(root, "Omar", "2")
    commit(root, "Other", "1", "b.toml")
    git("config", "user.name", "Me", at=root)
    return root


def test_the_user(repo: Path, tmp_path: Path) -> None:
    assert people.user(str(repo)) == "Me"
    git("config", "--unset", "user.name", at=repo)
    assert people.user(str(repo)) == ""
    assert people.user(str(tmp_path)) == ""


def test_whose_work_a_file_is(repo: Path) -> None:
    assert people.authors(str(repo), "a.toml", (), b"2") == {"Anna", "Omar"}
    assert people.authors(str(repo), "a.toml", (), b"3") == {"Anna", "Omar", "Me"}
    assert people.authors(str(repo), "new.toml", ["a.toml"], b"2") == {"Anna", "Omar", "Me"}
    assert people.authors(str(repo), "new.toml", (), b"2") == {"Me"}


def test_names_that_are_one_and_both_sides_of_a_merge(repo: Path) -> None:
    git("checkout", "-qb", "side", "HEAD~1", at=repo)
    commit(repo, "Zoe", "3")
    commit(repo, "Zoe", "2")
    git("checkout", "-q", "-", at=repo)
    git("merge", "-q", "--no-ff", "-m", "both", "side", at=repo)
    (repo / ".mailmap").write_text("Anna Example <x@example.org> Anna <x@example.org>\n", encoding="utf-8")
    assert people.authors(str(repo), "a.toml", (), b"2") == {"Anna", "Anna Example", "Omar", "Zoe"}


def test_where_git_cannot_tell(repo: Path, tmp_path: Path) -> None:
    git("init", "-q", str(tmp_path / "bare"))
    git("config", "user.name", "New", at=tmp_path / "bare")
    assert people.authors(str(tmp_path / "bare"), "a.toml", (), b"") == {"New"}
    git("clone", "-q", "--depth=1", repo.as_uri(), str(tmp_path / "shallow"))
    with pytest.raises(ShallowError, match="who has written it cannot be told"):
        people.authors(str(tmp_path / "shallow"), "a.toml", (), b"2")
    with pytest.raises(NoRepositoryError):
        people.authors(str(tmp_path), "a.toml", (), b"2")
    assert issubclass(NoRepositoryError, GitError)
