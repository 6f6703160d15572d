"""Says why words are no date here, where people write them as one: old style, fiscal years, Easter, other calendars.

Comes last, when nothing else fits. What it offers instead is EDTF.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from timeline.dates.calendar import iso_day, julian_day, plain_day
from timeline.dates.phrases.moment import REST, Setting
from timeline.dates.phrases.ranges import read
from timeline.dates.phrases.relative import MONTH
from timeline.dates.value import DateError

EXAMPLES: Final = "for example 17 November 2024, November 2024, 3-5 May 2022, c. 1914, or EDTF: 2024-11-17"
_OLD: Final = r"\(?(?:o\.? ?s\.?|old[- ]style|julian(?: calendar)?)\)?"


def why(words: str, setting: Setting) -> DateError | None:
    """Why these words are no date, and what to write; None when nothing better is known than that they are not."""
    for pattern, reason in _REASONS:
        if m := re.fullmatch(pattern, words, re.IGNORECASE):
            return reason(m, setting)
    return None


def _said(message: str, hint: str) -> Callable[[re.Match[str], Setting], DateError]:
    return lambda m, _: DateError(f'"{m[0]}" {message}', hint)


def _old_style(m: re.Match[str], setting: Setting) -> DateError:
    """25 October 1917 O.S.; 15 January 1743/44, for English years began on 25 March."""
    double = "tail" in m.groupdict()
    hint = "dates are kept in the Gregorian calendar: convert it, or leave O.S. out where that was done"
    if double:
        hint = "the year then began in March: write the later year, and convert the day where it is old style"
    readings: list[str] = []
    with suppress(DateError):
        if found := read(f"{m['rest']} {int(m['year']) + 1}" if double else m["rest"], setting):
            day = plain_day(found.edtf())
            readings = [found.edtf()] * double
            readings += [iso_day(julian_day(day.year, day.month, day.day))] if day else []
    return DateError(f'"{m[0]}" is an old-style (Julian) date', hint, tuple(readings))


def _own_year(m: re.Match[str], _: Setting) -> DateError:
    """FY2024, the academic year 2023/24: when it begins is known to who keeps it."""
    years = re.search(r"(\d{4})(?:[-–/](?:\d\d)?\d\d)?", m[0])
    first = int(years[1]) - (years[0] == years[1]) if years else 2023
    hint = f"write its first and last day; where it begins in October: {first}-10-01/{first + 1}-09-30"
    return DateError(f'"{m[0]}" is no year of the calendar', hint)


_REASONS: Final[tuple[tuple[str, Callable[[re.Match[str], Setting], DateError]], ...]] = (
    (
        r"n\.? ?d\.?|undated|no (?:known )?date|(?:date )?(?:unknown|not known)|unknown date|\?+",
        _said("says that there is no date", EXAMPLES),
    ),
    (rf"{REST},? {_OLD}", _old_style),
    (rf"(?P<rest>\d\d? {MONTH}|{MONTH} \d\d?),? (?P<year>\d{{4}})[/-](?P<tail>\d\d?)", _old_style),
    (
        r".*\b(?:fy ?\d|fiscal|financial|tax year|academic|school year|season\b).*",
        _own_year,
    ),
    (
        r".*\b(?:easter|good friday|whit|pentecost|ascension|lent|passover|diwali|thanksgiving)\b.*",
        _said("names a day that moves from year to year", "write the day, the month and the year"),
    ),
    (
        r".*\b(?:ramadan|eid)\b.*",
        _said("goes by the moon, and not everywhere by the same day", "write its first and last day there"),
    ),
    (
        r".*\b(?:a\.?h|a\.?m|auc|hijri|hebrew|vend[eé]miaire|brumaire|thermidor|germinal|floreal|fructidor|heisei|showa|reiwa)\b.*",
        _said("is a date of another calendar", "write it as a day of the Gregorian calendar"),
    ),
    (
        r".*\b(?:reign|regnal|eliz|geo|hen|edw|vict?|jac|car)\b.*|.*\b[a-z]+ (?:I|II|III|IV|V|VI|VII|VIII)\b",
        _said("counts years of a reign", "write the year itself"),
    ),
    (
        r"(?:b|d|fl|born|died|r|reigned)\.? ?\d.*",
        _said("says more than when", "write the date alone, and the rest in the title"),
    ),
)
