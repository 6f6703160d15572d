"""Who works here, and what somebody has made of a file."""

from pathlib import Path

import pytest

from newsroom import git
from timeline.store.git import people
from timeline.store.git.failures import NoRepositoryError, ShallowError


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


def made(root: Path, name: str, *paths: str) -> list[tuple[list[bytes], bytes]]:
    return [(one.before, one.after) for one in people.changes(str(root), paths or ("a.toml",), name.__eq__)]


def test_the_user(repo: Path, tmp_path: Path) -> None:
    assert people.user(str(repo)) == "Me"
    git("config", "--unset", "user.name", at=repo)
    assert people.user(str(repo)) == ""
    assert people.user(str(tmp_path)) == ""


def test_what_somebody_has_made_of_a_file(repo: Path) -> None:
    assert made(repo, "Anna") == [([], b"1")]
    assert made(repo, "Omar") == [([b"1"], b"2")]
    assert made(repo, "Other") == made(repo, "Me") == made(repo, "Anna", "b.toml") == []
    git("mv", "a.toml", "c.toml", at=repo)
    commit(repo, "Zoe", "2", "c.toml")
    assert made(repo, "Zoe", "c.toml", "a.toml") == [([b"2"], b"2")]
    assert made(repo, "Zoe", "a.toml") == [([b"2"], b"")]
    assert made(repo, "Anna", "c.toml", "a.toml") == [([], b"1")]
    assert people.content(str(repo), ["none.toml", "c.toml"]) == b"2"
    assert people.content(str(repo), ["none.toml"]) == b""


def test_names_that_are_one_and_both_sides_of_a_merge(repo: Path) -> None:
    git("checkout", "-qb", "side", "HEAD~1", at=repo)
    commit(repo, "Zoe", "3")
    commit(repo, "Zoe", "2")
    git("checkout", "-q", "-", at=repo)
    git("merge", "-q", "--no-ff", "-m", "both", "side", at=repo)
    (repo / ".mailmap").write_text("Anna Example <x@example.org> Anna <x@example.org>\n", encoding="utf-8")
    assert made(repo, "Anna Example") == made(repo, "Anna") == [([], b"1")]
    assert made(repo, "Zoe") == [([b"3"], b"2"), ([b"2"], b"3")]


def test_where_git_cannot_tell(repo: Path, tmp_path: Path) -> None:
    git("init", "-q", str(tmp_path / "bare"))
    assert made(tmp_path / "bare", "Anna") == []
    git("clone", "-q", "--depth=1", repo.as_uri(), str(tmp_path / "shallow"))
    with pytest.raises(ShallowError, match="who has written it cannot be told"):
        made(tmp_path / "shallow", "Anna")
    with pytest.raises(NoRepositoryError):
        made(tmp_path, "Anna")
