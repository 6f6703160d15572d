"""What git holds, asked without running anything that a repository names."""

import subprocess
from pathlib import Path

import pytest

from timeline.store import git


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "repository"
    (root / "2024").mkdir(parents=True)
    (root / "2024/a.toml").write_bytes(b"one\n")
    run(root, "init", "-q")
    run(root, "add", "-A")
    run(root, "commit", "-qm", "first")
    return root


def run(root: Path, *words: str) -> None:
    author = ("-c", "user.name=desk", "-c", "user.email=desk@example.org")
    subprocess.run(["git", "-C", root, *author, *words], check=True, capture_output=True)


def test_what_the_newest_commit_has(repository: Path) -> None:
    assert git.holds(str(repository), "2024/a.toml", b"one\n")
    assert not git.holds(str(repository), "2024/a.toml", b"two\n")
    assert not git.holds(str(repository), "2024/b.toml", b"one\n")


def test_the_chronology_may_be_a_folder_of_the_repository(repository: Path) -> None:
    assert git.holds(str(repository / "2024"), "a.toml", b"one\n")


def test_what_was_never_committed_or_is_in_no_repository(repository: Path, tmp_path: Path) -> None:
    (repository / "2024/b.toml").write_bytes(b"new\n")
    run(repository, "add", "-A")
    assert not git.holds(str(repository), "2024/b.toml", b"new\n")
    (tmp_path / "plain").mkdir()
    assert not git.holds(str(tmp_path / "plain"), "a.toml", b"")


def test_no_git_at_all(repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not git.holds(str(repository), "2024/a.toml", b"one\n")


def test_a_name_is_a_name_and_no_pattern(repository: Path) -> None:
    assert not git.holds(str(repository), "2024/*.toml", b"one\n")
    assert not git.holds(str(repository), ":(top)2024/a.toml", b"one\n")


def test_a_repository_cannot_run_a_program(repository: Path, tmp_path: Path) -> None:
    proof = tmp_path / "ran"
    for key in ("core.fsmonitor", "core.pager", "core.sshCommand", "diff.external"):
        run(repository, "config", key, f"touch {proof}")
    hooks = repository / ".git/hooks"
    for hook in ("post-index-change", "fsmonitor-watchman"):
        (hooks / hook).write_text(f"#!/bin/sh\ntouch {proof}\n", encoding="utf-8")
        (hooks / hook).chmod(0o755)
    proof.unlink(missing_ok=True)
    assert git.holds(str(repository), "2024/a.toml", b"one\n")
    assert not proof.exists()


def test_the_caller_s_own_git_variables_lead_nowhere(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    assert git.holds(str(repository), "2024/a.toml", b"one\n")
