"""Distances on Earth, against those that are known."""

import math

import pytest

from timeline.model.geometry import Point, distance_km

QUARTER = math.pi / 2 * 6371.0088


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        ((50.45, 30.52), (50.45, 30.52), 0),
        ((0, 0), (0, 90), QUARTER),
        ((0, 0), (90, 37), QUARTER),
        ((90, 10), (-90, -55), 2 * QUARTER),
        ((0, 179), (0, -179), QUARTER / 45),
    ],
)
def test_parts_of_a_great_circle(one: Point, other: Point, km: float) -> None:
    assert distance_km(one, other) == pytest.approx(km)
    assert distance_km(other, one) == pytest.approx(km)


def test_distances_between_cities() -> None:
    greenwich, eiffel_tower = (51.4778, 0), (48.8584, 2.2945)
    sydney, golden_gate = (-33.8568, 151.2153), (37.8199, -122.4783)
    assert distance_km(greenwich, eiffel_tower) == pytest.approx(333.7, rel=0.002)
    assert distance_km(sydney, golden_gate) == pytest.approx(11_934, rel=0.002)
