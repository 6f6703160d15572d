"""How a report is to be made: the keys of `[report]` in timeline.toml, and the flags of `report` of the same names.

Knows what each may be; must not know how a page is laid out.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from timeline.dates.zones import is_zone
from timeline.errors import UsageError, did_you_mean
from timeline.eventfile import reader
from timeline.eventfile.paths import SETTINGS
from timeline.records.groups import GROUPS
from timeline.store.files import folder
from timeline.text.language import is_language
from timeline.text.lists import joined


class ReportOptions(NamedTuple):
    """What may be chosen for a report."""

    template: str = "chronology"
    title: str = ""
    """Empty: that of the chronology."""
    group: str = "month"
    bibliography: bool | None = None
    """None: as the template has it."""
    timezone: str | None = None
    """The zone in which times are shown; None: as they are written."""
    lang: str | None = None
    """The language of the document; None: it does not say."""


def read(root: str, flags: Mapping[str, Any]) -> ReportOptions:
    """The options of a report: what flags say, else what timeline.toml says.

    Raises:
        UsageError: a value is none that the option may have.
    """
    tables, _ = reader.read_tables(folder.read(root, SETTINGS), SETTINGS)
    written = tables.get("report", {})
    if not isinstance(written, dict):
        raise UsageError("report in timeline.toml is no table", "write [report], and its keys below it")
    known = ReportOptions._fields
    given = {k: (v, f"report.{k} in timeline.toml") for k, v in written.items() if k in known}
    given |= {k: (v, f"--{k}") for k, v in flags.items() if v is not None}
    for key, (value, where) in given.items():
        _check(key, value, where)
        if key == "template" and not flags.get(key) and ("/" in value or value.endswith(".j2")):
            raise UsageError(f"{where} names a file", "name one in templates/, or give the file with -t")
    return ReportOptions(**{key: value for key, (value, _) in given.items()})


def _check(key: str, value: Any, where: str) -> None:
    if key == "bibliography":
        if not isinstance(value, bool):
            raise UsageError(f"{where} is {value!r}", "write true or false")
    elif not isinstance(value, str) or not value:
        raise UsageError(f"{where} is no text", "write it in quotes")
    elif key == "group" and value not in GROUPS:
        raise UsageError(f'{where}: no group "{value}"', "group by " + joined(GROUPS, "or"))
    elif key == "timezone" and not is_zone(value):
        from zoneinfo import available_timezones  # only for what is wrong

        hint = did_you_mean(value, available_timezones()) or "write an IANA name, as in Europe/Kyiv"
        raise UsageError(f'{where}: no time zone "{value}"', hint)
    elif key == "lang" and not is_language(value):
        raise UsageError(f'{where}: "{value}" is no language', "write a tag as in en, uk or zh-Hant")
