"""Counts days: their numbers, the length of months and seasons, and no limit.

Knows the proleptic Gregorian calendar for any year, what its months and weekdays are called in English, and nothing
else: no texts but ISO 8601 days, no EDTF, no clock.
"""

from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PERIODS = ("hour", "day", "week", "month", "quarter", "year", "decade", "century")
"""What dates are put together by, smallest first (dates/periods.py)."""
EVER = 2**62
"""Stands for "no limit" where a number is needed: beyond every day and second that can be written, within 64 bits."""
_QUARTERS = [(month, 3) for month in (3, 6, 9, 12, 3, 6, 9, 12, 9, 12, 3, 6, 1, 4, 7, 10)]
SEASONS = dict(enumerate([*_QUARTERS, (1, 4), (5, 4), (9, 4), (1, 6), (7, 6)], 21))
"""First month and number of months of every season, by its number in EDTF.

21-24 and 25-28 are of the north, 29-32 of the south, 33-36 quarters of a year, 37-39 thirds, 40-41 halves.
"""
_CYCLE = date(401, 1, 1).toordinal() - 1
"""Days after which the calendar repeats itself: 400 years."""
_LAST = date.max.toordinal()


def plain_day(text: str) -> date | None:
    """The day of a text such as 2024-11-17, as most dates are; None for any other."""
    try:
        return date.fromisoformat(text) if len(text) == 10 and text[4] == text[7] == "-" else None
    except ValueError:
        return None


def bounds(first: int | None, last: int | None) -> tuple[int, int]:
    """Two days or numbers as they are compared: no limit is -EVER before, and EVER behind."""
    return -EVER if first is None else first, EVER if last is None else last


def month_days(year: int, month: int) -> int:
    """Number of days in a month of an astronomical year (0 is 1 BC)."""
    return 31 if month == 12 else day_number(year, month + 1, 1) - day_number(year, month, 1)


def day_number(year: int, month: int, day: int) -> int:
    """Number of a day: 1 is 0001-01-01, as `datetime.date.toordinal`, but for any year (proleptic Gregorian)."""
    cycle, year = divmod(year - 1, 400)
    return cycle * _CYCLE + date(year + 1, month, day).toordinal()


def weekday(number: int) -> int:
    """The day of the week of a day number, Monday = 0."""
    return (number - 1) % 7


def julian_day(year: int, month: int, day: int) -> int:
    """Number of the day that the Julian calendar calls so."""
    years = year - (month < 3)
    return day_number(year, month, 1) + day - 1 + years // 100 - years // 400 - 2


def civil(number: int) -> tuple[int, int, int]:
    """Year, month and day of a day number: the reverse of `day_number`."""
    cycle, number = divmod(number - 1, _CYCLE)
    day = date.fromordinal(number + 1)
    return cycle * 400 + day.year, day.month, day.day


def iso_day(number: int) -> str:
    """A day number as ISO 8601 text; years beyond four digits are signed: `+10000-01-01`, `-0044-03-15`."""
    if 1 <= number <= _LAST:
        return date.fromordinal(number).isoformat()
    year, month, day = civil(number)
    sign = "-" if year < 0 else "+" if year > 9999 else ""
    return f"{sign}{abs(year):04}-{month:02}-{day:02}"
