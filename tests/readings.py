"""How readers of Markdown take a page: its text, its links, and what else is markup in it."""

from collections.abc import Iterator
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

READERS = {"commonmark": MarkdownIt("commonmark"), "gfm": MarkdownIt("gfm-like").use(footnote_plugin)}


class Reading(NamedTuple):
    """A page as one reader takes it."""

    text: str
    links: list[str]
    html: list[str]
    markup: set[str]
    """Kinds of tokens, but paragraphs and text."""


def read(page: str, reader: str) -> Reading:
    tokens = list(_flat(READERS[reader].parse(page)))
    text = "".join({"softbreak": " ", "hardbreak": " "}.get(t.type, t.content) for t in tokens if not t.children)
    return Reading(
        " ".join(t for t in text.split()),
        [str(t.attrs["href"]) for t in tokens if t.type == "link_open"],
        [t.content for t in tokens if t.type.startswith("html")],
        {t.type for t in tokens} - {"paragraph_open", "paragraph_close", "inline", "text", "softbreak"},
    )


def _flat(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _flat(token.children or [])


HOSTILE = [
    "a | b || c",
    "[x](javascript:alert(1)) ![y](http://e.example/p.png) [z][1] [^1] [1]: http://e.example",
    "[^1]: a note that is none",
    "`code` ``` fence ~~~ *em* **strong** _em_ __strong__ ~~gone~~ $x$",
    "<script>alert(1)</script> <!-- c --> <b>b</b> <https://e.example> &amp; &#42;",
    "<!-- /timeline --> <!-- timeline: list -->",
    "# head", "- item", "+ item", "* item", "1. item", "2) item", "> quote", "=== x", "--- x", "*** x", "    code",
    "javascript:alert(1) http://e.example/x https://e.example www.e.example ftp://e.example",
    "@someone asks #12 and org/repo#3",
    "a\\*b \\[c\\] \\",
    "{{ report.title }} {% include 'x' %}",
    "trailing :colon: and ::: note",
]  # fmt: skip
