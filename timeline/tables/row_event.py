"""One row as an event, by what its columns mean; or the reason why it is none.

Knows each FIELD; must not know how rows are known again, nor how dates of a column are written (`date_columns`).
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from math import isfinite
from typing import Any

from timeline.dates.phrases import LONGEST_LIST
from timeline.dates.value import DateError
from timeline.dates.zones import is_zone
from timeline.errors import UsageError
from timeline.eventfile.paths import LARGEST
from timeline.eventfile.reader import from_dict, render
from timeline.model.event import Actor, Event, Figure, Place, replace, table
from timeline.model.flag_values import READERS, figure, number, word
from timeline.model.register import Register
from timeline.tables import date_columns
from timeline.tables.cells import RowCells, Said, has_commas, in_english, readers
from timeline.tables.date_columns import DateColumn, ReadDate
from timeline.tables.delimited import BECAUSE
from timeline.tables.input_table import InputTable
from timeline.tables.mapping import ColumnMapping, completed, own_name
from timeline.tables.row_sources import MOST, sources
from timeline.text.lists import joined
from timeline.text.width import cut
from timeline.toml.limits import LONGEST_KEY

_SHOWN = 40
"""So much of a cell is shown with what is wrong with it."""
_LONGEST_REASON = 300
_LONG = 1 << 12
"""Characters of a row whose file may be too large to be read."""
_HELD_BY_OTHERS = frozenset(("title", "date", "date_text", "timezone", "tag"))
_GROUPS = re.compile(r"(?<=\d)[, \u00a0\u202f'’](?=\d{3}(?!\d))")
_ABOUT = re.compile(r"(?:~|≈|c\.|ca\.|circa |about |around |approx\.? |approximately |some )\s*(?=\d)", re.IGNORECASE)
_MORE = re.compile(r"(?:>=?|≥|more than |over )\s*(\d\S*)|(\d\S*)\s*\+", re.IGNORECASE)
_LESS = re.compile(r"(?:<=?|≤|less than |fewer than |under )\s*(\d\S*)", re.IGNORECASE)
_BOTH = re.compile(r" ?[,;] ?| ")


class RowError(Exception):
    """Why a row is no event."""


class RowEvents:
    """Makes events of the rows of one table."""

    def __init__(self, rows: InputTable, mapping: ColumnMapping, register: Register, timezone: str | None) -> None:
        """See how the columns are to be read.

        Raises:
            DataError: the dates of a column cannot be read as they stand.
            UsageError: nobody says what the title is, or the date; or of a point one half.
        """
        self.told = Counter[str]()
        """What is said once of all rows, with the number of them."""
        self._as_is, self._register, self._zone = bool(rows.meaning), register, mapping.timezone
        keys = dict.fromkeys((*mapping.fields, *mapping.constants))
        reader = partial(readers, mapping, rows.columns, as_is=self._as_is)
        self._said: dict[str, list[Said]] = {key: reader(key) for key in keys}
        if none := [key for key in ("title", "date") if key not in keys]:
            raise UsageError(f"no column is the {joined(none, 'or the')}", completed(mapping, *none))
        if ("lat" in keys) != ("lon" in keys):
            raise UsageError("of a point lat and lon are needed", "where one column holds both, it is given twice")
        self._dates: dict[str, DateColumn] = {
            key: DateColumn(self._said[key][0], _cells(rows, self._said[key][0], key), mapping, timezone)
            for key in ("date", "end", "published")
            if key in keys
        }
        self._others = [key for key in keys if key in table(Event) and key not in _HELD_BY_OTHERS]
        self._actors = [key for key in keys if key.partition(":")[0] == "actor"]
        self._figures = [key for key in keys if key.startswith("figures.")]
        numbers = [self._said[key][0] for key in (*self._figures, "lat", "lon") if key in keys]
        commas = has_commas(said.one(row.cells) for said in numbers for row in rows.rows)
        self._in_english = partial(in_english, commas=commas, alone=any(BECAUSE in row.cells for row in rows.rows[:1]))
        self._own = {key[2:]: self._said[key][0] for key in keys if key.startswith("x.")}
        taken = {*self._own, "urls", "published", "lat", "lon", "country"}
        for column in mapping.left(rows.columns) if mapping.rest else ():
            taken.add(name := own_name(column, taken))
            rest = mapping._replace(fields={f"x.{name}": (column,)}, constants={})
            self._own[name] = readers(rest, (column,), f"x.{name}", as_is=self._as_is)[0]

    def notes(self) -> Iterator[str]:
        """What is said once of all rows, with counts."""
        told = sum((column.notes for column in self._dates.values()), Counter[str]()) + self.told
        for note, rows in told.most_common():
            yield f"{note} ({rows:,} {'row' if rows == 1 else 'rows'})"

    def event(self, row: RowCells) -> Event:
        """The event.

        Raises:
            RowError: it is none.
        """
        values: dict[str, Any] = {"title": self._title(row), **self._when(row)}
        own = {name: cell for name, said in self._own.items() if (cell := _plain(row, said)) is not None}
        if places := [*self._places(row, own)]:
            values["places"] = places
        if actors := [*self._all_actors(row)]:
            values["actors"] = actors
        if tags := self._names(row, "tag"):
            values["tags"] = tags
        for key in self._others:
            if held := [*self._held(row, key)]:
                values[key] = held if table(Event)[key].several else held[0]
        if figures := [*self._all_figures(row)]:
            values["figures"] = figures
        found = self._sources(row, own)
        if own:
            values["x"] = own
        several = sum(len(held) for held in values.values() if isinstance(held, list | dict)) + len(found)
        if several > MOST or max(map(len, own), default=0) > LONGEST_KEY - 24:  # of "x.", where the import keeps it
            raise RowError(f"its lists, or x, hold more than {MOST:,} values, or a name in x more than 1,000 signs")
        try:
            event = from_dict(values, "", "")
        except ValueError as error:
            raise RowError(str(error)) from error
        event = replace(event, sources=found) if found else event
        is_long = sum(len(cell) for cell in row.values() if isinstance(cell, str)) > _LONG
        if is_long and len(render(event).encode()) > LARGEST:
            raise RowError(f"its cells are too long: the file of an event holds {LARGEST >> 20} MiB; shorten them")
        return event

    def _line(self, text: str) -> str:
        """A text on one line, as names and titles are."""
        return text if self._as_is else " ".join(text.split())

    def _names(self, row: RowCells, key: str) -> list[str]:
        """What the columns of a list say, once each."""
        names = []
        for said in self._said.get(key, ()):
            names += (texts := [self._line(text) for text in said.values(row)])
            if not self._as_is and any(";" in text for text in texts):
                column = said.column
                self.told[
                    f'{column}: a cell with ; is one name; "{column}" = ";" below [separators] in a mapping splits it'
                ] += 1
        return names if self._as_is else [*dict.fromkeys(names)]

    def _title(self, row: RowCells) -> str:
        said = self._said["title"][0]
        title = self._line(said.one(row))
        if not title:
            raise RowError(f"no title: {said.column} says nothing")
        return title

    def _when(self, row: RowCells) -> dict[str, Any]:
        """Date, the words beside it, and the zone."""
        zone = self._text(row, "timezone")
        if zone and not is_zone(zone):
            column = self._said["timezone"][0].column
            raise RowError(_why(column, zone, f'"{cut(zone, _SHOWN)}" is no time zone', "write it as Europe/Kyiv"))
        date = self._date(row, "date", zone or self._zone)
        if date is None:
            raise RowError(f"no date: {self._said['date'][0].column} says nothing")
        words = self._text(row, "date_text") or date.date_text
        found: dict[str, Any] = {"date": date.edtf} | ({"date_text": words} if words else {})
        if zone := zone or (self._zone if "T" in date.edtf else ""):
            found["timezone"] = zone
        return found

    def _date(self, row: RowCells, key: str, zone: str) -> ReadDate | None:
        """The date of a FIELD; that of `date` with its end."""
        text = self._text(row, key)
        if not text:
            return None
        column = self._dates[key]
        if key == "end" and date_columns.is_open(text):
            return ReadDate("..")
        try:
            found = column.read(text, zone)
            end = self._date(row, "end", zone) if key == "date" and "end" in self._dates else None
        except DateError as error:
            readings = f" (it may be {' or '.join(error.readings)})" if error.readings else ""
            raise RowError(_why(column.name, text, f"{error.message}{readings}", error.hint)) from error
        if end is None:
            return found
        until = self._text(row, "end")
        try:
            whole = date_columns.span(found.edtf, end.edtf)
        except DateError as error:
            both = f"{column.name} and {self._dates['end'].name}"
            raise RowError(_why(both, f"{text} to {until}", error.message, error.hint)) from error
        return ReadDate(whole, f"{text} – {until}" if found.date_text or end.date_text else None)

    def _text(self, row: RowCells, key: str) -> str:
        said = self._said.get(key)
        return said[0].one(row) if said else ""

    def _places(self, row: RowCells, own: dict[str, Any]) -> Iterator[Place]:
        names = self._names(row, "place")
        point, country = self._point(row), self._line(self._text(row, "country")) or None
        if len(names) > 1 and (point or country):
            _keep(own, {"country": country} if country else {})
            _keep(own, dict(zip(("lat", "lon"), point, strict=True)) if point else {})
            self.told["several places, and one point or country: it is in x.lat, x.lon and x.country"] += 1
            point, country = None, None
        if not names and (point or country):
            names = [country or f"{point[0]}, {point[1]}" if point else str(country)]
        lat, lon = point or (None, None)
        for name in names:
            yield Place(name=name, lat=lat, lon=lon, country=country)

    def _point(self, row: RowCells) -> tuple[float, float] | None:
        """Latitude and longitude, from one cell or from two."""
        if "lat" not in self._said:
            return None
        north, east = (self._said[key][0] for key in ("lat", "lon"))
        if north.column == east.column:
            text = " ".join(north.one(row).split())
            texts = _BOTH.split(text.strip("()[] "))
        else:
            texts = [said.one(row).replace(",", ".") for said in (north, east)]
            text = ", ".join(texts)
        if not any(texts):
            return None
        columns = " and ".join(dict.fromkeys((north.column, east.column)))
        hint = "write degrees, latitude first, as in 51.73, 36.19"
        try:
            lat, lon = (float(number(part)) for part in texts)
        except (UsageError, ValueError) as error:
            raise RowError(_why(columns, text, f'"{cut(text, _SHOWN)}" is no point', hint)) from error
        if abs(lat) > 90 or abs(lon) > 180:
            swapped = " (are they swapped?)" if abs(lon) <= 90 and abs(lat) <= 180 else ""
            raise RowError(_why(columns, text, f'"{cut(text, _SHOWN)}" is no point on Earth{swapped}', hint))
        return lat, lon

    def _all_actors(self, row: RowCells) -> Iterator[Actor]:
        for key in self._actors:
            role = key.partition(":")[2]
            names = self._names(row, key)
            yield from (Actor(name=name, role=role) if role else Actor(name=name) for name in names)

    def _held(self, row: RowCells, key: str) -> Iterator[Any]:
        """What the cells of a key of an event hold."""
        field = table(Event)[key]
        for said in self._said[key]:
            for text in said.values(row) if field.several else filter(None, [said.one(row)]):
                try:
                    if key in READERS:
                        yield READERS[key](text)
                    elif field.kinds == (int,):
                        yield _whole(text)
                    elif field.words or field.form:
                        low = text.casefold()
                        yield low if field.words and low in field.words else word(key, text, field)
                    else:
                        yield text if self._as_is else text.replace("\r\n", "\n")
                except UsageError as error:
                    raise RowError(_why(said.column, text, error.message, error.hint)) from error

    def _all_figures(self, row: RowCells) -> Iterator[Figure]:
        for key in self._figures:
            said = self._said[key][0]
            if text := said.one(row):
                try:
                    is_text = said.is_template or isinstance(row.get(said.column), str)
                    plain = self._in_english(text) if is_text else text
                except UsageError as error:
                    raise RowError(_why(said.column, text, error.message, error.hint)) from error
                try:
                    yield amount(key.partition(".")[2], plain)
                except UsageError as error:
                    hint = "write digits, as in 12, ~12, 10-12, 12+, or leave it empty"
                    raise RowError(_why(said.column, text, f'"{cut(text, _SHOWN)}" is no number', hint)) from error

    def _sources(self, row: RowCells, own: dict[str, Any]) -> tuple[Any, ...]:
        names = self._names(row, "source")
        urls = [url for said in self._said.get("url", ()) for url in said.values(row)]
        published = self._date(row, "published", "") if "published" in self._dates else None
        if not (names or urls or published):
            return ()
        try:
            found, left, told = sources(names, urls, published.edtf if published else "", self._register)
        except UsageError as error:
            columns = " and ".join(said.column for said in self._said.get("source", ()))
            raise RowError(_why(columns, "; ".join(names), error.message, error.hint)) from error
        _keep(own, left)
        self.told.update(told)
        return found


def _whole(text: str) -> int:
    if not re.fullmatch(r"-?\d{1,18}", text):
        raise UsageError(f'"{cut(text, _SHOWN)}" is no whole number', "write digits")
    return int(text)


def amount(what: str, text: str) -> Figure:
    """A number that people dispute, as it stands in a cell: `1,234`, `~20`, `10-12`, `20+`.

    Raises:
        UsageError: it is none.
    """
    plain = _GROUPS.sub("", text)
    about = _ABOUT.match(plain)
    plain = plain[about.end() :] if about else plain
    if more := _MORE.fullmatch(plain):
        plain = f"{more[1] or more[2]}.."
    elif less := _LESS.fullmatch(plain):
        plain = f"..{less[1]}"
    found = replace(figure(f"x={plain}"), what=what)
    if found.unit:  # "3 or 4", "20 or more": what stands behind it may be of the number
        raise UsageError(f'"{text}" is more than a number')
    return replace(found, value=None, best=found.value) if about else found


def _keep(own: dict[str, Any], more: Mapping[str, Any]) -> None:
    """Keep more among the user's own fields; beside what has its name, where something has."""
    for name, value in more.items():
        own[name] = [own[name], value] if name in own else value


