"""Markwhen: a text of one line an event, with its tags, and of what is to be said below it.

Keeps id, title, date with what it rests on, zone, status, tags, summary (up to blanks), each line of sources, and the
section that an event came from (`x.section`). Cannot hold who and where, chains of sources as data, figures, links, nor
events without any known day or outside the years 99999 BC to 99999.

What the program does: it knows years, months, days and minutes, and spans of them; before the year 1 only years. It
takes `#word` for a tag wherever it stands, `!word` for an ID, and any line that begins like a date for an event; a date
that it does not know becomes text of the event above, or the moment of reading. So a title, date or summary that a line
cannot say stands below it as a property too, in quotes, and counts while the line is the same.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from timeline.dates.edtf import DateError, civil, parse
from timeline.dates.value import SingleDate
from timeline.formats import About, Carried, Fitting, source_lines
from timeline.model.event import DATE_BASIS, STATUS
from timeline.records.entry import Entry
from timeline.tables import markwhen
from timeline.tables.input_table import InputRow, InputTable, meant
from timeline.text.lists import counted

ABOUT = About("text for Markwhen", people=False, escapes="", extensions=("mw",))
LINES = True
_LARGEST = 99_999
_TAKEN = (
    (re.compile(r"(^|[\s\ufeff])#(?!\d+(?:\s|$))(?=\w)", re.ASCII), r"\1# "),
    (re.compile(r"(^|\W)([!.])(?=(?:(?<=!)\w|start|end))", re.ASCII), r"\1\2 "),
    (re.compile(r"\]\("), "] ("),
    (re.compile(r"^\[(?=[xX ]?\])"), "("),
)
"""What it takes for a tag, an ID, an end of another event, a picture or a box to tick; and how it stays text."""
_MEANING = {
    "id": "key", "title": "title", "date": "date", "date_basis": "date_basis", "date_text": "date_text",
    "timezone": "timezone", "status": "status", "summary": "summary", "tags": "tag", "sources": "source",
    "section": "x.section",
}  # fmt: skip
"""Each column that is given, with its field; any other property is the user's own."""
_PLAIN_TAG = re.compile(r"(?!\d+\Z)\w+", re.ASCII)


def fitting(entries: Sequence[Entry]) -> Fitting:
    """Those that have a day to stand at."""
    shown = [(entry, _line_date(entry.date)) for entry in entries]
    kept = [entry for entry, date in shown if date]
    words = sum(bool(date) and not _is_exact(entry.date, date, _offset(entry.date)) for entry, date in shown)
    left = len(entries) - len(kept)
    notes = [f"{counted(left, 'event')} without any day that Markwhen knows left out"] * bool(left)
    notes += [f"{counted(words, 'event')} without an exact date: said in words, and kept as a property"] * bool(words)
    return Fitting(kept, notes)


def export(entries: Sequence[Entry], carried: Carried) -> Iterator[str]:
    """The zone in the header, then each event, those of a section under its heading."""
    yield f"timezone: {carried.zone}\n\n" if carried.zone else ""
    by_section: dict[str, list[str]] = {"": []}
    for entry in entries:
        section = entry.event.x.get("section")
        heading = _tame(section) if isinstance(section, str) else ""
        by_section.setdefault(heading, []).append(_written(entry))
    for heading, events in by_section.items():
        yield f"# {heading}\n\n" if heading else ""
        yield from events


def _written(entry: Entry) -> str:
    from msgspec.json import encode  # start-up: only what is written needs it

    from timeline.records import date_words  # start-up, as above

    event = entry.event
    date = _line_date(event.date)
    zone = event.timezone or _offset(event.date)
    is_exact = _is_exact(event.date, date, zone)
    words = "" if is_exact and event.date_basis == "stated" and not date_words.own(event) else date_words.when(event)
    said = "; ".join(filter(None, (words, "" if event.status in {"reported", "confirmed"} else event.status)))
    title = _tame(event.title)
    line = _tame(f"{title} ({said})") if said else title
    tags = [tag for tag in event.tags if _PLAIN_TAG.fullmatch(tag)]
    summary = _body(event.summary or "")
    properties: dict[str, Any] = {
        "id": event.id,
        "title": event.title if line != event.title else "",
        "date": event.date if not is_exact else "",
        "date_basis": event.date_basis if event.date_basis != "stated" else "",
        "date_text": event.date_text,
        "timezone": zone,
        "status": event.status if event.status != "reported" else "",
        "tags": event.tags if len(tags) < len(event.tags) else (),
        "sources": source_lines(event),
        "summary": event.summary if summary != event.summary else "",
    }
    below = "".join(f"{key}: {_quoted(encode(value).decode())}\n" for key, value in properties.items() if value)
    return f"{date}: {' '.join([line, *map('#{}'.format, tags)])}\n{below}\n" + f"{summary}\n\n" * bool(summary)


