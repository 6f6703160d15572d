"""One moment in words: doubt, weekday, time, early and late."""

from datetime import date

import pytest

from timeline.dates.phrases.completion import whole
from timeline.dates.phrases.moment import Setting
from timeline.dates.phrases.single_dates import moment
from timeline.dates.value import DateError

HERE = Setting(date(2024, 11, 18))
IMPORT = Setting()


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("in 2024", "2024"), ("on the 3rd of May, 2022", "2022-05-03"), ("the year 1897", "1897"),
        ("sometime in 2022", "2022"),
        ("c. 1914", "1914~"), ("ca1860", "1860~"), ("circa May 1914", "1914-05~"), ("about 1914", "1914~"),
        ("~1914", "1914~"),
        ("1914, approximately", "1914~"), ("1914 (circa)", "1914~"), ("possibly May 2022", "2022-05?"),
        ("5 May 2022?", "2022-05-05?"),
        ("May 2022 (?)", "2022-05?"), ("May 2022 (uncertain)", "2022-05?"), ("c. 1914 (?)", "1914%"),
        ("uncertain: approx 1862", "1862%"),
        ("c. 1914~", "1914~"), ("c. 1914%", "1914%"), ("perhaps c. 1990s", "199X%"),
        ("11 June 2004 (year uncertain, day approximate)", "?2004-06-~11"),
        ("11 June 2004 (year and day uncertain and approximate)", "%2004-06-%11"),
        ("spring 2004 (season uncertain)", "2004-?21"),
        ("some day in May 2022", "2022-05-XX"), ("one day in 2022", "2022-XX-XX"), ("some month in 2022", "2022-XX"),
        ("May 2022, day unknown", "2022-05-XX"), ("2022 (month and day not known)", "2022-XX-XX"),
        ("early May 2022", "[2022-05-01..2022-05-10]"), ("mid-November 2024", "[2024-11-11..2024-11-20]"),
        ("late February 2024", "[2024-02-21..2024-02-29]"), ("late May", "[2024-05-21..2024-05-31]"),
        ("early 2024", "[2024-01..2024-04]"), ("middle of 2024", "[2024-05..2024-08]"),
        ("late in 2024", "[2024-09..2024-12]"),
        ("early 1990s", "[1990..1993]"), ("mid 1990s", "[1994..1996]"), ("the late 1990s", "[1997..1999]"),
        ("early 19th century", "[1800..1833]"), ("late 5th century BC", "[-0432..-0400]"),
        ("early spring 2022", "2022-03"), ("late winter 2022", "2023-02"), ("mid-Q2 2024", "2024-05"),
        ("late last year", "[2023-09..2023-12]"), ("late first half of 2024", "[2024-05..2024-06]"),
    ],
)  # fmt: skip
def test_dates(text: str, edtf: str) -> None:
    found = moment(text, HERE)
    assert found
    assert whole(found, HERE).edtf() == edtf


@pytest.mark.parametrize(
    ("text", "edtf", "zone"),
    [
        ("17 November 2024, 20:20", "2024-11-17T20:20", ""), ("17 November 2024 at 8 pm", "2024-11-17T20:00", ""),
        ("2024-11-17 20:20", "2024-11-17T20:20", ""), ("noon on 5 May 2022", "2022-05-05T12:00", ""),
        ("20:20, 17 November 2024", "2024-11-17T20:20", ""),
        ("at 20.20 on 17 November 2024", "2024-11-17T20:20", ""), ("17 November 2024 at 20.20", "2024-11-17T20:20", ""),
        ("17.11.2024 20.20 Uhr", "2024-11-17T20:20", ""),
        ("2024-11-17T20:20 Kyiv time", "2024-11-17T20:20Europe/Kyiv", "Europe/Kyiv"),
        ("17 November 2024, 20:20 (UTC+2)", "2024-11-17T20:20+02:00", "+02:00"),
        ("17 Nov 2024 20:20:30 -0500", "2024-11-17T20:20:30-05:00", "-05:00"),
        ("Monday night at 11 pm", "2024-11-18T23:00", ""),
        ("00:30 Monday night", "2024-11-19T00:30", ""),
        ("20:20 Kyiv time on 17 November 2024", "2024-11-17T20:20Europe/Kyiv", "Europe/Kyiv"),
        ("20:20 EET, 17 November 2024", "2024-11-17T20:20+02:00", "+02:00"),
        ("yesterday at 20:20 local time", "2024-11-17T20:20", "local"), ("Friday 20:20", "2024-11-15T20:20", ""),
    ],
)  # fmt: skip
def test_times(text: str, edtf: str, zone: str) -> None:
    found = moment(text, HERE)
    assert found
    assert (found.edtf(), found.zone) == (edtf, zone)


