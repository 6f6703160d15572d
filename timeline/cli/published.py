"""Events as the world could have read them by a day (--published-by): which there were, and what is said beside them.

Knows neither flags nor how an answer is printed.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from timeline.cli.session import Session
from timeline.records.columns import Cell
from timeline.records.entry import Entry
from timeline.text.lists import counted

if TYPE_CHECKING:
    from timeline.formats import Format


class _Then(Entry):
    """An event as of a day that is past: what is today's in it is marked."""

    __slots__ = ()

    def cells(self, columns: Sequence[str]) -> list[Cell]:
        return [f"{c}†" if name == "status" else c for name, c in zip(columns, super().cells(columns), strict=True)]


def as_published(
    session: Session,
    day: int | None,
    undated: int,
    form: "Format | None",
    columns: Sequence[str] = (),
    entries: Sequence[Entry] = (),
) -> tuple[str, Sequence[Entry], str]:
    """What goes before the entries, they, and what follows, where only sources published by a day count.

    Formats for people say so themselves; beside the others it is said on stderr.

    Args:
        session: what is said is said there.
        day: the day number, or None for today.
        undated: how many events are left out since no source of theirs has a date.
        form: in which they are printed; None where that is no format of events.
        columns: those of the answer.
        entries: what is to be printed.
    """
    if day is None:
        return "", entries, ""
    from timeline.dates.edtf import iso_day  # start-up: most questions are asked of today

    left = f"; {counted(undated, 'event')} without dated sources left out" if undated else ""
    said = f"Sources published by {iso_day(day)}{left}."
    if form is None or not form.ABOUT.people:
        session.info(said)
        return "", entries, ""
    legend = "\n† the status is today's: it may rest on later sources\n"
    marked = entries and "status" in {*columns, *getattr(form, "COLUMNS", ())}
    then = [_Then(e.id, e.path, e.date, e.unpack, certain=e.certain) for e in entries]
    return f"{said}\n\n", then, legend if marked else ""


def standing_ids(session: Session, wanted: Sequence[str], day: int | None) -> tuple[list[str], int]:
    """The IDs that are meant, without events that nobody had read of by a day, and how many have no dated source.

    Raises:
        DataError: there is no such event, or several.
    """
    ids = [session.chronology.find(text) for text in wanted]
    if day is None:
        return ids, 0
    first = {id_: session.chronology.published(id_)[0] for id_ in ids}
    for id_, published in first.items():
        if published is None or published > day:
            why = "no source has a date" if published is None else "every dated source is later, or may be"
            session.info(f"{id_}: {why}")
    known = [id_ for id_ in ids if (published := first[id_]) is not None and published <= day]
    return known, sum(published is None for published in first.values())
