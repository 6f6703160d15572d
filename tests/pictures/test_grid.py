"""Dots on a grid of degrees."""

import re
from xml.etree import ElementTree as ET

import pytest

from timeline.pictures.grid import Spot, described, drawn, point

KYIV, KURSK = (50.45, 30.52), (51.73, 36.19)


def spot(lat: float, lon: float, place: str = "A", id_: str = "x", title: str = "T") -> Spot:
    return Spot(lat, lon, place, id_, title)


def dots(*spots: Spot) -> list[tuple[str, str]]:
    """What is said of each dot, and how large it is; the picture is valid XML."""
    root = ET.fromstring("".join(drawn(spots)))
    return [(str(circle[0].text), circle.attrib["r"]) for circle in root.iter("circle")]


def names(*spots: Spot) -> list[str]:
    return re.findall("<text[^>]*>([^<]*)</text>", "".join(drawn(spots)))


def test_without_a_point_there_is_no_grid() -> None:
    assert "".join(drawn([])) == ""


def test_what_it_shows_in_words() -> None:
    assert described([spot(*KYIV)]).startswith("1 point on a grid of degrees. A dot tells where ")
    shown = "".join(drawn([spot(*KYIV), spot(*KURSK), spot(*KYIV)]))
    assert 'role="img" aria-label="2 points on a grid of degrees. ' in shown


def test_a_dot_tells_of_its_event_or_of_how_many() -> None:
    assert dots(spot(*KYIV, "Kyiv", title="<A> & B")) == [("Kyiv: <A> & B", "4")]
    assert dots(spot(*KURSK, "Kursk"), spot(*KYIV, "Kyiv", "a"), spot(*KYIV, "Kyiv", "b")) == [
        ("Kyiv: 2 events", "5.66"),
        ("Kursk: T", "4"),
    ]
    assert dots(*(spot(*KYIV, id_=str(n)) for n in range(40))) == [("A: 40 events", "16")]


def test_an_event_that_is_twice_at_a_place_is_one() -> None:
    assert dots(spot(*KYIV, "Kyiv"), spot(*KYIV, "Kyiv")) == [("Kyiv: T", "4")]


@pytest.mark.parametrize(("places", "said"), [("AB", "A and B"), ("ABA", "A and B"), ("ABC", "A and 2 others")])
def test_places_that_lie_close_together_are_one_dot_that_names_them(places: str, said: str) -> None:
    near = [spot(50.45 + n / 1e6, 30.52, place, str(n)) for n, place in enumerate(places)]
    assert dots(*near, spot(*KURSK, "Kursk")) == [
        (f"{said}: {len(places)} events", "5.66" if len(places) == 2 else "6.93"),
        ("Kursk: T", "4"),
    ]


@pytest.mark.parametrize(
    ("spots", "said"),
    [
        ([KYIV, KURSK], ["31° E", "32° E", "33° E", "34° E", "35° E", "36° E", "50.5° N", "51° N", "51.5° N"]),
        ([(0, 0)], ["0.02° W", "0.01° W", "0°", "0.01° E", "0°"]),
        (
            [(-33.5, 151.2), (-33.9, 151.1)],
            ["150.6° E", "150.8° E", "151° E", "151.2° E", "151.4° E", "151.6° E", "33.8° S", "33.6° S"],
        ),
        (
            [(-90, -180), (90, 180)],
            [
                *("180° W", "135° W", "90° W", "45° W", "0°", "45° E", "90° E", "135° E", "180° E"),
                *("90° S", "45° S", "0°", "45° N", "90° N"),
            ],
        ),
    ],
)
def test_lines_have_their_degrees(spots: list[tuple[float, float]], said: list[str]) -> None:
    found = names(*(spot(*at) for at in spots))
    assert found == said


def test_far_apart_from_east_to_west_there_are_lines_of_latitude_too() -> None:
    assert len([name for name in names(spot(33.9, 35.5), spot(39.9, 116.4)) if name.endswith("N")]) >= 1


def test_what_is_no_point_on_earth_is_none() -> None:
    assert [point(1.5, -2.0), point(None, 3), point(3, None), point(91, 0), point(0, 181)] == [
        "1.5,-2.0",
        "",
        "",
        "",
        "",
    ]


def test_no_line_runs_through_the_degrees_at_the_lower_end() -> None:
    root = ET.fromstring("".join(drawn([spot(33.9, 35.5), spot(39.9, 116.4)])))
    high = float(root.attrib["viewBox"].split()[3])
    across = [float(line.attrib["y1"]) for line in root.iter("line") if line.attrib["y1"] == line.attrib["y2"]]
    assert all(y < high - 16 for y in across)


def test_beyond_the_pole_and_the_date_line_are_no_degrees() -> None:
    assert names(spot(90, 180)) == ["179.6° E", "179.8° E", "180° E", "90° N"]


@pytest.mark.parametrize("spots", [[KYIV], [KYIV, KURSK], [(0, 0), (0, 60)], [(-60, 5), (60, 5)], [(90, 0), (-90, 0)]])
def test_all_dots_are_on_it(spots: list[tuple[float, float]]) -> None:
    root = ET.fromstring("".join(drawn([spot(*at, id_=str(n)) for n, at in enumerate(spots)])))
    wide, high = map(float, root.attrib["viewBox"].split()[2:])
    assert 0.15 * wide < high < 0.6 * wide
    found = [(float(circle.attrib["cx"]), float(circle.attrib["cy"])) for circle in root.iter("circle")]
    assert len(found) == len(spots)
    assert all(0 < x < wide and 0 < y < high for x, y in found)
