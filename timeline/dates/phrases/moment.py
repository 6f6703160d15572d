"""One point in time as people put it, perhaps with parts missing, and what its words are read against.

Knows which parts a neighbour may lend ("3" in "3 or 5 May 2022") and how they are put together as EDTF. Knows no words
and no zones: those are `single_dates` and `clock`.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Final, Literal, NamedTuple

from timeline.dates import edtf
from timeline.dates.value import DateError

Order = Literal["dmy", "mdy"]
"""Which number comes first in 05/04/2024."""


LOCAL: Final = "local"
"""In the place of a zone: that of the event, though a neighbour has another."""


class Setting(NamedTuple):
    """What the words of a phrase are read against."""

    today: date | None = None
    """None for imports: no relative words, no missing year."""
    order: Order | None = None
    tz: str | None = None
    """The zone of times without an offset."""
    completes: bool = True
    """Whether today also gives what was not said at all: a year, or the day of a time."""

    @property
    def giving(self) -> date | None:
        """The day that gives what was not said."""
        return self.today if self.completes else None


class Moment(NamedTuple):
    """What a phrase says of one point in time; an empty part was not said."""

    year: str = ""
    """As EDTF writes it: `2024`, `-0043`, `199X`, `18XX`."""
    month: str = ""
    """Two digits; `21` to `41` are seasons and other parts of a year; `XX` when it is said to be unknown."""
    day: str = ""
    time: str = ""
    """`20:20` or `20:20:30`."""
    zone: str = ""
    """`Z`, an offset, the IANA name of a zone, which `whole` makes an offset, or LOCAL."""
    mark: str = ""
    """`~` about, `?` perhaps, `%` both."""
    number: str = ""
    """A bare number: a neighbour tells whether it is a day, a year or a century."""
    era: str = ""
    """`BC` or `AD` when the year came with one."""
    weekday: int | None = None
    """The weekday that was said, Monday = 0."""
    part: str = ""
    """`early`, `mid` or `late`: a third of it."""
    whole: str = ""
    """A complete EDTF value; nothing can be lent to it."""
    notes: tuple[str, ...] = ()
    kept: bool = False
    """The words say more than EDTF can: they are kept beside it."""

    @property
    def plain_year(self) -> bool:
        """Whether a year of four digits was said and nothing else."""
        return self.year.isdecimal() and not (self.month or self.day or self.time or self.era)

    @property
    def stretch(self) -> bool:
        """Whether it is a set or an interval already, which cannot stand inside another."""
        return self.whole.startswith(("[", "{")) or "/" in self.whole or bool(self.part)

    @property
    def night(self) -> bool:
        """Whether it is a night, which has two days."""
        return self.kept and "/" in self.whole

    @property
    def other_zone(self) -> str:
        """The zone that was said; nothing where it is that of the event."""
        return "" if self.zone == LOCAL else self.zone

    @property
    def untimed(self) -> "Moment":
        """The same without its time."""
        return self._replace(time="", zone="")

    def saying(self, *notes: str) -> "Moment":
        """The same with more to say aloud; empty notes are none."""
        return self._replace(notes=(*self.notes, *filter(None, notes)))

    def without(self, what: str) -> "Moment":
        """The day alone, with the words, for EDTF cannot say `what` of it."""
        return self.untimed.saying(f"EDTF has no {what}: the day is stored")._replace(kept=True)

    def edtf(self) -> str:
        """The EDTF text of a moment whose parts are complete."""
        if self.whole:
            return self.whole
        return "-".join(filter(None, self[:3])) + (f"T{self.time}{self.other_zone}" if self.time else "") + self.mark

    def lent(self, other: "Moment", *, before: bool) -> "Moment":
        """This moment with what it lacks taken from a neighbour; `before`: the neighbour stands at its left."""
        moment = self._numbered(other, before=before) if self.number else self
        if moment.time and not any(moment[:3]) and not moment.whole:
            moment = moment._replace(year=other.year, month=other.month, day=other.day)
        if moment.day and not moment.month:
            moment = moment._replace(month=other.month)
        if (moment.month or moment.day) and not moment.year:
            moment = moment._replace(year=other.year)
        return moment

    def _numbered(self, other: "Moment", *, before: bool) -> "Moment":
        """What the bare number means beside this neighbour; unchanged when the neighbour cannot tell."""
        number = self.number
        if len(number) < 3 and other.day and bool(self.time) == bool(other.time):  # 8 to 11 pm on 17 May: 8 is no day
            return self._replace(number="", day=number.zfill(2))
        if other.day or other.month or self.weekday is not None:
            return self
        if other.era:
            return self._replace(number="", year=era_year(int(number), other.era), era=other.era)
        sign, digits = other.year[:-4], other.year[-4:].removesuffix("XX")
        if digits.isdecimal() and len(digits) == 2 and int(number) > len(sign):  # 18th and 19th centuries, 5th-4th BC
            return self._replace(number="", year=f"{sign}{int(number) - 1:02}XX")
        if before and other.plain_year and len(number) == 2 and number > other.year[2:]:  # 1914-18
            return self._replace(number="", year=other.year[:2] + number)
        return self


NIGHT: Final = "EDTF has no night: both days are stored"
"""Said of a night."""
REST: Final = "(?P<rest>.+?)"
"""In a pattern: the words that its rule reads on their own."""
Rules = tuple[tuple[str, Callable[[re.Match[str], Setting], Moment | None]], ...]
"""Patterns, and what reads the words that fit one: None when they name no moment after all."""


def first_fit(rules: Rules, words: str, setting: Setting) -> Moment | None:
    """What the first rule that fits all the words makes of them."""
    for pattern, read in rules:
        if (m := re.fullmatch(pattern, words, re.IGNORECASE | re.ASCII)) and (found := read(m, setting)):
            return found
    return None


def era_year(number: int, era: str) -> str:
    """The year `number` BC or AD as EDTF writes it: years are astronomical, 1 BC is 0000 (EDTF level 1)."""
    if not number:
        raise DateError("there is no year 0: 1 BC was followed by AD 1", "in EDTF, 0000 is 1 BC and -0043 is 44 BC")
    return year_text(1 - number if era == "BC" else number)


def year_text(year: int) -> str:
    """An astronomical year as EDTF writes it; beyond four digits with Y."""
    return ("" if abs(year) <= 9999 else "Y") + ("-" if year < 0 else "") + f"{abs(year):04}"


def month_text(number: int) -> str:
    """The month with this number, counted from January of the year 0, as EDTF."""
    return f"{year_text(number // 12)}-{number % 12 + 1:02}"


def day_parts(day: int) -> tuple[str, str, str]:
    """Year, month and day of the day with this number, as EDTF."""
    year, month, number = edtf.civil(day)
    return year_text(year), f"{month:02}", f"{number:02}"


def one_of(first: str, last: str) -> str:
    """One of the days, months or years from one to another, as EDTF."""
    return first if first == last else f"[{first}..{last}]"


def day_text(day: int, parts: int = 3) -> str:
    """The day with this number as EDTF, cut to year (1), year and month (2), or whole (3)."""
    return "-".join(day_parts(day)[:parts])
