"""What may stand in a page as markup: links, anchors, notes, and the little that a summary may say in Markdown.

A `Markdown` is finished; every other text is escaped on its way into a page. Knows nothing of events or templates.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from timeline.text.address import host
from timeline.text.escape import markdown
from timeline.text.markup.links import followed
from timeline.text.markup.prose import Piece, paragraphs, pieces


class Markdown(str):
    """Text that is Markdown already. What is made of it, otherwise than by `joined`, is plain text again."""

    __slots__ = ()


def escaped(value: Any) -> Markdown:
    """A value on its way into the page: Markdown as it is, nothing for None, all else as text."""
    if type(value) is Markdown:
        return value
    return as_text(value if type(value) is str else "" if value is None else str(value))


def once(text: str) -> Markdown:
    """A text on its way into the page that will hardly come again, such as a sentence."""
    return Markdown(markdown(text))


as_text = lru_cache(maxsize=4096)(once)
"""The same for names and titles, which come again and again."""


def joined(pieces: Any) -> Markdown:
    """Pieces of a page as one."""
    return Markdown("".join(pieces))


@lru_cache(maxsize=4096)
def address(url: str) -> str | None:
    """An address as a link of a page may hold it."""
    target = followed(url)
    return target and target.replace("&", "&amp;")


def link(text: Any, url: str | None) -> Markdown:
    """The text, as a link where the address is one that may be followed."""
    target = address(url) if url else None
    if target and target == text:  # an address that needs no encoding: an autolink (CommonMark 0.31, 6.5)
        return Markdown(f"<{target}>")
    shown = escaped(text)
    return Markdown(f"[{shown}]({target})") if target and shown else shown


def anchor(id_: str) -> Markdown:
    """A place in the page that `#ID` leads to; of all but letters and digits the code is written, to stay one line."""
    coded = re.sub(r"[^\w.-]", lambda found: f"&#{ord(found[0])};", id_)
    return Markdown(f'<a id="{coded}"></a>')


def jump(text: Any, id_: str) -> Markdown:
    """A link to an anchor of the same page."""
    return Markdown(f"[{escaped(text)}]({target(id_)})")


def target(id_: str) -> str:
    """What a link to an anchor of the same page holds."""
    return f"#{quote(id_, safe='')}"


def heading(text: Any) -> Markdown:
    """Text for a heading line. A full stop at its end is written so that linters do not take it for a slip."""
    shown, last = escaped(text), str(text)[-1:]
    return Markdown(f"{shown[:-1]}&#{ord(last)};") if shown[-1:] == last and last in set(".,:;!。，；：！") else shown


_POINTING = {"here", "click here", "link", "this link", "more", "this"}
"""Words of a link that do not say where it leads."""


def prose(text: str | None) -> list[Markdown]:
    r"""The paragraphs of a summary: emphasis, links and `\` before a character keep their meaning, all else is text.

    So there are no headings, lists, notes, HTML or comments in it, whatever it holds.
    """
    return [joined(_spans(paragraph)) for paragraph in paragraphs(text)]


def _spans(text: str) -> Iterator[str]:
    """Escaped text, and between it what may be markup."""
    for piece in pieces(text):
        yield _between(piece.text) if piece.kind == "text" else _span(piece)


def _between(text: str) -> str:
    """Escaped, with the blanks at both ends kept."""
    if not text.strip():
        return " " * bool(text)
    return " " * text[0].isspace() + once(text) + " " * text[-1].isspace()


def _span(piece: Piece) -> str:
    if piece.kind == "character":
        return f"&#{ord(piece.text)};"  # as it is, it could complete an address or a list mark
    if piece.kind in {"strong", "emphasis"}:
        mark = "**" if piece.kind == "strong" else "*"
        return f"{mark}{joined(_spans(piece.text))}{mark}"
    target = address(piece.url)
    shown = _between(piece.text).replace("^", "&#94;")  # `[^` begins a note
    if target and shown.strip().casefold() in _POINTING:  # on paper, and to who hears it, that says nothing
        shown += f" ({once(host(piece.url))})"
    return f"[{shown}]({target})" if target else _between(piece.written)
