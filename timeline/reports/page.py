"""Somebody's page, and how a text is fitted into it.

Its headings come to stand below the one that it stands under, and no note and no place in it has the name of another on
the page. Knows the lines of Markdown (CommonMark 0.31); must not know where blocks begin, nor who filled them.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from html import unescape
from urllib.parse import unquote

_FENCE = re.compile(r" {0,3}(?P<mark>`{3,}(?=[^`]*$)|~{3,})(?P<rest>.*)")
_HEADING = re.compile(r" {0,3}(#{1,6})(?=[ \t]|$)")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)")
_NO_PARAGRAPH = tuple("#>|<-+*")
"""With none of these begins what an underline makes a heading."""
_LABEL = re.compile(r"(?<!\\)\[\^([^\]\\\s]+)\]")
_PLACE = re.compile(r'(?<=<a id=")[^"]+(?="></a>)')
_JUMP = re.compile(r"(?<=\]\(#)[^)\s]+(?=\))")


def fence_after(text: str, fence: str) -> str:
    """The fence within which the line after this one stands, or nothing."""
    found = _FENCE.match(text)
    mark, rest = (found["mark"], found["rest"]) if found else ("", "")
    if fence:
        return "" if mark.startswith(fence) and not rest else fence
    return mark


def with_code(lines: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """The lines, each with whether it is of a block of code."""
    fence = ""
    for line in lines:
        fence, before = fence_after(line.rstrip(), fence), fence
        yield line, bool(fence or before)


class HostPage:
    """What stands on a page outside its blocks, and in those that are filled already."""

    def __init__(self, lines: Iterable[str], inside: Collection[int]) -> None:
        """Take its lines, and which of them stand inside blocks."""
        self._taken: set[str] = set()
        """The labels of notes, in small letters, and the names of places."""
        self._levels: list[int] = []
        """Of each line the level of the heading that it stands under; 0: under none."""
        level, above, is_data = 0, "", False
        for n, (text, in_code) in enumerate(with_code(lines)):
            self._levels.append(level)
            is_data = (text == "---") if n == 0 else is_data
            if n in inside or is_data:
                is_data = is_data and (n == 0 or text != "---")
                continue
            if not in_code:
                self._taken |= _names(text)
                if found := _HEADING.match(text):
                    level = len(found[1])
                elif _UNDERLINE.fullmatch(text) and above and not above.startswith(_NO_PARAGRAPH):
                    level = 1 if "=" in text else 2
            above = "" if in_code else text.strip()

    def fitted(self, text: str, name: str, at: int) -> Iterator[tuple[str, bool]]:
        """The lines of a text as they can stand there, each with whether it is of a block of code.

        Args:
            text: Markdown.
            name: stands before the labels of its notes, and before the names of places that are taken.
            at: the line of the page.
        """
        lines = [*with_code(text.split("\n"))]
        plain = [line for line, in_code in lines if not in_code]
        levels = [len(found[1]) for found in map(_HEADING.match, plain) if found]
        lower = max(0, self._levels[at] + 1 - min(levels, default=7))
        own = set().union(*map(_names, plain))
        while any(f"{name}-{one}" in self._taken for one in own):
            name += "b"
        twice = own & self._taken
        self._taken |= own

        def other(found: re.Match[str]) -> str:
            return f"{name}-{found[0]}" if unquote(unescape(found[0])) in twice else found[0]

        for line, in_code in lines:
            if not in_code:
                line = _LABEL.sub(rf"[^{name}-\1]", line)  # noqa: PLW2901
                line = _JUMP.sub(other, _PLACE.sub(other, line))  # noqa: PLW2901
                line = _HEADING.sub(lambda found: f"{found[1]}{'#' * lower}"[:6], line)  # noqa: PLW2901
            yield line, in_code


def _names(line: str) -> set[str]:
    """The labels of the notes in a line, capitals make no difference, and the names of its places."""
    return {label.casefold() for label in _LABEL.findall(line)} | {unescape(name) for name in _PLACE.findall(line)}
