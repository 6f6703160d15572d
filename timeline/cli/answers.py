"""What several commands answer with: events in a format, or the values that they have in one place.

Also as the world could have read them by a day (--published-by). Knows neither flags nor streams. Imports next to
nothing, since commands name it, and Tab reads these.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from timeline.cli.session import Display, Result, Session

if TYPE_CHECKING:
    from timeline.records.entry import Entry
    from timeline.store.search.compiler import Question


def column_names(columns: str | None) -> tuple[str, ...]:
    """The columns that --columns names; none where it is not given."""
    from timeline.records.columns import column_named  # start-up: Tab asks for no answer

    chosen = tuple(c.strip() for c in columns.split(",")) if columns else ()
    for column in chosen:
        column_named(column)
    return chosen


def printed(
    session: Session,
    name: str,
    parts: Sequence[tuple[str, Sequence[Any]]],
    output: str | None,
    columns: tuple[str, ...] = (),
    as_of: tuple[int | None, int] = (None, 0),
    of: str | None = None,
    *,
    raw: bool = False,
) -> Result:
    """Events or traces in a format, and what is said beside them.

    Args:
        session: knows what the registers say of names.
        name: the format's.
        parts: headings, or nothing, with what stands under each.
        output: the file that the user named.
        columns: empty: those that the format shows by itself.
        as_of: the day number up to which sources count, or None for today, and how many events have none with a date.
        of: the package that holds the format; None: the one for events.
        raw: cells as they are, for a program.

    Raises:
        UsageError: there is no such format, or it has no cells that could be raw.
    """
    from timeline import formats  # start-up, as above
    from timeline.cli.rows import Then

    of = of or formats.EVENTS
    form = formats.named(name, of)
    if raw:
        formats.must_have_cells(form)
    said = said_of_day(session, *as_of, people=form.ABOUT.people)
    marked = bool(said) and "status" in {*columns, *getattr(form, "COLUMNS", ())} and any(some for _, some in parts)
    if marked:
        parts = [
            (head, [Then(e.id, e.path, e.date, e.unpack, certain=e.certain) for e in some]) for head, some in parts
        ]

    def pieces(display: Display) -> Iterator[str]:
        view = formats.View(
            columns, display.width, display.color, raw, registered=lambda: session.chronology.registered
        )
        yield said
        for heading, some in parts:
            yield heading
            yield from form.write(some, view)
            yield "\n" * bool(heading)
        yield "\n† the status is today's: it may rest on later sources\n" * marked

    return Result(pieces, output, formats.fence(name, of), form.ABOUT.escapes == "terminal")


def said_of_day(session: Session, day: int | None, undated: int, *, people: bool) -> str:
    """What stands above an answer for `people`, where only sources published by a day count; else it is said aloud."""
    if day is None:
        return ""
    from timeline.dates.edtf import iso_day  # start-up, as above
    from timeline.text.lists import counted

    left = f"; {counted(undated, 'event')} without dated sources left out" if undated else ""
    said = f"Sources published by {iso_day(day)}{left}."
    if people:
        return f"{said}\n\n"
    session.info(said)
    return ""


def standing_ids(session: Session, wanted: Sequence[str], day: int | None) -> tuple[list[str], int]:
    """The IDs that are meant, without events that nobody had read of by a day, and how many have no dated source."""
    ids = [session.chronology.find(text) for text in wanted]
    if day is None:
        return ids, 0
    first = {id_: session.chronology.published(id_) for id_ in ids}
    unread = {id_: published for id_, published in first.items() if published is None or published > day}
    for id_, published in unread.items():
        why = "no source has a date" if published is None else "every dated source is later, or may be"
        session.info(f"{id_}: {why}")
    return [id_ for id_ in ids if id_ not in unread], sum(published is None for published in first.values())


def listed(session: Session, asked: "Question", values: "Callable[[Entry], Iterable[str]]", *, count: bool) -> Result:
    """Each value of the events that match once, a line each; with `count`, how many have it, most first."""
    from timeline.text.escape import terminal  # start-up, as above

    answer = session.chronology.events(asked)
    said_of_day(session, asked.published_by, answer.undated, people=False)
    having = Counter(v for entry in answer.entries for v in dict.fromkeys(values(entry)))
    names = sorted(having, key=str.casefold)
    if count:
        names.sort(key=having.__getitem__, reverse=True)
    width = len(str(max(having.values(), default=0)))
    lines = [f"{having[name]:{width}}  {terminal(name)}\n" if count else f"{terminal(name)}\n" for name in names]
    return Result(lines, doubts=answer.doubts, problems=answer.problems)
