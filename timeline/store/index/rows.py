"""What the index keeps of an event: bounds and order of its date, words, terms, and its record.

An event and the registers go in, rows come out. Knows nothing of SQLite and files.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, cast

from timeline.dates import edtf
from timeline.dates.calendar import EVER
from timeline.dates.instants import in_seconds
from timeline.model.event import ROLE, SOURCE_DEFAULTS, Event, Source, table
from timeline.model.register import Register
from timeline.provenance.as_of import latest
from timeline.provenance.names import authors
from timeline.provenance.witness import platform
from timeline.query.fields import IN_CONFLICT
from timeline.records import build, record
from timeline.store.index.schema import DATABASES, NOTHING, PLAIN, QUALIFIED, SEVERAL, VOCABULARY, ZONE
from timeline.text.address import addresses, compared_host, host
from timeline.text.folding import APART, spaced

ADDRESSES = tuple(key for key, row in table(Source).items() if row.asked == "address")
_OWN = frozenset(table(Event))
_OF_SOURCE = frozenset(table(Source)) - {"id"} - _OWN
"""Where both have a key, the event's is asked for."""
_PRIVATE = tuple(key for key, row in table(Event).items() if row.private)
_NOTHING = frozenset((None, ""))


class Rows(NamedTuple):
    """What the index keeps of one event."""

    depends_on: int
    """On which of NOTHING, ZONE and DATABASES it depends beside its file."""
    bounds: tuple[int, int, int, int]
    """Earliest and latest start, earliest and latest end, as day numbers; ±EVER for none."""
    shape: int
    date: str
    """The EDTF text."""
    reported: bool
    """Whether the date is that of the first report: it happened then or before."""
    day: int
    """The first, or the first of the end where no start is known; -EVER for none."""
    rank: tuple[int, int, int | None]
    """First second, width, `seq`: the order of events, but for the ID that settles a tie."""
    origins: int
    """How many are certain."""
    published: tuple[int | None, int | None]
    """The days by which the first and the last of the dated sources were certainly published; None: none is dated."""
    record: bytes
    terms: dict[str, set[str]]
    """By kind, the values of all that can be asked for exactly."""
    texts: tuple[str, ...]
    """One for each of `TEXTS`."""
    links: list[tuple[str, str]]
    """Type and target."""
    addresses: list[tuple[str, str]]
    """Kind and canonical address of each page, and of what archives hold under it."""
    aliases: list[str]
    """IDs that it had before."""


def rows_of(event: Event, register: Register, zone: str | None, published_by: int | None = None) -> Rows:
    """Make the rows of an event, as others may see it; perhaps as it rests on what was published by some day.

    `zone` is that of the chronology.
    """
    shown = build.record(event, register, published_by, zone=zone)
    raw = shown.json()
    date = edtf.parse(shown.date)
    low, high, begin, end = zip(*(span[:4] for span in date.members), strict=True)
    seq = shown.seq and max(-(2**63), min(shown.seq, 2**63 - 1))  # what the index can hold
    open_ = (s for s in register.resolve(event).sources if not s.confidential)
    days = [min(last, EVER) for s in open_ if (last := latest(s)) is not None]
    named = sum(bool((s.url or s.archive_url) and (s.author or s.name)) for s in shown.sources)
    doubtful = max(len(shown.provenance.origins), len(shown.provenance.deny_origins), named) > 1
    local = "T" not in shown.date or not all(single.offset for single in date.singles)
    refers = any(s.ref for s in event.sources) or bool(event.conflicts)  # or perhaps the other side of one does
    databases = doubtful or refers or (local and event.timezone)
    first, last = shown.first_second, shown.last_second
    by_bounds = None if first is None or last is None else (first, first - last)
    return Rows(
        depends_on=DATABASES if databases else ZONE if local else NOTHING,
        bounds=(min(low), max(high), min(begin), max(end)),
        shape=SEVERAL if len(low) > 1 else QUALIFIED if date.qualified else PLAIN,
        date=shown.date,
        reported=shown.date_basis == "reported",
        day=min(low) if min(low) > -EVER else date.rank[0],
        rank=(*(by_bounds or in_seconds(date, event.timezone or zone).rank), seq),
        origins=shown.provenance.min,
        published=(int(min(days)), int(max(days))) if days else (None, None),
        record=raw,
        terms=_terms(shown) | {"has": _written(raw, shown, event)},
        texts=_texts(shown),
        links=list({(link.type, link.to) for link in shown.links}),
        addresses=list(
            {
                (kind, address)
                for source in shown.sources
                for kind in ADDRESSES
                if (url := getattr(source, kind))
                for address in addresses(url)
            }
        ),
        aliases=list(set(shown.aliases)),
    )


