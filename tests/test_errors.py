"""The gallery: each broken file of errors/ with the message it gets. One bad file never hides the good ones."""

import shutil
from pathlib import Path

import pytest

from conftest import Run

GALLERY = Path(__file__).parent / "errors"


@pytest.mark.parametrize("broken", sorted(GALLERY.glob("*.toml")), ids=lambda p: p.stem)
def test_message(broken: Path, run: Run, empty: Path, update: bool) -> None:
    (empty / "2024").mkdir()
    (empty / "2024" / "2024-good.toml").write_text('title = "Good"\ndate = 2024\n', encoding="utf-8")
    before = broken.read_bytes()
    shutil.copy(broken, empty / "2024" / broken.name)
    result = run("list", "-f", "ids")
    expected = broken.with_suffix(".txt")
    if update:
        expected.write_text(result.err, encoding="utf-8")
    assert result.err == expected.read_text(encoding="utf-8")
    assert (result.code, result.out) == (3, "2024-good\n")
    assert (empty / "2024" / broken.name).read_bytes() == before


def test_every_message_says_where_and_what_to_do() -> None:
    for message in GALLERY.glob("*.txt"):
        text = message.read_text(encoding="utf-8")
        assert text.startswith("events/2024/"), message
        assert "\n  = " in text or "; it must be " in text, message
        assert text.endswith("1 file could not be read\n"), message
