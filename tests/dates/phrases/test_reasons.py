"""Why some words are no date, and that whatever the readers offer instead is read."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from timeline.dates.phrases import DateError, read

TODAY = date(2024, 11, 18)
CASES = Path(__file__).parents[1] / "data" / "phrase_cases.jsonl"
REFUSED = [case["phrase"] for case in map(json.loads, CASES.read_text("utf-8").splitlines()) if case["edtf"] is None]
OTHERS = [
    "1985-04-12T23:20.5Z", "2024-5-4/2024-5-5", "20240504/2024", "2004-06-uu", "y17000", "17000", "-43",
    "[2004-06..2004-05]", "[2004,2005", "{2004..2003}", "2004/2003", "unknown/2004", "2004-06-(01)~", "1976-W5",
    "2016-12-31T23:59:60Z", "2016-12-31T24:00:00Z", "198", "19",
    "2001-366", "0", "1/2/2024", "2022/23", "Nov-24", "end of May", "since the week of 11 November 2024", "next Friday",
    "-44", "Wed 01/02/2026", "Mon 12/04/85", "within a week of May 2022", "1 May 12024", "1 May 12024 AD", "1 May 12024 BC", "before 8 pm on 5 May", "by 8 pm on 5 May", "2024-11/12",
    "2024-11-17/19", "2024-11/13", "2024-11-17/12", "2024-02-28/30", "2024-11-17/12-03", "FY2024", "fiscal 2023/24", "FY24", "night of 5 May", "before Monday night",
    "Easter 2024", "Sunday, 01/11/2026", "849", "[2004-06..2005]", "from mid-May", "2004//2005", "2024-11-17 20:20 in May", "17 November 2024 at 24:00",
    "27 October 2024, 03:30", "mid-2022 to mid-2023", "17 November 2024, 08:00-10:00", "12024", "1900s",
]  # fmt: skip


OFFERED = re.compile(r"(?<![\w:.-])((?:AD )?[\[{]?(?:\.\./)?(?:-|Y-?)?\d[\dX][\dX][^ ;,]*(?<!:)(?: BC| AD)?(?! days))")
"""Whatever in a hint looks like a date; a range alone stands in a set."""


def _refused(phrase: str) -> DateError:
    with pytest.raises(DateError) as refused:
        read(phrase, TODAY, tz="Europe/Kyiv")
    return refused.value


@pytest.mark.parametrize("phrase", [*REFUSED, *OTHERS])
def test_whatever_is_offered_is_read(phrase: str) -> None:
    error = _refused(phrase)
    assert error.hint or error.readings or re.search("there is no|no time at all|has no day", error.message)
    for reading in error.readings:
        assert read(reading, None).edtf == reading
    for offer in [error.hint] if re.fullmatch(r"\S*\d\S*", error.hint) else OFFERED.findall(error.hint):
        assert read(f"[{offer}]" if re.fullmatch(r"[\d-]+\.\.[\d-]+", offer) else offer, TODAY)


@pytest.mark.parametrize(
    ("phrase", "message", "hint", "readings"),
    [
        ("n.d.", "says that there is no date", "for example", ()),
        ("Unknown Date", '"Unknown Date" says that there is no date', "for example", ()),
        ("25 October 1917 O.S.", "an old-style (Julian) date", "convert it", ("1917-11-07",)),
        ("25 October 1917 (old style)", "an old-style (Julian) date", "convert it", ("1917-11-07",)),
        ("29 February 1900 O.S.", "an old-style (Julian) date", "convert it", ()),
        ("October 1917 O.S.", "an old-style (Julian) date", "convert it", ()),
        ("15 January 1743/44", "old-style", "write the later year", ("1744-01-15", "1744-01-26")),
        ("January 15, 1743/4", "old-style", "write the later year", ("1744-01-15", "1744-01-26")),
        ("FY2021", "no year of the calendar", "in October: 2020-10-01/2021-09-30", ()),
        ("fiscal year 2017-18", "no year of the calendar", "in October: 2017-10-01/2018-09-30", ()),
        ("the 2023-24 season", "no year of the calendar", "its first and last day", ()),
        ("Easter", "moves from year to year", "the day, the month and the year", ()),
        ("Easter 1200", "moves from year to year", "the day, the month and the year", ()),
        ("Good Friday 2022", "is not the same day", "write the day", ("2022-04-15", "2022-04-22")),
        ("Ramadan 2024", "goes by the moon", "its first and last day", ()),
        ("in the 5th year of the reign of Nero", "years of a reign", "the year itself", ()),
        ("5 Eliz. I", "years of a reign", "the year itself", ()),
        ("AH 1445", "another calendar", "Gregorian", ()),
        ("18 Brumaire an VIII", "another calendar", "Gregorian", ()),
        ("fl. 1150", "more than when", "the rest in the title", ()),
        ("the other day", "not understood", "for example", ()),
    ],
)
def test_why(phrase: str, message: str, hint: str, readings: tuple[str, ...]) -> None:
    error = _refused(phrase)
    assert message in error.message
    assert hint in error.hint
    assert error.readings == readings
