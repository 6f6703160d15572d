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
from timeline.text.lists import abridged, counted

_STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 45)
"""Degrees between two lines."""
_LINES = 8
"""How many of them there are at most from one edge to the other."""
_FEWEST = 2
"""How many of latitude there are at least, where those of longitude stand too far apart for that."""
_ROOM, _LEAST = 0.08, 0.02
"""The part of the grid that is empty at either edge, and the least degrees that are."""
_LOW, _HIGH = 0.2, 0.5
"""How high it is against its width, at least and at most."""
_NEAR = 4
"""Pixels within which dots are one, which says how many events it is of."""
_FOOT = 16
"""Pixels at the lower end that the degrees of longitude take."""
_POLE, _FAR_SIDE = 90, 180
"""Degrees from which on there is nothing."""
_NAME = 48
"""Pixels that the name of a line needs."""
_DOT, _LARGEST = 4.0, 16.0
"""Radius of a dot of one event, and of the largest."""


class Spot(NamedTuple):
    """An event at a place."""

    lat: float
    lon: float
    place: str
    id: str
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


def point(lat: float | None, lon: float | None) -> str:
    """Write a point as the script of a page compares points; nothing where it is none on Earth."""
    if lat is None or lon is None or abs(lat) > _POLE or abs(lon) > _FAR_SIDE:
        return ""
    return f"{lat},{lon}"


def described(spots: Sequence[Spot]) -> str:
    """Tell what the grid shows."""
    places = len({(spot.lat, spot.lon) for spot in spots})
    return f"{counted(places, 'point')} on a grid of degrees. A dot tells where a point was set, not how near it is."


def drawn(spots: Sequence[Spot]) -> Iterator[str]:
    """Draw the grid with its dots; nothing where there is no spot."""
    if not spots:
        return
    frame = _frame(spots)
    high = number(frame.height)
    label = html(described(spots))
    yield f'<svg class="map" viewBox="0 0 {LOOK.width} {high}" role="img" aria-label="{label}">\n'
    yield from _lines(frame)
    dots: dict[tuple[int, int], list[Spot]] = {}
    for spot in spots:
        x, y = frame.place(spot.lat, spot.lon)
        dots.setdefault((floor(x / _NEAR), floor(y / _NEAR)), []).append(spot)
    for some in sorted(dots.values(), key=len, reverse=True):  # the small ones stand on the large ones
        x, y = frame.place(some[0].lat, some[0].lon)
        titles = {spot.id: spot.title for spot in some}
        told = some[0].title if len(titles) == 1 else counted(len(titles), "event")
        told = f"{abridged(list(dict.fromkeys(spot.place for spot in some)), 2)}: {told}"
        radius = min(_DOT * sqrt(len(titles)), _LARGEST)
        at = " ".join(dict.fromkeys(point(spot.lat, spot.lon) for spot in some))
        where = f'cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" data-at="{at}"'
        yield f"<circle {where}><title>{html(told)}</title></circle>\n"
    yield "</svg>\n"


def _frame(spots: Sequence[Spot]) -> _Frame:
    south, north = min(spot.lat for spot in spots), max(spot.lat for spot in spots)
    west, east = min(spot.lon for spot in spots), max(spot.lon for spot in spots)
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
        if (name := _degrees(n * step, "E", "W", _FAR_SIDE)) and at < LOOK.width - _NAME:
            yield f'<text x="{x}" y="{number(frame.height - 4)}">{name}</text>\n'
    finer = (step for step in reversed([*(s for s in _STEPS if s < step), step]) if _crossed(frame, step) >= _FEWEST)
    step = next(finer, _STEPS[0])
    for n in range(ceil(frame.south / step), floor(frame.north / step) + 1):
        y = frame.place(n * step, 0)[1]
        if y > frame.height - _FOOT:
            continue  # it would run through the degrees of the others
        yield f'<line x1="0" y1="{number(y)}" x2="{LOOK.width}" y2="{number(y)}"/>'
        if (name := _degrees(n * step, "N", "S", _POLE)) and _NAME / 2 < y < frame.height - _NAME / 2:
            yield f'<text x="2" y="{number(y - 3)}">{name}</text>\n'


def _crossed(frame: _Frame, step: float) -> int:
    """How many lines of latitude are to be seen."""
    return floor(frame.north / step) - ceil(frame.south / step) + 1


def _degrees(value: float, above: str, below: str, most: float) -> str:
    """`30° E`; nothing beyond the poles and the other side of the Earth."""
    if abs(value) > most:
        return ""
    shown = number(abs(value))
    return f"{shown}°" + f" {above if value > 0 else below}" * (shown != "0")
