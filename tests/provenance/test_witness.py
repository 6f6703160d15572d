"""Whose word a source is, and who made it."""

from typing import Any

import pytest

from timeline.model.event import PRIMARY, SOURCE_KIND, Source
from timeline.model.register import Register
from timeline.provenance.witness import makers, party, platform, speakers


def of(kind: str, **keys: Any) -> Source:
    return Source(id="s", kind=kind, **keys)


FULL = {"name": "N", "author": ("A", "B"), "publisher": "P", "title": "T"}


@pytest.mark.parametrize(
    ("source", "spoken", "made"),
    [
        (of("post", **FULL), ("A", "B"), ("A", "B")),
        (of("video", name="N", publisher="P"), ("N",), ("N",)),
        (of("image", publisher="P", title="T"), (), ()),
        (of("person", **FULL), ("N",), ("N",)),
        (of("person", author="A", publisher="P"), (), ()),
        (of("interview", **FULL), ("N",), ("N",)),
        (of("interview", author="A", publisher="P"), ("A",), ("A",)),
        (of("testimony", publisher="P"), (), ()),
        (of("statement", author="A", publisher="P"), ("A",), ("A",)),
        (of("speech", publisher="P"), ("P",), ("P",)),
        (of("court", **FULL), (), ("A", "B")),
        (of("dataset", name="N", publisher="P"), (), ("P",)),
        (of("law", name="N"), (), ()),
        (of("article", author="A", publisher="P"), (), ()),
        (of("article", author="A", publisher="P", firsthand=True), ("P",), ("P",)),
        (of("article", author="A", firsthand=True), ("A",), ("A",)),
        (of("article", author="A", publisher="P", firsthand=False), (), ()),
        (of("article", **FULL), ("N",), ("N",)),
        (of("book", author="A", publisher="P", firsthand=True), ("A",), ("A",)),
        (of("report", publisher="P", firsthand=True), ("P",), ("P",)),
        (of("post", publisher="P", firsthand=True), (), ()),
        (of("agrees", publisher="P"), (), ()),
    ],
)
def test_who_speaks_and_who_made_it(source: Source, spoken: tuple[str, ...], made: tuple[str, ...]) -> None:
    assert (speakers(source), makers(source)) == (spoken, made)


@pytest.mark.parametrize("kind", SOURCE_KIND)
def test_who_is_not_named_is_nobody_by_name(kind: str) -> None:
    assert speakers(of(kind, anonymous=True, firsthand=True, **FULL)) == ()


@pytest.mark.parametrize("kind", SOURCE_KIND)
def test_a_platform_is_nobody(kind: str) -> None:
    assert speakers(of(kind, publisher="YouTube", firsthand=True)) == ()
    assert makers(of(kind, author="www.youtube.com", publisher="X")) in {(), ("www.youtube.com",)}
    assert speakers(of("post", author=("Anna", "Twitter"), name="N")) == ("Anna",)
    assert speakers(of("video", author="TikTok", name="Anna")) == ("Anna",)
    assert speakers(of("interview", name="X")) == ("X",)


@pytest.mark.parametrize("kind", PRIMARY)
def test_who_speaks_has_made_it(kind: str) -> None:
    source = of(kind, name="N", author="A", publisher="P")
    assert not speakers(source) or makers(source) == speakers(source)


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("YouTube", "youtube"),
        ("www.YouTube.com", "youtube"),
        ("https://youtu.be/abc", "youtube"),
        ("X", "twitter"),
        ("X (formerly Twitter)", "twitter"),
        ("Twitter/X", "twitter"),
        ("m.vk.com", "vk"),
        ("Spokesman X", None),
        ("Instagram/Luke Rague", None),
        ("YouTube Vimeo", None),
        ("Telegraph", None),
        ("", None),
        ("…", None),
    ],
)
def test_platforms(name: str, known: str | None) -> None:
    assert platform(name) == known


def test_names_are_compared_folded_and_through_the_register() -> None:
    register, _ = Register.build(
        {
            "joe-biden": {"name": "Joe Biden", "aliases": ["Biden"]},
            "hunter-biden": {"name": "Hunter Biden", "aliases": ["Biden"]},
        }
    )
    assert party(["JOE BIDEN"], register) == {("joe-biden",)}
    assert party(["Biden"], register) == {("joe-biden", "hunter-biden")}
    assert party(["Zelenský", "zelensky", "🦊"], register) == {("?zelensky",), ("?🦊",)}
