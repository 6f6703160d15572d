"""What goes into a page in HTML: other text is escaped on its way. Knows nothing of events."""

from collections.abc import Iterator
from typing import Any

from timeline.text.escape import html
from timeline.text.markup import prose
from timeline.text.markup.links import followed

_TAGS = {"strong": "strong", "emphasis": "em"}


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()

    def __html__(self) -> str:
        """Give it to jinja2, which escapes everything else."""
        return self


def escaped(value: Any) -> Html:
    """Give a value on its way into the page."""
    return value if type(value) is Html else Html(html(str(value)))


def paragraphs(text: str | None) -> list[Html]:
    """Give what a summary says, with its emphasis and its links."""
    return [Html("".join(_prose(paragraph))) for paragraph in prose.paragraphs(text)]


def _prose(text: str) -> Iterator[str]:
    for piece in prose.pieces(text):
        if piece.kind == "link" and (target := followed(piece.url)):
            yield f'<a href="{html(target)}">{html(piece.text)}</a>'
        elif piece.kind in _TAGS:
            yield f"<{_TAGS[piece.kind]}>{''.join(_prose(piece.text))}</{_TAGS[piece.kind]}>"
        else:
            yield html(piece.text if piece.kind == "character" else piece.written)
