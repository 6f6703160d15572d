"""Events on a terminal, a line each: the title, and when it was on an axis of the calendar, in block characters.

What is sure is solid, what is only possible pale; what has no end runs out in an arrow, and what lies outside is `…`.
Knows how wide the terminal is; must not know questions. Titles of others are made harmless here.
"""

from collections.abc import Iterator, Sequence
from math import ceil, floor, inf
from typing import NamedTuple

from timeline.pictures import axis
from timeline.pictures.axis import AxisWindow
from timeline.pictures.blocks import PIPE, on_one_line
from timeline.pictures.spans import TimeSpan
from timeline.text.width import cut, text_width

_SURE, _POSSIBLE, _BETWEEN, _OUTSIDE = "█░·…"
_BEFORE, _AFTER = "◂▸"
_TITLES = 0.45
"""The part of a line that titles have at most."""
_COLUMN = 13
"""Pixels that a column stands for, where ticks of the calendar find their distance."""
_RUNS_OUT = 3
"""Columns of a bar whose begin or end nobody knows."""
UNDATED = "no day known"


class SpanLine(NamedTuple):
    """An event on a line."""

    title: str
    spans: Sequence[TimeSpan]


def axis_of(window: AxisWindow, width: int) -> list[str]:
    """Give the two lines of an axis: the names of its ticks, and the ticks."""
    names, marks = "", ["─"] * width
    for tick in axis.ticks(window, width * _COLUMN):
        at = min(floor((tick.at - window.first) * window.scale(width)), width - 1)
        marks[at] = "┬"
        begins = min(at, width - len(tick.name))
        if begins > len(names) or (begins == 0 and not names):
            names += " " * (begins - len(names)) + tick.name
    return [names, "".join(marks)]


def drawn(parts: Sequence[tuple[str, Sequence[SpanLine]]], window: AxisWindow | None, width: int) -> Iterator[str]:
    """Draw events under an axis, line by line.

    Args:
        parts: headings, or nothing, with what stands under each.
        window: from when to when the axis goes; None: no day of any is known.
        width: columns of the terminal; 0: as many as usual.
    """
    width = width or PIPE
    most = floor(width * _TITLES)
    titles = [[cut(on_one_line(line.title), most) for line in lines] for _, lines in parts]
    column = max((text_width(title) for some in titles for title in some), default=0)
    room = width - column - 1
    for above in axis_of(window, room) if window else ():
        yield f"{' ' * column} {above}".rstrip() + "\n"
    for (heading, lines), some in zip(parts, titles, strict=True):
        yield f"{cut(on_one_line(heading), width)}:\n" if heading else ""
        for title, line in zip(some, lines, strict=True):
            bar = "".join(cells(line.spans, window, room)) if window and line.spans else UNDATED
            yield f"{title}{' ' * (column - text_width(title))} {bar}".rstrip() + "\n"


def cells(spans: Sequence[TimeSpan], window: AxisWindow, width: int) -> list[str]:
    """Give the columns of an event's bar."""
    bar = _Bar([" "] * width, window, window.scale(width))
    for span in spans:
        bar.draw(span)
    if spans[1:]:
        shown = [n for n, cell in enumerate(bar.cells) if cell != " "]
        for n in range(shown[0], shown[-1]):
            bar.cells[n] = _BETWEEN if bar.cells[n] == " " else bar.cells[n]
    return bar.cells


class _Bar(NamedTuple):
    """The columns of a bar, as they are drawn."""

    cells: list[str]
    window: AxisWindow
    scale: float
    """Columns of a day."""

    def draw(self, span: TimeSpan) -> None:
        """Put a stretch of time where it is: what is possible, what is sure, and what its ends are."""
        kind, a, b, c, d = span
        known, runs_out = span.places, _RUNS_OUT / self.scale
        is_sure = kind != "~" and b <= c
        begin = max(b, self.window.first - runs_out) if is_sure else known[0]
        end = min(c, self.window.last + runs_out) if is_sure else known[-1]
        low = a if a > -inf else begin if is_sure and b == -inf else begin - runs_out
        high = d if d < inf else end if is_sure and c == inf else end + runs_out
        low = min(low, begin - runs_out) if kind == "<" else low
        self._fill(low, high, _POSSIBLE)
        if is_sure:
            self._fill(begin, end, _SURE)
        if high <= self.window.first or (-inf < a < self.window.first):
            self.cells[0] = _OUTSIDE
        elif a == -inf and low < self.window.last:
            self.cells[self._column(low)] = _BEFORE
        if low >= self.window.last or (self.window.last < d < inf):
            self.cells[-1] = _OUTSIDE
        elif d == inf and high > self.window.first:
            self.cells[self._column(high, ends=True)] = _AFTER

    def _column(self, at: float, *, ends: bool = False) -> int:
        """The column in which something begins, or ends, or the nearest that there is."""
        column = round((at - self.window.first) * self.scale, 6)
        return min(max(ceil(column) - 1 if ends else floor(column), 0), len(self.cells) - 1)

    def _fill(self, low: float, high: float, sign: str) -> None:
        if low < self.window.last and high > self.window.first:
            first = self._column(low)
            for n in range(first, max(self._column(high, ends=True), first) + 1):
                self.cells[n] = sign
