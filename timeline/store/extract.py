"""What the index keeps of an event: bounds and order of its date, words, terms, and its record.

An event and the registers go in, rows come out. Knows nothing of SQLite and files.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from msgspec.json import encode

from timeline.model import edtf, record
from timeline.model.event import ROLE, Event, table
from timeline.model.queryfields import words
from timeline.model.register import Register
from timeline.store.schema import PLAIN, QUALIFIED, SEVERAL, VOCABULARY

APART = " \ue000 "
"""Stands between two values of a column: a word that nobody can type, so that no phrase runs across."""
ANYONE = ""
"""Stands for a name that is confidential, and therefore not kept."""


class Extract(NamedTuple):
    """The rows of one event."""

    bounds: tuple[int, int, int, int]
    """Earliest and latest start, earliest and latest end, as day numbers; ±edtf.EVER for none."""
    shape: int
    date: str | None
    """The EDTF text, where the bounds do not say all."""
    rank: tuple[int, int | None, int, int | None]
    """Day, instant, width, `seq`: the order of events, but for the ID that settles a tie."""
    origins: int
    """How many are certain."""
    terms: set[tuple[str, str]]
    """Kind and value of all that can be asked for exactly."""
    links: set[tuple[str, str]]
    """Type and target."""
    texts: tuple[str, ...]
    """One for each of `TEXTS`."""
    asked: set[str]
    """Names that the computed part asked the register of actors for; `ANYONE` for those that are not to be told."""
    refs: bool
    """Whether it owes something to the register of documents."""
    record: bytes


def extract(event: Event, register: Register, published_by: int | None = None) -> Extract:
    """The rows of an event, as others may see it; with `published_by`, as it rests on what was published by then."""
    refs = any(s.ref for s in event.sources)
    shown = record.record(event, register, published_by)
    raw = shown.json()
    date = edtf.parse(shown.date)
    day, instant, width = date.sort_key
    limits = [span.limits for span in date.members]
    several = len(limits) > 1
    return Extract(
        bounds=_hull(limits) if several else limits[0],
        shape=SEVERAL if several else QUALIFIED if date.qualified else PLAIN,
        date=shown.date if several else None,
        rank=(day, None if instant == -edtf.EVER else instant, width, _limited(shown.seq)),
        origins=shown.sourcing.min,
        terms=_terms(shown) | {("has", key) for key in _present(raw, shown)},
        links={(link.type, link.to) for link in shown.links},
        texts=_texts(shown),
        asked=_asked(event, shown, register),
        refs=refs,
        record=raw,
    )


def _limited(seq: int | None) -> int | None:
    """A number that the index can hold."""
    return seq if seq is None else max(-(2**63), min(seq, 2**63 - 1))


def _hull(limits: Sequence[tuple[int, int, int, int]]) -> tuple[int, int, int, int]:
    low, high, first, last = zip(*limits, strict=True)
    return min(low), max(high), min(first), max(last)


def _texts(event: Event) -> tuple[str, ...]:
    sources = event.sources
    columns: tuple[Iterable[str | None], ...] = (
        [event.title],
        [event.summary],
        [a.name for a in event.actors],
        [p.name for p in event.places],
        event.tags,
        dict.fromkeys([s.publisher for s in sources]),
        dict.fromkeys([s.title for s in sources]),
        dict.fromkeys([s.url for s in sources]),
    )
    return tuple([APART.join([_searched(v) for v in values if v]) for values in columns])


def _searched(text: str) -> str:
    """A text as the tokenizer is to see it: ASCII as it is, other scripts cut into words as queries are."""
    return text if text.isascii() else " ".join(words(text))


def _terms(event: record.Record) -> set[tuple[str, str]]:
    """Everything that is asked for by its whole value, or by words of a value that many events share."""
    terms = [(name, getattr(event, name)) for name in VOCABULARY]
    for actor in event.actors:
        terms.append(("actor", actor.name))
        if actor.role in ROLE:  # any word may stand there
            terms.append((actor.role, actor.name))
    terms += [("place", p.name) for p in event.places]
    terms += [("tag", tag) for tag in event.tags]
    origins = event.sourcing.origins
    stubs = set(origins)
    for source in event.sources:
        author = source.author
        authors = (author,) if isinstance(author, str) else author or ()
        named = [("publisher", source.publisher), ("name", source.name), ("source", source.id)]
        named += [("author", a) for a in authors]
        terms += named
        if source.id in origins:
            stubs.discard(source.id)
            terms += [("origin", text) for _, text in named]
    terms += [("origin", stub) for stub in stubs]
    terms.append(("label", event.sourcing.label))
    terms += [("label", flag) for flag in event.sourcing.flags]
    return {term for term in terms if term[1]}


def _present(raw: bytes, event: Event) -> set[str]:
    """The keys that are set, as the record has them: of the event, of its sources, its roles, and of the user's own.

    A record leaves out what is unset, but for a false that is no default, and for an empty text.
    """
    plain = record.plain(raw)
    own = table(Event)
    sources = plain.get("sources", ())
    keys = set().union(*sources)
    for key in ("seen", "firsthand"):
        if not any(source.get(key) for source in sources):
            keys.discard(key)
    if b':""' in raw:
        keys = {key for source in sources for key, value in source.items() if _is_set(value)}
        plain = {key: value for key, value in plain.items() if _is_set(value)}
    keys -= {"id", *own}  # where both have a key, the event's is asked for
    keys |= plain.keys() & own.keys()
    if "x" in plain:
        keys.update(f"x.{name}" for name in _paths(plain["x"]))
    return keys | {actor.role for actor in event.actors if actor.role in ROLE}


def _is_set(value: Any) -> bool:
    """Whether a value says anything: null, false and empty ones do not, zero does."""
    return bool(value) or (value is not False and value == 0)


def _paths(own: dict[str, Any], prefix: str = "") -> Iterator[str]:
    for name, value in own.items():
        if not {".", "\n"} & {*name}:  # else it would look like a path, or like two keys
            if _is_set(value):
                yield prefix + name
            if isinstance(value, dict):
                yield from _paths(value, f"{prefix}{name}.")


def _asked(event: Event, shown: record.Record, register: Register) -> set[str]:
    """Who the sources are and whose: the register is asked for that where there may be two origins."""
    if max(shown.sourcing.max, shown.sourcing.deny_max) < 2:
        return set()
    names = set()
    for s in register.resolve(event).sources:
        name = None if s.anonymous else s.publisher or s.name or s.title
        names |= {ANYONE} if s.confidential else {text for text in (name, s.affiliation) if text}
    return names


def relations(asked: set[str], register: Register) -> dict[str, list[str]]:
    """What the register says of these names: who they are, and of what they are a part; for `ANYONE` all it says.

    While this stays the same, no count of origins can change.
    """
    whole = register.actors
    found = {name: sorted({w for i in whole.find(name) for w in (i, *whole.wholes(i))}) for name in sorted(asked)}
    if ANYONE in asked:
        found[ANYONE] = [encode(dict(whole.entries)).decode()]
    return found
