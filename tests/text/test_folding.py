import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.text.folding import fold

STROKES = {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}


def at_once(text: str) -> str:
    """The definition, on the whole text (Unicode Standard, D146)."""
    for _ in range(2):
        text = unicodedata.normalize("NFKD", text).casefold()
    text = unicodedata.normalize("NFKD", text)
    for letter, plain in STROKES.items():
        text = text.replace(letter, plain)
    text = "".join(c for c in text if not unicodedata.combining(c))
    return " ".join("".join("" if c in "'’ʼ`." else c if c.isalnum() else " " for c in text).split())


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("U.S. Department of State", "us department of state"),
        ("Kyiv's — ÉCOLE", "kyivs ecole"),
        ("Łódź, Århus", "lodz arhus"),
        ("Straße ﬁn", "strasse fin"),
        ("Володимир Зеленський", "володимир зеленськии"),
        ("  ", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_one_by_one_is_as_at_once(text: str) -> None:
    assert fold(text) == at_once(text)
