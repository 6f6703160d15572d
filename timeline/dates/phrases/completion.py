"""Completes what was left unsaid in a phrase: neighbours lend, today gives the year, a zone gives the offset.

Whatever comes out is a date that exists, weekday included, or it is refused. Knows the meaning of parts, but no words:
these were read by `single_dates`.
"""

from timeline.dates import edtf
from timeline.dates.calendar import WEEKDAYS, julian_day, weekday
from timeline.dates.phrases.moment import Moment, Setting, day_parts, day_text, era_year, month_text, one_of, year_text
from timeline.dates.phrases.relative import dated
from timeline.dates.value import DateError
from timeline.dates.zones import in_zone, offset


def shared(moments: list[Moment]) -> list[Moment]:
    """The moments of one phrase with what they lend each other: first to the left, then to the right."""
    known = list(moments)
    for n in range(len(known) - 2, -1, -1):
        known[n] = known[n].lent(known[n + 1], before=False)
    if all(not moment.era for moment in known):
        known = [_of_three_digits(moment) for moment in known]
    for n in range(1, len(known)):
        known[n] = known[n].lent(known[n - 1], before=True)
    zones = {m.zone for m in moments if m.zone}
    if len(zones) == 1 and any(m.time and not m.zone for m in moments):  # 20:00-23:30 Kyiv time on 17 November
        called = "UTC" if zones == {"Z"} else min(zones)
        said = f"{called} is taken for all times" if all(m.day for m in moments) else ""
        known = [m if m.zone or not m.time else m._replace(zone=min(zones)).saying(said) for m in known]
    return known


def whole(moment: Moment, setting: Setting) -> Moment:
    """The moment with everything in place: an hour that a clock change skipped or doubled needs an offset."""
    moment = _of_three_digits(moment)
    if moment.number:
        hint = "a year has four digits, or AD or BC; a day has a month, an hour minutes, or am or pm"
        raise DateError(f'"{moment.number}" alone is no date', hint)
    if moment.day and not moment.month:
        raise DateError("no month given", "write the month: 5 May 2022")
    if moment.time and not moment.day:
        if moment.year or moment.month:
            raise DateError("a time needs one whole day", "write the day, or leave out the time")
        if (today := setting.giving) is None:
            raise DateError("no day given", "write the day: 17 November 2024, 20:20")
        year, month, day = day_parts(today.toordinal())
        moment = moment._replace(year=year, month=month, day=day).saying("no day given: today's date taken")
    if moment.month and not moment.year:
        moment = dated(moment, setting.giving)
    if moment.part:
        return _third(moment)
    date = edtf.parse(moment._replace(time="").edtf())
    if moment.weekday is not None and date.earliest is not None and weekday(date.earliest) != moment.weekday:
        moment = _by_julian_weekday(moment, date.text, WEEKDAYS[weekday(date.earliest)])
    zone = moment.other_zone or setting.tz or ""
    if not moment.time or not zone or zone[0] in "Z+-":
        return moment
    shift, note = offset(zone, date.text, moment.time)
    return moment._replace(zone=shift).saying(note) if moment.other_zone else moment


def by_day(moment: Moment, setting: Setting, what: str) -> Moment:
    """The day of a time of which EDTF cannot say `what`, with the words: that on the clocks of the event.

    Where these are not known and it may be another day than the one that is named, it is one of the two.

    Raises:
        DateError: no year is given, so that the day of another zone is not known.
    """
    if not moment.other_zone:
        return moment.without(what)
    if not moment.year:
        raise DateError("no year given", "write the year: 17 November 2024")
    found = whole(moment, setting)
    named, there = (text.partition("T")[0] for text in (found.edtf(), in_zone(found.edtf(), setting.tz or "UTC")))
    if there == named:
        return found.without(what)
    if setting.tz:
        year, month, day = day_parts(edtf.parse(there).earliest or 0)
        said = f"{named}T{found.time}{found.zone} is on {there} in {setting.tz}"
        return found._replace(year=year, month=month, day=day).saying(said).without(what)
    said = f"without a time zone of the event it may count as {named} or {there}: set timezone"
    return Moment(whole=f"[{min(named, there)},{max(named, there)}]", notes=(*found.notes, said), kept=True)


