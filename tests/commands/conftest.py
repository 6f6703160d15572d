"""What the tests of commands share."""

from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """An editor that is a shell script: `$1` is the file; it notes what it was given in `given`."""

    def make(script: str) -> Path:
        path = tmp_path / "editor"
        path.write_text(f'#!/bin/sh\ncat "$1" >> "{tmp_path}/given"\n{script}\n', encoding="utf-8")
        path.chmod(0o755)
        monkeypatch.setenv("TIMELINE_EDITOR", str(path))
        return tmp_path / "given"

    return make
