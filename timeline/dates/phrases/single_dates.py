"""Reads one moment as people put it into words: a spelt date, perhaps with a time, a weekday, a doubt, early or late.

A table of small rules, tried in order; each takes words off and reads the rest, and the first that fits decides. Knows
nothing of what joins moments ("from", "between", "or"): that is `ranges`.
"""

import re
from functools import lru_cache
from typing import Final

from timeline.dates import edtf
from timeline.dates.calendar import WEEKDAYS
from timeline.dates.phrases import counted
from timeline.dates.phrases.clock import TIME, time_of_day, zone
from timeline.dates.phrases.completion import by_day, whole
from timeline.dates.phrases.moment import NIGHT, REST, Moment, Order, Rules, Setting, day_text, first_fit
from timeline.dates.phrases.relative import NUMBERS, WEEKDAY, position, relative
from timeline.dates.phrases.spellings import spelling
from timeline.dates.value import DateError

_IDLE: Final = (
    rf"at(?= {TIME})|on|in|during|dated|(?:over|within)(?= the )|the year|the month of|some ?time (?:in|during)|the"
)
_ABOUT: Final = (
    r"(?:c|ca|circa)(?:\. ?| |(?=\d))|~ ?"
    r"|(?:(?:on|in|at) or )?(?:about|around|approximately|approx\.?|roughly|circa)(?: the)? "
)
SHORTLY: Final = "(?:very )?(?:shortly|just|soon|immediately|right|directly|not long)"
_THEN: Final = "(?:,? at |, ?| ?[-–] ?| |T|:)"
"""Between a day and a time."""
_VAGUE: Final = f"{_ABOUT}|{SHORTLY} (?:before|after) "
_ABOUT_TIME: Final = "doubt about a time"
_GUESSED: Final = "(?:believed|thought|presumed|assumed|likely) to be"
_PERHAPS: Final = (
    r"\(?(?:possibly|perhaps|maybe|probably|likely|most likely|presumably|apparently|supposedly|uncertain:?"
    rf"|{_GUESSED})\)? "
)
_ABOUT_AFTER: Final = r",? \(?(?:approximately|approximate|circa)\)?| \((?:about|approx\.|ca?\.)\)| ?~"
_PERHAPS_AFTER: Final = (
    rf" ?\(\?\)| ?\?|,? \(?(?:uncertain|possibly|perhaps|maybe|probably|probable|presumably|presumed|{_GUESSED})\)?"
)
_PART: Final = "(?:year|month|day|season)"
_DOUBT: Final = rf"{_PART}(?: and {_PART})* (?:uncertain and approximate|uncertain|approximate)"
_HOURS: Final = (
    "(?:(?:early|late|mid)[ -])?(?:morning|afternoon|evening)|dawn|daybreak|first light|sunrise|dusk|sunset|nightfall"
    "|lunch ?time|(?:early|small|late) hours"
)
_PARTS: Final = f"(?:{_HOURS}|night)"
_COUNT: Final = (
    rf"(?:(?P<count>\d{{1,4}}|{'|'.join(NUMBERS)}) )?(?P<unit>day|week|fortnight|month|year|decade)(?P<many>s)?"
)
_SOME_DAYS: Final = rf"(?P<count>\d{{1,4}}|{'|'.join(NUMBERS)}) (?P<unit>day|week|fortnight)s?"
_NTH: Final = "first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th"
_BY_NAME: Final = re.compile(rf"\b{WEEKDAY}|^\D+$", re.IGNORECASE)
"""A day that is called by its name: its night is the one that follows."""
_ZONE: Final = r"\(?[+-]\d[\d:]*\)?|\(?[a-z][^\d,]*(?:[+–-][\d:]+)?\)?"


@lru_cache(maxsize=1024)  # a phrase is tried in many cuts, which share their pieces
def moment(text: str, setting: Setting) -> Moment | None:
    """The moment that the whole text names; None when it names none."""
    return (
        relative(text, setting.today, completes=setting.completes)
        or first_fit(_RULES, text, setting)
        or spelling(text, setting)
    )


def _marked(m: re.Match[str], setting: Setting) -> Moment | None:
    """About 1914, May 2022 (?)."""
    rest = moment(m["rest"], setting)
    if rest and rest.time and rest.day and m.start("rest") and re.match(f"(?:at )?{TIME}", m["rest"], re.IGNORECASE):
        return by_day(rest, setting, _ABOUT_TIME)
    if rest and (rest.stretch or rest.whole or rest.time):
        message = 'EDTF has no "about" or "perhaps" for a time, or for a stretch of dates'
        raise DateError(message, "leave the doubt out, or the time")
    sign = "~" if m["about"] else "?"
    return rest and rest._replace(mark=sign if rest.mark in {"", sign} else "%")


