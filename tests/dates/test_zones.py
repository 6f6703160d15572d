import pytest

from timeline.dates.zones import is_zone, zone_names


@pytest.mark.parametrize("name", ["Europe/Kyiv", "UTC", "America/Argentina/Buenos_Aires"])
def test_zones(name: str) -> None:
    assert is_zone(name)
    assert name in zone_names()


@pytest.mark.parametrize("name", ["", "Kyiv", "Europe", "../x", "/etc/passwd", "Europe/Kyiv\0", "EUROPE/KIEW"])
def test_what_is_no_zone(name: str) -> None:
    assert not is_zone(name)
