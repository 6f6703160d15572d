"""A few inputs of each kind, always the same; with `--long N` so many, and what came of them."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from fuzz import campaign
from fuzz.chance import Chance
from fuzz.edges import EDGES, Desk
from fuzz.inputs import KINDS

IN_SUITE = {
    "event files": 20,
    "registers": 20,
    "imports": 20,
    "mappings": 15,
    "queries": 300,
    "phrases": 800,
    "source lines": 600,
}
"""How many inputs take less than a second; of the other kinds, `FEW` do."""
FEW = 40


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A folder of its own, in which a fault is told with its traceback, and nothing is coloured."""
    (here := tmp_path / "work" / "desk").mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setenv("TIMELINE_DEBUG", "1")
    monkeypatch.setenv("NO_COLOR", "1")
    return Desk(here)


@pytest.mark.parametrize("kind", KINDS)
def test_every_input_is_answered_or_refused_in_words(
    kind: str,
    desk: Desk,
    request: pytest.FixtureRequest,
    record_property: Callable[[str, object], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    long, first = request.config.getoption("--long"), request.config.getoption("--first")

    def say(text: str) -> None:
        if long:
            with capsys.disabled():
                sys.stdout.write(f"{text}\n")

    def edge(given: object, chance: Chance) -> bool:
        return EDGES[kind](desk, given, chance)

    figures = campaign.run(kind, range(first, first + (long or IN_SUITE.get(kind, FEW))), KINDS[kind], edge, say)
    if long:
        record_property("figures", str(figures))
    assert not figures.faults, figures.told()
    assert long or 0 < figures.accepted < figures.inputs, figures
