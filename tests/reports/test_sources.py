"""Sources on a page: as a note tells them, and as documents."""

import pytest

from cited import NYT, UP, US
from readings import READERS, read
from timeline.model.event import Source
from timeline.provenance.graph import Citations
from timeline.provenance.names import named
from timeline.records.source_words import is_direct, is_document
from timeline.reports.sources import note, reference, withheld

# ---------------------------------------------------------------------------------------------------------------- notes


def test_a_note() -> None:
    assert note(Citations([UP, NYT, US])) == (
        "K. T., [“Biden allows”](https://up.example/1), Ukrainska Pravda, 17 November 2024, para 1, citing"
        " The New York Times (not consulted), which cites unnamed American officials (affiliation: United States)."
    )


def test_a_note_tells_each_source_once() -> None:
    found = note(
        Citations(
            [
                Source(id="a", publisher="A", cites=("b", "c", "gone")),
                Source(id="b", publisher="B", cites=("d",), quote="It is.", translation="Es ist."),
                Source(id="c", kind="person", name="C", position="in the room", grade="B2"),
                Source(id="d", publisher="D", cites=("a",), state="corrected", stance="mentions"),
                Source(id="e", publisher="E", cites=("b",), stance="denies", firsthand=True),
            ]
        )
    )
    assert found == (
        "E (no document named; denies it; also at first hand), citing B (no document named): “It is.” (“Es ist.”),"
        " which cites D (no document named; takes no side; corrected), which cites A (no document named),"
        " which cites B, C (in the room; graded B2) and gone (not described)."
    )


def test_a_note_branches() -> None:
    found = note(
        Citations(
            [
                Source(id="a", publisher="A", cites=("b", "c")),
                Source(id="b", publisher="B", cites=("d",)),
                Source(id="c", kind="person", name="an aide", anonymous=True),
                Source(id="d", kind="person", name="officials", anonymous=True, cites=("e", "f")),
            ]
        )
    )
    assert found == (
        "A (no document named), citing B and an unnamed aide."
        " B (no document named), citing unnamed officials, which cites e (not described) and f (not described)."
    )
    ministry = Source(id="m", name="the Ministry of Justice", stance="denies")
    assert note(Citations([ministry])) == "The Ministry of Justice (no document named; denies it)."
    assert note(Citations([US])) == "Unnamed American officials (affiliation: United States)."


def test_notes_of_few_words() -> None:
    assert note(Citations([Source(id="a", kind="person", name="Biden")])) == "Biden. No more is known of it."
    assert (
        note(Citations([Source(id="a", url="https://e.example/a")])) == "<https://e.example/a>. No more is known of it."
    )
    assert note(Citations([Source(id="a", author=("A", "B"), title="T", url="javascript:x")])) == "A and B, “T”."
    assert (
        note(Citations([Source(id="a", author="A", publisher="A", title="T", published="early")])) == "“T”, A, early."
    )


def test_notes_of_posts_and_links() -> None:
    post = Source(id="a", kind="post", author="@anna", url="https://twitter.com/anna/status/1", published="2020-06-01")
    assert note(Citations([post])) == "&#64;anna on Twitter, 1 June 2020, <https://twitter.com/anna/status/1>."
    link = Source(id="a", author="A", url="https://e.example/a", published="2020")
    assert note(Citations([link])) == "A, 2020, <https://e.example/a>."
    assert note(Citations([Source(id="b", url="https://e.example/a"), Source(id="c", publisher="C")])) == (
        "<https://e.example/a>. C (no document named)."
    )


@pytest.mark.parametrize("name", ["Reuters", "新华社", 'R "x"', "R (x)", "(x)", "<x>", "R 'x'"])
def test_a_note_is_never_taken_for_the_address_of_a_link(name: str) -> None:
    for source in (
        Source(id="a", kind="person", name=name),
        Source(id="a", title=name),
        Source(id="a", publisher=name),
    ):
        page = f"a[^1]\n\n[^1]: {note(Citations([source]))}\n"
        assert name in read(page, "commonmark").text
        assert read(page, "gfm").markup >= {"footnote_ref", "footnote_open"}


def test_ten_thousand_sources() -> None:
    chain = [Source(id=f"s{n}", publisher=f"S{n}", cites=(f"s{n + 1}",)) for n in range(10_000)]
    fan = [Source(id=f"s{n}", publisher=f"S{n}", cites=("s0",)) for n in range(10_000)]
    for sources in (chain, fan, [Source(id="a", cites=tuple(s.id for s in fan)), *fan]):
        assert "S9999" in note(Citations(sources))


def test_loops_and_what_hangs_on_them() -> None:
    ring = [Source(id=c, publisher=c, cites=(d,)) for c, d in ("ab", "bc", "ca")]
    assert [s.id for s in Citations([*ring, Source(id="x", publisher="X")]).heads] == ["x", "a"]
    assert note(Citations(ring)).count("(no document named)") == 3


# ------------------------------------------------------------------------------------------------------------ documents


def test_the_withheld() -> None:
    source = Source(id="withheld-1", kind="person", name="withheld source 1", anonymous=True, confidential=True)
    assert named(source) == "withheld source 1"
    assert withheld(source) == "Withheld source 1: a person, unnamed"
    assert withheld(Source(name="withheld source 2", plural=True)) == "Withheld source 2: several people"
    assert withheld(Source(name="withheld source 3", kind="court")) == "Withheld source 3: court"
    assert not is_document(Source(ref="x", confidential=True))


def test_what_is_a_document() -> None:
    assert not is_document(NYT)
    assert not is_document(Source(publisher="Reuters"))
    assert is_document(Source(ref="r"))
    assert is_direct(US)
    assert not is_direct(Source(kind="court", title="Ruling"))


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (UP, "K. T. “Biden allows”. *Ukrainska Pravda*, 17 November 2024. <https://up.example/1>."),
        (
            Source(title="T", author=("A", "B", "C"), archive_url="https://a.example/1", accessed="2024-12", state="retracted"),
            "A, B and C. “T”. Archived at <https://a.example/1>. Read on December 2024. Retracted.",
        ),
        (Source(ref="doc-1"), "doc-1."),
        (Source(title="T", published="2024"), "“T”. 2024."),
        (Source(id="s1", url="https://e.example/a"), "e.example. <https://e.example/a>."),
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
    for page in (note(Citations([source])), reference(source)):
        found = read(page, reader)
        assert found.text.count("<script>|[x](javascript:y)`*_ @a <U+202E>[^1]: z --> <!-- /timeline -->") >= 4
        assert set(found.links) == {"https://e.example/%29%20%5Bx%5D%28javascript:y%29"}
        assert found.markup <= {"link_open", "link_close", "em_open", "em_close"}
