"""Flags and arguments that several commands take."""

from pathlib import Path

import pytest

from conftest import Run
from hand_written import tree


@pytest.mark.parametrize("command", ["edit", "show", "rm", "mv"])
@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ("2024-11-17", '"2024-11-17" is a part of 6 IDs\n  say more of it:\n  2024-11-17-biden'),
        ("biden-authorizes-atacms", "no event"),
        ("", "no event"),
    ],
)
def test_an_id_that_is_none_or_several(command: str, wanted: str, message: str, run: Run, real: Path) -> None:
    before = tree(real)
    result = run(command, wanted)
    assert message in result.err
    assert (result.code, result.out) == (3, "")
    assert tree(real) == before
