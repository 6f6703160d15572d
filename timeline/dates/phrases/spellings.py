"""Reads a date that is spelt in one piece: 17.11.2024, Nov. 17, 2024, November 2024, the 1990s, Q2 2024, 44 BC.

A table of small rules, tried in order; the first that fits decides. Knows which spellings have two readings. Knows no
words around a date, no time and no today: those are `single_dates`.
"""

import re
from typing import Final

from timeline.dates import edtf, english
from timeline.dates.calendar import MONTHS, WEEKDAYS, month_days
from timeline.dates.phrases.clock import time_of_day
from timeline.dates.phrases.counted import ORDINALS, day_of_year, iso_week, ordinal
from timeline.dates.phrases.moment import Moment, Order, Rules, Setting, day_parts, era_year, first_fit, year_text
from timeline.dates.phrases.relative import MONTH, WEEKDAY, easters, position
from timeline.dates.value import SIGNS, DateError

_ERA: Final = r"(?:b\.? ?c\.?(?: ?e\.?)?|a\.? ?d\.?|c\.? ?e\.?)"
_LARGE: Final = r"\d{1,3}(?:,\d{3}){1,3}|\d{1,11}"
_ODD: Final = r"an unknown year|astronomical year -?[\d_]+(?: × 10\^\d\d?)?|(?=\d*_)[\d_]{4}"
"""As `english` shows what only EDTF can say of a year."""
_YEAR: Final = (
    rf"(?P<year>(?:a\.? ?d\.? ?(?:{_LARGE})|(?:{_LARGE}) ?{_ERA}|\d{{1,9}}|'\d\d|{_ODD})"
    r"(?: \(\d\d? significant digits\))?)"
)
_FOUR: Final = r"(?P<year>\d{4})"
_DAY: Final = r"(?P<day>\d{1,2}|\d_|_\d)(?:st|nd|rd|th)?\.?"
_MONTH: Final = f"(?P<month>{MONTH})"
_GAP: Final = r"(?: of |, ?| |[-/]|)"
"""Between a word and a number nothing need stand: 17Nov2024."""
_COMMA: Final = r"(?: of |, ?| |[-/](?=\d{4}))"
"""Between two numbers something must, and a hyphen before a day may mean "to": May 3-5."""
_ROMAN: Final = "I II III IV V VI VII VIII IX X XI XII".split()
_ORDINAL: Final = rf"(?P<nth>\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(ORDINALS)}|last)"
_SEASONS: Final = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_SEASON: Final = f"(?P<season>{'|'.join(_SEASONS)})"
_HOLIDAYS: Final = {
    "christmas eve": ("12", "24"), "christmas": ("12", "25"), "boxing day": ("12", "26"),
    "new year's eve": ("12", "31"), "new year's day": ("01", "01"), "halloween": ("10", "31"),
}  # fmt: skip
"""Days of the same date each year, by the beginning of their names."""
_LOOSE: Final = {"christmas", "easter"}
"""Names of the days around them too: the words are kept."""
_FROM_EASTER: Final = {
    "palm sunday": -7, "good friday": -2, "easter": 0, "easter sunday": 0, "easter monday": 1, "whit sunday": 49,
    "pentecost": 49,
}  # fmt: skip
_HEMISPHERES: Final = {"": 0, "northern": 4, "southern": 8}
_FRACTIONS: Final = {"quarter": (33, 4), "q": (33, 4), "third": (37, 3), "half": (40, 2), "h": (40, 2)}
"""Number of the first in EDTF, and how many there are in a year."""


def spelling(text: str, setting: Setting) -> Moment | None:
    """The moment that the whole text spells; None when it spells none."""
    return first_fit(_RULES, text, setting)


def _exact(m: re.Match[str], _: Setting) -> Moment | None:
    """A date that is EDTF already, inside a longer phrase."""
    try:
        date = edtf.parse(m[0])
    except edtf.DateError:
        return None
    single = date.singles[0]
    if len(set(single.marks)) > 1:
        return Moment(whole=date.canonical())
    return Moment(*single[1:6], SIGNS[single.marks[0]], notes=season_or_years(date))


def season_or_years(date: edtf.Edtf) -> tuple[str, ...]:
    """1914-21 is a season in EDTF and 1911-12 a month, though years may have been meant: that is said aloud."""
    single = date.singles[0]
    year, part = single.year, single.month
    if date.kind != "date" or single.day or not (year + part).isdecimal() or len(year) > 4 or part <= year[2:]:
        return ()
    shown = english.phrase(edtf.parse(f"{year}-{part}"))
    return (f"{year}-{part} = {shown}; for years write {year}/{year[:2]}{part}",)


