"""Reads the dates that people type, in English, and says aloud what it had to assume.

A phrase has one reading, or whoever sees that it has none or several raises a DateError. This is the door; behind it
are `ranges` (since, between, or), `single_dates` (one moment: doubt, weekday, time), `spellings` (one date), `clock`
(times and zones), `relative` (from today), `completion` (what was left unsaid) and `moment` (what they hand on). Knows
no clock: today is handed in.
"""

import re
from datetime import date
from typing import Final, NamedTuple

from timeline.dates import edtf, english
from timeline.dates.phrases import ranges
from timeline.dates.phrases.moment import Order, Setting
from timeline.dates.value import DateError

__all__ = ["DateError", "Reading", "read"]

LONGEST: Final = 200
"""Characters; a date is shorter."""
_ALIKE: Final = str.maketrans(dict.fromkeys("‐‑−", "-") | dict.fromkeys("‒—―", "–") | dict.fromkeys("‘’", "'"))
"""Hyphens and apostrophes in one form; the longer dashes in another, for 2005–06 is no month."""
_SPACES: Final = " \t\r\n\u00a0\u2009\u202f"
_EXAMPLES: Final = "for example 17 November 2024, November 2024, 3-5 May 2022, c. 1914, or EDTF: 2024-11-17"


class Reading(NamedTuple):
    """What a phrase was understood to mean."""

    edtf: str
    """Canonical EDTF."""
    notes: tuple[str, ...]
    """What must be said aloud, because the words left it open."""
    date_text: str | None
    """The words themselves where they say more than EDTF can, to be kept beside it."""


def read(text: str, today: date | None, order: Order | None = None, tz: str | None = None) -> Reading:
    """The date that an English phrase, or an EDTF text, means.

    Args:
        text: the phrase; all of it must be the date.
        today: the day from which "yesterday" is counted; None for imports, where nothing may depend on it.
        order: which comes first in 05/04/2024; None refuses it.
        tz: IANA zone of times without an offset: an hour that its clocks skipped or doubled is refused, none is added.

    Raises:
        DateError: it is no date, or has several readings; `readings` lists them.
    """
    words = _clean(text)
    try:
        exact = edtf.parse(words)
    except DateError as error:
        refused = error
    else:
        return Reading(exact.canonical(), _season_or_years(exact), None)
    found = ranges.read(words, Setting(today, order, tz))
    if not found:
        raise _not_understood(words, refused)
    notes = tuple(dict.fromkeys(found.notes))
    return Reading(edtf.parse(found.edtf()).canonical(), notes, " ".join(text.split()) if found.kept else None)


def _clean(text: str) -> str:
    """The text with single spaces and one form of hyphen; refused when it is no short line of printable text."""
    if len(text) > LONGEST:
        raise DateError(f"{len(text)} characters are too long for a date", _EXAMPLES)
    if odd := next((c for c in text if not c.isprintable() and c not in _SPACES), ""):
        raise DateError(f"the character {odd!r} cannot stand in a date")
    words = " ".join(text.split()).translate(_ALIKE)
    if not words:
        raise DateError("no date: the text is empty", _EXAMPLES)
    return words


def _season_or_years(date: edtf.Edtf) -> tuple[str, ...]:
    """1914-21 is a season in EDTF, though years may have been meant: that is said aloud."""
    m = re.fullmatch(r"(\d\d)(\d\d)-(\d\d)", date.text) if date.precision == "season" else None
    if not m or m[3] <= m[2]:
        return ()
    shown = english.phrase(date)
    name = shown if shown != date.text else f"a part of the year {m[1]}{m[2]}"
    return (f"{date.text} = {name}; for years write {m[1]}{m[2]}/{m[1]}{m[3]}",)


def _not_understood(words: str, refused: DateError) -> DateError:
    if re.fullmatch(r"n\.? ?d\.?|undated|no date|(?:date )?unknown|\?+", words, re.IGNORECASE):
        return DateError(f'"{words}" says that there is no date', _EXAMPLES)
    if re.fullmatch(r"[\dXxuyYESTZ:+?~%/.,\[\]{}-]*\d[\dXxuyYESTZ:+?~%/.,\[\]{}-]*", words):  # meant as EDTF
        return DateError(refused.message, refused.hint or _EXAMPLES)
    return DateError(f'"{words}" is not understood as a date', _EXAMPLES)
