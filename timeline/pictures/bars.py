"""How many events there are in each period, as one picture in a file: bars that stand on the axis of time (SVG 2, W3C).

What surely lies in a period is solid, what only may is hatched; dates that are known no more exactly than by something
wider lie below the axis, over all that they may mean. Knows what svg.py does of axis and colours; must not know what
was asked, nor where the file goes.
"""

from collections.abc import Iterator, Sequence
from math import floor, log10
from typing import NamedTuple

from timeline.dates import periods
from timeline.pictures import axis
from timeline.pictures.axis import AxisWindow
from timeline.pictures.histogram import spans_of
from timeline.pictures.look import LOOK
from timeline.pictures.svg import Picture, axis_lines, finished, number, told, words_alone
from timeline.records.groups import HeadingCount
from timeline.text.escape import html
from timeline.text.lists import counted

_HIGH = 220
"""Height of the highest bar."""
_HEAD = 18
"""What is free above it, for its number."""
_LEGEND = 30
"""Height of what is said below."""
_GRID = 5
"""Lines that tell heights, or fewer."""
_APART = 0.1
"""The part of a bar's place that is free beside it."""
_STYLE = (
    "<style>.bars{fill:var(--link)}.hatch{stroke:var(--link);stroke-width:2.5}</style>\n"
    '<pattern id="hatched" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<line class="hatch" x1="1" y1="0" x2="1" y2="5"/></pattern>\n'
)
_SAID = "Solid: surely in it. Hatched: may belong elsewhere."
_WIDER = " Below the axis: known no more exactly than so."


class _Box(NamedTuple):
    """A heading from where to where on the picture, in pixels, as far as it is in it."""

    of: HeadingCount
    x1: float
    x2: float


def picture(counts: Sequence[HeadingCount], by: str, title: str, unread: str = "") -> Picture:
    """Draw how many events there are in each period.

    Args:
        counts: what stands under each heading, in order (records/groups.py: `tallied`).
        by: one of PERIODS.
        title: what the events are, in words.
        unread: what is missing since it cannot be read, in a sentence.
    """
    dates = [spans for count in counts for spans in [spans_of(count)] * count.events]
    exact = [spans_of(count) for count in counts if periods.is_of(count.key, by) for _ in range(count.events)]
    window = axis.first_view(exact or dates)
    words = told(f"{title}, by {by}", axis.described(dates, window), unread)
    if window is None:
        return words_alone(words)
    boxes = [box for count in counts if (box := _box(count, window))]
    own = [box for box in boxes if periods.is_of(box.of.key, by)]
    rows = _rows([box for box in boxes if box not in own])
    foot = LOOK.axis + _HEAD + _HIGH
    height = foot + len(rows) * LOOK.row + LOOK.gap
    most = max((box.of.events for box in own), default=1)
    body = [_STYLE, *axis_lines(window, height), *_grid(most, foot)]
    body += [piece for box in own for piece in _bar(box, most, foot)]
    body += [piece for n, row in enumerate(rows) for box in row for piece in _wide(box, foot + n * LOOK.row)]
    body.append(f'<line x1="0" y1="{foot}" x2="{LOOK.width}" y2="{foot}"/>\n')
    said = _SAID + _WIDER * bool(rows)
    body.append(f'<text class="quiet" x="0" y="{height + 20}">{said}</text>\n')
    return finished(words, height + _LEGEND, body, told("", axis.left_out(dates, window), unread))


def _box(count: HeadingCount, window: AxisWindow) -> _Box | None:
    """Where a heading is on the picture; None where it is not."""
    for span in spans_of(count):
        x1, x2 = (window.place(at, LOOK.width) for at in (span.start_min, span.end_max))
        if x2 > 0 and x1 < LOOK.width:
            return _Box(count, max(x1, 0.0), min(x2, float(LOOK.width)))
    return None


def _rows(boxes: Sequence[_Box]) -> list[list[_Box]]:
    """Put what is wider in rows, in none of which one lies over another."""
    rows: list[list[_Box]] = []
    for box in boxes:
        row = next((row for row in rows if row[-1].x2 + LOOK.gap <= box.x1), None)
        if row is None:
            rows.append(row := [])
        row.append(box)
    return rows


def _grid(most: int, foot: int) -> Iterator[str]:
    """Lines that tell how many a height stands for."""
    size = 10 ** floor(log10(max(most / _GRID, 1)))
    step = next(n * size for n in (1, 2, 5, 10) if most / (n * size) <= _GRID)
    for events in range(step, most + 1, step):
        y = number(foot - _HIGH * events / most)
        yield f'<line x1="0" y1="{y}" x2="{LOOK.width}" y2="{y}"/>'
        yield f'<text class="quiet" x="0" y="{y}" dy="-3">{events:,}</text>\n'


def _bar(box: _Box, most: int, foot: int) -> Iterator[str]:
    count, free = box.of, (box.x2 - box.x1) * _APART / 2
    x, wide = box.x1 + free, max(box.x2 - box.x1 - 2 * free, 1)
    sure, all_ = (_HIGH * n / most for n in (count.events - count.possible, count.events))
    at = f'x="{number(x)}" width="{number(wide)}"'
    yield f"<g><title>{_told(count)}</title>"
    if count.possible:
        yield f'<rect fill="url(#hatched)" {at} y="{number(foot - all_)}" height="{number(all_ - sure)}"/>'
    if count.possible < count.events:
        yield f'<rect class="bars" {at} y="{number(foot - sure)}" height="{number(sure)}"/>'
    text = f"{count.events:,}"
    if LOOK.letter * len(text) <= box.x2 - box.x1:
        middle = number((box.x1 + box.x2) / 2)
        yield f'<text class="label" x="{middle}" y="{number(foot - all_ - 4)}" text-anchor="middle">{text}</text>'
    yield "</g>\n"


def _wide(box: _Box, top: float) -> Iterator[str]:
    text = f"{box.of.events:,}"
    room, needs = box.x2 - box.x1, LOOK.letter * (len(text) + 1)
    y = top + LOOK.gap
    yield f"<g><title>{_told(box.of)}</title>"
    size = f'width="{number(max(room, LOOK.least))}" height="{LOOK.bar}"'
    yield f'<rect fill="url(#hatched)" x="{number(box.x1)}" y="{number(y)}" {size}/>'
    if needs <= room:
        middle = (box.x1 + box.x2) / 2
        behind = f'x="{number(middle - needs / 2)}" y="{number(y)}" width="{number(needs)}" height="{LOOK.bar}"'
        at = f'x="{number(middle)}" y="{number(y + LOOK.bar - 1)}"'
        yield f'<rect class="page" {behind}/><text {at} text-anchor="middle">{text}</text>'
    yield "</g>\n"


def _told(count: HeadingCount) -> str:
    doubt = f", {count.possible:,} of them may belong elsewhere" * bool(count.possible)
    return html(f"{count.heading}: {counted(count.events, 'event')}{doubt}")