def _numeric(m: re.Match[str], setting: Setting) -> Moment:
    """17.11.2024, 11/17/2024: dots are day-first; slashes and hyphens by the order, or where one reading exists."""
    year, order = _year(m["year"])[0], setting.order
    a, b = m["a"].zfill(2), m["b"].zfill(2)
    if m["sep"] == "." or a == b:
        return Moment(year, _month(b), a)
    every: tuple[tuple[Order, str, str], ...] = ("dmy", b, a), ("mdy", a, b)
    readings = {name: Moment(year, month, day) for name, month, day in every if month <= "12"}
    texts = tuple(sorted(found.edtf() for found in readings.values()))
    if not readings:
        raise DateError(f"neither {m['a']} nor {m['b']} is a month")
    if order and order not in readings:
        raise DateError(f"{m[0]} does not fit the date_order {order}", f"write {texts[0]}", texts)
    if len(readings) > 1 and not order:
        hint = f"write {texts[0]}, or set date_order to dmy or mdy"
        raise DateError(f"{m[0]} has two readings", hint, texts)
    return readings[order] if order else readings.popitem()[1]


def _said(m: re.Match[str], part: str) -> str:
    """The words of a part, which not every rule has."""
    return m.groupdict().get(part) or ""


def _spelt(m: re.Match[str], _: Setting) -> Moment:
    """20241117, 17 November 2024, Nov. 17, 2024, November 2024, 15 March 44 BC, 7/2008."""
    words, day = _said(m, "year"), _said(m, "day")
    if _said(m, "month") and re.match(r"\d[\d,]{4}", words):
        alone = words if any(c.isalpha() for c in words) else f"{words} AD"
        raise DateError("EDTF has no month in a year of more than four digits", f"write the year alone: {alone}")
    year, era = _year(words)
    return Moment(year, _month(_said(m, "month")), day and day.replace("_", "X").zfill(2), era=era)


def _month(words: str) -> str:
    """The two digits of a month: 21 is none here, though EDTF has it for spring."""
    if "_" in words:
        return words.replace("_", "X")
    if words.upper() in _ROMAN:
        return f"{_ROMAN.index(words.upper()) + 1:02}"
    if not words.isdecimal():
        return words and f"{position(words, MONTHS) + 1:02}"
    if not 0 < int(words) <= 12:
        raise DateError(f"there is no month {words}")
    return words.zfill(2)


def _year(words: str) -> tuple[str, str]:
    """The year as EDTF writes it, and its era if one was said."""
    if s := re.fullmatch(r"(.+) \((\d\d?) significant digits\)", words, re.IGNORECASE):
        return f"{_year(s[1])[0]}S{s[2]}", ""
    if re.fullmatch(_ODD, words, re.IGNORECASE):
        number = "XXXX" if words[-1] in "rR" else words.rpartition("year ")[2].replace("_", "X").replace(" × 10^", "E")
        return "Y" * (len(number.removeprefix("-")) > 4 or "E" in number) + number, ""
    digits = "".join(c for c in words if c.isdecimal())
    era = "BC" if "b" in words.lower() else "AD" if any(c.isalpha() for c in words) else ""
    if not words:
        return "", ""
    if era:
        return era_year(int(digits), era), era
    if digits == "0000":
        raise DateError("there is no year 0000", "where 1 BC is meant, write 1 BC")
    if len(digits) < 3:
        raise DateError(f'"{words}" is a year of two digits', "write all four digits")
    if len(digits) > 4:
        month = f"{digits[:4]}-{digits[4:]}, " if len(digits) == 6 and "01" <= digits[4:] <= "12" else ""
        raise DateError(f'"{words}" is no year', f"write {month}{words} AD, or {words} BC")
    return digits.zfill(4), ""


def _week(m: re.Match[str], _: Setting) -> Moment:
    """2024-W46-7, week 34 of 2021."""
    return iso_week(int(m["year"]), int(m["n"]), int(_said(m, "day") or 0))


def _day_or_year(m: re.Match[str], _: Setting) -> None:
    """Nov-24, as spreadsheets write November 2024."""
    raise DateError(f'"{m[0]}": a day, or a year of two digits?', "write 24 November, or the year in full")


def _decade(m: re.Match[str], _: Setting) -> Moment:
    digits, what, era = m["digits"], (m["what"] or "").lower(), (m["era"] or "").lower()
    if "'" in digits or (len(digits) < 3 and not era):
        raise DateError(f'"{m[0]}" could be in any century', "write the year in full: 1990s")
    decade, century = Moment(f"{digits[:-1]:0>3}X"), Moment(f"{digits[:-2]:0>2}XX")
    if era.startswith("b"):  # 449 to 440 BC is -0448 to -0439, which no X can say
        last = 1 - int(digits)
        decade, century = (Moment(whole=f"[{year_text(last - n)}..{year_text(last)}]") for n in (9, 99))
    if digits.endswith("00") and not what:
        readings = decade.edtf(), century.edtf()
        hint = "write (decade) or (century) behind it"
        raise DateError(f'"{m[0]}": ten years or a hundred?', hint, readings)
    return century if what == "century" else decade


