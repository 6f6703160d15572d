"""What the tests of real merges share."""

from pathlib import Path

import pytest

from conftest import Run
from merging_desk import Desk, furnished


@pytest.fixture
def desk(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk where all is set up."""
    return furnished(run, tmp_path, monkeypatch)
