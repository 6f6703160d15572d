"""An event in pixels: November 2024, a day ten pixels wide."""

import pytest

from timeline.dates.calendar import day_number
from timeline.dates.instants import EPOCH
from timeline.pictures.axis import AxisWindow
from timeline.pictures.shapes import parts
from timeline.pictures.spans import Clock

FIRST = day_number(2024, 11, 1) - EPOCH
NOVEMBER = AxisWindow(FIRST, FIRST + 30)


def shown(date: str, basis: str = "stated", width: float = 300) -> list[tuple[float, ...]]:
    return [
        tuple(round(number, 2) for number in part)
        for part in parts(Clock(as_written=True).spans(date, basis), NOVEMBER, width)
    ]


@pytest.mark.parametrize(
    ("date", "bars"),
    [
        ("2024-11-11", [(100, 110, 1, 1)]),
        ("2024-11-11T12:00", [(103.5, 106.5, 1, 1)]),  # as wide as the narrowest
        ("2024-11-11/2024-11-12", [(100, 120, 1, 1)]),
        ("2024-11-11/2024-11", [(100, 110, 1, 1), (110, 300, 1, 0.1)]),
        ("2024-11/2024-12-02", [(0, 290, 0.1, 1), (290, 300, 1, 1)]),
        ("2024-11-11?", [(100, 110, 0.4, 0.4)]),
        ("2024-11", [(0, 300, 0.4, 0.4)]),
        ("2024", [(0, 300, 0.4, 0.4)]),
        ("2024-11-11/..", [(100, 300, 1, 1)]),
        ("../2024-11-10", [(0, 100, 1, 1)]),
        ("2024-11-11/", [(100, 110, 1, 1), (110, 138, 1, 0.1)]),
        ("/2024-11-11", [(72, 100, 0.1, 1), (100, 110, 1, 1)]),
        ("[..2024-11-10]", [(70.5, 98.5, 0.1, 0.4), (98.5, 101.5, 0.4, 0.4)]),
        ("[2024-11-11..]", [(98.5, 101.5, 0.4, 0.4), (101.5, 129.5, 0.4, 0.1)]),
        ("[2024-11-11,2024-11-21]", [(100, 110, 0.4, 0.4), (200, 210, 0.4, 0.4)]),
        ("{2024-11-11,2024-11-21}", [(100, 110, 1, 1), (200, 210, 1, 1)]),
        ("XXXX", []),
        # its beginning may lie behind its end: somewhere in between
        ("2024/XXXX", [(0, 300, 0.4, 0.4)]),
        ("XXXX/2024-11", [(0, 10, 0.29, 0.4), (10, 300, 0.4, 0.4)]),
        ("2024-11-11/2024-11-11", [(100, 110, 1, 1)]),
        # not in the picture, or in part
        ("2024-10-31", []),
        ("2024-12-01", []),
        ("2024-12-01/..", []),
        ("../2024-10-31", []),
        ("2918/..", []),
        ("2024-10-20/2024-11-10", [(0, 100, 1, 1)]),
        ("2024-11-30/2024-12-05", [(290, 300, 1, 1)]),
        ("2024-10-01/", []),
        ("/2024-12-02", [(282, 300, 0.1, 0.68)]),
        ("2024-10-30/", [(0, 18, 0.68, 0.1)]),
    ],
)
def test_bars(date: str, bars: list[tuple[float, ...]]) -> None:
    assert shown(date) == bars


@pytest.mark.parametrize(
    ("date", "bars"),
    [
        ("2024-11-11", [(72, 100, 0.1, 0.6), (100, 110, 0.6, 0.6)]),
        ("2024-11-11/2024-11-12", [(72, 100, 0.1, 0.6), (100, 120, 0.6, 0.6)]),
        ("2024-11-01", [(0, 10, 0.6, 0.6)]),
        ("2024-11-11/..", [(72, 100, 0.1, 0.6), (100, 300, 0.6, 0.6)]),
        ("2024-11-11/", [(72, 100, 0.1, 0.6), (100, 110, 0.6, 0.6), (110, 138, 0.6, 0.1)]),
        ("2024-11-11~", [(100, 110, 0.4, 0.4)]),
    ],
)
def test_a_day_of_report_runs_out_to_the_left(date: str, bars: list[tuple[float, ...]]) -> None:
    assert shown(date, "reported") == bars


def test_a_picture_of_another_width_is_as_much_larger() -> None:
    assert shown("2024-11-11", width=600) == [(200, 220, 1, 1)]
