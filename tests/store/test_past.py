"""The files of a commit are asked as a checkout of it would be: the same answers, from the same index."""

import json
import shutil
from pathlib import Path

import pytest

from conftest import Run
from newsroom import git
from random_history import RandomHistory


def checked_out(files: dict[str, bytes], place: Path) -> Path:
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    for path, data in files.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_bytes(data)
    return place


def without_paths(answer: str) -> object:
    return [{**event, "path": ""} for event in json.loads(answer or "[]")]


@pytest.mark.parametrize("seed", range(4))
def test_a_commit_answers_as_a_checkout_of_it(seed: int, tmp_path: Path, run: Run) -> None:
    history = RandomHistory(seed)
    for _ in range(8):
        history.step()
    folder = ("", "events/")[seed % 2]
    commits = history.written(tmp_path / "r", folder)
    root = tmp_path / "r" / folder
    git("checkout", "-q", commits[-1].id, at=tmp_path / "r")
    for commit in reversed(commits):
        there = checked_out(dict(commit.files), tmp_path / "there")
        then = run("-C", str(root), "list", "-f", "json", "--recorded-at", commit.id)
        now = run("-C", str(there), "list", "-f", "json")
        assert (then.code, without_paths(then.out)) == (now.code, without_paths(now.out)), (seed, commit.id)
        assert f"As recorded in commit {commit.id[:7]} of 2023-11-1" in then.err
