"""On whose word, in the sentence."""

from typing import Any

import pytest

from cited import NYT, UP, US
from timeline.model.event import Figure, Link, Source, Variant
from timeline.provenance.graph import Citations
from timeline.records.words.attribution import Attribution, remark


def test_the_whole_chain() -> None:
    assert Attribution(Citations([UP, NYT, US])).text == (
        ", according to Ukrainska Pravda, citing The New York Times, which cited unnamed American officials"
    )


@pytest.mark.parametrize(
    ("sources", "phrase"),
    [
        ([], ""),
        ([Source(id="a", publisher="Reuters")], ", according to Reuters"),
        ([Source(id="a", publisher="Reuters", firsthand=True)], ", Reuters reported"),
        ([Source(id="a", kind="person", name="Zelenskyy")], ", Zelenskyy said"),
        ([US], ", unnamed American officials said"),
        ([Source(id="a", kind="speech", title="On war")], ", according to “On war”"),
        ([Source(id="a", kind="person", name="A", cites=("b",))], ", A said, citing b"),
        ([Source(id="a", publisher="A"), Source(id="b", publisher="B")], ", according to A and B"),
        (
            [Source(id="a", publisher="A", cites=("c",)), Source(id="b", publisher="B"), Source(id="c", name="C")],
            ", according to A, citing C; and B",
        ),
        ([Source(id=c, publisher=c.upper()) for c in "abcde"], ", according to A, B and 3 others"),
        ([Source(id=c, publisher=c.upper()) for c in "abcd"], ", according to A, B and 2 others"),
        ([Source(id="a", publisher="A", cites=tuple("bcdef"))], ", according to A, citing b, c and 3 others"),
        (
            [Source(id="a", publisher="A", cites=("p",)), Source(id="p", kind="person", name="P", cites=("q",))],
            ", according to A, citing P, who cited q",
        ),
        ([Source(id="a", publisher="A", stance="denies")], ", denied by A"),
        (
            [Source(id="a", publisher="A"), Source(id="b", publisher="B", stance="denies", cites=("c",))],
            ", according to A; denied by B, citing c",
        ),
        (
            [
                Source(id="b", publisher="B", stance="denies", cites=("c",)),
                Source(id="c", kind="person", name="C", stance="denies"),
            ],
            ", denied by B, citing C",
        ),
        (
            [Source(id="a", publisher="A", cites=("b", "c")), Source(id="b", name="B"), Source(id="c", name="C", stance="denies")],
            ", according to A, citing B; denied by C, cited by A",
        ),
        ([Source(id="a", publisher="A", stance="mentions")], ", mentioned by A"),
        ([Source(id="a", publisher="A", state="retracted")], ", mentioned by A"),
        ([Source(id="a", publisher="A", cites=("a",))], ", according to A"),
        (
            [Source(id="a", publisher="A", cites=("b",)), Source(id="b", publisher="B", cites=("a",))],
            ", according to A, citing B",
        ),
        (
            [Source(id=c, publisher=c.upper(), cites=(chr(ord(c) + 1),)) for c in "abcdefgh"],
            ", according to A, citing B, which cited C, which cited D, which cited E, and so on",
        ),
    ],
)  # fmt: skip
def test_phrases(sources: list[Source], phrase: str) -> None:
    assert Attribution(Citations(sources)).text == phrase


def test_of_those_of_which_it_would_say_the_same_it_names_one() -> None:
    posts = [
        Source(id=str(n), kind="post", author=author, url=f"https://x.com/{author}/status/{n}")
        for n, author in enumerate(("@a", "@b", "@a", "@c", "@d", "@d"))
    ]
    assert Attribution(Citations(posts)).text == ", according to @a on Twitter, @b on Twitter and 2 others"


def test_posts_that_nobody_signs_are_counted() -> None:
    posts = [Source(id=str(n), url=f"https://twitter.com/i/status/{n}") for n in range(3)]
    film = Source(id="f", kind="video", url="https://youtu.be/1")
    denial = Source(id="d", stance="denies", url="https://twitter.com/i/status/9")
    said = ", according to three posts on Twitter and a film on YouTube; denied by a post on Twitter"
    assert Attribution(Citations([*posts, film, denial])).text == said


def test_a_sentence_of_its_own() -> None:
    assert Attribution(Citations([UP, NYT]), sentence=True).text.startswith("According to Ukrainska Pravda, citing The")
    assert Attribution(Citations([US]), sentence=True).text == "According to unnamed American officials"
    assert Attribution(Citations([]), sentence=True).text == ""
    both = Citations([Source(id="a", publisher="A"), Source(id="b", publisher="B", stance="denies")])
    assert Attribution(both, sentence=True).text == "According to A; denied by B"


@pytest.mark.parametrize(
    ("sources", "origins", "names"),
    [
        ([UP, NYT, US], "o", True),
        ([Source(id=c, publisher=c.upper()) for c in "abc"], "abc", True),
        ([Source(id=c, publisher=c.upper()) for c in "abcde"], "abcde", True),
        ([Source(id=c, publisher=c.upper(), cites=("x" if c < "d" else "y",)) for c in "abcde"], "xy", False),
        ([Source(id=c, publisher=c.upper(), cites=(chr(ord(c) + 1),)) for c in "abcdefgh"], "i", False),
        ([Source(id="a", publisher="A", stance="denies"), Source(id="b", publisher="B")], "a", False),
        ([], "", True),
    ],
)
def test_whether_it_names_them(sources: list[Source], origins: str, names: bool) -> None:
    ids = [US.id] if origins == "o" else [*origins]
    assert Attribution(Citations(sources)).names(ids) is names


def test_ten_thousand_sources() -> None:
    chain = [Source(id=f"s{n}", publisher=f"S{n}", cites=(f"s{n + 1}",)) for n in range(10_000)]
    fan = [Source(id=f"s{n}", publisher=f"S{n}", cites=("s0",)) for n in range(10_000)]
    for sources in (chain, fan, [Source(id="a", cites=tuple(s.id for s in fan)), *fan]):
        assert len(Attribution(Citations(sources)).text) < 500


A, B = Source(id="a", publisher="A"), Source(id="b", publisher="B")


@pytest.mark.parametrize(
    ("part", "origins", "said"),
    [
        (Figure(what="killed"), "ab", ""),
        (Figure(what="killed", according_to=("a",)), "ab", "according to A"),
        (Figure(what="killed", according_to=("a", "b")), "ab", ""),  # all who report it
        (Figure(what="killed", according_to=("a",)), "a", ""),  # all it comes from
        (Link(type="follows", to="x", note="by phone"), "ab", "by phone"),
        (Link(type="follows", to="x", according_to=("b",), note="by phone"), "ab", "according to B; by phone"),
        (Variant(field="date", value="2024"), "ab", ""),
        (Variant(field="date", value="2024", according_to=("a", "b")), "ab", "according to A and B"),
        (Variant(field="date", value="2024", according_to=("gone",)), "", "according to gone"),
    ],
)
def test_who_says_a_part_of_it(part: Any, origins: str, said: str) -> None:
    assert remark(part, Citations([A, B]), origins) == said
