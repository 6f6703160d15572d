"""Why git gives no answer: each reason is told from the others, and none is taken for an answer."""

import os
import shutil
from pathlib import Path

import pytest

from newsroom import git, of_another_owner
from timeline.store.chronology import Chronology
from timeline.store.files.snapshot import committed, newest_commit, staged
from timeline.store.git import repository
from timeline.store.git.failures import (
    DamagedError,
    GitError,
    NoRepositoryError,
    NotInstalledError,
    ObjectsMissingError,
    RefusedOwnerError,
    ShallowError,
    UnknownRevisionError,
    failure,
)


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """A chronology that is a folder of a repository, in two commits."""
    root = tmp_path / "desk/events"
    (root / "2024").mkdir(parents=True)
    (root / "timeline.toml").touch()
    git("init", "-q", at=root.parent)
    for text in ("one", "one two"):
        (root / "2024/a.toml").write_text(text, encoding="utf-8")
        git("add", "-A", at=root)
        git("commit", "-qm", text, at=root)
    return root


def asked(root: Path) -> list[type[GitError] | None]:
    """How each question fails."""
    found: list[GitError | None] = []
    for ask in (
        lambda: newest_commit(Chronology(str(root)).tree),
        lambda: staged(str(root)),
        lambda: committed(str(root), "HEAD"),
        lambda: repository.prefix(str(root)),
    ):
        try:
            ask()
        except GitError as error:
            found.append(error)
        else:
            found.append(None)
    errors = [error for error in found if error]
    assert all(e.exit_code == 3 and e.hint and e.message.startswith(("git", "history")) for e in errors)
    return [type(error) if error else None for error in found]


def test_nothing_is_wrong(repo: Path) -> None:
    assert asked(repo) == [None] * 4


