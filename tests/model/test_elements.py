"""What the elements of a list are known by."""

from typing import Any

import pytest

from timeline.model import elements
from timeline.model.elements import marks, names, same
from timeline.model.event import Actor, Event, Source
from timeline.model.fields import tables_within


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Joe", {"name": "Joe", "role": "agent"}, True),
        ({"name": "Joe"}, {"name": "Ann"}, False),
        ({"id": "a", "publisher": "NYT"}, {"id": "b", "publisher": "NYT"}, False),
        ({"id": "a", "publisher": "NYT"}, {"id": "a", "publisher": "BBC"}, True),
        ({"id": "a", "publisher": "NYT"}, {"publisher": "NYT"}, True),
        ({"publisher": "NYT", "url": "https://a"}, {"publisher": "NYT", "url": "https://b"}, False),
        ({"type": "follows", "to": "x"}, {"type": "about", "to": "x"}, True),
        ({"what": "dead", "low": 1}, {"what": "dead", "low": 2}, True),
        ({"field": "date", "value": 1}, {"field": "date", "value": 2}, True),
        ({"what": 1}, {"what": True}, False),
        ({"role": "agent"}, {"role": "agent"}, False),
        ({"name": "Joe"}, ["Joe"], False),
        (1, 1, False),
    ],
)
def test_the_surest_key_that_both_have_decides(one: Any, other: Any, alike: bool) -> None:
    assert same(one, other) is alike
    assert same(other, one) is alike


def test_what_an_element_may_be_called() -> None:
    assert names("tags", "Joe Biden:agent") == ["Joe Biden:agent"]
    assert names("actors", "Joe Biden:agent") == ["Joe Biden"]
    assert names("links", "follows:2024-x") == ["2024-x"]
    assert names("figures", "no figure") == ["no figure"]
    assert names("sources", {"publisher": "NYT", "lang": "en", "id": "nyt", "ref": "r"}) == ["nyt", "r", "NYT"]
    assert names("actors", {"role": "agent"}) == []


def test_an_element_is_known_again_by_its_surest_key_and_what_stands_beside_it() -> None:
    marks.cache_clear()  # a law may have asked before, and counts for nothing
    elements._keys.cache_clear()
    assert marks(Actor) == ("name", ("name", "role"), (), ("name",))
    assert marks(Source) == ("id", ("id",), ("ref", "url"), ("id", "name", "ref", "url", "title", "publisher"))
    assert all(marks(struct).called for _, struct in tables_within(Event))
