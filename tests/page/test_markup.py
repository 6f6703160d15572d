"""What goes into a page."""

import pytest

from timeline.page.markup import Html, escaped, paragraphs


def test_what_is_html_stays_so_and_all_else_is_text() -> None:
    made = Html("<b>")
    assert escaped(made) is made
    assert made.__html__() is made
    assert escaped("<b>") == "&lt;b&gt;"
    assert escaped(str(made)) == escaped(made + "") == "&lt;b&gt;"
    assert escaped(5) == "5"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (None, []),
        ("", []),
        ("One\n\n\n Two\nlines ", ["One", "Two lines"]),
        ("**So** _it_ *is*", ["<strong>So</strong> <em>it</em> <em>is</em>"]),
        ("**a <b>**", ["**a &lt;b&gt;**"]),
        ("[a & b](https://a.example/?b=1&c=2)", ['<a href="https://a.example/?b=1&amp;c=2">a &amp; b</a>']),
        ("[a](javascript:alert(1))", ["[a](javascript:alert(1))"]),
        ("[a](ftp://b.example)", ["[a](ftp://b.example)"]),
        ("\\*so\\*", ["*so*"]),
        ("\\<b>", ["&lt;b&gt;"]),
        ("# Head\n- point <!-- x -->", ["# Head - point &lt;!-- x --&gt;"]),
        ("![a](https://a.example)", ["![a](https://a.example)"]),
        ("\x1b\u202e", ["\\x1b&lt;U+202E&gt;"]),
    ],
)
def test_a_summary_has_emphasis_and_links(text: str | None, shown: list[str]) -> None:
    assert paragraphs(text) == shown
