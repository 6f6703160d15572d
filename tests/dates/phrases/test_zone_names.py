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


def test_a_name_of_one_offset_is_no_zone_and_a_machine_has_none_of_its_own() -> None:
    assert zone_names.meant("CEST") == "CEST is always UTC+02:00: write its place, as in Europe/Kyiv"
    assert zone_names.meant("utc") == "write UTC"
    assert zone_names.meant("local") == "write it by its place, as in Europe/Kyiv"


def test_clocks_of_winter_are_zones_and_so_is_what_is_meant() -> None:
    assert all(map(is_zone, [name for winter, meant in zone_names.WINTER.items() for name in (winter, *meant)]))
