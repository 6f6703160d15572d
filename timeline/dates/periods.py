"""The period of the calendar under which a date stands: an hour, a day, and so on to a century.

Knows what each is called and which holds a date. Knows no clock, and no zone but the one written in the date.
"""

from timeline.dates.calendar import MONTHS, PERIODS, civil, day_number, month_days, weekday
from timeline.dates.edtf import EVER, Edtf
from timeline.dates.english import ordinal, year_words

PeriodKey = tuple[int, int, str]
"""Puts periods in order: first day, width, hour: by the clock, of one shown twice the first before the second."""
_FARTHEST = 2400
"""More than any offset, written as +1400."""
_LACKS = {"hour": "day", **dict(zip(PERIODS[1:5], PERIODS[1:5], strict=True))}


def period(date: Edtf, by: str) -> tuple[PeriodKey, str]:
    """The period in which a date stands, by one of PERIODS: the key that puts it in order, and its heading.

    A date that fits no such unit stands in the smallest that holds it: "2024, month not known", "1990s", "undated";
    each comes before the smaller units in it. An interval and a set without limit stand at the first date written that
    has a year, a season in the year by which it is called.
    """
    first, last, clock = date.earliest, date.latest, ""
    if first is None or last is None or date.kind not in {"one-of", "all-of"}:
        single = next((single for single in date.singles if single.first > -EVER), None)
        if not single:
            return (-EVER, 0, ""), "undated"
        first, last, clock = single.begins, single.last, single.clock and f"{single.clock[:2]}{single.offset}"
        if (
            single.precision == "season"
            and "X" not in single.year
            and not (by == "quarter" and "33" <= single.month <= "36")
        ):
            first, last = day_number(int(single.year), 1, 1), day_number(int(single.year), 12, 31)
    else:
        first = min(single.begins for single in date.singles)
    if by == "hour" and clock:
        hour, offset = clock[:2], clock[2:].replace("Z", "UTC")
        east = int(offset[:3] + offset[4:] or 0) if offset[1:2].isdigit() else 0
        order = f"{hour}{_FARTHEST - east:04}{offset}"
        return (first, 0, order), f"{_day(first)[2]}, {hour}:00–{hour}:59" + f" ({offset})" * bool(offset)
    for unit in PERIODS[max(1, PERIODS.index(by)) :]:
        if unit in {"week", "quarter"} and unit != by:
            continue
        start, end, heading = _OF[unit](first)
        if last <= end:
            lacks = "time" if (by, unit) == ("hour", "day") else _LACKS.get(by) if unit in {"month", "year"} else None
            return (start, -PERIODS.index(unit), ""), heading + (f", {lacks} not known" if lacks and unit != by else "")
    (year, _, _), (end, _, _) = civil(first), civil(last)
    return (day_number(year, 1, 1), -len(PERIODS) + year - end, ""), f"{year_words(year)} – {year_words(end)}"


def is_sure(date: Edtf, by: str) -> bool:
    """Whether a date surely lies in the period under which it stands, and what is undated in none."""
    key, _ = period(date, by)
    first, last = days(key)
    return first is None or date.match(first, last) == "certain"


def days(key: PeriodKey) -> tuple[int | None, int | None]:
    """The first and the last day of the period with this key; of what is undated none."""
    first, width, _ = key
    if first <= -EVER:
        return None, None
    if width > -len(PERIODS):
        return first, _OF[PERIODS[max(1, -width)]](first)[1]
    return first, day_number(civil(first)[0] - width - len(PERIODS), 12, 31)


def is_of(key: PeriodKey, by: str) -> bool:
    """Whether a key is that of one such period, and of none that is wider."""
    return (bool(key[2]) if by == "hour" else key[1] == -PERIODS.index(by)) and key[0] > -EVER


def serial(key: PeriodKey, by: str) -> int:
    """The number of a period among all of its unit, counted without a gap; of a wider one that of the first in it."""
    first, _, clock = key
    return first * 24 + int(clock[:2] or 0) if by == "hour" else _serial(first, by)


def _serial(day: int, by: str) -> int:
    year, month, _ = civil(day)
    if by in {"day", "week"}:
        return day if by == "day" else (day - 1) // 7
    if by == "decade":
        return year // 10 if year > 0 else -1 - (1 - year) // 10
    if by == "century":
        return year // 100 if year > 0 else -1 - -year // 100
    return {"month": year * 12 + month - 1, "quarter": year * 4 + (month - 1) // 3, "year": year}[by]


Period = tuple[int, int, str]
"""First and last day, and what it is called."""


def of_serial(number: int, by: str) -> Period:
    """The period that has this number; an hour by whatever clock."""
    if by == "hour":
        day, hour = divmod(number, 24)
        return day, day, f"{_day(day)[2]}, {hour:02}:00–{hour:02}:59"
    if by in {"day", "week"}:
        return _OF[by](number if by == "day" else number * 7 + 1)
    if by in {"month", "quarter"}:
        size = 12 if by == "month" else 4
        return _OF[by](day_number(number // size, number % size * (12 // size) + 1, 1))
    size, before = {"year": (1, 0), "decade": (10, 2), "century": (100, 1)}[by]  # decades and centuries: no year 0 AD
    year = number * size + before if number < 0 else max(number * size, 1) if before else number
    return _OF[by](day_number(year, 1, 1))


def _day(day: int) -> Period:
    year, month, number = civil(day)
    return day, day, f"{number} {MONTHS[month - 1]} {year_words(year)}"


def _week(day: int) -> Period:
    monday = day - weekday(day)
    return monday, monday + 6, f"Week from {_day(monday)[2]}"


def _month(day: int) -> Period:
    year, month, number = civil(day)
    first = day - number + 1
    return first, first + month_days(year, month) - 1, f"{MONTHS[month - 1]} {year_words(year)}"


def _quarter(day: int) -> Period:
    year, month, _ = civil(day)
    number = (month - 1) // 3
    last = day_number(year, 3 * number + 3, month_days(year, 3 * number + 3))
    return day_number(year, 3 * number + 1, 1), last, f"Q{number + 1} {year_words(year)}"


def _year(day: int) -> Period:
    year = civil(day)[0]
    return _years(year, year, year_words(year))


def _decade(day: int) -> Period:
    """Decades are told by their tens, so that before and after 1 AD there are two of nine years."""
    year = civil(day)[0]
    told, era = (year, "AD") if year > 0 else (1 - year, "BC")
    tens = told // 10 * 10
    first, last = max(tens, 1), tens + 9
    if era == "BC":
        return _years(1 - last, 1 - first, f"{tens}s BC" if tens else "9–1 BC")
    called = f"{tens}s" + (" AD" if tens < 100 else "" if tens % 100 else " (decade)")
    return _years(first, last, called if tens else "1–9 AD")


def _century(day: int) -> Period:
    """Those after 1 AD by their hundreds, as decades are; those before are counted."""
    year = civil(day)[0]
    if year > 0:
        hundreds = year // 100 * 100
        return _years(max(hundreds, 1), hundreds + 99, f"{hundreds}s (century)" if hundreds else "1st century AD")
    number = -year // 100 + 1
    return _years(1 - 100 * number, 100 - 100 * number, f"{ordinal(number)} century BC")


def _years(first: int, last: int, called: str) -> Period:
    return day_number(first, 1, 1), day_number(last, 12, 31), called


_OF = {
    "day": _day,
    "week": _week,
    "month": _month,
    "quarter": _quarter,
    "year": _year,
    "decade": _decade,
    "century": _century,
}
