"""`timeline list`: the events that match."""

from collections.abc import Sequence
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING, Annotated, NamedTuple, TypeVar

from timeline.cli.answers import (
    column_names,
    located,
    nothing_found,
    on_clocks,
    printed,
    said_of_day,
    slips,
    told_beside,
)
from timeline.cli.flags import Flag
from timeline.cli.session import Display, Result, Session
from timeline.cli.shared_flags import Asked, FormatFlag, GroupFlag, OutputFlag, RawFlag, TimezoneFlag, WrapFlag
from timeline.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from timeline.formats import View
    from timeline.records.entry import Entry
    from timeline.store.answer import Answer


def run(
    session: Session,
    asked: Asked,
    form: FormatFlag = None,
    output: OutputFlag = None,
    columns: Annotated[str | None, Flag("--columns A,B", "Which columns, in which order.", offers="column,…")] = None,
    sort: Annotated[str, Flag("--sort COLUMN", "By what to sort.", offers="column")] = "date",
    reverse: Annotated[bool, Flag("--reverse -r", "The last first.")] = False,
    limit: Annotated[int | None, Flag("-n --limit N", "The first N only.", least=0)] = None,
    group: GroupFlag = None,
    timezone: TimezoneFlag = None,
    raw: RawFlag = False,
    wrap: WrapFlag = False,
    count: Annotated[bool, Flag("--count -c", "Only how many there are; with --group, under each heading.")] = False,
    total: Annotated[
        str | None,
        Flag(
            "--sum figures.NAME",
            "Only what these figures come to, from low to high; also by --group.",
            offers="figures.NAME",
        ),
    ] = None,
) -> Result:
    """Print the events that match, in the order of their dates.

    Dates that are only possibly in the range are shown too, marked ~ and counted. `timeline help query` tells how
    to ask.

    Examples:
        timeline list
        timeline list Biden since:2024-10 -tag:escalation
        timeline list "November 2024" --columns date,title,publishers
        timeline list --actor Putin -n 5 -f markdown
        timeline list status:disputed or origins:1 -o doubtful.csv
        timeline list --group month --count
        timeline list --group actor --count --sort events --reverse
    """
    from timeline import formats  # start-up: Tab reads the signature only
    from timeline.records.columns import column_named
    from timeline.records.shown.doubt import possible
    from timeline.text.lists import counted

    name = form or formats.by_ending(output)
    if group:
        timezone = timezone or session.chronology.settings.zone_under(group)
    if count or total is not None:
        shaping: dict[str, object] = {"--columns": columns}
        if not group:
            shaping |= {"--sort": sort != "date", "--reverse": reverse, "--limit": limit is not None}
            shaping |= {"--timezone": timezone, "--raw": raw and not name, "--wrap": wrap}
        if given := next((flag for flag, value in shaping.items() if value), None):
            raise UsageError(f"{given} shapes a list, and none is printed here", "leave out one of them")
        view = formats.View(raw=raw, wrap=wrap)
        order = _Order(sort, reverse, limit)
        return _numbers(session, asked, name, group, total, timezone, view, order)._replace(output=output)
    name = name or "table"
    about = formats.named(name).ABOUT
    is_screen = about.escapes == "terminal"
    heading = formats.headed(name) if group else None
    chosen = column_names(columns)
    column_named(sort)
    by_date = sort in {"date", "day", "when"}
    answer = session.chronology.events(asked, limit if by_date else None, last_first=by_date and reverse)
    found = located(session, answer.entries, [*chosen, sort])
    there = len(found)
    if not by_date:
        found = _Order(sort, reverse, limit).of(found, [_sortable(entry, sort) for entry in found])
    elif limit == there and (is_screen or not there):
        there = session.chronology.count(asked)[0].events
    found, times = on_clocks(session, name, timezone, found, asked.query)
    parts = [("", found)]
    if heading and group:
        parts = [(heading(text), some) for text, some in _grouped(session, found, group)]
    day = asked.published_by
    result = printed(session, name, parts, answer, output, chosen, day, raw=raw, wrap=wrap, times=times)
    if not found and not there:
        return result._replace(notes=told_beside(session, asked, answer, found=False))
    result = result._replace(notes=slips(session, asked.query, [*chosen, sort]))
    said = counted(there, "event") if there == len(found) else f"{len(found):,} of {counted(there, 'event')}"
    if not (about.cuts and session.options.display.terminal and output in {None, "-"}):
        more = there > len(found) and (is_screen or not found)
        return result._replace(notes=[*[said] * more, *result.notes])
    if group or there > len(found) or not possible(found)[1]:
        return result._replace(pieces=lambda display: chain(result.text(display), ["\n" * (not group), f"{said}\n"]))
    return result


