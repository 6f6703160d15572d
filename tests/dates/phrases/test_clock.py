"""Times of day and zones by their names."""

import re

import pytest

from timeline.dates.phrases.clock import TIME, time_of_day, zone
from timeline.dates.value import DateError


@pytest.mark.parametrize(
    ("words", "text", "note"),
    [
        ("20:20", "20:20", ""), ("20:20:30", "20:20:30", ""), ("8:05", "08:05", ""), ("8 pm", "20:00", ""),
        ("8:15 P.M.", "20:15", ""), ("8am", "08:00", ""), ("12 am", "00:00", '"12 am" = 00:00'),
        ("12:30 pm", "12:30", '"12:30 pm" = 12:30'), ("20h20", "20:20", ""), ("20:20 hrs", "20:20", ""),
        ("noon", "12:00", ""), ("12 noon", "12:00", ""), ("Midday", "12:00", ""),
    ],
)  # fmt: skip
def test_times(words: str, text: str, note: str) -> None:
    assert re.fullmatch(TIME, words, re.IGNORECASE)
    assert time_of_day(words) == (text, note)


@pytest.mark.parametrize("words", ["24:00", "20:60", "20:20:60", "0 am", "13 pm", "25:00", "midnight"])
def test_times_that_are_refused(words: str) -> None:
    with pytest.raises(DateError) as refused:
        time_of_day(words)
    assert refused.value.hint


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("UTC", "Z"), ("z", "Z"), ("GMT", "Z"), ("UTC+2", "+02:00"), ("UTC-5", "-05:00"), ("GMT-05:30", "-05:30"),
        ("utc –3", "-03:00"), ("(UTC+5:45)", "+05:45"), ("+0200", "+02:00"), ("-12", "-12:00"), ("UTC+0", "Z"),
        ("EET", "+02:00"), ("CEST", "+02:00"), ("MSK", "Europe/Moscow"), ("SGT", "Asia/Singapore"), ("ET", "America/New_York"), ("local time", "local"),
        ("Kyiv time", "Europe/Kyiv"), ("Kyiv local time", "Europe/Kyiv"), ("New York time", "America/New_York"),
        ("London time", "Europe/London"), ("Washington time", "America/New_York"), ("Paris time", "Europe/Paris"),
        ("Jerusalem time", "Asia/Jerusalem"), ("Tehran time", "Asia/Tehran"), ("Gaza time", "Asia/Gaza"),
        ("Damascus time", "Asia/Damascus"), ("Beijing time", "Asia/Shanghai"), ("Tokyo time", "Asia/Tokyo"),
        ("Moscow time", "Europe/Moscow"), ("St. Petersburg time", "Europe/Moscow"), ("Kiev time", "Europe/Kyiv"),
        ("eastern time", "America/New_York"), ("Eastern Standard Time", "-05:00"), ("Pacific daylight time", "-07:00"),
        ("Greenwich Mean Time", "Z"), ("MSK time", "Europe/Moscow"), ("Europe/Kyiv", "Europe/Kyiv"),
        ("America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
    ],
)  # fmt: skip
def test_zones(words: str, found: str) -> None:
    named = zone(words)
    assert named
    assert named[0] == found


def test_american_abbreviations_are_said_aloud() -> None:
    assert zone("EST") == ("-05:00", "EST read as in America: UTC-05:00")


@pytest.mark.parametrize(
    "words",
    ["Atlantis time", "XYZ", "Europe/Atlantis", "Europe/", "../x time", "–10:00", "-23:30", "on", "America time"],
)
def test_no_zones(words: str) -> None:
    assert zone(words) is None


@pytest.mark.parametrize("words", ["IST", "cst", "BST", "CDT", "AST", "GST", "UTC+15", "+14:30", "UTC-13", "+02:75"])
def test_zones_that_are_refused(words: str) -> None:
    with pytest.raises(DateError) as refused:
        zone(words)
    assert re.search(r"[+-]\d\d:\d\d", refused.value.hint)
