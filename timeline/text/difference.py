"""The difference of two texts: where it begins, and as a unified diff. Knows no files."""

from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

from timeline.text.escape import terminal

_MOST = 1_000_000
"""Pairs of lines of which difflib is asked which are the same: it may look at each of them."""


def same_start(one: Sequence[str], other: Sequence[str]) -> int:
    """How many of the first letters of two texts, or lines, are the same."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def unified(before: str, after: str, name: str, new_name: str = "") -> Iterator[str]:
    """The lines of a unified diff, each with its end; nothing where the two are the same.

    Args:
        before: the text as it is.
        after: the text as it should be.
        name: what the first is called.
        new_name: what the second is called; as the first, where that is left out.
    """
    import difflib  # start-up: few commands compare

    class Matcher(difflib.SequenceMatcher[str]):
        def get_matching_blocks(self) -> list[difflib.Match]:
            return [difflib.Match(*block) for block in _blocks(old, new)]

    if before == after:
        return
    old, new = (text.splitlines(keepends=True) for text in (before, after))
    hunks = (Matcher if len(old) * len(new) > _MOST else difflib.SequenceMatcher)(None, old, new).get_grouped_opcodes()
    for number, hunk in enumerate(hunks):
        if not number:
            yield from (f"--- {terminal(name)}\n", f"+++ {terminal(new_name or name)}\n")
        yield f"@@ -{_range(hunk[0][1], hunk[-1][2])} +{_range(hunk[0][3], hunk[-1][4])} @@\n"
        for tag, start, end, new_start, new_end in hunk:
            is_same = tag == "equal"
            lines = [f"{' ' if is_same else '-'}{line}" for line in old[start:end]]
            lines += [] if is_same else [f"+{line}" for line in new[new_start:new_end]]
            yield from (line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _range(start: int, end: int) -> str:
    """Lines as a hunk names them: the first, from 1, and how many; of none the one before."""
    return str(end) if end - start == 1 else f"{start + (end > start)},{end - start}"


def _blocks(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int]]:
    """Where lines that are the same begin in either text, and how many they are; the last block is empty.

    Lines that stand once in each text and keep their order part it (patience diff, Cohen); difflib is asked what is the
    same between two of them, where that is not much.
    """
    from difflib import SequenceMatcher  # as above

    blocks = [(0, 0, 0)]
    for at, new_at, size in [*_anchors(old, new), (len(old), len(new), 0)]:
        start, new_start = blocks[-1][0] + blocks[-1][2], blocks[-1][1] + blocks[-1][2]
        between = old[start:at], new[new_start:new_at]
        found = (
            SequenceMatcher(None, *between).get_matching_blocks() if len(between[0]) * len(between[1]) <= _MOST else []
        )
        for one, other, length in [*((start + a, new_start + b, n) for a, b, n in found if n), (at, new_at, size)]:
            last, new_last, most = blocks[-1]
            if length and (last + most, new_last + most) == (one, other):
                blocks[-1] = last, new_last, most + length
            else:
                blocks.append((one, other, length))
    return blocks


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int]]:
    """The longest row of lines that stand once in each text, in the same order."""
    often, new_often = Counter(old), Counter(new)
    places = {line: place for place, line in enumerate(new) if new_often[line] == often[line] == 1}
    ends: list[int] = []
    """By length of a row less one: the least place in the new text at which such a row ends."""
    rows: list[tuple[int, int, int]] = []
    """Each line with the length of the longest row that it ends, less one."""
    for at, line in enumerate(old):
        if (place := places.get(line)) is not None:
            length = bisect(ends, place)
            ends[length : length + 1] = [place]
            rows.append((at, place, length))
    found: list[tuple[int, int, int]] = []
    left, below = len(ends) - 1, len(new)
    for at, place, length in reversed(rows):
        if length == left and place < below:
            found.append((at, place, 1))
            left, below = left - 1, place
    return found[::-1]
