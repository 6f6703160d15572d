"""Completes what was left unsaid in a phrase: neighbours lend, today gives the year, a zone gives the offset.

Whatever comes out is a date that exists, weekday included, or it is refused. Knows the meaning of parts, but no words:
these were read by `single_dates`.
"""

from timeline.dates import edtf
from timeline.dates.calendar import WEEKDAYS
from timeline.dates.phrases.moment import Moment, Setting, day_parts, year_text
from timeline.dates.phrases.relative import dated, offset
from timeline.dates.value import DateError


def shared(moments: list[Moment]) -> list[Moment]:
    """The moments of one phrase with what they lend each other: first to the left, then to the right."""
    known = list(moments)
    for n in range(len(known) - 2, -1, -1):
        known[n] = known[n].lent(known[n + 1], before=False)
    for n in range(1, len(known)):
        known[n] = known[n].lent(known[n - 1], before=True)
    zones = {m.zone for m in moments if m.zone}
    if len(zones) == 1 and any(m.time and not m.day for m in moments):  # 20:00-23:30 Kyiv time on 17 November
        known = [m._replace(zone=min(zones)) if m.time else m for m in known]
    return known


def whole(moment: Moment, setting: Setting) -> Moment:
    """The moment with everything in place: an hour that a clock change skipped or doubled needs an offset."""
    if moment.number:
        hint = "a year has four digits, or AD or BC; a day has a month"
        raise DateError(f'"{moment.number}" alone is no date', hint)
    if moment.day and not moment.month:
        raise DateError("no month given", "write the month: 5 May 2022")
    if moment.time and not moment.day:
        if setting.today is None:
            raise DateError("no day given", "write the day: 17 November 2024, 20:20")
        year, month, day = day_parts(setting.today.toordinal())
        notes = (*moment.notes, "no day given: today's date taken")
        moment = moment._replace(year=year, month=month, day=day, notes=notes)
    if moment.month and not moment.year:
        moment = dated(moment, setting.today)
    date = edtf.parse(moment._replace(time="").edtf())
    if moment.weekday is not None and date.earliest is not None and (date.earliest - 1) % 7 != moment.weekday:
        actual = WEEKDAYS[(date.earliest - 1) % 7]
        raise DateError(f"{date.text} is a {actual}", "correct the weekday, or the date")
    zone = moment.zone or setting.tz or ""
    if not moment.time or not zone or zone[0] in "Z+-":
        return moment
    shift, note = offset(zone, date.text, moment.time)
    return moment._replace(zone=shift, notes=(*moment.notes, *filter(None, [note]))) if moment.zone else moment


def ends(left: Moment, right: Moment, setting: Setting) -> tuple[Moment, Moment]:
    """Both ends of a stretch: what one lacks the other lends, and a year or midnight may turn between them."""
    a, b = (whole(moment, setting) for moment in shared([left, right]))
    if not left.year and not right.year and a.year > b.year:
        both = tuple(f"{a._replace(year=year).edtf()}/{b._replace(year=year).edtf()}" for year in (b.year, a.year))
        raise DateError("no year given, and in this year it is not over", "write the year", both)
    if a.time and b.time and not (left.day and right.day) and a[:3] == b[:3] and b.time < a.time:
        year, month, day = day_parts((edtf.parse(b.edtf()).latest or 0) + 1)
        note = f"{b.time} is before {a.time}: read as on the next day"
        return a, whole(b._replace(year=year, month=month, day=day, notes=(*b.notes, note)), setting)
    first, last = edtf.parse(a.edtf()).earliest, edtf.parse(b.edtf()).latest
    backwards = first is not None and last is not None and last < first
    turned = b if left.year else a
    if backwards and a.month != b.month and not (left.year and right.year) and turned.year.lstrip("-").isdecimal():
        note = "the later month is named first: read as over the turn of the year"
        year = year_text(int(turned.year) + (1 if left.year else -1))
        turned = whole(turned._replace(year=year, notes=(*turned.notes, note)), setting)
        return (a, turned) if left.year else (turned, b)
    return a, b
