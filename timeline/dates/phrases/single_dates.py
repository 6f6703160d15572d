"""Reads one moment as people put it into words: a spelt date, perhaps with a time, a weekday, a doubt, early or late.

A table of small rules, tried in order; each takes words off and reads the rest, and the first that fits decides. Knows
nothing of what joins moments ("from", "between", "or"): that is `ranges`.
"""

import re
from functools import lru_cache
from typing import Final

from timeline.dates import edtf
from timeline.dates.calendar import WEEKDAYS
from timeline.dates.phrases.clock import TIME, time_of_day, zone
from timeline.dates.phrases.moment import REST, Moment, Rules, Setting, day_text, first_fit, year_text
from timeline.dates.phrases.relative import WEEKDAY, dated, position, relative
from timeline.dates.phrases.spellings import spelling
from timeline.dates.value import DateError

_IDLE: Final = rf"at(?= {TIME})|on|in|during|dated|the year|the month of|some ?time (?:in|during)|the"
_ABOUT: Final = r"(?:c|ca|circa)(?:\. ?| |(?=\d))|(?:about|around|approximately|approx\.?|roughly) |~ ?"
_PERHAPS: Final = r"(?:possibly|perhaps|maybe|probably|likely|presumably|uncertain:?) "
_ABOUT_AFTER: Final = r",? \(?(?:approximately|approximate|circa)\)?| ?~"
_PERHAPS_AFTER: Final = r",? \(?uncertain\)?| ?\(\?\)| ?\?"
_PART: Final = "(?:year|month|day|season)"
_DOUBT: Final = rf"{_PART}(?: and {_PART})* (?:uncertain and approximate|uncertain|approximate)"
_HOURS: Final = "morning|afternoon|evening|dawn|dusk|(?:early|small) hours"
_ZONE: Final = r"\(?[+-]\d[\d:]*\)?|\(?[a-z][^\d,]*(?:[+–-][\d:]+)?\)?"


@lru_cache(maxsize=1024)  # a phrase is tried in many cuts, which share their pieces
def moment(text: str, setting: Setting) -> Moment | None:
    """The moment that the whole text names; None when it names none."""
    return relative(text, setting.today) or first_fit(_RULES, text, setting) or spelling(text, setting)


def _marked(m: re.Match[str], setting: Setting) -> Moment | None:
    """About 1914, May 2022 (?)."""
    rest = moment(m["rest"], setting)
    if rest and (rest.whole or rest.time):
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
    """Sunday, 17 November 2024: it is compared when the day is known."""
    rest = moment(m["rest"], setting)
    if not rest or not (rest.day or rest.number) or rest.weekday is not None:
        return None
    return rest._replace(weekday=position(m["weekday"], WEEKDAYS))


def _part_of_day(m: re.Match[str], setting: Setting) -> Moment | None:
    """The evening of 17 November 2024: the day is stored, the words are kept."""
    rest = moment("today" if m["rest"].lower() == "this" else m["rest"], setting)
    if not rest or rest.time or not rest.day:
        return None
    note = f"EDTF has no {m['part'].lower()}: the day is stored"
    return rest._replace(kept=True, notes=(*rest.notes, note))


def _offset_or_time(m: re.Match[str], setting: Setting) -> None:
    """2024-11-17 08:00-10:00: an offset, as ISO 8601 has it, or until ten?"""
    if m["end"] <= "12:00" and moment(m["rest"], setting):  # no offset goes further west
        hint = f"write UTC-{m['end']}, or from {m['start']} to {m['end']}"
        raise DateError(f'"{m[0]}": is -{m["end"]} an offset or a time?', hint)


def _date_then_time(m: re.Match[str], setting: Setting) -> Moment | None:
    rest, words = moment(m["rest"], setting), m["zone"] or ""
    if not rest or rest.time or not (rest.day or rest.stretch):
        return None
    found = zone(words) if words else ("", "")
    if not found and re.fullmatch(r"\(?(?:\w+|.+ time|\S+/\S+)\)?", words):
        hint = "write the offset, or a city: UTC+2, Kyiv time"
        raise DateError(f'"{words}" is no time zone known here', hint)
    return _timed(rest, m["time"], *found) if found else None


def _time_then_date(m: re.Match[str], setting: Setting) -> Moment | None:
    """20:20 Kyiv time on 17 November 2024: a zone is taken off word by word, until what remains is a date."""
    words = m["rest"].split()
    for n in range(min(len(words), 5) + 1):
        found = zone(" ".join(words[:n]).rstrip(",")) if n else ("", "")
        date = re.sub(r"^(?:,|on|of|, on) ", "", " ".join(words[n:]), count=1)
        rest = (moment(date, setting) if date else Moment()) if found else None
        if found and rest and not rest.time:
            return _timed(rest, m["time"], *found)
    return None


