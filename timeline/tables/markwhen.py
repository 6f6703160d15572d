"""The events of a text in Markwhen, old and new: what stands on each line of one, and below it.

Knows how its lines begin and how they say dates, which are EDTF from here on; must not know what an event is to us. A
date that counts from another, or from the moment of reading, is refused and never computed.
"""

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any, NamedTuple

from timeline.dates.calendar import MONTHS
from timeline.dates.edtf import DateError, parse
from timeline.errors import DataError

_FIRST = 120
"""How far into a line its date may reach."""
_MONTH = {name: n for n, month in enumerate(MONTHS, 1) for name in (month.lower(), month[:3].lower())}
_NAMES = "|".join(sorted(_MONTH, key=len, reverse=True))
_TIME = r"(?P<hour>\d{1,2})(?::(?P<minute>\d\d))?\s?(?P<half>[ap]m)?"
_SIDES = [
    re.compile(pattern, re.IGNORECASE | re.ASCII)
    for pattern in (
        rf"(?P<year>\d{{4}})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:,?\s+{_TIME})?)?)?",
        rf"(?:(?P<one>\d{{1,2}})/)?(?P<two>\d{{1,2}})/(?P<year>\d{{4}})(?:,?\s+{_TIME})?",
        rf"(?P<day>\d{{1,2}})\s+(?P<name>{_NAMES})\.?(?:,?\s+(?P<year>\d{{4}}))?(?:,?\s+{_TIME})?",
        rf"(?P<name>{_NAMES})\.?\s+(?P<day>\d{{1,2}})(?!\d)(?:,?\s+(?P<year>\d{{4}}))?(?:,?\s+{_TIME})?",
        rf"(?P<name>{_NAMES})\.?(?:,?\s+(?P<year>\d{{1,4}}))?",
        r"(?P<year>\d{3}|\d{5})",
        r"(?P<year>\d{1,5})\s?(?P<era>BCE|BC|AD|CE)",
        r"(?P<year>\d{4})-?W(?P<week>\d\d)(?:-?(?P<weekday>[1-7]))?",
    )
]
"""One date, in the ways in which people write it; a month and a year stand after 1/ as before it."""
_UNIT = r"(?:millisecond|second|sec|minute|min|hour|(?:(?:week|work|business)\s*)?day|week|month|year)s?|ms|[shdwy]"
_COUNTED = re.compile(
    r"(?=.*(?:\d|!|\.start|\.end))(?:by|before|after)?\s*(?:!\w+(?:\.(?:start|end))?|\.(?:start|end))?\s*(?:plus|\+)?\s*"
    rf"(?:-?\d+\W*(?:{_UNIT})[\s,]*)*",
    re.IGNORECASE | re.ASCII,
)
_CLOCK = re.compile(r"\d{1,2}(?::\d\d)?\s?(?:[ap]m)?", re.IGNORECASE)
_MOMENT = re.compile(r"now", re.IGNORECASE)
_MEANT = re.compile(r"(?!.*:(?:\s|\Z))(?=.*\d{4})[~?%\d./XuTZ:+ -]+")
"""What nobody writes who means no date: it is refused, not taken for text."""
_INSTANT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.0*)?Z")
_EVERY = re.compile(r"(.+?)\s+every\s+\S.*", re.IGNORECASE)
_APART = re.compile(
    r"(?:(?<=\d{4})|(?<=-\d\d)|(?<=:\d\d)|(?<=[ap]m)|(?<=W\d\d)|(?<=W\d\d-\d)|(?<=\dZ)|(?<=\.\.))\s*/\s*"
    r"|\s*[–—]\s*|\s+(?:-|to)\s+|(?<=\d{4})-(?=\d{4}\Z)|(?<=[BCAD][CDE])-(?=\d)|(?<=/\d{4})-(?=\d\d?/)|(?<=\dZ)-",
    re.IGNORECASE,
)
"""What stands between the two ends of a date: a slash only where it is none of 12/25/2020."""
_ERA = re.compile(r"\s?(?:BCE|BC|AD|CE)\Z", re.IGNORECASE)
_SECTION = re.compile(r"\s*(#{1,6})\s+(.*)")
_OLD_SECTION = re.compile(r"\s*(?:section|group)(?:\s+(.*))?", re.IGNORECASE)
_OLD_END = re.compile(r"\s*end\s?(?:section|group)\b.*", re.IGNORECASE)
_PROPERTY = re.compile(r"\s*([\w.][\w.-]*):(?:\s+(.*))?", re.ASCII)
BEGINS = re.compile(
    r"[-\d!.:+~?%\[{/]|[XYTZu](?=[\dXTZu -])|#{1,6}\s|(?:now|by|before|after|plus|every|to|"
    + "|".join((*MONTHS, *(month[:3] for month in MONTHS)))
    + r")\b",
    re.IGNORECASE,
)
"""How a line begins that may be an event, a section or a comment; no other is."""
_TAG = re.compile(r"(?:^|(?<=\s))#(?!\d+(?:\s|$))(\w+)", re.ASCII)
_ID = re.compile(r"(?:^|(?<=\W))!(\w+)", re.ASCII)
_OFFSET = re.compile(r"([+-]?)(\d{1,2})(?::?(\d\d))?")


