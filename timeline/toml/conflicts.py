"""What a merge could not settle, as it stands in a text between git's markers: where it is, and each side of it.

Knows the lines that `git merge` and `timeline-merge` write around two versions (git-merge, "how conflicts are
presented"); must not know what the lines between them say. That ======= may underline a heading in a text of several
lines is why a region is told by all of its markers.
"""

import re
from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

Side = Literal["ours", "base", "theirs"]
SIZE = 7
"""Characters of a marker, unless an attribute of the file says otherwise (gitattributes, conflict-marker-size)."""
SIGN = b"<" * SIZE
"""What a file with conflicts holds in any case."""
MARKERS = "conflict markers are left from a merge"
"""What is said of a text that cannot be read because of them, whatever stands between."""
WHOLE = "the whole file"
"""What a conflict of two files is called that have nothing but their name in common."""
_OPENED = re.compile(r"^(<{7,})(?:[ \t]([^\r\n]*))?\r?\n", re.MULTILINE)
_LINE = re.compile(r"^.*(?:\n|\Z)", re.MULTILINE)
_QUOTES = ('"""', "'''")


class Region(NamedTuple):
    """One conflict: its offsets, from the first marker to behind the last, and what stands between the markers."""

    start: int
    end: int
    ours: str
    base: str | None
    """None where the markers do not tell: they do so with `merge.conflictStyle` diff3 or zdiff3."""
    theirs: str
    our_label: str
    """What stands behind the first marker, as `ours: status`, or `HEAD` where git has merged line by line."""
    their_label: str

    def side(self, side: Side) -> str:
        """The lines of one side; of a base that is not told none."""
        return {"ours": self.ours, "base": self.base or "", "theirs": self.theirs}[side]


def regions(text: str) -> list[Region]:
    """The conflicts of a text, in their order; none where no three markers stand as git writes them."""
    found: list[Region] = []
    at = 0
    while opened := _OPENED.search(text, at):
        region = _region(text, opened)
        at = region.end if region else opened.end()
        if region:
            found.append(region)
    return found


def replaced(text: str, made: Callable[[Region], str], of: Iterable[Region] | None = None) -> str:
    """The text with something else in place of each conflict; with `of` of some of them alone."""
    parts, at = [], 0
    for region in regions(text) if of is None else of:
        parts += [text[at : region.start], made(region)]
        at = region.end
    return "".join([*parts, text[at:]])


def reading(text: str, side: Side = "ours", of: Iterable[Region] | None = None) -> str:
    """The text as one side has it, without markers; with `of` in some of its conflicts alone, the others stay."""
    return replaced(text, lambda region: region.side(side), of)


def with_side(text: str, number: int, side: Side) -> str:
    """The text with one side of one conflict, and our side of all others."""
    found = regions(text)
    return replaced(text, lambda region: region.side(side if region is found[number] else "ours"), found)


def blanked(text: str) -> str:
    """The text as ours has it, each other line empty: what stands in it stands on the line that it has in the file."""

    def ours_in_place(region: Region) -> str:
        first = text.index("\n", region.start) + 1
        return f"\n{region.ours}" + "\n" * text.count("\n", first + len(region.ours), region.end)

    return replaced(text, ours_in_place)


def marked(region: Region, size: int = SIZE, line_end: str = "\n") -> str:
    """The lines of a conflict, markers and all; what stands between them ends in a line end."""
    lines = [f"{'<' * size} {region.our_label}{line_end}", region.ours]
    if region.base is not None:
        lines += [f"{'|' * size} base{line_end}", region.base]
    return "".join([*lines, "=" * size + line_end, region.theirs, f"{'>' * size} {region.their_label}{line_end}"])


def _region(text: str, opened: re.Match[str]) -> Region | None:
    """The region that begins with this marker; None where the others do not follow."""
    size = len(opened[1])
    base_at: re.Match[str] | None = None
    parted: list[re.Match[str]] = []
    for line in _LINE.finditer(text, opened.end()):
        mark = line[0].rstrip("\r\n")
        if _is(mark, ">", size) and parted:
            middle = _middle(text, (base_at or opened).end(), parted)
            return Region(
                opened.start(),
                line.end(),
                text[opened.end() : base_at.start() if base_at else middle.start()],
                text[base_at.end() : middle.start()] if base_at else None,
                text[middle.end() : line.start()],
                opened[2] or "",
                mark[size:].strip(),
            )
        if _is(mark, "<", size) or not line[0]:
            return None
        if _is(mark, "|", size) and base_at is None:
            base_at, parted = line, []
        elif mark == "=" * size:
            parted.append(line)
    return None


def _is(line: str, sign: str, size: int) -> bool:
    """Whether a line is a marker of this sign."""
    return line[:size] == sign * size and line[size : size + 1] in {"", " ", "\t"}


def _middle(text: str, start: int, parted: list[re.Match[str]]) -> re.Match[str]:
    """The first of these markers before which no text of several lines begins that ends behind it; else the first."""
    counted, at = [0, 0], start
    for mark in parted:
        counted = [n + text.count(quotes, at, mark.start()) for n, quotes in zip(counted, _QUOTES, strict=True)]
        at = mark.start()
        if not any(n % 2 for n in counted):
            return mark
    return parted[0]
