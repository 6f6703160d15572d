"""`timeline chart`: how many events there are in each period or of each name, or when each was, drawn."""

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

from timeline.cli.answers import on_clocks, said_of_day, told_beside
from timeline.cli.flags import Flag
from timeline.cli.session import Display, Result, Session
from timeline.cli.shared_flags import Asked, OutputFlag, RawFlag, TimezoneFlag
from timeline.errors import UsageError

if TYPE_CHECKING:
    from timeline.records.entry import Entry
    from timeline.records.groups import Dated, HeadingCount
    from timeline.store.answer import Answer

BarsBy = Literal[
    "hour", "day", "week", "month", "quarter", "year", "decade", "century",
    "actor", "place", "tag", "status", "sourcing",
]  # fmt: skip
ChartForm = Literal["table", "csv", "tsv", "json", "jsonl", "markdown", "svg"]
MOST = 20
"""Names that have a bar, where nobody says how many."""


def run(
    session: Session,
    asked: Asked,
    by: Annotated[
        BarsBy | None, Flag("--by", "What a bar stands for; default: a period, such that they are few.")
    ] = None,
    spans: Annotated[bool, Flag("--spans", "A line an event: when it was; --by puts them under headings.")] = False,
    form: Annotated[ChartForm | None, Flag("-f --format", "The numbers as rows; or svg: a picture for a file.")] = None,
    output: OutputFlag = None,
    limit: Annotated[
        int | None,
        Flag("-n --limit N", "Of --spans the first N events, of names the first N bars; default: 20 bars.", least=1),
    ] = None,
    timezone: TimezoneFlag = None,
    raw: RawFlag = False,
) -> Result:
    """Draw how many events there are in each period, or of each name; or when each event was.

    Every event stands once, as under the headings of `list --group`: in the period in which it begins, or in the
    smallest that holds a date that is not known so exactly. What is sure is solid, what is only possible pale.
    -o FILE.svg draws the events on an axis, in lanes by actor or what --by names; only by a period, bars.

    Examples:
        timeline chart
        timeline chart actor:Ukraine --by day
        timeline chart --by actor -n 10
        timeline chart tag:ATACMS --spans
        timeline chart since:2024 --by month -f json
        timeline chart tag:ATACMS --by place -o atacms.svg
    """
    from timeline.dates.calendar import PERIODS  # start-up: Tab reads the signature only

    name = form or _by_ending(output)
    if name == "svg":
        if by in PERIODS and (spans or limit is not None):
            given = "--spans draws events" if spans else "-n counts events"
            raise UsageError(f"{given}, and a bar of --by {by} many", "leave one of them out, or say --by actor")
        return _svg(session, asked, by, limit, timezone)._replace(output=output)
    if spans and name:
        raise UsageError(f"--spans is drawn, and -f {name} holds rows", f"`timeline list -f {name}` has the dates")
    if limit is not None and not spans and by in {None, *PERIODS}:
        raise UsageError("-n counts events or names, and these are periods", "add --spans, or --by actor")
    if spans:
        made = _spans(session, asked, by, limit, timezone)
    elif by in {None, *PERIODS}:
        made = _periods(session, asked, by, name, timezone, raw=raw)
    else:
        made = _names(session, asked, str(by), name, limit, raw=raw)
    return made._replace(output=output)


def _by_ending(output: str | None) -> str:
    """The format that the ending of a file stands for; nothing where that is the chart as text.

    Raises:
        UsageError: it stands for none.
    """
    ending = os.path.splitext(output or "")[1][1:].lower()
    if ending in {"", "txt"}:
        return ""
    name = {"md": "markdown"}.get(ending, ending)
    if name not in get_args(ChartForm):
        hint = "-o FILE.svg is a picture, .txt the chart as text; .csv, .json and .md hold the numbers"
        raise UsageError(f"no chart goes by the ending .{ending}", hint)
    return name