class MarkwhenEvent(NamedTuple):
    """What stands on the line of an event, and below it."""

    line: int
    date: str
    """EDTF; empty where it is refused."""
    refused: str
    written: str
    """The date as it stands there, where it is refused or EDTF cannot say all of it."""
    text: str
    """What follows the date, without ID and tags."""
    id: str
    tags: tuple[str, ...]
    properties: Mapping[str, Any]
    body: str
    section: str
    """The titles of the sections that it stands in, apart by ` / `."""
    zone: str
    """The zone of its times: that of the event, its section or the whole, as it is written."""


def read(data: bytes, name: str) -> list[MarkwhenEvent]:
    """The events, in order.

    Raises:
        DataError: it is no UTF-8 text, or its header gives dates a format of its own.
    """
    try:
        lines = [line.rstrip("\r") for line in data.decode("utf-8-sig").split("\n")]
    except UnicodeDecodeError as error:
        number = data.count(b"\n", 0, error.start) + 1
        raise DataError(f"{name}:{number} is not UTF-8 text", "save it as UTF-8") from error
    has_old_sections = any(map(_OLD_END.fullmatch, lines))
    header, at = _header(lines, has_old_sections=has_old_sections)
    form = str(header.get("dateFormat", "M/d/y"))
    if form not in {"M/d/y", "d/M/y"}:
        raise DataError(f"{name} has a dateFormat of its own", "write its dates as 2024-11-17, and take dateFormat out")
    found: list[MarkwhenEvent] = []
    sections = [(0, "", _zone(header))]
    while at < len(lines):
        begins, number = at, at + 1
        given, at = _properties(lines, number)
        line = lines[begins]
        if section := _SECTION.fullmatch(line):
            while sections[-1][0] >= len(section[1]):
                sections.pop()
            sections.append((len(section[1]), section[2].strip(), _zone(given) or sections[-1][2]))
        elif has_old_sections and (section := _OLD_SECTION.fullmatch(line)):
            sections.append((sections[-1][0] + 1, (section[1] or "").strip(), sections[-1][2]))
        elif has_old_sections and _OLD_END.fullmatch(line):
            sections[1:] = sections[1:-1]
        elif head := _event_head(line):
            body = []
            while at < len(lines) and not _ends(lines[at], has_old_sections=has_old_sections):
                body += [lines[at].strip()] * (not lines[at].lstrip().startswith("//"))
                at += 1
            zone = _zone(given) or sections[-1][2]
            day, refused, beyond = dated(head, zone, day_first=form == "d/M/y")
            text = line[line.index(head) + len(head) :].lstrip()[1:]
            tags = tuple(dict.fromkeys(tag for row in (text, *body) for tag in _TAG.findall(row)))
            id_ = next(iter(_ID.findall(text)), "")
            text = " ".join(_ID.sub("", _TAG.sub("", text), count=1).split())
            where = " / ".join(title for _, title, _ in sections if title)
            below = "\n".join(body).strip()
            found.append(MarkwhenEvent(number, day, refused, beyond, text, id_, tags, given, below, where, zone))
    return found


