"""iCalendar (RFC 5545), for calendars: whole days, or exact times.

Keeps title, date, its basis and words, time zone, kind, status, likelihood, claim, language, summary, tags, the names
of places, the first point to six decimals, and each chain of sources as a line; of texts no control characters. Dates
stand as EDTF beside those of the calendar (X-TIMELINE-DATE), and are read back unless somebody has moved the event
since. What else there is to say ends the description, a line each, below a line `--`. Cannot hold months, seasons, sets
and open ends but as the days that they may mean, nor years before 1 or beyond 9999; of actors and figures it has words.

Reads every VEVENT that has a DTSTART: of one that repeats the first time, and nothing of alarms and guests.
"""

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any
from warnings import catch_warnings, simplefilter

from timeline.dates.edtf import DateError
from timeline.dates.extent import after, extent, written
from timeline.dates.zones import is_zone
from timeline.dates.zones import zone as zone_of
from timeline.errors import DataError
from timeline.formats import About, Carried, dated, library, source_lines
from timeline.model.event import DEFAULTS
from timeline.records.columns import actor_words
from timeline.records.date_words import when
from timeline.records.entry import Entry
from timeline.records.record import Record
from timeline.records.source_words import figure
from timeline.tables.delimited import decoded
from timeline.tables.input_table import InputRow, InputTable
from timeline.text.components import Component, apart
from timeline.text.lists import counted

ABOUT = About("for calendars: whole days, or exact times", people=False, escapes="")
LINES = True
_TOLD = ("status", "date_basis", "date_text", "kind", "likelihood", "claim", "lang")
"""The fields that stand in the description as a line each, and are read back."""
_BELOW = "\n\n--\n"
"""What parts the summary from those lines."""
_CONTROLS = {n: None for n in [*range(0x20), 0x7F] if chr(n) not in "\n\t"}
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""The DTSTAMP of all: it must be there, and two exports of the same events are to be the same."""
_DAY = timedelta(days=1)
_APART = "\0"
"""Keeps what is no line end from being taken for one as it is written: icalendar makes one of `\\N` in `C:\\News`."""
fitting = dated
"""The events that have a day of the years 1 to 9999."""


def export(entries: Sequence[Entry], carried: Carried) -> Iterator[str]:
    """One calendar, an event a VEVENT."""
    with library("ics"):
        import icalendar  # start-up: 70 ms, for calendars alone
    return _written(icalendar, entries, carried.zone)


def _written(icalendar: Any, entries: Sequence[Entry], zone: str | None) -> Iterator[str]:
    calendar = icalendar.Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", "-//timeline//timeline//EN")
    begin, end = calendar.to_ical().decode().split("END:VCALENDAR")
    yield begin
    for entry in entries:
        component = icalendar.Event()
        for name, value in _properties(entry.event, zone):
            component.add(name, icalendar.vText(value, params={"VALUE": "TEXT"}) if name.startswith("X-") else value)
        yield component.to_ical().decode().replace(_APART, "")
    yield f"END:VCALENDAR{end}"


def _properties(event: Record, zone: str | None) -> Iterator[tuple[str, Any]]:
    named = event.timezone or (zone if "T" in event.date else None)
    begins, ends = _times(event.date, named)
    yield "UID", f"{event.id}@timeline"
    yield "DTSTAMP", _NEVER
    yield "DTSTART", begins
    if ends:
        yield "DTEND", ends
    yield "SUMMARY", _clean(event.title)
    told = "\n".join(f"{label}: {' '.join(_clean(text).split())}" for label, text in _told(event))
    yield "DESCRIPTION", f"{_clean(event.summary or '')}{_BELOW}{told}".removeprefix("\n\n")
    places = [_clean(place.name) for place in event.places]
    if places:
        yield "LOCATION", "; ".join(places)
    yield from (("X-TIMELINE-PLACE", place) for place in places if len(places) > 1)
    points = [(place.lat, place.lon) for place in event.places if place.lat is not None and place.lon is not None]
    yield from (("GEO", (round(lat, 6), round(lon, 6))) for lat, lon in points[:1])
    if event.tags:
        yield "CATEGORIES", [_clean(tag) for tag in event.tags]
    addresses = [source.url for source in event.sources if _is_web(source.url)]
    yield from (("URL", address) for address in addresses[:1])
    yield from [("STATUS", "CANCELLED")] * (event.status == "cancelled")
    yield "TRANSP", "TRANSPARENT"
    yield "X-TIMELINE-DATE", event.date
    if named:
        yield "X-TIMELINE-TIMEZONE", _clean(named)


def _told(event: Record) -> Iterator[tuple[str, str]]:
    """What a calendar has no property for, each with its label."""
    yield "Date", when(event)
    for name in _TOLD:
        value = getattr(event, name)
        if value and value != DEFAULTS.get(name):
            yield _label(name), value
    yield from (("Actor", actor_words(actor)) for actor in event.actors)
    yield from (("Figure", figure(number)) for number in event.figures)
    yield from (("Source", line) for line in source_lines(event))


def _label(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _clean(text: str) -> str:
    """A text as RFC 5545, 3.1 has them: no control characters but line ends and tabs; for `_APART` see there."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS).replace("\\N", f"\\{_APART}N")


