"""TimelineJS (Knight Lab, version 3): slides on a page, as its JSON; read from that, and from its spreadsheet.

Keeps id, title, date with what it rests on, status, tags, summary (up to blanks), each line of sources, and a picture
that came from there (`x.media`). Cannot hold who and where, chains of sources as data, figures, links, nor zones of
times: those of a date that is more than a plain day, month, year, time or span of them are said in words.

What the program does: it numbers years without a year 0 (-44 is 44 BC) and beyond -99999 as years ago; takes every text
for HTML, `display_date` and `group` twice over, and makes links of `www.` in ways that let an attribute in, unless told
not to; shows no page without a `start_date`, month 13 as another month, and no end that only adds to its start, as in
2024 to May 2024. What it does not know it leaves alone: so `record` holds what it has no place for, and counts while
the dates beside it are the same.
"""

import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from html import escape
from typing import Any

from timeline.dates.edtf import DateError, civil, parse
from timeline.dates.value import SingleDate
from timeline.errors import DataError, reasons
from timeline.formats import About, Carried, Fitting, source_lines
from timeline.records.entry import Entry
from timeline.tables.input_table import InputRow, InputTable, meant
from timeline.text.lists import counted

ABOUT = About("slides for TimelineJS", people=False, escapes="json", extensions=("json", "csv"))
LINES = True
_SLOW = 200
"""From how many events on its page is slow to scroll."""
_AGO = -99_999
"""The last year that it counts as BC: those before it are so many years ago."""
_OURS = re.compile(r'<(p|ul) class="timeline-\w+">.*?</\1>', re.DOTALL)
"""What `_text` adds to a summary."""
_ADDRESS = re.compile(r"https?://[^\s<>\"'\\]+")
_PICTURE = {"media": "url", "media_credit": "credit", "media_caption": "caption"}
_CELLS = ("Media", "Media Credit", "Media Caption")
_MEANING = {
    "id": "key", "title": "title", "date": "date", "date_basis": "date_basis", "date_text": "date_text",
    "status": "status", "summary": "summary", "tags": "tag", "sources": "source", "place": "place", "lat": "lat",
    "lon": "lon", **{name: f"x.{name}" for name in ("group", *_PICTURE)},
}  # fmt: skip
"""Each column that is given, with its field."""
_NO_EVENT = {"title": "not an event: title row", "era": "not an event: era"}
_BLOCKS = set("p div blockquote ul ol table tr h1 h2 h3 h4 h5 h6 pre figure section".split())
_FOUR_DIGITS = 9999
_PARTS = ("year", "month", "day", "hour", "minute", "second", "millisecond")
_JSON = re.compile(rb'\s*\{\s*(?:"title"\s*:\s*\{|"(?:events|eras)"\s*:\s*\[|"scale"\s*:)')
_CSV = re.compile(rb"\"?Year\"?[,;\t][^\n]*\bHeadline\b")
_CLOCK = re.compile(r"(\d{1,2})[:.](\d\d)(?:[:.](\d\d))?\s*(?:([ap])\.?m\.?)?", re.IGNORECASE)


def fitting(entries: Sequence[Entry]) -> Fitting:
    """Those that have a day to begin with: without one nothing of the page is shown."""
    shown = [(entry, _dates(entry.date)) for entry in entries]
    kept = [entry for entry, dates in shown if dates]
    words = sum(bool(dates) and "exact" not in dates for _, dates in shown)
    said = [
        f"{counted(len(entries) - len(kept), 'event')} without any known day left out",
        f"{counted(words, 'event')} without an exact date: shown through display_date",
        f"{counted(len(kept), 'event')}: above {_SLOW} TimelineJS is slow",
    ]
    said_if = (len(kept) < len(entries), words, len(kept) > _SLOW)
    return Fitting(kept, [note for note, so in zip(said, said_if, strict=True) if so])


def export(entries: Sequence[Entry], _carried: Carried) -> Iterator[str]:
    """One object with all slides, a line each."""
    from msgspec.json import encode  # start-up: only JSON needs it

    yield '{"events": ['
    for n, entry in enumerate(entries):
        yield "," * bool(n) + "\n" + encode(_slide(entry)).decode()
    yield "\n]}\n"