def _ends(line: str, *, has_old_sections: bool) -> bool:
    """Whether a line is no more of the text of an event, or of what stands before all of them."""
    old = has_old_sections and (_OLD_SECTION.fullmatch(line) or _OLD_END.fullmatch(line))
    return bool(_event_head(line) or _SECTION.fullmatch(line) or old)


def _event_head(line: str) -> str:
    """The date with which a line begins an event, the longest that can be read; nothing: it begins none."""
    start = line.lstrip()[:_FIRST]
    if start.startswith("//") or not BEGINS.match(start):
        return ""
    for colon in reversed([n for n, sign in enumerate(start) if sign == ":"]):
        head = start[:colon].strip()
        if head and not _is_text(head):
            return head
    return ""


def _is_text(head: str) -> bool:
    """Whether it is no date, and none that somebody may have meant."""
    repeated = _EVERY.fullmatch(head)
    sides = _APART.split(repeated[1] if repeated else head)
    if all(_is_side(side) for side in sides if side.strip(" .")) and any(side.strip(" .") for side in sides):
        return False
    return not (_is_edtf(head) or _MEANT.fullmatch(head))


def _is_side(side: str) -> bool:
    return any(form.fullmatch(side) for form in (*_SIDES, _CLOCK, _MOMENT, _INSTANT, _COUNTED)) or _is_edtf(side)


def _is_edtf(text: str) -> bool:
    with suppress(DateError):
        return any(sign.isdigit() for sign in text) and bool(parse(_turned(text)))
    return False


def _turned(text: str) -> str:
    """EDTF as it is today: its draft had the sign of doubt in front."""
    return text[1:] + text[0] if text[:1] in {"~", "?", "%"} else text


def _header(lines: list[str], *, has_old_sections: bool) -> tuple[dict[str, Any], int]:
    """What stands before the first event or section, and where that begins."""
    at, fenced = 0, False
    found: dict[str, Any] = {}
    while at < len(lines) and (fenced or not _ends(lines[at], has_old_sections=has_old_sections)):
        if lines[at].startswith("---"):
            if fenced:
                return found, at + 1
            fenced = True
        elif (given := _PROPERTY.fullmatch(lines[at])) and lines[at][:1].strip():
            found[given[1]] = _value(given[2] or "")
        at += 1
    return found, at


def _properties(lines: list[str], at: int) -> tuple[dict[str, Any], int]:
    """What stands as `key: value` right below a line, and where the rest begins."""
    found = {}
    while at < len(lines) and (given := _PROPERTY.fullmatch(lines[at])) and not _event_head(lines[at]):
        found[given[1]] = _value(given[2] or "")
        at += 1
    return found, at


def _value(text: str) -> Any:
    """A value of YAML, as far as it is on one line: in quotes as JSON has it, a list in brackets, else as it stands."""
    text = text.strip()
    with suppress(ValueError):
        value = json.loads(text)
        return tuple(map(str, value)) if isinstance(value, list) else value if isinstance(value, str) else text
    if text[:1] == "[" and text[-1:] == "]":
        return tuple(part for one in text[1:-1].split(",") if (part := one.strip().strip("'\"")))
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == "'" else text


def _zone(given: Mapping[str, Any]) -> str:
    return str(given.get("timezone") or given.get("tz") or "")


def offset(zone: str) -> str | None:
    """A zone that is a number of hours, as EDTF writes it; None where it is a name, or none."""
    found = _OFFSET.fullmatch(zone)
    return found and f"{found[1] or '+'}{int(found[2]):02}:{found[3] or '00'}"


