"""What a summary may say in Markdown."""

import pytest

from timeline.text.markup.prose import paragraphs, pieces


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (None, []),
        ("One  line ", ["One line"]),
        ("One,\nsame.\n\n \n\tTwo.\r\n\r\nThree.", ["One, same.", "Two.", "Three."]),
        ("a\u2028b", ["a b"]),
    ],
)
def test_paragraphs_are_lines(text: str | None, found: list[str]) -> None:
    assert paragraphs(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("plain", [("text", "plain")]),
        ("a [b](c) d", [("text", "a "), ("link", "b"), ("text", " d")]),
        ("*a* __b__", [("emphasis", "a"), ("text", " "), ("strong", "b")]),
        ("\\*a", [("character", "*"), ("text", "a")]),
        ("a * b * c", [("text", "a * b * c")]),
        ("snake_case_name", [("text", "snake_case_name")]),
        ("![a](b)", [("text", "![a](b)")]),
    ],
)
def test_a_paragraph_taken_apart(text: str, found: list[tuple[str, str]]) -> None:
    made = list(pieces(text))
    assert [(piece.kind, piece.text) for piece in made] == found
    assert "".join(piece.written for piece in made) == text


def test_a_link_has_its_address() -> None:
    assert [piece.url for piece in pieces("[a](https://b.example/?c)")] == ["https://b.example/?c"]
