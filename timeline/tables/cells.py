"""What the cells of a row say for one field: as text, without those that say nothing, several where they hold several.

Knows what kinds of cells there are, and templates; must not know what an event is made of.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any, NamedTuple

from timeline.errors import UsageError
from timeline.tables.mapping import ColumnMapping, parts

NOTHING = frozenset(("", "NA", "N/A", "n/a", "-", "null", "NULL"))
"""Cells that say nothing."""
UNKNOWN = frozenset(("Unknown", "unknown", "UNKNOWN"))
"""What says nothing where a day, a place or a country is asked for."""
_UNKNOWN_IN = frozenset(("date", "end", "published", "place", "country", "lat", "lon"))
_EMPTY = re.compile(r"\(\s*\)|\[\s*\]")
_ENDS = " \t\n,;:/|–—-"
"""What stands between cells of a template, and is left at its end where one of them says nothing."""
_DECIMAL = r"\D*(?:\d+{0}(?:\d\d?|\d{{4,}})|0{0}\d+|\d{{1,3}}(?:{1}\d{{3}})+{0}\d+|\d{{1,3}}(?:{1}\d{{3}}){{2,}})\D*"
_COMMA, _POINT = (re.compile(_DECIMAL.format(*signs)) for signs in ((",", "[.]"), ("[.]", ",")))
"""Numbers that show which sign stands before their fraction, and which between thousands."""
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[.,](?=\d)")
_EITHER = re.compile(r"\D*[1-9]\d{0,2}[.,]\d{3}\D*")

RowCells = Mapping[str, Any]
"""The cells of a row by their columns."""


def as_text(cell: Any) -> str:
    """A cell as text: dates as ISO 8601 has them, a midnight as its day, whole numbers without a fraction."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        has_no_clock = not (cell.hour or cell.minute or cell.second or cell.microsecond or cell.tzinfo)
        return cell.date().isoformat() if has_no_clock else cell.isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return cell.isoformat("seconds" if cell.second else "minutes")
    if isinstance(cell, timedelta):
        minutes, seconds = divmod(round(cell.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return " ; ".join(map(as_text, cell)) if isinstance(cell, tuple | list) else str(cell)


def has_commas(texts: Iterable[str]) -> bool | None:
    """Whether a comma stands before the fractions of these numbers; None where they do not show it, or not alike."""
    found = {sign is _COMMA for text in texts for sign in (_COMMA, _POINT) if sign.fullmatch(text)}
    return found.pop() if len(found) == 1 else None


def in_english(text: str, *, commas: bool | None, alone: bool) -> str:
    """A number with a point before its fraction.

    Args:
        text: it.
        commas: whether a comma stands there, as its column shows; None: nothing shows it.
        alone: whether the rest of its column is elsewhere, so that a comma is not sure to part thousands.

    Raises:
        UsageError: nothing shows whether its point is one, or stands between thousands.
    """
    if commas is None and _EITHER.fullmatch(text) and (alone or "." in text):
        raise UsageError(f'"{text}" ends in three digits: thousands, or a fraction?', "write 12500, or 12.50")
    return _BETWEEN_DIGITS.sub(lambda sign: "." if sign[0] == "," else ",", text) if commas else text


class Said(NamedTuple):
    """Reads what a row says for one field."""

    column: str
    """The columns that it reads, as a person names them."""
    values: Callable[[RowCells], list[str]]
    """What they say: no, one or several texts."""
    is_template: bool = False

    def one(self, row: RowCells) -> str:
        """What they say as one text."""
        return " ; ".join(self.values(row))


def readers(mapping: ColumnMapping, columns: Collection[str], key: str, *, as_is: bool) -> list[Said]:
    """What reads each column, template and constant of one FIELD.

    Args:
        mapping: what the columns mean.
        columns: all there are.
        key: the FIELD.
        as_is: whether a format gives its cells as they are meant, so that no word means nothing and no blank is loose.
    """
    nothing = frozenset(("", *mapping.missing)) if as_is else NOTHING.union(mapping.missing)
    if not as_is and key in _UNKNOWN_IN:
        nothing |= UNKNOWN
    cell = partial(_cell, nothing, "" if as_is else None)
    found = [
        Said(text, partial(_values, cell, text, mapping.split.get(text, "")))
        if text in columns
        else Said(text, partial(_filled, cell, parts(text)), is_template=True)
        for text in mapping.fields.get(key, ())
    ]
    return found + [Said(f"constant {key}", partial(_always, [text])) for text in mapping.constants.get(key, ())]


def _cell(nothing: Collection[str], blanks: str | None, cell: Any) -> str:
    """A cell as text, without blanks around it; empty where it says nothing."""
    text = (cell if type(cell) is str else as_text(cell)).strip(blanks)
    return "" if text in nothing else text


def _values(cell: Callable[[Any], str], column: str, sign: str, row: RowCells) -> list[str]:
    held = row.get(column)
    several = held if isinstance(held, tuple | list) else as_text(held).split(sign) if sign else (held,)
    return [text for one in several if (text := cell(one))]


def _filled(cell: Callable[[Any], str], pieces: list[str], row: RowCells) -> list[str]:
    """The text of a template; nothing where none of its cells says anything."""
    texts = [cell(row.get(piece)) if n % 2 else piece for n, piece in enumerate(pieces)]
    said = texts[1::2]
    if not any(said):
        return []
    whole = "".join(texts)
    return [whole.strip() if all(said) else " ".join(_EMPTY.sub("", whole).split()).strip(_ENDS)]


def _always(texts: list[str], _: RowCells) -> list[str]:
    return texts
