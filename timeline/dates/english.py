"""Shows dates as English phrases.

What is shown can be read back: `phrases.read` gives the same date again, whatever EDTF can say. Knows no clock, no time
zone but the one written in the date, and no language but English.
"""

from timeline.dates.calendar import MONTHS, plain_day
from timeline.dates.edtf import DateError, Edtf, civil, parse
from timeline.dates.value import Member, SingleDate

_SEASONS = ("spring", "summer", "autumn", "winter")
_PARTS = (
    "Q1", "Q2", "Q3", "Q4", "first third of", "second third of", "last third of", "first half of", "second half of",
)  # fmt: skip
_TH = {1: "st", 2: "nd", 3: "rd"}
_MARKS = ("", "uncertain", "approximate", "uncertain and approximate")
_MOST_JOINED = 12
"""Members of a set that one sentence holds; more are listed."""


def phrase(date: Edtf) -> str:
    """A date in English, such as "17 November 2024", "c. 1914" or "since 24 February 2022"."""
    first = date.members[0]
    if date.kind == "interval":
        return _interval(first.start, first.end, unlimited=first.unlimited)
    if date.kind in {"date", "datetime"}:
        return _single(first.start)
    one_of, spans = date.kind == "one-of", date.members
    if one_of and len(spans) == 1 and first.start is not first.end:
        return _range(first)
    singles = [span.start for span in spans if span.start and span.start is span.end]
    if 1 < len(spans) == len(singles) <= _MOST_JOINED:
        each = _alike(singles) or [_single(single) for single in singles]
        if not any(", " in text or " and " in text for text in each):
            return f"{', '.join(each[:-1])} {'or' if one_of else 'and'} {each[-1]}"
    listed = (
        _single(span.start)
        if span.start is span.end
        else _range(span)
        if one_of
        else _interval(span.start, span.end, unlimited=True)
        for span in spans
    )
    return f"{'one' if one_of else 'all'} of: {'; '.join(listed)}"


def when(date: str, basis: str, length: str = "") -> str:
    """A date in English with what it rests on: "17 November 2024 (reported)", "as of 17 November 2024".

    What is to be said of its length stands behind it. A text that is no EDTF is given back as it is.
    """
    try:
        day = plain_day(date)
        shown = f"{day.day} {MONTHS[day.month - 1]} {year_words(day.year)}" if day else phrase(parse(date))
    except DateError:
        return date
    shown += length
    return {"reported": f"{shown} (reported)", "as-of": f"as of {shown}"}.get(basis, shown)


def year_words(year: int) -> str:
    """An astronomical year as people write it: `44 BC` for -43, `50 AD`, `2024`, `12,345 AD`."""
    if 1000 <= year <= 9999:
        return str(year)
    number = 1 - year if year <= 0 else year
    return f"{number:,}" * (number > 9999) + str(number) * (number <= 9999) + (" BC" if year <= 0 else " AD")


def ordinal(number: int) -> str:
    """`1st`, `2nd`, `11th`."""
    return f"{number}{'th' if number % 100 // 10 == 1 else _TH.get(number % 10, 'th')}"


def _alike(singles: list[SingleDate]) -> list[str]:
    """Years, months and days in English, what they share said once: "3", "5 May 2022".

    Nothing when one of them has an X, a qualifier, a time or a season, and so cannot share words with a neighbour.
    """
    known = [p for p in singles if p.precision in {"year", "month", "day"} and not any(p.marks)]
    if len(known) < len(singles) or not all((p.year.removeprefix("-") + p.month + p.day).isdigit() for p in known):
        return []
    last = known[-1]
    year = len({(p.precision, p.year) for p in known}) == 1 and last.precision != "year"
    month = year and last.precision == "day" and len({p.month for p in known}) == 1
    shown = [_date(p) for p in known]
    for i, text in enumerate(shown[:-1]):
        shown[i] = text.split()[0] if month else text.removesuffix(f" {year_words(int(last.year))}") if year else text
    return shown


def _interval(start: SingleDate | None, end: SingleDate | None, *, unlimited: bool) -> str:
    if start and end:
        if start.clock and end.clock and start[:4] == end[:4] and start.offset == end.offset and start != end:
            return _single(start._replace(clock=f"{start.clock}–{end.clock}"))
        if start.precision == end.precision and start != end and (both := _alike([start, end])):
            return (" – " if " " in both[0] else "–").join(both)
        mixed = start.clock and end.clock and bool(start.offset) != bool(end.offset)  # else the offset goes for both
        first, last = (_single(one) + " (local time)" * bool(mixed and not one.offset) for one in (start, end))
        return f"from {first} to {last}"
    if start:
        return f"since {_single(start)}" if unlimited else f"from {_single(start)}, end unknown"
    return f"until {_single(end)}" + ", start unknown" * (not unlimited)


