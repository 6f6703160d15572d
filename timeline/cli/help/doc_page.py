"""A page of docs/ as a terminal shows it: what the signs of Markdown mean, without them.

Knows the Markdown of our own pages: headings, paragraphs, lists, tables, code, comments. Blocks of code stand as they
are, everything else is wrapped. Must not know which pages there are.
"""

import re
from collections.abc import Iterator

from timeline.cli.help.command_page import Page

_FENCE = re.compile(r" *```")
_ITEM = re.compile(r"(?:[-*]|\d+\.) +")
_CELL = re.compile(r"(?<!\\)\|")
_LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]*)\)")
_STRESS = re.compile(r"(?<![`\w])\*(\w[\w ]*)\*(?!\w)")
_COMMENT = re.compile(r"<!--.*?-->\n*", re.DOTALL)


def rendered(text: str, shown: Page) -> Iterator[str]:
    """The page, in pieces that each end a line."""
    lines = _COMMENT.sub("", text).splitlines()
    gap = ""
    while lines:
        block = _taken(lines)
        if block:
            yield gap + "".join(_block(block, shown))
            gap = "\n"


def _taken(lines: list[str]) -> list[str]:
    """The lines up to the next blank one, or to the end of a block of code; they are taken from the others."""
    end = 0
    if lines and _FENCE.match(lines[0]):
        end = next((n for n, line in enumerate(lines[1:], 1) if _FENCE.match(line)), len(lines) - 1) + 1
    while not end and lines and not lines[0].strip():
        del lines[0]
        return []
    end = end or next((n for n, line in enumerate(lines) if not line.strip() or _FENCE.match(line)), len(lines))
    block = lines[:end]
    del lines[:end]
    return block


def _block(block: list[str], shown: Page) -> Iterator[str]:
    first = block[0]
    if _FENCE.match(first):
        yield from (f"    {line}".rstrip() + "\n" for line in block[1:-1])
    elif first.startswith("#"):
        yield shown.heading(_plain(first.lstrip("# "))).lstrip("\n")
        if block[1:]:
            yield from _block(block[1:], shown)
    elif first.startswith("|"):
        yield from _table(block, shown)
    else:
        items = "\n".join(block)
        for item in re.split(rf"\n(?={_ITEM.pattern})", items):
            mark = _ITEM.match(item)
            lead = mark[0] if mark else ""
            said = " ".join(_plain(item.removeprefix(lead)).split())
            yield shown.paragraph(said, f"  {lead}", "  " + " " * len(lead))


def _table(block: list[str], shown: Page) -> Iterator[str]:
    """A row is its first cell, and below it what the others say; the first row names the columns."""
    head, _, *rows = [[_plain(cell.replace("\\|", "|").strip()) for cell in _CELL.split(row)[1:-1]] for row in block]
    yield shown.paragraph(" · ".join(filter(None, head)), "  ", "  ")
    yield "\n"
    for first, *others in rows:
        yield shown.paragraph(first, "  ", "    ")
        if said := [cell for cell in others if cell]:
            yield shown.paragraph(" · ".join(said), "      ", "      ")


def _plain(text: str) -> str:
    """A text without the signs of links and of emphasis; an address stands behind its text."""
    text = _LINK.sub(lambda m: f"{m[1]} ({m[2]})" if m[2].startswith("http") else m[1], text)
    return _STRESS.sub(r"\1", text.replace("**", ""))
