"""LOC: what else the rules of this family find, and what they leave alone."""

import pytest

from corpora import findings, said, strike

REGISTER = '[kyiv]\nname = "Kyiv"\nlat = 50.45\nlon = 30.52\nprecision = "locality"\n\n[lviv]\nname = "Lviv"\n'


@pytest.mark.parametrize(
    ("point", "message"),
    [
        ("lat = 50.4, lon = 30.5", ""),
        ("lat = 30.5, lon = 50.4", "Kyiv lies far from where places.toml has it"),
        ("lat = 48.0, lon = 2.0", ""),
        ("lat = 50.4, lon = 130.5", ""),
        ("lat = 50.4", "Kyiv has half a point"),
        ("lon = 50.4", "Kyiv has half a point"),
        ("lat = 0.0, lon = 0", "Kyiv lies at 0, 0, in the Gulf of Guinea"),
        ("lat = 91.0, lon = 30.5", "latitude 91.0 is beyond the pole"),
        ("lat = 50.0, lon = 181.0", "50.0, 181.0 is no point on Earth"),
        ("lat = 200.0, lon = 1.0", "200.0, 1.0 is no point on Earth"),
        ("lat = nan, lon = 1.0", "nan, 1.0 is no point on Earth"),
        ('country = "UA"', ""),
    ],
)
def test_points(point: str, message: str) -> None:
    event = strike(places=f'[{{ name = "Kyiv", {point} }}]')
    assert [m for _, m in said("LOC701", event, places=REGISTER)] == ([message] if message else [])


def test_places_that_the_register_does_not_place() -> None:
    for name in ("Lviv", "Sumy"):
        assert said("LOC701", strike(places=f'[{{ name = "{name}", lat = 30.5, lon = 50.4 }}]'), places=REGISTER) == []


def test_the_register_itself() -> None:
    places = '[a]\nname = "A"\nlat = 0\nlon = 0\n\n[b]\nname = "B"\nlat = 5\nlon = 5\nprecision = "near"\n'
    assert [(f.path, f.line) for f in findings("LOC701", strike(), places=places)] == [("places.toml", 3)]
    assert [(f.path, f.line) for f in findings("LOC702", strike(), places=places)] == [("places.toml", 3)]
    assert said("LOC702", strike(places='["A"]')) == []
