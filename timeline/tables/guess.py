"""What the columns of an input probably mean, by their names and by what they hold. Whoever guesses shows it.

Knows no chronology. What is not likely is left to the person: nothing is made a title that is called nothing like it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from timeline.dates.zones import is_zone
from timeline.model.event import Event, Place, Source, table
from timeline.tables.cells import NOTHING, UNKNOWN, as_text
from timeline.tables.date_columns import is_open
from timeline.tables.input_table import InputTable
from timeline.tables.mapping import LISTS, ColumnMapping

_SAMPLE = 300
"""So many cells of a column are looked at."""
_CALLED: dict[str, str] = {
    "date": "event date,incident date,start date,date start,start,started,begin,begin date,from,date from,datetime,"
    "date time,date open,date opened,date of event,date of incident,occurred,occurred on,time",
    "end": "end,end date,date end,ended,to,until,till,date to,date close,date closed,date of end,finish,finished",
    "title": "event name,event title,incident,subject,what,heading,what happened",
    "summary": "details,narrative,body,full text",
    "place": "city,town,venue,site,place name,location name,address",
    "country": "country name,country code,nation",
    "actor": "person,persons,actor name",
    "tag": "categories,category,type,topic,topics,theme,themes",
    "source": "information source,news source,outlet,publisher,publication,newspaper",
    "url": "source url,source link,url source,urls,website,article url,news url",
    "published": "published,publication date,date published,pubdate",
    "key": "id,uid,uuid,guid,key,identifier,event id,incident id,record id,case id,case number,case no,ref,"
    "reference number",
    "timezone": "time zone,tz,zone",
    "date_text": "date text,display date",
}
"""What people call a field, best first, besides its own name and its aliases. A "Timestamp" is when a form was sent."""
_ENDS = {"date": "date,when", "title": "title,headline", "place": "location,place", "lat": "lat,latitude"}
_ENDS |= {"lon": "lon,lng,long,longitude", "source": "source,sources", "url": "url,urls,link,links", "key": "id"}
"""Words with which names begin or end of columns that may mean it, where none is called so."""
_NOT: dict[str, str] = {
    "date": "added,modified,updated,update,created,published,publication,accessed,retrieved,entered,entry,reported,"
    "report,recorded,registered,received,submitted,submission,collected,collection,checked,verified,posted,uploaded,birth",
    "title": "job,source,article",
    "source": "type,kind,id,quality,lang,language,code,rating,count,date",
    "url": "image,photo,video,thumbnail,logo,archive,map,icon",
}
"""Words beside which it means something else."""
_BOTH = frozenset("coordinates,coordinate,coords,geolocation,latlon,latlng,geo,gps,point,location,lat lon".split(","))
_COUNTED = re.compile(
    r"(?:(?:total |estimated )?(?:number|no|num)(?: of)? |total )?"
    r"(killed|dead|deaths|fatalities|injured|wounded|missing|arrested|survivors|displaced)"
)
_DATED = re.compile(r"(?<!\d)(?:\d{4}|\d{8}|\d{5}(?:\.\d+)?|\d{1,2}[/.]\d{1,2}[/.]\d{2})(?!\d)")
_CLOCK = re.compile(r"\d{1,2}:\d\d(:\d\d)?(\s*[ap]\.?m\.?)?", re.IGNORECASE)
_DEGREES = re.compile(r"-?\d{1,3}(?:[.,]\d+)?")
_POINT = re.compile(r"\(?\s*-?\d{1,2}(?:\.\d+)?\s*[,; ]\s*-?\d{1,3}(?:\.\d+)?\s*\)?")
_WEB = re.compile(r"https?://", re.IGNORECASE)
_NUMBER = re.compile(r"[~<>]?\d[\d,.]*(?:\s*[-–+]\s*\d*)?")
_RUNNING = re.compile(r"\d{1,5}")
"""A number that may be of the line, and of another row tomorrow."""
_SILENT = NOTHING | UNKNOWN
_LONGEST, _LONGEST_TAG, _LONGEST_DATE = 1000, 30, 60


def guessed(rows: InputTable) -> ColumnMapping:
    """As its format says, else what the columns probably mean; each means one thing, but for one with both degrees."""
    if rows.meaning:
        fields = {key: (held,) if isinstance(held, str) else tuple(held) for key, held in rows.meaning.items()}
        return ColumnMapping(fields, dates="edtf")
    return _Guess(rows).mapping()


class _Guess:
    """The columns of a table, with what they hold."""

    def __init__(self, rows: InputTable) -> None:
        self.cells = _filled(rows)
        self.names = {column: _plain(column) for column, cells in self.cells.items() if cells or not rows.rows}
        """By what they are called, those that hold anything."""
        self.fields: dict[str, tuple[str, ...]] = {}
        self.rows = [row for row in rows.rows if not row.refused]

    def mapping(self) -> ColumnMapping:
        """What they mean."""
        for key in ("date", "end"):
            self._take(key)
        self._take_dates_of_parts()
        for key in ("title", "summary", "lat", "lon", "url", "published", "key"):
            self._take(key)
        if "lat" not in self.fields or "lon" not in self.fields:
            self._take_point()
        for key in (
            "place",
            "country",
            "actor",
            "tag",
            "source",
            "timezone",
            *(k for k, row in table(Event).items() if not row.vouches),
        ):
            if key not in self.fields:
                self._take(key)
        for column, name in self.names.items():
            counted = _COUNTED.fullmatch(name)
            if counted and self._is_left(column) and _most(self._texts(column), _NUMBER.fullmatch):
                self.fields.setdefault(f"figures.{counted[1]}", (column,))
        return ColumnMapping(self.fields, split=dict(self._split()))

    def _take(self, key: str) -> None:
        """Find the column of a FIELD."""
        called = {name: n for n, name in enumerate(_names(key))}
        ends, others = ({*of.get(key, "").split(",")} for of in (_ENDS, _NOT))
        left = [column for column in self.names if self._is_left(column)]
        exact = sorted(
            (column for column in left if self.names[column] in called), key=lambda column: called[self.names[column]]
        )
        alike = (
            column
            for column, words in ((column, self.names[column].split()) for column in left)
            if {words[0], words[-1]} & ends and not others.intersection(words)
        )
        if found := next((column for column in (*exact, *alike) if self._fits(key, column)), None):
            self.fields[key] = (found,)

    def _take_dates_of_parts(self) -> None:
        """Dates from columns of years, months and days, or of days and hours."""
        by_name = {name: column for column, name in reversed(self.names.items())}
        for key, of in (("date", ""), ("end", "end ")):
            parts = [by_name.get(f"{of}{part}") for part in ("year", "month", "day")]
            year, month, day = parts
            if key not in self.fields and year and month and day:
                is_number = _most(self._texts(month), str.isdecimal)
                self.fields[key] = (
                    f"{{{year}}}-{{{month}}}-{{{day}}}" if is_number else f"{{{day}}} {{{month}}} {{{year}}}",
                )
            elif key not in self.fields and year and self._fits(key, year):
                self.fields[key] = (year,)
            elif key in self.fields:
                (dated,) = self.fields[key]
                clocks = (by_name.get(f"{of}{name}") for name in ("time", "start time", "time of day"))
                clock = next((column for column in clocks if column and self._is_left(column)), "")
                is_clock = clock and _most(self._texts(clock), _CLOCK.fullmatch)
                if is_clock and not any(map(_CLOCK.search, self._texts(dated))):
                    self.fields[key] = (f"{{{dated}}} {{{clock}}}",)

    def _take_point(self) -> None:
        """Both degrees from one column."""
        self.fields = {key: held for key, held in self.fields.items() if key not in {"lat", "lon"}}
        for column, name in self.names.items():
            is_called = name in _BOTH or not _BOTH.isdisjoint(name.split())
            if is_called and self._is_left(column) and _most(self._texts(column), _POINT.fullmatch):
                self.fields |= {"lat": (column,), "lon": (column,)}
                return

    def _is_left(self, column: str) -> bool:
        return not any(column == text or f"{{{column}}}" in text for texts in self.fields.values() for text in texts)

    def _texts(self, column: str) -> list[str]:
        return list(map(as_text, self.cells[column]))

    def _fits(self, key: str, column: str) -> bool:
        """Whether a column holds what a FIELD needs."""
        texts = self._texts(column)
        row = table(Event).get(key)
        if key in {"date", "end", "published"}:
            dates = [text for text in texts if key != "end" or not is_open(text)]
            return _most(dates, _is_dated, 0.5)
        if key in {"lat", "lon"}:
            return _most(texts, _DEGREES.fullmatch)
        if key == "url":
            return _most(texts, _WEB.match)
        if key == "timezone":
            return all(map(is_zone, texts))
        if key == "key":
            cells = [as_text(each.cells.get(column)) for each in self.rows]
            return len({*cells} - NOTHING) == len(cells) and not all(map(_RUNNING.fullmatch, cells))
        if row and row.words:
            return {text.casefold() for text in texts} <= row.words.keys()
        if key in {"source", "tag", "tags"}:
            return not texts or not _most(texts, _NUMBER.fullmatch)
        return row is None or not (row.struct or row.kinds == (dict,)) or key in LISTS

    def _split(self) -> Iterator[tuple[str, str]]:
        """The columns of lists that hold several values in a cell."""
        for key, texts in self.fields.items():
            for column in texts if key.partition(":")[0] in LISTS - {"url"} else ():
                cells = [cell for cell in self.cells.get(column, ()) if isinstance(cell, str)]
                for sign in (" ; ", ";", "|"):
                    if sum(sign in cell for cell in cells) > 1:
                        yield column, sign.strip()
                        break
                else:
                    with_comma = sum("," in cell for cell in cells)
                    parts = (part.strip() for cell in cells for part in cell.split(","))
                    if key == "tag" and 3 * with_comma > len(cells) and all(len(p) <= _LONGEST_TAG for p in parts):
                        yield column, ","


def _filled(rows: InputTable) -> dict[str, list[Any]]:
    """Of each column the first cells that say something."""
    found: dict[str, list[Any]] = {column: [] for column in rows.columns}
    for row in rows.rows:
        for column, cell in () if row.refused else row.cells.items():
            is_wanted = column in found and len(found[column]) < _SAMPLE and cell is not None
            if is_wanted and as_text(cell).strip() not in _SILENT:
                found[column].append(cell.strip()[:_LONGEST] if isinstance(cell, str) else cell)
    return found


def _plain(column: str) -> str:
    """The name of a column in small letters, its words apart."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column)
    return " ".join(re.findall(r"\w+", apart.replace("_", " ").casefold())) or "?"


def _names(key: str) -> Iterator[str]:
    """What people call a FIELD, best first."""
    yield key.replace("_", " ")
    for rows in (table(Event), table(Place), table(Source)):
        for row in rows.values():
            is_it = row.name == key or (rows is table(Event) and row.name == f"{key}s")
            if is_it and (rows is table(Event) or key in {"lat", "lon", "country", "url"}):
                yield row.name.replace("_", " ")
                yield from row.aliases.replace("_", " ").split()
    yield from _CALLED.get(key, "").split(",")


def _is_dated(text: str) -> bool:
    return len(text) <= _LONGEST_DATE and _DATED.search(text) is not None


def _most(texts: Sequence[str], holds: Callable[[str], Any], share: float = 0.8) -> bool:
    """Whether nearly all texts are so, or some other share of them."""
    return sum(bool(holds(text)) for text in texts) >= len(texts) * share
