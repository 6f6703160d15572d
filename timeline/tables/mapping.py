"""Which column of an input means which field of an event, and how its cells are to be read.

Kept as a small TOML file beside the data, so that the next revision of the data is read alike. Knows no input and no
chronology.
"""

from collections.abc import Mapping
from typing import NamedTuple


class ColumnMapping(NamedTuple):
    """What the columns of an input mean."""

    fields: Mapping[str, tuple[str, ...]]
    """Each FIELD with its columns, or with texts that name columns in braces: `{vehicle}: {payload}`.

    A FIELD is a key of an event, or date, end, place, lat, lon, country, actor, actor:ROLE, tag, source, url,
    published, figures.NAME, x.NAME, key."""
    constants: Mapping[str, tuple[str, ...]] = {}
    """Each FIELD with what it is in every row."""
    split: Mapping[str, str] = {}
    """Columns whose cells hold several values, each with what stands between them."""
    missing: tuple[str, ...] = ()
    """Words that mean nothing, besides those that always do."""
    date_order: str = ""
    """`dmy`, `mdy` or `ymd`; empty: the whole column settles it."""
    dates: str = ""
    """How dates are given: `words`, `serial` (days of a spreadsheet), `edtf`; empty: each column shows it."""
    timezone: str = ""
    """The zone of times without an offset (IANA)."""
    name: str = ""
    """What the set of data is called."""
    rest: bool = False
    """Whether the columns that nobody names are kept in x.*."""
