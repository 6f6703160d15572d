import os
from pathlib import Path

import pytest

from conftest import Run
from samples import fill, same_as_golden


def test_golden(run: Run, empty: Path, update: bool) -> None:
    fill(empty)
    out = run("list", "-f", "paths").out
    assert same_as_golden("paths.txt", out, update=update)
    assert all(os.path.isfile(line) for line in out.splitlines())


def test_as_seen_from_where_the_user_stands(run: Run, real: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(real / "2024")
    assert all(os.path.isfile(line) for line in run("list", "-f", "paths").out.splitlines())
    (real.parent / "a/b/c").mkdir(parents=True)
    monkeypatch.chdir(real.parent / "a/b/c")
    assert all(os.path.isfile(line) for line in run("list", "-f", "paths").out.splitlines())
