"""Timesketch, for the timelines of digital forensics: CSV, and JSON Lines where the file is so called.

Keeps title (`message`), date, its basis and words, time zone, kind, status, likelihood, claim, language, summary, tags,
the names of places, the first point, each chain of sources as a line, `x.timestamp_desc`, and `x.fraction`: the digits
of a second that EDTF has no place for; of texts no blanks at their ends. The date as EDTF stands in a column of its
own, and is read back unless the row says another time by now. Cannot hold days and spans but as moments: a span, and
what is not exact, has two, a row each; nor years before 1 or beyond 9999, actors, figures and links.

The format asks for `message`, `datetime` (ISO 8601) and `timestamp_desc`, see docs/guides/user/import-from-json-csv.md
of google/timesketch; it says nothing of times without a zone. As the program does, `timestamp` counts where `datetime`
is empty: seconds since 1970, or thousandths of them and so on, by its size.
"""

import json
import re
from codecs import BOM_UTF8
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from timeline.dates.edtf import DateError, parse
from timeline.dates.extent import extent, written
from timeline.dates.instants import seconds
from timeline.errors import DataError
from timeline.formats import About, Carried, Fitting, dated, source_lines
from timeline.model.event import DEFAULTS
from timeline.records.entry import Entry
from timeline.records.record import Record
from timeline.tables import delimited, objects
from timeline.tables.input_table import InputRow, InputTable
from timeline.tables.objects import json_values
from timeline.text.lists import counted

ABOUT = About("for Timesketch: moments, a row each", people=False, escapes="", extensions=("csv", "jsonl"))
LINES = True
_TOLD = ("date_basis", "date_text", "timezone", "kind", "status", "likelihood", "claim", "lang", "summary")
_LISTS = ("tag", "place", "source")
_OWN = (*_TOLD, "place", "lat", "lon", "source")
_COLUMNS = ("message", "timestamp", "datetime", "timestamp_desc", "tag", "edtf", *_OWN, "event_id")
_FRACTION = "fraction of the second"
_MEANING = {
    "title": "message",
    "date": "datetime",
    "tag": "tag",
    "x.timestamp_desc": "timestamp_desc",
    "x.fraction": _FRACTION,
}
_OWN_MEANING = {"key": "event_id"} | {name: name for name in _OWN}
_EVENT, _DAY, _SPAN, _WITHIN = "Event", "Day", ("Start", "End"), ("Earliest", "Latest")
"""What is said of our own moments in `timestamp_desc`."""
_OURS = {_EVENT, _DAY, *_SPAN, *_WITHIN}
_MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:[.,](\d+))?\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?", re.IGNORECASE
)
_NUMBER = re.compile(r"-?\d{1,30}(?:\.\d+)?")
_NOTHING: tuple[Any, ...] = (None, "", [])
_DIGITS = re.compile(r"\d{1,9}")
_BOUND = re.compile(r"(?:start|end)\b", re.IGNORECASE)
_TIMES = {"datetime", "timestamp", "timestamp_desc", _FRACTION}
_SECONDS = "of the end of a span, which belong to the row of its start"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SIZES = ((17, 9), (14, 6), (11, 3))
"""From which power of ten on a number counts units that are how many powers of ten smaller than a second."""


def fitting(entries: Sequence[Entry]) -> Fitting:
    """The events that have a day of the years 1 to 9999."""
    kept, notes = dated(entries)
    moments = [_moments(entry.date, None) for entry in kept]
    days = sum(name == _DAY for ((name, _), *_) in moments)
    two = sum(map(len, moments)) - len(kept)
    said = [
        f"{counted(days, 'event')} without a time: at 00:00 UTC of the day" * bool(days),
        f"{counted(two, 'event')} with two rows each: start and end, or the earliest and the latest" * bool(two),
    ]
    return Fitting(kept, [*notes, *filter(None, said)])