def _slide(entry: Entry) -> dict[str, Any]:
    from timeline.records import date_words  # start-up, as above

    event = entry.event
    dates = _dates(event.date)
    slide: dict[str, Any] = {"unique_id": event.id, **{k: v for k, v in dates.items() if k != "exact"}}
    if "exact" not in dates or event.date_basis != "stated" or date_words.own(event):
        slide["display_date"] = escape(escape(" ".join(date_words.when(event).split())))
    unsure = event.status if event.status not in {"reported", "confirmed"} else ""
    sources = source_lines(event)
    title = escape(" ".join(event.title.split()))
    slide["text"] = {"headline": title, "text": _text(event.summary or "", unsure, sources, event.provenance.phrase)}
    slide["autolink"] = False
    own = {name: value for name in ("group", *_PICTURE) if isinstance(value := event.x.get(name), str)}
    if "group" in own:
        slide["group"] = escape(escape(own["group"]))
    if _ADDRESS.fullmatch(own.get("media", "")):
        slide["media"] = {
            key: own[name] if key == "url" else escape(own[name]) for name, key in _PICTURE.items() if name in own
        }
    record = {"date": event.date, "date_basis": event.date_basis, "date_text": event.date_text, "status": event.status}
    blanks = {"title": event.title, "summary": event.summary or ""}
    record |= {key: text for key, text in blanks.items() if text != " ".join(text.split())}
    slide["record"] = {**record, "tags": event.tags, "sources": sources}
    return slide


def _text(summary: str, status: str, sources: Sequence[str], sourcing: str) -> str:
    """The text of a slide, in which all of ours stands as text."""
    said = [f'<p class="timeline-status">Status: {escape(status)}</p>'] * bool(status)
    said += (
        f"<p>{escape(block).replace(chr(10), '<br>')}</p>" for block in re.split(r"\n\s*\n", summary.strip()) if block
    )
    if sources:
        items = "".join(f"<li>{_ADDRESS.sub(_link, escape(line, quote=False))}</li>" for line in sources)
        said.append(f'<p class="timeline-sourcing">{escape(sourcing)}</p><ul class="timeline-sources">{items}</ul>')
    return "".join(said)


def _link(found: re.Match[str]) -> str:
    return f'<a href="{found[0]}">{found[0]}</a>'


def _dates(date: str) -> dict[str, Any]:
    """Where a slide begins, and ends if it lasts; `exact` where that is all that the date says; {}: no day is known."""
    edtf = parse(date)
    known = edtf.ends
    if not known:
        return {}
    shown: dict[str, Any] = {"start_date": _moment(known[0], known[0].begins)}
    if len(known) > 1 and known[0].first <= known[1].last:
        shown["end_date"] = _moment(known[1], known[1].last)
    plain = edtf.singles == known and all(str(one) == _edtf(_moment(one, one.first)) for one in known)
    lasts = "end_date" in shown and not shown["start_date"].items() <= shown["end_date"].items()
    is_whole = lasts if edtf.kind == "interval" else edtf.kind in {"date", "datetime"}
    return shown | ({"exact": True} if plain and is_whole else {})


def _moment(single: SingleDate, day: int) -> dict[str, int]:
    """A date as TimelineJS has it: on that day, as far as it is known."""
    year, month, day_of_month = civil(day)
    shown = {"year": year - 1 if _AGO < year <= 0 else year}
    if single.month and single.month != "XX":
        shown["month"] = month
    if single.day.isdigit() and "month" in shown:
        shown["day"] = day_of_month
    clock = single.clock.split(":") if single.clock else []
    return shown | {part: int(number) for part, number in zip(_PARTS[3:], clock, strict=False)}


def is_it(start: bytes) -> bool:
    """Whether it begins like a timeline, or like the spreadsheet of one."""
    start = start.removeprefix(BOM_UTF8)
    return bool(_CSV.match(start) or (_JSON.match(start) and re.search(rb'"(?:start_date|headline|text)"', start)))


