"""What has to be reckoned: days counted from today, a zone's offset on a day, dates in unusual spellings.

The one importer of dateutil. Reads no clock: today is handed in, and without it relative words are refused. Knows
nothing of ranges, sets and the other shapes of a phrase (see `ranges`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from timeline.dates.calendar import MONTHS, WEEKDAYS
from timeline.dates.phrases.moment import Moment, day_text
from timeline.dates.value import DateError
from timeline.dates.zones import is_zone

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

MONTH: Final = "(?:" + "|".join(f"{m[:3]}(?:{m[3:]})?" for m in map(str.lower, MONTHS)) + r"|sept)(?![a-z])\.?"
WEEKDAY: Final = (
    "(?:" + "|".join(f"{w[:3]}(?:{w[3:]})?" for w in map(str.lower, WEEKDAYS)) + r"|tues|weds|thur|thurs)(?![a-z])\.?"
)
_NUMBERS: Final = (
    "a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
_DAYS: Final = {
    "today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1,
    "the day before yesterday": -2, "the day after tomorrow": 2,
}  # fmt: skip
_LEAN: Final = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}
_LEANING: Final = rf"(?:the )?(?P<lean>{'|'.join(_LEAN)})"


def month_number(word: str) -> str:
    """The two digits of a month's name, whole or short."""
    return f"{next(i for i, name in enumerate(MONTHS, 1) if name[:3] == word[:3].capitalize()):02}"


def weekday_number(word: str) -> int:
    """The number of a weekday's name, whole or short; Monday is 0."""
    return next(i for i, name in enumerate(WEEKDAYS) if name[:3] == word[:3].capitalize())


def relative(words: str, today: date | None) -> Moment | None:
    """The moment that words such as "yesterday", "last Friday" or "3 days ago" name; None for other words.

    Raises:
        DateError: there is no today to count from, the words have two readings, or they leave the calendar.
    """
    for pattern, reckon in _RELATIVE:
        if m := re.fullmatch(pattern, words, re.IGNORECASE | re.ASCII):
            if today is None:
                raise DateError(f'"{words}" depends on the day it was written', "write the date itself")
            try:
                return reckon(m, today)
            except OverflowError as error:
                raise DateError(f'"{words}" leads out of the calendar') from error
    return None


def _moved(day: date, **by: int) -> date:
    """The day so many days, weeks, months or years later; months are clipped: 31 March less one is 29 February."""
    from dateutil.relativedelta import relativedelta  # start-up: only relative words need it

    try:
        return day + relativedelta(**by)  # type: ignore[arg-type]  # the keywords are all numbers here
    except ValueError as error:  # dateutil says so of a year before 1
        raise OverflowError from error


def _nearest(day: date, weekday: int, way: int) -> date:
    """The nearest such weekday on or after (1), or on or before the day (-1)."""
    from dateutil.relativedelta import FR, MO, SA, SU, TH, TU, WE, relativedelta  # start-up, as above

    return day + relativedelta(weekday=(MO, TU, WE, TH, FR, SA, SU)[weekday](way))


def _day(day: date, *notes: str) -> Moment:
    year, month, number = day.isoformat().split("-")
    return Moment(year, month, number, notes=notes)


