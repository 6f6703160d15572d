"""Which origins are one, which are two, and which may be one."""

from typing import Any

import pytest

from timeline.model.event import Source
from timeline.model.register import Register
from witnesses import article, person, traced, unnamed


def minimum(*origins: Source, register: Register | None = None) -> int:
    p = traced(*origins, register=register)
    assert p.max == len(origins)
    return p.min


def of(id_: str, kind: str, **keys: Any) -> Source:
    return Source(id=id_, kind=kind, **keys)


COURT = Source(id="court", kind="court", title="Ruling 12/2024")


@pytest.mark.parametrize(
    ("origins", "fewest"),
    [
        ((person("a"), person("b")), 2),
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
        # posts and recordings: who made them, never the platform
        ((of("a", "video", author="Anna", url="https://a.example/1"), of("b", "video", author="Boris")), 2),
        ((of("a", "video", author="Anna", publisher="YouTube"), of("b", "video", publisher="Vimeo")), 1),
        ((of("a", "video", author="Anna"), unnamed("b")), 1),
        ((of("a", "video", author="Anna"), person("Boris")), 2),
        ((of("a", "post", author="Anna", firsthand=True), of("b", "post", author="Boris")), 1),
        # several authors are a set
        ((of("a", "video", author=("Anna", "Boris")), of("b", "video", author="Boris")), 1),
        ((of("a", "video", author=("Anna", "Boris")), of("b", "video", author=("Vera", "Gleb"))), 2),
        # an outlet that was there, and a reporter who wrote for two of them
        ((article("NYT", firsthand=True), article("Reuters", firsthand=True)), 2),
        ((article("NYT", firsthand=True, author="Jane"), article("Reuters", firsthand=True, author="Jane")), 1),
        ((article("NYT", firsthand=True, author="Jane"), person("Jane")), 1),
        ((article("NYT", firsthand=True), article("Reuters")), 1),
        # records, and who made them
        ((of("a", "dataset", publisher="Ministry"), of("b", "dataset", publisher="Institute")), 2),
        ((of("a", "dataset", publisher="Ministry"), of("b", "document", author="ministry")), 1),
        ((of("a", "dataset", publisher="Ministry"), of("b", "dataset", title="Deaths")), 1),
        ((of("a", "dataset", publisher="Ministry"), of("b", "statement", publisher="Ministry")), 1),
        ((of("a", "dataset", publisher="Ministry"), person("Anna")), 2),
        ((of("a", "dataset", publisher="Ministry"), person("Anna", affiliation="the Ministry")), 2),
        ((of("a", "dataset", publisher="Ministry"), unnamed("b", affiliation="Ministry")), 1),
        ((of("a", "dataset", publisher="Ministry"), of("b", "video", author="Anna")), 2),
        ((of("a", "dataset", publisher="Ministry"), of("b", "video", publisher="Ministry")), 1),
        # who speaks for whom
        ((of("a", "statement", publisher="Ministry"), person("Anna", affiliation="Ministry")), 1),
        ((person("Anna", affiliation="Ministry"), person("Boris", affiliation="Ministry")), 2),
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
    assert traced(person("a", name="Joe Biden"), person("b", name="Biden"), register=register).max == 1


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
    ("one", "other"),
    [
        (person("a", name="Zelenský"), person("b", name="zelensky")),
        (of("a", "interview", name="X", title="With CNN"), of("b", "interview", name="X", title="With BBC")),
        (of("a", "statement", publisher="UN", title="On X"), of("b", "statement", publisher="un", title="On Y")),
        (of("a", "video", author="Anna", publisher="YouTube"), of("b", "post", author="Anna", firsthand=True)),
        (of("a", "video", author=("Anna", "Boris")), of("b", "video", author=("Boris", "Anna"))),
        (article("a", publisher="NYT", firsthand=True), article("b", publisher="NYT", firsthand=True)),
        (person("a", firsthand=False, name="Anna"), person("b", name="Anna")),
    ],
)
def test_the_same_speaker_is_one_witness(one: Source, other: Source) -> None:
    for sources in ((one, other), (other, one)):
        p = traced(*sources)
        assert (p.min, p.max, p.channels) == (1, 1, 1)


@pytest.mark.parametrize(
    ("sources", "most"),
    [
        ((person("a", name="Anna", distinct_from=("b",)), person("b", name="Anna")), 2),
        ((person("a", name="Anna", distinct_from=("b",)), person("b", name="Anna"), person("c", name="Anna")), 3),
        ((person("a", name="Anna"), person("b", name="Anna", confidential=True)), 2),
        ((person("a", name="Anna", confidential=True), person("b", name="Anna", confidential=True)), 1),
        ((unnamed("a"), unnamed("b")), 2),
        ((of("a", "video", author=("Anna", "Boris")), of("b", "video", author="Boris")), 2),
        ((of("a", "dataset", publisher="Ministry"), of("b", "dataset", publisher="Ministry")), 2),
    ],
)
def test_who_is_not_surely_one(sources: tuple[Source, ...], most: int) -> None:
    assert traced(*sources).max == most
    assert traced(*reversed(sources)).max == most


def test_an_ambiguous_name_is_nobody_certain() -> None:
    register, _ = Register.build(
        {"joe": {"name": "Joe Biden", "aliases": ["Biden"]}, "hunter": {"name": "Hunter Biden", "aliases": ["Biden"]}}
    )
    assert minimum(person("a", name="Biden"), person("b", name="Biden"), register=register) == 1
    assert minimum(person("a", name="Biden"), person("b", name="Joe Biden"), register=register) == 1
    assert minimum(person("a", name="Biden"), person("b", name="Putin"), register=register) == 2


def test_a_speaker_may_be_a_part_of_another() -> None:
    register, _ = Register.build(
        {"mod": {"name": "Ministry"}, "gs": {"name": "General Staff", "memberships": [{"of": "mod"}]}}
    )
    ministry = of("a", "statement", publisher="Ministry")
    assert minimum(ministry, of("b", "statement", publisher="General Staff")) == 2
    assert minimum(ministry, of("b", "statement", publisher="General Staff"), register=register) == 1
    assert minimum(of("d", "dataset", publisher="General Staff"), ministry, register=register) == 1
    assert minimum(of("d", "dataset", publisher="Ministry"), person("gs", name="General Staff"), register=register) == 1


def test_a_retracted_report_tells_nobody_apart() -> None:
    both = (unnamed("a"), unnamed("b"), article("nyt", "a"), article("up", "b"))
    assert traced(*both, article("x", "a", "b")).min == 2
    assert traced(*both, article("x", "a", "b", state="retracted")).min == 1


@pytest.mark.parametrize(
    ("origins", "reason"),
    [
        ((article("a", "stub"), person("b")), "stub is cited, and no more is known of it"),
        ((person("b"), article("a")), "a does not say how it knows"),
        ((unnamed("a"), person("b")), "a is not named"),
        ((person("a"), unnamed("b")), "b is not named"),
        ((unnamed("a"), unnamed("b")), "neither is named"),
        ((of("a", "image"), of("b", "image")), "nobody says who made them"),
        ((of("a", "video", author=("A", "B")), of("b", "video", author="B")), "both go by one name"),
        ((of("a", "statement", publisher="M"), person("b", affiliation="M")), "one may speak for the other"),
    ],
)
def test_why_two_may_be_the_same(origins: tuple[Source, ...], reason: str) -> None:
    assert [pair.why for pair in traced(*origins).pairs] == [reason]


def test_that_nobody_says_how_they_know_is_told_once() -> None:
    p = traced(article("a"), article("b"), article("c"))
    assert (p.label, p.pairs, p.unresolved) == ("unassessed", (), ("a", "b", "c"))
    p = traced(article("a"), person("p"), article("b"), unnamed("q"))
    assert [(pair.a, pair.b) for pair in p.pairs] == [("a", "p"), ("p", "b"), ("p", "q")]
