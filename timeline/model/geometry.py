"""How far two points on Earth are from one another. Knows degrees and kilometres, and nothing of places."""

from math import asin, cos, radians, sin, sqrt

Point = tuple[float, float]
"""Latitude, north positive, and longitude, east positive, in degrees (WGS 84)."""
_RADIUS = 6371.0088
"""Kilometres; the mean radius of the Earth (IUGG)."""


def distance_km(one: Point, other: Point) -> float:
    """The length in kilometres of the great circle between two points, on a sphere (haversine formula)."""
    (lat, lon), (north, east) = (tuple(map(radians, point)) for point in (one, other))
    half = sin((north - lat) / 2) ** 2 + cos(lat) * cos(north) * sin((east - lon) / 2) ** 2
    return 2 * _RADIUS * asin(min(1.0, sqrt(half)))