@pytest.mark.parametrize(
    "text", ["Sunday, 17 November 2024", "Sun 17 Nov 2024", "17 November 2024 (Sunday)", "Sunday 17 Nov 2024, 20:20"]
)
def test_the_weekday_is_kept_for_comparison(text: str) -> None:
    found = moment(text, HERE)
    assert found
    assert found.weekday == 6


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("evening of 17 November 2024", "17"),
        ("17 November 2024, early morning", "17"),
        ("15 November 2024 at night", "15"),
        ("this morning", "18"),
        ("early hours of 18 November 2024", "18"),
        ("18 November 2024, small hours", "18"),
    ],
)
def test_parts_of_a_day_are_kept_in_words(text: str, day: str) -> None:
    found = moment(text, HERE)
    assert found
    assert (found.day, found.kept, found.time) == (day, True, "")
    assert "the day is stored" in found.notes[-1]


@pytest.mark.parametrize(
    ("text", "message", "readings"),
    [
        ("mid-November 2024 (?)", 'no "about"', ()),
        ("c. 5 May 2022, 20:20", 'no "about"', ()),
        ("last week 20:20", "a time needs one whole day", ()),
        ("20:20 on 5 May 2022?", 'no "about"', ()),
        ("11 June 2004 (year uncertain, year approximate)", "the date has no year, or it was said before", ()),
        ("June 2004 (day uncertain)", "the date has no day", ()),
        ("17 November 2024 20:20 Atlantis time", '"Atlantis time" is no time zone', ()),
        ("17 November 2024 20:20 XYZ", '"XYZ" is no time zone', ()),
        ("17 November 2024 at midnight", "two days", ()),
        ("2024-11-17 08:00-10:00", "an offset or a time?", ()),
        ("end of May 2022", "a part of it, or the day?", ("[2022-05-21..2022-05-31]", "2022-05-31")),
        ("beginning of 2024", "a part of it, or the day?", ("[2024-01..2024-04]", "2024-01-01")),
    ],
)
def test_refused(text: str, message: str, readings: tuple[str, ...]) -> None:
    with pytest.raises(DateError) as refused:
        moment(text, HERE)
    assert message in refused.value.message
    assert refused.value.readings == readings


@pytest.mark.parametrize(
    "text",
    [
        "c. nothing", "the", "Sunday May 2022", "some day in 3 May 2022", "some month in May 2022",
        "evening of May 2022",
        "morning of 20:20 today", "May 2022 20:20", "20:20 20:21", "17 November 2024 20:20 or later",
        "early early 2024", "early c. 2024", "end of something", "nothing (day uncertain)", "20:20 (day uncertain)",
        "nothing 08:00-10:00",
        "20:20 next to nothing at all", "mid-3", "nothing evening",
        "early 2022-XX",
    ],
)  # fmt: skip
def test_no_moment(text: str) -> None:
    assert moment(text, HERE) is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("mid-November", "no year given"),
        ("early XXXX-12", "no early part of XXXX-12"),
        ("late week 46 of 2024", "no late part of "),
    ],
)
def test_thirds_that_nobody_can_name(text: str, message: str) -> None:
    third = moment(text, IMPORT)
    assert third
    with pytest.raises(DateError, match=message):
        whole(third, IMPORT)