def test_no_git(repo: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert asked(repo) == [*[NotInstalledError] * 3, None]
    assert not repository.holds(str(repo), "2024/a.toml", b"one two")


def test_no_repository(repo: Path) -> None:
    shutil.rmtree(repo.parent / ".git")
    assert asked(repo) == [None, *[NoRepositoryError] * 2, None]


def test_no_commit_yet(repo: Path) -> None:
    git("update-ref", "-d", "HEAD", at=repo)
    assert asked(repo) == [None, None, UnknownRevisionError, None]


def test_a_folder_of_which_nothing_was_ever_committed(repo: Path) -> None:
    (repo.parent / "other").mkdir()
    assert repository.newest(str(repo.parent / "other"), "aside") is None


@pytest.mark.parametrize("head", [None, "garbage"])
def test_a_repository_that_git_takes_for_none(repo: Path, head: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    place = repo.parent / ".git/HEAD"
    place.unlink()
    if head is not None:
        place.write_text(head, encoding="utf-8")
    assert set(asked(repo)) == {DamagedError}
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(repo.parent))
    assert NoRepositoryError in asked(repo)


def test_a_repository_that_is_elsewhere_and_gone(repo: Path) -> None:
    """It is none that never was."""
    shutil.rmtree(repo.parent / ".git")
    (repo.parent / ".git").write_text("gitdir: /nowhere/at/all", encoding="utf-8")
    assert asked(repo) == [GitError] * 4


def test_another_owner(repo: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    of_another_owner(tmp_path, monkeypatch)
    assert asked(repo) == [RefusedOwnerError] * 4
    assert not repository.holds(str(repo), "2024/a.toml", b"one two")


def test_the_user_s_own_settings_of_git_count(repo: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    of_another_owner(tmp_path, monkeypatch)
    for name, value in (("COUNT", "1"), ("KEY_0", "safe.directory"), ("VALUE_0", str(repo.parent))):
        monkeypatch.setenv(f"GIT_CONFIG_{name}", value)
    assert asked(repo) == [None] * 4
    monkeypatch.delenv("GIT_CONFIG_COUNT")
    (tmp_path / "gitconfig").write_text(f"[safe]\ndirectory = {repo.parent}\n", encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    assert asked(repo) == [None] * 4


def test_what_git_is_told(repo: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing is fetched, asked or locked, whatever stands around; what a hook is given leads nowhere."""
    told = tmp_path / "told"
    (tmp_path / "bin").mkdir()
    fake = tmp_path / "bin/git"
    fake.write_text(f'#!/bin/sh\nenv > {told}\necho "$@" >> {told}\n', encoding="utf-8")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{fake.parent}{os.pathsep}{os.environ['PATH']}")
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_OBJECT_DIRECTORY", "GIT_ALLOW_PROTOCOL", "GIT_SSH_COMMAND"):
        monkeypatch.setenv(name, "elsewhere")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", "/a")
    assert repository.tree(str(repo), "HEAD") == {}
    text = told.read_text(encoding="utf-8")
    assert "elsewhere" not in text
    lines = set(text.splitlines())
    assert {"GIT_ALLOW_PROTOCOL=", "GIT_NO_LAZY_FETCH=1", "GIT_TERMINAL_PROMPT=0", "GIT_OPTIONAL_LOCKS=0"} <= lines
    assert {"LC_ALL=C.UTF-8", "LANGUAGE=", "GIT_CEILING_DIRECTORIES=/a"} <= lines
    assert "-c core.hooksPath=/dev/null" in text
    assert text.endswith("ls-tree -r -z --end-of-options HEAD\n")


def test_a_shallow_clone(repo: Path, tmp_path: Path) -> None:
    """Its first commit is the first of a file only as far as it can see."""
    git("clone", "-q", "--depth", "1", f"file://{repo.parent}", "clone", at=tmp_path)
    clone = tmp_path / "clone/events"
    assert asked(clone) == [ShallowError, None, None, None]
    (clone / "2024/a.toml").write_text("three", encoding="utf-8")
    git("commit", "-qam", "three", at=clone)
    assert asked(clone) == [None] * 4


def test_parts_that_are_missing(repo: Path) -> None:
    """As in a partial clone, from which nothing is fetched."""
    blob = git("rev-parse", "HEAD:events/2024/a.toml", at=repo).strip()
    (repo.parent / f".git/objects/{blob[:2]}/{blob[2:]}").unlink()
    assert asked(repo) == [*[ObjectsMissingError] * 3, None]
    tree = git("rev-parse", "HEAD:events", at=repo).strip()
    (repo.parent / f".git/objects/{tree[:2]}/{tree[2:]}").unlink()
    assert asked(repo) == [*[ObjectsMissingError] * 3, None]


@pytest.mark.parametrize(
    ("said", "kind", "message"),
    [
        (b"", GitError, "git: it said nothing"),
        (b"warning: x\nfatal: is this new?\nmore\n", GitError, "git: is this new?"),
        (b"error: unable to read sha1 file\n", ObjectsMissingError, "git: unable to read sha1 file"),
        (b"timeline: x: conflict in status\nerror: unable to unlink old x\n", GitError, "git: unable to unlink old x"),
        (b"fatal: unsafe repository ('/x' is owned by someone else)\n", RefusedOwnerError, "git: unsafe repository"),
        (b"fatal: bad object HEAD\n", ObjectsMissingError, "git: bad object HEAD"),
        (b"fatal: Not a valid object name \xff\n", UnknownRevisionError, "git: Not a valid object name \ufffd"),
    ],
)
def test_git_s_own_words(said: bytes, kind: type[GitError], message: str) -> None:
    error = failure(said)
    assert type(error) is kind
    assert error.message.startswith(message)


def test_how_to_trust_an_owner_is_git_s_own_advice() -> None:
    said = (
        b"fatal: detected dubious ownership in repository at '/a b'\nTo add an exception for this directory, call:\n\n"
    )
    said += b"\tgit config --global --add safe.directory '/a b'\n"
    assert failure(said).hint == "if you trust it: git config --global --add safe.directory '/a b'"
