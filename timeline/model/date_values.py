"""Dates as TOML and JSON have them, made EDTF text.

Knows which keys of a table hold dates; must not know files, nor what else may be wrong with a value
(model/validation.py).
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime, time
from functools import cache
from typing import Any

from msgspec import Struct

from timeline.dates import edtf
from timeline.errors import KeyPath, Problem, at_key
from timeline.model.fields import table


@cache
def _dated(struct: type[Struct]) -> tuple[tuple[str, type[Struct] | None], ...]:
    """The keys that hold a date, and those of lists whose tables hold some, with their class."""
    rows = table(struct).values()
    return tuple((row.name, row.struct) for row in rows if row.date or (row.struct and _dated(row.struct)))


def with_dates(struct: type[Struct], values: Mapping[str, Any], at: KeyPath, problems: list[Problem]) -> dict[str, Any]:
    """The values with every date as text, in the tables of its lists too.

    Args:
        struct: the class.
        values: the table.
        at: where it stands.
        problems: takes what is no date, which is kept as text, and what of a date is left out.
    """
    made = {**values}
    for key, inner in _dated(struct):
        if inner is None and key in made:
            made[key] = kept_date(made[key], (*at, key), problems)
        elif inner and isinstance(held := made.get(key), list | tuple):
            made[key] = [
                with_dates(inner, entry, (*at, key, n), problems) if isinstance(entry, dict) else entry
                for n, entry in enumerate(held)
            ]
    return made


def kept_date(value: Any, at: KeyPath, problems: list[Problem]) -> Any:
    """A date as EDTF text. What is none is told, and kept as text; what is no kind of date comes back as it is."""
    text, error = as_text(value), None
    if isinstance(value, time):
        hint = f"write the day too: 2024-11-17T{value.isoformat('minutes')}"
        error = edtf.DateError("a time without a day", hint)
    elif isinstance(value, int) and text is not value and not 1000 <= value <= 9999:
        error = edtf.DateError(f"{value} is no year of four digits", _year_hint(value))
    elif isinstance(value, datetime) and value.microsecond:
        text = as_text(value.replace(microsecond=0))
        error = edtf.DateError("fractions of a second are left out", f"write {text}")
    elif isinstance(text, str) and type(value) is not date:
        try:
            edtf.parse(text)
        except edtf.DateError as found:
            error = found
    if error:
        problems.append(at_key(at, "TIM206", error.message, error.hint, error.col - 1))
    return text


def is_date(text: Any) -> bool:
    """Whether it is an EDTF text."""
    try:
        return isinstance(text, str) and bool(edtf.parse(text))
    except edtf.DateError:
        return False


def as_text(value: Any) -> Any:
    """A date, a time or a number as text; anything else as it is."""
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _year_hint(year: int) -> str:
    text = str(year)
    with suppress(edtf.DateError):
        if len(text) == 8:
            return f'a day has hyphens, in quotes: "{edtf.parse(f"{text[:4]}-{text[4:6]}-{text[6:]}").text}"'
    if abs(year) > 9999:
        return f'a year beyond 9999 is written "Y{year}"'
    bc = f"-{abs(year) - 1:04}" if abs(year) > 1 else "0000"
    return f'BC or AD? {abs(year)} BC is written "{bc}", AD {abs(year)} "{abs(year):04}"'
