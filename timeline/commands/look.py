"""Look: list, ls, show, view, trace, actors, sources, places, tags, date.

What the chronology says.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from timeline import formats
from timeline.cli import completion
from timeline.cli.filters import finish, with_filters, with_published_by
from timeline.cli.session import Session
from timeline.errors import DataError, UsageError
from timeline.records.columns import Cell, column_named
from timeline.records.entry import Entry
from timeline.records.source_words import publishers
from timeline.store.search.compiler import Question

if TYPE_CHECKING:
    from timeline.model.settings import DateOrder

ORDER = 2
app = typer.Typer()

FormatFlag = Annotated[
    str | None,
    typer.Option("-f", "--format", metavar="NAME", help="How to print it.", autocompletion=completion.format_),
]
OutputFlag = Annotated[
    str | None, typer.Option("-o", "--output", metavar="FILE", help="Write it there; the ending picks the format.")
]


def _view(session: Session, columns: str | None, output: str | None) -> formats.View:
    chosen = tuple(c.strip() for c in columns.split(",")) if columns else ()
    for column in chosen:
        column_named(column)
    view = formats.View(chosen, registered=lambda: session.chronology.registered)
    return view if output else view._replace(width=session.settings.width, color=session.settings.color)


class _Then(Entry):
    """An event as of a day that is past: what is today's in it is marked."""

    __slots__ = ()

    def cells(self, columns: Sequence[str]) -> list[Cell]:
        return [f"{c}†" if name == "status" else c for name, c in zip(columns, super().cells(columns), strict=True)]


def _as_published(
    session: Session,
    day: int | None,
    undated: int,
    form: formats.Format | None,
    columns: Sequence[str] = (),
    entries: Sequence[Entry] = (),
) -> tuple[str, Sequence[Entry], str]:
    """What goes before the entries, they, and what follows, where only sources published by a day count.

    Formats for people say so themselves; beside the others it is said on stderr.
    """
    if day is None:
        return "", entries, ""
    from timeline.dates.edtf import iso_day  # noqa: PLC0415 - start-up: most questions are asked of today

    left = f"; {undated} event{'s' * (undated != 1)} without dated sources left out" if undated else ""
    said = f"Sources published by {iso_day(day)}{left}."
    if form is None or not form.ABOUT.people:
        session.say(said)
        return "", entries, ""
    legend = "\n† the status is today's: it may rest on later sources\n"
    marked = entries and "status" in {*columns, *getattr(form, "COLUMNS", ())}
    then = [_Then(e.id, e.path, e.date, e.unpack, certain=e.certain) for e in entries]
    return f"{said}\n\n", then, legend if marked else ""


@app.command("ls", hidden=True)
@app.command("list")
@with_filters
def list_events(
    ctx: typer.Context,
    asked: Question,
    form: FormatFlag = None,
    output: OutputFlag = None,
    columns: Annotated[
        str | None,
        typer.Option(metavar="A,B", help="Which columns, in which order.", autocompletion=completion.columns),
    ] = None,
    sort: Annotated[
        str, typer.Option(metavar="COLUMN", help="By what to sort.", autocompletion=completion.column)
    ] = "date",
    reverse: Annotated[bool, typer.Option("--reverse", "-r", help="The last first.")] = False,
    limit: Annotated[int | None, typer.Option("-n", "--limit", metavar="N", min=0, help="The first N only.")] = None,
    group: Annotated[
        str | None,
        typer.Option(
            metavar="BY",
            help="Under headings: month, year, actor, tag or place.",
            autocompletion=completion.group,
        ),
    ] = None,
) -> None:
    """Print the events that match, in the order of their dates.

    Dates that are only possibly in the range are shown too, marked ~ and counted.
    """
    session: Session = ctx.obj
    name = formats.picked(form, output, "table")
    printed = formats.named(name)
    heading = formats.headed(name) if group else None
    view = _view(session, columns, output)
    by_date = sort == "date"
    column_named(sort)
    answer = session.chronology.events(asked, limit if by_date else None, last_first=by_date and reverse)
    entries: Sequence[Entry] = answer.entries
    if not by_date:
        entries = sorted(entries, key=lambda e: _sortable(e, sort), reverse=reverse)[:limit]
    before, entries, after = _as_published(session, asked.published_by, answer.undated, printed, view.columns, entries)
    if heading:
        from timeline.records.groups import grouped  # noqa: PLC0415 - start-up: most answers have no headings

        groups = grouped(entries, group or "")
        parts = [chain([heading(h)], printed.write(some, view), ["\n"]) for h, some in groups]
        pieces: Iterator[str] = chain.from_iterable(parts)
    else:
        pieces = printed.write(entries, view)
    session.answer(chain([before], pieces, [after]), to=output, escaped=printed.ABOUT.escapes == "terminal")
    if not entries:
        session.say("no events yet: `timeline add` writes the first" if asked == Question() else "no events match")
    finish(session, answer)


