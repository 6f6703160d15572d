"""Readings of one text that differ in conflicts -> the text with git's markers around each of them.

What stands between markers is whole statements, or whole elements of an array that has one a line: whichever sides are
kept, the text is TOML. Knows lines and where statements stand; must not know what they say, nor why they are in
conflict.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from timeline.text.difference import same_start
from timeline.toml.conflicts import Region, marked
from timeline.toml.positions import KeyPath, Positions

Lines = tuple[int, int]
"""From which line on, the first is 0, and before which."""


class FileSide:
    """One reading of the text: its lines, and before which of them it may be cut."""

    def __init__(self, text: str) -> None:
        """Read it."""
        self.text = text
        self.lines = [f"{line}\n" for line in text.removesuffix("\n").split("\n")] if text else []
        self._positions = Positions(text)
        self.inside: set[int] = set()
        """The lines that begin within a statement, or within an element where each has lines of its own."""
        arrays = {mark.path for mark in self._positions.marks if mark.kind == "close"}
        self._spread = {path for path in arrays if self._is_spread(path)}
        for mark in self._positions.marks:
            is_one = mark.kind == "statement" and mark.path not in self._spread
            if is_one or (mark.kind == "element" and mark.path[:-1] in self._spread):
                self._close(mark.path)

    def entry(self, path: KeyPath) -> Lines | None:
        """The lines of an entry of a list, with the comments above it; None where it has none of its own."""
        sections = [section for section in self._positions.sections if section.path[: len(path)] == path]
        if sections:
            last = sections[-1]
            end = last.statements[-1][2] if last.statements else last.body
            return self._number(self._positions.above(sections[0].start)), self._number(end) + 1
        if path[:-1] in self._spread and path in self._positions.spans:
            span = self._positions.spans[path]
            return self._number(self._positions.above(span.start)), self._number(span.end) + 1
        return None

    def _close(self, path: KeyPath) -> None:
        span = self._positions.spans[path]
        self.inside.update(range(self._number(span.key) + 1, self._number(span.end) + 1))

    def _is_spread(self, path: KeyPath) -> bool:
        """Whether each element of an array has lines of its own, and a comma behind it."""
        if len(path) != 1 and not any(section.path == path[:-1] for section in self._positions.sections):
            return False
        text, spans = self.text, self._positions.spans
        start, number = spans[path].start + 1, 0
        while element := spans.get((*path, number)):
            between = text[start : element.start]
            if "\n" not in between or (number and not between.lstrip().startswith(",")):
                return False
            start, number = element.end, number + 1
        last = text[start : spans[path].end - 1]
        return number > 0 and "\n" in last and last.lstrip().startswith(",")

    def _number(self, offset: int) -> int:
        return self.text.count("\n", 0, offset)


def apart(one: FileSide, other: FileSide, entry: Lines | None, its: Lines | None) -> Lines:
    """Where a reading has other lines than another one, widened to whole statements, and to a whole entry.

    Args:
        one: the reading whose lines are given.
        other: the other.
        entry: the lines of the entry that they have otherwise, in the first; None: it has none, or it is no entry.
        its: the same in the second.
    """
    more = len(other.lines) - len(one.lines)
    if (entry is None) != (its is None):
        start = (entry or its or (0, 0))[0]
        end = start + max(-more, 0)
        if one.lines[:start] == other.lines[:start] and one.lines[end:] == other.lines[end + more :]:
            return start, end
    start = same_start(one.lines, other.lines)
    least = min(len(one.lines), len(other.lines)) - start
    behind = same_start(one.lines[::-1][:least], other.lines[::-1][:least])
    for lines, size in ((entry, len(one.lines)), (its, len(other.lines))):
        if lines:
            start, behind = min(start, lines[0]), min(behind, size - lines[1])
    while start in one.inside or start in other.inside:
        start -= 1
    while len(one.lines) - behind in one.inside or len(other.lines) - behind in other.inside:
        behind -= 1
    return _from_header(one.lines, other.lines, (start, len(one.lines) - behind))


def _from_header(one: Sequence[str], other: Sequence[str], found: Lines) -> Lines:
    """The same difference, where as much as well may begin some lines before: from a header on, if one is in it."""
    start, end = found
    sides = one[:end], other[: end + len(other) - len(one)]
    if any(line.startswith("[") for lines in sides for line in lines[start:]):
        up = 0
        while not any(line.startswith("[") for lines in sides for line in lines[start - up : start - up + 1]):
            up += 1
            if up > start or any(lines[start - up] != lines[len(lines) - up] for lines in sides):
                return found
        return start - up, end - up
    return found


class Marked(NamedTuple):
    """A conflict that is to be written."""

    lines: Lines
    """Those of ours."""
    label: str
    theirs: str
    base: str | None


def lines_of(side: FileSide, found: Lines, size: int) -> str:
    """The lines that a reading has where the first, of so many lines, has others; none where more than they differ."""
    end = found[1] + len(side.lines) - size
    return "".join(side.lines[found[0] : end]) if end >= found[0] else ""


def is_within(found: Lines, one: FileSide, other: FileSide) -> bool:
    """Whether two readings have the same lines but for these of the first."""
    start, end = found
    other_end = end + len(other.lines) - len(one.lines)
    return one.lines[:start] == other.lines[:start] and one.lines[end:] == other.lines[max(other_end, start) :]


def overlap(one: Lines, other: Lines) -> bool:
    """Whether two conflicts share lines, or one lies within the other."""
    return one[0] < other[1] and other[0] < one[1]


def assembled(ours: FileSide, conflicts: Iterable[Marked], names: Sequence[str], size: int) -> str:
    """The text of ours with markers around what is in conflict.

    Args:
        ours: the text as ours has it.
        conflicts: none of which overlaps another.
        names: what the two sides are called.
        size: the characters of a marker.
    """
    parts: list[str] = []
    at = 0
    for (start, end), label, theirs, base in sorted(conflicts, key=lambda conflict: conflict.lines):
        mine = "".join(ours.lines[start:end])
        labels = [f"{name}: {label}" for name in names]
        parts += [*ours.lines[at:start], marked(Region(0, 0, mine, base, theirs, *labels), size)]
        at = end
    return "".join([*parts, *ours.lines[at:]])