def _unit(unit: str, day: date, *notes: str) -> Moment:
    """The week, weekend, month, quarter or year that holds the day."""
    monday = day.toordinal() - day.weekday()
    if unit in {"week", "weekend"}:
        first = monday + (5 if unit == "weekend" else 0)
        notes = (*notes, "weeks run from Monday to Sunday") if unit == "week" else notes
        return Moment(whole=f"[{day_text(first)}..{day_text(monday + 6)}]", notes=notes)
    month = {"month": f"{day.month:02}", "quarter": str(33 + (day.month - 1) // 3)}.get(unit, "")
    return Moment(f"{day.year:04}", month, notes=notes)


def _named_day(m: re.Match[str], today: date) -> Moment:
    word = m[0].lower()
    return _day(_moved(today, days=_DAYS[word]))._replace(kept=word == "tonight")


def _last_night(_: re.Match[str], today: date) -> Moment:
    yesterday = _moved(today, days=-1)
    return Moment(whole=f"{yesterday}/{today}", notes=("EDTF has no night: both days are stored",), kept=True)


def _counted(m: re.Match[str], today: date) -> Moment:
    """Months and years are taken as exact as they were said: two months ago is a month."""
    count, unit = m["count"].lower(), m["unit"].lower()
    if unit in {"hour", "minute"}:
        raise DateError("today is known here, but not the hour", "write the day and the time itself")
    number = int(count) if count.isdecimal() else 1 if count == "an" else max(1, _NUMBERS.index(count))
    number *= -1 if m[0].lower().endswith("ago") else 1
    if unit in {"month", "year", "decade"}:
        by = {"months": number} if unit == "month" else {"years": number * (10 if unit == "decade" else 1)}
        day = _moved(today, **by)
        return _unit("month" if unit == "month" else "year", day, f'"{m[0]}" names a {unit}, no day')
    return _day(_moved(today, days=number * {"day": 1, "week": 7, "fortnight": 14}[unit]))


def _leaning_unit(m: re.Match[str], today: date) -> Moment:
    unit, lean = m["unit"].lower(), _LEAN[m["lean"].lower()]
    if unit == "weekend" and lean == 1:
        both = [_unit(unit, _moved(today, weeks=n)) for n in (0, 1)]
        if m["lean"].lower() == "next":
            raise _two_readings(m[0], '"coming weekend" is the nearest', *both)
        return both[0]
    by = {"month": {"months": lean}, "quarter": {"months": 3 * lean}, "year": {"years": lean}}.get(
        unit, {"weeks": lean}
    )
    return _unit(unit, _moved(today, **by))


def _leaning_weekday(m: re.Match[str], today: date) -> Moment:
    number, lean = weekday_number(m["weekday"]), (m["lean"] or "").lower()
    name = WEEKDAYS[number]
    if m["week"]:
        monday = _nearest(_moved(today, weeks=_LEAN[m["week"].lower()]), 0, -1)
        return _day(_moved(monday, days=number))
    if not lean:
        return _day(_nearest(today, number, -1), f"no date given: read as the latest {name} not after today")
    if _LEAN[lean] < 0:
        return _day(_nearest(_moved(today, days=-1), number, -1), f"read as the latest {name} before today")
    if lean in {"this", "current"}:
        return _day(_moved(_nearest(today, 0, -1), days=number), f"read as the {name} of this week")
    coming = _nearest(_moved(today, days=1), number, 1)
    if lean == "next":
        raise _two_readings(m[0], f'"coming {name}" is the nearest', _day(coming), _day(_moved(coming, weeks=1)))
    return _day(coming)


def _leaning_month(m: re.Match[str], today: date) -> Moment:
    month, lean = int(month_number(m["month"])), _LEAN[m["lean"].lower()]
    name = MONTHS[month - 1]
    years = {-1: 0 if month < today.month else -1, 0: 0, 1: 0 if month > today.month else 1}[lean]
    found = _unit("month", _moved(today.replace(day=1, month=month), years=years))
    if m["lean"].lower() == "next":
        later = found._replace(year=f"{int(found.year) + 1:04}")
        raise _two_readings(m[0], f'"coming {name}" is the nearest', found, later)
    return found._replace(notes=(f"read as {name} {found.year}",))


def _two_readings(words: str, hint: str, *both: Moment) -> DateError:
    return DateError(f'"{words}" has two readings', hint, tuple(moment.edtf() for moment in both))


_AMOUNT: Final = (
    rf"(?P<count>\d{{1,4}}|an|{'|'.join(_NUMBERS)}) (?P<unit>day|week|fortnight|month|year|decade|hour|minute)s?"
)
_RELATIVE: Final[tuple[tuple[str, Callable[[re.Match[str], date], Moment]], ...]] = (
    ("|".join(_DAYS), _named_day),
    ("last night", _last_night),
    (rf"(?P<in>in )?{_AMOUNT}(?(in)| (?:ago|from now|from today|hence))", _counted),
    (rf"{_LEANING} (?P<unit>week|weekend|month|quarter|year)", _leaning_unit),
    (rf"(?:on )?(?:{_LEANING} )?(?P<weekday>{WEEKDAY})(?: (?P<week>last|this|next) week)?", _leaning_weekday),
    (rf"{_LEANING} (?P<month>{MONTH})", _leaning_month),
)


def dated(moment: Moment, today: date | None) -> Moment:
    """The moment with the year that was not said: the latest such month or day not after today, said aloud.

    Raises:
        DateError: there is no today to count from, or no such day in any year.
    """
    month = int(moment.month) if moment.month.isdecimal() else 0
    if not 0 < month <= 12:
        raise DateError("no year given", "write the year: spring 2022")
    day = int(moment.day) if moment.day.isdecimal() else 0
    name = f"{day or ''} {MONTHS[month - 1]}".lstrip()
    if today is None:
        raise DateError("no year given", f"write the year: {name} 2024")
    for year in range(today.year, today.year - 9, -1):  # 29 February is at most eight years away
        first = _real(year, month, day or 1)
        if first and first <= today:
            note = f"no year given: read as the latest {name} not after today"
            return moment._replace(year=f"{year:04}", notes=(*moment.notes, note))
    raise DateError(f"there is no {name}")


def _real(year: int, month: int, day: int) -> date | None:
    from datetime import date  # start-up: a full date needs no calendar

    try:
        return date(year, month, day)
    except ValueError:
        return None


def offset(zone: str, day: str, time: str) -> tuple[str, str]:
    """The offset of an IANA zone at a local time, and what must be said aloud.

    Before standard time clocks showed the sun's time, to the second, which EDTF cannot write: then there is none.

    Raises:
        DateError: a clock change skipped that hour or doubled it, or there is no such zone.
    """
    from datetime import datetime  # start-up: only times with a zone need it
    from zoneinfo import ZoneInfo  # likewise

    from dateutil import tz  # likewise

    clocks = f"{zone.rpartition('/')[2].replace('_', ' ')} clocks"
    try:
        when = datetime.fromisoformat(f"{day}T{time}")
    except ValueError:  # a year before 1 or beyond 9999
        return "", f"{clocks} of that year are not known: stored without an offset"
    if not is_zone(zone):
        raise DateError(f'"{zone}" is no zone of the IANA database', "write it as Europe/Kyiv")
    when = when.replace(tzinfo=ZoneInfo(zone))
    if not tz.datetime_exists(when):  # first: the skipped hour counts as ambiguous too
        raise DateError(f"{clocks} skipped {time} on {day}", "give the hour that was meant, or its offset: UTC+2")
    first, second = (when.replace(fold=fold).isoformat()[len(day) + 9 :] for fold in (0, 1))
    if tz.datetime_ambiguous(when):
        both = f"{day}T{time}{first}", f"{day}T{time}{second}"
        raise DateError(f"{clocks} showed {time} twice on {day}", "give its offset: UTC+2", both)
    if len(first) > len("+02:00"):
        return "", f"{clocks} then stood at {first}, which EDTF cannot write: stored without an offset"
    return first, ""


def other_spelling(text: str) -> Moment | None:
    """A date in an order of its own ("Sun Nov 17 20:20:00 2024"), read by dateutil behind a guard, or None.

    dateutil fills what is missing from a default, ignores words and takes any number (its issues 261 and 403). So: one
    month's name, one year of four digits, no other words but a weekday, am and pm; a field counts as given only
    when two different defaults agree on it; and every number in the text must have become a field.
    """
    words = re.findall("[a-z]+", text.lower())
    months = [word for word in words if re.fullmatch(MONTH, word)]
    days = [word for word in words if re.fullmatch(WEEKDAY, word)]
    others = set(words) - {*months, *days, "am", "pm", "st", "nd", "rd", "th"}
    numbers = re.findall(r"\d+", text)
    years = [number for number in numbers if len(number) == 4]
    strange = re.search(r"[^a-z0-9 ,:-]|\d,\S|--|[:-]{2}", text, re.IGNORECASE)
    if len(months) != 1 or len(days) > 1 or others or len(years) != 1 or strange:
        return None
    from datetime import datetime  # start-up: the last resort

    from dateutil import parser  # likewise: 45 ms

    defaults = datetime(2000, 1, 1), datetime(2004, 2, 2, 1, 1, 1, 1)  # noqa: DTZ001 - leap years, and no zone is meant
    try:
        one, two = (parser.parse(text, default=default) for default in defaults)
    except (ValueError, OverflowError):
        return None
    given = {
        part
        for part in ("year", "month", "day", "hour", "minute", "second")
        if getattr(one, part) == getattr(two, part)
    }
    clock = given & {"hour", "minute", "second"}
    if not given >= {"year", "month", "day"} or len(given) != len(numbers) + 1 or f"{one.year:04}" != years[0]:
        return None
    if one.tzinfo or (clock and "minute" not in clock):
        return None
    time = one.time().isoformat("seconds" if "second" in clock else "minutes") if clock else ""
    weekday = weekday_number(days[0]) if days else None
    return _day(one.date())._replace(time=time, weekday=weekday)
