"""A histogram as a picture in a file."""

import re
from xml.etree import ElementTree as ET

import pytest

from timeline.pictures.bars import picture
from timeline.pictures.svg import GENERATOR, Picture
from timeline.records.groups import Dated, tallied


def drawn(by: str, *dates: str, events: int = 1, title: str = "Events") -> Picture:
    found = [Dated(date, certain="?" not in date, reported=False, events=events) for date in dates]
    return picture(tallied(found, by), by, title)


def titles(made: Picture) -> list[str]:
    """What is said of each bar; the picture is valid XML."""
    assert made.svg.startswith(f"{GENERATOR}\n<svg ")
    root = ET.fromstring(made.svg)
    return [str(title.text) for title in root.iter("{http://www.w3.org/2000/svg}title")]


def test_bars_stand_on_the_axis_and_wider_dates_lie_below() -> None:
    made = drawn("month", "2024-11-03", "2024-11-05?", "2024-12-25", "2024", "2023", "202X", "XXXX-11-17")
    said, *bars = titles(made)
    assert made.words == said
    assert (
        said
        == "Events, by month: 7 events on an axis from 30 Oct 2024 to 2 Jan 2025; 1 outside, in 2023; 1 without a known day"
    )
    assert bars == [
        "November 2024: 2 events, 1 of them may belong elsewhere",
        "December 2024: 1 event",
        "2020s: 1 event",
        "2024, month not known: 1 event",
    ]
    assert "Below the axis: known no more exactly than so." in made.svg
    assert made.svg.count("url(#hatched)") == 3
    assert made.svg.count('class="bars"') == 2


def test_what_lies_outside_is_said() -> None:
    made = drawn("day", "2024-11-17", "2024-11-18", "2024-11-19", "2024-11-20", "2918-01-01", "2918")
    said, *bars = titles(made)
    assert said.endswith("; 2 outside, in 2918")
    assert ">2 outside, in 2918.</text>" in made.svg
    assert len(bars) == 4
    assert "Below" not in made.svg


def test_hours_are_narrower_than_days() -> None:
    made = drawn("hour", "2024-11-17T20:20", "2024-11-17T21:30+02:00", "2024-11-17")
    assert titles(made)[1:] == [
        "17 November 2024, 20:00–20:59: 1 event",
        "17 November 2024, 21:00–21:59 (+02:00): 1 event",
        "17 November 2024, time not known: 1 event",
    ]


def test_wide_dates_alone_and_narrow_bars() -> None:
    assert titles(drawn("month", "2024", "2025"))[1:] == [
        "2024, month not known: 1 event",
        "2025, month not known: 1 event",
    ]
    apart = drawn("month", "1990", "1994", "199X")
    assert [float(y) for y in re.findall(r'url\(#hatched\)" x="[\d.]+" y="([\d.]+)"', apart.svg)] == [275, 291, 291]
    years = drawn("day", *(f"{year}-01-01" for year in range(1900, 2000)), "1950-01", events=3)
    assert len(titles(years)) == 102
    assert years.svg.count('class="label"') == 0


def test_numbers_have_two_places_and_the_same_is_drawn_again() -> None:
    dates = ["2024-11-03", "2024-11-05", "2024-12-25", "2025-03-01", "2024"]
    made = drawn("week", *dates, events=7)
    assert made == drawn("week", *reversed(dates), events=7)
    assert not re.search(r"\d\.\d{3}", made.svg)


@pytest.mark.parametrize("most", [1, 4, 9, 12, 70, 100, 5000, 12_345])
def test_few_lines_tell_heights(most: int) -> None:
    made = drawn("day", "2024-11-17", events=most)
    lines = re.findall(r'dy="-3">([\d,]+)<', made.svg)
    assert 1 <= len(lines) <= 5
    assert all(int(line.replace(",", "")) <= most for line in lines)


def test_nothing_is_said_to_be_nothing() -> None:
    made = drawn("day", title='<b>"x" & \x1b')
    assert titles(made) == ['<b>"x" & \\x1b, by day: 0 events']
    assert "by day: 0 events</text>" in made.svg
    assert drawn("day", "XXXX-11-17").words == "Events, by day: 1 event, of which no day is known"


def test_what_is_only_possible_has_no_solid_part() -> None:
    made = drawn("month", "2024-11-05?")
    assert titles(made)[1:] == ["November 2024: 1 event, 1 of them may belong elsewhere"]
    assert 'class="bars"' not in made.svg
