"""What git holds, asked without running anything that a repository names."""

from pathlib import Path

import pytest

from newsroom import git
from timeline.store.git import repository


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    root = tmp_path / "repository"
    (root / "2024").mkdir(parents=True)
    (root / "2024/a.toml").write_bytes(b"one\n")
    git("init", "-q", at=root)
    git("add", "-A", at=root)
    git("commit", "-qm", "first", at=root)
    return root


def test_what_the_newest_commit_has(repo: Path) -> None:
    assert repository.holds(str(repo), "2024/a.toml", b"one\n")
    assert not repository.holds(str(repo), "2024/a.toml", b"two\n")
    assert not repository.holds(str(repo), "2024/b.toml", b"one\n")


def test_the_chronology_may_be_a_folder_of_the_repository(repo: Path) -> None:
    assert repository.holds(str(repo / "2024"), "a.toml", b"one\n")


def test_what_was_never_committed_or_is_in_no_repository(repo: Path, tmp_path: Path) -> None:
    (repo / "2024/b.toml").write_bytes(b"new\n")
    git("add", "-A", at=repo)
    assert not repository.holds(str(repo), "2024/b.toml", b"new\n")
    (tmp_path / "plain").mkdir()
    assert not repository.holds(str(tmp_path / "plain"), "a.toml", b"")


def test_no_git_at_all(repo: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not repository.holds(str(repo), "2024/a.toml", b"one\n")


def test_a_name_is_a_name_and_no_pattern(repo: Path) -> None:
    assert not repository.holds(str(repo), "2024/*.toml", b"one\n")
    assert not repository.holds(str(repo), ":(top)2024/a.toml", b"one\n")


def test_a_repository_cannot_run_a_program(repo: Path, tmp_path: Path) -> None:
    proof = tmp_path / "ran"
    for key in ("core.fsmonitor", "core.pager", "core.sshCommand", "diff.external"):
        git("config", key, f"touch {proof}", at=repo)
    hooks = repo / ".git/hooks"
    for hook in ("post-index-change", "fsmonitor-watchman"):
        (hooks / hook).write_text(f"#!/bin/sh\ntouch {proof}\n", encoding="utf-8")
        (hooks / hook).chmod(0o755)
    proof.unlink(missing_ok=True)
    assert repository.holds(str(repo), "2024/a.toml", b"one\n")
    assert not proof.exists()


def test_the_caller_s_own_git_variables_lead_nowhere(
    repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    assert repository.holds(str(repo), "2024/a.toml", b"one\n")
