"""Days that are counted: ISO weeks, days through a year, the last Friday of a month, three days after a date.

Knows the meaning of parts, but no words: these were read by `single_dates` and `spellings`.
"""

from datetime import date
from typing import Final

from timeline.dates import calendar, edtf
from timeline.dates.phrases.moment import Moment, day_parts, day_text, one_of, year_text
from timeline.dates.value import DateError

_DAYS: Final = {"day": 1, "week": 7, "fortnight": 14}
ORDINALS: Final = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first"
).split()
WEEKS: Final = "weeks run from Monday to Sunday"


def iso_week(year: int, number: int, weekday: int) -> Moment:
    """Week 34 of 2021: one of its seven days, or with a weekday (1 is Monday) that day."""
    try:
        first = date.fromisocalendar(year, number, 1).toordinal()
    except ValueError as error:
        raise DateError(f"{year} has no week {number}", "its weeks are counted as in ISO 8601, from Monday") from error
    if weekday:
        return Moment(*day_parts(first + weekday - 1))
    return Moment(whole=one_of(day_text(first), day_text(first + 6)), notes=(WEEKS,))


def day_of_year(year: int, number: int) -> Moment:
    """Day 322 of 2024."""
    first = edtf.day_number(year, 1, 1)
    days = edtf.day_number(year + 1, 1, 1) - first
    if not 0 < number <= days:
        raise DateError(f"{year} has no day {number}", f"it has {days} days")
    return Moment(*day_parts(first + number - 1))


def week_at(day: Moment, edge: str, words: str) -> Moment:
    """The seven days that begin or end with a day, or of which it is one: there it must be their first."""
    number = edtf.parse(day.edtf()).earliest or 0
    monday = number - calendar.weekday(number)
    spans = {first: f"{day_text(first)}/{day_text(first + 6)}" for first in (monday, number)}
    if edge == "of" and len(spans) > 1:
        raise DateError(f'"{words}": from its Monday, or from that day?', "write both days", tuple(spans.values()))
    first = number - 6 if edge in {"e", "ending", "to"} else number
    return Moment(whole=f"{day_text(first)}/{day_text(first + 6)}", notes=day.notes)


def beside(moment: Moment, count: int, unit: str, words: str) -> Moment | None:
    """What lies so many units after a date, or before it where the count is negative; None where it is less exact.

    Months and years are taken as exact as they were said: two months after a day is a month.
    """
    known = edtf.parse(moment.edtf())
    if known.earliest is None or not (moment.year + moment.month + moment.day).removeprefix("-").isdecimal():
        return None
    if unit in _DAYS:
        day = known.earliest + count * _DAYS[unit]
        return Moment(*day_parts(day), notes=moment.notes) if moment.day else None
    year, month, _ = edtf.civil(known.earliest)
    if known.precision == "season" or (unit == "month" and not moment.month):
        return None
    if unit == "month":
        year, month = divmod(year * 12 + month - 1 + count, 12)
        found = Moment(year_text(year), f"{month + 1:02}")
    else:
        found = Moment(year_text(year + count * (10 if unit == "decade" else 1)))
    exact = moment.day or (unit != "month" and moment.month)
    return found._replace(notes=(*moment.notes, *[f'"{words}" names a {unit}, no day'] * bool(exact)))


def within(day: Moment, count: int, unit: str, side: str, words: str) -> Moment:
    """One of the days so many units around a day, or on one side of it."""
    number, far = edtf.parse(day.edtf()).earliest or 0, count * _DAYS[unit]
    first, last = number - far * (side in {"of", "before"}), number + far * (side != "before")
    text = one_of(day_text(first), day_text(last))
    return Moment(whole=text, notes=(*day.notes, f'"{words}" is read as {text}'), kept=day.kept)


def nth(moment: Moment, nth: str, weekday: int | None, words: str) -> Moment | None:
    """The first or last day, or the nth weekday, of a month or a year."""
    known = edtf.parse(moment.edtf())
    if known.earliest is None or known.latest is None or known.precision not in {"month", "year"}:
        return None
    if known.latest - known.earliest > 366:  # of 156X-05: of which year?
        return None
    step, count = 7 if weekday is not None else 1, ordinal(nth, 1) - 1
    day = known.latest if nth == "last" else known.earliest
    if weekday is not None:
        day += -((calendar.weekday(day) - weekday) % 7) if nth == "last" else (weekday - calendar.weekday(day)) % 7
    day += count * step
    if day > known.latest:
        raise DateError(f'there is no "{words}"')
    return Moment(*day_parts(day), notes=moment.notes)


def share(moment: Moment, nth: str, what: str, words: str) -> Moment | None:
    """A half or a week of a month, in days; a half or a quarter of a decade or century, in years; None of others."""
    known = edtf.parse(moment.edtf())
    if known.earliest is None or known.latest is None:
        return None
    first, last, days = known.earliest, known.latest, True
    size = {"half": 15, "week": 7}.get(what, 0) if last - first < 31 else 0
    if known.precision != "month":
        first, last, days = edtf.civil(first)[0], edtf.civil(last)[0], False
        size = {("decade", "half"): 5, ("century", "half"): 50, ("century", "quarter"): 25}.get(
            (known.precision, what), 0
        )
    if not size:
        return None
    count = {"half": 2, "quarter": 4, "week": 4}[what]
    number = ordinal(nth, count) - 1
    if number >= count:
        raise DateError(f'there is no "{words}"')
    low = last - 6 if (nth, what) == ("last", "week") else first + number * size
    high = last if number == count - 1 and (what != "week" or nth == "last") else low + size - 1
    write = day_text if days else year_text
    text = one_of(write(low), write(high))
    return Moment(whole=text, kept=True, notes=(*moment.notes, f'"{words}" is taken as {text}'))


def ordinal(words: str, last: int) -> int:
    """The number of an ordinal: 19th, nineteenth, last."""
    word = words.lower()
    return last if word == "last" else ORDINALS.index(word) if word in ORDINALS else int(word[:-2])