def _sortable(entry: Entry, column: str) -> tuple[int, float, str]:
    """Numbers by size, texts without case; what is missing comes last."""
    cell = entry.cells([column])[0]
    text = cell if isinstance(cell, str) else ", ".join(cell)
    try:
        return (0, float(text), "")
    except ValueError:
        return (1 if text else 2, 0, text.casefold())


IdArguments = Annotated[
    list[str],
    typer.Argument(metavar="ID…", help="An ID, or a part of it that is unique.", autocompletion=completion.ids),
]


def _named(session: Session, wanted: Sequence[str], published_by: int | None) -> tuple[list[str], int]:
    """The IDs that are meant, without events that nobody had read of by that day, and how many have no dated source."""
    ids = [session.chronology.find(text) for text in wanted]
    if published_by is None:
        return ids, 0
    first = {id_: session.chronology.published(id_)[0] for id_ in ids}
    for id_, day in first.items():
        if day is None or day > published_by:
            session.say(f"{id_}: {'no source has a date' if day is None else 'every dated source is later, or may be'}")
    known = [id_ for id_ in ids if (day := first[id_]) is not None and day <= published_by]
    return known, sum(day is None for day in first.values())


@app.command("view", hidden=True)
@app.command()
@with_published_by
def show(
    ctx: typer.Context,
    events: IdArguments,
    published_by: int | None,
    form: FormatFlag = None,
    output: OutputFlag = None,
    columns: Annotated[
        str | None,
        typer.Option(
            metavar="A,B", help="Which columns, where the format has columns.", autocompletion=completion.columns
        ),
    ] = None,
) -> None:
    """Print events at length: what happened, on whose word, and who cites whom."""
    session: Session = ctx.obj
    printed = formats.named(formats.picked(form, output, "card"))
    view = _view(session, columns, output)
    ids, undated = _named(session, events, published_by)
    entries = [session.chronology.entry(id_, published_by) for id_ in ids]
    before, shown, after = _as_published(session, published_by, undated, printed, view.columns, entries)
    escaped = printed.ABOUT.escapes == "terminal"
    session.answer(chain([before], printed.write(shown, view), [after]), to=output, escaped=escaped)


@app.command()
@with_published_by
def trace(
    ctx: typer.Context,
    events: IdArguments,
    published_by: int | None,
    form: Annotated[
        str | None,
        typer.Option(
            *("-f", "--format"),
            metavar="NAME",
            help="text, json, dot (Graphviz) or mermaid.",
            autocompletion=completion.one_of(lambda: formats.names(formats.TRACES)),
        ),
    ] = None,
    output: OutputFlag = None,
) -> None:
    """Show who cites whom, down to the origins; on how many it rests; and why.

    Two origins that nothing tells apart may be one, and are counted as "1 to 2".
    """
    from timeline.records.traced import traced  # noqa: PLC0415 - start-up: `list` is a command of this file too

    session: Session = ctx.obj
    printed = formats.named(formats.picked(form, output, "text", formats.TRACES), formats.TRACES)
    ids, undated = _named(session, events, published_by)
    chronology = session.chronology
    traces = [traced(chronology.event(id_), chronology.register, published_by) for id_ in ids]
    before, _, _ = _as_published(session, published_by, undated, printed)
    pieces = printed.write(traces, _view(session, None, output))
    session.answer(chain([before], pieces), to=output, escaped=printed.ABOUT.escapes == "terminal")


CountFlag = Annotated[bool, typer.Option("--count", "-c", help="With the number of events, most first.")]


