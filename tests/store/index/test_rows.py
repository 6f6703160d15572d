from typing import Any

import pytest

from timeline.dates.calendar import EVER
from timeline.model.event import Actor, Event, Source
from timeline.model.register import Register
from timeline.store.index.rows import Rows, rows_of
from timeline.store.index.schema import DATABASES, NOTHING, PLAIN, QUALIFIED, SEVERAL, TEXTS, ZONE


def rows(**fields: Any) -> Rows:
    return rows_of(Event(**{"title": "A", "date": "2024-11-17"} | fields), Register(), None)


def present(**fields: Any) -> set[str]:
    return rows(**fields).terms["has"]


BARE = present()


@pytest.mark.parametrize(
    ("fields", "keys"),
    [
        ({}, set()),
        ({"seq": 0}, {"seq"}),
        ({"summary": "", "tags": ()}, {"summary"}),
        ({"note": "for the desk"}, {"note"}),
        ({"said": ("status", "state"), "sources": (Source(id="a"),)}, {"status", "sources", "state"}),
        ({"actors": (Actor(name="B", role="agent"),)}, {"actors", "agent"}),
        ({"actors": (Actor(name="B", role="quote"),)}, {"actors"}),
        ({"x": {"a": 0}}, {"x", "x.a"}),
        ({"x": {"a": 0.0}}, {"x", "x.a"}),
        ({"x": {"a": False, "b": "", "c": [], "d": {}}}, {"x", "x.a", "x.b", "x.c", "x.d"}),
        ({"x": {"a": {"b": {"c": 1}, "d": False}}}, {"x", "x.a", "x.a.b", "x.a.b.c", "x.a.d"}),
        ({"x": {"a.b": 1, "a\nquote": 1}}, {"x"}),
    ],
)
def test_what_is_written(fields: dict[str, Any], keys: set[str]) -> None:
    assert present(**fields) - BARE == keys


def test_what_is_written_of_sources() -> None:
    unseen = present(sources=(Source(id="a", lang="en", title="", seen=False, firsthand=False, anonymous=True),))
    assert {"sources", "anonymous", "seen", "firsthand", "title"} <= unseen
    assert not {"id", "stance", "lang", "quote", "state"} & unseen
    assert {"seen", "quote"} <= present(sources=(Source(id="a", seen=False), Source(id="b", quote="q")))
    assert not {"seen", "state"} & present(sources=(Source(id="a"), Source(id="b")))


def test_roles_of_no_vocabulary_make_no_terms() -> None:
    terms = rows(actors=(Actor(name="B", role="tag"),)).terms
    assert {kind for kind, values in terms.items() if "B" in values} == {"actor"}


@pytest.mark.parametrize(
    ("date", "shape"),
    [
        ("2024-11-17", PLAIN),
        ("2024-11-17/..", PLAIN),
        ("2024-11?", QUALIFIED),
        ("[2024-11-03,2024-11-17]", SEVERAL),
        ("{2024-11-03~,2024-11-17}", SEVERAL),
    ],
)
def test_shapes_of_dates(date: str, shape: int) -> None:
    found = rows(date=date)
    assert found.shape == shape
    assert found.date == date
    assert found.bounds[0] <= found.bounds[3]


def test_texts_are_cut_as_words_are() -> None:
    texts = dict(zip(TEXTS, rows(title="It's Łódź", summary="It, 5", tags=("a", "b/c")).texts, strict=True))
    assert texts["title"] == "it s lodz"
    assert texts["summary"] == "It, 5"
    assert texts["tags"] == "a \ue000 b/c"


OFFICIALS = Source(id="a", kind="person", name="A"), Source(id="b", kind="person", name="B")

POSTS = [Source(id=i, kind="post", author=i, url="https://a.example/1", cites=("a",)) for i in ("anna", "boris")]
"""One page by two people, unless the register knows them to be one."""


@pytest.mark.parametrize(
    ("fields", "depends"),
    [
        ({}, ZONE),
        ({"date": "2024-11-17T20:20"}, ZONE),
        ({"date": "2024-11-17T20:20Z"}, NOTHING),
        ({"date": "2024-11-17T20:20Z", "timezone": "Europe/Kyiv"}, NOTHING),
        ({"date": "2024-11-17T20:20Z/2024-11-17"}, ZONE),
        ({"timezone": "Europe/Kyiv"}, DATABASES),
        ({"actors": (Actor(name="B"),)}, ZONE),
        ({"sources": OFFICIALS[:1]}, ZONE),
        ({"sources": OFFICIALS}, DATABASES),
        ({"sources": (*POSTS, OFFICIALS[0])}, DATABASES),
        ({"sources": (Source(id="a", ref="doc"),)}, DATABASES),
    ],
)
def test_what_rows_depend_on(fields: dict[str, Any], depends: int) -> None:
    assert rows(**fields).depends_on == depends


@pytest.mark.parametrize(
    ("fields", "rank"),
    [
        ({}, (1731801600, -86_399)),
        ({"timezone": "America/New_York"}, (1731819600, -86_399)),
        ({"date": "2024-11-17/.."}, (1731801600, 1 - EVER)),
        ({"date": "[..2024-11-17]"}, (1731801600, -EVER)),
        ({"date": "XXXX-11-17"}, (-EVER, -EVER)),
    ],
)
def test_in_what_order_events_stand(fields: dict[str, Any], rank: tuple[int, int]) -> None:
    assert rows(**fields, seq=3).rank == (*rank, 3)


@pytest.mark.parametrize(
    ("dates", "days"),
    [
        ((), (None, None)),
        ((None, "nonsense"), (None, None)),
        (("2024-11-17", None, "2024-11"), (739207, 739220)),
        (("2024-11-17/..", "2024"), (739251, EVER)),
    ],
)
def test_the_days_by_which_sources_were_published(dates: tuple[str | None, ...], days: tuple[int | None, ...]) -> None:
    sources = tuple(Source(id=f"s{n}", published=date) for n, date in enumerate(dates))
    assert rows(sources=sources).published == days
