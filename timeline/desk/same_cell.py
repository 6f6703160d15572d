"""Whether a cell still says what was written into it, or a person has edited it.

A program that opens CSV takes texts for numbers and days, and writes them back its own way: 007 as 7, 2024-11-17 as
17/11/2024. That is no edit. Knows nothing of events.
"""

import re
from contextlib import suppress
from math import isclose
from typing import Any, Literal

from timeline.model.date_values import is_date
from timeline.tables import cells
from timeline.tables.delimited import bare
from timeline.tables.sheets import SheetCell, cut, plain_text
from timeline.text.escape import spreadsheet

_DAY = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ROUNDED = 1e-4
"""By so much a long number may be off once a spreadsheet has written it as 1.23457E+19."""


def as_text(cell: Any, *, is_typed: bool) -> str:
    """What stands in a cell, as text; in a file without types without the `'` that keeps it from being a formula."""
    if cell is None or isinstance(cell, str):
        text = plain_text(cell or "").strip()
        return text if is_typed else str(bare(text)).strip()
    return cells.as_text(cell)


def compared(given: Any, written: SheetCell, *, is_typed: bool) -> Literal["same", "rewritten", "edited"]:
    """A cell beside what was written into it.

    Args:
        given: the cell.
        written: what was written.
        is_typed: whether the file tells texts from numbers and days: then nothing is rewritten.
    """
    now = as_text(given, is_typed=is_typed)
    before = plain_text("" if written is None else str(written)).strip()
    if now == before or (isinstance(written, int | float) and _number(now) == written):
        return "same"
    if is_typed:
        return "same" if now == cut(str(written)).strip() else "edited"
    if now in {spreadsheet(before), f"'{before}"} or now.split() == before.split():  # behind tabs no line ends
        return "same"
    return "rewritten" if _is_rewritten(now, before) else "edited"


def _is_rewritten(now: str, before: str) -> bool:
    one, other = _number(now), _number(before)
    if one is not None and other is not None:
        return one == other or ("e+" in now.lower() and isclose(one, other, rel_tol=_ROUNDED))
    if now.lower() == before.lower() in {"true", "false"}:
        return True
    day = _DAY.fullmatch(before)
    if day is None or is_date(now):
        return False
    year, *rest = (int(part) for part in day.groups() if part)
    return _numbers(now) in [sorted([written, *rest]) for written in (year, year % 100)]


def _numbers(text: str) -> list[int]:
    """The numbers of a day as a spreadsheet shows it, months by their names too; none where it holds anything else."""
    parts = re.split(r"[-/. ]+", text.lower())
    months = {name: number for number, name in enumerate(_MONTHS, 1)}
    found = [int(part) if part.isdecimal() else months.get(part[:3], -1) for part in parts]
    return sorted(found)


def _number(text: str) -> float | None:
    with suppress(ValueError):
        return float(text)
    return None
