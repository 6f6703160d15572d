"""On whose word, in the sentence, in the note and in the bibliography."""

import pytest

from readings import READERS, read
from timeline.model.event import Source, replace
from timeline.reports.citation import Chains, document, is_direct, is_document, named, reference, withheld

UP = Source(
    id="up", publisher="Ukrainska Pravda", author="K. T.", title="Biden allows", published="2024-11-17T20:20:00",
    url="https://up.example/1", locator="para 1", cites=("nyt",),
)  # fmt: skip
NYT = Source(id="nyt", publisher="The New York Times", seen=False, cites=("us",))
US = Source(id="us", kind="person", name="American officials", anonymous=True, plural=True, affiliation="United States")


def test_the_whole_chain() -> None:
    assert Chains([UP, NYT, US]).attribution() == (
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
        ([Source(id=c, publisher=c.upper()) for c in "abcde"], ", according to A, B, C and 2 others"),
        ([Source(id=c, publisher=c.upper()) for c in "abcd"], ", according to A, B, C and 1 other"),
        ([Source(id="a", publisher="A", cites=tuple("bcdef"))], ", according to A, citing b, c, d and 2 others"),
        (
            [Source(id="a", publisher="A", cites=("p",)), Source(id="p", kind="person", name="P", cites=("q",))],
            ", according to A, citing P, who cited q",
        ),
        ([Source(id="a", publisher="A", stance="denies")], ", denied by A"),
        (
            [Source(id="a", publisher="A"), Source(id="b", publisher="B", stance="denies", cites=("c",))],
            ", according to A; denied by B",
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
    assert Chains(sources).attribution() == phrase


def test_a_sentence_of_its_own() -> None:
    assert Chains([UP, NYT]).attribution(sentence=True).startswith(" According to Ukrainska Pravda, citing The")
    assert Chains([US]).attribution(sentence=True) == " According to unnamed American officials"
    assert Chains([]).attribution(sentence=True) == ""
    both = Chains([Source(id="a", publisher="A"), Source(id="b", publisher="B", stance="denies")])
    assert both.attribution(sentence=True) == " According to A; denied by B"


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("officials", "unnamed officials"),
        ("an aide", "an unnamed aide"),
        ("A diplomat", "an unnamed diplomat"),
        ("the source", "the unnamed source"),
        ("some US officials", "some unnamed US officials"),
        ("unnamed officials", "unnamed officials"),
        ("an anonymous aide", "an anonymous aide"),
    ],
)
def test_the_unnamed(name: str, called: str) -> None:
    assert named(Source(id="x", kind="person", name=name, anonymous=True)) == called


def test_the_withheld() -> None:
    source = Source(id="withheld-1", kind="person", name="withheld source 1", anonymous=True, confidential=True)
    assert named(source) == "withheld source 1"
    assert withheld(source) == "Withheld source 1: a person, unnamed"
    assert withheld(Source(name="withheld source 2", plural=True)) == "Withheld source 2: several people"
    assert withheld(Source(name="withheld source 3", kind="court")) == "Withheld source 3: court"
    assert not is_document(Source(ref="x", confidential=True))


def test_a_note() -> None:
    assert Chains([UP, NYT, US]).note() == (
        "K. T., [“Biden allows”](https://up.example/1), Ukrainska Pravda, 17 November 2024, para 1, citing"
        " The New York Times (not consulted), which cites unnamed American officials (affiliation: United States)."
    )


def test_a_note_tells_each_source_once() -> None:
    found = Chains(
        [
            Source(id="a", publisher="A", cites=("b", "c", "gone")),
            Source(id="b", publisher="B", cites=("d",), quote="It is.", translation="Es ist."),
            Source(id="c", kind="person", name="C", position="in the room", grade="B2"),
            Source(id="d", publisher="D", cites=("a",), state="corrected", stance="mentions"),
            Source(id="e", publisher="E", cites=("b",), stance="denies", firsthand=True),
        ]
    ).note()
    assert found == (
        "E (no document named; denies it; also at first hand), citing B (no document named): “It is.” (“Es ist.”),"
        " which cites D (no document named; takes no side; corrected), which cites A (no document named),"
        " which cites B, C (in the room; graded B2) and gone (not described)."
    )