def _marked_parts(m: re.Match[str], setting: Setting) -> Moment | None:
    """11 June 2004 (year uncertain, day approximate)."""
    rest = moment(m["rest"], setting)
    if not rest or not rest.year or rest.whole or rest.time or rest.mark:
        return None
    parts = {"year": rest.year, "month": rest.month, "day": rest.day}
    for item in m["parts"].lower().split(", "):
        sign = "%" if item.endswith("uncertain and approximate") else "?" if item.endswith("uncertain") else "~"
        for name in re.findall(_PART, item):
            key = "month" if name == "season" else name
            if not parts[key] or parts[key][0] in "?~%":
                raise DateError(f'"{item}": the date has no {name}, or it was said before')
            parts[key] = sign + parts[key]
    return rest._replace(whole="-".join(part for part in parts.values() if part))


def _weekday(m: re.Match[str], setting: Setting) -> Moment | None:
    """Sunday, 17 November 2024: it is compared when the day is known, and tells day from month in Fri, 01/02/2026."""
    weekday = position(m["weekday"], WEEKDAYS)
    try:
        rest = moment(m["rest"], setting)
    except DateError as error:
        rest = _ordered(m["rest"], setting, weekday) if error.readings else None
        if not rest:
            raise
    named = rest and (rest.day or rest.number)
    if not rest or not named or len(named) > 2 or "X" in rest.year + named or rest.weekday is not None:
        return None
    return rest._replace(weekday=weekday)


def _ordered(words: str, setting: Setting, weekday: int) -> Moment | None:
    """What the words mean in the one order of day and month in which the weekday is right."""
    orders: tuple[Order, ...] = ("dmy", "mdy")
    fits: list[Moment] = []
    wrong: list[str] = []
    for order in orders:
        try:
            found = moment(words, setting._replace(order=order)) or Moment()
            day = whole(found._replace(weekday=weekday, time=""), setting).edtf()
            fits.append(found.saying(f"the weekday tells day from month: {day}"))
        except DateError as error:
            wrong.append(error.message)
    if not fits and len({*wrong}) > 1:
        raise DateError(" and ".join(sorted(wrong)), "correct the weekday, or the date")
    return fits[0] if len(fits) == 1 else None


def _part_of_day(m: re.Match[str], setting: Setting) -> Moment | None:
    """The evening of 17 November 2024: the day is stored, the words are kept."""
    rest = moment("today" if m["rest"].lower() == "this" else m["rest"], setting)
    return rest.without(m["part"].lower()) if rest and rest.day and not rest.time else None


def _weekday_first(m: re.Match[str], setting: Setting) -> Moment | None:
    """Friday night, 15 November 2024."""
    return moment(f"{m['weekday']} {m['rest']}, {m['part']}", setting)


def _night(m: re.Match[str], setting: Setting) -> Moment | None:
    """Monday night goes on into Tuesday; 17 November at night is some hours of that day."""
    rest = moment(m["rest"], setting)
    if not rest or not rest.day.isdecimal() or rest.time or rest.mark:
        return None
    if not _BY_NAME.search(m["rest"]):
        return rest.without("night")
    rest = whole(rest, setting)
    day = edtf.parse(rest.edtf()).earliest or 0
    return Moment(whole=f"{day_text(day)}/{day_text(day + 1)}", notes=(*rest.notes, NIGHT), kept=True)


def _counted(m: re.Match[str], setting: Setting) -> Moment | None:
    """Three days after 17 November 2024, the year before 1914."""
    rest, count, unit = moment(m["rest"], setting), (m["count"] or "").lower(), m["unit"].lower()
    if not rest or rest.time or rest.mark or rest.whole or rest.part:
        return None
    if not count and (m["many"] or unit in {"week", "fortnight"}):  # days after it, but how many?
        return None
    number = int(count) if count.isdecimal() else NUMBERS.get(count, 1)
    sign = -1 if m["side"].lower() in {"before", "prior to"} else 1
    return counted.beside(whole(rest, setting), sign * number, unit, m[0])


def _within(m: re.Match[str], setting: Setting) -> Moment | None:
    """Within a week of 5 May, within three days after 5 May."""
    rest, count = moment(m["rest"], setting), m["count"].lower()
    if not rest or not rest.day or rest.time or rest.mark or rest.stretch:
        return None
    number = int(count) if count.isdecimal() else NUMBERS[count]
    return counted.within(whole(rest, setting), number, m["unit"].lower(), m["side"].lower(), m[0])


