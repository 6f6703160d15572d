"""The door of phrases: the published cases, notes, refusals with their place, strict mode, hostile input."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.dates import edtf
from timeline.dates.phrases import DateError, Reading, read

TODAY = date(2024, 11, 18)  # a Monday
DATA = Path(__file__).parents[1] / "data"
CASES = [json.loads(line) for line in DATA.joinpath("phrase_cases.jsonl").read_text("utf-8").splitlines()]
WORDS = [
    "3", "5", "17", "31", "2022", "2024", "1914", "44", "90", "may", "November", "nov.", "spring", "q2",
    "19th", "century", "1990s", "bc", "ad", "c.", "about", "possibly", "(?)", "?", "~", "-", "–", "/", ",",
    ".", ":", "to", "from", "until", "since", "between", "and", "or", "by", "before", "after", "on", "the",
    "of", "in", "night", "morning", "early", "mid", "late", "last", "next", "this", "week", "friday",
    "monday", "yesterday", "today", "ago", "days", "two", "20:20", "8pm", "noon", "utc+2", "kyiv", "time",
    "est", "unknown", "day", "some", "11/12/2024", "2022-05-03", "16-17",
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["phrase"]))
def test_published_cases(case: dict[str, Any]) -> None:
    if case["edtf"] is None:
        with pytest.raises(DateError) as refused:
            read(case["phrase"], TODAY)
        assert refused.value.readings == tuple(case.get("readings", ()))
    else:
        assert read(case["phrase"], TODAY).edtf == case["edtf"]


@pytest.mark.parametrize(
    ("phrase", "edtf_text", "notes"),
    [
        ("16 November", "2024-11-16", ("no year given: read as the latest 16 November not after today",)),
        ("20 November", "2023-11-20", ("no year given: read as the latest 20 November not after today",)),
        ("20:20 Kyiv time", "2024-11-18T20:20+02:00", ("Kyiv time = Europe/Kyiv", "no day given: today's date taken")),
        ("2024-11-17T20:20:30.5", "2024-11-17T20:20:30", ("fractions of a second are left out",)),
        ("1911-12", "1911-12", ("1911-12 = December 1911; for years write 1911/1912",)),
        ("c. 1805-10", "1805-10~", ("1805-10 = October 1805; for years write 1805/1810",)),
        ("1914–21", "1914/1921", ("1914–21 is read as years: 1914/1921",)),
        ("2005–06", "2005/2006", ("2005–06 is read as years: 2005/2006",)),
        (
            "Wednesday 25 October 1917",
            "1917-10-25",
            ("1917-10-25 is a Wednesday in the Julian calendar alone; in ours that day is 1917-11-07",),
        ),
        ("Fri, 01/02/2026", "2026-01-02", ("the weekday tells day from month: 2026-01-02",)),
        ("1914-21", "1914-21", ("1914-21 = spring 1914; for years write 1914/1921",)),
        ("1914-37", "1914-37", ("1914-37 = first third of 1914; for years write 1914/1937",)),
        ("2024-22", "2024-22", ()),
        ("2024-11", "2024-11", ()),
        ("2022-05-03/2022-21", "2022-05-03/2022-21", ()),
        ("winter 2022", "2022-24", ("winter 2022 = December 2022 to February 2023",)),
        ("c. 1914-1918", "1914~/1918", ("the doubt is taken for 1914~ alone, not for 1918",)),
        ("c. 1914", "1914~", ()),
    ],
)
def test_what_was_assumed_is_said_aloud(phrase: str, edtf_text: str, notes: tuple[str, ...]) -> None:
    assert read(phrase, TODAY) == Reading(edtf_text, notes, None)


@pytest.mark.parametrize(
    ("phrase", "edtf_text"),
    [
        ("night of 16–17 November  2024", "2024-11-16/2024-11-17"),
        ("mid-November 2024", "[2024-11-11..2024-11-20]"),
        ("evening of 17 November 2024", "2024-11-17"),
        ("since the morning of 17 November 2024", "2024-11-17/.."),
    ],
)
def test_words_that_say_more_than_edtf_are_kept(phrase: str, edtf_text: str) -> None:
    found = read(phrase, TODAY)
    assert (found.edtf, found.date_text) == (edtf_text, " ".join(phrase.split()))
    assert found.notes


@pytest.mark.parametrize(
    "text", ["2024-11-17", "2004?-06-~11", "[1667,1668,1670..1672]", "156X-12-25", "Y-17E7", "../1985"]
)
def test_edtf_is_itself(text: str) -> None:
    assert read(text, None) == Reading(text, (), None)


def test_edtf_comes_out_in_canonical_form() -> None:
    assert read(" 2024-11-17T20:20+00:00\n", None).edtf == "2024-11-17T20:20Z"


@pytest.mark.parametrize(
    ("phrase", "message", "hint"),
    [
        ("", "the text is empty", "for example"),
        ("n.d.", "there is no date", "for example"),
        ("undated", "there is no date", "for example"),
        ("killed 3 people on 17 November 2024", "not understood", "for example"),
        ("Monday, 17 November 2024", "2024-11-17 is a Sunday", "correct the weekday"),
        ("30 February 2022", "there is no day 2022-02-30", "2022-02 has 28 days"),
        ("5 May 22", '"22" is a year of two digits', "all four"),
        ("17\u00a0November 2024\x00", "'\\x00' cannot stand", ""),
        ("1985-04-12T23:20.5", "fractions of a second", "leave them out"),
        ("849", "a year of three digits", "write AD 849"),
        ("2004-uu", '"uu" is no month', "XX"),
        ("1918-1914", "ends before it starts", "1914/1918"),
        ("5 May 2022 at 8 pm CST", "CST is the name of several zones", "China +08:00"),
    ],
)
def test_refusals_say_why_and_what_to_write(phrase: str, message: str, hint: str) -> None:
    with pytest.raises(DateError) as refused:
        read(phrase, TODAY)
    error = refused.value
    assert message in error.message
    assert message in str(error)
    assert hint in error.hint


@pytest.mark.parametrize(
    "phrase",
    ["yesterday", "last Friday", "Friday", "3 days ago", "16 November", "20:20 Kyiv time", "mid-November",
    "this morning",
     "spring", "16-17 November", "last night"],
)  # fmt: skip
def test_strict_mode_takes_nothing_from_today(phrase: str) -> None:
    with pytest.raises(DateError, match=r"no year given|no day given|depends on the day"):
        read(phrase, None)


@pytest.mark.parametrize(("order", "edtf_text"), [("dmy", "2024-04-05"), ("mdy", "2024-05-04")])
def test_order_of_slashes(order: Any, edtf_text: str) -> None:
    assert read("05/04/2024", None, order).edtf == edtf_text
    assert read("5.4.2024", None, order).edtf == "2024-04-05"


def test_zone_of_the_project_only_guards_clock_changes() -> None:
    assert read("26 October 2024, 03:30", None, tz="Europe/Kyiv").edtf == "2024-10-26T03:30"
    assert read("27 October 2024, 03:30 UTC+2", None, tz="Europe/Kyiv").edtf == "2024-10-27T03:30+02:00"
    with pytest.raises(DateError, match="twice") as refused:
        read("27 October 2024, 03:30", None, tz="Europe/Kyiv")
    assert refused.value.readings == ("2024-10-27T03:30+03:00", "2024-10-27T03:30+02:00")


@pytest.mark.parametrize(
    "text",
    ["x" * 1_000_000, "c. " * 66, "Mon 20:20 " * 20, "1 to " * 40, "1 or " * 40, "1, " * 66, "the " * 50, "- " * 100,
     "between " * 25, "c. Mon 20:20 may (?) " * 9, "early " * 33, "some day in " * 16, "9" * 200, "\x1b[31m2024"],
)  # fmt: skip
def test_hostile_text_is_refused(text: str) -> None:
    with pytest.raises(DateError):
        read(text[:200] if len(text) < 1000 else text, TODAY)


def _attempt(text: str) -> tuple[Reading | None, DateError | None]:
    try:
        return read(text, TODAY), None
    except DateError as error:
        return None, error


@settings(max_examples=100)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join) | st.text(max_size=30))
def test_whatever_is_read_is_a_canonical_date(text: str) -> None:
    found, error = _attempt(text)
    if not found:
        assert error
        assert error.message
        assert all(edtf.parse(reading) for reading in error.readings)
        return
    assert edtf.parse(found.edtf).canonical() == found.edtf
    assert read(found.edtf, None).edtf == found.edtf


@settings(max_examples=60)
@given(st.dates(), st.dates())
def test_relative_days_are_counted_from_today(day: date, other: date) -> None:
    shown = f"{day.day} {day:%B} {day.year:04}"
    if day.year > 0:
        assert read(shown, other).edtf == read(shown, None).edtf == day.isoformat()


def test_plain_dates_import_neither_dateutil_nor_zones() -> None:
    code = (
        "import sys, datetime; from timeline.dates.phrases import read;"
        "read('2024-11-17', datetime.date.today()); read('17 November 2024', None);"
        "sys.exit(any(m.split('.')[0] in {'dateutil', 'zoneinfo'} for m in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=Path(__file__).parents[3]).returncode == 0


@pytest.mark.parametrize(
    ("phrase", "edtf_text"),
    [
        ("evening of 17 November 2024", "2024-11-17"),
        ("in the early hours of 17 November 2024", "2024-11-17"),
        ("17 November 2024, in the small hours", "2024-11-17"),
        ("17 November 2024 at dawn", "2024-11-17"),
        ("17 November 2024 at night", "2024-11-17"),
        ("Sunday night", "2024-11-17/2024-11-18"),
        ("Sunday 17 November 2024, late night", "2024-11-17/2024-11-18"),
        ("Sunday night, 17 November 2024", "2024-11-17/2024-11-18"),
        ("Sunday evening, 17 November 2024", "2024-11-17"),
        ("since Sunday night", "2024-11-17/.."),
        ("until Sunday night", "../2024-11-18"),
        ("from Friday night to Sunday night", "2024-11-15/2024-11-18"),
        ("Sunday or Monday night", "[2024-11-17,2024-11-18..2024-11-19]"),
        ("since mid-May", "2024-05/.."),
        ("until the late 1990s", "../199X"),
        ("Christmas 2023", "2023-12-25"),
        ("since Easter 2025", "2025-04-20/.."),
        ("this morning", "2024-11-18"),
        ("tonight", "2024-11-18/2024-11-19"),
        ("last night", "2024-11-17/2024-11-18"),
        ("night of 16-17 November 2024", "2024-11-16/2024-11-17"),
        ("early May 2022", "[2022-05-01..2022-05-10]"),
        ("mid-2022", "[2022-05..2022-08]"),
        ("late 19th century", "[1867..1899]"),
        ("early spring 2022", "2022-03"),
        ("since the evening of 17 November 2024", "2024-11-17/.."),
        ("by the evening of 17 November 2024", "[..2024-11-17]"),
        ("from the evening of 16 November to 17 November 2024", "2024-11-16/2024-11-17"),
        ("16 or the evening of 17 November 2024", "[2024-11-16,2024-11-17]"),
        ("shortly after dawn on 17 November 2024", "2024-11-17"),
    ],
)
def test_what_edtf_cannot_hold_is_kept_in_words(phrase: str, edtf_text: str) -> None:
    found = read(phrase, date(2024, 11, 18))
    assert (found.edtf, found.date_text) == (edtf_text, phrase)


@pytest.mark.parametrize(
    "phrase", ["17 November 2024", "c. 1914", "Q2 2024", "since May 2022", "yesterday", "by 1928", "2024"]
)
def test_what_edtf_says_needs_no_words(phrase: str) -> None:
    assert read(phrase, date(2024, 11, 18)).date_text is None


def test_a_zone_of_the_project_that_is_none_is_named() -> None:
    with pytest.raises(DateError, match='"Kyiv" is no zone of the IANA database') as refused:
        read("17 November 2024, 20:20", None, tz="Kyiv")
    assert refused.value.hint == "write it as Europe/Kyiv"
