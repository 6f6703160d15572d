"""What becomes of one row of an input, as the review desk judges it before anything is written."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from timeline.eventfile import writer
from timeline.tables.input_table import InputRow
from timeline.text.width import cut

Fate = Literal["added", "changed", "unchanged", "gone", "refused", "conflicts"]
FATES: tuple[Fate, ...] = ("added", "changed", "unchanged", "gone", "refused", "conflicts")
_SHOWN = 60
"""Columns of a value that is shown."""


class Verdict(NamedTuple):
    """What becomes of one row, or of an event that no row has any more."""

    fate: Fate
    place: str
    """Where the row stands."""
    said: str = ""
    """What changes, why it is refused, or what the conflict is."""
    id: str = ""
    """The event's: the one that it has, or will have."""
    text: str = ""
    """What its file will hold; empty: it is not written."""
    seen: str = ""
    """What its file held; empty: there is none."""
    row: InputRow | None = None
    """The row, where it is refused."""
    key: str = ""
    """Its key, where it is refused."""


def counts(verdicts: Sequence[Verdict]) -> dict[str, int]:
    """How many rows there are of each fate."""
    there = Counter(verdict.fate for verdict in verdicts)
    return {fate: there[fate] for fate in FATES}


def told(field: str, old: Any, new: Any, between: str) -> str:
    """A field with what it says and is to say; of tables, and of what may be confidential, its name alone."""
    if field == "note" or not (_is_plain(old) and _is_plain(new)):
        return f"{field}, otherwise here" if between != "->" else field
    was, then = ("nothing" if value is None else cut(writer.literal(value), _SHOWN) for value in (old, new))
    return f"{field}: {was} {between} {then}"


def _is_plain(value: Any) -> bool:
    several = value if isinstance(value, list | tuple) else [value]
    return not any(isinstance(one, dict | list | tuple) for one in several)