def _century(m: re.Match[str], _: Setting) -> Moment:
    number, era = ordinal(m["nth"], 0), (m["era"] or "").lower()
    before = era.startswith("b")
    if not number:
        raise DateError(f'there is no "{m[0]}"', "write 19th century, or 5th century BC")
    if era and number == 1:  # the year 0 is 1 BC: -00XX would end with 2 BC, and 00XX begins with it
        return Moment(whole="[-0099..0000]" if before else "[0001..0100]")
    return Moment(("-" if before else "") + f"{number - 1:02}XX")


def _millennium(m: re.Match[str], _: Setting) -> Moment:
    number, before = ordinal(m["nth"], 0), (m["era"] or "").lower().startswith("b")
    if not 0 < number <= 10:
        raise DateError(f'there is no "{m[0]}"', "write 2nd millennium, or 1st millennium BC")
    if m["era"] and number == 1:
        return Moment(whole="[-0999..0000]" if before else "[0001..1000]")
    return Moment(f"{'-' * before}{number - 1}XXX")


def _holiday(m: re.Match[str], _: Setting) -> Moment:
    """Christmas 2023, New Year's Eve."""
    name = next(name for name in _HOLIDAYS if m["name"].lower().startswith(name))
    month, day = _HOLIDAYS[name]
    year, era = _year(_said(m, "year"))
    said = f"{m['name']} is read as {int(day)} {MONTHS[int(month) - 1]}"
    said += "; churches of the Julian calendar keep it in January" * name.startswith("christmas")
    return Moment(year, month, day, era=era, notes=(said,), kept=m["name"].lower() in _LOOSE)


def _easter(m: re.Match[str], _: Setting) -> Moment | None:
    """Easter 2025, Good Friday 2025: a day where both churches keep the same."""
    both = [day_parts(day + _FROM_EASTER[m["name"].lower()]) for day in easters(int(m["year"]))]
    if not both:
        return None
    first, last = (Moment(*parts, kept=m["name"].lower() in _LOOSE) for parts in sorted(both))
    if first != last:
        message = f'"{m[0]}" is not the same day in the Western and in the Orthodox churches'
        raise DateError(message, "write the day", (first.edtf(), last.edtf()))
    return first


def _season(m: re.Match[str], _: Setting) -> Moment:
    season = _SEASONS[m["season"].lower()] + _HEMISPHERES[_said(m, "half").lower()]
    (year, era), following = _year(_said(m, "year")), _said(m, "next")
    notes: tuple[str, ...] = ()
    if season in {24, 28} and year.isdecimal():
        after = f"{int(year) + 1:04}"
        if not after.endswith(following):
            raise DateError(f'"{m[0]}" is no winter', "its two years follow one another")
        notes = () if following else (f"winter {year} = December {year} to February {after}",)
    return Moment(year, str(season), era=era, notes=notes)


def _fraction(m: re.Match[str], _: Setting) -> Moment:
    """Q2 2024, second quarter of 2001, first half of 2024."""
    first, count = _FRACTIONS[(_said(m, "what") or m["letter"]).lower()]
    number = int(_said(m, "n") or ordinal(m["nth"], count))
    if not 0 < number <= count:
        raise DateError(f'there is no "{m[0]}"')
    year, era = _year(_said(m, "year"))
    return Moment(year, str(first + number - 1), era=era)