def export(entries: Sequence[Entry], carried: Carried) -> Iterator[str]:
    """A row a moment."""
    rows = (row for entry in entries for row in _rows(entry.event, carried.zone))
    if carried.ending == "jsonl":
        return (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return _csv([*rows])


def _csv(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    used = {column for row in rows for column in row}
    columns = [column for column in _COLUMNS if column in used or column in _COLUMNS[:4]]
    return delimited.written([columns, *([_in_csv(row.get(column)) for column in columns] for row in rows)], ",")


def _in_csv(cell: Any) -> Any:
    return json.dumps(cell, ensure_ascii=False) if isinstance(cell, list) else cell


def _plain(cell: Any) -> Any:
    """A cell whose texts have no blanks at their ends, which no reader of CSV keeps."""
    if isinstance(cell, list):
        return list(filter(None, map(_plain, cell)))
    return cell.replace("\0", "").strip() if isinstance(cell, str) else cell


def _moments(text: str, zone: str | None) -> list[tuple[str, datetime]]:
    """The one or two moments that stand for a date, each with what it is."""
    found = extent(text, zone)
    if not found:
        return []
    first, last = _at(found.first, time.min), _at(found.last, time(23, 59, 59))
    if found.held == "exact" and found.first == found.last:
        return [(_EVENT if isinstance(found.first, datetime) else _DAY, first)]
    both = [*zip(_SPAN if found.held == "exact" else _WITHIN, (first, last), strict=True)]
    if found.held == "open":
        return both[:1] if parse(text).latest is None else both[1:]
    return both


def _at(day: date, clock: time) -> datetime:
    return day if isinstance(day, datetime) else datetime.combine(day, clock, UTC)


def _rows(event: Record, zone: str | None) -> Iterator[dict[str, Any]]:
    named = event.timezone or (zone if "T" in event.date else None)
    point = next(((place.lat, place.lon) for place in event.places if None not in {place.lat, place.lon}), ("", ""))
    told = {name: getattr(event, name) for name in _TOLD if getattr(event, name) != DEFAULTS.get(name)}
    lists = {"tag": [*event.tags], "place": [place.name for place in event.places], "source": source_lines(event)}
    cells = lists | told | {"timezone": named, "lat": point[0], "lon": point[1]}
    plain = ((column, _plain(cells.get(column))) for column in _COLUMNS)
    cells = {column: cell for column, cell in plain if cell not in _NOTHING}
    for name, moment in _moments(event.date, named):
        is_one = name == _EVENT
        fraction = str(event.x.get("fraction", "")) if is_one else ""
        fraction = fraction if _DIGITS.fullmatch(fraction) else ""
        row = {"message": _plain(event.title)} | _written(moment, fraction)
        row["timestamp_desc"] = str(event.x.get("timestamp_desc") or name) if is_one else name
        yield row | cells | {"edtf": event.date, "event_id": event.id}
        cells = {}


def _written(moment: datetime, fraction: str) -> dict[str, Any]:
    """A moment as `datetime`, and where its offset is known as microseconds since 1970."""
    text = moment.isoformat()
    cells: dict[str, Any] = {}
    if moment.tzinfo:
        cells["timestamp"] = (moment - _EPOCH) // timedelta(microseconds=1) + int(f"{fraction:0<6}"[:6])
    return cells | {"datetime": text[:19] + f".{fraction}" * bool(fraction) + text[19:]}


def is_it(start: bytes) -> bool:
    """Whether an input begins as one does: by the names of its columns, or by the keys of its first line."""
    first = start.decode(errors="replace").lstrip("\ufeff\r\n\t ").partition("\n")[0]
    names = set(re.findall(r'"(\w+)"\s*:', first) if first[:1] == "{" else re.findall(r"\w+", first))
    return "timestamp_desc" in names and not names.isdisjoint({"datetime", "timestamp"})


def read(data: bytes, name: str) -> InputTable:
    """The rows, each a moment; the second one of a span belongs to the first.

    Raises:
        DataError: it cannot be read as CSV, or says nowhere when anything was.
    """
    data = data.removeprefix(BOM_UTF8)
    is_csv = data.lstrip()[:1] != b"{"
    table = delimited.read(data, name) if is_csv else objects.rows(json_values.read(data, name), name)
    if {"datetime", "timestamp", "timestamp_desc"}.isdisjoint(table.columns):
        hint = f"Timesketch reads message, datetime and timestamp_desc; here are {', '.join(table.columns)[:200]}"
        raise DataError(f"{name} has no column datetime", hint)
    is_own = {"edtf", "event_id"} <= set(table.columns)
    rows = _Rows(table.rows, is_own=is_own, is_csv=is_csv)
    columns = dict.fromkeys([*table.columns, "message", "datetime"])
    if any(_FRACTION in row.cells for row in rows.read):
        columns[_FRACTION] = None
    if is_own:
        del columns["edtf"]
    meaning = _MEANING | (_OWN_MEANING if is_own else {})
    means = {field: column for field, column in meaning.items() if column in columns}
    notes = [f"{what}: {counted(n, 'row')}" for what, n in rows.said.items()]
    return InputTable(tuple(columns), rows.read, means, [*table.notes, *notes])


class _Rows:
    """Makes rows with dates of rows with moments, and counts what is said once of all."""

    def __init__(self, rows: Sequence[InputRow], *, is_own: bool, is_csv: bool) -> None:
        """Read them.

        Args:
            rows: as they stand.
            is_own: whether they have been written here.
            is_csv: whether cells are text alone.
        """
        self.said: Counter[str] = Counter()
        self._is_own, self._is_csv = is_own, is_csv
        made = [row if row.refused else self._row(row) for row in rows]
        ends = set(self._seconds_of_ours(rows) if is_own else self._seconds(rows, made))
        self.said[_SECONDS] += len(ends)
        self.said += Counter()  # takes out what there is none of
        self.read = [row for n, row in enumerate(made) if n not in ends]

    def _row(self, row: InputRow) -> InputRow:
        cells = dict(row.cells)
        if self._is_own and self._is_csv:
            cells = {column: delimited.bare(cell) for column, cell in cells.items()}
        try:
            said, fraction = self._when(cells)
        except ValueError as error:
            return InputRow(row.cells, row.place, str(error))
        for column in _LISTS if self._is_own else _LISTS[:1]:
            if column in cells:
                cells[column] = _several(cells[column])
        own = str(cells.pop("edtf", "")) if self._is_own else ""
        if own and _is_of(own, cells.get("timezone"), said):
            said = own
        else:
            self._tell(said, str(cells.get("timestamp", "")), is_moved=bool(own))
        if self._is_own:
            cells.setdefault("event_id", f"{said} {cells.get('message', '')}")
            if cells.get("timestamp_desc") in _OURS:
                del cells["timestamp_desc"]
        cells |= {"datetime": said} | ({_FRACTION: fraction} if fraction else {})
        return InputRow(cells, row.place)

    def _when(self, cells: Mapping[str, Any]) -> tuple[str, str]:
        """The moment as EDTF, and the digits of its second that have no place there.

        Raises:
            ValueError: it says none; with the reason.
        """
        stated, counts = (str(cells.get(column, "")).strip() for column in ("datetime", "timestamp"))
        if stated.isdecimal() and 15 < len(stated) < 20:  # as the program does: it is a timestamp in the wrong column
            stated, counts = "", stated
        if stated:
            return _iso(stated)
        found = _since_1970(counts)
        if not found:
            raise ValueError(f'its timestamp "{counts[:40]}" is no number' if counts else "no datetime")
        self.said["dated by their timestamp, which counts from 1970"] += 1
        return found

    def _tell(self, said: str, counts: str, *, is_moved: bool) -> None:
        """Count what is to be said of a moment that others have written, or moved."""
        if is_moved:
            self.said["moved since they were exported, so that datetime counts"] += 1
        elif "T" in said and not parse(said).singles[0].offset:
            self.said["without a zone, stored without an offset"] += 1
        elif "T" in said and _NUMBER.fullmatch(counts):
            second, number = seconds(parse(said), None)[0], int(counts.partition(".")[0])
            if all(number // 10**size != second for size in (0, 3, 6, 9)):
                self.said["whose timestamp is another moment than their datetime, which counts"] += 1

    def _seconds_of_ours(self, rows: Sequence[InputRow]) -> Iterator[int]:
        """The rows that end what another row of the same event begins."""
        begun = {row.cells.get("event_id") for row in rows if row.cells.get("timestamp_desc") in {_SPAN[0], _WITHIN[0]}}
        for n, row in enumerate(rows):
            if row.cells.get("timestamp_desc") in {_SPAN[1], _WITHIN[1]} and row.cells.get("event_id") in begun:
                yield n

    def _seconds(self, rows: Sequence[InputRow], made: list[InputRow]) -> Iterator[int]:
        """The same of rows of others, where one is called start, one end, and nothing else tells them apart.

        The first becomes the span.
        """
        alike: defaultdict[str, list[int]] = defaultdict(list)
        for n, row in enumerate(rows):
            if not made[n].refused and _BOUND.match(str(row.cells.get("timestamp_desc", ""))):
                others = {column: cell for column, cell in row.cells.items() if column not in _TIMES}
                alike[repr(sorted(others.items()))].append(n)
        for pair in alike.values():
            ends = {str(rows[n].cells["timestamp_desc"]).casefold()[:3]: n for n in pair}
            if len(pair) > 2 or ends.keys() != {"sta", "end"}:
                continue
            first, second = made[ends["sta"]], made[ends["end"]]
            span = f"{first.cells['datetime']}/{second.cells['datetime']}"
            with suppress(DateError):
                parse(span)
                made[ends["sta"]] = first._replace(cells={**first.cells, "datetime": span})
                yield ends["end"]


def _iso(text: str) -> tuple[str, str]:
    """A moment or a day as ISO 8601 has it, as EDTF, and the digits of its second that have no place there.

    Raises:
        ValueError: it is none.
    """
    found = _MOMENT.fullmatch(text)
    if not found:
        raise ValueError(f'its datetime "{text[:40]}" is not as ISO 8601 has it: 2015-07-24T19:01:01+00:00')
    day, clock, fraction, offset = (part or "" for part in found.groups())
    if offset[:1] in {"+", "-"}:
        offset = f"{offset[:3]}:{offset[-2:] if len(offset) > 3 else '00'}"
    offset = "Z" if offset[1:] in {"00:00", "TC", "MT"} or offset == "z" else offset
    return parse(f"{day}T{clock}{offset.upper()}" if clock else day).text, fraction if fraction.strip("0") else ""


def _since_1970(text: str) -> tuple[str, str] | None:
    """The moment that a number of seconds since 1970 is, or of smaller units; None: it is no number, or too large."""
    if not _NUMBER.fullmatch(text):
        return None
    whole, _, rest = text.partition(".")
    size = next((size for power, size in _SIZES if abs(int(whole)) > 10**power), 0)
    seconds, units = divmod(int(whole), 10**size)
    with suppress(OverflowError):
        digits = f"{units:0{size}}" * bool(size) + rest
        return written(_EPOCH + timedelta(seconds=seconds)), digits if digits.strip("0") else ""
    return None


def _several(cell: Any) -> tuple[str, ...]:
    """The texts of a list: of one, of JSON, or with commas between them, as the program reads tags."""
    if isinstance(cell, tuple):
        return cell
    text = str(cell)
    with suppress(ValueError, RecursionError):
        held = json.loads(text) if text[:1] == "[" else None
        if isinstance(held, list):
            return tuple(map(str, held))
    return tuple(filter(None, map(str.strip, text.split(",")))) if text != "-" else ()


def _is_of(date_: str, zone: str | None, said: str) -> bool:
    """Whether a moment is one of those that stand for a date."""
    with suppress(DateError):
        return any(_iso(moment.isoformat())[0] == said for _, moment in _moments(date_, zone or None))
    return False
