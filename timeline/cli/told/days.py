"""How long it took until events were published, and recorded: as a table, in any format of rows.

Knows formats and columns; must not know how the days were found.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Literal, cast

from timeline.cli import rows
from timeline.cli.rows import SqlValue
from timeline.cli.session import Display, Result
from timeline.dates.calendar import iso_day
from timeline.dates.zones import clock
from timeline.formats import fence
from timeline.history.lags import Lag
from timeline.store.chronology import Chronology

By = Literal["date", "published", "recorded"]
"""By what the events are put in order."""
COLUMNS = ("date", "published", "until_published", "recorded", "until_recorded", "title", "id")
HEADS = ("date", "published", "days", "recorded", "days", "title", "id")
"""The same for people, in the width of a terminal."""
_NARROW = 100
"""A terminal of fewer columns has no room for titles."""
_CLOCKS = "note: recorded is when it first was in a commit, by the committer's clock"
_DAYS = "days: from the event until it was published, and from then until it was recorded"
_LONGEST: dict[str, Callable[[Lag], int | None]] = {
    "published": lambda lag: lag.until_published,
    "recorded": lambda lag: lag.until_recorded,
}


def days(found: Iterable[Lag], form: str, chronology: Chronology, by: By, limit: int | None) -> Result:
    """A row for each event, by date, or the longest lag first; what is not known comes last.

    Args:
        found: the events with their days, by date.
        form: the format.
        chronology: that of the events.
        by: the order.
        limit: so many rows at most; None: all.
    """
    some = list(found)
    zone = chronology.settings.timezone
    if by != "date":
        lag = _LONGEST[by]
        some.sort(key=lambda one: -cast("int", lag(one)) if lag(one) is not None else float("inf"))
    people = form in {"table", "markdown"}
    cells = [_cells(one, zone, people=people) for one in some[:limit]]
    notes = [_CLOCKS, *[_DAYS] * people] * bool(cells)

    def pieces(display: Display) -> Iterator[str]:
        columns: tuple[str, ...] = COLUMNS
        heads: tuple[str, ...] = HEADS if people else COLUMNS
        told = cells
        if form == "table" and display.width:  # a whole ID would leave a terminal no room for the days
            short = chronology.short([one.event.id for one in some[:limit]])
            told = [[*row, short[one.event.id]] for (*row, _), one in zip(cells, some[:limit], strict=True)]
            if display.width < _NARROW:  # nor would a title, of which nothing would be left
                columns, heads = (tuple([name for name in names if name != "title"]) for names in (columns, heads))
                told = [[*row, id_] for *row, _, id_ in told]
        made = [rows.Row(row, columns) for row in told]
        return rows.shown(made, columns, form, heads=heads)(display)

    return Result(pieces, None, fence(form), escaped=form == "table", notes=notes)


def _cells(one: Lag, zone: str | None, *, people: bool) -> list[SqlValue]:
    published = None if one.published is None else iso_day(one.published)
    recorded = None if one.recorded is None else clock(one.recorded, zone)[:10]
    if people:
        published = published or ("undated" if one.event.sources else "no source")
        recorded = f"{recorded}{' or before' * one.before}" if recorded else "not committed"
    event = one.event
    return [event.date, published, one.until_published, recorded, one.until_recorded, event.title, event.id]
