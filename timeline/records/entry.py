"""One event as an answer: its columns for a table, and its groups.

Knows the names of columns; knows nothing of widths, colours, escaping or files.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol

from timeline.errors import UsageError, did_you_mean
from timeline.model.event import Actor, Event, Source, replace, table
from timeline.records import record

Cell = str | tuple[str, ...]


class Records(Protocol):
    """Records by number."""

    def __getitem__(self, slot: int, /) -> bytes:
        """One of them."""


class Entry:
    """An event that answers a question, and whether it does so for certain."""

    __slots__ = ("certain", "date", "id", "path", "records", "slot")

    def __init__(
        self, id_: str, path: str, date: str, records: Records, slot: int = 0, *, certain: bool = True
    ) -> None:
        """Take records (records/record.py) and which of them is its own; it is read only when it is looked at."""
        self.id = id_
        self.path = path
        self.date = date
        self.records = records
        self.slot = slot
        self.certain = certain

    @property
    def raw(self) -> bytes:
        """The record as it is kept."""
        return self.records[self.slot]

    @property
    def event(self) -> record.Record:
        """The event with what is computed of it. Read anew each time: ten thousand answers stay small."""
        return replace(record.read(self.raw), id=self.id, path=self.path)

    def json(self) -> bytes:
        """The whole of it as one JSON object; `possible` is there, and true, where it only may answer."""
        whole = record.named(self.raw, self.id, self.path)
        return whole if self.certain else whole[:-1] + b',"possible":true}'

    def cells(self, columns: Sequence[str]) -> list[Cell]:
        """What these columns say of it: one text each, or several for a list.

        Raises:
            UsageError: there is no such column.
        """
        event = self.event
        return [column_named(c)(event) for c in columns]


def column_named(name: str) -> Callable[[record.Record], Cell]:
    """What a column says of an event.

    Raises:
        UsageError: there is no such column; the nearest is named.
    """
    if name.startswith("x."):
        return lambda event: _own(event, name[2:])
    if found := COLUMNS.get(name):
        return found
    raise UsageError(
        f'no column "{name}"', did_you_mean(name, COLUMNS) or "columns: " + ", ".join(COLUMNS) + ", x.NAME"
    )


def _own(event: Event, path: str) -> str:
    value: Any = event.x
    for part in path.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return "" if value is None else str(value)


def _actor(actor: Actor) -> str:
    named = actor.name if actor.role == "participant" else f"{actor.name} ({actor.role})"
    return named if actor.certainty == "stated" else f"{named}, {actor.certainty}"


def _sourcing(event: record.Record) -> str:
    """`1 origin, unnamed: American officials`: how many, and who."""
    names = origins(event)
    return f"{event.sourcing.phrase}: {' / '.join(names)}" if names else event.sourcing.phrase


def origins(event: record.Record) -> tuple[str, ...]:
    """The names of its origins, each once."""
    labels = {s.id: s.label for s in event.sources}
    return tuple(dict.fromkeys(labels.get(i, i) for i in event.sourcing.origins))


def _sources(event: Event) -> tuple[str, ...]:
    from timeline.records.source_lines import source_lines  # noqa: PLC0415 - start-up: not shown by default

    return tuple(source_lines(event.sources))


def _when(event: Event) -> str:
    from timeline.dates import english  # noqa: PLC0415 - start-up: the table shows the date as it is written

    return english.when(event.date, event.date_basis)


def _day(event: Event) -> str:
    return event.date + {"reported": " (reported)", "as-of": " (as of)"}.get(event.date_basis, "")


def publishers(sources: Iterable[Source]) -> tuple[str, ...]:
    """The outlets and people named as sources, each once."""
    return tuple(dict.fromkeys(s.label for s in sources))


def _plain(name: str) -> Callable[[Event], Cell]:
    def column(event: Event) -> Cell:
        value = getattr(event, name)
        return tuple(map(str, value)) if isinstance(value, tuple) else "" if value is None else str(value)

    return column


COLUMNS: dict[str, Callable[[record.Record], Cell]] = {
    **{name: _plain(name) for name, row in table(Event).items() if not (row.struct or row.private) and name != "x"},
    "id": lambda e: e.id,
    "path": lambda e: e.path,
    "when": _when,
    "day": _day,
    "earliest": lambda e: e.earliest or "",
    "latest": lambda e: e.latest or "",
    "actors": lambda e: tuple(_actor(a) for a in e.actors),
    "places": lambda e: tuple(p.name for p in e.places),
    "publishers": lambda e: publishers(e.sources),
    "sources": _sources,
    "sourcing": _sourcing,
    "origins": origins,
    "links": lambda e: tuple(f"{k.type} {k.to}" for k in e.links),
}


GROUPS = ("month", "year", "actor", "tag", "place")


def grouped(entries: Iterable[Entry], by: str) -> list[tuple[str, list[Entry]]]:
    """The entries under headings, in their order; an event with two actors stands under both.

    Raises:
        UsageError: `by` is none of the ways to group.
    """
    if by not in GROUPS:
        raise UsageError(f'no group "{by}"', "group by month, year, actor, tag or place")
    groups: dict[Any, tuple[str, list[Entry]]] = {}
    for entry in entries:
        for key, heading in _headings(entry, by) or [(("\U0010ffff",), f"no {by}")]:
            groups.setdefault(key, (heading, []))[1].append(entry)
    return [groups[key] for key in sorted(groups)]


def _headings(entry: Entry, by: str) -> list[tuple[Any, str]]:
    if by in {"month", "year"}:
        from timeline.dates import edtf, english  # noqa: PLC0415 - start-up: most answers have no headings

        return [english.group(edtf.parse(_month(entry.date) or entry.date), by)]
    event = entry.event
    names = {"actor": (a.name for a in event.actors), "place": (p.name for p in event.places), "tag": event.tags}
    return [((name.casefold(), name), name) for name in dict.fromkeys(names[by])]


def _month(date: str) -> str:
    """The month of a plain day or time, which stand where it does: months are few, and read once; else nothing."""
    day = date[:10] if date[10:11] in {"", "T"} else ""
    return day[:7] if day[4:5] == day[7:8] == "-" and day.replace("-", "").isdigit() else ""
