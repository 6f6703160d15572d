"""Reads the dates that people type, in English, and says aloud what it had to assume.

A phrase has one reading, or whoever sees that it has none or several raises a DateError. This is the door; behind it
are `ranges` (since, between, or), `single_dates` (one moment: doubt, weekday, time), `spellings` (one date), `clock`
(times and zones), `relative` (from today), `counted` (weeks, the last Friday), `completion` (what was left unsaid),
`moment` (what they hand on) and `reasons` (why not). Knows no clock: today is handed in.
"""

import re
from datetime import date
from typing import Final, NamedTuple

from timeline.dates import edtf
from timeline.dates.phrases import ranges, reasons
from timeline.dates.phrases.moment import Order, Setting
from timeline.dates.phrases.reasons import EXAMPLES
from timeline.dates.phrases.spellings import season_or_years
from timeline.dates.value import DateError
from timeline.dates.zones import must_be_shown

__all__ = ["DateError", "Reading", "read", "says_more"]

LONGEST: Final = 300
"""Characters; a date is shorter."""
LONGEST_LIST: Final = 30_000
"""Characters of a list of dates, "one of: 1667; 1670"."""
_ALIKE: Final = str.maketrans(dict.fromkeys("‐‑−", "-") | dict.fromkeys("‒—―", "–") | dict.fromkeys("‘’", "'"))
"""Hyphens and apostrophes in one form; the longer dashes in another, for 2005–06 is no month."""
_FRACTION: Final = re.compile(r"(?<=\d\d:\d\d:\d\d)[.,]\d+|(?<=T\d{6})[.,]\d+")
_SPACES: Final = " \t\r\n\u00a0\u2009\u202f"


class Reading(NamedTuple):
    """What a phrase was understood to mean."""

    edtf: str
    """Canonical EDTF."""
    notes: tuple[str, ...]
    """What must be said aloud, because the words left it open."""
    date_text: str | None
    """The words themselves where they say more than EDTF can, to be kept beside it."""


def read(
    text: str, today: date | None, order: Order | None = None, tz: str | None = None, *, completes: bool = True
) -> Reading:
    """The date that an English phrase, or an EDTF text, means.

    Args:
        text: the phrase; all of it must be the date.
        today: the day from which "yesterday" is counted; None for imports, where nothing may depend on it.
        order: which comes first in 05/04/2024; None refuses it.
        tz: IANA zone of times without an offset: an hour that its clocks skipped or doubled is refused, none is added.
        completes: whether today gives the year, or the day, where none is said.

    Raises:
        DateError: it is no date, or has several readings; `readings` lists them.
    """
    words, cut = _FRACTION.subn("", _clean(text))
    said = ("fractions of a second are left out",) if cut else ()
    try:
        exact = edtf.parse(words)
    except DateError as error:
        refused = error
    else:
        must_be_shown(exact, tz)
        return Reading(exact.canonical(), said + season_or_years(exact), None)
    setting = Setting(today, order, tz, completes)
    found = ranges.read(words, setting)
    if not found:
        raise _not_understood(words, setting, refused)
    notes = tuple(dict.fromkeys(said + found.notes))
    return Reading(edtf.parse(found.edtf()).canonical(), notes, " ".join(text.split()) if found.kept else None)


def says_more(words: str, date: str) -> bool:
    """Whether words that stand beside a date of EDTF say more than it, or something else."""
    try:
        found = read(words, None)
    except DateError:
        return True
    return found.date_text is not None or found.edtf != date


def _clean(text: str) -> str:
    """The text with single spaces and one form of hyphen; refused when it is no short line of printable text."""
    if max(map(len, text.split("; "))) > LONGEST or len(text) > LONGEST_LIST:
        raise DateError(f"{len(text)} characters are too long for a date", EXAMPLES)
    if odd := next((c for c in text if not c.isprintable() and c not in _SPACES), ""):
        raise DateError(f"the character {odd!r} cannot stand in a date")
    words = " ".join(text.split()).translate(_ALIKE)
    if not words:
        raise DateError("no date: the text is empty", EXAMPLES)
    return words


def _not_understood(words: str, setting: Setting, refused: DateError) -> DateError:
    if re.fullmatch(r"[\dXxuyYESTZ:+?~%/.,\[\]{}-]*\d[\dXxuyYESTZ:+?~%/.,\[\]{}-]*", words):  # meant as EDTF
        return DateError(refused.message, refused.hint or EXAMPLES)
    return reasons.why(words, setting) or DateError(f'"{words}" is not understood as a date', EXAMPLES)