def _grouped(session: Session, entries: "Sequence[Entry]", by: str) -> "list[tuple[str, list[Entry]]]":
    from timeline.records.groups import grouped  # start-up: most answers have no headings
    from timeline.records.identities import Identities

    return grouped(entries, by, Identities(session.chronology.register))


def _numbers(
    session: Session,
    asked: Asked,
    form: str,
    group: str | None,
    total: str | None,
    timezone: str | None,
    view: "View",
    order: "_Order",
) -> Result:
    """How many events there are, and what a figure comes to in them: in words, or as rows under their headings."""
    from timeline import formats  # start-up, as above
    from timeline.cli import rows
    from timeline.query import tree
    from timeline.records import figures
    from timeline.records.groups import is_sure
    from timeline.records.shown.doubt import possible, possibly
    from timeline.text.lists import counted

    name = "" if total is None else figures.asked(total)
    unknown = slips(session, tree.ALL, [total]) if total else []
    if unknown and "," in name:
        raise UsageError(unknown[0], f"--sum takes one: write `--sum figures.{name.partition(',')[0]}`")
    if not (form or group or name):
        number, answer = session.chronology.count(asked)
        said_of_day(session, asked.published_by, answer.undated, people=False)
        told = slips(session, asked.query) if number.events else nothing_found(session, asked)[1:]
        return _met(answer, [f"{number.events}\n"], possibly(*number)[1], *told)
    answer = session.chronology.events(asked)
    said_of_day(session, asked.published_by, answer.undated, people=False)
    said = possible(answer.entries)[1]
    told = [*unknown, *(slips(session, asked.query) if answer.entries else nothing_found(session, asked))]
    found, _ = on_clocks(session, form or "table", timezone, answer.entries, asked.query)
    names = (*([group] if group else []), "events", "possible", *(("without", "low", "high", "best") if name else ()))
    if order.column not in {"date", *names}:
        raise UsageError(f'no column "{order.column}" of counts', f"sort by one of {', '.join(names)}")
    made = []
    for heading, entries in _grouped(session, found, group) if group else [("", found)]:
        sum_ = figures.total(figures.amount(entry.event, name) for entry in entries) if name else None
        if sum_ and not (form or group):
            return _met(answer, [f"{total}: {figures.in_words(sum_, len(entries))}\n"], said, *told)
        numbers = [len(entries), sum(not is_sure(entry, group or "") for entry in entries)]
        made.append(
            rows.Row([*([heading] * bool(group)), *numbers, *((sum_.without, *sum_.amount) if sum_ else ())], names)
        )
    at = 0 if order.column == "date" else names.index(order.column)
    cells = [formats.cell_text(row.cells(names)[at]) if at else str(n) for n, row in enumerate(made)]
    ordered = order.of(made, cells)
    if len(ordered) < len(made):
        told.append(f"{len(ordered):,} of {counted(len(made), 'heading')}")
    pieces = rows.shown(ordered, names, form or "table", raw=view.raw, wrap=view.wrap)
    shown = form or "table"
    return _met(answer, pieces, said, *told)._replace(language=formats.fence(shown), escaped=shown == "table")


def _met(answer: "Answer", pieces: "Iterable[str] | Callable[[Display], Iterable[str]]", *said: str) -> Result:
    return Result(pieces, notes=[*filter(None, said)], doubts=answer.doubts, problems=answer.problems)


T = TypeVar("T")


class _Order(NamedTuple):
    """By what lines are put in order, which end comes first, and how many are wanted."""

    column: str
    last_first: bool
    limit: int | None

    def of(self, lines: Sequence[T], cells: Sequence[str]) -> list[T]:
        """Numbers by size, ranges by where they begin, texts without case; what is missing comes last either way."""
        there = (n for n, cell in enumerate(cells) if cell)
        order = sorted(there, key=lambda n: _place(cells[n]), reverse=self.last_first)
        return [lines[n] for n in (*order, *(n for n, cell in enumerate(cells) if not cell))][: self.limit]


def _sortable(entry: "Entry", column: str) -> str:
    from timeline.formats import cell_text  # start-up, as above

    column = {"earliest": "first_second", "latest": "last_second"}.get(column, column)
    return cell_text(entry.cells([column])[0])


def _place(cell: str) -> tuple[bool, float, str]:
    """Where a cell stands among others."""
    number = cell.strip(".").partition("..")[0]
    if number.lstrip("+-")[:1].isdecimal():  # else "Nan" and "Infinity" would be numbers
        with suppress(ValueError):
            return False, float(number), ""
    return True, 0, cell.casefold()