def read(data: bytes, name: str) -> InputTable:
    """The slides; those of the title and of eras are no events.

    Raises:
        DataError: it is no JSON of TimelineJS, nor its spreadsheet.
    """
    from timeline.tables import delimited  # start-up: another format may be asked for
    from timeline.tables.objects import json_values  # as above

    if data.removeprefix(BOM_UTF8).lstrip()[:1] != b"{":
        rows = delimited.read(data, name).rows
        return meant([row if row.refused else _row(_of_cells(row.cells), row.place) for row in rows], _MEANING)
    whole, lists = json_values.lists(data, name, "events", "eras")
    if "events" not in lists:
        hint = "TimelineJS 3 writes them as `events`, each with a `start_date`"
        raise DataError(f"{name} holds no list of events", hint)
    title = {"text": _object(whole, "title").get("text"), "type": "title"}
    made = [_row(title, f"{name} (title)")] * ("title" in whole)
    for key, slides in lists.items():
        for slide, place, problem in slides:
            because = reasons([problem]) if problem else "" if isinstance(slide, dict) else "this is no object"
            kind = {"type": "era"} if key == "eras" else {}
            made.append(InputRow({}, place, because) if because else _row({**slide, **kind}, place))
    behind = sum(
        "background" in one.value for slides in lists.values() for one in slides if isinstance(one.value, dict)
    )
    return meant(made, _MEANING, [f"{counted(behind, 'background')} left behind"] * bool(behind))


def _of_cells(cells: Mapping[str, str]) -> dict[str, Any]:
    """A row of the spreadsheet as the slide that TimelineJS makes of it."""
    slide: dict[str, Any] = {"display_date": cells.get("Display Date"), "group": cells.get("Group") or cells.get("Tag")}
    for key, of in (("start_date", ""), ("end_date", "End ")):
        clock = cells.get(f"{of}Time") or ""
        found = _CLOCK.fullmatch(clock)
        hour = int(found[1]) % 12 + 12 * (found[4] in "pP") if found and found[4] else found[1] if found else clock
        parts = [
            *(cells.get(of + part) for part in ("Year", "Month", "Day")),
            hour,
            *(found.groups()[1:3] if found else ()),
        ]
        slide[key] = dict(zip(_PARTS, parts, strict=False))
    slide["text"] = {"headline": cells.get("Headline"), "text": cells.get("Text")}
    slide["media"] = {key: cells.get(column) for key, column in zip(_PICTURE.values(), _CELLS, strict=True)}
    return slide | {"type": cells.get("Type")}


def _row(slide: Mapping[str, Any], place: str) -> InputRow:
    """An event, or why it is none."""
    text, media, location = (_object(slide, key) for key in ("text", "media", "location"))
    cells: dict[str, Any] = {
        "title": " ".join(_plain(text.get("headline")).split()),
        "id": _words(slide.get("unique_id")),
    }
    cells["summary"] = _plain(_OURS.sub("", _words(text.get("text"))))
    for key in ("title", "summary"):  # pages keep no two blanks
        own = _words(_object(slide, "record").get(key))
        cells[key] = own if own.split() == cells[key].split() else cells[key]
    cells |= {"group": _shown(slide.get("group")), "media": _words(media.get("url"))}
    cells |= {name: _plain(media.get(key)) for name, key in _PICTURE.items() if key != "url"}
    if location.get("name"):
        cells |= {"place": location["name"], "lat": location.get("lat"), "lon": location.get("lon")}
    refused = _NO_EVENT.get(str(slide.get("type") or "").strip().casefold(), "" if cells["title"] else "no headline")
    try:
        cells |= {} if refused else _when(slide)
    except DateError as error:
        refused = error.message
        cells["date"] = " ".join(map(_words, _object(slide, "start_date").values()))
    return InputRow({name: cell for name, cell in cells.items() if cell not in (None, "", ())}, place, refused)


