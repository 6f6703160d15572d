"""Tags of languages."""

import pytest

from timeline.text.language import is_language


@pytest.mark.parametrize(
    ("tag", "is_one"),
    [
        ("en", True),
        ("uk", True),
        ("zh-Hant", True),
        ("de-AT-1996", True),
        ("", False),
        ("english", False),
        ("e", False),
    ],
)
def test_language(tag: str, is_one: bool) -> None:
    assert bool(is_language(tag)) is is_one
