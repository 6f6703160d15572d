"""The fingerprint of what a file says, by which a review tells whether the event is as it was vouched for.

Knows the tables of a file as they are written, and which of their keys hold dates; asks no register, no default, and
nothing of how the text is laid out: so comments, the order of keys and line ends have no part in it, nor has a later
version of this program.
"""

import json
from collections.abc import Mapping
from datetime import date, time
from hashlib import sha256
from typing import Any

from msgspec import Struct

from timeline.eventfile.writer import canonical, is_date
from timeline.model.date_values import as_text
from timeline.model.event import Event, Variant, table
from timeline.model.imported import IMPORT

_APART = ("reviews", "aliases")
"""Keys of an event that are about the file, not about what happened."""
_DIGITS = 16


def fingerprint(values: Mapping[str, Any]) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of what an event's file says, as JSON.

    That is: its keys and values as written, but `reviews`, `aliases` and `x.import`. The JSON is UTF-8 without blanks,
    the keys of each table in the order of their code points. TOML's dates and times are texts there (RFC 3339, a zone
    as `+00:00`); a date of the format is in the form that `timeline fmt` gives it, so that quotes make no difference.
    Whole numbers and others differ (1, 1.0), and what JSON has no number for is `Infinity`, `-Infinity` and `NaN`.

    Args:
        values: the tables of the file, as `toml.parser` reads them.
    """
    told = {key: value for key, value in values.items() if key not in _APART}
    if isinstance(own := told.get("x"), Mapping) and IMPORT in own:
        told["x"] = {key: value for key, value in own.items() if key != IMPORT}
    if told.get("x") == {}:
        del told["x"]
    text = json.dumps(_said(told, Event), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()[:_DIGITS]


def _said(value: Any, struct: type[Struct] | None) -> Any:
    """A value as JSON can hold it, the dates of a table of some class in canonical form."""
    if isinstance(value, list | tuple):
        return [_said(element, struct) for element in value]
    if isinstance(value, date | time):
        return value.isoformat()
    if not isinstance(value, Mapping):
        return value
    rows = table(struct) if struct else {}
    of_date = struct is Variant and is_date(str(value.get("field")))
    made = {}
    for key, held in value.items():
        row = rows.get(key)
        is_day = row is not None and (row.date or (of_date and key == "value" and not isinstance(held, int)))
        text = as_text(held) if is_day else held
        made[key] = _said((canonical(text) if is_day else None) or text, row.struct if row else None)
    return made
