"""An event on the axis, in pixels: bars that are strong where it surely was, and run out where nobody knows.

The page's script has the same rules (page/page.js), and one golden holds both. Knows spans and lengths; must not know
lanes, nor who draws.
"""

from collections.abc import Iterator, Sequence
from math import inf
from typing import NamedTuple

from timeline.pictures.axis import AxisWindow
from timeline.pictures.look import LOOK
from timeline.pictures.spans import TimeSpan


class BarPart(NamedTuple):
    """A piece of a bar: from where to where, and how strong it is at either end (0 to 1)."""

    x1: float
    x2: float
    ink1: float
    ink2: float


def parts(spans: Sequence[TimeSpan], window: AxisWindow, width: float) -> list[BarPart]:
    """Give the pieces of an event, as far as they are in the picture; none where it is not."""
    whole = (part for span in spans for part in _parts(span, window, width))
    return [_clipped(part, width) for part in whole if part.x1 < width and part.x2 > 0]


def _clipped(part: BarPart, width: float) -> BarPart:
    """A piece as far as it is in the picture."""
    x1, x2, ink1, ink2 = part
    grows = (ink2 - ink1) / (x2 - x1)
    low, high = max(x1, 0.0), min(x2, width)
    return BarPart(low, high, ink1 + (low - x1) * grows, ink2 - (x2 - high) * grows)


def _parts(span: TimeSpan, window: AxisWindow, width: float) -> Iterator[BarPart]:
    a, b, c, d = (at if abs(at) == inf else window.place(at, width) for at in span[1:])
    ink = {"=": 1.0, "<": LOOK.reported, "~": LOOK.possible}[span.kind]
    if span.kind == "~" or b > c:  # somewhere in between
        ink = min(ink, LOOK.possible)
        low = a if a > -inf else min(d, c) if min(d, c) < inf else b
        high = d if d < inf else max(a, b) if max(a, b) > -inf else c
        b, c = min(low, high), max(low, high)
    else:  # without a limit it goes on to the edge
        b = min(-LOOK.least, c) if b == -inf else b
        c = max(width + LOOK.least, b) if c == inf else c
        a = b if a == -inf and span.start_max == -inf else a
        d = c if d == inf and span.end_min == inf else d
    if c - b < LOOK.least:
        b, c = (b + c - LOOK.least) / 2, (b + c + LOOK.least) / 2
    if span.kind == "<" or a == -inf:
        yield BarPart(b - LOOK.taper, b, LOOK.faint, ink)
    elif a < b:
        yield BarPart(a, b, LOOK.faint, ink)
    yield BarPart(b, c, ink, ink)
    if d == inf:
        yield BarPart(c, c + LOOK.taper, ink, LOOK.faint)
    elif c < d:
        yield BarPart(c, d, ink, LOOK.faint)
