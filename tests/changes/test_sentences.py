"""What was changed in an event, in words for people."""

from typing import Any

import pytest
from hypothesis import given

from event_strategies import EVENTS
from timeline.changes.difference import diff, tables
from timeline.changes.sentences import said, withheld
from timeline.model.confidential import public
from timeline.model.event import Actor, Event, Figure, Link, Place, Source, Variant
from timeline.text.width import text_width

LONG = "The administration has authorised Ukraine to use long-range missiles against targets in Russia"
SENTENCES = f"{LONG}. It was first reported by an American newspaper on Sunday."


def _event(**fields: Any) -> Event:
    return public(Event(**{"title": "T", "date": "2024-11-17"} | fields))


def _lines(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    found = said(diff(tables(_event(**old)), tables(_event(**new))), lambda source: source.label)
    return [f"{line.label}: {' | '.join(line.pieces)}" for line in found]


def _source(**keys: Any) -> dict[str, Any]:
    return {"sources": (Source(**{"id": "nyt", "publisher": "NYT"} | keys),)}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ({}, {}, []),
        ({}, {"status": "confirmed", "lang": "en"}, ["status: reported → confirmed", "lang: + en"]),
        ({"likelihood": "likely"}, {}, ["likelihood: - likely"]),
        ({"title": "A b"}, {"title": "A c"}, ['title: "A b" → "A c"']),
        ({"seq": 1}, {"seq": 2}, ["seq: 1 → 2"]),
        # the date with what it rests on is one thing
        ({}, {"date": "[..2024-11-17]"}, ["date: 2024-11-17 → [..2024-11-17]"]),
        (
            {"timezone": "UTC"},
            {"date": "2024-11", "date_basis": "reported", "date_text": "in November"},
            ['date: 2024-11-17 → 2024-11 | basis stated → reported | text + "in November" | timezone - UTC'],
        ),
        ({}, {"date_basis": "inferred"}, ["date: basis stated → inferred"]),
        # words
        ({"tags": ("a", "b", "c")}, {"tags": ("c", "a", "d")}, ["tags: + d | - b | in another order"]),
        # texts: both where they are short, else where they differ
        ({}, {"summary": "One."}, ["summary: + One."]),
        ({"summary": "One two."}, {}, ['summary: - "One two."']),
        ({"summary": "One  two."}, {"summary": "One\ntwo."}, ["summary: blanks and line ends"]),
        ({"summary": f"{LONG}."}, {"summary": f"{LONG}. Two died."}, ['summary: + "Two died."']),
        ({"summary": f"{SENTENCES} Two died."}, {"summary": SENTENCES}, ['summary: - "Two died."']),
        (
            {"summary": SENTENCES},
            {"summary": SENTENCES.replace("Ukraine", "Poland")},
            [
                (
                    'summary: "…administration has authorised Ukraine to use long-range…"'
                    ' → "…administration has authorised Poland to use long-range…"'
                )
            ],
        ),
        ({"summary": SENTENCES}, {"summary": " ".join(reversed(SENTENCES.split()))}, ["summary: rewritten"]),
        (
            {"title": LONG},
            {"title": f"Now {LONG[4:70]} and more of it than before"},
            [
                (
                    'title: "The administration has authorised Ukraine to use long-range…"'
                    ' → "Now administration has authorised Ukraine to use long-range…"'
                )
            ],
        ),
        ({"claim": "x" * 70 + "1"}, {"claim": "x" * 70 + "2"}, ["claim: rewritten"]),
        ({"claim": ""}, {"claim": "so"}, ['claim: "" → so']),
        # sources by their ids
        (
            {},
            _source(published="2024-11-17"),
            ["sources: + nyt (NYT, 2024-11-17)"],
        ),
        (
            _source(stance="denies", state="retracted") | {"tags": ("a",)},
            {},
            ["tags: - a", "sources: - nyt (NYT, denies it, retracted)"],
        ),
        (_source(stance="mentions"), {}, ["sources: - nyt (NYT, mentions it)"]),
        (_source(title="A b"), _source(title="A c"), ['sources: nyt.title "A b" → "A c"']),
        (_source(url="u"), _source(url="u", id="times"), ["sources: nyt → times"]),
        (
            _source(cites=("a",), author="Ann Lee"),
            _source(cites=("b",), author=("Ann Lee", "Bo")),
            ['sources: nyt.author "Ann Lee" → ["Ann Lee","Bo"] | nyt.cites + b | nyt.cites - a'],
        ),
        (_source(), _source(anonymous=True, seen=False), ["sources: nyt.seen yes → no | nyt.anonymous no → yes"]),
        (_source(firsthand=True), _source(), ["sources: nyt.firsthand - yes"]),
        # the others by their names
        (
            {"actors": (Actor(name="Joe Biden"),)},
            {"actors": (Actor(name="Joe Biden", role="agent"), Actor(name="Ann Lee"))},
            ["actors: + Ann Lee | Joe Biden: role participant → agent"],
        ),
        (
            {"actors": (Actor(name="Joe", role="agent", certainty="alleged", as_named="the  man"),)},
            {},
            ['actors: - Joe as agent (as named "the man", alleged)'],
        ),
        (
            {"actors": (Actor(name="Zelensky"), Actor(name="Joe"))},
            {"actors": (Actor(name="Joe"), Actor(name="Zelenskyy"))},
            ["actors: Zelensky → Zelenskyy | in another order"],
        ),
        (
            {"places": (Place(name="Kursk", lat=51.5, lon=36.1),)},
            {"places": (Place(name="Kursk", lat=51.7, lon=36.2, precision="near", country="Russia"),)},
            ["places: Kursk: country + Russia | Kursk: lat 51.5 → 51.7, lon 36.1 → 36.2, precision + near"],
        ),
        ({}, {"places": (Place(name="Kursk", lat=51.5, lon=36.0),)}, ["places: + Kursk (lat 51.5, lon 36.0)"]),
        (
            {},
            {"links": (Link(type="follows", to="2024-x", according_to=("a", "b")),)},
            ["links: + follows 2024-x (according to a and b)"],
        ),
        ({"figures": (Figure(what="dead", low=3),)}, {}, ["figures: - dead (low 3)"]),
        ({}, {"variants": (Variant(field="date", value=True),)}, ["variants: + date (value true)"]),
        # fields of the user's own, in which a text is not a number
        (
            {"x": {"case": 17, "team": {"lead": "Ann", "size": 2}}},
            {"x": {"case": "17", "team": {"size": [1, 2]}}},
            ['x: case 17 → "17" | team.lead - "Ann" | team.size 2 → [1,2]'],
        ),
        (
            {"x": {"posts": [{"of": "united-states", "role": "President", "from": 2021, "until": 2024}]}},
            {"x": {"posts": [{"of": "united-states", "role": "President", "from": 2021, "until": 2025}]}},
            ['x: posts …"until":2024}] → …"until":2025}]'],
        ),
    ],
)
def test_what_was_changed_is_said_in_words(old: dict[str, Any], new: dict[str, Any], told: list[str]) -> None:
    assert _lines(old, new) == told


