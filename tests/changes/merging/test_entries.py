"""Which entries of three lists are the same, in which order they come, and how they are read."""

from typing import Any

import pytest
from msgspec import Struct

from timeline.changes.merging.entries import LINE, Places, differences, ids_of, met, named, table_of, woven
from timeline.model.event import Actor, Figure, Place, Source, Variant

JOE = {"name": "Joe", "role": "agent"}
NYT = {"id": "nyt", "publisher": "NYT"}
PAPER = {"publisher": "NYT"}
PAPER = {"publisher": "NYT"}
LATER = {"field": "date", "value": "2025"}


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "made"),
    [
        ("abc", "abc", "abc", "abc"),
        # the order of ours, or of theirs if it alone moved some
        ("abc", "cba", "abc", "cba"),
        ("abc", "abc", "cba", "cba"),
        ("abc", "cba", "bac", "cba"),
        # what the other side has besides stands behind what it stood behind there
        ("abc", "abc", "xaybzc", "xaybzc"),
        ("abc", "cab", "axbc", "caxb"),
        ("abc", "axbc", "cab", "caxb"),
        ("ab", "aob", "atb", "aotb"),
        ("", "op", "tu", "optu"),
        # what one side alone has of the base
        ("abc", "ac", "abxc", "abxc"),
        ("abc", "abc", "ac", "abc"),
    ],
)
def test_order(base: str, ours: str, theirs: str, made: str) -> None:
    found = {Places(*(None if n not in side else side.index(n) for side in (base, ours, theirs))): n
             for n in dict.fromkeys(base + ours + theirs)}  # fmt: skip
    assert "".join(found[at] for at in woven(found)) == made


@pytest.mark.parametrize(
    ("struct", "base", "ours", "theirs", "made"),
    [
        (Actor, [JOE], [JOE], [JOE], [(0, 0, 0)]),
        # what was changed is the same; what is in the base alone is gone
        (Actor, [JOE, {"name": "Ann"}], [JOE | {"role": "target"}], [JOE], [(0, 0, 0)]),
        (Actor, [JOE], [], [JOE | {"role": "target"}], [(0, None, 0)]),
        (Actor, [{"name": "Zelensky"}], [{"name": "Zelenskyy"}], [{"name": "Zelensky"}], [(0, 0, 0)]),
        # what both added is one if it is called alike; another role of a man, another place like it are others
        (Actor, [], [JOE], [JOE | {"as_named": "J."}], [(None, 0, 0)]),
        (Actor, [], [JOE], [JOE | {"role": "target"}], [(None, 0, None), (None, None, 0)]),
        (Place, [], [{"name": "Kyiv Oblast"}], [{"name": "Lviv Oblast"}], [(None, 0, None), (None, None, 0)]),
        (Figure, [], [{"what": "dead", "value": 1}], [{"what": "dead", "value": 2}], [(None, 0, 0)]),
        # a document by its id, or by its address; two of one paper that say no id are two
        (Source, [], [NYT | {"url": "u"}], [{"id": "times", "url": "u"}], [(None, 0, 0)]),
        (Source, [], [NYT | {"url": "u"}], [NYT | {"url": "v"}], [(None, 0, 0)]),
        (
            Source,
            [],
            [named("sources", PAPER | {"url": "u"})],
            [named("sources", PAPER | {"url": "v"})],
            [(None, 0, None), (None, None, 0)],
        ),
        (Source, [], [named("sources", PAPER)], [named("sources", PAPER | {"url": "v"})], [(None, 0, 0)]),
        # rival accounts that say the same are one
        (Variant, [], [LATER], [LATER | {"note": "n"}], [(None, 0, 0)]),
        (Variant, [], [LATER], [LATER | {"value": "2026"}], [(None, 0, None), (None, None, 0)]),
    ],
)
def test_which_are_the_same(struct: type[Struct], base: Any, ours: Any, theirs: Any, made: Any) -> None:
    assert [*met(struct, base, ours, theirs)] == made


def test_in_what_two_entries_differ_that_both_added() -> None:
    """What one leaves out it says nothing of; a group is one thing. Of sources all that differs counts."""
    one = {"name": "Kyiv", "lat": 1.0, "lon": 2.0}
    assert differences(Place, one, {"name": "Kyiv"}) == 0
    assert differences(Place, one, {"name": "Kyiv", "lat": 2.0, "lon": 3.0, "country": "Ukraine"}) == 1
    assert differences(Place, one | {"country": "a"}, {"name": "Kyiv", "lat": 2.0, "country": "b"}) == 2
    assert differences(Source, NYT | {"cites": ["a"]}, NYT | {"title": "A"}) == 2


def test_texts_are_read_as_the_tables_that_they_stand_for() -> None:
    assert table_of("actors", "Joe:agent") == JOE
    assert table_of("actors", JOE) is JOE
    line = "UP, citing NYT"
    assert table_of("sources", line)["id"] == "up"
    assert table_of("sources", line)[LINE] == line
    assert ids_of(line) == {"up", "nyt"}
    assert ids_of(NYT) == {"nyt"}
    assert ids_of({"publisher": "The Times"}) == {"the-times"}
    # what cannot be read is itself
    assert table_of("sources", ",, citing")[LINE] == ",, citing"
    assert not ids_of(",, citing")
    assert table_of("links", "no link")[LINE] == "no link"
