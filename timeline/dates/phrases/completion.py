"""Completes what was left unsaid in a phrase: neighbours lend, today gives the year, a zone gives the offset.

Whatever comes out is a date that exists, weekday included, or it is refused. Knows the meaning of parts, but no words:
these were read by `single_dates`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from timeline.dates import edtf
from timeline.dates.calendar import WEEKDAYS
from timeline.dates.phrases.moment import Moment, day_text, year_text
from timeline.dates.phrases.relative import dated, offset
from timeline.dates.value import DateError

if TYPE_CHECKING:
    from datetime import date


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


class Completion(NamedTuple):
    """What there is to complete a phrase with."""

    today: date | None
    """None for imports: nothing may depend on the day."""
    tz: str | None
    """The zone of times without an offset."""

    def whole(self, moment: Moment) -> Moment:
        """The moment with everything in place.

        Raises:
            DateError: something is missing that nothing here can give, or there is no such date.
        """
        if moment.number:
            hint = "a year has four digits, or AD or BC; a day has a month"
            raise DateError(f'"{moment.number}" alone is no date', hint)
        if moment.day and not moment.month:
            raise DateError("no month given", "write the month: 5 May 2022")
        if moment.time and not moment.day:
            moment = self._today(moment)
        if moment.month and not moment.year:
            moment = dated(moment, self.today)
        date = edtf.parse(moment._replace(time="").edtf())
        if moment.weekday is not None and date.earliest is not None and (date.earliest - 1) % 7 != moment.weekday:
            actual = WEEKDAYS[(date.earliest - 1) % 7]
            raise DateError(f"{date.text} is a {actual}", "correct the weekday, or the date")
        return self._timed(moment, date.text) if moment.time else moment

    def _today(self, moment: Moment) -> Moment:
        if self.today is None:
            raise DateError("no day given", "write the day: 17 November 2024, 20:20")
        year, month, day = self.today.isoformat().split("-")
        notes = (*moment.notes, "no day given: today's date taken")
        return moment._replace(year=year, month=month, day=day, notes=notes)

    def _timed(self, moment: Moment, day: str) -> Moment:
        """The moment with its offset; an hour that a clock change skipped or doubled is refused without one."""
        if not moment.zone:
            if self.tz:
                offset(self.tz, day, moment.time)
            return moment
        if moment.zone[0] in "Z+-":
            return moment
        shift, note = offset(moment.zone, day, moment.time)
        return moment._replace(zone=shift, notes=(*moment.notes, note) if note else moment.notes)

    def ends(self, left: Moment, right: Moment) -> tuple[Moment, Moment]:
        """Both ends of a stretch: what one lacks the other lends, and a year or midnight may turn between them."""
        a, b = (self.whole(moment) for moment in shared([left, right]))
        if not left.year and not right.year and a.year > b.year:
            both = tuple(f"{a._replace(year=year).edtf()}/{b._replace(year=year).edtf()}" for year in (b.year, a.year))
            raise DateError("no year given, and in this year it is not over", "write the year", both)
        if a.time and b.time and not (left.day and right.day) and a[:3] == b[:3] and b.time < a.time:
            year, month, day = day_text((edtf.parse(b.edtf()).latest or 0) + 1).split("-")
            note = f"{b.time} is before {a.time}: read as on the next day"
            return a, self.whole(b._replace(year=year, month=month, day=day, notes=(*b.notes, note)))
        first, last = edtf.parse(a.edtf()).earliest, edtf.parse(b.edtf()).latest
        backwards = first is not None and last is not None and last < first
        if backwards and a.month != b.month and not (left.year and right.year) and "X" not in a.year:
            note = "the later month is named first: read as over the turn of the year"
            if left.year:
                b = self.whole(b._replace(year=year_text(int(b.year) + 1), notes=(*b.notes, note)))
            else:
                a = self.whole(a._replace(year=year_text(int(a.year) - 1), notes=(*a.notes, note)))
        return a, b