def _nth_day(m: re.Match[str], setting: Setting) -> Moment | None:
    """The last day of February 2023, the third Thursday in November 2024."""
    rest = moment(m["rest"], setting)
    if not rest or rest.day or rest.mark or rest.stretch or not (rest.month or rest.year):
        return None
    name = m["weekday"]
    return counted.nth(whole(rest, setting), m["nth"].lower(), position(name, WEEKDAYS) if name else None, m[0])


def _share(m: re.Match[str], setting: Setting) -> Moment | None:
    """The first half of May 2022, the last quarter of the 19th century, the first week of May 2022."""
    rest = moment(m["rest"], setting)
    if not rest or rest.day or rest.time or rest.mark or rest.stretch or not (rest.month or rest.year):
        return None
    return counted.share(whole(rest, setting), m["nth"].lower(), m["what"].lower(), m[0])


def _week(m: re.Match[str], setting: Setting) -> Moment | None:
    """The week of 11 November 2024, week ending 17 November 2024: its seven days."""
    rest = moment(m["rest"], setting)
    if not rest or not rest.day.isdecimal() or rest.time or rest.mark:
        return None
    return counted.week_at(whole(rest, setting), m["edge"].lower(), m[0])


def _offset_or_time(m: re.Match[str], setting: Setting) -> None:
    """2024-11-17 08:00-10:00: an offset, as ISO 8601 has it, or until ten?"""
    if m["end"] <= "12:00" and moment(m["rest"], setting):  # no offset goes further west
        hint = f"write UTC-{m['end']}, or from {m['start']} to {m['end']}"
        raise DateError(f'"{m[0]}": is -{m["end"]} an offset or a time?', hint)


def _date_then_time(m: re.Match[str], setting: Setting) -> Moment | None:
    """17 November 2024, 20:20 UTC; 1 Jan 2026 - 12:00, for what a dash joins to a day is a time on it."""
    rest, words = moment(m["rest"], setting), m["zone"] or ""
    if not rest or rest.time or not (rest.day or rest.stretch):
        return None
    found = zone(words) if words else ("", "")
    if not found and re.fullmatch(r"\(?(?:(?!to|until|till|and|or)\w+|.+ time|\S+/\S+)\)?", words):
        hint = "write the offset, or a city: UTC+2, Kyiv time"
        raise DateError(f'"{words}" is no time zone known here', hint)
    timed = _timed(rest, m["time"], *found) if found else None
    return by_day(timed, setting, _ABOUT_TIME) if timed and m["about"] else timed


def _time_then_date(m: re.Match[str], setting: Setting) -> Moment | None:
    """20:20 Kyiv time on 17 November 2024, or the zone last: taken off word by word until a date remains."""
    words = m["rest"].split()
    for n in [*range(min(len(words), 5) + 1), *range(-1, -min(len(words), 5), -1)]:
        named, others = (words[:n], words[n:]) if n >= 0 else (words[n:], words[:n])
        found = zone(" ".join(named).rstrip(",")) if n else ("", "")
        date = re.sub(r"^(?:,|on|of|, on|[-–]) ", "", " ".join(others).rstrip(","), count=1)
        rest = (moment(date, setting) if date else Moment()) if found else None
        if found and rest and not rest.time:
            return _timed(rest, m["time"], *found)
    return None


def _basic(m: re.Match[str], setting: Setting) -> Moment | None:
    """20241117T2020Z: ISO 8601 without its signs."""
    rest, time = moment(m["rest"], setting), re.sub(r"(?<=\d)(?=(?:\d\d)+$)", ":", m["time"])
    found = zone(m["zone"]) if m["zone"] else ("", "")
    return _timed(rest, time, *found) if rest and found else None


def _timed(day: Moment, words: str, zone_name: str, note: str) -> Moment:
    if day.mark or (day.whole and not day.night) or day.part:
        hint = "leave out the time, or the doubt"
        raise DateError("a time needs one whole day, without a doubt", hint)
    time, said = time_of_day(words)
    if day.night:
        single = edtf.parse(day.whole).singles[time < "12"]
        on = f"{time} of that night is on {single}"
        day = Moment(*single[1:4], notes=tuple(note for note in day.notes if note != NIGHT)).saying(on)
    return day._replace(time=time, zone=zone_name).saying(said, note)


def _unknown_part(m: re.Match[str], setting: Setting) -> Moment | None:
    """Some day in May 2022."""
    rest, day = moment(m["rest"], setting), "day" in m["what"].lower()
    if not rest or rest.day or rest.time or rest.whole or (rest.month and not day):
        return None
    return rest._replace(month=rest.month or "XX", day="XX" if day else "")


def _of_some_month(m: re.Match[str], setting: Setting) -> Moment | None:
    """Day 5 of some month in 2024."""
    rest = moment(m["rest"], setting)
    if not rest or rest.day or "X" not in rest.month or rest.mark:
        return None
    return rest._replace(day=m["day"].replace("_", "X").zfill(2))