def _is_web(address: str | None) -> bool:
    """Whether a calendar may offer to open it."""
    return bool(address and address.startswith(("https://", "http://")) and address.isprintable())


def _times(text: str, zone: str | None) -> tuple[date | None, date | None]:
    """DTSTART, and DTEND, which is the first day, or the moment, that no longer belongs to it; None: it has none."""
    found = extent(text, zone)
    if not found or found.first == found.last:
        return found and found.first, None
    is_moment = isinstance(found.last, datetime)
    return found.first, found.last if is_moment else min(found.last, date.max - _DAY) + _DAY


def read(data: bytes, name: str) -> InputTable:
    """Every VEVENT, a row each.

    Raises:
        DataError: it is no calendar, or a part of it is never closed.
    """
    with library("ics"):
        import icalendar  # start-up: as above
    if not data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        data = _SPLIT.sub(rb"\2\1", data.replace(b"\0", b""))
    text, notes = decoded(data, name)
    if not text.strip():
        raise DataError(f"{name} is empty", "a calendar begins with BEGIN:VCALENDAR")
    text = _ZONED_DAY.sub(r"\1;VALUE=DATE:\2", text if "\n" in text else text.replace("\r", "\n"))
    found = apart(text, "VEVENT")
    if found.unclosed and any(part.lines for part in found.components):
        hint = f"END:{found.unclosed[1]} is missing: the file is cut off, or damaged; nothing was read"
        raise DataError(f"{name}:{found.unclosed[0]}: this {found.unclosed[1]} is never closed", hint)
    others = _others(icalendar, found.rest, name, text)
    rows = _Rows(icalendar.Event.from_ical, [] if found.unclosed else found.components, name)
    notes += [f"{what}: {counted(n, 'VEVENT')}" for what, n in rows.said.items()]
    notes += [f"no event, so left out: {counted(n, other)}" for other, n in others.items()]
    notes += [f"no VEVENT in {name}{' holds anything' * bool(found.components)}"] * (not rows.rows)
    used = {column for row in rows.rows for column in row.cells} | {"date", "title"}
    columns = tuple(column for column in _COLUMNS if column in used and (column != "uid" or rows.is_keyed))
    return InputTable(columns, rows.rows, {_MEANING.get(column, column): column for column in columns}, notes)


def _others(icalendar: Any, lines: Sequence[str], name: str, text: str) -> Counter[str]:
    """How many parts there are that might be taken for events; the zones that others describe are known from here on.

    Raises:
        DataError: a line cannot be read.
    """
    from icalendar.timezone.zoneinfo import ZONEINFO  # start-up: as above

    zones = ZONEINFO()
    zones.timezone = zone_of  # type: ignore[method-assign]  # its own takes a folder for a zone, and ends there
    icalendar.timezone.tzp.use(zones)  # anew, else a zone of this name that another file describes would be taken
    try:
        wholes = icalendar.Calendar.from_ical("\n".join(lines), multiple=True)
        return Counter(part.name for whole in wholes for part in whole.walk() if part.name in _NO_EVENTS)
    except Exception as error:  # as below
        hint = "mend it, or have the program that wrote it write it again; nothing was read"
        broken = re.search("parts: '(.*)': ", str(error), re.DOTALL)
        line = broken and next((n for n, line in enumerate(text.split("\n"), 1) if line.rstrip("\r") == broken[1]), 0)
        what = f"{name}:{line}: this is no line of a calendar" if line else f"{name} cannot be read as a calendar"
        raise DataError(f"{what}: {str(error)[:100]}", hint) from error


