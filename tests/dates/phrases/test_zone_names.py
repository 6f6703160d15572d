"""What to write instead of what is no zone."""

import re

import pytest

from timeline.dates.phrases import zone_names
from timeline.dates.zones import is_zone


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Kiev", "Europe/Kyiv"),
        ("new york", "America/New_York"),
        ("PST", "America/Los_Angeles"),
        ("ET", "America/New_York"),
        ("Europe/Kyiw", "Europe/Kyiv"),
        ("Berlni", "Europe/Berlin"),
        ("+02:00", "Etc/GMT-2"),
        ("UTC-5", "Etc/GMT+5"),
        ("Xyz", "Europe/Kyiv"),
        ("CST", "Europe/Kyiv"),
        ("nowhere at all", "Europe/Kyiv"),
    ],
)
def test_the_zone_that_was_meant_or_an_example(name: str, zone: str) -> None:
    named = re.findall(r"[A-Z]\w+/[\w+-]+", zone_names.meant(name))
    assert named[-1] == zone
    assert all(map(is_zone, named))


def test_clocks_of_winter_are_zones_and_so_is_what_is_meant() -> None:
    assert all(map(is_zone, [name for winter, meant in zone_names.WINTER.items() for name in (winter, *meant)]))
