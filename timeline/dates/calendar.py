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
EVER = 2**62
"""Stands for "no limit" where a number is needed: beyond every day and second that can be written, within 64 bits."""
SEASONS = dict(zip(range(21, 42), (3, 6, 9, 12) * 2 + (9, 12, 3, 6) + (1, 4, 7, 10) + (1, 5, 9) + (1, 7), strict=True))
"""First month of every season: 21-24 and 25-28 north, 29-32 south, 33-36 quarters, 37-39 thirds, 40-41 halves."""
_DAYS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LAST = date.max.toordinal()
_BEFORE = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)


def leap(year: int) -> bool:
    """Whether the year (astronomical: 0 is 1 BC) has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_days(year: int, month: int) -> int:
    """Number of days in a month."""
    return 29 if month == 2 and leap(year) else _DAYS[month]


def season_months(season: int) -> int:
    """Number of months of a season, by its EDTF number: 3, of a third of a year 4, of a half 6."""
    return 3 if season < 37 else 4 if season < 40 else 6


def day_number(year: int, month: int, day: int) -> int:
    """Number of a day: 1 is 0001-01-01, as `datetime.date.toordinal`, but for any year (proleptic Gregorian)."""
    y = year - 1
    return y * 365 + y // 4 - y // 100 + y // 400 + _BEFORE[month] + day + (month > 2 and leap(year))


def civil(number: int) -> tuple[int, int, int]:
    """Year, month and day of a day number: the reverse of `day_number`.

    The arithmetic counts years from 1 March, as in H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    """
    era, day = divmod(number + 305, 146_097)
    year = (day - day // 1460 + day // 36_524 - day // 146_096) // 365
    day -= year * 365 + year // 4 - year // 100
    month = (5 * day + 2) // 153
    day -= (153 * month + 2) // 5
    return era * 400 + year + (month > 9), month + 3 if month < 10 else month - 9, day + 1


def iso_day(number: int) -> str:
    """A day number as ISO 8601 text; years beyond four digits are signed: `+10000-01-01`, `-0044-03-15`."""
    if 1 <= number <= _LAST:
        return date.fromordinal(number).isoformat()
    year, month, day = civil(number)
    sign = "-" if year < 0 else "+" if year > 9999 else ""
    return f"{sign}{abs(year):04}-{month:02}-{day:02}"