def _quoted(text: str) -> str:
    """JSON as its YAML reads it: no `#` begins a tag there, no line ends within it."""
    return "".join(f"\\u{ord(sign):04x}" if sign in "#\x7f\x85\u2028\u2029\ufeff" else sign for sign in text)


def _tame(text: str) -> str:
    """Text on one line, nothing of which is taken for more."""
    text = " ".join(text.split())
    for taken, instead in _TAKEN:
        text = taken.sub(instead, text)
    return text


def _body(summary: str) -> str:
    """A summary, no line of which is taken for an event, a section or a comment."""
    lines = map(_tame, summary.strip().split("\n"))
    return "\n".join(
        f"> {line}" if markwhen.BEGINS.match(line) and (":" in line or line[0] in "#/") else line for line in lines
    )


def _line_date(date: str) -> str:
    """A date as it stands on a line, as far as Markwhen knows it; empty: it knows no day of it."""
    known = parse(date).ends
    shown = [_single(single, single.last if n else single.begins) for n, single in enumerate(known)]
    if not all(shown) or (len(known) > 1 and known[1].last < known[0].first):
        return ""
    return ("-" if any("CE" in one for one in shown) else "/").join(shown)


def _offset(date: str) -> str:
    """The one offset of its times, as the zone of a line; empty where there is none, or two."""
    offsets = {single.offset for single in parse(date).singles if single.clock}
    return offsets.pop().replace("Z", "+00:00") if len(offsets) == 1 else ""


def _is_exact(date: str, line: str, zone: str) -> bool:
    """Whether a line in that zone says all of a date."""
    return markwhen.dated(line, zone)[0] == date.replace("Z", "+00:00" if zone else "Z")


def _single(single: SingleDate, day: int) -> str:
    year, month, day_of_month = civil(day)
    if abs(year) >= _LARGEST:
        return ""
    if year <= 0:
        return f"{1 - year} BCE"
    shown = f"{year:04}"
    if single.month and single.month != "XX" and year < 10_000:
        shown += f"-{month:02}"
        shown += f"-{day_of_month:02}" if single.day.isdigit() else ""
    return f"{shown} {single.clock[:5]}" if single.clock else shown


def read(data: bytes, name: str) -> InputTable:
    """The events.

    Raises:
        DataError: it is no UTF-8 text, or gives dates a format of its own.
    """
    events = markwhen.read(data, name)
    rows = [_row(event, name) for event in events]
    repeated = sum(" every " in event.written for event in events)
    notes = [f"{counted(repeated, 'event')} repeated: only the first time is taken"] * bool(repeated)
    notes += [f"{name} holds no event: one is `2024-11-17: What happens` on a line"] * (not events)
    return meant(rows, _MEANING, notes)


def _row(event: markwhen.MarkwhenEvent, name: str) -> InputRow:
    """What it says in each column; a property of ours counts while the line, or the text below it, is the same."""
    given = dict(event.properties)
    cells: dict[str, Any] = {"id": given.pop("id", event.id), "title": event.text, "date": event.date}
    cells |= {"date_text": given.pop("date_text", event.written), "summary": event.body, "section": event.section}
    if isinstance(title := given.get("title"), str) and event.text.startswith(_tame(title)):
        cells["title"] = given.pop("title")
    if isinstance(date := given.get("date"), str) and _is_written_as(date, event):
        cells["date"] = given.pop("date")
    if isinstance(summary := given.get("summary"), str) and event.body in {"", _body(summary)}:
        cells["summary"] = given.pop("summary")
    for key, words in (("status", STATUS), ("date_basis", DATE_BASIS)):
        cells |= {key: given.pop(key)} if given.get(key) in words else {}
    cells["tags"] = tuple(dict.fromkeys((*_several(given.pop("tags", ())), *event.tags)))
    cells["sources"] = (*_several(given.pop("sources", ())), *_several(given.pop("source", ())))
    own_zone = given.pop("timezone", None) or given.pop("tz", None)
    is_local = "T" in cells["date"] and not any(single.offset for single in parse(cells["date"]).singles)
    if markwhen.offset(event.zone) is None and (own_zone or is_local):
        cells["timezone"] = event.zone
    if event.refused:
        cells |= {"date": event.written, "date_text": ""}
    refused = event.refused or ("" if cells["title"] else "no title")
    filled = {column: cell for column, cell in (given | cells).items() if cell}
    return InputRow(filled, f"{name}:{event.line}", refused)


def _is_written_as(date: str, event: markwhen.MarkwhenEvent) -> bool:
    try:
        return markwhen.dated(_line_date(date), event.zone)[0] == event.date
    except DateError:
        return False


def _several(given: str | tuple[str, ...]) -> tuple[str, ...]:
    return given if isinstance(given, tuple) else (given,)
