"""What moments lend each other, and years and days as EDTF."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.dates import edtf
from timeline.dates.phrases.moment import Moment, day_text, era_year, year_text
from timeline.dates.value import DateError


@pytest.mark.parametrize(
    ("moment", "neighbour", "before", "text"),
    [
        (Moment(number="3"), Moment("2022", "05", "05"), False, "2022-05-03"),
        (Moment(number="480"), Moment("-0478", era="BC"), False, "-0479"),
        (Moment(number="18"), Moment("18XX"), False, "17XX"),
        (Moment(number="18"), Moment("1914"), True, "1918"),
        (Moment(month="06"), Moment("2022", "07"), False, "2022-06"),
        (Moment(day="05"), Moment("2022", "05", "03"), True, "2022-05-05"),
        (Moment(time="20:00"), Moment("2022", "05", "03", "21:00"), False, "2022-05-03T20:00"),
        (Moment(whole="2004?-06-~11"), Moment("2022", "05", "03"), False, "2004?-06-~11"),
    ],
)
def test_a_neighbour_lends_what_is_missing(moment: Moment, neighbour: Moment, before: bool, text: str) -> None:
    assert moment.lent(neighbour, before=before).edtf() == text


@pytest.mark.parametrize(
    ("number", "neighbour", "before"),
    [
        ("18", Moment("1914"), False),
        ("14", Moment("1918"), True),
        ("3", Moment("2022", "05"), False),
        ("3", Moment(), True),
    ],
)
def test_a_number_that_no_neighbour_explains_stays_one(number: str, neighbour: Moment, before: bool) -> None:
    assert Moment(number=number).lent(neighbour, before=before).number == number


def test_eras() -> None:
    assert [era_year(44, "BC"), era_year(1, "BC"), era_year(5, "AD"), year_text(-11_999)] == [
        "-0043",
        "0000",
        "0005",
        "Y-11999",
    ]
    with pytest.raises(DateError, match="no year 0"):
        era_year(0, "AD")


@settings(max_examples=60)
@given(st.integers(-1_000_000, 3_000_000), st.integers(1, 3))
def test_the_text_of_a_day_holds_the_day(day: int, parts: int) -> None:
    date = edtf.parse(day_text(day, parts))
    assert date.earliest is not None
    assert date.latest is not None
    assert date.earliest <= day <= date.latest