def _range(span: Member) -> str:
    """One of the days, months or years from one to another; beyond an edge, of a year or month by its neighbour."""
    if span.start and span.end:
        each = _alike([span.start, span.end]) or [_single(span.start), _single(span.end)]
        return f"between {each[0]} and {each[1]}"
    single = span.start or span.end
    if single and single.precision in {"year", "month"} and not any(single.marks):
        year, month, _ = civil(single.first - 1 if span.start else single.last + 1)
        if (single.year.removeprefix("-") + single.month).isdigit() and (abs(year) <= 9999 or not single.month):
            shown = f"{MONTHS[month - 1]} " * bool(single.month) + year_words(year)
            return f"after {shown}" if span.start else f"before {shown}"
    return f"on or after {_single(single)}" if span.start else f"by {_single(single)}"


def _single(single: SingleDate | None) -> str:
    """One date with its time and qualifiers."""
    assert single  # one of the ends that are there
    shown = _date(single)
    if single.clock:
        hours, _, minutes = single.offset.removeprefix("Z").partition(":")
        zone = f"UTC{hours[:1]}{hours[1:].removeprefix('0')}{'' if minutes in {'', '00'} else f':{minutes}'}"
        return f"{shown}, {single.clock}" + (f" ({zone})" if single.offset else "")
    mark = single.marks[0]
    if len(set(single.marks)) == 1:
        return f"{'c. ' * (mark > 1)}{shown}{' (uncertain)' * (mark & 1)}"
    names = ("year", "season" if single.precision == "season" else "month", "day")
    said = (f"{name} {_MARKS[mark]}" for name, mark in zip(names, single.marks, strict=False) if mark)
    return f"{shown} ({', '.join(said)})"


def _date(single: SingleDate) -> str:
    """One date without qualifiers and time; `_` stands for a digit that is not known."""
    year, month, day = single.year, single.month, single.day
    if not month:
        return _years(year) or _year(year)
    if single.precision == "season":
        return _season(int(month), year)
    of = " of " if _year(year)[0] == "a" else " "  # an unknown year, astronomical year
    if month == "XX":
        shown = f"some month in {_year(year)}"
    elif "X" in month:
        shown = f"month {month.replace('X', '_')} of {_year(year)}"
    else:
        shown = f"{MONTHS[int(month) - 1]}{of}{_year(year)}"
    if day == "XX":
        return f"some day in {_year(year) if month == 'XX' else shown}"
    if not day:
        return shown
    number = day.replace("X", "_") if "X" in day else str(int(day))
    return f"day {number} of {shown}" if "X" in month else f"{number} {shown}"


def _season(number: int, year: str) -> str:
    """A season, or another part of a year; those of a hemisphere say which."""
    called = _year(year)
    if number > 32:
        return f"{_PARTS[number - 33]} {called}"
    half = ("", " (northern hemisphere)", " (southern hemisphere)")[(number - 21) // 4]
    if number in {24, 28} and year.isdigit() and "1000" <= year < "9999":
        called += f"–{str(int(year) + 1).removeprefix(year[:2])}"  # winter goes on into the next year
    return f"{_SEASONS[(number - 21) % 4]} {'of ' * (called[0] == 'a')}{called}{half}"


def _years(year: str) -> str:
    """A decade, century or millennium by its name: `199X`; `190X` and `19XX`, which must be told apart; or nothing."""
    sign, digits = year[:-4], year[-4:]
    head = digits.rstrip("X")
    if not head.isdigit() or len(head) == 4 or sign not in {"", "-"}:
        return ""
    number = int(head) + 1
    if len(head) == 3 and not sign:
        era = "" if head >= "100" else " AD"
        return "" if head == "000" else f"{head.lstrip('0')}0s{era}{' (decade)' * head.endswith('0')}"
    if len(head) == 3 or (sign and number == 1):
        return ""
    if len(head) == 2 and number > 10 and not sign:
        return f"{head}00s (century)"
    return f"{ordinal(number)} {'century' if len(head) == 2 else 'millennium'}{' BC' * bool(sign)}"


def _year(year: str) -> str:
    """A year with whatever EDTF says of it: digits that are not known, an exponent, significant digits."""
    if year == "XXXX":
        return "an unknown year"
    number, s, figures = year.removeprefix("Y").partition("S")
    more = f" ({figures} significant digits)" if s else ""
    if number.removeprefix("-").isdigit() and not (s and number[0] == "-"):
        return year_words(int(number)) + more
    shown = number.replace("X", "_").replace("E", " × 10^")
    return f"astronomical year {shown}{more}" if number[0] == "-" or "E" in number else shown
