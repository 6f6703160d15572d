"""Reads a page, or a picture, strictly: what none of ours may hold is an error (HTML Living Standard, XML 1.0).

No rule of repair is used, and nothing is known of the code that writes them.
"""

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import unquote
from xml.etree import ElementTree as ET

VOID = {"meta", "input", "line"}
"""Elements that have no end."""
ELEMENTS: dict[str, str] = {
    "html": "lang",
    "head": "",
    "meta": "charset name http-equiv content",
    "title": "",
    "style": "",
    "script": "",
    "body": "",
    "header": "",
    "main": "",
    "footer": "",
    "section": "class aria-label data-part data-script hidden",
    "div": "class data-part data-window tabindex role aria-roledescription aria-label",
    "canvas": "width height",
    "form": "class data-part data-usual data-script role hidden",
    "label": "",
    "button": "type value",
    "input": "type autocomplete spellcheck",
    "select": "name autocomplete",
    "option": "value selected",
    "kbd": "",
    "svg": "class viewBox role aria-label",
    "line": "x1 y1 x2 y2",
    "text": "x y",
    "circle": "cx cy r data-at",
    "h1": "dir",
    "h2": "",
    "h3": "dir lang",
    "p": "class data-part aria-live role dir lang",
    "span": "class",
    "b": "data-is data-at",
    "ol": "class",
    "ul": "class",
    "li": "dir",
    "article": "id data-span data-status",
    "time": "datetime",
    "data": "value",
    "a": "href",
    "em": "",
    "strong": "",
    "details": "",
    "summary": "",
    "blockquote": "",
}
"""All that a page is made of: its elements, each with the attributes that it may have."""
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
"""What can drive or reorder anything, and what is no character: none of it may stand in a page."""
SHAPES: dict[str, str] = {
    "svg": "width height viewBox role aria-labelledby",
    "title": "id",
    "style": "",
    "g": "",
    "rect": "class x y width height fill fill-opacity",
    "line": "class x1 y1 x2 y2",
    "text": "class x y dy text-anchor",
    "linearGradient": "id",
    "stop": "class offset stop-opacity",
    "pattern": "id width height patternUnits patternTransform",
}
"""All that a picture in a file is made of."""
_REFERENCE = "&(?:amp|lt|gt|quot|#39);"
_TOKEN = re.compile(
    rf'<!DOCTYPE html>|</?[a-z][a-z0-9]*(?: [a-zA-Z0-9-]+(?:="(?:[^"<>&]|{_REFERENCE})*")?)*/?>|[^<>&]+|{_REFERENCE}'
)
"""What a page is made of, but for its style and script: start and end of elements, text, and the references in it."""
_FOREIGN = re.compile(r"&#(1(?:2[89]|[3-9]\d)|[2-9]\d\d|\d{4,7});")
_ADDRESS = re.compile(r"(?:https?://[^\s/]|mailto:|#.)[^\s<>\"]*")


class Element(NamedTuple):
    """An element of the page."""

    tag: str
    attributes: dict[str, str | None]
    parts: list["Element | str"]

    @property
    def text(self) -> str:
        """All that stands in it."""
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)

    def all(self, tag: str = "", **attributes: str) -> list["Element"]:
        """The elements in it, in their order, of this kind and with these attributes."""
        inner = [part for part in self.parts if isinstance(part, Element)]
        wanted = {name.replace("_", "-"): value for name, value in attributes.items()}
        return [
            found
            for part in inner
            for found in [
                *[part] * (tag in {"", part.tag} and wanted.items() <= part.attributes.items()),
                *part.all(tag, **attributes),
            ]
        ]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("", {}, [])]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert tag in ELEMENTS, f"<{tag}> is none of ours"
        allowed = ELEMENTS[tag].lower().split()
        assert {*names} <= {*allowed}, f"<{tag}> may have {allowed}, not {names}"
        assert len({*names}) == len(names), f"<{tag}> has an attribute twice: {names}"
        element = Element(tag, dict(attrs), [])
        self.open[-1].parts.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop().tag == tag, f"</{tag}> ends what is not open"

    def handle_data(self, data: str) -> None:
        self.open[-1].parts.append(data)

    def handle_decl(self, decl: str) -> None:
        assert decl == "DOCTYPE html", decl

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"an instruction: {data}")

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(f"a declaration: {data}")


def read(page: str) -> Element:
    """The page as its elements, if it holds nothing but what a page may."""
    page = _FOREIGN.sub(lambda found: chr(int(found[1])), page)  # letters beyond ASCII may be written by number
    _harmless(page)
    left = _TOKEN.sub("", re.sub("(?s)(?<=<style>).*?(?=</style>)|(?<=<script>).*?(?=</script>)", "", page))
    assert not left, f"not written as ours is: {left[:300]}"
    reader = _Reader()
    reader.feed(page)
    reader.close()
    root, *opened = reader.open
    assert not opened, f"not closed: {[element.tag for element in opened]}"
    _leads_only_where_it_may(root)
    _runs_only_its_own(root)
    return root


def picture(text: str) -> ET.Element:
    """A picture in a file, if it holds nothing but what one may."""
    _harmless(text)
    first, _, rest = text.partition("\n")
    assert first == "<!-- made by timeline: it is written anew over this file -->", first
    assert "<!" not in rest, "a comment or a declaration"
    assert "<?" not in rest, "an instruction"
    root = ET.fromstring(rest)
    ids = {str(element.get("id")) for element in root.iter()}
    for element in root.iter():
        tag = element.tag.removeprefix("{http://www.w3.org/2000/svg}")
        assert tag in SHAPES, f"<{tag}> is none of ours"
        assert {*element.keys()} <= {*SHAPES[tag].split()}, f"<{tag}> has {element.keys()}"
        fill = element.get("fill", "")
        assert not fill or fill[5:-1] in ids, f"{fill} is not there"
    return root


def _harmless(text: str) -> None:
    harmful = [text[max(found.start() - 60, 0) : found.end() + 60] for found in _HARMFUL.finditer(text)]
    assert not harmful, f"control or bidi characters: {harmful[:3]!r}"


def _leads_only_where_it_may(root: Element) -> None:
    """Addresses stand where somebody can follow them, and nowhere else; those on the page lead to an entry."""
    ids = [str(article.attributes["id"]) for article in root.all("article")]
    assert len({*ids}) == len(ids), ids
    assert not [id_ for id_ in ids if not id_ or re.search(r"\s", id_)], ids
    for link in root.all("a"):
        target = str(link.attributes["href"])
        assert _ADDRESS.fullmatch(target), target
        assert target[0] != "#" or unquote(target[1:]) in ids, f"{target} leads nowhere"
        assert link.text.strip(), f"nothing is said of {target}"


def _runs_only_its_own(root: Element) -> None:
    """What may run, and how it looks, is told by its hash."""
    (policy,) = [meta.attributes["content"] for meta in root.all("meta", http_equiv="Content-Security-Policy")]
    rules = dict(rule.strip().split(" ", 1) for rule in str(policy).split(";"))
    assert rules.pop("default-src") == rules.pop("base-uri") == rules.pop("form-action") == "'none'"
    (style,) = root.all("style")
    assert rules.pop("style-src") == _hash(style.text)
    scripts = root.all("script")
    assert len(scripts) < 2
    assert [rules.pop("script-src")] == [_hash(script.text) for script in scripts] or not scripts
    assert not rules


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
