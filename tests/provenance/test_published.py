"""What the world could have read by a day: only the latest day that a date allows is certain."""

from datetime import date
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.model.event import Event, Source
from timeline.provenance.origins import known_by
from timeline.provenance.published import latest, standing
from timeline.provenance.trace import trace

DAY = date(2024, 11, 17).toordinal()


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2024-11-17", DAY),
        ("2024-11-17T20:20", DAY),
        ("2024-11", DAY + 13),
        ("2024-11-17/2024-11-18", DAY + 1),
        ("[2024-11-17..]", inf),
        ("no date", None),
        ("", None),
        (None, None),
    ],
)
def test_the_last_day_of_a_date(published: str | None, day: float | None) -> None:
    assert latest(Source(published=published)) == day


@pytest.mark.parametrize(
    ("dates", "found"),
    [
        ([], "undated"),
        ([None, "soon"], "undated"),
        (["2024-11-17"], "published"),
        (["2024-12", None, "2024-11-16"], "published"),
        (["2024-11", None], "later"),
        (["[2024-01..]"], "later"),
    ],
)
def test_standing(dates: list[str | None], found: str) -> None:
    assert standing([Source(published=d) for d in dates], DAY) == found


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
@settings(max_examples=100, deadline=None)
def test_what_is_left_out_counts_for_nothing(sources: list[Source]) -> None:
    event = Event(title="A", date="2024", sources=tuple(sources))
    left = Event(title="A", date="2024", sources=tuple(sources[n] for n in known_by(sources, DAY)))
    assert trace(event, published_by=DAY) == trace(left)
