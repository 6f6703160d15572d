"""EDTF: the published examples, every rule that parsers miss, and where the bounds of a date lie."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edtf_strategies import days, edtf_texts
from timeline.dates.edtf import EVER, DateError, day_number, iso_day, parse

CASES = [
    json.loads(line) for line in Path(__file__).with_name("data").joinpath("edtf_cases.jsonl").read_text().splitlines()
]
"""The examples of the Library of Congress page, and texts that other implementations publish as invalid."""


def iso(day: int | None) -> str | None:
    return None if day is None else iso_day(day)


def bounds(text: str) -> tuple[str | None, str | None]:
    value = parse(text)
    return iso(value.earliest), iso(value.latest)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["input"])
def test_published_cases(case: dict[str, Any]) -> None:
    if case["valid"]:
        assert bounds(case["input"]) == (case["earliest"], case["latest"])
    else:
        with pytest.raises(DateError):
            parse(case["input"])


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("0000-02-29", "0000-02-29", "0000-02-29"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("-0043-03-15", "-0043-03-15", "-0043-03-15"),
        ("15XX-02-29", "1504-02-29", "1596-02-29"),
        ("-15XX-02-29", "-1596-02-29", "-1504-02-29"),
        ("-000X-02-29", "-0008-02-29", "-0004-02-29"),
        ("200X-02-29", "2000-02-29", "2008-02-29"),
        ("2X00-02-29", "2000-02-29", "2800-02-29"),
        ("2024-02-2X", "2024-02-20", "2024-02-29"),
        ("2023-X1-31", "2023-01-31", "2023-01-31"),
        ("1984-1X-31", "1984-10-31", "1984-12-31"),
        ("1984-X2-30", "1984-12-30", "1984-12-30"),
        ("-199X", "-1999-01-01", "-1990-12-31"),
        ("-000X", "-0009-01-01", "-0001-12-31"),
        ("-1950S2", "-1999-01-01", "-1900-12-31"),
        ("0050S2", "0000-01-01", "0099-12-31"),
        ("1950S4?", "1950-01-01", "1950-12-31"),
        ("Y171010000S3", "+171000000-01-01", "+171999999-12-31"),
        ("2022-24", "2022-12-01", "2023-02-28"),
        ("2023-28", "2023-12-01", "2024-02-29"),
        ("2022-29", "2022-09-01", "2022-11-30"),
        ("2022-30", "2022-12-01", "2023-02-28"),
        ("2022-32", "2022-06-01", "2022-08-31"),
        ("2022-36", "2022-10-01", "2022-12-31"),
        ("2022-39", "2022-09-01", "2022-12-31"),
        ("2022-40", "2022-01-01", "2022-06-30"),
        ("2022-41", "2022-07-01", "2022-12-31"),
        ("XXXX", None, None),
        ("XXXX-12-25", None, None),
        ("-XXXX-21", None, None),
        ("XXXX-02-29", None, None),
        ("2024-11-17T20:20", "2024-11-17", "2024-11-17"),
        ("2024-11-17T23:30-05:00", "2024-11-17", "2024-11-17"),
        ("2024-11-17T20:00/2024-11-18T02:00", "2024-11-17", "2024-11-18"),
        ("2024-11-17T20:00+02:00/2024-11", "2024-11-17", "2024-11-30"),
        ("2024-11-17T01:00+13:00/2024-11-16T10:00-10:00", "2024-11-16", "2024-11-17"),
        ("XXXX-12-25/2004", None, "2004-12-31"),
        ("2004/XXXX", "2004-01-01", None),
        ("[XXXX-12-25,2004]", None, None),
    ],
)
def test_bounds(text: str, earliest: str | None, latest: str | None) -> None:
    assert bounds(text) == (earliest, latest)


@pytest.mark.parametrize(
    ("text", "four", "unlimited"),
    [
        ("2024-11", ("2024-11-01", "2024-11-30", "2024-11-01", "2024-11-30"), False),
        ("2004/2008", ("2004-01-01", "2004-12-31", "2008-01-01", "2008-12-31"), False),
        ("2004/2004-06", ("2004-01-01", "2004-06-30", "2004-06-01", "2004-06-30"), False),
        ("2004-06/2004", ("2004-06-01", "2004-06-30", "2004-06-01", "2004-12-31"), False),
        ("2004/..", ("2004-01-01", "2004-12-31", EVER, EVER), True),
        ("2004/", ("2004-01-01", "2004-12-31", "2004-01-01", EVER), False),
        ("../2004", (-EVER, -EVER, "2004-01-01", "2004-12-31"), True),
        ("/2004", (-EVER, "2004-12-31", "2004-01-01", "2004-12-31"), False),
        ("[2004..2008]", ("2004-01-01", "2008-12-31", "2004-01-01", "2008-12-31"), False),
        ("[..2004]", (-EVER, "2004-12-31", -EVER, "2004-12-31"), False),
        ("[2004..]", ("2004-01-01", EVER, "2004-01-01", EVER), False),
        ("{..2004}", (-EVER, -EVER, "2004-01-01", "2004-12-31"), True),
        ("XXXX", (-EVER, EVER, -EVER, EVER), False),
    ],
)
def test_the_four_bounds_tell_open_from_unknown(text: str, four: tuple[str | int, ...], unlimited: bool) -> None:
    (span,) = parse(text).members
    assert tuple(day if abs(day) == EVER else iso_day(day) for day in span[:4]) == four
    assert span.unlimited == unlimited


@pytest.mark.parametrize(
    ("text", "kind", "precision"),
    [
        ("2024-11-17", "date", "day"),
        ("1985-XX-XX", "date", "day"),
        ("2024-11", "date", "month"),
        ("2024", "date", "year"),
        ("Y17E7", "date", "year"),
        ("1950S2", "date", "year"),
        ("1X50", "date", "year"),
        ("199X", "date", "decade"),
        ("18XX", "date", "century"),
        ("1XXX", "date", "millennium"),
        ("XXXX", "date", "year"),
        ("2024-34", "date", "season"),
        ("2024-11-17T20:20Z", "datetime", "time"),
        ("../2004-06", "interval", "month"),
        ("2004-06/2005", "interval", "month"),
        ("[..2004-06-01]", "one-of", "day"),
        ("{1960,1961-12}", "all-of", "year"),
    ],
)
def test_kind_and_precision(text: str, kind: str, precision: str) -> None:
    date = parse(text)
    assert (date.text, date.kind, date.precision) == (text, kind, precision)


@pytest.mark.parametrize(
    ("text", "col", "message", "hint"),
    [
        ("", 1, "empty", ""),
        ("19uu", 1, '"19uu" is no year', "19XX"),
        ("19xx-12", 1, "no year", "19XX-12"),
        ("2004-uu", 6, '"uu" is no month', "2004-XX"),
        ("19ux?q", 1, "no year", ""),
        ("2004/open", 6, "2012 draft", '".."'),
        ("unknown/2004", 1, "2012 draft", "left empty"),
        ("unknown", 1, "no year", "left empty"),
        ("y170000002", 1, "no year", "Y170000002"),
        ("y-17e7", 1, "no year", "Y-17E7"),
        ("2004?~", 1, "no year", "2004%"),
        ("2004-06~?", 6, "no month", "2004-06%"),
        ("2004-(06)?-11", 6, "no month", "2004-?06-11"),
        ("198", 1, "no year", "198X is the decade, 0198 the year"),
        ("19", 1, "no year", "19XX is the century"),
        ("19850412", 1, "no year", "1985-04-12"),
        ("198504", 1, "no year", "1985-04"),
        ("170000002", 1, "no year", "Y170000002"),
        ("-170000002", 1, "no year", "Y-170000002"),
        ("1985-102", 6, '"102" is no month', "1985-04-12 is day 102"),
        ("1985-367", 6, "no month", ""),
        ("1985-4-2", 6, "no month", "1985-04-02"),
        ("1985-04-2", 9, "no day", "1985-04-02"),
        ("1985-12345", 6, "no month", ""),
        ("2010-2012", 6, "no month", "2010/2012"),
        ("12-12", 1, "no year", ""),
        ("2024-W46", 6, "no month", "weeks"),
        ("P1Y", 1, "no year", "durations"),
        ("2022-02-30", 9, "there is no day 2022-02-30", "2022-02 has 28 days"),
        ("2022-11-32", 9, "there is no day 2022-11-32", "2022-11 has 30 days"),
        ("2022-04-00", 9, "there is no day", "30 days"),
        ("2022-1X-32", 9, "there is no day", ""),
        ("20X3-02-29", 9, "there is no day", ""),
        ("2X00-02-3X", 9, "there is no day", ""),
        ("-000X-X2-3X-01", 13, "three parts", ""),
        ("2022-21-01", 9, "a season has no days", ""),
        ("2022-2X", 6, "there is no month 2X", "21 to 41"),
        ("2022-42", 6, "there is no month 42", "21 to 41"),
        ("2022-", 6, '"" is no month', ""),
        ("?", 2, '"" is no year', ""),
        ("2004??", 1, "no year", ""),
        ("-0000", 1, "there is no year -0000", "0000 is 1 BC"),
        ("19XXS2", 1, "no year", ""),
        ("1950S0", 5, "from S1 to S4", ""),
        ("1950S5", 5, "from S1 to S4", ""),
        ("1950S", 5, "from S1 to S4", ""),
        ("1950S111", 5, "from S1 to S4", ""),
        ("1950S2-05", 8, "stands alone", ""),
        ("Y170000002-12", 12, "stands alone", ""),
        ("Y017000", 1, "leading zero", "Y17000"),
        ("Y-1E2", 1, "more than four digits", "-0100"),
        ("Y17E", 1, "is no year", "Y17E7"),
        ("YX", 1, "is no year", "Y17E7"),
        ("Y1E99", 1, "too far away", "99999999999"),
        ("Y1E999", 1, "too far away", ""),
        ("Y100000000000", 1, "too far away", ""),
        ("2024–11–17", 5, "character '–'", "ordinary hyphen"),
        ("2024-11-17 20:20", 11, "a space", "write the T"),
        ("17 November", 3, "a space", ""),
        ("2024\n", 5, "a space", ""),
        ("２０２４", 1, "character", ""),
        ("２０２４-１１", 1, "character", ""),
        ("2024-11-１７", 9, "character", ""),
        ("2024-11-17T24:00", 12, "no time 24:00", "next day"),
        ("2016-12-31T23:59:60Z", 12, "no time 23:59:60", "leap second"),
        ("2024-11-17T23:60", 12, "no time", ""),
        ("2024-11-17T20", 12, '"20" is no time', "T20:20"),
        ("2024-11-17T2020", 12, "is no time", "T20:20"),
        ("2024-11-17T20:20:30.5Z", 12, "fractions", "T20:20:30Z"),
        ("2024-11-17T20:20+2", 17, '"+2" is no offset', ""),
        ("2024-11-17T20:20+0200", 17, '"+0200" is no offset', "+02:00"),
        ("2024-11-17T20:20Z1", 17, '"Z1" is no offset', ""),
        ("2024-11-17T20:20Z02:00", 17, '"Z02:00" is no offset', ""),
        ("2024-11-17T20:20+02:75", 17, "no place on Earth", "+14:00"),
        ("2024-11-17T20:20-13:00", 17, "no place on Earth", "-12:00"),
        ("2024-11-17T20:20-00:00", 17, "no minus", "Z"),
        ("2024-11T20:20", 1, "whole day", ""),
        ("2024-11-1XT20:20", 1, "whole day", ""),
        ("2024-11-17?T20:20", 1, "whole day", ""),
        ("XXXX-11-17T20:20", 1, "whole day", ""),
        ("T20:20", 1, "no year", ""),
        ("2004/2005/2006", 10, "one slash", ""),
        ("/", 1, "needs a date", "2004/.."),
        ("../..", 1, "needs a date", ""),
        ("../", 1, "needs a date", ""),
        ("2005/2004", 6, "ends before it starts", "2004/2005"),
        ("2004-06/2004-05-31", 9, "ends before it starts", ""),
        ("2024-11-17T20:00/2024-11-17T19:00", 18, "ends before it starts", ""),
        ("2024-11-17T20:00+02:00/2024-11-17T19:00+02:00", 24, "ends before it starts", ""),
        ("2024-11-17T20:00Z/2024-11-16T21:00", 19, "ends before it starts", ""),
        ("2004-06-11/2004-6-12", 17, '"6" is no month', "2004-06-12"),
        ("[1667", 6, 'not closed with "]"', "[1667]"),
        ("{1999]", 7, 'not closed with "}"', "{1999}"),
        ("[]", 2, '"" is no year', ""),
        ("[1667,]", 7, '"" is no year', ""),
        ("[..]", 2, "a set needs a date", ""),
        ("[1667,..1668]", 7, "or earlier", ""),
        ("[1667..,1668]", 2, "or later", ""),
        ("[1667..1668-02]", 2, "from a year to a month", "alike"),
        ("[1668..1667]", 2, "ends before it starts", "1667..1668"),
        ("[XXXX..1667]", 2, "dates with a year", ""),
        ("[1667..XXXX]", 2, "dates with a year", ""),
        ("[1667..16x8]", 8, "no year", "16X8"),
        ("[1667,1668-13]", 12, "no month 13", ""),
        ("[1667/1668]", 2, "no intervals", "A/B"),
        ("[2024-11-17T20:20,2024]", 2, "no times", ""),
    ],
)
def test_refused_with_place_and_advice(text: str, col: int, message: str, hint: str) -> None:
    with pytest.raises(DateError) as caught:
        parse(text)
    error = caught.value
    assert message in str(error) == error.message
    assert error.col == col
    assert hint in error.hint
    assert bool(hint) == bool(error.hint) or hint == ""


@pytest.mark.parametrize(
    "text",
    [
        "1" * 1_000_000,
        "[" * 1_000_000,
        "[" + "2004," * 200_000 + "2004]",
        "Y" + "9" * 98,
        "Y1E" + "9" * 90,
        "1950S" + "9" * 90,
        "-" * 100,
        "?" * 100,
        "[" + "," * 2000 + "]",
        "2024-11-17T" + ":" * 89,
        "/" * 100,
        "[" + "." * 20_000 + "]",
    ],
    ids=lambda text: text[:12],
)
def test_hostile_texts_are_refused(text: str) -> None:
    with pytest.raises(DateError) as caught:
        parse(text)
    assert len(caught.value.message) < 200


def test_a_large_set_is_read_and_a_range_is_never_expanded() -> None:
    assert len(parse(f"[{','.join(f'{year:04}' for year in range(1000))}]").members) == 1000
    (span,) = parse("{-9999-01-01..9999-12-31}").members
    assert span[:2] == (day_number(-9999, 1, 1),) * 2
    with pytest.raises(DateError, match="1001 members"):
        parse(f"[{','.join(f'{year:04}' for year in range(1001))}]")


def test_equal_texts_are_read_once() -> None:
    assert parse("2004-06~-11") is parse("2004-06~-11")


@settings(max_examples=100)
@given(edtf_texts())
def test_bounds_stand_in_order(text: str) -> None:
    for span in parse(text).members:
        start_min, start_max, end_min, end_max = span[:4]
        assert start_min <= end_max
        if not {start_min, end_max} & {-EVER, EVER}:
            assert start_min <= start_max <= end_max
            assert start_min <= end_min <= end_max


@settings(max_examples=100)
@given(days(), st.lists(st.booleans(), min_size=8, max_size=8))
def test_x_has_the_first_and_last_real_day_that_fits(day: str, known: list[bool]) -> None:
    flags = iter(known)
    text = "".join((c if next(flags) else "X") if c.isdigit() else c for c in day)
    if "XXXX" in text:
        return
    value = parse(text)
    assert value.earliest is not None
    assert value.latest is not None
    for bound in (value.earliest, value.latest):
        assert all(x in {"X", c} for x, c in zip(text, iso_day(bound), strict=True))
    number = parse(day).earliest
    assert number is not None
    assert value.earliest <= number <= value.latest
