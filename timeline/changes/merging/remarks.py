"""The comments of three versions of a file, and how those of theirs come into a text that has those of ours.

A comment goes with what it belongs to (toml/comments.py). Where both sides have changed those of one owner, both are
kept. Knows texts and places; must not know what the values say.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from timeline.changes.merging.prose import both
from timeline.changes.merging.three_way import Settled
from timeline.toml.comments import Comments, Owner
from timeline.toml.parser import held, parse_toml
from timeline.toml.positions import KeyPath, Positions

_HEAD: Owner = ((), "open")
"""What the comments of the file itself are called here: nothing else opens it."""


class FileVersion:
    """One version of a file: its values, and its comments by owner."""

    def __init__(self, text: str) -> None:
        """Read it.

        Raises:
            ValueError: it is no TOML.
        """
        self.text = text
        self.values: dict[str, Any] = parse_toml(text.encode())

    @cached_property
    def positions(self) -> Positions:
        """Where everything stands."""
        return Positions(self.text)

    @cached_property
    def comments(self) -> Comments:
        """Whose each comment is."""
        return Comments(self.positions)

    @cached_property
    def remarks(self) -> dict[Owner, list[str]]:
        """The comments of each owner, with the blank lines among them and behind them."""
        if "#" not in self.text:
            return {}
        found = {owner: self._lines(owner) for owner in self.comments.owners}
        return found | ({_HEAD: self.comments.head} if self.comments.head else {})

    def said_of(self, path: KeyPath, *, within: bool = True) -> set[str]:
        """The comments of what stands at a path, and of all within it, if that counts."""
        here = len(path)
        owners = (owner for owner in self.remarks if owner[0] == path or (within and owner[0][:here] == path))
        return {line for owner in owners for line in self.remarks[owner] if line}

    def holds(self, path: KeyPath) -> bool:
        """Whether something stands at a path."""
        return held(self.values, path) is not None

    def extent(self, owner: Owner) -> tuple[int, int]:
        """The offsets of the lines on which its comments stand alone; above it with the blank lines around them."""
        placed = self.comments.placed(owner)
        start, end = self.text.rfind("\n", 0, placed[0][0]) + 1, self.positions.line_end(placed[-1][0])
        before, behind = self.text.rfind("\n", 0, max(start - 1, 0)) + 1, self.positions.line_end(end)
        start = before if start and not self.text[before:start].strip() else start
        is_free = owner[1] == "above" and end < behind and not self.text[end:behind].strip()
        return start, behind if is_free else end

    def _lines(self, owner: Owner) -> list[str]:
        if owner[1] in {"behind", "open"}:
            return self.comments.get(*owner)
        return [line.strip() for line in self.text[slice(*self.extent(owner))].removesuffix("\n").split("\n")]


def brought(text: str, settled: Settled, three: Sequence[FileVersion], *, in_conflict: bool) -> str:
    """A text with the comments that theirs has changed; what is in conflict has those of the side that is taken.

    Args:
        text: it holds the values that are settled, and the comments of ours.
        settled: what the three come to.
        three: the base, ours and theirs.
        in_conflict: only what is in conflict may have other comments: all others are there.
    """
    if not any("#" in version.text for version in three):
        return text
    wanted = [*(_disputed if in_conflict else _wanted)(settled, three)]
    placing = _Placing(text)
    for owner, lines in wanted:
        if (text := placing.to(owner, lines)) != placing.text:
            placing = _Placing(text)
    homeless = [] if in_conflict else [*_homeless(settled, three)]
    for (path, _), lines in [*wanted, *homeless]:  # one may have taken the place of another that has none of its own
        text = _above(text, path, [line for line in lines if line not in text])
    if in_conflict:
        return text
    old, mine = three[0].said_of(()), (line for lines in three[1].remarks.values() for line in lines)
    gone = [line for line in mine if line not in text and line not in old]  # at its end, where theirs has an entry now
    return "\n".join([text.removesuffix("\n"), *gone, ""]) if gone else text


def lost(text: str, three: Sequence[FileVersion]) -> set[str]:
    """The comments that are new on a side, and not in a text."""
    new = {line for side in three[1:] for line in side.said_of(()) - three[0].said_of(())}
    return {line for line in new if line not in text}


def _wanted(settled: Settled, three: Sequence[FileVersion]) -> Iterator[tuple[Owner, list[str]]]:
    """The owners of comments that theirs has changed, where they stand in what is made, with what they are to have."""
    for (made, where), (base, ours, theirs) in _owners(settled, three):
        if settled.side_of(made) is None:
            mine, its = (settled.there(side, made) for side in (1, 2))
            if mine is None or not three[1].holds(mine):
                yield (made, where), theirs
            elif theirs != base and its is not None:
                left, right = both(base, ours, theirs)
                yield (made, where), [*left, *(line for line in right if line and line not in left)]


def _homeless(settled: Settled, three: Sequence[FileVersion]) -> Iterator[tuple[Owner, list[str]]]:
    """What theirs says anew of keys of an entry that is a text here: a text has none that they could stand at."""
    for (path, where), lines in three[2].remarks.items():
        made = settled.made(2, path) or ()
        above = [held(settled.values, made[:depth]) for depth in range(len(made))]
        if any(isinstance(value, str) for value in above) and settled.side_of(made) is None:
            yield (made, where), [line for line in lines if line and line not in three[0].said_of(())]


def _disputed(settled: Settled, three: Sequence[FileVersion]) -> Iterator[tuple[Owner, list[str]]]:
    """The owners of comments that are in conflict, with those of the side that is taken."""
    for (made, where), lines in _owners(settled, three):
        if (side := settled.side_of(made)) is not None:
            yield (made, where), lines[side]


def _owners(settled: Settled, three: Sequence[FileVersion]) -> Iterator[tuple[Owner, list[list[str]]]]:
    """What has comments in any version and stands in what is made, with its comments in each."""
    owners = ((settled.made(side, path), where) for side in (2, 0, 1) for path, where in three[side].remarks)
    for made, where in dict.fromkeys(owners):
        if made is not None and held(settled.values, made) is not None:
            paths = [settled.there(side, made) for side in (0, 1, 2)]
            each = zip(paths, three, strict=True)
            yield (made, where), [[] if at is None else version.remarks.get((at, where), []) for at, version in each]


def _above(text: str, path: KeyPath, lines: Sequence[str]) -> str:
    return _Placing(text).above(path, lines) if lines else text


class _Placing:
    """A text that gets comments."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.version = FileVersion(text)
        self.positions = self.version.positions

    def to(self, owner: Owner, lines: Sequence[str]) -> str:
        """The text with these comments of an owner in place of those that it has."""
        path, where = owner
        has = self.version.remarks.get(owner, [])
        if [*lines] == has:
            return self.text
        if owner == _HEAD:
            first = next((mark.offset for mark in self.positions.marks if mark.kind != "comment"), None)
            end = len(self.text) if first is None else self.positions.above(first)
            return self._with(0, end, [*lines, *[""] * bool(lines)])
        if where in {"behind", "open"} and has:
            start, comment = self.version.comments.placed(owner)[0]
            before = self.text[:start] if lines else self.text[:start].rstrip(" \t")
            return _above(before + "".join(lines[:1]) + self.text[start + len(comment) :], path, lines[1:])
        if has:
            start, end = self.version.extent(owner)
            gap = [""] * (not lines and not self.text[start : self.positions.line_end(start)].strip())
            return self._with(start, end, lines or gap, self._indent(self.version.comments.placed(owner)[0][0]))
        place = {"behind": self._behind, "open": self._opened, "tail": self._tail}.get(where)
        if place is None or (at := place(path)) is None:
            return _above(self.text, path, lines)
        if where == "tail":
            is_inside = self.positions.is_value(path)
            gap = [""] * (not is_inside and bool(self.text[at : self.positions.line_end(at)].strip()))
            return self._with(at, at, [*lines, *gap], "  " * is_inside)
        return _above(f"{self.text[:at]} {lines[0]}{self.text[at:]}", path, lines[1:])

    def above(self, path: KeyPath, lines: Sequence[str]) -> str:
        """The text with comments above what stands at a path, or above the nearest around it that begins its line."""
        text = self.text
        lines_of_it = (
            (text.rfind("\n", 0, mark.offset) + 1, mark.offset)
            for depth in range(len(path), 0, -1)
            for mark in self.positions.marks
            if mark.path[:depth] == path[:depth] and mark.kind in {"header", "statement", "element"}
        )
        start, end = next((start, end) for start, end in lines_of_it if not text[start:end].strip())
        return self._with(start, start, lines, text[start:end])

    def _behind(self, path: KeyPath) -> int | None:
        """Where the line of something ends, if nothing else stands behind it."""
        section = next((found for found in self.positions.sections if found.path == path and path), None)
        at = section.body if section else self.positions.spans[path].end
        end = self.positions.line_end(at)
        rest = self.text[at:end]
        return at + len(rest.rstrip()) if rest.strip() in {"", ","} else None

    def _opened(self, path: KeyPath) -> int | None:
        """Behind the bracket of an array that nothing follows on its line."""
        if not self.positions.is_value(path):
            return None
        at = self.positions.spans[path].start + 1
        return at if not self.text[at : self.positions.line_end(at)].strip() else None

    def _tail(self, path: KeyPath) -> int | None:
        """Behind the last thing in a table, or in an array that ends on a line of its own."""
        for section in self.positions.sections:
            if section.path == path == () and not section.statements and self.positions.sections[1:]:
                return self.positions.above(self.positions.sections[1].start)
            if section.path == path:
                return self.positions.line_end(section.statements[-1][2] if section.statements else section.body)
        if not self.positions.is_value(path):
            return None
        start = self.text.rfind("\n", 0, self.positions.spans[path].end) + 1
        return start if self.text[start : self.positions.spans[path].end] == "]" else None

    def _indent(self, at: int) -> str:
        return self.text[self.text.rfind("\n", 0, at) + 1 : at]

    def _with(self, start: int, end: int, lines: Sequence[str], indent: str = "") -> str:
        """The text with whole lines in place of those between two offsets."""
        before = self.text[:start] + "\n" * (start > 0 and self.text[start - 1] != "\n")
        if lines[:1] == [""] and (not before or before.endswith("\n\n")):
            lines = lines[1:]
        return before + "".join(f"{indent}{line}".rstrip() + "\n" for line in lines) + self.text[end:]
