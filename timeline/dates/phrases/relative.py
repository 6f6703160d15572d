"""What has to be reckoned: days counted from today, a missing year.

The one importer of dateutil. Reads no clock: today is handed in, and without it relative words are refused. Knows
nothing of ranges, sets and the other shapes of a phrase (see `ranges`).
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from timeline.dates import edtf
from timeline.dates.calendar import MONTHS, WEEKDAYS, month_days
from timeline.dates.phrases.counted import WEEKS
from timeline.dates.phrases.moment import NIGHT, Moment, day_parts, day_text, one_of
from timeline.dates.value import DateError

MONTH: Final = "(?:" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS) + r"|sept)(?![a-z])\.?"
WEEKDAY: Final = "(?:" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in WEEKDAYS) + r"|tues|weds|thurs?)(?![a-z])\.?"
_UNITS: Final = {
    "day": {"days": 1}, "week": {"weeks": 1}, "weekend": {"weeks": 1}, "fortnight": {"weeks": 2},
    "month": {"months": 1}, "quarter": {"months": 3}, "year": {"years": 1}, "decade": {"years": 10},
}  # fmt: skip
NUMBERS: Final = {"a": 1, "an": 1} | {
    word: n for n, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
}
_DAYS: Final = {
    "today": 0, "yesterday": -1, "tomorrow": 1,
    "the day before yesterday": -2, "the day after tomorrow": 2,
}  # fmt: skip
_LEAN: Final = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}


def position(word: str, names: tuple[str, ...]) -> int:
    """The place of a month's or weekday's name, whole or short, among their names; January and Monday are 0."""
    return [name[:3] for name in names].index(word[:3].capitalize())


def easters(year: int) -> tuple[int, ...]:
    """The numbers of the days of the Western and the Orthodox Easter; nothing before they were two."""
    from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter  # start-up, as below

    if year < 1583:  # before, all kept one day, of the Julian calendar
        return ()
    return tuple(easter(year, method).toordinal() for method in (EASTER_WESTERN, EASTER_ORTHODOX))


def relative(words: str, today: date | None, *, completes: bool = True) -> Moment | None:
    """The moment that words such as "yesterday", "last Friday" or "3 days ago" name; None for other words."""
    for pattern, reckon in _RELATIVE:
        if m := re.fullmatch(pattern, words, re.IGNORECASE | re.ASCII):
            if today is None:
                raise DateError(f'"{words}" depends on the day it was written', "write the date itself")
            if reckon is _leaning_weekday and not (completes or m["lean"] or m["week"]):
                raise DateError("no date given", "write the day, the month and the year: 17 November 2024")
            try:
                return reckon(m, today)
            except DateError:
                raise
            except (OverflowError, ValueError) as error:  # dateutil raises either beyond the years 1 to 9999
                raise DateError(f'"{words}" leads out of the calendar') from error
    return None


def _moved(day: date, number: int, unit: str = "day") -> date:
    """The day so many units later; a month is clipped: 31 March less one is 29 February."""
    from dateutil.relativedelta import relativedelta  # start-up: only relative words need it

    return day + number * relativedelta(**_UNITS[unit])  # type: ignore[arg-type]  # the keywords are all numbers here


def _day(day: date, *notes: str) -> Moment:
    return Moment(*day_parts(day.toordinal()), notes=notes)


def _unit(unit: str, day: date, *notes: str) -> Moment:
    """The week, weekend, month, quarter or year that holds the day."""
    monday = day.toordinal() - day.weekday()
    if unit in {"week", "weekend"}:
        first = monday + (5 if unit == "weekend" else 0)
        return Moment(whole=one_of(day_text(first), day_text(monday + 6)), notes=(WEEKS,) * (unit == "week"))
    month = {"month": f"{day.month:02}", "quarter": str(33 + (day.month - 1) // 3)}.get(unit, "")
    return Moment(f"{day.year:04}", month, notes=notes)


def _named_day(m: re.Match[str], today: date) -> Moment:
    return _day(_moved(today, _DAYS[m[0].lower()]))


def _near_night(m: re.Match[str], today: date) -> Moment:
    first = _moved(today, -1 if m[0].lower() == "last night" else 0)
    return Moment(whole=f"{first}/{_moved(first, 1)}", notes=(NIGHT,), kept=True)


def _counted(m: re.Match[str], today: date) -> Moment:
    """Months and years are taken as exact as they were said: two months ago is a month."""
    count, unit = m["count"].lower(), m["unit"].lower()
    if unit in {"hour", "minute"}:
        raise DateError("today is known here, but not the hour", "write the day and the time itself")
    number = int(count) if count.isdecimal() else NUMBERS[count]
    day = _moved(today, -number if m[0].lower().endswith("ago") else number, unit)
    if unit in {"month", "year", "decade"}:
        return _unit("month" if unit == "month" else "year", day, f'"{m[0]}" names a {unit}, no day')
    return _day(day)


def _rolling(m: re.Match[str], today: date) -> Moment:
    """In the past week, the last three days: up to today, which is one of them."""
    count, unit = (m["count"] or "a").lower(), m["unit"].lower()
    number = int(count) if count.isdecimal() else NUMBERS[count]
    if not number:
        raise DateError(f'"{m[0]}" is no time at all')
    first, last = day_text(_moved(today, -number, unit).toordinal() + 1), today.isoformat()
    text = one_of(first, last)
    return Moment(whole=text, notes=(f'"{m[0]}" is read as up to today: {text}',))


def _this_far(m: re.Match[str], today: date) -> Moment:
    """Earlier this month, later this year: from its first day to today, or from today to its last."""
    if m["unit"].lower() == "today":
        return _day(today).without(m["side"].lower())
    held = edtf.parse(_unit(m["unit"].lower().removeprefix("this "), today).edtf())
    days = (held.earliest, today.toordinal()) if m["side"].lower() == "earlier" else (today.toordinal(), held.latest)
    first, last = (day_text(day or 0) for day in days)
    return Moment(whole=one_of(first, last))


def _leaning_unit(m: re.Match[str], today: date) -> Moment:
    unit, lean = m["unit"].lower(), m["lean"].lower()
    if unit == "weekend" and _LEAN[lean] == 1:
        both = [_unit(unit, _moved(today, n, unit)) for n in (0, 1)]
        if lean == "next":
            raise _two_readings(m[0], '"coming weekend" is the nearest', *both)
        return both[0]
    return _unit(unit, _moved(today, _LEAN[lean], unit))


def _leaning_weekday(m: re.Match[str], today: date) -> Moment:
    number, lean = position(m["weekday"], WEEKDAYS), (m["lean"] or "").lower()
    name, of_this_week = WEEKDAYS[number], number - today.weekday()
    back = -of_this_week % 7
    if m["week"]:
        return _day(_moved(today, of_this_week + 7 * _LEAN[m["week"].lower()]))
    if not lean:
        return _day(_moved(today, -back), f"no date given: read as the latest {name} not after today")
    if _LEAN[lean] < 0:
        return _day(_moved(today, -(back or 7)), f"read as the latest {name} before today")
    if _LEAN[lean] == 0:
        return _day(_moved(today, of_this_week), f"read as the {name} of this week")
    coming = _moved(today, 7 - back)
    if lean == "next":
        raise _two_readings(m[0], f'"coming {name}" is the nearest', _day(coming), _day(_moved(coming, 7)))
    return _day(coming)


def _leaning_month(m: re.Match[str], today: date) -> Moment:
    month, lean = position(m["month"], MONTHS) + 1, m["lean"].lower()
    name, within_year = MONTHS[month - 1], _LEAN[lean] * (month - today.month) > 0
    year = today.year + (0 if within_year else _LEAN[lean])
    found, later = (Moment(f"{n:04}", f"{month:02}", notes=(f"read as {name} {n:04}",)) for n in (year, year + 1))
    if lean == "next":
        raise _two_readings(m[0], f'"coming {name}" is the nearest', found, later)
    return found


def _two_readings(words: str, hint: str, *both: Moment) -> DateError:
    return DateError(f'"{words}" has two readings', hint, tuple(moment.edtf() for moment in both))


_LEANING: Final = rf"(?:the )?(?P<lean>{'|'.join(_LEAN)})"
_AMOUNT: Final = (
    rf"(?P<count>\d{{1,4}}|{'|'.join(NUMBERS)}) (?P<unit>day|week|fortnight|month|year|decade|hour|minute)s?"
)
_SPANS: Final = "day|week|fortnight|month|quarter|year|decade"
_RELATIVE: Final[tuple[tuple[str, Callable[[re.Match[str], date], Moment]], ...]] = (
    ("|".join(_DAYS), _named_day),
    ("last night|tonight", _near_night),
    (rf"(?P<in>in )?{_AMOUNT}(?(in)| (?:ago|from now|from today|hence))", _counted),
    (rf"(?:the )?past (?:(?P<count>\d{{1,4}}|{'|'.join(NUMBERS)}) )?(?P<unit>{_SPANS})s?", _rolling),
    (rf"(?:the )?last (?P<count>\d{{1,4}}|{'|'.join(NUMBERS)}) (?P<unit>{_SPANS})s?", _rolling),
    (r"(?P<side>earlier|later) (?P<unit>today|this (?:week|month|quarter|year))", _this_far),
    (rf"{_LEANING} (?P<unit>week|weekend|month|quarter|year)", _leaning_unit),
    (rf"(?:on )?(?:{_LEANING} )?(?P<weekday>{WEEKDAY})(?: (?P<week>last|this|next) week)?", _leaning_weekday),
    (rf"{_LEANING} (?P<month>{MONTH})", _leaning_month),
)


def dated(moment: Moment, today: date | None) -> Moment:
    """The moment with the year that was not said: the latest such month or day not after today, said aloud."""
    month = int(moment.month) if moment.month.isdecimal() else 0
    if not 0 < month <= 12:
        raise DateError("no year given", "write the year: spring 2022")
    day = int(moment.day) if moment.day.isdecimal() else 0
    name = f"{day or ''} {MONTHS[month - 1]}".lstrip()
    if today is None:
        raise DateError("no year given", f"write the year too: {name} YYYY")
    for year in range(today.year, today.year - 9, -1):  # 29 February is at most eight years away
        if day <= month_days(year, month) and (year, month, day or 1) <= (today.year, today.month, today.day):
            note = f"no year given: read as the latest {name} not after today"
            return moment._replace(year=f"{year:04}").saying(note)
    raise DateError(f"there is no {name}", "a year has four digits, or AD or BC" if day > 31 else "")
