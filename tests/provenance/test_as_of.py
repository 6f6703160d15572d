"""What the world could have read by a day."""

from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.model.event import Event, Source
from timeline.model.register import Register
from timeline.provenance.as_of import known_by, latest
from timeline.records.build import record
from witnesses import NOV_17, article, person


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2024-11-17", NOV_17),
        ("2024-11-17T20:20", NOV_17),
        ("2024-11", NOV_17 + 13),
        ("2024-11-17/2024-11-18", NOV_17 + 1),
        ("[2024-11-17..]", inf),
        ("no date", None),
        ("", None),
        (None, None),
    ],
)
def test_only_the_latest_day_that_a_date_allows_is_certain(published: str | None, day: float | None) -> None:
    assert latest(Source(published=published)) == day


SOURCES = st.lists(
    st.builds(
        Source,
        id=st.sampled_from("abcde"),
        kind=st.sampled_from(["article", "person"]),
        published=st.sampled_from([None, "2024-11-16", "2024-11-18", "2024-11"]),
        cites=st.lists(st.sampled_from("abcdef"), max_size=2, unique=True).map(tuple),
    ),
    max_size=5,
    unique_by=lambda s: s.id,
)


@given(SOURCES)
@settings(max_examples=100)
def test_what_is_left_out_counts_for_nothing(sources: list[Source]) -> None:
    event = Event(title="A", date="2024", sources=tuple(sources))
    left = Event(title="A", date="2024", sources=tuple(sources[n] for n in known_by(sources, Register(), NOV_17)))
    assert record(event, Register(), NOV_17).provenance == record(left, Register()).provenance
    assert known_by(sources, Register(), None) == list(range(len(sources)))


def known(*sources: Source, day: int = NOV_17) -> str:
    return "".join(sources[n].id for n in known_by(sources, Register(), day))


def dated(id_: str, day: str, *cites: str, **keys: str) -> Source:
    return article(id_, *cites, published=day, **keys)


def test_an_undated_source_is_as_old_as_the_first_that_cites_it() -> None:
    late, early = dated("l", "2024-11-18", "m"), dated("e", "2024-11-16", "m")
    assert known(late, article("m", "p"), person("p")) == ""
    assert known(late, early, article("m", "p"), person("p")) == "emp"
    assert known(late, article("m", "p"), person("p"), article("q", "p")) == "q"  # of it nothing is dated
    assert known(article("a", "b"), article("b", "a")) == "ab"


def test_a_document_is_as_old_as_the_first_day_that_is_written_of_it() -> None:
    page = "https://a.example/1"
    early, late = dated("e", "2024-11-16", url=page), dated("l", "2024-11-18", "p", url=f"{page}?utm_source=x")
    assert {*known(early, late, person("p"))} == {*"elp"}
    assert known(late, person("p")) == ""
    assert {*known(dated("l", "2024-11-18"), early, article("u", url=page))} == {*"eu"}