def _texts(event: Event) -> tuple[str, ...]:
    sources = event.sources
    return (
        _searched(event.title),
        _searched(event.summary or ""),
        _column([a.name for a in event.actors]),
        _column([p.name for p in event.places]),
        _column(event.tags),
        _column(dict.fromkeys([s.publisher for s in sources])),
        _column(dict.fromkeys([s.title for s in sources])),
    )


def _column(values: Iterable[str | None]) -> str:
    return f" {APART} ".join(map(_searched, filter(None, values)))


def _searched(text: str) -> str:
    """A text as the tokenizer is to see it: plain ASCII as it is, anything else cut into words as queries are."""
    return text if text.isascii() and "'" not in text else spaced(text)


def _terms(event: record.Record) -> dict[str, set[str]]:
    """Everything that is asked for by its whole value, or by words of a value that many events share."""
    sources = event.sources
    found: dict[str, set[str | None]] = {
        **{name: {getattr(event, name)} for name in VOCABULARY},
        "actor": {a.name for a in event.actors},
        "place": {p.name for p in event.places},
        "country": {p.country for p in event.places},
        "tag": {*event.tags},
        "publisher": {s.publisher for s in sources},
        "author": {author for s in sources for author in authors(s)},
        "name": {s.name for s in sources},
        "source": {*(s.id for s in sources), *_hosts(sources)},
        "origin": {*_origins(event)},
        "reviewed": {event.reviewed},
        "label": {event.provenance.label, *event.provenance.flags},
    }
    for actor in event.actors:
        if actor.role in ROLE:  # any word may stand there
            found.setdefault(actor.role, set()).add(actor.name)
    for values in found.values():
        values.difference_update(_NOTHING)
    return cast("dict[str, set[str]]", found)


def _origins(event: record.Record) -> Iterator[str]:
    """The names of those in whom chains end: of a bare link the host, of what nobody describes the id; no platform."""
    described = {source.id: source for source in event.sources}
    for id_ in event.provenance.origins:
        source = described.get(id_, Source())
        if source.url and not (source.publisher or source.name or source.author):
            yield from _hosts([source])
        else:
            names = (id_, source.publisher, source.name, *authors(source))
            yield from (name for name in names if name and not platform(name))


def _hosts(sources: Iterable[Source]) -> set[str]:
    """Where they are, as written and as hosts are compared: x.com is twitter.com."""
    return {name for s in sources if s.url for name in (host(s.url), compared_host(s.url))}


def _written(raw: bytes, shown: record.Record, event: Event) -> set[str]:
    """The keys that are written, of the event, of its sources and of the user's own; and the roles that there are.

    Of a source in a document of the register too. A private key is there, though what it holds is nowhere.
    """
    plain = record.plain(raw)
    keys = {*shown.written, *SOURCE_DEFAULTS.keys() & event.said}
    for source in plain.get("sources", ()):  # some defaults are told aloud
        keys.update([k for k, held in source.items() if k in _OF_SOURCE and held != SOURCE_DEFAULTS.get(k)])
    if "x" in plain:
        keys.update([f"x.{name}" for name in _paths(plain["x"])])
    keys.update([actor.role for actor in event.actors if actor.role in ROLE])
    keys.update([key for key in _PRIVATE if getattr(event, key) is not None], [IN_CONFLICT] * bool(event.conflicts))
    return keys


def _paths(own: dict[str, Any], prefix: str = "") -> Iterator[str]:
    for name, value in own.items():
        if not {".", "\n"} & {*name}:  # else it would look like a path, or like two keys
            yield prefix + name
            if isinstance(value, dict):
                yield from _paths(value, f"{prefix}{name}.")