_RULES: Final[Rules] = (
    (r"[-\dXYSETZ:+?~%]{5,}", _exact),
    (r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)", _spelt),
    (r"(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d\d?)(?P=sep)(?P<day>\d\d?)", _spelt),
    (r"(?P<a>\d\d?)(?P<sep>[-/.])(?P<b>\d\d?)(?P=sep)(?P<year>\d{4}|\d\d)", _numeric),
    (r"(?P<day>\d\d?)\.(?P<month>\d\d?)\.", _spelt),
    (rf"(?P<month>\d\d?)[-/.]{_FOUR}", _spelt),
    (rf"(?P<day>\d\d?)[-–./ ] ?(?P<month>{'|'.join(_ROMAN)})[-–./ ] ?{_FOUR}", _spelt),
    (rf"{_FOUR}-?W(?P<n>\d\d)(?:-?(?P<day>[1-7]))?", _week),
    (rf"(?:(?:calendar )?week|wk|w)\.? ?(?P<n>\d\d?)(?:,? (?:of )?|/){_FOUR}", _week),
    (rf"(?P<n>\d\d?)(?:st|nd|rd|th) week (?:of|in) {_FOUR}", _week),
    (rf"{_FOUR},? (?:week|wk)\.? ?(?P<n>\d\d?)", _week),
    (rf"{_FOUR}-(?P<n>\d{{3}})", lambda m, _: day_of_year(int(m["year"]), int(m["n"]))),
    (rf"day (?P<n>\d{{1,3}}) of {_FOUR}", lambda m, _: day_of_year(int(m["year"]), int(m["n"]))),
    (rf"{_DAY}{_GAP}{_MONTH}(?:{_GAP}{_YEAR})?", _spelt),
    (rf"{_MONTH}{_GAP}{_DAY}{_COMMA}{_YEAR}", _spelt),
    (rf"{_FOUR}{_GAP}{_MONTH}(?:{_GAP}{_DAY})?", _spelt),
    (rf"{_MONTH},? {_DAY}", _spelt),
    (rf"{MONTH}-?\d\d", _day_or_year),
    (rf"{_MONTH}(?:{_GAP}{_YEAR})?", _spelt),
    (rf"{_DAY}, {_FOUR}", _spelt),
    (rf"(?P<digits>\d{{1,3}}0|'\d0)'?s(?: (?P<era>{_ERA}))?(?: \((?P<what>decade|century)\))?", _decade),
    (rf"{_ORDINAL}[ -](?:century|centuries|cent\.|c\.)(?: (?P<era>{_ERA}))?", _century),
    (rf"{_ORDINAL}[ -](?:millennium|millennia)(?: (?P<era>{_ERA}))?", _millennium),
    (
        rf"(?P<season>winter)(?: of|,)? {_FOUR}[-–/](?P<next>\d{{4,5}}|\d\d)(?: \((?P<half>northern) hemisphere\))?",
        _season,
    ),
    (rf"month (?P<month>\d_|_\d) of {_YEAR}", _spelt),
    (
        rf"(?P<name>christmas(?: day| eve)?|{'|'.join([*_HOLIDAYS][2:])})(?:(?: of|,| in)? {_FOUR})?",
        _holiday,
    ),
    (rf"(?P<name>{'|'.join(_FROM_EASTER)})(?: of|,| in)? {_FOUR}", _easter),
    (rf"{_SEASON}(?:(?: of|,)? {_YEAR})?(?: \((?P<half>northern|southern)(?: hemisphere)?\))?", _season),
    (rf"{_FOUR},? {_SEASON}", _season),
    (rf"{_ORDINAL} (?P<what>quarter|third|half)(?:(?: of|,)? {_YEAR})?", _fraction),
    (rf"(?P<letter>[qh])(?P<n>\d)(?:(?: of |, ?|[ /-]|){_YEAR})?", _fraction),
    (rf"{_FOUR}[ /-]?(?P<letter>[qh])(?P<n>\d)", _fraction),
    (
        r"(?P<number>\d{3}|\d\d?)(?:(?<!\d{3})(?:st|nd|rd|th|\.))?",
        lambda m, _: Moment(number=m["number"]),
    ),  # a neighbour explains it
    (_YEAR, _spelt),
)

_PARTS: Final = {
    "year": r"\d{4}", "month": MONTH, "day": r"\d\d?(?:st|nd|rd|th)?", "weekday": WEEKDAY,
    "time": r"\d\d?(?::\d\d?){1,2}(?:[ap]m)?", "half": "[ap]m",
}  # fmt: skip


def other_spelling(text: str) -> Moment | None:
    """A date in an order of its own ("Sun Nov 17 20:20:00 2024"): each part stands there once, and nothing else."""
    said: dict[str, str] = {}
    for word in re.split(r", ?| ?- ?| ", text):
        part = next((p for p, pattern in _PARTS.items() if re.fullmatch(pattern, word, re.IGNORECASE)), "")
        if not part or part in said:
            return None
        said[part] = word
    if not said.keys() >= {"year", "month", "day"} or ("half" in said and "time" not in said):
        return None
    year, month, day = said["year"], _month(said["month"]), re.sub(r"\D", "", said["day"]).zfill(2)
    if not 0 < int(day) <= month_days(int(year), int(month)):
        return None
    time, note = time_of_day(f"{said['time']} {said.get('half', '')}".strip()) if "time" in said else ("", "")
    weekday = position(said["weekday"], WEEKDAYS) if "weekday" in said else None
    return Moment(year, month, day, time, weekday=weekday, notes=(note,) if note else ())


def slashed_years(m: re.Match[str], _: Setting) -> None:
    """2022/23 is no EDTF, and could be a month or years."""
    year, tail = m["a"], m["b"]
    readings = [f"{year}/{year[:2]}{tail}"] if tail > year[2:] else []
    readings += [f"{year}-{tail}"] if "01" <= tail <= "12" else []
    raise DateError(f'"{m[0]}" is not clear', "write an interval of years, or a month", tuple(readings))
