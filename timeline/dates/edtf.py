"""Reads EDTF, the one form in which dates are kept.

Source: Library of Congress, "Extended Date/Time Format", 4 February 2019 (= ISO 8601-2:2019, Annex A), levels 0 to 2
in full, and two extensions: times without seconds, and intervals whose ends may be date-times. It is strict, and knows
the proleptic Gregorian calendar and nothing else: no clock, no time zone rules, no English (see `phrases`, `english`).

This is the door to dates: what a date is once it has been read is in `value`, the calendar in `calendar`.
"""

from functools import lru_cache

from timeline.dates import value
from timeline.dates.calendar import EVER, SEASONS, civil, day_number, iso_day, leap, month_days, season_months
from timeline.dates.value import PARTS, SIGNS, DateError, Edge, Edtf, Match, Member, Point, Precision

__all__ = ["EVER", "LARGEST_YEAR", "SEASONS", "SIGNS", "DateError", "Edtf", "Match", "Member", "Point"]
__all__ += ["civil", "day_number", "iso_day", "leap", "month_days", "parse"]

LARGEST_YEAR: int = 99_999_999_999  # 11 digits: its seconds fit 64 bits, and the Big Bang can still be dated
LONGEST_DATE, LONGEST_SET, MOST_MEMBERS = 100, 30_000, 1000
_TENS, _UNITS = "".join(c * 10 for c in "0123456789"), "0123456789" * 10
_YEARS: tuple[Precision, ...] = ("year", "decade", "century", "millennium", "year")  # by the number of X at the right


@lru_cache(maxsize=4096)
def parse(text: str) -> Edtf:
    """The date that an EDTF text means.

    Raises:
        DateError: the text is no EDTF of levels 0 to 2; with the place, and with the right spelling where one is known.
    """
    size = len(text)
    if size == 10 and text[4] == text[7] == "-":
        year, month, day = text[:4], text[5:7], text[8:]
        if text.isascii() and year.isdigit() and month.isdigit() and day.isdigit():
            y, m, d = int(year), int(month), int(day)
            if 0 < m < 13 and 0 < d <= month_days(y, m):
                first = day_number(y, m, d)
                return _plain(text, ("day", year, month, day, "", "", (0, 0, 0), first, first, None))
    elif size == 4 and text.isdigit() and text.isascii():
        y = int(text)
        first = day_number(y, 1, 1)
        return _plain(text, ("year", text, "", "", "", "", (0,), first, first + 364 + leap(y), None))
    elif size == 7 and text[4] == "-":
        year, month = text[:4], text[5:]
        if text.isascii() and year.isdigit() and month.isdigit():
            y, m = int(year), int(month)
            if 0 < m < 13:
                first = day_number(y, m, 1)
                last = first + month_days(y, m) - 1
                return _plain(text, ("month", year, month, "", "", "", (0, 0), first, last, None))
    return _parse(text)


def _plain(text: str, point: tuple[object, ...]) -> Edtf:
    # tuple.__new__ is what the classes themselves call: half the time of a date that needs no more than this.
    made = tuple.__new__(Point, point)
    first, last = made.first, made.last
    span = tuple.__new__(Member, (first, last, first, last, "known", "known", made, made))
    return tuple.__new__(Edtf, (text, "date", made.precision, (span,)))


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
    if many:
        members = _members(text, one_of)
        return Edtf(text, "one-of" if one_of else "all-of", _first_point(members).precision, members)
    if "/" in text:
        span = _interval(text)
        return Edtf(text, "interval", _first_point((span,)).precision, (span,))
    point = _point(text, 1)
    return Edtf(text, "datetime" if point.clock else "date", point.precision, (value.within(point, point),))


def _first_point(members: tuple[Member, ...]) -> Point:
    return next(point for span in members for point in (span.start, span.end) if point)


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
            raise DateError('".." alone means "or earlier" before the first date, "or later" after the last', col=col)
        start = _date(left, col) if left or not dots else None
        end = start if not dots else _date(right, col + len(left) + 2) if right else None
        if dots:
            _check_range(start, end, col)
        spans.append(value.within(start, end) if one_of or not dots else value.lasting(start, end, "open", "open"))
        col += len(item) + 1
    return tuple(spans)


def _check_range(start: Point | None, end: Point | None, col: int) -> None:
    """Refuse a range in a set whose sides have no year, differ in precision, or stand the wrong way round."""
    if (start and start.first is None) or (end and end.last is None):
        raise DateError("a range needs dates with a year", col=col)
    if start and end and start.precision != end.precision:
        message = f"a range from a {start.precision} to a {end.precision}"
        raise DateError(message, "write both sides alike: 2004-06..2004-08", col=col)
    if start and end and value.backwards(start, end):
        raise DateError("the range ends before it starts", f"{end}..{start}", col=col)


