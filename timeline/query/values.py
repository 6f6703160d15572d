"""What stands behind a field of a query, read: words, ranges, days, circles, keys, patterns.

Knows each kind of value; must not know the grammar around it (query/parser.py), nor how an answer is found. Dates
in words go through a function of the caller, since there is no clock here.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from timeline.errors import UsageError, did_you_mean
from timeline.model.event import LINK, Event, table
from timeline.query.fields import ORDER, QueryField, is_own, keys, words
from timeline.query.tree import FARTHEST, Near, Numbers, Range, Value, Word, windowed

if TYPE_CHECKING:
    from timeline.dates.edtf import Edtf


Span = tuple[int, int]
"""Start and end in the text of the query."""


class RawValue(NamedTuple):
    """One value as it was given to a field."""

    text: str
    """Without its quotes and its star."""
    star: bool
    quoted: bool
    start: int
    """Where the text itself begins: behind the quote."""
    span: Span
    field: QueryField
    op: str
    read_date: Callable[[str], str]
    """Makes EDTF of a date in words."""
    zone: Callable[[], str | None]
    """Tells the zone of times without an offset; None: UTC."""

    def read(self) -> list[Value]:
        """What it means: several values where it stands for any of them.

        Raises:
            TimelineError, ValueError: it means nothing; why, and perhaps a `hint`.
        """
        return _pattern(self) if self.op == "~" else _READERS[self.field.kind](self)


NO_WORDS = "no letter and no digit to look for"


def _in_words(given: RawValue) -> list[Value]:
    if given.op in ORDER:
        from timeline.model.flag_values import number  # start-up: few compare numbers

        return [number(given.text)]
    if given.op == ":" and not words(given.text):
        raise UsageError(NO_WORDS)
    return [Word(given.text, given.star)]


def _own(given: RawValue) -> list[Value]:
    low, dots, high = given.text.partition("..")
    if given.quoted or given.op != ":" or not dots:
        return _in_words(given)
    literal = f'to look for the text itself, put it in quotes: {given.field.name}:"…"'
    ends = [end for end in (low, high) if end]
    if not ends or given.star:
        raise UsageError("a range has a first end, a last end or both, and no *", literal)
    found: list[Value] = []
    if all(map(_is_number, ends)):
        found.append(_numbers(low, high))
    elif any(map(_is_number, ends)) and not all(_YEAR.fullmatch(end) for end in ends if _is_number(end)):
        raise UsageError("one end of the range is a number, and the other is none", "two numbers, or two dates")
    if all(_YEAR.match(end) for end in ends):
        found.append(_window(low, high, given._replace(read_date=partial(_exact, given))))
    if not found:
        raise UsageError("a range goes from number to number, or from date to date", literal)
    return found


def _exact(given: RawValue, text: str) -> str:
    """A date that is EDTF already; a time goes through the function of the caller, which knows what clocks showed."""
    from timeline.dates import edtf  # start-up: most queries ask for no date

    return given.read_date(text) if any(single.clock for single in edtf.parse(text).singles) else text


_YEAR = re.compile(r"[-+]?\d{4}(?!\d)(?!\.\d)|Y")
"""What an EDTF date begins with; alone, it may be a number too."""


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?", text, re.ASCII | re.IGNORECASE) is not None


def _numbers(low: str, high: str) -> Numbers:
    from timeline.model.flag_values import number  # start-up: few compare numbers

    first, last = (number(text) if text else None for text in (low, high))
    if first is not None and last is not None and last < first:
        raise UsageError("the range ends before it starts")
    return Numbers(first, last)


def _figure(given: RawValue) -> list[Value]:
    low, dots, high = given.text.partition("..")
    if given.op in ORDER or not dots:
        from timeline.model.flag_values import number  # start-up, as above

        n = number(given.text)
        return [n] if given.op in ORDER else [Numbers(n, n)]
    if not low and not high:
        raise UsageError("it sets no limit")
    return [_numbers(low, high)]


def _address(given: RawValue) -> list[Value]:
    from timeline.text.address import host  # start-up: few ask for an address

    if given.op == ":" and "." not in host(given.text):
        hint = "host, or host/path: url:example.org/a; a word anywhere in an address: "
        raise UsageError(f'"{given.text}" is no host', f"{hint}{given.field.name}~{given.text}")
    return [Word(given.text, given.star)]


def _linked(given: RawValue) -> list[Value]:
    if given.op == ":" and given.text not in LINK and not any(c.isdecimal() for c in given.text):
        hint = "types: " + ", ".join(LINK) + "; an id begins with its date, or is asked for with link=ID"
        raise UsageError(f'"{given.text}" is no type of link', f"{did_you_mean(given.text[:50], LINK)} {hint}".strip())
    return [Word(given.text, given.star)]


def _of_vocabulary(given: RawValue) -> list[Value]:
    known = given.field.words or {}
    if given.text not in known:
        near = did_you_mean(given.text[:50], known)
        raise UsageError(f'"{given.text}" is no {given.field.name}', f"{near} one of: {', '.join(known)}".strip())
    if given.op not in ORDER:
        return [given.text]
    ladder = list(known)
    step = ladder.index(given.text) + (given.op in {"<=", ">"})
    if meant := ladder[:step] if given.op in {"<", "<="} else ladder[step:]:
        return [*meant]
    raise UsageError(f"nothing is {given.op} {given.text}")


_MEANT = {row.word: key for key, row in table(Event).items()}
"""The key of the event that `has:` means by a word of the query."""


def _key(given: RawValue) -> list[Value]:
    key = _MEANT.get(given.text, given.text)
    if key in keys() or is_own(key):
        return [key]
    hint = did_you_mean(key[:50], keys()) or "a key of the event format, a role, or x.NAME"
    raise UsageError(f'no field "{key}" that {given.field.name}: could look for', hint)


def _amount(given: RawValue) -> list[Value]:
    low, dots, high = given.text.partition("..")
    if given.op in ORDER or not dots:
        return [_beyond(given.op, _number(given.text))]
    return [_ordered(_number(low) if low else None, _number(high) if high else None)]


def _number(text: str) -> int:
    if text.isascii() and text.isdecimal() and len(text) < 10:
        return int(text)
    raise UsageError(f'"{text}" is no whole number', "write a number, LOW..HIGH, or compare: origins<2")


def _ordered(low: int | None, high: int | None) -> Range:
    if low is not None and high is not None and high < low:
        raise UsageError("the range ends before it starts")
    if low is None and high is None:
        raise UsageError("it sets no limit")
    return Range(low, high)


def _beyond(op: str, n: int) -> Range:
    """What a comparison leaves; without one, the number itself."""
    return Range(*{"<": (None, n - 1), "<=": (None, n), ">": (n + 1, None), ">=": (n, None)}.get(op, (n, n)))


def _circle(given: RawValue) -> list[Value]:
    from timeline.model.flag_values import number  # start-up: few ask for a place by distance

    *point, reach = (part.strip() for part in given.text.split(","))
    unit = next((u for u in ("km", "m") if reach.endswith(u)), "")
    hint = "latitude, longitude, distance with its unit: near:51.7,36.2,50km"
    if len(point) != 2 or not unit:
        raise UsageError(f'"{given.text}" is no point with a distance', hint)
    lat, lon, size = (float(number(text)) for text in (*point, reach.removesuffix(unit)))
    if abs(lat) > 90 or abs(lon) > 180:
        raise UsageError("there is no such point: latitude is -90 to 90, longitude -180 to 180", hint)
    km = size / 1000 if unit == "m" else size
    if not 0 < km <= FARTHEST:
        raise UsageError(f"the distance must be more than 0 and at most {FARTHEST} km", hint)
    return [Near(lat, lon, km)]


Edge = tuple[int | None, int | None]
"""Where a window begins or ends: a day, or a Unix second; neither: no limit."""


def _days(given: RawValue) -> list[Value]:
    text = given.text.strip()
    if given.op == "=":
        return [_date(text, given).canonical()]
    op = {"since": ">=", "until": "<="}.get(given.field.name, given.op)
    if op != ":":
        day, second = _limit(text, given, last=op in {"<=", ">"})
        return [_beyond(op, day) if day is not None else windowed(None, None, *_beyond(op, second or 0))]
    low, dots, high = text.partition("..")
    if dots and text[0] not in "[{" and not text.startswith("../") and not text.endswith("/.."):
        return [_window(low, high, given)]
    date = _date(text, given)
    if any(single.clock for single in date.singles):
        return [_from_to(_edge(date, given, last=False), _edge(date, given, last=True))]
    from timeline.dates.value import limited  # start-up: most queries ask for no date

    return [_ordered(limited(span.start_min), limited(span.end_max)) for span in date.members]


def _window(low: str, high: str, given: RawValue) -> Value:
    first = _limit(low, given, last=False) if low else (None, None)
    return _from_to(first, _limit(high, given, last=True) if high else (None, None))


def _from_to(first: Edge, last: Edge) -> Value:
    (low, since), (high, until) = first, last
    return _ordered(low, high) if since is None and until is None else windowed(low, high, since, until)


def _limit(text: str, given: RawValue, *, last: bool) -> Edge:
    edge = _edge(_date(text, given), given, last=last)
    if edge == (None, None):
        raise UsageError(f'"{text}" has no {"last" if last else "first"} day')
    return edge


def _edge(date: "Edtf", given: RawValue, *, last: bool) -> Edge:
    """Where a date begins or ends: a second where it has a time there, else a day."""
    span = date.members[0]
    single = span.end if last else span.start
    if single and single.clock:
        from timeline.dates.instants import seconds  # start-up: few queries ask for a time

        return None, seconds(date, given.zone())[last]
    return date.latest if last else date.earliest, None


def _date(text: str, given: RawValue) -> "Edtf":
    from timeline.dates import edtf  # start-up, as above

    plain = re.fullmatch(r"\d{4}(-(0\d|1[012])(-\d\d)?)?", text, re.ASCII)  # for which no words need be read
    if given.op == "=" and not plain:
        with suppress(edtf.DateError):  # is compared as it is written, whether or not clocks showed it
            return edtf.parse(text)
    try:
        return edtf.parse(text if plain else given.read_date(text))
    except (UsageError, ValueError):
        if text[:4].isdecimal() and text[4:5] == "-" and not any(c.isspace() for c in text):
            edtf.parse(text)  # meant as EDTF, so that is what can say best what is wrong with it
        raise


def _pattern(given: RawValue) -> list[Value]:
    from timeline.text.regex import compiled  # start-up: few queries hold a pattern

    compiled(given.text)
    return [given.text]


_READERS: dict[str, Callable[[RawValue], list[Value]]] = {
    **dict.fromkeys(("text", "id", "tag", "name", "country"), _in_words),
    "own": _own,
    "figure": _figure,
    "address": _address,
    **dict.fromkeys(("word", "scale"), _of_vocabulary),
    "link": _linked,
    "date": _days,
    "count": _amount,
    "has": _key,
    "near": _circle,
}
"""How the values of each kind are read."""