def _periods(session: Session, asked: Asked, by: str | None, form: str, timezone: str | None, *, raw: bool) -> Result:
    """How many events there are in each period."""
    from timeline.dates.edtf import iso_day  # start-up, as above
    from timeline.pictures import blocks, histogram
    from timeline.records.groups import tallied

    dates, answer, times = _dates(session, asked, by, timezone, form)
    period = by or histogram.finest(dates)
    if by is None and period == "hour":
        dates, answer, times = _dates(session, asked, period, timezone, form)
    found = list(histogram.rows(tallied(dates, period), period, dates))
    bars = [row for row in found if isinstance(row, histogram.Bar) and row.events]
    chosen = [f"by {period}, of which there are few: --by chooses another period"] * (by is None and bool(bars))
    if form:
        names = (period, "first", "last", "events", "possible")
        cells = [
            (b.heading, *(None if day is None else iso_day(day) for day in (b.first, b.last)), b.events, b.possible)
            for b in bars
        ]
        session.info(*(f"{line}." for line in times))
        return _rows(session, asked, answer, cells, names, form, raw=raw, notes=chosen)

    def drawn(display: Display) -> Iterator[str]:
        yield from (f"{line}.\n\n" for line in times)
        yield from blocks.drawn(found, period, display.width, color=display.color)
        yield _below(_summed(sum(b.events for b in bars), sum(b.possible for b in bars), period), display)

    return _picture(session, asked, answer, drawn, chosen, found=bool(bars))


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


def _names(session: Session, asked: Asked, by: str, form: str, limit: int | None, *, raw: bool) -> Result:
    """How many events there are of each name."""
    from timeline.pictures import blocks, histogram  # start-up, as above
    from timeline.records.groups import ranked
    from timeline.records.identities import Identities

    naming, answer = session.chronology.names(asked, by)
    most = limit if form else limit or MOST
    found = ranked(naming, by, Identities(session.chronology.register), most)
    others, none = ([count] if count.events else [] for count in (found.others, found.none))
    if form:
        cells = [count[1:] for count in (*found.first, *none)]
        left_out = [f"{count.heading} left out" for count in others]
        return _rows(session, asked, answer, cells, (by, "events", "possible"), form, raw=raw, notes=left_out)

    def drawn(display: Display) -> Iterator[str]:
        bars = [histogram.Bar(*count[1:]) for count in found.first]
        yield from blocks.drawn(bars, by, display.width, color=display.color)
        yield from (f"{count.heading}: {_events(count)}\n" for count in (*others, *none))
        several = by in {"actor", "place", "tag"}
        said = _summed(len(naming.certain), naming.certain.count(False), by)
        yield _below(f"{said}{'; an event of several stands under each' * several}", display)

    return _picture(session, asked, answer, drawn, found=bool(naming.certain))


def _spans(session: Session, asked: Asked, by: str | None, limit: int | None, timezone: str | None) -> Result:
    """When each event was, a line each."""
    from timeline.pictures import axis, span_lines  # start-up, as above
    from timeline.pictures.drawn import titled
    from timeline.pictures.spans import Clock
    from timeline.records.groups import grouped
    from timeline.records.identities import Identities
    from timeline.records.shown.doubt import possible, unsettled
    from timeline.text.lists import counted

    answer = session.chronology.events(asked, limit)
    zone = timezone or session.chronology.settings.zone_under(by)
    shown, times = on_clocks(session, "table", zone, answer.entries, asked.query)
    clock = Clock.of(entry.date for entry in shown)
    doubtful, said = possible(shown)

    def line(entry: "Entry") -> span_lines.SpanLine:
        event = entry.event
        mark = "~ " * (doubtful and not entry.certain) + "! " * entry.unsettled
        return span_lines.SpanLine(mark + titled(event), clock.spans(entry.date, event.date_basis))

    lines = {entry.id: line(entry) for entry in shown}
    window = axis.first_view([one.spans for one in lines.values()])
    groups = grouped(shown, by, Identities(session.chronology.register)) if by else [("", shown)]
    parts = [(heading, [lines[entry.id] for entry in some]) for heading, some in groups]
    notes = []
    if limit is not None and len(shown) == limit and (there := session.chronology.count(asked)[0].events) > limit:
        notes.append(f"{limit:,} of {counted(there, 'event')}")
    told = [f"{line}." for line in times]
    if clock.told and not zone:
        told.append(f"Times stand where they are {clock.told}.")

    def drawn(display: Display) -> Iterator[str]:
        yield from (f"{line}\n\n" for line in told)
        yield from span_lines.drawn(parts, window, display.width)
        yield _below(axis.described([one.spans for one in lines.values()], window), display)
        yield f"{said}{' (~)' * doubtful}\n" if said else ""
        yield f"{open_} (!)\n" if (open_ := unsettled(shown)) else ""

    return _picture(session, asked, answer, drawn, notes, found=bool(shown))


