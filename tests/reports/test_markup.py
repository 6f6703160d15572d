"""What is printed renders as the same text, and what is markup was meant to be."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readings import HOSTILE, READERS, read
from timeline.reports import markup
from timeline.reports.markup import Markdown, escaped


def same(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str, reader: str) -> None:
    found = read(escaped(text), reader)
    assert (found.text, found.markup) == (same(text), set())


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_summary_has_emphasis_at_most(text: str, reader: str) -> None:
    page = "\n\n".join(markup.prose(text))
    found = read(page, reader)
    assert found.markup <= {f"{kind}_{end}" for kind in ("em", "strong") for end in ("open", "close")}
    assert same(re.sub(r"[*_\\]", "", found.text)) == same(re.sub(r"[*_\\]", "", text))


@pytest.mark.parametrize("reader", READERS)
@settings(max_examples=60)
@given(st.text(alphabet="xq1 .-+=#>*_`~[]()<>!|\\^:&\n/", max_size=25))  # a.ba is a host to the reader, not to GFM
def test_any_text_stays_text(reader: str, text: str) -> None:
    found = read(escaped(text), reader)
    assert (found.text, found.markup) == (same(text), set())


def test_what_is_made_of_markdown_is_text_again() -> None:
    made = markup.link("a", "https://e.example")
    assert type(escaped(made)) is Markdown
    assert escaped(made) == "[a](https://e.example)"
    assert escaped(made + "") == escaped(str(made)) == "\\[a\\](https&#58;//e.example)"
    assert escaped(None) == ""
    assert escaped(5) == "5"
    assert markup.joined(["*", "a*"]) == "*a*"


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://e.example/a(b) c", "https://e.example/a%28b%29%20c"),
        ("HTTP://e.example/\u202e?a=1&copy=2", "http://e.example/%E2%80%AE?a=1&amp;copy=2"),
        ('https://e.example/"<x>\\`{|}^', "https://e.example/%22%3Cx%3E%5C%60%7B%7C%7D%5E"),
        ("https://e.example/ü%20", "https://e.example/%C3%BC%20"),
        ("doi:10.1000/182", "https://doi.org/10.1000/182"),
        ("mailto:desk@e.example", "mailto:desk@e.example"),
        (" https://e.example ", "https://e.example"),
    ],
)
def test_an_address(url: str, target: str) -> None:
    assert markup.address(url) == target
    for reader in READERS:
        found = read(markup.link("see", url), reader)
        assert (found.text, len(found.links)) == ("see", 1)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "java\tscript:x",
        "data:text/html,x",
        "vbscript:x",
        "//e.example",
        "x",
        "",
        "https://",
        "file:///etc/passwd",
    ],
)
def test_no_address(url: str) -> None:
    assert markup.address(url) is None
    assert markup.link("a*", url) == "a\\*"


def test_anchors_and_jumps() -> None:
    assert markup.anchor("2024-11-17-a") == '<a id="2024-11-17-a"></a>'
    hostile = 'x" onclick="y\n`<é>'
    assert "\n" not in markup.anchor(hostile)
    for reader in READERS:
        found = read(f"{markup.anchor(hostile)}text {markup.jump('to', hostile)} `", reader)
        assert found.text.startswith('<a id="x&#34;&#32;onclick')
        assert len(found.html) == 2
        assert found.links == ["#x%22%20onclick%3D%22y%0A%60%3C%C3%A9%3E"]


def test_a_heading_may_end_as_it_likes() -> None:
    assert markup.heading("The U.S.") == "The U.S&#46;"
    assert markup.heading("a") == "a"
    assert markup.heading("") == ""


# ------------------------------------------------------------------------------------------------------------- summaries


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        (None, []),
        ("", []),
        (" \n\n ", []),
        ("One\nline.\r\n \r\nTwo.", ["One line.", "Two."]),
        ("It is *new* and **big**, _so_ __so__.", ["It is *new* and **big**, *so* **so**."]),
        ("See [the *report*](https://e.example/a_b).", ["See [the \\*report\\*](https://e.example/a_b)."]),
        ("**not _inside_ it**", ["\\*\\*not *inside* it\\*\\*"]),
        ("[x](javascript:y)", ["\\[x\\](javascript:y)"]),
        ("![x](https://e.example)", ["!\\[x\\](https&#58;//e.example)"]),
        ("[^1](https://e.example)", ["[&#94;1](https://e.example)"]),
        ("a \\*b\\* www\\.e.example", ["a &#42;b&#42; www&#46;e.example"]),
        ("2 * 3 * 4, a_b_c, *a, ** b **", ["2 \\* 3 \\* 4, a\\_b\\_c, \\*a, \\*\\* b \\*\\*"]),
        ("# no head\n- no item", ["\\# no head - no item"]),
        ("*a* *b*", ["*a* *b*"]),
    ],
)
def test_summaries(text: str | None, paragraphs: list[str]) -> None:
    assert markup.prose(text) == paragraphs


@pytest.mark.parametrize("reader", READERS)
@settings(max_examples=100)
@given(st.text(alphabet="qz1. *_[]()<>!`\\^:\n-#", max_size=30))  # letters that end no domain: some readers link these
def test_a_summary_is_never_more_than_it_may_be(reader: str, text: str) -> None:
    page = "\n\n".join(markup.prose(text))
    allowed = {f"{kind}_{end}" for kind in ("em", "strong") for end in ("open", "close")}
    assert read(page, reader).markup <= allowed


@pytest.mark.parametrize("reader", READERS)
def test_emphasis_and_links_survive(reader: str) -> None:
    [page] = markup.prose("It is *new*, **big** and [here](https://e.example/x).")
    found = read(page, reader)
    assert found.text == "It is new, big and here (e.example)."
    assert found.links == ["https://e.example/x"]
    assert found.markup == {f"{k}_{e}" for k in ("em", "strong", "link") for e in ("open", "close")}