def test_a_note_branches() -> None:
    found = Chains(
        [
            Source(id="a", publisher="A", cites=("b", "c")),
            Source(id="b", publisher="B", cites=("d",)),
            Source(id="c", kind="person", name="an aide", anonymous=True),
            Source(id="d", kind="person", name="officials", anonymous=True, cites=("e", "f")),
        ]
    ).note()
    assert found == (
        "A (no document named), citing B and an unnamed aide."
        " B (no document named), citing unnamed officials, which cites e (not described) and f (not described)."
    )
    assert Chains([US]).note() == "Unnamed American officials (affiliation: United States)."


def test_notes_of_few_words() -> None:
    assert Chains([Source(id="a", kind="person", name="Biden")]).note() == "Biden. No more is known of it."
    assert Chains([Source(id="a", url="https://e.example/a")]).note() == ("a, <https://e.example/a>.")
    assert Chains([Source(id="a", author=("A", "B"), title="T", url="javascript:x")]).note() == "A and B, “T”."
    assert Chains([Source(id="a", author="A", publisher="A", title="T", published="early")]).note() == "“T”, A, early."


@pytest.mark.parametrize("name", ["Reuters", "新华社", 'R "x"', "R (x)", "(x)", "<x>", "R 'x'"])
def test_a_note_is_never_taken_for_the_address_of_a_link(name: str) -> None:
    for source in (
        Source(id="a", kind="person", name=name),
        Source(id="a", title=name),
        Source(id="a", publisher=name),
    ):
        page = f"a[^1]\n\n[^1]: {Chains([source]).note()}\n"
        assert name in read(page, "commonmark").text
        assert read(page, "gfm").markup >= {"footnote_ref", "footnote_open"}


def test_ten_thousand_sources() -> None:
    chain = [Source(id=f"s{n}", publisher=f"S{n}", cites=(f"s{n + 1}",)) for n in range(10_000)]
    fan = [Source(id=f"s{n}", publisher=f"S{n}", cites=("s0",)) for n in range(10_000)]
    for sources in (chain, fan, [Source(id="a", cites=tuple(s.id for s in fan)), *fan]):
        found = Chains(sources)
        assert len(found.attribution()) < 500
        assert "S9999" in found.note()


def test_loops_and_what_hangs_on_them() -> None:
    ring = [Source(id=c, publisher=c, cites=(d,)) for c, d in ("ab", "bc", "ca")]
    assert [s.id for s in Chains([*ring, Source(id="x", publisher="X")]).heads] == ["x", "a"]
    assert Chains(ring).note().count("(no document named)") == 3


def test_what_is_a_document() -> None:
    assert document(UP) == document(replace(UP, locator="p. 2"))
    assert document(UP) != document(replace(UP, url="https://up.example/2"))
    assert not is_document(NYT)
    assert not is_document(Source(publisher="Reuters"))
    assert is_document(Source(ref="r"))
    assert is_direct(US)
    assert not is_direct(Source(kind="court", title="Ruling"))


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (UP, "K. T\\.. “Biden allows”. *Ukrainska Pravda*, 17 November 2024. <https://up.example/1>."),
        (
            Source(title="T", author=("A", "B", "C"), archive_url="https://a.example/1", accessed="2024-12", state="retracted"),
            "A, B and C. “T”. Archived at <https://a.example/1>. Read on December 2024. Retracted.",
        ),
        (Source(ref="doc-1"), "doc-1."),
        (Source(title="T", published="2024"), "“T”. 2024."),
    ],
)  # fmt: skip
def test_references(source: Source, shown: str) -> None:
    assert reference(source) == shown.replace("T\\..", "T..")


@pytest.mark.parametrize("reader", READERS)
def test_hostile_sources(reader: str) -> None:
    evil = "<script>|[x](javascript:y)`*_ @a \u202e[^1]: z --> <!-- /timeline -->"
    source = Source(
        id="a", title=evil, author=evil, publisher=evil + "2", published=evil, url="https://e.example/) [x](javascript:y)",
        locator=evil, quote=evil, translation=evil, affiliation=evil, position=evil, grade=evil, archive_url="javascript:y",
    )  # fmt: skip
    for page in (Chains([source]).note(), reference(source)):
        found = read(page, reader)
        assert found.text.count("<script>|[x](javascript:y)`*_ @a <U+202E>[^1]: z --> <!-- /timeline -->") >= 4
        assert set(found.links) == {"https://e.example/%29%20%5Bx%5D%28javascript:y%29"}
        assert found.markup <= {"link_open", "link_close", "em_open", "em_close"}