def _timed(day: Moment, words: str, zone_name: str, note: str) -> Moment:
    if day.mark or day.whole:
        hint = "leave out the time, or the doubt"
        raise DateError("a time needs one whole day, without a doubt", hint)
    time, said = time_of_day(words)
    return day._replace(time=time, zone=zone_name, notes=(*day.notes, *filter(None, (said, note))))


def _unknown_part(m: re.Match[str], setting: Setting) -> Moment | None:
    """Some day in May 2022."""
    rest, day = moment(m["rest"], setting), "day" in m["what"].lower()
    if not rest or rest.day or rest.time or rest.whole or (rest.month and not day):
        return None
    return rest._replace(month=rest.month or "XX", day="XX" if day else "")


def _third(m: re.Match[str], setting: Setting) -> Moment | None:
    """Early, mid, late: thirds, as one-of sets; of a month in days, of what is longer in months or years."""
    rest = moment(m["rest"], setting)
    if not rest or rest.day or rest.whole or rest.mark or rest.month == "XX" or not (rest.year or rest.month):
        return None
    if not rest.year:
        rest = dated(rest, setting.today)
    date, part = edtf.parse(rest.edtf()), ("ear", "mid", "lat").index(m["part"][:3].lower())
    if date.earliest is None or date.latest is None:
        return None
    (year, month, _), (last_year, last_month, _) = edtf.civil(date.earliest), edtf.civil(date.latest)
    days = date.latest - date.earliest + 1
    units = range(year, last_year + 1)
    if days <= 366:
        units = range(year * 12 + month - 1, last_year * 12 + last_month)
    if days <= 31:
        units = range(date.earliest, date.latest + 1)
    write = day_text if days <= 31 else _month_text if days <= 366 else year_text
    size = 30 if days <= 31 else len(units)  # any month is cut after its 10th and 20th day
    cuts = 0, -(-size // 3), -(-2 * size // 3), len(units)
    first, last = write(units[cuts[part]]), write(units[cuts[part + 1] - 1])
    text = first if first == last else f"[{first}..{last}]"
    note = f'"{m[0]}" is taken as part {part + 1} of three: {text}'
    return Moment(whole=text, kept=True, notes=(*rest.notes, note))


def _month_text(number: int) -> str:
    return f"{year_text(number // 12)}-{number % 12 + 1:02}"


def _edge(m: re.Match[str], setting: Setting) -> Moment | None:
    """Start of May, end of 2024: a stretch, or the very day?"""
    early = m["part"].lower() != "end"
    stretch = moment(f"{'early' if early else 'late'} {m['rest']}", setting)
    if not stretch:
        return None
    date = edtf.parse(stretch.edtf())
    readings = stretch.edtf(), day_text((date.earliest if early else date.latest) or 0)
    raise DateError(f'"{m[0]}": a part of it, or the day?', "write early, late, or the day", readings)


_RULES: Final[Rules] = (
    (rf"(?:{_IDLE}) (?P<rest>.+)", lambda m, setting: moment(m["rest"], setting)),
    (rf"(?:(?P<about>{_ABOUT})|{_PERHAPS})(?P<rest>.+)", _marked),
    (rf"{REST} \((?P<parts>{_DOUBT}(?:, {_DOUBT})*)\)", _marked_parts),
    (rf"{REST}(?:(?P<about>{_ABOUT_AFTER})|{_PERHAPS_AFTER})", _marked),
    (rf"(?P<weekday>{WEEKDAY}),? (?P<rest>.+)", _weekday),
    (rf"{REST},? \(?(?P<weekday>{WEEKDAY})\)?", _weekday),
    (r"(?P<what>(?:some|one|a|an unknown) (?:day|month)) (?:in|of) (?P<rest>.+)", _unknown_part),
    (rf"{REST},? \(?(?P<what>{_PART}(?: and {_PART})?) (?:is )?(?:not known|unknown)\)?", _unknown_part),
    (rf"(?:(?:early|late) )?(?P<part>{_HOURS}) of (?P<rest>.+)", _part_of_day),
    (rf"{REST},? (?:in the |at )?(?:(?:early|late) )?(?P<part>{_HOURS}|night)", _part_of_day),
    (rf"{REST},?(?: at)? (?P<start>\d\d:\d\d)-(?P<end>\d\d:\d\d)", _offset_or_time),
    (rf"{REST}(?:,? at |, ?| |T)(?P<time>{TIME}) ?(?P<zone>{_ZONE})?", _date_then_time),
    (rf"(?P<time>{TIME})(?P<rest>|[, ].+)", _time_then_date),
    (r"(?P<part>early|mid|late|middle of)(?: in |[ -]| - )(?:the )?(?P<rest>.+)", _third),
    (r"(?P<part>start|beginning|end) of (?P<rest>.+)", _edge),
)
