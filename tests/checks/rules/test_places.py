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


@pytest.mark.parametrize(
    ("place", "message", "hint", "offer"),
    [
        ('country = "Italy", lat = 35.5, lon = 12.6', "", "", ""),
        (
            'country = "Italy", lat = 35.5, lon = -12.6',
            "35.5, -12.6 lies far from Italy",
            "is a sign wrong?",
            "35.5 12.6",
        ),
        ('country = "IT", lat = -35.5, lon = 12.6', "-35.5, 12.6 lies far from IT", "is a sign wrong?", "35.5 12.6"),
        (
            'country = "Chile", lat = 33.4, lon = 70.6',
            "33.4, 70.6 lies far from Chile",
            "is a sign wrong?",
            "-33.4 -70.6",
        ),
        ('country = "Italy", lat = 60.5, lon = 12.6', "60.5, 12.6 lies far from Italy", "is it the place", ""),
        ('country = "Atlantis", lat = 60.5, lon = 12.6', "", "", ""),
        ('country = "Italy"', "", "", ""),
        ("lat = 60.5, lon = 12.6", "", "", ""),
    ],
)
def test_points_far_from_their_country(place: str, message: str, hint: str, offer: str) -> None:
    found = findings("LOC703", strike(places=f'[{{ name = "Lampedusa", {place} }}]'))
    assert [f.message for f in found] == ([message] if message else [])
    lat, _, lon = offer.partition(" ")
    sets = f" --set=places.Lampedusa.lat={lat} --set=places.Lampedusa.lon={lon}"
    wanted = f"timeline edit 2024-11-17-strike{sets}" if offer else ""
    assert all(f.hint.startswith(hint) and f.offer == wanted for f in found)


@pytest.mark.parametrize(
    ("point", "entry", "message", "offer"),
    [
        ("lat = 50.45, lon = 30.5", 'precision = "locality"', "", ""),
        (
            "lat = 54.45, lon = 30.5",
            'precision = "locality"',
            "Kyiv lies 445 km from where places.toml has it",
            "50.45",
        ),
        ("lat = 54.45, lon = 30.5", "", "", ""),
        ("lat = 50.45, lon = -30.5", "", "Kyiv lies 4,193 km from where places.toml has it", "50.45"),
        ("lat = 30.5, lon = 50.45", "", "", ""),
        (
            "lat = 50.45, lon = -30.5",
            'country = "Ukraine"',
            "Kyiv lies 4,193 km from where places.toml has it",
            "50.45",
        ),
    ],
)
def test_points_far_from_the_register(point: str, entry: str, message: str, offer: str) -> None:
    places = f'[kyiv]\nname = "Kyiv"\nlat = 50.45\nlon = 30.5\n{entry}\n'
    found = findings("LOC703", strike(places=f'[{{ name = "Kyiv", {point} }}]'), places=places)
    assert [f.message for f in found] == ([message] if message else [])
    assert all(f.offer.endswith(f"--set=places.Kyiv.lat={offer} --set=places.Kyiv.lon=30.5") for f in found)


def test_a_point_of_the_register_far_from_its_country_is_mended_there() -> None:
    places = '[rome]\nname = "Rome"\ncountry = "Italy"\nlat = 41.9\nlon = -12.5\n'
    [found] = findings("LOC703", strike(places='["Rome"]'), places=places)
    assert (found.path, found.line, found.offer, found.hint) == ("places.toml", 4, "", "is a sign wrong?")


def test_a_place_named_twice_has_no_offer() -> None:
    far = '{ name = "Rome", country = "Italy", lat = 41.9, lon = -12.5 }'
    assert [f.offer for f in findings("LOC703", strike(places=f"[{far}, {far}]"))] == ["", ""]