def _interval(text: str) -> Member:
    left, _, right = text.partition("/")
    middle = len(left) + 2
    if "/" in right:
        raise DateError("an interval has two ends: one slash", col=middle + right.index("/"))
    sides: list[tuple[Point | None, Edge]] = []
    for side, col, name in ((left, 1, "start"), (right, middle, "end")):
        if side.lower() in {"open", "unknown"}:
            hint = f'an open {name} is "..", an unknown {name} is left empty'
            raise DateError(f'"{side}" is the spelling of the 2012 draft', hint, col=col)
        sides.append((None, "open" if side else "unknown") if side in {"", ".."} else (_point(side, col), "known"))
    (start, starts), (end, ends) = sides
    if not start and not end:
        raise DateError("an interval needs a date", "2004/.. goes on, ../2004 has no start, 2004/ an unknown end")
    if start and end and value.backwards(start, end):
        raise DateError("the interval ends before it starts", f"{right}/{left}", col=middle)
    return value.lasting(start, end, starts, ends)


def _point(text: str, col: int) -> Point:
    """One date or date-time, without `/`, `..` and brackets."""
    day, letter, time = text.partition("T")
    if not letter or not day:
        return _date(text, col)
    date = _date(day, col)
    if date.precision != "day" or "X" in day or any(date.marks) or date.first is None:
        raise DateError("a time needs a whole day, without X or qualifier", "2024-11-17T20:20", col=col)
    clock, offset, seconds = _time(time, col + len(day) + 1)
    instant = date.first * 86_400 + seconds
    return date._replace(precision="time", clock=clock, offset=offset, instant=instant)


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
    hours, _, minutes = (offset[1:] if len(offset) > 3 else f"{offset[1:]}:00").partition(":")
    if not (len(hours) == len(minutes) == 2 and hours.isdigit() and minutes.isdigit()):
        hint = f"{offset[:3]}:{offset[3:]}" if len(offset) == 5 and offset[1:].isdigit() else ""
        raise DateError(f'"{offset}" is no offset', hint or "Z, hours, or hours and minutes: +02:00", col=col + cut)
    east = (int(hours) * 60 + int(minutes)) * (-1 if offset[0] == "-" else 1)
    if int(minutes) > 59 or not -12 * 60 <= east <= 14 * 60:
        raise DateError(f"no place on Earth has the offset {offset}", "they go from -12:00 to +14:00", col=col + cut)
    if not east and offset[0] == "-":
        raise DateError("the offset zero has no minus", "Z", col=col + cut)
    spelt = f"{offset[0]}{hours}:{minutes}" if east else "Z"
    return clock, spelt, hour * 3600 + minute * 60 + second - east * 60


def _year(body: str, col: int, text: str) -> tuple[int, int, Precision]:
    """The first and last year that a year with or without X, Y, E or S can be, and its precision."""
    sign = "-" if body.startswith(("-", "Y-")) else ""
    number, s, figures = body.removeprefix("Y").removeprefix("-").partition("S")
    if body.startswith("Y"):
        low = high = _long_year(number, sign, col)
    elif len(number) != 4 or not all(c.isdigit() or c == "X" for c in number) or (s and "X" in number):
        raise DateError(f'"{body}" is no year: four digits, X for an unknown one', _advice(text), col=col)
    else:
        low, high = int(number.replace("X", "0")), int(number.replace("X", "9"))
    if sign and not high:
        raise DateError("there is no year -0000", "0000 is 1 BC, -0001 is 2 BC", col=col)
    if s:
        size = max(4, len(str(low)))
        if not figures.isdigit() or len(figures) > 2 or not 0 < int(figures) <= size:
            raise DateError(f"significant digits go from S1 to S{size}", col=col + body.index("S"))
        step = 10 ** (size - int(figures))
        low = low // step * step
        high = low + step - 1
    precision = _YEARS[len(number) - len(number.rstrip("X"))]
    if not sign:
        return low, high, precision
    head, x, tail = number.rpartition("X")  # the year next to zero that fits is not zero: of -XX00 it is -0100
    return -high, -low or -int(f"{head.replace('X', '0')}1{tail}" if x else 1), precision


def _long_year(number: str, sign: str, col: int) -> int:
    """The magnitude of a year written with Y, without its sign: digits, perhaps E and an exponent."""
    digits, e, exponent = number.partition("E")
    if not digits.isdigit() or (e and not exponent.isdigit()):
        raise DateError(
            f'"Y{sign}{number[:40]}" is no year', "Y, a year, perhaps an exponent: Y170000002, Y17E7", col=col
        )
    if len(digits) > 11 or len(exponent) > 2 or int(digits) * 10 ** int(exponent or 0) > LARGEST_YEAR:
        raise DateError("the year is too far away", f"{LARGEST_YEAR} is the last that can be kept", col=col)
    value: int = int(digits) * 10 ** int(exponent or 0)
    if value <= 9999:
        raise DateError("Y is for years of more than four digits", f"{sign}{value:04}", col=col)
    if digits[0] == "0":
        raise DateError("a year with Y has no leading zero", f"Y{sign}{number.lstrip('0')}", col=col)
    return value


