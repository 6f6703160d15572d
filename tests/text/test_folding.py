import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.text.folding import fold, name_words, readings, spaced

STROKES = {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
UNSEGMENTED = (
    *("CJK", "KATAKANA", "HIRAGANA", "HENTAIGANA", "IDEOGRAPHIC", "KANA REPEAT", "HANGZHOU", "BOPOMOFO"),
    *("THAI ", "LAO ", "KHMER", "MYANMAR"),
)


def at_once(text: str) -> str:
    """The definition, on the whole text (Unicode Standard, D146)."""
    for _ in range(2):
        text = unicodedata.normalize("NFKD", text).casefold()
    text = unicodedata.normalize("NFKD", text)
    for letter, plain in STROKES.items():
        text = text.replace(letter, plain)
    text = "".join(c for c in text if not unicodedata.combining(c))
    return " ".join("".join(map(kept, text)).split())


def kept(c: str) -> str:
    name, category = unicodedata.name(c, ""), unicodedata.category(c)
    if c in "'’ʼ‘`.ʿʾʻʽʹʺˈ\u0640\u00ad\u034f\u200d\u2060\ufeff" or "VARIATION SELECTOR" in name:
        return ""
    if not (c.isalnum() or category in {"Mn", "Mc"}):
        return " "
    return f" {c} " if any(script in name for script in UNSEGMENTED) else c


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("U.S. Department of State", "us department of state"),
        ("Kyiv's — ÉCOLE", "kyivs ecole"),
        ("Łódź, Århus", "lodz arhus"),
        ("Straße ﬁn", "strasse fin"),
        ("Володимир Зеленський", "володимир зеленськии"),
        ("  ", ""),
        ("Sanʿāʾ, Hawaiʻi, Hawai‘i, Lʹviv", "sana hawaii hawaii lviv"),
        ("हिन्दी", "हिनदी"),
        ("葛\U000e0101城 F16", "葛 城 f16"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_one_by_one_is_as_at_once(text: str) -> None:
    assert fold(text) == at_once(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("田中 太郎", ["田 中", "太 郎"]),
        ("F16戦闘機", ["f16 戦 闘 機"]),
        ("โรงพยาบาล", ["โ ร ง พ ย า บ า ล"]),
        ("O'Neil, U.S.", ["oneil", "us"]),
        ("--", []),
    ],
)
def test_the_words_by_which_a_name_is_asked_for(text: str, words: list[str]) -> None:
    assert name_words(text) == words
    assert fold(text) == " ".join(words)


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("Hawai'i now", [["hawai", "i", "now"], ["hawaii", "now"]]),
        ("Hawaiʻi", [["hawaii"]]),
        ("l’État", [["l", "etat"], ["letat"]]),
        ("Biden's", [["biden", "s"]]),  # an English genitive is a word and an s
        ("'quoted'", [["quoted"]]),
        ("東京で 会議", [["東 京 て", "会 議"]]),
    ],
)
def test_an_apostrophe_parts_words_and_joins_them(text: str, ways: list[list[str]]) -> None:
    assert readings(text) == ways


@given(st.text())
def test_a_text_has_the_words_by_which_it_is_asked_for(text: str) -> None:
    held = f" {' '.join(spaced(text).split())} "
    assert all(f" {word} " in held for reading in readings(text) for word in reading)


@given(st.text())
def test_composed_and_decomposed_are_one(text: str) -> None:
    forms = [unicodedata.normalize(form, text) for form in ("NFC", "NFD")]
    assert fold(forms[0]) == fold(forms[1])
    assert spaced(forms[0]).split() == spaced(forms[1]).split()
