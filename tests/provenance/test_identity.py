"""Which origins are one, which are two, and which may be one."""

import pytest

from timeline.model.event import Source
from timeline.model.register import Register
from witnesses import article, person, traced, unnamed


def minimum(*origins: Source, register: Register | None = None) -> int:
    p = traced(*origins, register=register)
    assert p.max == len(origins)
    return p.min


def said(id_: str, title: str | None = None, publisher: str = "UN") -> Source:
    return Source(id=id_, kind="statement", publisher=publisher, title=title)


COURT = Source(id="court", kind="court", title="Ruling 12/2024")


@pytest.mark.parametrize(
    ("origins", "fewest"),
    [
        ((person("a"), person("b")), 2),
        ((person("a", name="Zelenský"), person("b", name="zelensky")), 1),  # one name may be one person
        ((person("a"), unnamed("b")), 1),
        ((unnamed("a"), unnamed("b")), 1),
        ((unnamed("a"), COURT), 2),
        ((COURT, Source(id="photo", kind="image", url="https://a.example/1")), 1),  # a thing without a name
        ((unnamed("a", affiliation="Ukraine"), unnamed("b", affiliation="Russia")), 2),
        ((unnamed("a", affiliation="Ukraine"), person("b", affiliation="ukraine")), 1),
        ((unnamed("a", affiliation="Ukraine"), unnamed("b")), 1),
        ((article("a"), person("b")), 1),  # an outlet that does not say how it knows may have it from anybody
        ((article("a", distinct_from=("b",)), person("b")), 2),
        ((unnamed("a"), unnamed("b", distinct_from=("a",))), 2),
        ((unnamed("a", affiliation="Ukraine"), unnamed("b", affiliation="Russia"), unnamed("c")), 2),
        ((said("a", "On X"), said("b", "On Y")), 2),
        ((said("a", "On X"), said("b")), 1),
        ((said("a", "On X"), said("b", "on x", "un")), 1),
    ],
)
def test_how_many_are_certain(origins: tuple[Source, ...], fewest: int) -> None:
    assert minimum(*origins) == fewest
    assert minimum(*reversed(origins)) == fewest


def test_an_outlet_that_describes_two_people_apart_vouches_for_two() -> None:
    p = traced(article("nyt", "a", "b"), unnamed("a"), unnamed("b"))
    assert (p.label, p.min) == ("corroborated", 2)
    assert traced(article("nyt", "a", "stub"), unnamed("a")).min == 1


def test_the_register_knows_one_affiliation_to_be_a_part_of_another() -> None:
    register, faults = Register.build(
        {
            "us": {"name": "United States", "aliases": ["US"]},
            "pentagon": {"name": "Pentagon", "memberships": [{"of": "us"}]},
            "ukraine": {"name": "Ukraine"},
        }
    )
    assert not faults
    pentagon, states, abbreviated = (unnamed(a, affiliation=a) for a in ("Pentagon", "United States", "US"))
    assert minimum(pentagon, states) == 2
    for a, b in ((pentagon, states), (states, pentagon), (states, abbreviated), (abbreviated, pentagon)):
        assert minimum(a, b, register=register) == 1
    assert minimum(pentagon, unnamed("u", affiliation="Ukraine"), register=register) == 2
    assert "one-sided" in traced(states, abbreviated, register=register).flags
    assert "one-sided" not in traced(states, pentagon, register=register).flags


def test_the_register_knows_two_names_to_be_one_actor() -> None:
    register, _ = Register.build({"joe-biden": {"name": "Joe Biden", "aliases": ["Biden"]}})
    assert minimum(person("a", name="Joe Biden"), person("b", name="Biden")) == 2
    assert minimum(person("a", name="Joe Biden"), person("b", name="Biden"), register=register) == 1


def test_the_register_describes_documents() -> None:
    register, _ = Register.build(documents={"ruling": {"kind": "court", "title": "Ruling 12/2024"}})
    p = traced(Source(id="r", ref="ruling"), register=register)
    assert (p.label, p.flags) == ("single-source", ())


def test_same_as_makes_one_class_also_by_way_of_a_third() -> None:
    p = traced(person("a", same_as=("x",)), person("b", same_as=("x",)), person("c"))
    assert (p.min, p.max, p.classes, p.origins) == (2, 2, (("a", "b"), ("c",)), ("a", "b", "c"))


def test_a_class_is_named_and_resolved_when_one_of_it_is() -> None:
    p = traced(article("up", "afp"), person("minister", same_as=("afp",)), person("mayor"))
    assert (p.label, p.flags, p.min, p.max) == ("corroborated", (), 2, 2)
    assert p.unresolved == ()


def test_a_class_of_a_person_and_a_document_is_neither_thing_nor_speaker() -> None:
    merged = (unnamed("a", same_as=("doc",)), Source(id="doc", kind="document"))
    assert traced(*merged, unnamed("b")).min == 1
    assert traced(*merged, COURT).min == 1


def test_what_is_joined_and_parted_at_once_is_a_clash() -> None:
    p = traced(person("a", same_as=("b",), distinct_from=("b",)), person("b"))
    assert (p.clashes, p.min, p.max) == ((("a", "b"),), 1, 1)


def test_channels_end_in_classes() -> None:
    p = traced(
        article("x", "a"), article("y", "b"), article("z", "c"), person("a", same_as=("b",)), person("b"), person("c")
    )
    assert (p.max, p.reports, p.channels) == (2, 3, 2)


@pytest.mark.parametrize(
    ("origins", "reason"),
    [
        ((article("a", "stub"), person("b")), "nobody here describes stub"),
        ((person("b"), article("a")), "a does not say how it knows"),
        ((person("a", name="x"), person("b", name="X")), "both go by one name"),
        ((unnamed("a"), person("b")), "a is not named"),
        ((person("a"), unnamed("b")), "b is not named"),
        ((unnamed("a"), unnamed("b")), "neither is named"),
    ],
)
def test_why_two_may_be_the_same(origins: tuple[Source, ...], reason: str) -> None:
    assert [pair.why for pair in traced(*origins).pairs] == [reason]