def _of_three_digits(moment: Moment) -> Moment:
    """A number of three digits is a year, where it does not stand alone: 26 October 899, between 843 and 848."""
    return moment._replace(number="", year=f"0{moment.number}") if len(moment.number) == 3 else moment


def _by_julian_weekday(moment: Moment, day: str, actual: str) -> Moment:
    """The moment, where its weekday is right in the Julian calendar, by which dates before 1583 are commonly given."""
    if not (moment.year + moment.month + moment.day).removeprefix("-").isdecimal():
        raise DateError(f"no weekday is known of {day}", "leave the weekday out")
    julian = julian_day(int(moment.year), int(moment.month), int(moment.day))
    if moment.year > "1923" or weekday(julian) != moment.weekday:
        raise DateError(f"{day} is a {actual}", "correct the weekday, or the date")
    if moment.year < "1583":
        return moment
    note = f"{day} is a {WEEKDAYS[moment.weekday]} in the Julian calendar alone; in ours that day is {day_text(julian)}"
    return moment.saying(note)


def _third(moment: Moment) -> Moment:
    """Early, mid, late: thirds, as one-of sets; of a month in days, of what is longer in months or years."""
    date, part = edtf.parse(moment.edtf()), ("early", "mid", "late").index(moment.part)
    if date.earliest is None or date.latest is None or date.latest - date.earliest < 27:
        raise DateError(f"EDTF has no {moment.part} part of {date.text}", "leave it out, or write between ... and ...")
    (year, month, _), (last_year, last_month, _) = edtf.civil(date.earliest), edtf.civil(date.latest)
    days = date.latest - date.earliest + 1
    units = range(year, last_year + 1)
    if days <= 366:
        units = range(year * 12 + month - 1, last_year * 12 + last_month)
    if days <= 31:
        units = range(date.earliest, date.latest + 1)
    write = day_text if days <= 31 else month_text if days <= 366 else year_text
    size = 30 if days <= 31 else len(units)  # any month is cut after its 10th and 20th day
    cuts = 0, -(-size // 3), -(-2 * size // 3), len(units)
    first, last = write(units[cuts[part]]), write(units[cuts[part + 1] - 1])
    text = one_of(first, last)
    note = f"{moment.part} is taken as part {part + 1} of three: {text}"
    return Moment(whole=text, kept=True, notes=(*moment.notes, note))


def ends(left: Moment, right: Moment, setting: Setting) -> tuple[Moment, Moment]:
    """Both ends of a stretch: what one lacks the other lends, and a year or midnight may turn between them."""
    if left.plain_year and right.era == "BC":  # 1200-1150 BC
        left = left._replace(year=era_year(int(left.year), "BC"), era="BC")
    a, b = (whole(moment, setting) for moment in shared([left, right]))
    if not left.year and not right.year and a.month and a.year > b.year:
        both = tuple(f"{a._replace(year=year).edtf()}/{b._replace(year=year).edtf()}" for year in (b.year, a.year))
        raise DateError("no year given, and in this year it is not over", "write the year", both)
    if a.time and b.time and not (left.day and right.day) and a[:3] == b[:3] and _instant(b) < _instant(a):
        year, month, day = day_parts((edtf.parse(b.edtf()).latest or 0) + 1)
        note = f"{b.time} is before {a.time}: read as on the next day"
        return a, whole(b._replace(year=year, month=month, day=day).saying(note), setting)
    first, last = edtf.parse(a.edtf()).earliest, edtf.parse(b.edtf()).latest
    backwards = first is not None and last is not None and last < first
    turned = b if left.year else a
    if backwards and a.month != b.month and not (left.year and right.year) and turned.year.lstrip("-").isdecimal():
        note = "the later month is named first: read as over the turn of the year"
        year = year_text(int(turned.year) + (1 if left.year else -1))
        turned = whole(turned._replace(year=year).saying(note), setting)
        return (a, turned) if left.year else (turned, b)
    return a, b


def _instant(moment: Moment) -> int:
    """The second of a time, to compare with another: where it has no zone, neither has."""
    return edtf.parse(moment.edtf()).singles[0].instant or 0