def _values(ctx: typer.Context, asked: Question, count: bool, values: Callable[[Entry], Iterable[str]]) -> None:
    """Each value once, a line each: what there is, and what completion offers."""
    session: Session = ctx.obj
    answer = session.chronology.events(asked)
    _as_published(session, asked.published_by, answer.undated, None)
    counted = Counter(v for entry in answer.entries for v in dict.fromkeys(values(entry)))
    if count:
        ranked: Sequence[tuple[str, int]] = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0].casefold()))
        width = len(str(max(counted.values(), default=0)))
        lines = (f"{n:{width}}  {value}\n" for value, n in ranked)
    else:
        lines = (value + "\n" for value in sorted(counted, key=str.casefold))
    session.answer(lines)
    finish(session, answer)


@app.command()
@with_filters
def actors(ctx: typer.Context, asked: Question, count: CountFlag = False) -> None:
    """List who takes part, one name a line."""
    _values(ctx, asked, count, lambda e: (a.name for a in e.event.actors))


@app.command()
@with_filters
def sources(ctx: typer.Context, asked: Question, count: CountFlag = False) -> None:
    """List who says so: outlets, people and documents, one a line."""
    _values(ctx, asked, count, lambda e: publishers(e.event.sources))


@app.command()
@with_filters
def places(ctx: typer.Context, asked: Question, count: CountFlag = False) -> None:
    """List where it happens, one place a line."""
    _values(ctx, asked, count, lambda e: (p.name for p in e.event.places))


@app.command()
@with_filters
def tags(ctx: typer.Context, asked: Question, count: CountFlag = False) -> None:
    """List the tags, one a line."""
    _values(ctx, asked, count, lambda e: e.event.tags)


@app.command("date")
def read_date(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORDS…", help="A date in words or EDTF; - reads one a line.")],
    form: Annotated[Literal["text", "json"], typer.Option("-f", "--format", help="How to print it.")] = "text",
    strict: Annotated[bool, typer.Option("--strict", help="Take EDTF only, no words.")] = False,
) -> None:
    """Show how a date is read: EDTF, first and last day, words.

    With - it reads a phrase a line from stdin and writes a JSON object a line.
    """
    import json  # noqa: PLC0415 - start-up: `list` is a command of this file too

    session: Session = ctx.obj
    try:
        order = session.chronology.settings.date_order
    except DataError:  # a date can be asked about anywhere
        order = None
    today = session.settings.today
    if words == ["-"]:
        read = (line.decode(errors="replace") for line in sys.stdin.buffer)  # one bad line is one error
        lines = (line.removesuffix("\n").removesuffix("\r") for line in read)
        session.answer(
            json.dumps(_reading(line, today, order, strict=strict), ensure_ascii=False) + "\n" for line in lines
        )
        return
    reading = _reading(" ".join(words), today, order, strict=strict)
    if form == "json":
        session.answer([json.dumps(reading, ensure_ascii=False, indent=2) + "\n"])
    elif "error" not in reading:
        notes = reading.pop("notes", [])
        rows = [(k, v) for k, v in reading.items() if k != "input"] + [("note", note) for note in notes]
        session.answer(f"{name:10}{'not known' if value is None else value}\n" for name, value in rows)
    if "error" in reading:
        readings = [f"it may be {' or '.join(reading['readings'])}"] if reading["readings"] else []
        raise UsageError(reading["error"], "; ".join(filter(None, [*readings, reading.get("hint")])))


def _reading(text: str, today: date, order: "DateOrder | None", *, strict: bool) -> dict[str, Any]:
    """How a text is read, or why it is not."""
    from timeline.dates import edtf, english, phrases  # noqa: PLC0415 - start-up: `list` is a command of this file too

    try:
        read = phrases.Reading(text, (), None) if strict else phrases.read(text, today, order)
        day = edtf.parse(read.edtf)
    except edtf.DateError as error:
        message = f"{error.message} (column {error.col})" if strict else error.message
        return {"input": text, "error": message, "readings": list(error.readings), "hint": error.hint}
    bounds = [None if d is None else edtf.iso_day(d) for d in (day.earliest, day.latest)]
    plain = {
        "input": text,
        "edtf": day.text,
        "earliest": bounds[0],
        "latest": bounds[1],
        "display": english.phrase(day),
    }
    return plain | ({"notes": list(read.notes)} if read.notes else {})
