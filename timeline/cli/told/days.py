"""How long it took until events were published, and recorded: as a table, in any format of rows.

Knows formats and columns; must not know how the days were found.
"""

from collections.abc import Callable, Iterable
from typing import Literal, cast

from timeline.cli import rows
from timeline.cli.rows import SqlValue
from timeline.cli.session import Result
from timeline.dates.calendar import iso_day
from timeline.dates.zones import clock
from timeline.formats import fence
from timeline.history.lags import Lag

By = Literal["date", "published", "recorded"]
"""By what the events are put in order."""
COLUMNS = ("date", "published", "recorded", "until_published", "until_recorded", "title", "id")
_CLOCKS = "note: recorded is when it first was in a commit, by the committer's clock; lags are in days"
_LONGEST: dict[str, Callable[[Lag], int | None]] = {
    "published": lambda lag: lag.until_published,
    "recorded": lambda lag: lag.until_recorded,
}


def days(found: Iterable[Lag], form: str, zone: str | None, by: By, limit: int | None) -> Result:
    """A row for each event, by date, or the longest lag first; what is not known comes last.

    Args:
        found: the events with their days, by date.
        form: the format.
        zone: that of the chronology.
        by: the order.
        limit: so many rows at most; None: all.
    """
    some = list(found)
    if by != "date":
        lag = _LONGEST[by]
        some.sort(key=lambda one: -cast("int", lag(one)) if lag(one) is not None else float("inf"))
    people = form in {"table", "markdown"}
    made = [rows.Row(_cells(one, zone, people=people), COLUMNS) for one in some[:limit]]
    pieces = rows.shown(made, COLUMNS, form)
    return Result(pieces, None, fence(form), escaped=form == "table", notes=[_CLOCKS] * bool(made))


def _cells(one: Lag, zone: str | None, *, people: bool) -> list[SqlValue]:
    published = None if one.published is None else iso_day(one.published)
    recorded = None if one.recorded is None else clock(one.recorded, zone)[:10]
    if people:
        published = published or ("undated" if one.event.sources else "no source")
        recorded = f"{recorded}{' or before' * one.before}" if recorded else "not committed"
    return [one.event.date, published, recorded, one.until_published, one.until_recorded, one.event.title, one.event.id]
