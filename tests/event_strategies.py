"""Events of every kind, for laws."""

from datetime import UTC, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from timeline.model.event import Actor, Event, Figure, Link, Place, Review, Source, Variant

TEXT = st.text(st.characters(codec="utf-8") | st.sampled_from("\n\r\t\"'\\#[]={}\x00\x7f"), max_size=12)
DATES = st.sampled_from(
    (
        *("2024-11-17", "2024-11", "2024", "-0043-03-15", "0001-01-01", "[..2024-11-17]", "2024-11-17T20:20", "1984?"),
        *("2024-11-17T20:20:00", "2024-11-17T20:20:00+02:00", "2024-11-17T20:20:00Z", "2024-11-17/2024-11-18", "199X"),
    )
)
NAMES = TEXT | st.sampled_from(("Joe Biden:agent", "Kursk@51.5,36", "a:b:C", "@", "a:"))
WORDS = st.tuples() | st.tuples(TEXT) | st.tuples(TEXT, TEXT)
NUMBERS = st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False)
DAYS = st.dates() | st.datetimes(timezones=st.sampled_from((None, UTC, timezone(timedelta(hours=-3, minutes=-30)))))
PLAIN = TEXT | NUMBERS | st.booleans()
OWN = st.recursive(
    PLAIN | DAYS | st.times(), lambda v: st.lists(v, max_size=3) | st.dictionaries(TEXT, v, max_size=3), max_leaves=6
)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def some(cls: type, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(st.builds(cls, **fields), max_size=2).map(tuple)


EVENTS = st.builds(
    Event,
    id=st.just("a"),
    path=st.just("b"),
    title=TEXT.filter(str.strip),
    date=DATES,
    date_basis=TEXT | st.just("stated"),
    date_text=maybe(TEXT),
    seq=maybe(st.integers()),
    timezone=maybe(TEXT),
    kind=TEXT,
    status=TEXT,
    likelihood=maybe(TEXT),
    actors=some(Actor, name=NAMES, role=TEXT | st.just("participant"), as_named=maybe(TEXT), certainty=TEXT),
    places=some(Place, name=NAMES, country=maybe(TEXT), lat=maybe(st.floats(-90, 90)), precision=maybe(TEXT)),
    tags=WORDS,
    summary=maybe(TEXT),
    note=maybe(TEXT),
    claim=maybe(TEXT),
    sources=some(
        Source,
        id=TEXT.filter(bool),
        ref=maybe(TEXT),
        kind=TEXT,
        title=maybe(TEXT),
        author=maybe(TEXT | WORDS),
        publisher=maybe(TEXT),
        published=maybe(DATES | TEXT | st.just("2024-02-30") | DAYS.map(lambda day: day.isoformat())),
        accessed=maybe(DATES),
        quote=maybe(TEXT),
        cites=WORDS,
        firsthand=maybe(st.booleans()),
        seen=st.booleans(),
        anonymous=st.booleans(),
        same_as=WORDS,
    ),
    links=some(Link, type=TEXT, to=TEXT, according_to=WORDS, note=maybe(TEXT)),
    figures=some(Figure, what=TEXT, value=maybe(NUMBERS), low=maybe(NUMBERS), unit=maybe(TEXT)),
    variants=some(
        Variant,
        field=TEXT | st.just("date"),
        value=PLAIN | DATES | st.lists(PLAIN, max_size=2) | st.just({}),
        note=maybe(TEXT),
    ),
    lang=maybe(TEXT),
    reviews=some(Review, by=TEXT, on=DATES, of=maybe(st.just("0" * 16) | TEXT), note=maybe(TEXT)),
    x=st.dictionaries(TEXT, OWN, max_size=3),
)