_TIMES = ("date", "timezone", "rrule")
_COLUMNS = ("uid", *_TIMES, "title", "summary", "place", "lat", "lon", "tag", "source", "url", *_TOLD)
_MEANING = {"uid": "key", "rrule": "x.rrule"}
"""The columns that are called otherwise than the field that they mean."""
_ZONED_DAY = re.compile(r'(?im)^(DTSTART|DTEND)(?=;)(?:[^:"\r\n]|"[^"\r\n]*")*:(\d{8})[ \t]*(?=\r?$)')
"""A day that is given a zone, as some programs write it, and that would be read as its midnight."""
_SPLIT = re.compile(rb"(\r?\n[ \t])([\x80-\xbf]+)")
"""A line that is folded within a letter of UTF-8, as the standard allows."""
_NO_EVENTS = {"VTODO", "VJOURNAL", "VFREEBUSY"}


class _Rows:
    """Makes rows of VEVENTs, and counts what is said once of all."""

    def __init__(self, parse: Callable[[str], Any], parts: Sequence[Component], name: str) -> None:
        """Read them: `parse` makes a VEVENT of its text, and `name` is that of the input."""
        self.said: Counter[str] = Counter()
        self.is_keyed = False
        """Whether any has a UID."""
        self._of_this: list[str] = []
        self._replaced: set[tuple[str, date | None]] = set()
        """UIDs and times of what repeats that other VEVENTs tell instead."""
        with catch_warnings():
            simplefilter("ignore")  # of a zone that is called by the name of its vendor too
            for part in parts:
                if any(line[:10].upper() == "RECURRENCE" for line in part.lines):
                    with suppress(Exception):
                        event = parse(_whole(part))
                        self._replaced.add((_text(event, "UID"), _date(event, "RECURRENCE-ID")))
            self.rows = [self._contained(parse, part, f"{name}:{part.line}") for part in parts]

    def _contained(self, parse: Callable[[str], Any], part: Component, place: str) -> InputRow:
        try:
            return self.row(parse(_whole(part)), place)
        except Exception as error:  # noqa: BLE001 - the library raises whatever it comes upon, and one VEVENT is not all
            return InputRow({}, place, f"it cannot be read: {str(error)[:100]}")

    def row(self, event: Any, place: str) -> InputRow:
        """A VEVENT as a row."""
        self._of_this = []
        begins, because = _date(event, "DTSTART"), ""
        cells = {"uid": self._key(event)} | self._texts(event)
        if begins is None:
            cells["date"] = "; ".join(map(_raw, starts := _all(event, "DTSTART")))
            because = f'its DTSTART "{cells["date"][:40]}" is no date' if starts else "no DTSTART"
            because = because if len(starts) < 2 else f"it has {len(starts)} DTSTARTs"
        else:
            cells |= self._when(event, begins)
            if _all(event, "RRULE") or _all(event, "RDATE"):
                because = self._missed(event, begins)
                self._of_this.append("only the first time is taken of what repeats")
                cells["rrule"] = "; ".join(map(_raw, _all(event, "RRULE")))
            if not cells["date"]:
                because = "it ends before it begins"
        if any(name is None for name, _ in event.errors):
            self._of_this.append("lines that cannot be read, left out")
        self.said.update(self._of_this if not because else [])
        return InputRow({column: cell for column, cell in cells.items() if cell not in {None, "", ()}}, place, because)

    def _when(self, event: Any, begins: date) -> dict[str, str]:
        """Its date, and the zone of it; no date where it ends before it begins."""
        ends = self._end(event, begins)
        own, zone = _text(event, "X-TIMELINE-DATE"), _text(event, "X-TIMELINE-TIMEZONE")
        with suppress(DateError):
            if own and _times(own, zone or None) == (begins, ends):
                return {"date": own, "timezone": zone}
        if own:
            self._of_this.append("moved since they were exported, so that DTSTART counts")
        zone = ""
        if _kind(begins) == "time":
            is_named = "TZID" in _all(event, "DTSTART")[0].params
            what = "a zone that the file does not describe" if is_named else "no zone"
            self._of_this.append(f"times of {what}, stored without an offset")
        elif isinstance(begins, datetime):
            zone = getattr(begins.tzinfo, "key", "")
        if ends is not None and ends < begins:
            return {"date": ""}
        last = begins if ends is None else ends if isinstance(ends, datetime) else max(ends - _DAY, begins)
        said = written(begins) if last == begins else f"{written(begins)}/{written(last)}"
        return {"date": said, "timezone": zone if is_zone(zone) and zone != "UTC" else ""}

    def _end(self, event: Any, begins: date) -> date | None:
        """The first day, or the moment, that no longer belongs to it."""
        ends_, lengths = _all(event, "DTEND"), _all(event, "DURATION")
        ends = _date(event, "DTEND")
        if not ends_ and len(lengths) == 1:
            ends = after(begins, _part(lengths[0], "dt"))
        if (ends_ or lengths) and (ends is None or _kind(ends) != _kind(begins)):
            self._of_this.append("ends that cannot be read, or do not go with their DTSTART, left out")
            return None
        return ends

    def _missed(self, event: Any, begins: date) -> str:
        """Why what repeats did not happen the first time, as far as the file says so."""
        if begins in {one.dt for value in _all(event, "EXDATE") for one in _part(value, "dts") or ()}:
            return "its first time is taken out by EXDATE"
        is_replaced = (_text(event, "UID"), begins) in self._replaced and not _all(event, "RECURRENCE-ID")
        return "its first time is told by another VEVENT (RECURRENCE-ID)" if is_replaced else ""

    def _key(self, event: Any) -> str:
        """The UID, else start and title; of one time of what repeats with that time."""
        self.is_keyed |= bool(_text(event, "UID"))
        uid = _text(event, "UID") or " ".join([*map(_raw, _all(event, "DTSTART")), _text(event, "SUMMARY")])
        return " ".join([uid, *map(_raw, _all(event, "RECURRENCE-ID"))])

    def _texts(self, event: Any) -> dict[str, Any]:
        """What is not its date."""
        cells: dict[str, Any] = {"title": _text(event, "SUMMARY"), "summary": _text(event, "DESCRIPTION")}
        if not cells["title"].strip():
            cells["title"] = "(no title)"
            self._of_this.append("without SUMMARY, so called (no title)")
        place, places = _text(event, "LOCATION"), tuple(map(str, _all(event, "X-TIMELINE-PLACE")))
        cells["place"] = places if places and "; ".join(places) == place else place
        for point in _all(event, "GEO")[:1]:
            cells |= {"lat": _part(point, "latitude"), "lon": _part(point, "longitude")}
        cells["tag"] = tuple(str(tag) for tags in _all(event, "CATEGORIES") for tag in _part(tags, "cats") or () if tag)
        address = _text(event, "URL")
        cells["url"] = address if _is_web(address) else ""
        if _text(event, "STATUS").upper() == "CANCELLED":
            cells["status"] = "cancelled"
        if _all(event, "X-TIMELINE-DATE"):
            summary, _, told = f"\n\n{cells['summary']}".rpartition(_BELOW)
            cells["summary"] = summary.removeprefix("\n\n")
            lines = [line.partition(": ") for line in told.split("\n")]
            cells |= {name: text for label, _, text in lines for name in _TOLD if label == _label(name)}
            cells["source"] = tuple(text for label, _, text in lines if label == "Source")
            cells["url"] = "" if cells["source"] else cells["url"]
        return cells


def _whole(part: Component) -> str:
    return "\n".join(["BEGIN:VEVENT", *part.lines, "END:VEVENT"])


def _all(event: Any, name: str) -> list[Any]:
    """All values of a property."""
    value = event.get(name)
    return value if type(value) is list else [value] * (value is not None)


def _part(value: Any, name: str) -> Any:
    """A part of a value; None: it could not be read as what it ought to be, and is the text that stands there."""
    return None if isinstance(value, str) else getattr(value, name)


def _raw(value: Any) -> str:
    text = value if isinstance(value, str) else value.to_ical()
    return text if isinstance(text, str) else str(text, "utf-8")


def _text(event: Any, name: str) -> str:
    return next(map(str, _all(event, name)), "")


def _date(event: Any, name: str) -> date | None:
    """The day or the moment that a property says; None: it says none, or more than one."""
    values = _all(event, name)
    found = _part(values[0], "dt") if len(values) == 1 else None
    return found if isinstance(found, date) else None


def _kind(day: date) -> str:
    return "day" if not isinstance(day, datetime) else "moment" if day.tzinfo else "time"
