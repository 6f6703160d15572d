"""Dates as TOML and JSON have them, made EDTF text.

Knows which keys of a table hold dates; must not know files, nor what else may be wrong with a value
(model/validation.py).
"""

from collections.abc import Mapping
from datetime import date, datetime, time
from functools import cache
from typing import Any

from msgspec import Struct

from timeline.dates import edtf
from timeline.errors import KeyPath, Problem, at_key
from timeline.model.fields import table, tables_within


@cache
def _date_keys(struct: type[Struct]) -> tuple[str, ...]:
    return tuple(name for name, row in table(struct).items() if row.date)


@cache
def _in_lists(struct: type[Struct]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The lists whose tables hold dates, and the keys of these."""
    return tuple((name, keys) for name, inner in tables_within(struct) if (keys := _date_keys(inner)))


def with_dates(struct: type[Struct], values: Mapping[str, Any], at: KeyPath, problems: list[Problem]) -> dict[str, Any]:
    """The values with every date as text, in the tables of its lists too.

    Args:
        struct: the class.
        values: the table.
        at: where it stands.
        problems: takes what is no date; it is kept as text.
    """
    made = {**values}
    for key in _date_keys(struct):
        if key in made:
            made[key] = kept_date(made[key], (*at, key), problems)
    for name, keys in _in_lists(struct):
        if isinstance(held := made.get(name), list | tuple):
            entries = made[name] = [*held]
            for n, entry in enumerate(entries):
                if isinstance(entry, dict):
                    for key in keys:
                        if key in entry:
                            entries[n] = {**entries[n], key: kept_date(entry[key], (*at, name, n, key), problems)}
    return made


def date_text(value: Any) -> Any:
    """A date as EDTF text; what is no kind of date comes back as it is.

    Raises:
        DateError: it is a kind of date, but no date.
    """
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, time):
        raise edtf.DateError("a time without a day", f"write the day too: 2024-11-17T{value.isoformat('minutes')}")
    if isinstance(value, int) and not isinstance(value, bool) and not 1000 <= value <= 9999:
        raise edtf.DateError(f"{value} is no year of four digits", _year_hint(value))
    text = as_text(value)
    if isinstance(text, str):
        edtf.parse(text)
    return text


def kept_date(value: Any, at: KeyPath, problems: list[Problem]) -> Any:
    """The text of a date that may be none; then that is told, too."""
    try:
        return date_text(value)
    except edtf.DateError as error:
        problems.append(at_key(at, "TIM206", error.message, error.hint, error.col - 1))
        return as_text(value)


def as_text(value: Any) -> Any:
    """A date, a time or a number as text; anything else as it is."""
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _year_hint(year: int) -> str:
    if abs(year) > 9999:
        return f'a year beyond 9999 is written "Y{year}"'
    bc = f"-{abs(year) - 1:04}" if abs(year) > 1 else "0000"
    return f'BC or AD? {abs(year)} BC is written "{bc}", AD {abs(year)} "{abs(year):04}"'
