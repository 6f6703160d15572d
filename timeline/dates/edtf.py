"""Reads EDTF, the one form in which dates are kept.

Source: Library of Congress, "Extended Date/Time Format", 4 February 2019 (= ISO 8601-2:2019, Annex A), levels 0 to 2
in full, and two extensions: times without seconds, and intervals whose ends may be date-times. It is strict, and knows
the proleptic Gregorian calendar and nothing else: no clock, no time zone rules, no English (see `phrases`, `english`).

This is the door to dates: what a date is once it has been read is in `value`, the calendar in `calendar`.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import product

from timeline.dates import value
from timeline.dates.calendar import EVER, SEASONS, civil, day_number, iso_day, month_days, plain_day
from timeline.dates.value import PARTS, SIGNS, DateError, DateKind, Edtf, Match, Member, Precision, SingleDate

__all__ = ["EVER", "LARGEST_YEAR", "DateError", "Edtf", "Match", "civil", "day_number", "iso_day", "parse"]

LARGEST_YEAR: int = 99_999_999_999  # 11 digits: its seconds fit 64 bits, and the Big Bang can still be dated
LONGEST_DATE, LONGEST_SET, MOST_MEMBERS = 100, 30_000, 1000
_YEARS: tuple[Precision, ...] = ("year", "decade", "century", "millennium", "year")  # by the number of X at the right
_SHORTENED = re.compile(r"\d{4}-\d\d(?:/\d\d|-\d\d/\d\d(?:-\d\d)?)")
"""An interval whose end leaves out what it shares with the start: 2024-11/12, 2024-11-17/19."""


@lru_cache(maxsize=4096)
def parse(text: str) -> Edtf:
    """The date that an EDTF text means.

    Raises:
        DateError: the text is no EDTF of levels 0 to 2; with the place, and with the right spelling where one is known.
    """
    size = len(text)  # most dates are plain days, months or years: these are read in a tenth of the time
    day = plain_day(text + "-01-01"[size - 4 :]) if size in {4, 7, 10} else None
    if day is None:
        return _parse(text)
    precision, closes = PARTS[size // 3 - 1], 12 if size == 4 else day.month
    first = day.toordinal()
    last = first if size == 10 else day_number(day.year, closes, month_days(day.year, closes))
    single = SingleDate(precision, text[:4], text[5:7], text[8:], "", "", (0,) * (size // 3), first, last)
    return Edtf(text, "date", (Member(first, last, first, last, single, single),))


def _parse(text: str) -> Edtf:
    if not text:
        raise DateError("no date: the text is empty")
    one_of, many = text[0] == "[", text[0] in "[{"
    if len(text) > (LONGEST_SET if many else LONGEST_DATE):
        raise DateError(f"{len(text)} characters are too long for a date")
    if odd := next((c for c in text if not c.isascii() or not c.isprintable() or c == " "), ""):
        hint = "a date has an ordinary hyphen: -" if odd in "‐‑‒–—−" else ""
        hint = "write the T between date and time: 2024-11-17T20:20" if odd == " " and ":" in text else hint
        name = "a space" if odd.isspace() else f"the character {odd!r}"
        raise DateError(f"{name} cannot stand in an EDTF date", hint, col=text.index(odd) + 1)
    kind: DateKind
    if many:
        kind, members = "one-of" if one_of else "all-of", _members(text, one_of)
    elif "/" in text:
        kind, members = "interval", (_interval(text),)
    else:
        single = _single(text, 1)
        kind, members = "datetime" if single.clock else "date", (value.within(single, single),)
    return Edtf(text, kind, members)


def _members(text: str, one_of: bool) -> tuple[Member, ...]:
    """The members of `[...]` or `{...}`."""
    close = "]" if one_of else "}"
    if not text.endswith(close):
        hint = f"{text.rstrip(']}')}{close}" if len(text) < LONGEST_DATE else ""
        raise DateError(f'the set is not closed with "{close}"', hint, col=len(text) + 1)
    items = text[1:-1].split(",")
    if len(items) > MOST_MEMBERS:
        raise DateError(f"a set of {len(items)} members; {MOST_MEMBERS} are the most", "write ranges: A..B")
    spans, col = [], 2
    for number, item in enumerate(items):
        if len(item) > LONGEST_DATE:
            raise DateError(f"{len(item)} characters are too long for a member of a set", col=col)
        left, dots, right = item.partition("..")
        if "T" in item or "/" in item:
            raise DateError("a set holds dates and ranges A..B: no times, no intervals", "an interval is A/B", col=col)
        if dots and not (left or right):
            raise DateError("a set needs a date", col=col)
        if dots and ((not left and number) or (not right and number < len(items) - 1)):
            message = '".." alone means "or earlier" before the first date, "or later" after the last'
            raise DateError(message, "put it first, or last", col=col)
        start = _date(left, col) if left or not dots else None
        end = start if not dots else _date(right, col + len(left) + 2) if right else None
        if dots:
            _check_range(start, end, col)
        spans.append(value.within(start, end) if one_of or not dots else value.lasting(start, end, unlimited=True))
        col += len(item) + 1
    return tuple(spans)


def _check_range(start: SingleDate | None, end: SingleDate | None, col: int) -> None:
    """Refuse a range in a set whose sides have no year, differ in precision, or stand the wrong way round."""
    if (start and start.first == -EVER) or (end and end.last == EVER):
        raise DateError("a range needs dates with a year", col=col)
    if start and end and start.precision != end.precision:
        message = f"a range from a {start.precision} to a {end.precision}"
        raise DateError(message, "write both sides alike: 2004-06..2004-08", col=col)
    if start and end and value.backwards(start, end):
        raise DateError("the range ends before it starts", f"turn it round: {end}..{start}", col=col)


def _interval(text: str) -> Member:
    left, _, right = text.partition("/")
    middle = len(left) + 2
    if "/" in right:
        raise DateError("an interval has two ends: one slash", col=middle + right.index("/"))
    if _SHORTENED.fullmatch(text):  # as ISO 8601 allows, and EDTF does not
        whole = f"{left}/{left[: -len(right)]}{right}"
        _interval(whole)  # says what is wrong with that
        raise DateError("the end of an interval is written in full", f"write {whole}", col=middle)
    start, end = _end(left, 1, "start"), _end(right, middle, "end")
    if not start and not end:
        raise DateError("an interval needs a date", "2004/.. goes on, ../2004 has no start, 2004/ an unknown end")
    if start and end and value.backwards(start, end):
        raise DateError("the interval ends before it starts", f"{right}/{left}", col=middle)
    return value.lasting(start, end, unlimited=".." in {left, right})


def _end(text: str, col: int, name: str) -> SingleDate | None:
    if text.lower() in {"open", "unknown"}:
        hint = f'an open {name} is "..", an unknown {name} is left empty'
        raise DateError(f'"{text}" is the spelling of the 2012 draft', hint, col=col)
    return None if text in {"", ".."} else _single(text, col)


def _single(text: str, col: int) -> SingleDate:
    """One date or date-time, without `/`, `..` and brackets."""
    day, letter, time = text.partition("T")
    if not letter or not day:
        return _date(text, col)
    found = _date(day, col)
    if found.precision != "day" or "X" in day or any(found.marks):
        raise DateError("a time needs a whole day, without X or qualifier", "2024-11-17T20:20", col=col)
    clock, offset, seconds = _time(time, col + len(day) + 1)
    instant = found.first * 86_400 + seconds
    return found._replace(precision="time", clock=clock, offset=offset, instant=instant)


def _time(text: str, col: int) -> tuple[str, str, int]:
    """Clock and offset in canonical form, and the seconds from midnight UTC of the local day."""
    cut = next((i for i, c in enumerate(text) if c in "Z+-"), len(text))
    clock, offset = text[:cut], text[cut:]
    if "." in clock or "," in clock:
        raise DateError("fractions of a second are not EDTF", f"leave them out: T{clock[:8]}{offset}", col=col)
    fields = clock.split(":")
    if len(fields) not in {2, 3} or any(len(field) != 2 or not field.isdigit() for field in fields):
        raise DateError(f'"{clock}" is no time', "hours and minutes, seconds if known: T20:20 or T20:20:30", col=col)
    hour, minute, second = (*map(int, fields), 0)[:3]
    if hour > 23 or minute > 59 or second > 59:
        hint = "midnight is 00:00 of the next day" if hour == 24 else ""
        raise DateError(f"there is no time {clock}", "a leap second is written :59" if second == 60 else hint, col=col)
    if offset in {"", "Z"}:
        return clock, offset, hour * 3600 + minute * 60 + second
    m = re.fullmatch(r"[+-](\d\d)(?::(\d\d))?", offset)
    if not m:
        hint = f"the offset is {offset[:3]}:{offset[3:]}" if len(offset) == 5 and offset[1:].isdigit() else ""
        raise DateError(f'"{offset}" is no offset', hint or "Z, hours, or hours and minutes: +02:00", col=col + cut)
    hours, minutes = m.groups("00")
    east = (int(hours) * 60 + int(minutes)) * (-1 if offset[0] == "-" else 1)
    if int(minutes) > 59 or not -12 * 60 <= east <= 14 * 60:
        raise DateError(f"no place on Earth has the offset {offset}", "they go from -12:00 to +14:00", col=col + cut)
    if not east and offset[0] == "-":
        raise DateError("the offset zero has no minus", "the offset is Z", col=col + cut)
    spelt = f"{offset[0]}{hours}:{minutes}" if east else "Z"
    return clock, spelt, hour * 3600 + minute * 60 + second - east * 60


def _year(body: str, col: int, text: str) -> tuple[tuple[int, ...], Precision]:
    """The years that a year with or without X, Y, E or S can be, in order (with S the first and the last)."""
    sign = "-" if body.startswith(("-", "Y-")) else ""
    number, s, figures = body.removeprefix("Y").removeprefix("-").partition("S")
    if body.startswith("Y"):
        years: tuple[int, ...] = (_long_year(number, sign, col),)
    elif len(number) != 4 or not all(c.isdigit() or c == "X" for c in number) or (s and "X" in number):
        raise DateError(f'"{body}" is no year: four digits, X for an unknown one', _advice(text), col=col)
    else:
        years = _fits(number, 0, 9999)
    if sign and years == (0,):
        raise DateError("there is no year -0000", "0000 is 1 BC, -0001 is 2 BC", col=col)
    if s:
        size = max(4, len(str(years[0])))
        if not figures.isdigit() or len(figures) > 2 or not 0 < int(figures) <= size:
            raise DateError(f"significant digits go from S1 to S{size}", col=col + body.index("S"))
        step = 10 ** (size - int(figures))
        low = years[0] // step * step
        years = (max(low, len(sign)), low + step - 1)
    precision = _YEARS[len(number) - len(number.rstrip("X"))]
    return _before_zero(years) if sign else years, precision


@lru_cache(maxsize=128)  # a set may hold a thousand dates of any year
def _before_zero(years: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(-year for year in reversed(years) if year)


def _long_year(number: str, sign: str, col: int) -> int:
    """The magnitude of a year written with Y, without its sign: digits, perhaps E and an exponent."""
    digits, e, exponent = number.partition("E")
    if not digits.isdigit() or (e and not exponent.isdigit()):
        hint = "Y, a year, perhaps an exponent: Y170000002, Y17E7"
        raise DateError(f'"Y{sign}{number[:40]}" is no year', hint, col=col)
    short = len(digits) < 12 and len(exponent) < 3
    year: int = int(digits) * 10 ** int(exponent or 0) if short else LARGEST_YEAR + 1
    if year > LARGEST_YEAR:
        raise DateError("the year is too far away", f"{LARGEST_YEAR} is the last that can be kept", col=col)
    if year <= 9999:
        raise DateError("Y is for years of more than four digits", f"{sign}{year:04}", col=col)
    if digits[0] == "0":
        raise DateError("a year with Y has no leading zero", f"Y{sign}{number.lstrip('0')}", col=col)
    return year


@cache
def _fits(pattern: str, least: int, most: int) -> tuple[int, ...]:
    """The numbers from `least` to `most` that have these digits, where X is any."""
    every = product(*("0123456789" if c == "X" else c for c in pattern))
    return tuple(n for digits in every if least <= (n := int("".join(digits))) <= most)


def _days(years: tuple[int, ...], months: tuple[int, ...], days: tuple[int, ...]) -> Iterator[int]:
    """The days, in the order given, that exist with one of these years, months and days."""
    return (day_number(y, m, d) for y in years for m in months for d in days if d <= month_days(y, m))


def _advice(text: str) -> str:
    """What to write instead of the forms that people bring from elsewhere, or nothing."""
    low, bare = text.lower(), text.lstrip("-")
    parts = bare.split("-")
    if low in {"open", "unknown"}:
        return 'in an interval an open end is "..", an unknown one is left empty'
    if "?~" in text or "~?" in text:
        return text.replace("?~", "%").replace("~?", "%") + ": % is uncertain and approximate"
    if "(" in text:
        return "a qualifier at the left of a part is for that part alone: 2004-?06-11"
    if low.startswith("y") and text[0] != "Y":
        return text.upper()
    if "u" in text or "x" in text:
        return text.replace("u", "X").replace("x", "X") if not low.strip("0123456789ux-?~%") else ""
    if low.startswith("p") or "w" in low:
        return "weeks and durations are not EDTF: write the days, 2024-11-11/2024-11-17"
    if not all(part.isdigit() for part in parts):
        return ""
    sizes = [len(part) for part in parts]
    if sizes in ([2], [3]):
        unit = "century" if sizes == [2] else "decade"
        return f"{text}{'X' * (4 - sizes[0])} is the {unit}, {text[: -sizes[0]]}{bare:0>4} the year"
    if sizes in ([6], [8]):
        return "-".join([text[:4], text[4:6], text[6:]][: sizes[0] // 2 - 1])
    if sizes[0] > 4:
        return f"a year of more than four digits begins with Y: Y{text}"
    if sizes == [4, 3] and 0 < int(parts[1]) < 367:
        day = iso_day(day_number(int(parts[0]), 1, 1) + int(parts[1]) - 1)
        return f"days counted through the year are not EDTF: {day} is day {parts[1]}"
    if sizes == [4, 4]:
        return f"an interval has a slash: {parts[0]}/{parts[1]}"
    return "-".join([parts[0].zfill(4), *(part.zfill(2) for part in parts[1:])]) if sizes[0] == 4 else ""


def _date(text: str, col: int) -> SingleDate:
    """One date, without a time."""
    pieces = text.split("-")
    if pieces[0] in {*SIGNS, *(sign + "Y" for sign in SIGNS)} and len(pieces) > 1:  # the minus of a negative year
        pieces[:2] = [f"{pieces[0]}-{pieces[1]}"]
    bodies: list[str] = []
    marks: list[int] = []
    cols: list[int] = []
    for piece in pieces[:4]:
        left = piece[:1] if piece[:1] in SIGNS else ""
        body = piece.removeprefix(left)
        right = body[-1:] if body[-1:] in SIGNS else ""
        bodies.append(body.removesuffix(right))
        cols.append(col + len(left))
        marks = [mark | SIGNS.index(right) for mark in [*marks, SIGNS.index(left)]]  # at the right: for all to its left
        col += len(piece) + 1
    year, month, day = (*bodies, "", "")[:3]
    years, precision = _year(year, cols[0], text)
    if len(bodies) > 1 and ("Y" in year or "S" in year):
        raise DateError("a year with Y or S stands alone", col=cols[1])
    if len(bodies) > 3:
        raise DateError("a date has three parts: year, month, day", col=cols[3])
    if len(bodies) == 1:
        first, last = day_number(years[0], 1, 1), day_number(years[-1], 12, 31)
    elif (season := int(month) if month.isdigit() else 0) in SEASONS and len(month) == 2:
        if len(bodies) == 3:
            raise DateError("a season has no days", col=cols[2])
        precision = "season"
        opens, size = SEASONS[season]
        over, following = divmod(opens + size - 1, 12)
        first, last = day_number(years[0], opens, 1), day_number(years[-1] + over, following + 1, 1) - 1
    else:
        precision = PARTS[len(bodies) - 1]
        for name, part, place in zip(PARTS[1:], bodies[1:], cols[1:], strict=False):
            if len(part) != 2 or not all(c.isdigit() or c == "X" for c in part):
                raise DateError(f'"{part}" is no {name}: it has two digits', _advice(text), col=place)
        months, days = _fits(month, 1, 12), _fits(day or "XX", 1, 31)
        if not months:
            raise DateError(f"there is no month {month}", "months are 01 to 12, seasons 21 to 41", col=cols[1])
        found = next(_days(years, months, days), None)
        if found is None:
            known = len(months) == 1 and "X" not in year
            hint = f"{year}-{month} has {month_days(years[0], months[0])} days" if known else ""
            raise DateError(f"there is no day {year}-{month}-{day}", hint, col=cols[2])
        first, last = found, next(_days(years[::-1], months[::-1], days[::-1]))
    first, last = (-EVER, EVER) if year.endswith("XXXX") else (first, last)
    return SingleDate(precision, year, month, day, "", "", tuple(marks), first, last)
