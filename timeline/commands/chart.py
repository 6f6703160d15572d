"""`timeline chart`: how many events there are in each period, as bars."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Annotated, Literal

from timeline.cli.answers import nothing_found, on_clocks, said_of_day, slips
from timeline.cli.flags import Flag
from timeline.cli.session import Display, Result, Session
from timeline.cli.shared_flags import Asked, OutputFlag, RawFlag, RowFormatFlag, TimezoneFlag

if TYPE_CHECKING:
    from timeline.pictures.histogram import Bar, Gap
    from timeline.records.groups import Dated
    from timeline.store.answer import Answer

BarsBy = Literal["hour", "day", "week", "month", "quarter", "year", "decade", "century"]


def run(
    session: Session,
    asked: Asked,
    by: Annotated[
        BarsBy | None, Flag("--by", "What a bar stands for; default: a period, such that they are few.")
    ] = None,
    form: RowFormatFlag = None,
    output: OutputFlag = None,
    timezone: TimezoneFlag = None,
    raw: RawFlag = False,
) -> Result:
    """Draw how many events there are in each period.

    Every event stands once, as under the headings of `list --group`: in the period in which it begins, or in the
    smallest that holds a date that is not known so exactly. What is only possibly there is drawn pale.

    Examples:
        timeline chart
        timeline chart actor:Ukraine --by day
        timeline chart since:2024 --by month -f json
    """
    from timeline import formats  # start-up: Tab reads the signature only
    from timeline.cli import rows
    from timeline.dates.edtf import iso_day
    from timeline.pictures import histogram
    from timeline.records.groups import tallied

    name = form or ("" if (ending := formats.by_ending(output)) == "table" else ending)
    dates, answer, times = _dates(session, asked, by, timezone, name)
    period = by or histogram.finest(dates)
    if by is None and period == "hour":
        dates, answer, times = _dates(session, asked, period, timezone, name)
    said = said_of_day(session, asked.published_by, answer.undated, people=not name)
    session.info(*(f"{line}." for line in times if name))
    tallies = tallied(dates, period)
    notes = slips(session, asked.query) if tallies else nothing_found(session, asked)
    if by is None and tallies:
        notes.append(f"by {period}, of which there are few: --by chooses another period")
    found = list(histogram.rows(tallies, period))
    if not name:
        lines = [*([said] * bool(said)), *(f"{line}.\n\n" for line in times)] if tallies else []
        return Result(
            lambda display: chain(lines, _drawn(found, period, display)),
            output,
            escaped=True,
            notes=notes,
            doubts=answer.doubts,
            problems=answer.problems,
        )
    names = (period, "first", "last", "events", "possible")
    bars = [bar for bar in found if isinstance(bar, histogram.Bar) and bar.events]
    cells = [
        (b.heading, *(None if day is None else iso_day(day) for day in (b.first, b.last)), b.events, b.possible)
        for b in bars
    ]
    pieces = rows.shown([rows.Row(row, names) for row in cells], names, name, raw=raw)
    return Result(
        pieces,
        output,
        formats.fence(name),
        escaped=name == "table",
        notes=notes,
        doubts=answer.doubts,
        problems=answer.problems,
    )


def _dates(
    session: Session, asked: Asked, by: str | None, timezone: str | None, form: str
) -> "tuple[list[Dated], Answer, Sequence[str]]":
    """The dates of the events that answer, by the clocks that `list` shows them by; and what is said of those."""
    from timeline.cli.shared_flags import must_be_zone  # start-up, as above
    from timeline.records.groups import Dated

    must_be_zone(timezone)
    dates, answer = session.chronology.dates(asked)
    zone = timezone or session.chronology.settings.zone_under(by)
    if not (zone or by == "hour") or not any("T" in dated.date for dated in dates):
        return dates, answer, ()
    answer = session.chronology.events(asked)
    shown, times = on_clocks(session, form or "table", zone, answer.entries, asked.query)
    met = Counter((entry.date, entry.certain, entry.event.date_basis == "reported") for entry in shown)
    return [Dated(*alike, events) for alike, events in met.items()], answer, times


def _drawn(rows: "Sequence[Bar | Gap]", by: str, display: Display) -> Iterator[str]:
    """The bars, and below them how many events they are."""
    from timeline.pictures import blocks, histogram  # start-up, as above
    from timeline.text.lists import counted

    bars = [row for row in rows if isinstance(row, histogram.Bar)]
    if not bars:
        return
    yield from blocks.drawn(rows, by, display.width, color=display.color)
    said = f"{counted(sum(bar.events for bar in bars), 'event')} by {by}"
    if possible := sum(bar.possible for bar in bars):
        said += f"; ░: {possible:,} of them may belong elsewhere"
    yield from (f"\n{said}\n",)
