"""In which lane and row of a picture each event stands, so that none lies over another as long as there is room.

Lanes are the names that most events have; those that have another name share one, and those that have none another. The
page's script has the same rules (page/page.js), and one golden holds both. Must not know what a lane stands for.
"""

from collections import Counter
from collections.abc import Sequence
from math import floor
from typing import NamedTuple

from timeline.pictures.axis import AxisWindow
from timeline.pictures.look import LOOK
from timeline.pictures.shapes import BarPart, parts
from timeline.pictures.spans import TimeSpan

_INSET = LOOK.taper + LOOK.space
"""How far from its ends a title stands that stands on a bar, so that these can be seen."""


class LaneItem(NamedTuple):
    """An event that is to be placed."""

    spans: Sequence[TimeSpan]
    names: Sequence[str]
    """The lanes it is of."""
    title: str


class Placed(NamedTuple):
    """An event in its lane."""

    item: int
    """Its place among all."""
    row: int
    parts: list[BarPart]
    label: str
    """What of its title stands beside it; nothing where there is no room, or there are too many events."""
    label_at: float
    """Where that begins."""


class Lane(NamedTuple):
    """A lane of the picture."""

    name: str
    number: int
    """How many events it is of, in view or not."""
    top: int
    height: int
    placed: list[Placed]
    """In the order of the events."""


def lanes(items: Sequence[LaneItem], window: AxisWindow, width: float, kind: str) -> list[Lane]:
    """Place events in lanes, the one of most events first.

    Args:
        items: the events, in the order of their dates.
        window: from when to when the picture goes.
        width: of the picture, in pixels.
        kind: what a lane stands for, in a word: `actor`.
    """
    shown = [(n, found) for n, item in enumerate(items) if (found := parts(item.spans, window, width))]
    labelled = len(shown) <= LOOK.labelled
    made, top = [], 0
    for name, members in _named(items, kind):
        ends: list[float] = []
        placed = [_placed(n, items[n].title * labelled, found, ends, width) for n, found in shown if n in members]
        height = LOOK.lane_head + max(len(ends), 1) * LOOK.row
        made.append(Lane(name, len(members), top, height, placed))
        top += height
    return made


def _named(items: Sequence[LaneItem], kind: str) -> list[tuple[str, set[int]]]:
    """The lanes by name, each with its events."""
    number = Counter(name for item in items for name in dict.fromkeys(item.names))
    named = sorted(number, key=lambda name: (-number[name], name))
    if len(named) > LOOK.lanes + 1:  # a lane for one more takes no more room than one for all others
        named = named[: LOOK.lanes]
    lanes: dict[str, set[int]] = {name: set() for name in named}
    others, none = set[int](), set[int]()
    for n, item in enumerate(items):
        there = [lanes[name] for name in item.names if name in lanes]
        for lane in there or [others if item.names else none]:
            lane.add(n)
    rest = [(f"other {kind}s", others), (f"no {kind}", none)]
    return [*lanes.items(), *((name, some) for name, some in rest if some)]


def _placed(n: int, title: str, found: list[BarPart], ends: list[float], width: float) -> Placed:
    """An event in the first row that is free; without a title, where there are enough rows, in the one free first."""
    x1, x2 = min(p.x1 for p in found), max(p.x2 for p in found)
    label, at = _label(title, x1, x2, width) if title else ("", x2 + LOOK.space)
    first, last = (min(x1, at), max(x2, at + text_width(label))) if label else (x1, x2)
    row = next((row for row, end in enumerate(ends) if end + LOOK.gap <= first), len(ends))
    if row == len(ends) >= LOOK.rows and not title:
        row = ends.index(min(ends))
    ends[row : row + 1] = [max(last, ends[row]) if row < len(ends) else last]
    return Placed(n, row, found, label, at)


def _label(title: str, x1: float, x2: float, width: float) -> tuple[str, float]:
    """What of a title stands with a bar, and where: behind it, before it, on it, or cut where there is most room."""
    text = title if len(title) <= LOOK.letters else title[: LOOK.letters - 1].rstrip() + "…"
    behind, before, needs = width - x2 - LOOK.space, x1 - LOOK.space, text_width(text)
    if needs <= behind:
        return text, x2 + LOOK.space
    if needs <= before:
        return text, x1 - LOOK.space - needs
    if needs <= x2 - x1 - 2 * _INSET:
        return text, x1 + _INSET
    label = _fitted(text, max(behind, before))
    return label, x2 + LOOK.space if behind >= before else x1 - LOOK.space - text_width(label)


def _fitted(text: str, room: float) -> str:
    """A text cut to the room that there is; nothing where that is none for some letters of it."""
    letters = max(floor(room / LOOK.letter) - 1, 0)
    while letters >= LOOK.least_letters and text_width(text[:letters]) + LOOK.letter > room:
        letters -= 1
    return text[:letters].rstrip() + "…" if letters >= LOOK.least_letters else ""


def text_width(text: str) -> float:
    """Give the pixels of a text, as they are taken to be."""
    return sum(LOOK.letter * (2 if ord(letter) >= LOOK.wide else 1) for letter in text)