def _object(slide: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = slide.get(key)
    return value if isinstance(value, dict) else {}


def _when(slide: Mapping[str, Any]) -> dict[str, Any]:
    """The date, and what else the record says where it is one of ours whose dates nobody changed since."""
    start, end = (_parts(_object(slide, key)) for key in ("start_date", "end_date"))
    if not start:
        raise DateError("no start_date with a year")
    record = _object(slide, "record")
    dates = {"start_date": start, **({"end_date": end} if end else {})}
    with suppress(DateError):
        if {k: v for k, v in _dates(str(record.get("date", ""))).items() if k != "exact"} == dates:
            lists = {key: record.get(key) for key in ("tags", "sources")}
            several = {key: tuple(map(_words, held)) for key, held in lists.items() if isinstance(held, list)}
            return {key: _words(record.get(key)) for key in ("date", "date_basis", "date_text", "status")} | several
    lasts = end and end != start
    date = parse(f"{_edtf(start)}/{_edtf(end)}" if lasts else _edtf(start)).text
    fine = [one for one in (start, end) if ("hour" in one and "minute" not in one) or one.get("millisecond")]
    shown = _shown(slide.get("display_date") or _object(slide, "start_date").get("display_date"))
    if fine and not shown:
        shown = "; ".join(" ".join(f"{part} {number}" for part, number in one.items()) for one in fine)
    if shown:
        from timeline.dates.phrases import says_more  # start-up: few slides have words for their date

        shown = shown if says_more(shown, date) else ""
    return {"date": date, "date_text": shown}


def _parts(date: Mapping[str, Any]) -> dict[str, int]:
    """The numbers of a date; none of them: there is no date.

    Raises:
        DateError: one is no number, or stands without the next larger one.
    """
    found: dict[str, int] = {}
    for n, part in enumerate(_PARTS):
        text = re.sub(r"[\s,]|\.0+$", "", str(date[part])) if date.get(part) not in (None, "") else ""
        if not text:
            continue
        if not re.fullmatch(r"-?\d{1,11}", text, re.ASCII):
            raise DateError(f'{part} "{text}" is no number')
        if n and _PARTS[n - 1] not in found:
            raise DateError(f"a {part} without a {_PARTS[n - 1]}")
        found[part] = int(text)
    if found.get("year") == 0:
        raise DateError("year 0: TimelineJS counts 1 BC as -1")
    return found


def _edtf(parts: Mapping[str, int]) -> str:
    """The date as EDTF has it, as far as that can be."""
    year = parts["year"] + (_AGO <= parts["year"] < 0)
    text = f"{'-' * (year < 0)}{abs(year):04}" if abs(year) <= _FOUR_DIGITS else f"Y{year}"
    text += "".join(f"-{parts[part]:02}" for part in ("month", "day") if part in parts)
    clock = ":".join(f"{parts[part]:02}" for part in ("hour", "minute", "second") if part in parts)
    return f"{text}T{clock}" if ":" in clock else text


def _words(value: Any) -> str:
    """A text or a number; nothing, where there is neither."""
    return str(value) if isinstance(value, str | int | float) else ""


def _shown(html: Any) -> str:
    """The text of what TimelineJS takes for HTML, and what comes of it again."""
    return _plain(_plain(html))


def _plain(html: Any) -> str:
    """The text of a page, its blocks apart by blank lines; an address that a link does not show stands behind it."""
    text = _words(html)
    if "<" not in text and "&" not in text:
        return " ".join(text.split())
    from html.parser import HTMLParser  # start-up: only pages are read with it

    said: list[str] = []
    links: list[tuple[str, int]] = []
    hidden = 0

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            nonlocal hidden
            hidden += tag in {"script", "style"}
            said.append("\n" if tag in {"br", "li"} else "\n\n" if tag in _BLOCKS else "")
            if tag == "a":
                links.append((dict(attrs).get("href") or "", len(said)))

        def handle_endtag(self, tag: str) -> None:
            nonlocal hidden
            hidden -= tag in {"script", "style"} and hidden > 0
            said.append("\n\n" if tag in _BLOCKS else "")
            if tag == "a" and links:
                address, begun = links.pop()
                is_new = _ADDRESS.fullmatch(address) and address not in "".join(said[begun:])
                said.append(f" ({address})" if is_new else "")

        def handle_data(self, data: str) -> None:
            said.append("" if hidden else re.sub(r"\s+", " ", data))

    reader = Reader()
    reader.feed(text)
    reader.close()
    lines = "\n".join(" ".join(line.split()) for line in "".join(said).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()