def dated(head: str, zone: str, *, day_first: bool = False) -> tuple[str, str, str]:
    """A date as EDTF, or why it is none; and its words, where it is none or they say more."""
    repeated = _EVERY.fullmatch(head)
    date_ = repeated[1] if repeated else head
    try:
        day, is_whole = _span(date_, zone, day_first=day_first)
        return parse(day).text, "", "" if is_whole and not repeated else head
    except DateError as error:
        return "", error.message, head


def _span(text: str, zone: str, *, day_first: bool) -> tuple[str, bool]:
    """A date, or the two ends of one, as EDTF, and whether that says all of it."""
    if _is_edtf(text) and not _SIDES[0].fullmatch(text):
        return _turned(text), True
    sides = _APART.split(text)
    if len(sides) > 2:
        raise DateError(f'"{text}" has more than two ends')
    if len(sides) > 1 and sides[0].isdigit() and (era := _ERA.search(sides[1])):
        sides[0] += era[0]
    read_ = [_side(side, zone, day_first=day_first, ends=bool(n)) for n, side in enumerate(sides)]
    if len(sides) > 1 and any(side[0] == "[" for side, _ in read_):
        raise DateError("a week neither begins nor ends a span: write its days")
    return "/".join(side for side, _ in read_), all(is_whole for _, is_whole in read_)


def _side(text: str, zone: str, *, day_first: bool, ends: bool) -> tuple[str, bool]:
    """One end of a date as EDTF, and whether that says all of it.

    Raises:
        DateError: it counts from something else, or there is no such day.
    """
    if ends and _MOMENT.fullmatch(text):
        return "..", True
    if _MOMENT.fullmatch(text):
        raise DateError(f'"{text}" is another day each day: write it as 2024-11-17')
    if instant := _INSTANT.fullmatch(text):
        return f"{instant[1]}Z", True
    found = next((match for form in _SIDES if (match := form.fullmatch(text))), None)
    if found is None and _is_edtf(text):
        return _turned(text), True
    if found is None:
        counts = _COUNTED.fullmatch(text) and text
        what = "counts from another date" if counts else "is no date that Markwhen has, nor EDTF"
        what = "a time without a day" if _CLOCK.fullmatch(text) else f'"{text}" {what}'
        raise DateError(f"{what}: write it as 2024-11-17")
    part = found.groupdict()
    if not part["year"]:
        raise DateError(f'"{text}" has no year')
    if part.get("week"):
        return _week(int(part["year"]), int(part["week"]), part["weekday"])
    year = int(part["year"])
    if (part.get("era") or "").upper().startswith("B"):
        year = 1 - year
    shown = f"{'-' * (year < 0)}{abs(year):04}" if abs(year) < 10_000 else f"Y{year}"
    one, two = part.get("one"), part.get("two")
    month = (
        _MONTH[part["name"].lower()]
        if part.get("name")
        else (two if day_first or not one else one) or part.get("month")
    )
    day = part.get("day") or (one if day_first else two if one else None)
    shown += f"-{int(month):02}" if month else ""
    shown += f"-{int(day):02}" if month and day else ""
    return _at_time(shown, part, zone) if part.get("hour") else (shown, True)


def _at_time(day: str, part: Mapping[str, Any], zone: str) -> tuple[str, bool]:
    """A day with its time, in whole minutes; an hour alone is none that EDTF can say."""
    if not part["minute"]:
        return day, False
    hour = int(part["hour"])
    if part["half"]:
        hour = hour % 12 + 12 * (part["half"][0] in "pP") if hour <= 12 else 99
    return f"{day}T{hour:02}:{part['minute']}{offset(zone) or ''}", True


def _week(year: int, week: int, weekday: str | None) -> tuple[str, bool]:
    """A week is one day of it, as a month is; EDTF has no weeks."""
    try:
        first, last = (date.fromisocalendar(year, week, day) for day in ((int(weekday),) * 2 if weekday else (1, 7)))
    except ValueError as error:
        raise DateError(f"{year} has no week {week}") from error
    return (str(first), True) if weekday else (f"[{first}..{last}]", False)
