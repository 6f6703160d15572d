"""Dates as people read them: every form of the design, headings in order, and what is shown reads back."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edtf_strategies import edtf_texts
from timeline.dates import phrases
from timeline.dates.edtf import parse
from timeline.dates.english import phrase, when

ENGLISH = [
    ("2024-11-17", "17 November 2024"),
    ("2024-11-07", "7 November 2024"),
    ("2024-11", "November 2024"),
    ("2024", "2024"),
    ("0050", "50 AD"),
    ("0005-03-15", "15 March 5 AD"),
    ("0000", "1 BC"),
    ("-0043", "44 BC"),
    ("-0043-03-15", "15 March 44 BC"),
    ("1914~", "c. 1914"),
    ("2022-05?", "May 2022 (uncertain)"),
    ("2022-05-03%", "c. 3 May 2022 (uncertain)"),
    ("199X", "1990s"),
    ("199X~", "c. 1990s"),
    ("190X", "1900s (decade)"),
    ("18XX", "1800s (century)"),
    ("00XX", "1st century"),
    ("01XX", "2nd century"),
    ("02XX", "3rd century"),
    ("09XX", "10th century"),
    ("10XX", "1000s (century)"),
    ("2022-21", "spring 2022"),
    ("2022-22?", "summer 2022 (uncertain)"),
    ("2022-23", "autumn 2022"),
    ("2022-24", "winter 2022–23"),
    ("1999-24", "winter 1999–2000"),
    ("2024-34", "Q2 2024"),
    ("2024-40", "first half of 2024"),
    ("2024-41", "second half of 2024"),
    ("2022-05-XX", "some day in May 2022"),
    ("2022-XX-XX", "some day in 2022"),
    ("2022-XX", "some month in 2022"),
    ("2004?-06-~11", "11 June 2004 (year uncertain, day approximate)"),
    ("2004-06~-11", "11 June 2004 (year approximate, month approximate)"),
    ("2004-%06-11", "11 June 2004 (month uncertain and approximate)"),
    ("?2004-06-?11", "11 June 2004 (year uncertain, day uncertain)"),
    ("2004~-21", "spring 2004 (year approximate)"),
    ("2004-~21", "spring 2004 (season approximate)"),
    ("2024-11-17T20:20", "17 November 2024, 20:20"),
    ("2024-11-17T20:20:30Z", "17 November 2024, 20:20:30 (UTC)"),
    ("2024-11-17T20:20+02:00", "17 November 2024, 20:20 (UTC+2)"),
    ("2024-11-17T20:20-03:30", "17 November 2024, 20:20 (UTC-3:30)"),
    ("2024-11-17T20:20+14", "17 November 2024, 20:20 (UTC+14)"),
    ("2022-05-03/2022-05-05", "3–5 May 2022"),
    ("2022-04-30/2022-05-02", "30 April – 2 May 2022"),
    ("2023-12-30/2024-01-02", "30 December 2023 – 2 January 2024"),
    ("1964-06/1964-07", "June–July 1964"),
    ("1964-06/1965-07", "June 1964 – July 1965"),
    ("1914/1918", "1914–1918"),
    ("-0048/-0043", "49 BC – 44 BC"),
    ("2004-02-01/2005", "from 1 February 2004 to 2005"),
    ("1914~/1918", "from c. 1914 to 1918"),
    ("2024-11-17T20:00/2024-11-17T23:30", "17 November 2024, 20:00–23:30"),
    ("2024-11-17T20:00+02:00/2024-11-17T23:30+02:00", "17 November 2024, 20:00–23:30 (UTC+2)"),
    (
        "2024-11-17T20:00Z/2024-11-18T02:00+02:00",
        "from 17 November 2024, 20:00 (UTC) to 18 November 2024, 02:00 (UTC+2)",
    ),
    ("2022-02-24/..", "since 24 February 2022"),
    ("2022-02-24/", "from 24 February 2022, end unknown"),
    ("../2022-05-05", "until 5 May 2022"),
    ("/2022-05-05", "until 5 May 2022, start unknown"),
    ("[2022-05-03..2022-05-05]", "between 3 and 5 May 2022"),
    ("[2022-04-30..2022-05-05]", "between 30 April and 5 May 2022"),
    ("[1914..1918]", "between 1914 and 1918"),
    ("[2022-05-03,2022-05-05]", "3 or 5 May 2022"),
    ("[2022-05-03,2022-05-05,2022-06-01]", "3 May, 5 May or 1 June 2022"),
    ("[1667,1760-12]", "1667 or December 1760"),
    ("{2022-05-03,2022-05-05}", "3 and 5 May 2022"),
    ("{1960,1961-12}", "1960 and December 1961"),
    ("[..2024-11-17]", "by 17 November 2024"),
    ("[..1927]", "before 1928"),
    ("[1929..]", "after 1928"),
    ("[2024-11-17..]", "on or after 17 November 2024"),
]
ODD = [
    ("Y170000002", "170,000,002 AD"),
    ("Y17E7", "astronomical year 17 × 10^7"),
    ("Y-17E7", "astronomical year -17 × 10^7"),
    ("Y-11999", "12,000 BC"),
    ("1950S2", "1950 (2 significant digits)"),
    ("-1950S2", "astronomical year -1950 (2 significant digits)"),
    ("Y3388E2S3", "astronomical year 3388 × 10^2 (3 significant digits)"),
    ("1XXX", "2nd millennium"),
    ("0XXX", "1st millennium"),
    ("-1XXX", "2nd millennium BC"),
    ("-0XXX", "astronomical year -0___"),
    ("XXXX", "an unknown year"),
    ("-XXXX", "astronomical year -____"),
    ("-199X", "astronomical year -199_"),
    ("000X", "000_"),
    ("005X", "50s AD"),
    ("010X", "100s AD (decade)"),
    ("012X", "120s AD"),
    ("00XX", "1st century"),
    ("-00XX", "astronomical year -00__"),
    ("-04XX", "5th century BC"),
    ("-01XX", "2nd century BC"),
    ("-10XX", "11th century BC"),
    ("05X0", "05_0"),
    ("9999-24", "winter 9999"),
    ("2022-25", "spring 2022 (northern hemisphere)"),
    ("2022-28", "winter 2022–23 (northern hemisphere)"),
    ("2022-29", "spring 2022 (southern hemisphere)"),
    ("2022-32", "winter 2022 (southern hemisphere)"),
    ("2024-37", "first third of 2024"),
    ("0050-21", "spring 50 AD"),
    ("-0043-24", "winter 44 BC"),
    ("156X-12-25", "25 December 156_"),
    ("2024-1X", "month 1_ of 2024"),
    ("2024-11-1X", "1_ November 2024"),
    ("2024-11-0X", "0_ November 2024"),
    ("2024-1X-XX", "some day in month 1_ of 2024"),
    ("2022-05-XX~", "c. some day in May 2022"),
    ("1984-X2-30", "day 30 of month _2 of 1984"),
    ("XXXX-12-25/..", "since 25 December of an unknown year"),
    ("../2024-38", "until second third of 2024"),
    ("2022-05-03/2024-37", "from 3 May 2022 to first third of 2024"),
    ("2022-05-03~/2024-38", "from c. 3 May 2022 to second third of 2024"),
    ("XXXX-XX-17", "day 17 of some month in an unknown year"),
    ("-199X-12-25", "25 December of astronomical year -199_"),
    ("-199X-21", "spring of astronomical year -199_"),
    ("2024-01-01T10:00Z/2024-01-03T10:00", "from 1 January 2024, 10:00 (UTC) to 3 January 2024, 10:00 (local time)"),
    ("[2022-21..2023-21]", "between spring 2022 and spring 2023"),
    ("[1667,1670..1672]", "one of: 1667; between 1670 and 1672"),
    ("[1667,1668~]", "1667 or c. 1668"),
    ("[1667]", "one of: 1667"),
    ("{1667..1672}", "all of: 1667–1672"),
    ("{..1984}", "all of: until 1984"),
    ("{1984..}", "all of: since 1984"),
    ("[..1984~]", "by c. 1984"),
    ("[..-0400]", "before 400 BC"),
    ("[..2024-11]", "before December 2024"),
    ("[..9999-12]", "by December 9999"),
    ("[..9999]", "before 10,000 AD"),
    ("[2024-38..]", "on or after second third of 2024"),
    ("[199X,2001]", "1990s or 2001"),
    ("[196X,197X]", "1960s or 1970s"),
    ("[1960,-0043]", "1960 or 44 BC"),
    ("{0519-41,%-0004-35}", "all of: second half of 519 AD; Q3 5 BC (year uncertain and approximate)"),
    (
        "[1901,1902,1903,1904,1905,1906,1907,1908,1909,1910,1911,1912,1913]",
        "one of: 1901; 1902; 1903; 1904; 1905; 1906; 1907; 1908; 1909; 1910; 1911; 1912; 1913",
    ),
    ("[0000,000X,0000?]", "1 BC, 000_ or 1 BC (uncertain)"),
]


@pytest.mark.parametrize(("text", "shown"), ENGLISH + ODD)
def test_in_english(text: str, shown: str) -> None:
    assert phrase(parse(text)) == shown
    assert parse(phrases.read(shown, None).edtf) == parse(parse(text).canonical())


@settings(max_examples=100)
@given(edtf_texts())
def test_what_is_shown_reads_back(text: str) -> None:
    date = parse(text)
    shown = phrase(date)
    assert phrases.read(shown, None).edtf == date.canonical()
    assert not re.search(r"[X%\[{]|\.\.|\dE\d|\d-\d\d", shown), "as no reader writes it"


@given(st.dates())
def test_a_plain_day_is_shown_as_any_other_date(day: date) -> None:
    assert when(day.isoformat(), "stated") == phrase(parse(day.isoformat()))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2024-02-30", "2024-02-30"),  # no EDTF
        ("2024-W01-1", "2024-W01-1"),  # ISO 8601, but no EDTF
        ("2024-XX-17", "day 17 of some month in 2024"),
        ("2024-06-3?", "2024-06-3?"),
        ("0044-03-15", "15 March 44 AD"),
        ("٢٠٢٤-٠٣-١٥", "٢٠٢٤-٠٣-١٥"),
    ],
)
def test_what_is_as_long_as_a_day(text: str, shown: str) -> None:
    assert when(text, "stated") == shown


@pytest.mark.parametrize(
    ("date", "basis", "said"),
    [
        ("2024-11-17", "stated", "17 November 2024"),
        ("2024-11-17", "inferred", "17 November 2024"),
        ("2024-11-17", "reported", "17 November 2024 (reported)"),
        ("2024-11-17", "as-of", "as of 17 November 2024"),
        ("17.11.2024", "reported", "17.11.2024"),
    ],
)
def test_with_its_basis(date: str, basis: str, said: str) -> None:
    assert when(date, basis) == said
