"""Which comment of a TOML text belongs to what: a comment stays with its owner when a text is laid out anew.

A line of comment belongs to the statement, element or header below it, or, behind the last one, to the table or array
that it ends; the first lines of a file, with a blank line below them, belong to the file. What stands behind something
on its line belongs to that. Knows places alone; must not know what the keys mean, nor how a text is written.
"""

from collections import defaultdict
from collections.abc import Callable
from math import inf
from typing import Literal, NamedTuple

from timeline.toml.positions import KeyPath, Positions

Where = Literal["above", "behind", "open", "tail"]
"""On lines above it; behind it; behind the bracket that opens it; on lines of their own behind the last thing in it."""

_HEADER, _ITEM, _ARRAY, _COMMENT = range(4)


class _Box(NamedTuple):
    """A table or array whose comments are being looked at."""

    path: KeyPath
    end: float
    last: list[KeyPath]
    """What stands in it so far."""
    waiting: list[tuple[int, str]]
    """Comments for what comes next."""


class Comments:
    """The comments of one text by owner."""

    def __init__(self, positions: Positions) -> None:
        """Find the owner of every comment."""
        self.head: list[str] = []
        """The comments of the file itself, with a blank line between any two that had one."""
        self._at: defaultdict[tuple[KeyPath, Where], list[str]] = defaultdict(list)
        self._positions = positions
        self._boxes = [_Box((), inf, [], [])]
        self._begun = False
        for offset, kind, path, end, comment in sorted(_items(positions)):
            while self._boxes[-1].end <= offset:
                self._close()
            if kind == _COMMENT:
                self._take(offset, comment)
            elif kind == _ARRAY:
                self._boxes.append(_Box(path, end, [], []))
            else:
                self._meet(offset, path, header=kind == _HEADER)
        if not self._begun:
            self._lead(len(positions.text))
        while self._boxes:
            self._close()
        self.holders = self._holders()
        """All that has a comment somewhere between its beginning and its end."""

    def get(self, path: KeyPath, *where: Where) -> list[str]:
        """The comments at these places of a key, element or header."""
        return [comment for place in where for comment in self._at.get((path, place), ())]

    def move(self, moved: Callable[[KeyPath], KeyPath]) -> None:
        """Give the comments to what now stands at another path."""
        old, self._at = self._at, defaultdict(list)
        for (path, where), comments in old.items():
            self._at[moved(path), where] += comments
        self.holders = self._holders()

    def _holders(self) -> set[KeyPath]:
        within = {path[:depth] for path, _ in self._at for depth in range(len(path))}
        return within | {path for path, where in self._at if where in {"open", "tail"}}

    def _take(self, offset: int, comment: str) -> None:
        """One comment: behind something on its line, or waiting for what comes."""
        box = self._boxes[-1]
        start = self._positions.text.rfind("\n", 0, offset) + 1
        own_line = not self._positions.text[start:offset].strip()
        owner: tuple[KeyPath, Where] = (box.last[-1], "behind") if box.last else (box.path, "open")
        if own_line or owner in self._at:
            box.waiting.append((offset, comment))
        else:
            self._at[owner].append(comment)

    def _meet(self, offset: int, path: KeyPath, *, header: bool) -> None:
        """A header, statement or element: what waits is its own, or a header's only where it stands right above."""
        box = self._boxes[-1]
        if not self._begun:
            self._lead(self._positions.above(offset))
        if header:
            near = self._positions.above(offset)
            if left := [comment for at, comment in box.waiting if at < near]:
                self._at[box.path, "tail"] += left
            box.waiting[:] = [(at, comment) for at, comment in box.waiting if at >= near]
            self._boxes[-1] = _Box(path, inf, [], [])
        if box.waiting:
            self._at[path, "above"] += [comment for _, comment in box.waiting]
            box.waiting.clear()
        self._boxes[-1].last.append(path)

    def _lead(self, end: int) -> None:
        """The beginning of the file, up to where the first thing with its own comments begins."""
        self._begun = True
        lines = [line.strip() for line in self._positions.text[:end].split("\n")]
        self.head = [line for n, line in enumerate(lines) if line or (n and lines[n - 1])]
        while self.head and not self.head[-1]:
            self.head.pop()
        waiting = self._boxes[-1].waiting
        waiting[:] = [(at, comment) for at, comment in waiting if at >= end]

    def _close(self) -> None:
        box = self._boxes.pop()
        if box.waiting:
            self._at[box.path, "tail"] += [comment for _, comment in box.waiting]


def _items(positions: Positions) -> list[tuple[int, int, KeyPath, int, str]]:
    """Headers, statements, elements, arrays and comments: offset, kind, path, end, text."""
    keys = {s.end: path for path, s in positions.spans.items() if s.start < s.end and isinstance(path[-1], str)}
    items: list[tuple[int, int, KeyPath, int, str]]
    items = [(offset, _COMMENT, (), 0, comment.rstrip()) for offset, comment in positions.comments]
    items += [(section.start, _HEADER, section.path, 0, "") for section in positions.sections[1:]]
    items += [(start, _ITEM, keys[end], 0, "") for s in positions.sections for _, start, end in s.statements]
    for path, span in positions.spans.items():
        if span.start < span.end:
            if isinstance(path[-1], int):
                items.append((span.start, _ITEM, path, 0, ""))
            if positions.text[span.start] == "[":
                items.append((span.start, _ARRAY, path, span.end, ""))
    return items
