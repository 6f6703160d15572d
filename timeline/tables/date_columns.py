"""How the dates of a whole column are written, found before one of them is read, and each read by that.

Order of day and month, times that are none, days that a spreadsheet counts: a column settles these, or it is asked
about with the evidence. Words are read by dates/phrases, without a clock. Knows no event.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from timeline.dates import edtf, phrases
from timeline.dates.value import DateError
from timeline.dates.zones import in_zone
from timeline.errors import DataError
from timeline.tables.cells import Said, as_text
from timeline.tables.mapping import ColumnMapping
from timeline.text.lists import counted
from timeline.text.width import cut

_NUMBERS = re.compile(
    r"(?:(?P<weekday>mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
    r"(?<![\d/-])(?P<a>\d{1,2})(?P<sign>[/-])(?P<b>\d{1,2})(?P=sign)(?P<year>\d{4})(?![\d/-])",
    re.IGNORECASE,
)
"""A day of which nobody knows whether its month comes first; with points it comes second."""
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CLOCK = re.compile(
    r"(?: ?[-–,@] ?| at |T| )(?P<clock>\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?"
    r"(?: ?[ap]\.?m\b\.?)?) ?(?:Z|UTC|GMT|[+-]\d\d:?\d\d)?(?![\d:])",
    re.IGNORECASE,
)
_FRACTION = re.compile(r":\d\d[.,]\d*[1-9]")
_WHOLE = re.compile(r"\A(\d{1,4})\.0+\Z")
_FLOATS = re.compile(r"(?<=\d)\.0(?![\d.])")
_MONTH = re.compile(r"\A(\d{4})-(\d)\Z")
"""Put together of a year and a month; as one cell it may be 1914-8, which is a span of years."""
_SHOWN = 40
"""So much of a cell is shown."""
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_YEARS = (date(1905, 3, 14), date(1905, 9, 30))
"""What 1900 to 2100 become as numbers of days that a spreadsheet counts."""
_OF_YEAR, _OF_MONTH = len("2024"), len("2024-01")
_NEAR = (date(1885, 1, 1), date(1925, 12, 31))
_OPEN = frozenset(("present", "ongoing", "now", "current", "to date", "open", ".."))
"""What an end is that has not come."""

Cells = Mapping[str, tuple[Any, str, int]]
"""Each text of a column, with the cell that it was, where that stands first, and in how many rows."""


class ReadDate(NamedTuple):
    """A date as EDTF."""

    edtf: str
    date_text: str | None = None
    """The words, where they say more than EDTF can."""


class DateColumn:
    """The dates of one column, each read as the whole of it is written."""

    def __init__(self, said: Said, cells: Cells, mapping: ColumnMapping, timezone: str | None) -> None:
        """See how they are written.

        Args:
            said: what reads the column, or puts it together of several.
            cells: all that it holds.
            mapping: what a person says of it.
            timezone: of times without an offset, where the event has none of its own.

        Raises:
            DataError: that is not settled: with the evidence, and what to say.
        """
        self.name = name = said.column
        self.notes = Counter[str]()
        """What was understood beyond the words, with the number of rows."""
        self._is_edtf, self._is_serial = mapping.dates == "edtf", mapping.dates == "serial"
        self._timezone, self._cells, self._is_of_parts = timezone, cells, said.is_template
        self._order: Any = None
        self._has_no_clock = False
        self._shown = 0
        """So much of a day is shown, where a spreadsheet holds days and shows their months or years; 0: all."""
        self._read: dict[tuple[str, str], ReadDate | DateError] = {}
        if self._is_edtf:
            return
        if not mapping.dates:
            _must_not_count_days(name, cells)
            clocks = _only_clock(cells)
            if clocks:
                rows = sum(n for _, _, n in cells.values())
                self.notes[f"{name}: every time is {clocks}, which says nothing: none is taken"] = rows
                self._has_no_clock = True
            self._shown = _only_firsts(cells)
            if self._shown:
                of = "month" if self._shown == _OF_MONTH else "year"
                rows = sum(n for cell, _, n in cells.values() if isinstance(cell, date))
                self.notes[f"{name}: every day is the first of a {of}: {of}s, unless --dates words says days"] = rows
        self._order = _order(name, cells, mapping.date_order)

    def read(self, text: str, zone: str) -> ReadDate:
        """A date of it.

        Args:
            text: the cell.
            zone: of the event, if it has one of its own.

        Raises:
            DateError: it is none, or has two readings.
        """
        found = self._read.get((text, zone))
        if found is None:
            try:
                found = self._new(text, zone)
            except DateError as error:
                found = error
            self._read[text, zone] = found
        if isinstance(found, DateError):
            raise found
        return found

    def _new(self, text: str, zone: str) -> ReadDate:
        if self._is_edtf:
            return ReadDate(edtf.parse(text).text)
        if self._shown and isinstance(self._cells[text][0], date):
            return ReadDate(text[: self._shown])
        words = _WHOLE.sub(r"\1", " ".join(text.split()))
        if self._is_serial and re.fullmatch(r"\d+(?:\.\d+)?", words):
            return ReadDate(_of_serial(float(words)))
        if self._is_of_parts:
            words = _MONTH.sub(r"\1-0\2", _FLOATS.sub("", words))
        if self._has_no_clock:
            words = _CLOCK.sub("", words)
        found = phrases.read(words, None, self._order, zone or self._timezone, completes=False)
        for note in found.notes:
            self.notes[f"{self.name}: {note}"] += self._cells[text][2]
        kept = found.date_text and " ".join(text.split())
        if _FRACTION.search(words):
            kept = text
        if zone and "T" in found.edtf:
            return ReadDate(in_zone(found.edtf, zone, zone, offsets=True), kept)
        return ReadDate(found.edtf, kept)


def is_open(text: str) -> bool:
    """Whether an end has not come."""
    return text.casefold() in _OPEN


def span(start: str, end: str) -> str:
    """The interval from one date of EDTF to another; the date alone where they are the same.

    Raises:
        DateError: one of them is more than one date, or they stand the wrong way round.
    """
    for part in (start, end):
        if part[:1] in {"[", "{"} or "/" in part:
            raise DateError(f"{part} has two ends of its own", "write one date, or leave the end empty")
    try:
        return start if start == end else edtf.parse(f"{start}/{end}").text
    except DateError as error:
        raise DateError(error.message, "the end comes after the date, or is left empty") from error


def _must_not_count_days(name: str, cells: Cells) -> None:
    """See that a column does not hold what a spreadsheet made of dates, or of years."""
    numbers = [text for text, (cell, _, _) in cells.items() if _SERIAL.fullmatch(text)]
    are_cells = any(isinstance(cells[text][0], int | float) for text in numbers)
    if numbers and (are_cells or 2 * len(numbers) >= len(cells)):
        rows = sum(cells[text][2] for text in numbers)
        day = _of_serial(float(numbers[0]))
        raise DataError(
            f'{name}: {counted(rows, "cell")} such as "{numbers[0]}" ({cells[numbers[0]][1]}): is it {day}, as a'
            " spreadsheet counts days?",
            "--dates serial says so; --dates words that they are no such days",
        )
    days = [_day(cell) for cell, _, _ in cells.values() if isinstance(cell, date)]
    years = [day for day in days if _YEARS[0] <= day <= _YEARS[1]]
    if years and not any(_NEAR[0] <= day <= _NEAR[1] for day in days if day not in years):
        text, (_, place, _) = next(
            (text, held) for text, held in cells.items() if isinstance(held[0], date) and _day(held[0]) in years
        )
        year = (years[0] - date(1899, 12, 30)).days
        raise DataError(
            f"{name}: {counted(len(years), 'day')} of 1905 such as {text} ({place}): was it the year {year}, shown as a"
            " date by a spreadsheet?",
            "format these cells as numbers; --dates words says that it was 1905",
        )


def _day(cell: date) -> date:
    return cell.date() if isinstance(cell, datetime) else cell


def _of_serial(number: float) -> str:
    """The day, or the second, that a spreadsheet counts as this number: 1 is the first of January 1900.

    It counts a 29 February 1900, which was not there (ECMA-376, 18.17.4.1).
    """
    if not 1 <= number < 2_958_466 or 60 <= number < 61:
        raise DateError(f"{number:g} is no day that a spreadsheet counts", "they go from 1 (1900-01-01) to 2958465")
    start = datetime(1899, 12, 31) if number < 60 else datetime(1899, 12, 30)  # noqa: DTZ001 - a day has no zone
    return as_text(start + timedelta(seconds=round(number * 86_400)))


def _only_clock(cells: Cells) -> str:
    """The time that stands in every date of a column; nothing where they differ, or only some have one."""
    dated = [" ".join(text.split()) for text in cells if any(sign.isdigit() for sign in text)]
    clocks = {tuple(_CLOCK.findall(text)) for text in dated}
    if len(dated) < 2 or len(clocks) > 1:
        return ""
    clock = clocks.pop()
    return str(clock[0]).strip() if len(clock) == 1 else ""


def _only_firsts(cells: Cells) -> int:
    """How much to take of days that a spreadsheet holds where it shows "Jan 2024", or "2024"; 0: all."""
    days = {text for text, (cell, _, _) in cells.items() if isinstance(cell, date)}
    if len(days) < 2 or not all(day.endswith("-01") and len(day) == len("2024-01-01") for day in days):
        return 0
    return _OF_YEAR if all(day.endswith("-01-01") for day in days) else _OF_MONTH


def _order(name: str, cells: Cells, said: str) -> str | None:
    """Whether day or month comes first; None where no date asks for it.

    Raises:
        DataError: the dates do not settle it, or gainsay each other, or what is said.
    """
    evidence: dict[str, list[str]] = {"dmy": [], "mdy": []}
    open_: list[str] = []
    for text in cells:
        for found in _NUMBERS.finditer(text):
            fits = set(_fitting(found))
            if len(fits) == 1:
                evidence[fits.pop()].append(text)
            elif fits and found["a"] != found["b"]:
                open_.append(text)
    sure = [order for order, texts in evidence.items() if texts]
    if said:
        if sure and said not in sure:
            raise DataError(
                f"{name}: {_shown(evidence[sure[0]], cells)}: {_FIRST[sure[0]]}, and {said} is given",
                f"--date-order {sure[0]}",
            )
        return said
    if len(sure) == 1:
        return sure[0]
    if sure:
        both = " and ".join(f"{_FIRST[order]} in {_shown(evidence[order], cells)}" for order in sure)
        raise DataError(f"{name}: {both}", "--date-order dmy (or mdy) reads what fits, and refuses the rest")
    if open_:
        message = f"{name}: day or month first? Its days are the first 12 only in {_shown(open_, cells)}"
        raise DataError(message, "--date-order mdy, or --date-order dmy")
    return None


_FIRST = {"dmy": "the day comes first", "mdy": "the month comes first"}


def _fitting(found: re.Match[str]) -> Iterator[str]:
    """The orders in which it is a day, and that day of the week if one is said."""
    first, second, year = int(found["a"]), int(found["b"]), int(found["year"])
    for order, day, month in (("dmy", first, second), ("mdy", second, first)):
        try:
            weekday = date(year, month, day).weekday()
        except ValueError:
            continue
        if not found["weekday"] or _WEEKDAYS[weekday] == found["weekday"].casefold():
            yield order


def _shown(texts: list[str], cells: Cells) -> str:
    rows = sum(cells[text][2] for text in dict.fromkeys(texts))
    return f'{counted(rows, "row")} ("{cut(texts[0], _SHOWN)}", {cells[texts[0]][1]})'


def gathered(cells: Iterable[tuple[str, Any, str]]) -> Cells:
    """The cells of a column by their text: text, cell and place of each."""
    found: dict[str, tuple[Any, str, int]] = {}
    for text, cell, place in cells:
        first = found.get(text)
        found[text] = (first[0], first[1], first[2] + 1) if first else (cell, place, 1)
    return found
