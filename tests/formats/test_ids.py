from pathlib import Path

from conftest import Run
from samples import EVENTS, fill, same_as_golden


def test_golden(run: Run, empty: Path, update: bool) -> None:
    fill(empty)
    out = run("list", "-f", "ids").out
    assert same_as_golden("ids.txt", out, update=update)
    assert sorted(out.split()) == sorted(EVENTS)