def _cells(rows: InputTable, said: Said, key: str) -> date_columns.Cells:
    """What a column of dates holds, but for what is no date."""

    def texts() -> Iterator[tuple[str, Any, str]]:
        for row in rows.rows:
            text = "" if row.refused else said.one(row.cells)
            is_open = key == "end" and date_columns.is_open(text)
            if text and len(text) <= LONGEST_LIST and not is_open:
                yield text, text if said.is_template else row.cells.get(said.column, text), row.place

    return date_columns.gathered(texts())


def _plain(row: RowCells, said: Said) -> Any:
    """What a field of the user's own holds: a text, a number, true or false, a list of texts."""
    texts = said.values(row)
    if not texts:
        return None
    cell = None if said.is_template else row.get(said.column)
    if isinstance(cell, bool) or (isinstance(cell, int) and -(2**63) <= cell < 2**63):
        return cell
    if isinstance(cell, float) and isfinite(cell):
        return int(cell) if cell.is_integer() and abs(cell) < 2**63 else cell
    return texts if len(texts) > 1 else texts[0]


def _why(columns: str, text: str, message: str, hint: str) -> str:
    """What is wrong with a cell, in one line."""
    shown = cut(" ".join(text.split()), _SHOWN)
    message = message.replace(text, shown)
    cell = "" if shown in message else f' ("{shown}")'
    return f"{columns}: {cut(message, _LONGEST_REASON)}{cell}" + (f"; {hint}" if hint else "")
