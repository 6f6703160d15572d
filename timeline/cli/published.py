"""Events as the world could have read them by a day (--published-by): which there were, and what is said beside them.

Knows neither flags nor how an answer is printed.
"""

from collections.abc import Sequence

from timeline.cli.session import Session
from timeline.records.entry import Cell, Entry

PROSE = {"table", "card", "markdown", "text"}
"""Formats that begin with a line that says what was asked, where that is not all there is."""


class _Then(Entry):
    """An event as of a day that is past: what is today's in it is marked."""

    __slots__ = ()

    def cells(self, columns: Sequence[str]) -> list[Cell]:
        return [f"{c}†" if name == "status" else c for name, c in zip(columns, super().cells(columns), strict=True)]


def as_published(
    session: Session, day: int | None, undated: int, name: str, columns: Sequence[str], entries: Sequence[Entry]
) -> tuple[str, Sequence[Entry], str]:
    """What goes before the entries, they, and what follows, where only sources published by a day count.

    Formats for people say so themselves; beside the others it is said on stderr.

    Args:
        session: what is said is said there.
        day: the day number, or None for today.
        undated: how many events are left out since no source of theirs has a date.
        name: of the format.
        columns: those of the answer.
        entries: what is to be printed.
    """
    if day is None:
        return "", entries, ""
    from timeline.dates.edtf import iso_day  # start-up: most questions are asked of today

    left = f"; {undated} event{'s' * (undated != 1)} without dated sources left out" if undated else ""
    said = f"Sources published by {iso_day(day)}{left}."
    if name not in PROSE:
        session.info(said)
        return "", entries, ""
    legend = "\n† the status is today's: it may rest on later sources\n"
    marked = entries and (name == "card" or "status" in columns)
    then = [_Then(e.id, e.path, e.date, e.records, e.slot, certain=e.certain) for e in entries]
    return f"{said}\n\n", then, legend if marked else ""


def standing_ids(session: Session, wanted: Sequence[str], day: int | None) -> tuple[list[str], int]:
    """The IDs that are meant, without events that nobody had read of by a day, and how many have no dated source.

    Raises:
        DataError: there is no such event, or several.
    """
    ids = [session.chronology.find(text) for text in wanted]
    if day is None:
        return ids, 0
    from timeline.provenance.published import standing  # start-up: most questions are asked of today

    resolve, event = session.chronology.register.resolve, session.chronology.event
    known = [(id_, standing(resolve(event(id_)).sources, day)) for id_ in ids]
    words = {"undated": "no source has a date", "later": "every dated source is later, or may be"}
    for id_, when in known:
        if when != "published":
            session.info(f"{id_}: {words[when]}")
    return [id_ for id_, when in known if when == "published"], sum(when == "undated" for _, when in known)