def _hidden(*names: str, **keys: Any) -> tuple[Source, ...]:
    return tuple(Source(**{"id": name, "name": name, "kind": "person"} | keys, confidential=True) for name in names)


def _citing(*ids: str) -> Source:
    return Source(id="nyt", publisher="NYT", cites=ids)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ((), _hidden("Ann"), ["sources: + a withheld source"]),
        (_hidden("Ann", "Bob", "Cy"), _hidden("Ann"), ["sources: - 2 withheld sources"]),
        (_hidden("Ann"), _hidden("Ann", seen=False), ["sources: what is told of withheld sources"]),
        (
            (_citing(), *_hidden("Ann")),
            (_citing("Ann"), *_hidden("Ann")),
            ["sources: nyt.cites + a withheld source"],
        ),
        (
            (_citing("Ann", "Bob", "ap"), *_hidden("Ann", "Bob")),
            (_citing("ap"), *_hidden("Ann", "Bob")),
            ["sources: nyt.cites - 2 withheld sources"],
        ),
        (
            (_citing("Ann"), *_hidden("Ann", "Bob")),
            (_citing("Bob"), *_hidden("Ann", "Bob")),
            ["sources: nyt.cites perhaps other withheld sources"],
        ),
        ((_citing("a", "b"),), (_citing("b", "a"),), ["sources: nyt.cites in another order"]),
    ],
)
def test_of_withheld_sources_no_more_is_said_than_is_known(old: Any, new: Any, told: list[str]) -> None:
    assert _lines({"sources": old}, {"sources": new}) == told


def test_what_rests_on_a_withheld_source_does_not_number_it() -> None:
    hidden = _hidden("Ann", "Bob")
    rumour = Variant(field="date", value="2024-11-16", according_to=("Ann", "Bob"))
    told = "variants: + date (value 2024-11-16, according to a withheld source)"
    assert _lines({"sources": hidden}, {"sources": hidden, "variants": (rumour,)}) == [told]


def test_withheld_sources_are_counted() -> None:
    assert [withheld(1), withheld(2)] == ["a withheld source", "2 withheld sources"]


@given(EVENTS, EVENTS)
def test_of_every_event_something_short_is_said(one: Event, other: Event) -> None:
    found = diff(tables(one), tables(other))
    told = said(found, lambda source: source.label)
    assert bool(told) is bool(found)
    assert all(0 < text_width(piece) < 300 for line in told for piece in line.pieces)
