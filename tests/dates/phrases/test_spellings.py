"""Dates spelt in one piece."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.dates.phrases.moment import Order, Setting
from timeline.dates.phrases.spellings import other_spelling, spelling
from timeline.dates.value import DateError


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2024-11-17", "2024-11-17"), ("2004?-06-~11", "2004?-06-~11"), ("2004-06~", "2004-06~"),
        ("2024-11-17T20:20Z", "2024-11-17T20:20Z"), ("20241117", "2024-11-17"), ("2024/1/7", "2024-01-07"),
        ("2024.11.17", "2024-11-17"), ("17.11.2024", "2024-11-17"), ("05.04.2024", "2024-04-05"),
        ("17/11/2024", "2024-11-17"), ("11-17-2024", "2024-11-17"), ("05/05/2024", "2024-05-05"),
        ("7/2008", "2008-07"),
        ("17 November 2024", "2024-11-17"), ("17th of November, 2024", "2024-11-17"), ("17-Nov-2024", "2024-11-17"),
        ("17Nov2024", "2024-11-17"), ("17. Nov. 2024", "2024-11-17"), ("Nov 17 2024", "2024-11-17"),
        ("November 17th, 2024", "2024-11-17"), ("Nov-17-2024", "2024-11-17"), ("1602 October 5", "1602-10-05"),
        ("2024-Nov-17", "2024-11-17"), ("Sept. 3, 1939", "1939-09-03"), ("MAY 2022", "2022-05"),
        ("2022 May", "2022-05"),
        ("15 March 44 B.C.E.", "-0043-03-15"), ("March 44 bc", "-0043-03"), ("AD 79", "0079"), ("A.D. 79", "0079"),
        ("79 CE", "0079"), ("12000 BC", "Y-11999"), ("1990s", "199X"), ("1980's", "198X"), ("860s", "086X"),
        ("1900s (decade)", "190X"), ("1900s (century)", "19XX"), ("440s BC", "[-0448..-0439]"), ("40s AD", "004X"),
        ("400s BC (century)", "[-0498..-0399]"), ("19th century", "18XX"), ("nineteenth century", "18XX"),
        ("21st cent.", "20XX"), ("5th century BC", "-04XX"), ("1st century BC", "[-0099..0000]"),
        ("1st century AD", "[0001..0100]"),
        ("spring 2022", "2022-21"), ("summer of 1914", "1914-22"), ("fall 1872", "1872-23"),
        ("2022 autumn", "2022-23"),
        ("winter 2022-23", "2022-24"), ("winter 1999/2000", "1999-24"), ("winter 1999–00", "1999-24"),
        ("spring 2022 (southern hemisphere)", "2022-29"), ("spring 44 BC", "-0043-21"), ("winter 44 BC", "-0043-24"),
        ("Q2 2024", "2024-34"), ("2024-Q2", "2024-34"), ("q4/2024", "2024-36"), ("second quarter of 2001", "2001-34"),
        ("last quarter 2001", "2001-36"), ("H1 2024", "2024-40"), ("2nd half 2024", "2024-41"),
        ("third third of 2024", "2024-39"),
    ],
)  # fmt: skip
def test_spellings(text: str, edtf: str) -> None:
    found = spelling(text, Setting())
    assert found
    assert found.edtf() == edtf


@pytest.mark.parametrize(
    ("text", "message", "readings"),
    [
        ("05/04/2024", "two readings", ("2024-04-05", "2024-05-04")),
        ("5-4-2024", "two readings", ("2024-04-05", "2024-05-04")),
        ("13/14/2024", "neither 13 nor 14 is a month", ()),
        ("17.21.2024", "there is no month 21", ()),
        ("21/2024", "there is no month 21", ()),
        ("12/04/85", "two digits", ()),
        ("17 Nov 24", "two digits", ()),
        ("'85", "two digits", ()),
        ("12024", "write 12024 AD, or 12024 BC", ()),
        ("1/1/0000", "no year 0000", ()),
        ("Nov-24", "a day, or a year of two digits?", ()),
        ("90s", "any century", ()),
        ("'90s", "any century", ()),
        ("1900s", "ten years or a hundred?", ("190X", "19XX")),
        ("400s BC", "ten years or a hundred?", ("[-0408..-0399]", "[-0498..-0399]")),
        ("0th century", 'no "0th century"', ()),
        ("last century", 'no "last century"', ()),
        ("week 53 of 2021", "2021 has no week 53", ()),
        ("2023-366", "it has 365 days", ()),
        ("winter 2022-25", "follow one another", ()),
        ("Q5 2024", 'no "Q5 2024"', ()),
        ("fourth third of 2024", 'no "fourth third', ()),
    ],
)
def test_refused(text: str, message: str, readings: tuple[str, ...]) -> None:
    with pytest.raises(DateError) as refused:
        spelling(text, Setting())
    assert message in f"{refused.value.message}: {refused.value.hint}"
    assert refused.value.readings == readings


def test_an_order_that_a_date_does_not_fit() -> None:
    with pytest.raises(DateError, match="does not fit the date_order mdy"):
        spelling("13/04/2024", Setting(order="mdy"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2024-17",
        "17 Nov 20 24",
        "1914s",
        "2024-11-1X-",
        "May",
        "Q2",
        "spring",
        "18th",
        "17 Nov",
        "17.11.",
    ],
)
def test_no_whole_date(text: str) -> None:
    found = spelling(text, Setting())
    assert found is None or not found.year


@settings(max_examples=80)
@given(st.dates(), st.sampled_from(["dmy", "mdy"]))
def test_an_order_is_obeyed_or_the_date_is_refused(day: date, order: Order) -> None:
    written = f"{day:%d/%m/}{day.year:04}" if order == "dmy" else f"{day:%m/%d/}{day.year:04}"
    found = spelling(written, Setting(order=order))
    assert found
    assert found.edtf() == day.isoformat()
    if day.day > 12:
        with pytest.raises(DateError, match="does not fit the date_order") as refused:
            spelling(written, Setting(order="mdy" if order == "dmy" else "dmy"))
        assert refused.value.readings == (day.isoformat(),)


@pytest.mark.parametrize(
    ("text", "edtf", "weekday"),
    [
        ("Sun Nov 17 20:20:00 2024", "2024-11-17T20:20:00", 6),
        ("Nov 17 20:20 2024", "2024-11-17T20:20", None),
        ("2024 17 Nov", "2024-11-17", None),
    ],
)
def test_other_spellings(text: str, edtf: str, weekday: int | None) -> None:
    found = other_spelling(text)
    assert found
    assert (found.edtf(), found.weekday) == (edtf, weekday)


@pytest.mark.parametrize(
    "text",
    [
        "Nov 2024", "2024", "17.11.2024", "3-5 May 2022", "3 and 5 May 2022", "17 Nov 24", "17 Nov 2024 10",
        "17 Nov 2024 2020", "17 Nov 2024 10.30", "17 Nov 2024 20:20 +0200", "17 Nov 2024 20:20 EET", "31 Nov 2024",
        "17 November 2024 0:0:0:0", "May Nov 2024 17", "Sun Mon 17 Nov 2024", "17,5 Nov 2024",
        "Nov 99999999999999999 2024",
        "17 Nov 2024 20:20-02:00",
    ],
)  # fmt: skip
def test_what_is_no_other_spelling(text: str) -> None:
    assert other_spelling(text) is None
