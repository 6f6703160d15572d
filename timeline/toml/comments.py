"""Which comment of a TOML text belongs to what: a comment stays with its owner when a text is laid out anew.

A line of comment belongs to the statement, element or header below it, or, behind the last one, to the table or array
that it ends; the first lines of a file, with a blank line below them, belong to the file. What stands behind something
on its line belongs to that. Knows places alone; must not know what the keys mean, nor how a text is written.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection
from typing import Literal, NamedTuple

from timeline.toml.positions import KeyPath, Positions

Where = Literal["above", "behind", "open", "tail"]
"""On lines above it; behind it; behind the bracket that opens it; on lines of their own behind the last thing in it."""


Owner = tuple[KeyPath, Where]
"""What a comment belongs to, and how it stands by it."""


class _Box(NamedTuple):
    """A table or array whose comments are being looked at."""

    path: KeyPath
    last: list[KeyPath]
    """What stands in it so far."""
    waiting: list[tuple[int, str]]
    """Comments for what comes next."""


class Comments:
    """The comments of one text by owner."""

    def __init__(self, positions: Positions) -> None:
        """Find the owner of every comment."""
        self._at: defaultdict[Owner, list[tuple[int, str]]] = defaultdict(list)
        self._positions = positions
        text = positions.text
        first = next((mark.offset for mark in positions.marks if mark.kind != "comment"), None)
        top = len(text) if first is None else positions.above(first)
        lines = "\n".join(line.strip() for line in text[:top].split("\n")).strip()
        self.head = re.sub("\n{3,}", "\n\n", lines).split("\n") if lines else []
        """The comments of the file itself, with a blank line between any two that had one."""
        boxes = [_Box((), [], [])]
        for offset, kind, path, comment in positions.marks:
            box = boxes[-1]
            if kind == "comment":
                if offset >= top:
                    self._take(box, offset, comment)
            elif kind == "open":
                boxes.append(_Box(path, [], []))
            elif kind == "close":
                self._give(path, "tail", boxes.pop().waiting)
            elif kind != "pair":
                if kind == "header":  # of what waits only those right above it are its own
                    near = positions.above(offset)
                    self._give(box.path, "tail", [waits for waits in box.waiting if waits[0] < near])
                    box = boxes[-1] = _Box(path, [], [waits for waits in box.waiting if waits[0] >= near])
                self._give(path, "above", box.waiting)
                box.last.append(path)
        self._give(boxes[0].path, "tail", boxes[0].waiting)

    def get(self, path: KeyPath, *where: Where) -> list[str]:
        """The comments at these places of a key, element or header."""
        return [comment for place in where for _, comment in self._at.get((path, place), ())]

    def placed(self, owner: Owner) -> list[tuple[int, str]]:
        """The comments of an owner, each with its offset."""
        return self._at.get(owner, [])

    @property
    def owners(self) -> Collection[Owner]:
        """What has comments, in their order."""
        return self._at.keys()

    def within(self, path: KeyPath) -> bool:
        """Whether a comment stands somewhere between the beginning and the end of a value or table."""
        here = len(path)
        return any(at[:here] == path and (at != path or where in {"open", "tail"}) for at, where in self._at)

    def move(self, moved: Callable[[KeyPath], KeyPath]) -> None:
        """Give the comments to what now stands at another path."""
        old, self._at = self._at, defaultdict(list)
        for (path, where), comments in old.items():
            self._at[moved(path), where] += comments

    def _take(self, box: _Box, offset: int, comment: str) -> None:
        """One comment: behind something on its line, or waiting for what comes."""
        start = self._positions.text.rfind("\n", 0, offset) + 1
        own_line = not self._positions.text[start:offset].strip()
        owner: Owner = (box.last[-1], "behind") if box.last else (box.path, "open")
        if own_line or owner in self._at:
            box.waiting.append((offset, comment))
        else:
            self._at[owner].append((offset, comment))

    def _give(self, path: KeyPath, where: Where, waiting: list[tuple[int, str]]) -> None:
        if waiting:
            self._at[path, where] += waiting
            waiting.clear()
