"""Shows dates: as English phrases, and under headings by month or year.

What is shown can be read back: `phrases.read` gives the same date again, and what has no good English form is shown as
its EDTF text. Knows no clock, no time zone but the one written in the date, and no language but English.
"""

from timeline.dates.calendar import MONTHS, plain_day
from timeline.dates.edtf import EVER, DateError, Edtf, civil, day_number, parse
from timeline.dates.value import SingleDate

_NAMED_SEASONS = {
    "21": "spring", "22": "summer", "23": "autumn", "24": "winter",
    "33": "Q1", "34": "Q2", "35": "Q3", "36": "Q4", "40": "first half of", "41": "second half of",
}  # fmt: skip
"""Those with an English name; the others are shown as EDTF."""
_TH = {1: "st", 2: "nd", 3: "rd"}
_MARKS = ("", "uncertain", "approximate", "uncertain and approximate")


def phrase(date: Edtf) -> str:
    """A date in English, such as "17 November 2024", "c. 1914" or "since 24 February 2022"; else its EDTF text."""
    first, *others = date.members
    if date.kind == "interval":
        shown = _interval(first.start, first.end, unlimited=first.unlimited)
    elif date.kind in {"date", "datetime"}:
        shown = _single(first.start)
    elif others:
        each = _alike([span.start if span.start == span.end else None for span in date.members])
        shown = f"{', '.join(each[:-1])} {'or' if date.kind == 'one-of' else 'and'} {each[-1]}" if each else ""
    elif date.kind == "all-of" or first.start == first.end:
        shown = ""
    elif first.start and first.end:
        each = _alike([first.start, first.end])
        shown = f"between {each[0]} and {each[1]}" if each else ""
    else:
        shown = _led("on or after", first.start) or _led("by", first.end)
    return shown or date.text


def when(date: str, basis: str) -> str:
    """A date in English with what it rests on: "17 November 2024 (reported)", "as of 17 November 2024".

    A text that is no EDTF is given back as it is.
    """
    try:
        day = plain_day(date)
        shown = f"{day.day} {MONTHS[day.month - 1]} {year_words(day.year)}" if day else phrase(parse(date))
    except DateError:
        return date
    return {"reported": f"{shown} (reported)", "as-of": f"as of {shown}"}.get(basis, shown)


def group(date: Edtf, by: str) -> tuple[tuple[int, int], str]:
    """Key and heading of the group in which a date stands, by "month" or "year"; the keys put groups in order.

    A date that fits no such unit stands in the smallest that holds it: "2024, month not known", "1990s", "undated";
    each comes before the smaller units in it. An interval and a set without limit stand at the first date written that
    has a year, a season in the year by which it is called.
    """
    first, last = date.earliest, date.latest
    if first is None or last is None or date.kind not in {"one-of", "all-of"}:
        single = next((single for single in date.singles if single.first > -EVER), None)
        if not single:
            return (-EVER, 0), "undated"
        first, last = single.first, single.last
        if single.precision == "season" and "X" not in single.year:
            first, last = day_number(int(single.year), 1, 1), day_number(int(single.year), 12, 31)
    (year, month, _), (end, end_month, _) = civil(first), civil(last)
    if year == end:
        if by == "year":
            return (day_number(year, 1, 1), -1), year_words(year)
        if month == end_month:
            return (day_number(year, month, 1), 0), f"{MONTHS[month - 1]} {year_words(year)}"
        return (day_number(year, 1, 1), -1), f"{year_words(year)}, month not known"
    for rank, size, name in ((-2, 10, "decade"), (-3, 100, "century")):
        start = year // size * size
        if start > 0 and start == end // size * size:
            heading = f"{start}s" if start % 100 else f"{start}s ({name})"
            return (day_number(start, 1, 1), rank), heading
    return (day_number(year, 1, 1), -3 + year - end), f"{year_words(year)} – {year_words(end)}"


def year_words(year: int) -> str:
    """An astronomical year as people write it: `44 BC` for -43, `50 AD`, `2024`."""
    return f"{1 - year} BC" if year <= 0 else f"{year} AD" if year < 1000 else str(year)


def _alike(singles: list[SingleDate | None]) -> list[str]:
    """Years, months and days in English, what they share said once: "3", "5 May 2022".

    Nothing when one of them has an X, a qualifier, a time or a season, and so cannot share words with a neighbour.
    """
    known = [p for p in singles if p and p.precision in {"year", "month", "day"} and not any(p.marks)]
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
        if start.clock and end.clock and bool(start.offset) != bool(end.offset):
            return ""  # in English the offset would go for both
        return f"from {_single(start)} to {_single(end)}" if _single(start) and _single(end) else ""
    if start:
        return _led("since", start) if unlimited else _led("from", start, ", end unknown")
    return _led("until", end, "" if unlimited else ", start unknown")


def _led(words: str, single: SingleDate | None, more: str = "") -> str:
    """The words, the date in English, more words; nothing when it has no English form."""
    shown = _single(single)
    return f"{words} {shown}{more}" if shown else ""


def _single(single: SingleDate | None) -> str:
    """One date with its time and qualifiers, or nothing."""
    shown = _date(single) if single else ""
    if not single or not shown:
        return ""
    if single.clock:
        hours, _, minutes = single.offset.removeprefix("Z").partition(":")
        zone = f"UTC{hours[:1]}{hours[1:].removeprefix('0')}{'' if minutes in {'', '00'} else f':{minutes}'}"
        return f"{shown}, {single.clock}" + (f" ({zone})" if single.offset else "")
    mark = single.marks[0]
    if len(set(single.marks)) == 1:
        return "" if mark and "X" in single.day + single.month else f"{'c. ' * (mark > 1)}{shown}{' (?)' * (mark & 1)}"
    names = ("year", "season" if single.precision == "season" else "month", "day")
    said = (f"{name} {_MARKS[mark]}" for name, mark in zip(names, single.marks, strict=False) if mark)
    return f"{shown} ({', '.join(said)})"


def _date(single: SingleDate) -> str:
    """One date without qualifiers and time, or nothing."""
    year, month, day = single.year, single.month, single.day
    if not year.removeprefix("-").isdigit():
        return _years(year) if not month else ""
    called = year_words(int(year))
    if single.precision == "season":
        if month not in _NAMED_SEASONS or not 1000 <= int(year) < 9999:
            return ""
        after = str(int(year) + 1).removeprefix(year[:2])  # winter goes on into the next year and is called by both
        return f"{_NAMED_SEASONS[month]} {year}" + f"–{after}" * (month == "24")
    if day == "XX" and (month == "XX" or month.isdigit()):
        return f"some day in {called if month == 'XX' else f'{MONTHS[int(month) - 1]} {called}'}"
    if "X" in month + day:
        return f"some month in {called}" if month == "XX" and not day else ""
    return f"{day.removeprefix('0')} {MONTHS[int(month) - 1]} {called}".lstrip() if month else called


def _years(year: str) -> str:
    """A decade or century: `199X`; `190X` and `19XX`, which must be told apart; `01XX`; or nothing."""
    head = year.rstrip("X")
    if len(head) == 3 and head.isdigit() and len(year) == 4 and head >= "100":
        return f"{head}0s (decade)" if head.endswith("0") else f"{head}0s"
    if len(head) == 2 and head.isdigit():
        number = int(head) + 1
        return f"{head}00s (century)" if number > 10 else f"{number}{_TH.get(number, 'th')} century"
    return ""