def _fits(pattern: str, low: int, high: int) -> list[int]:
    """The two-digit numbers from `low` to `high` that fit the digits, with X for any."""
    if "X" not in pattern:
        return [int(pattern)] if low <= int(pattern) <= high else []
    tens, units = pattern[0], pattern[1]
    return [n for n in range(low, high + 1) if tens in {"X", _TENS[n]} and units in {"X", _UNITS[n]}]


_Day = tuple[int, int, int]


def _real(year: str, low: int, high: int, months: list[int], days: list[int]) -> tuple[_Day, _Day] | None:
    """The first and last day that exists with such a year, month and day; None when no such day does."""
    first = next(((low, m, d) for m in months for d in days if d <= month_days(low, m)), None)
    last = next(((high, m, d) for m in months[::-1] for d in days[::-1] if d <= month_days(high, m)), None)
    if first and last:
        return first, last
    if 2 not in months or 29 not in days:
        return None
    # All that is left is 29 February: the first and last leap year that fit. Year 0 has no minus.
    minus = year[0] == "-"
    heads, tails = _fits(year[-4:-2], 0, 99), [t for t in _fits(year[-2:], 0, 99) if t % 4 == 0]
    least = next((h * 100 + t for h in heads for t in tails if leap(h * 100 + t) and (h or t or not minus)), None)
    most = next((h * 100 + t for h in heads[::-1] for t in tails[::-1] if leap(h * 100 + t)), None)
    if least is None or most is None:
        return None
    return ((-most, 2, 29), (-least, 2, 29)) if minus else ((least, 2, 29), (most, 2, 29))


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
        return f"{text}{'X' * (4 - sizes[0])} is the {unit}, {text.zfill(4)} the year"
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


def _date(text: str, col: int) -> Point:
    """One date, without a time."""
    pieces = text.split("-")
    if pieces[0] in {*SIGNS, *(sign + "Y" for sign in SIGNS)} and len(pieces) > 1:  # the minus of a negative year
        pieces[:2] = [f"{pieces[0]}-{pieces[1]}"]
    bodies: list[str] = []
    marks: list[int] = []
    cols: list[int] = []
    for piece in pieces[:4]:
        left = SIGNS.index(piece[0]) if piece[:1] in {"?", "~", "%"} else 0
        right = SIGNS.index(piece[-1]) if len(piece) > 1 and piece[-1] in "?~%" else 0
        bodies.append(piece[bool(left) : len(piece) - bool(right)])
        marks = [mark | right for mark in [*marks, left]]  # at the right: this part and all to its left
        cols.append(col + bool(left))
        col += len(piece) + 1
    year, month, day = (*bodies, "", "")[:3]
    low, high, precision = _year(year, cols[0], text)
    if len(bodies) > 1 and ("Y" in year or "S" in year):
        raise DateError("a year with Y or S stands alone", col=cols[1])
    if len(bodies) > 3:
        raise DateError("a date has three parts: year, month, day", col=cols[3])
    if len(bodies) == 1:
        bounds = (low, 1, 1), (high, 12, 31)
    elif (season := int(month) if month.isdigit() else 0) in SEASONS and len(month) == 2:
        if len(bodies) == 3:
            raise DateError("a season has no days", col=cols[2])
        precision = "season"
        over, closes = divmod(SEASONS[season] + season_months(season) - 2, 12)
        bounds = (low, SEASONS[season], 1), (high + over, closes + 1, month_days(high + over, closes + 1))
    else:
        precision = PARTS[len(bodies) - 1]
        for name, part, place in zip(PARTS[1:], bodies[1:], cols[1:], strict=False):
            if len(part) != 2 or not all(c.isdigit() or c == "X" for c in part):
                raise DateError(f'"{part}" is no {name}: it has two digits', _advice(text), col=place)
        months, days = _fits(month, 1, 12), _fits(day or "XX", 1, 31)
        if not months:
            raise DateError(f"there is no month {month}", "months are 01 to 12, seasons 21 to 41", col=cols[1])
        found = _real(year, low, high, months, days)
        if not found:
            known = len(months) == 1 and "X" not in year
            hint = f"{year}-{month} has {month_days(low, months[0])} days" if known else ""
            raise DateError(f"there is no day {year}-{month}-{day}", hint, col=cols[2])
        bounds = found
    if year.endswith("XXXX"):
        return Point(precision, year, month, day, "", "", tuple(marks), None, None)
    return Point(precision, year, month, day, "", "", tuple(marks), day_number(*bounds[0]), day_number(*bounds[1]))
