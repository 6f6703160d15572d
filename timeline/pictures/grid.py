"""Where events were, as dots on a plain grid of degrees: no coast, no border, no picture of anybody's.

Knows latitude and longitude in degrees (WGS 84), and takes a degree of longitude to be as long everywhere as in the
middle (the equirectangular projection). Must not know events.
"""

from collections.abc import Iterator, Sequence
from math import ceil, cos, floor, radians, sqrt
from typing import NamedTuple

from timeline.pictures.look import LOOK
from timeline.pictures.svg import number
from timeline.text.escape import html
from timeline.text.lists import counted

_STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 45)
"""Degrees between two lines."""
_LINES = 8
"""How many of them there are at most from one edge to the other."""
_ROOM, _LEAST = 0.08, 0.02
"""The part of the grid that is empty at either edge, and the least degrees that are."""
_LOW, _HIGH = 0.2, 0.5
"""How high it is against its width, at least and at most."""
_NEAR = 4
"""Pixels within which dots are one, which says how many events it is of."""
_NAME = 48
"""Pixels that the name of a line needs."""
_DOT, _LARGEST = 4.0, 16.0
"""Radius of a dot of one event, and of the largest."""


class Point(NamedTuple):
    """An event at a place."""

    lat: float
    lon: float
    place: str
    title: str


class _Frame(NamedTuple):
    """The degrees from edge to edge, and the pixels."""

    west: float
    east: float
    south: float
    north: float
    height: float

    def place(self, lat: float, lon: float) -> tuple[float, float]:
        """Give the pixels of a point."""
        x = (lon - self.west) / (self.east - self.west) * LOOK.width
        return x, (self.north - lat) / (self.north - self.south) * self.height


def described(points: Sequence[Point]) -> str:
    """Tell what the grid shows."""
    places = len({(point.lat, point.lon) for point in points})
    return f"{counted(places, 'point')} on a grid of degrees. A dot tells where a point was set, not how near it is."


def drawn(points: Sequence[Point]) -> Iterator[str]:
    """Draw the grid with its dots; nothing where there is no point."""
    if not points:
        return
    frame = _frame(points)
    high = number(frame.height)
    label = html(described(points))
    yield f'<svg class="map" viewBox="0 0 {LOOK.width} {high}" role="img" aria-label="{label}">\n'
    yield from _lines(frame)
    dots: dict[tuple[int, int], list[Point]] = {}
    for point in points:
        x, y = frame.place(point.lat, point.lon)
        dots.setdefault((floor(x / _NEAR), floor(y / _NEAR)), []).append(point)
    for some in sorted(dots.values(), key=len, reverse=True):  # the small ones stand on the large ones
        x, y = frame.place(some[0].lat, some[0].lon)
        titles = list(dict.fromkeys(point.title for point in some))
        told = f"{some[0].place}: {titles[0] if len(titles) == 1 else counted(len(titles), 'event')}"
        radius = min(_DOT * sqrt(len(titles)), _LARGEST)
        yield f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"><title>{html(told)}</title></circle>\n'
    yield "</svg>\n"


def _frame(points: Sequence[Point]) -> _Frame:
    south, north = min(p.lat for p in points), max(p.lat for p in points)
    west, east = min(p.lon for p in points), max(p.lon for p in points)
    shrink = max(cos(radians((south + north) / 2)), 0.05)
    tall, wide = (max((high - low) * (1 + 2 * _ROOM), _LEAST) for low, high in ((south, north), (west, east)))
    wide = max(wide, tall / shrink / _HIGH)
    tall = max(tall, wide * shrink * _LOW)
    lat, lon = (south + north) / 2, (west + east) / 2
    return _Frame(lon - wide / 2, lon + wide / 2, lat - tall / 2, lat + tall / 2, LOOK.width * tall / wide / shrink)


def _lines(frame: _Frame) -> Iterator[str]:
    """The lines of the grid, with their degrees."""
    high = number(frame.height)
    step = next((step for step in _STEPS if (frame.east - frame.west) / step <= _LINES), _STEPS[-1])
    for n in range(ceil(frame.west / step), floor(frame.east / step) + 1):
        at = frame.place(0, n * step)[0]
        x = number(at)
        yield f'<line x1="{x}" y1="0" x2="{x}" y2="{high}"/>'
        if at < LOOK.width - _NAME:
            yield f'<text x="{x}" y="{number(frame.height - 4)}">{_degrees(n * step, "E", "W", 180)}</text>\n'
    for n in range(ceil(frame.south / step), floor(frame.north / step) + 1):
        y = frame.place(n * step, 0)[1]
        yield f'<line x1="0" y1="{number(y)}" x2="{LOOK.width}" y2="{number(y)}"/>'
        if _NAME / 2 < y < frame.height - _NAME / 2:
            yield f'<text x="2" y="{number(y - 3)}">{_degrees(n * step, "N", "S", 90)}</text>\n'


def _degrees(value: float, above: str, below: str, most: float) -> str:
    """`30° E`; nothing beyond the poles and the other side of the Earth."""
    if abs(value) > most:
        return ""
    shown = number(abs(value))
    return f"{shown}°" + f" {above if value > 0 else below}" * (shown != "0")
