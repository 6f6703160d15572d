"""Which elements are the same before and after: by what they are known, and by what may be a correction."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.changes.matching import labels, matched
from timeline.model.event import Actor, Figure, Link, Place, Source

MANY = [{"name": f"Brigade {n}"} for n in range(11)]


@pytest.mark.parametrize(
    ("struct", "old", "new", "pairs"),
    [
        (None, ["a", "b", "a"], ["a", "c", "b", "a"], [(0, 0), (1, 2), (2, 3)]),
        # what says the same goes first, whatever stands before it
        (Actor, [{"name": "A", "certainty": "alleged"}, {"name": "A"}], [{"name": "A"}], [(1, 0)]),
        # the same in the same role
        (
            Actor,
            [{"name": "A", "role": "agent"}, {"name": "A", "role": "target"}],
            [{"name": "A", "role": "target", "as_named": "B"}, {"name": "A", "role": "agent", "as_named": "C"}],
            [(0, 1), (1, 0)],
        ),
        # another role of the only one called so; not of one of two
        (Actor, [{"name": "A", "role": "agent"}], [{"name": "A", "role": "target"}], [(0, 0)]),
        (
            Actor,
            [{"name": "A", "role": "agent"}],
            [{"name": "A", "role": "target"}, {"name": "A", "role": "victim"}],
            [],
        ),
        # a role alone makes nobody the same, nor does a name that is not like the other
        (Actor, [{"name": "Joe", "role": "agent"}], [{"name": "Ann", "role": "agent"}], []),
        (Actor, [{"name": "Zelensky", "role": "agent"}], [{"name": "Zelenskyy", "role": "agent"}], [(0, 0)]),
        (Actor, [{"name": "Zelensky", "role": "agent"}], [{"name": "Zelenskyy", "role": "target"}], []),
        # one of two that would do is not chosen
        (Actor, [{"name": "Zelensky"}], [{"name": "Zelenskyy"}, {"name": "Zelenski"}], []),
        (
            Actor,
            [{"name": "Zelensky"}, {"name": "Poroshenko"}],
            [{"name": "Porošenko"}, {"name": "Zelenskyy"}],
            [(0, 1), (1, 0)],
        ),
        (Place, MANY, [{"name": f"{place['name']}."} for place in MANY], []),
        (Place, [{"name": "Kyiv"}], [{"name": "KYIV"}], [(0, 0)]),
        (Place, [{"name": "Kyiv", "lat": 50.4}], [{"name": "Kyiv", "lat": 50.5}], [(0, 0)]),
        # a source under its id; under another id by its address or document, where only one has that
        (Source, [{"id": "nyt", "title": "A"}], [{"id": "nyt", "title": "B"}], [(0, 0)]),
        (Source, [{"id": "nyt", "url": "u"}], [{"id": "times", "url": "u", "title": "B"}], [(0, 0)]),
        (Source, [{"id": "nyt", "ref": "r"}], [{"id": "times", "ref": "r", "title": "B"}], [(0, 0)]),
        (
            Source,
            [{"id": "a", "url": "u"}],
            [{"id": "b", "url": "u", "title": "B"}, {"id": "c", "url": "u", "title": "C"}],
            [],
        ),
        # the id is made of the paper: one that is put in before takes it over
        (
            Source,
            [{"id": "nyt", "url": "u", "publisher": "NYT"}],
            [{"id": "nyt", "url": "v", "publisher": "NYT"}, {"id": "nyt-2", "url": "u", "publisher": "NYT"}],
            [(0, 1)],
        ),
        (Source, [{"id": "nyt", "url": "u"}], [{"id": "nyt", "url": "v"}], [(0, 0)]),
        # another id alone; a paper that is spelt otherwise; what has nothing but an id
        (Source, [{"id": "a", "publisher": "NYT"}], [{"id": "b", "publisher": "NYT"}], [(0, 0)]),
        (Source, [{"id": "a", "publisher": "Reutres"}], [{"id": "b", "publisher": "Reuters"}], [(0, 0)]),
        (Source, [{"id": "a", "publisher": "NYT"}], [{"id": "b", "name": "NYT"}], []),
        (Source, [{"id": "a", "url": "https://a.org/1"}], [{"id": "b", "url": "https://a.org/2"}], []),
        (Source, [{"id": "a"}], [{"id": "b"}], []),
        (Source, [{"publisher": "NYT"}], [{"publisher": "BBC"}], []),
        (Link, [{"type": "follows", "to": "x"}], [{"type": "about", "to": "x"}], [(0, 0)]),
        (Figure, [{"what": "dead", "low": 1}], [{"what": "dead", "low": 2}], [(0, 0)]),
    ],
)
def test_elements_that_are_the_same(struct: Any, old: list[Any], new: list[Any], pairs: list[Any]) -> None:
    assert matched(struct, old, new) == pairs
    assert matched(struct, new, old) == sorted((b, a) for a, b in pairs)


NAMES = st.text("aeky", min_size=1, max_size=6)


@given(st.lists(st.builds(dict, name=NAMES, role=st.sampled_from("ab")), max_size=5), st.data())
def test_it_is_all_one_which_list_was_before(old: list[Any], data: st.DataObject) -> None:
    new = [element | {"name": data.draw(NAMES)} if data.draw(st.booleans()) else element for element in old]
    assert sorted((b, a) for a, b in matched(Actor, old, new)) == matched(Actor, new, old)


def test_an_element_is_called_by_the_surest_of_its_keys_and_a_number() -> None:
    sources = [{"id": "nyt", "publisher": "NYT"}, {"publisher": "NYT"}, {"url": "u"}, {"lang": "en"}, {"id": "nyt"}]
    assert labels(Source, sources) == ["nyt", "NYT", "u", "", "nyt (2)"]
    assert labels(None, ["a", "a (2)", "a", "a", "b"]) == ["a", "a (2)", "a (3)", "a (4)", "b"]