def _third(m: re.Match[str], setting: Setting) -> Moment | None:
    """Early May, mid-2022, late 1990s; and late on 17 November 2024, or late on Friday, which EDTF cannot say."""
    rest = moment(m["rest"], setting)
    if not rest or rest.time or rest.mark or rest.part or rest.month == "XX" or rest.whole[:1] not in {"", "["}:
        return None
    if rest.day.isdecimal() and m["part"].lower() in {"early", "late"}:
        return rest.without(f"{m['part'].lower()} part of a day")
    part = m["part"].lower().split()[0].replace("middle", "mid")
    return None if rest.day or not (rest.year or rest.month or rest.whole) else rest._replace(part=part)


def _edge(m: re.Match[str], setting: Setting) -> Moment | None:
    """Start of May, end of 2024: a stretch, or the very day?"""
    early = m["part"].lower() != "end"
    stretch = moment(f"{'early' if early else 'late'} {m['rest']}", setting)
    if not stretch or not stretch.part:
        return None
    readings: tuple[str, ...] = ()
    if stretch.year:  # else another part of the phrase may give it
        stretch = whole(stretch, setting)
        date = edtf.parse(stretch.edtf())
        readings = stretch.edtf(), day_text((date.earliest if early else date.latest) or 0)
    raise DateError(f'"{m[0]}": a part of it, or the day?', "write early, late, or the day", readings)


_RULES: Final[Rules] = (
    (r"(?:in )?the year (?P<year>\d{1,2})", lambda m, _: Moment(m["year"].zfill(4))),
    (rf"(?:{_IDLE}) (?P<rest>.+)", lambda m, setting: moment(m["rest"], setting)),
    (rf"(?:(?P<about>{_ABOUT})|{_PERHAPS})(?P<rest>.+)", _marked),
    (rf"{REST} \((?P<parts>{_DOUBT}(?:, {_DOUBT})*)\)", _marked_parts),
    (rf"{REST}(?:(?P<about>{_ABOUT_AFTER})|{_PERHAPS_AFTER})", _marked),
    (rf"{REST},? (?:at )?(?:late )?night", _night),
    (rf"(?P<weekday>{WEEKDAY}) (?P<part>{_PARTS}),? (?:of |on )?(?!{_PARTS}){REST}", _weekday_first),
    (rf"(?P<weekday>{WEEKDAY}),? (?P<rest>.+)", _weekday),
    (rf"{REST},? \(?(?P<weekday>{WEEKDAY})\)?", _weekday),
    (r"(?P<what>(?:some|one|a|an unknown) (?:day|month)) (?:in|of) (?P<rest>.+)", _unknown_part),
    (rf"day (?P<day>[\d_]{{1,2}}) of {REST}", _of_some_month),
    (rf"{REST},? \(?(?P<what>{_PART}(?: and {_PART})?) (?:is )?(?:not known|unknown)\)?", _unknown_part),
    (rf"(?:the )?{_COUNT} (?P<side>before|prior to|after|following) {REST}", _counted),
    (rf"within {_SOME_DAYS} (?P<side>of|after|from|following|before) {REST}", _within),
    (rf"(?P<nth>{_NTH}) (?:day|(?P<weekday>{WEEKDAY})) (?:of|in) {REST}", _nth_day),
    (rf"(?P<nth>{_NTH}) (?P<what>half|quarter|week) of {REST}", _share),
    (rf"(?:week |w/)(?P<edge>of|c|e|beginning|commencing|starting|from|ending|to),? {REST}", _week),
    (rf"(?P<part>{_HOURS}) (?:of|on) {REST}", _part_of_day),
    (rf"{REST},? (?:in the |at )?(?P<part>{_HOURS})", _part_of_day),
    (rf"{REST},?(?: at)? (?P<start>\d\d:\d\d)-(?P<end>\d\d:\d\d)", _offset_or_time),
    (r"(?P<rest>\d{8})T(?P<time>\d{4}(?:\d\d)?)(?P<zone>Z|[+-]\d\d(?::?\d\d)?)?", _basic),
    (rf"{REST}{_THEN}(?P<about>{_VAGUE})?(?P<time>{TIME}) ?(?P<zone>{_ZONE})?", _date_then_time),
    (rf"(?P<time>{TIME})(?P<rest>|[, ].+)", _time_then_date),
    (rf"(?P<part>early|mid|late|middle of|early in|late in)(?: on |[ -]| - )(?:the )?{REST}", _third),
    (r"(?P<part>start|beginning|end) of (?P<rest>.+)", _edge),
)