def _svg(session: Session, asked: Asked, by: str | None, limit: int | None, timezone: str | None) -> Result:
    """A picture for a file: bars by a period, else the events in lanes, or the first so many of them."""
    from timeline.dates.calendar import PERIODS  # start-up, as above
    from timeline.pictures import bars, svg
    from timeline.pictures.drawn import drawn, usual_kind
    from timeline.pictures.spans import Clock
    from timeline.records.groups import tallied
    from timeline.records.identities import Identities

    title = _titled(session, asked)
    if by is not None and by in PERIODS:
        found, answer, times = _dates(session, asked, by, timezone, "table")
        made, is_found = bars.picture(tallied(found, by), by, title, _unread(answer)), bool(found)
    else:
        answer = session.chronology.events(asked, limit)
        shown, times = on_clocks(session, "table", timezone, answer.entries, asked.query)
        clock = Clock.of(entry.date for entry in shown)
        known = Identities(session.chronology.register)
        kind = by or usual_kind(shown, known)
        made, is_found = svg.picture(drawn(shown, kind, known, clock), title, kind, _unread(answer)), bool(shown)
    said_of_day(session, asked.published_by, answer.undated, people=False)
    session.info(*(f"{line}." for line in times))
    return Result(
        [made.svg],
        language="svg",
        notes=told_beside(session, asked, answer, found=is_found),
        doubts=answer.doubts,
        problems=answer.problems,
        picture=made.words,
    )


def _unread(answer: "Answer") -> str:
    """What a picture says of files that could not be read; nothing where all could be."""
    from timeline.text.lists import counted  # start-up, as above

    files = len({problem.path for problem in answer.problems})
    return f"Not complete: {counted(files, 'file')} could not be read" * bool(files)


def _titled(session: Session, asked: Asked) -> str:
    """What a picture shows, on one line: the chronology, what was asked, as of when."""
    from timeline.dates.edtf import iso_day  # start-up, as above
    from timeline.query.in_words import in_words
    from timeline.query.tree import unparse

    chronology = session.chronology
    words = in_words(asked.query)
    query = f"events {words}" if words else unparse(asked.query)
    day = "" if asked.published_by is None else f"as published by {iso_day(asked.published_by)}"
    recorded = chronology.recorded
    parts = (chronology.settings.title or "Chronology", query, day, recorded[:1].lower() + recorded[1:])
    return " ".join(", ".join(filter(None, parts)).split())


def _picture(
    session: Session,
    asked: Asked,
    answer: "Answer",
    drawn: Callable[[Display], Iterator[str]],
    notes: Sequence[str] = (),
    *,
    found: bool,
) -> Result:
    """What is drawn for people, under as of when it is; and nothing where nothing was found."""
    said = said_of_day(session, asked.published_by, answer.undated, people=True)

    def pieces(display: Display) -> Iterator[str]:
        yield said
        yield from drawn(display)

    said_beside = [*notes, *told_beside(session, asked, answer, found=found)]
    return Result(
        pieces if found else [],
        escaped=True,
        notes=said_beside,
        doubts=answer.doubts,
        problems=answer.problems,
    )


def _rows(
    session: Session,
    asked: Asked,
    answer: "Answer",
    cells: Sequence[Sequence[Any]],
    names: tuple[str, ...],
    form: str,
    *,
    raw: bool,
    notes: Sequence[str] = (),
) -> Result:
    """The numbers as rows."""
    from timeline import formats  # start-up, as above
    from timeline.cli import rows

    said_of_day(session, asked.published_by, answer.undated, people=False)
    return Result(
        rows.shown([rows.Row(row, names) for row in cells], names, form, raw=raw),
        None,
        formats.fence(form),
        escaped=form == "table",
        notes=[*notes, *told_beside(session, asked, answer, found=bool(cells))],
        doubts=answer.doubts,
        problems=answer.problems,
    )


def _below(text: str, display: Display) -> str:
    """What is said under what is drawn, on lines that fit."""
    from timeline.text.width import WIDEST, filled  # start-up, as above

    return "".join(f"{line}\n" for line in ("", *filled(text, display.width or WIDEST)))


def _summed(events: int, possible: int, by: str) -> str:
    """How many events are drawn, and how many of them are pale."""
    from timeline.text.lists import counted  # start-up, as above

    return f"{counted(events, 'event')} by {by}" + f"; ░: {possible:,} of them may belong elsewhere" * bool(possible)


def _events(count: "HeadingCount") -> str:
    from timeline.text.lists import counted  # start-up, as above

    return counted(count.events, "event") + f", {count.possible:,} of them only possibly" * bool(count.possible)
