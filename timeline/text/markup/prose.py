r"""What a summary may say in Markdown: paragraphs, emphasis, links, and `\` before a character; all else is text.

So there are no headings, lists, notes, HTML or comments in it, whatever it holds. Must not know how it is printed.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

_PROSE = re.compile(
    r"\\(?P<plain>[!-/:-@\[-`{-~])"
    r"|(?<![!\\])\[(?P<text>[^\[\]\\]+)\]\((?P<url>[^\s()<>]+)\)"
    r"|(?<![\w*_\\])(?P<mark>\*\*|__|\*|_)(?=\w)(?P<marked>[^*_\\]*[\w.!?)])(?P=mark)(?![\w*_])"
)
"""A character that is escaped, a link, strong and plain emphasis around words."""
_MARK = re.compile(r"[\\\[*_]")
"""What any of it holds."""


class Piece(NamedTuple):
    """A piece of a paragraph."""

    kind: Literal["text", "character", "link", "strong", "emphasis"]
    written: str
    """As it stands in the summary."""
    text: str
    """What it says: the character, the words of a link, or those that are emphasised."""
    url: str = ""


def paragraphs(text: str | None) -> list[str]:
    """Give the paragraphs of a summary, each on one line."""
    lines = text or ""
    if not lines.isprintable():  # several, as few have
        lines = "\n".join(" ".join(line.split()) for line in lines.splitlines())
    return [line for paragraph in lines.split("\n\n") if (line := " ".join(paragraph.split()))]


def pieces(paragraph: str) -> Iterator[Piece]:
    """Take a paragraph apart; words that are emphasised may be taken apart again."""
    at = 0
    for found in _PROSE.finditer(paragraph) if _MARK.search(paragraph) else ():
        if between := paragraph[at : found.start()]:
            yield Piece("text", between, between)
        at = found.end()
        if found["plain"]:
            yield Piece("character", found[0], found["plain"])
        elif found["mark"]:
            yield Piece("strong" if len(found["mark"]) > 1 else "emphasis", found[0], found["marked"])
        else:
            yield Piece("link", found[0], found["text"], found["url"])
    if rest := paragraph[at:]:
        yield Piece("text", rest, rest)
