"""What is left unsaid, and what cannot be completed."""

from datetime import date

import pytest

from timeline.dates.phrases.completion import ends, shared, whole
from timeline.dates.phrases.moment import LOCAL, Moment, Setting
from timeline.dates.value import DateError

HERE = Setting(date(2024, 11, 18))
KYIV = Setting(tz="Europe/Kyiv")


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (Moment("2024"), "2024"),
        (Moment(whole="[1990..1993]"), "[1990..1993]"),
        (Moment(month="11", day="17", weekday=6), "2024-11-17"),
        (Moment(time="20:20"), "2024-11-18T20:20"),
        (Moment("2024", "11", "17", "20:20", "+02:00"), "2024-11-17T20:20+02:00"),
        (Moment("2024", "11", "17", "20:20", "Europe/Kyiv"), "2024-11-17T20:20+02:00"),
        (Moment("1914", "07", "28", "12:00", "Europe/Kyiv"), "1914-07-28T12:00"),
    ],
)
def test_whole(moment: Moment, text: str) -> None:
    assert whole(moment, HERE).edtf() == text


@pytest.mark.parametrize(
    ("moment", "message"),
    [
        (Moment(number="90"), '"90" alone is no date'),
        (Moment("2022", day="05"), "no month given"),
        (Moment(time="20:20"), "no day given"),
        (Moment(month="11"), "no year given"),
        (Moment("2022", "02", "30"), "there is no day 2022-02-30"),
        (Moment("2024", "11", "17", weekday=0), "2024-11-17 is a Sunday"),
        (Moment("1XXX", "11", "12", weekday=0), "no weekday is known of 1XXX-11-12"),
        (Moment("2024", "10", "27", "03:30"), "twice"),
        (Moment("2024", "03", "31", "03:30"), "skipped"),
    ],
)
def test_what_cannot_be_completed(moment: Moment, message: str) -> None:
    with pytest.raises(DateError, match=message):
        whole(moment, KYIV)


def test_neighbours_lend_in_both_directions() -> None:
    found = shared([Moment(month="05", day="03"), Moment(day="05"), Moment("2022", day="07")])
    assert [each.edtf() for each in found] == ["2022-05-03", "2022-05-05", "2022-05-07"]


def test_a_zone_is_lent_to_times_that_have_none() -> None:
    start, end = Moment(time="20:00"), Moment("2024", "11", "17", "23:30", "+02:00")
    assert [each.edtf() for each in shared([start, end])] == ["2024-11-17T20:00+02:00", "2024-11-17T23:30+02:00"]
    other = Moment("2024", "11", "16", "20:00")
    lent = shared([other, end])
    assert [each.edtf() for each in lent] == ["2024-11-16T20:00+02:00", "2024-11-17T23:30+02:00"]
    assert lent[0].notes == ("+02:00 is taken for all times",)
    assert (
        shared([other._replace(zone="Z"), Moment("2024", "11", "17", "23:30")])[1].notes[0].startswith("UTC is taken")
    )
    assert [each.edtf() for each in shared([other._replace(zone=LOCAL), end])] == [
        "2024-11-16T20:00",
        "2024-11-17T23:30+02:00",
    ]
    assert [each.zone for each in shared([start, Moment("2024", "11", "17", zone="Z")])] == ["Z", "Z"]


@pytest.mark.parametrize(
    ("left", "right", "texts", "note"),
    [
        (Moment(month="12", day="30"), Moment("2024", "01", "02"), ("2023-12-30", "2024-01-02"), "turn of the year"),
        (Moment("2023", "12", "30"), Moment(month="01", day="02"), ("2023-12-30", "2024-01-02"), "turn of the year"),
        (Moment(month="12", day="30"), Moment("-0043", "01", "02"), ("-0044-12-30", "-0043-01-02"), "turn of the year"),
        (Moment(month="23"), Moment("2022", "21"), ("2021-23", "2022-21"), "turn of the year"),
        (Moment(month="12", day="30"), Moment(month="01", day="02"), ("2023-12-30", "2024-01-02"), "no year given"),
        (Moment(month="10", day="30"), Moment(month="01", day="02"), ("2023-10-30", "2024-01-02"), "turn of the year"),
        (
            Moment(time="22:00"),
            Moment("2024", "12", "31", "02:00"),
            ("2024-12-31T22:00", "2025-01-01T02:00"),
            "next day",
        ),
        (
            Moment(time="22:00"),
            Moment("-0043", "03", "15", "02:00"),
            ("-0043-03-15T22:00", "-0043-03-16T02:00"),
            "next day",
        ),
        (Moment("2022", "05", "03"), Moment("2022", "05", "05"), ("2022-05-03", "2022-05-05"), ""),
    ],
)
def test_ends(left: Moment, right: Moment, texts: tuple[str, str], note: str) -> None:
    a, b = ends(left, right, HERE)
    assert (a.edtf(), b.edtf()) == texts
    assert note in "; ".join(a.notes + b.notes)


def test_ends_that_stay_as_they_are_when_both_years_were_said() -> None:
    a, b = ends(Moment("2024", "12"), Moment("2024", "01"), HERE)
    assert (a.year, b.year) == ("2024", "2024")


def test_a_stretch_that_is_not_over_is_refused() -> None:
    with pytest.raises(DateError, match="not over") as refused:
        ends(Moment(month="11", day="03"), Moment(month="11", day="20"), HERE)
    assert refused.value.readings == ("2023-11-03/2023-11-20", "2024-11-03/2024-11-20")
