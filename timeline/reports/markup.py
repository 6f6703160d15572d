"""What may stand in a page as markup: links, anchors, notes, and the little that a summary may say in Markdown.

A `Markdown` is finished; every other text is escaped on its way into a page. Knows nothing of events or templates.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from re import Match, Pattern
from typing import Any

from timeline.text.escape import markdown


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


SCHEMES = {"http": "http:", "https": "https:", "mailto": "mailto:", "doi": "https://doi.org/"}
"""What may be followed, and what the address begins with then."""
_ENCODED = {ord(c): f"%{ord(c):02X}" for c in '()<>"\\^`{|}'} | {ord("&"): "&amp;"}


@lru_cache(maxsize=4096)
def address(url: str) -> str | None:
    """An address as a link may hold it: http, https, mailto or doi, percent-encoded where it must (RFC 3986, 2.1)."""
    scheme, _, rest = url.strip().partition(":")
    scheme = scheme.lower()
    if scheme not in SCHEMES or not rest.strip("/") or (scheme[:4] == "http" and rest[:2] != "//"):
        return None
    if not (rest.isascii() and rest.isprintable() and " " not in rest):
        rest = "".join(
            c if "!" <= c <= "~" else "".join(f"%{b:02X}" for b in c.encode("utf-8", "replace")) for c in rest
        )
    return SCHEMES[scheme] + rest.translate(_ENCODED)


def link(text: Any, url: str | None) -> Markdown:
    """The text, as a link where the address is one that may be followed."""
    target = address(url) if url else None
    if target and target == text:  # an address that needs no encoding: an autolink (CommonMark 0.31, 6.5)
        return Markdown(f"<{target}>")
    shown = escaped(text)
    return Markdown(f"[{shown}]({target})") if target and shown else shown


def anchor(id_: str) -> Markdown:
    """A place in the page that `#ID` leads to."""
    return Markdown(f'<a id="{_attribute(id_)}"></a>')


def jump(text: Any, id_: str) -> Markdown:
    """A link to an anchor of the same page."""
    from urllib.parse import quote  # start-up: most pages link elsewhere only

    return Markdown(f"[{escaped(text)}](#{quote(id_, safe='')})")


def _attribute(text: str) -> str:
    """Text inside double quotes of HTML; control and bidi characters as references, so that it stays on one line."""
    if text.replace("-", "").isalnum() and text.isascii():
        return text
    return "".join(c if c.isalnum() or c in "-._" else f"&#{ord(c)};" for c in text)


def heading(text: Any) -> Markdown:
    """Text for a heading line. A full stop at its end is written so that linters do not take it for a slip."""
    shown = escaped(text)
    return Markdown(f"{shown[:-1]}&#{ord(shown[-1])};") if shown[-1:] in set(".,:!。，：！") else shown


@cache
def _prose() -> Pattern[str]:
    """What a summary may say: a link, strong and plain emphasis around words, and a character that is escaped."""
    import re  # start-up: only a page prints summaries

    return re.compile(
        r"\\(?P<plain>[!-/:-@\[-`{-~])"
        r"|(?<![!\\])\[(?P<text>[^\[\]\\]+)\]\((?P<url>[^\s()<>]+)\)"
        r"|(?<![\w*_\\])(?P<mark>\*\*|__|\*|_)(?=\w)(?P<marked>[^*_\\]*[\w.!?)])(?P=mark)(?![\w*_])"
    )


def prose(text: str | None) -> list[Markdown]:
    r"""The paragraphs of a summary: emphasis, links and `\` before a character keep their meaning, all else is text.

    So there are no headings, lists, notes, HTML or comments in it, whatever it holds.
    """
    if not text:
        return []
    if text.isprintable():  # one line, as most are
        return [_line(text)] if text.strip() else []
    lines = "\n".join(" ".join(line.split()) for line in text.splitlines())
    return [_line(p.replace("\n", " ")) for p in lines.split("\n\n") if p.strip()]


def _line(text: str) -> Markdown:
    if "*" in text or "_" in text or "[" in text or "\\" in text:
        return joined(_spans(" ".join(text.split())))
    return once(text)


def _spans(text: str) -> Iterator[str]:
    """Escaped text, and between it what may be markup."""
    at = 0
    for found in _prose().finditer(text):
        yield _between(text[at : found.start()])
        yield _span(found)
        at = found.end()
    yield _between(text[at:])


def _between(text: str) -> str:
    """Escaped, with the blanks at both ends kept."""
    if not text.strip():
        return " " * bool(text)
    return " " * text[0].isspace() + escaped(text) + " " * text[-1].isspace()


def _span(found: Match[str]) -> str:
    if found["plain"]:
        return f"&#{ord(found['plain'])};"  # as it is, it could complete an address or a list mark
    if found["mark"]:
        mark = "*" * len(found["mark"])
        return f"{mark}{joined(_spans(found['marked']))}{mark}"
    target = address(found["url"])
    shown = _between(found["text"]).replace("^", "&#94;")  # `[^` begins a note
    return f"[{shown}]({target})" if target else _between(found[0])
